import type { Field } from '../../../../../src/rules/dossier.ts';
import { text } from '../../../../../src/rules/text.ts';

const CLAUSE = 'D-4.4-2';

type Weight = 'mandatory' | 'optional' | 'decisive';

const item = (code: string, ja: string, en: string, weight: Weight, writeJa: string, writeEn: string): Field => ({
  id: code,
  kind: 'disclosure',
  item: code,
  weight: weight === 'optional' ? 'optional' : 'mandatory',
  ...(weight === 'decisive' ? { decisive: 'must-be-done' } : {}),
  label: text(ja, en),
  hint: text(writeJa, writeEn),
  clause: weight === 'decisive' ? 'D-5.2-1' : CLAUSE,
  required: weight === 'optional' ? 'never' : 'always',
  published: 'withholdable',
});

/** A first slice of form B: ten items, the five with a set condition among them. The codes are ours, not official. */
export const items: readonly Field[] = [
  item(
    'A1-01',
    '開示情報の日付',
    'Date of the disclosed information',
    'mandatory',
    'この申請内容がいつの時点のものか(年月日)',
    'The day on which what is written here held',
  ),
  item(
    'A2-01',
    '事業者名',
    'Provider name',
    'mandatory',
    '商業登記上の正式名称。法人番号があれば併記',
    'The registered name, with the corporate number where there is one',
  ),
  item(
    'A2-04',
    '事業所',
    'Offices',
    'mandatory',
    '本店の所在地・郵便番号、国内外の事業所の数、主な事業所の所在地、公式サイト',
    'Head office, number of offices at home and abroad, main offices, official site',
  ),
  item('A3-02', '役員', 'Directors', 'optional', '役員の人数、氏名と役職', 'Number of directors, names and posts'),
  item(
    'A6-03',
    '情報セキュリティに関する規程等の整備',
    'Information security rules',
    'decisive',
    '基本方針・規程・手順書の有無、文書名、経営陣の承認の有無',
    'Policy, rules and procedures: whether there are any, their names, whether management approved them',
  ),
  item('B1-01', 'サービス名称', 'Service name', 'mandatory', '認定を受けるサービスの名称', 'Name of the service to be certified'),
  item(
    'B5-19',
    'IoT機器認証',
    'IoT device authentication',
    'decisive',
    'つながる機器を確かめる方法(証明書、鍵、識別子など)、鍵の配り方と失効の手順',
    'How connected devices are verified, and how keys are distributed and revoked',
  ),
  item(
    'B7-01',
    '連絡先',
    'Contact',
    'decisive',
    '電話、メール、問合せフォームなどと、代理店の連絡先',
    'Telephone, mail, form and the like, and the contacts of agents',
  ),
  item(
    'B7-07',
    'メンテナンス等の一時的サービス停止時の事前告知',
    'Advance notice of maintenance stops',
    'decisive',
    '告知の時期(何日前)と方法、記述するサービス停止の範囲',
    'How many days before and how it is told, and which stops are meant',
  ),
  item(
    'B7-08',
    '障害・災害発生時の通知',
    'Notice of failures and disasters',
    'decisive',
    '通知の有無、方法、時期',
    'Whether, how and when it is told',
  ),
];
