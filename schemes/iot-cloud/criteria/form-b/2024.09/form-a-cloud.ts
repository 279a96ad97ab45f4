import type { Section } from '../../../../../src/rules/dossier.ts';
import { text } from '../../../../../src/rules/text.ts';
import { choice, date, evidence, line, lines, oath, option } from '../../../fields.ts';
import { formA, handedOver } from './form-a.ts';

const yesNo = [option('yes', 'はい', 'Yes'), option('no', 'いいえ', 'No')];

/** Form A: the service. Its kind, platforms, contracts and unit were answered when the application was begun and stand in it. */
export const service: Section = {
  id: 'form-a-service',
  part: formA,
  label: text('申請するサービス', 'The service'),
  intro: text(
    'サービスの種類、基盤サービスの別、利用者との契約、申請の単位は、申請を始めたときの回答によります。提出書類及び資料の内訳書は、添付した資料から作られます。',
    'Kind, platforms, contracts and unit are as answered when the application was begun. The list of submitted documents and material is made from what is attached.',
  ),
  fields: [
    line('serviceName', text('サービスの名称', 'Name of the service'), 'D-4.4-1'),
    line('serviceSite', text('サービスのウェブサイト', 'Web site of the service'), 'D-4.4-1', {
      required: 'never',
      maxLength: 500,
      format: 'url',
    }),
    lines('unitCombination', text('統合した基盤サービスの構成', 'The platform services combined'), 'D-4.3-1', {
      required: { field: 'unit', is: ['combined'] },
      hint: text(
        '一つの申請単位とする複数の基盤サービスと、それらが一体で提供されることを説明します。',
        'Which platform services form the unit, and that they are provided as one.',
      ),
    }),
    {
      id: 'agents',
      kind: 'table',
      label: text('利用者と契約する販売代理店・仲介代理店', 'Agents that contract with users'),
      columns: [
        { id: 'name', label: text('名称', 'Name'), required: 'always', maxLength: 200 },
        { id: 'address', label: text('本店の所在地', 'Head office address'), required: 'always', maxLength: 300 },
        { id: 'contact', label: text('本店の連絡先', 'Contact of the head office'), required: 'always', maxLength: 200 },
      ],
      maxRows: 100,
      clause: 'D-4.2-4',
      required: { field: 'contract', is: ['agents'] },
    },
    choice(
      'ownSale',
      text('自ら申請する販売・仲介代理店の別', 'How the applicant sells the service of another provider'),
      'D-4.2-5',
      [
        option('oem', 'OEM販売', 'As OEM'),
        option('own-support', '独自のサービスサポートを行う販売・仲介代理店', 'As an agent with support of its own'),
      ],
      { required: { field: 'contract', is: ['own-sale'] } },
    ),
    line('originalProvider', text('提供元の事業者とサービスの名称', 'Providing company and name of its service'), 'D-4.2-5', {
      required: { field: 'contract', is: ['own-sale'] },
    }),
    lines('ownSupport', text('独自のサービスサポートの内容', 'The support of its own'), 'D-4.2-5', {
      required: { field: 'ownSale', is: ['own-support'] },
    }),
    choice(
      'outsourced',
      text('データセンター、コールセンター等の業務を外部に委託していますか', 'Are data centre, call centre or other parts outsourced?'),
      'D-4.2-2',
      yesNo,
    ),
    {
      id: 'outsourcing',
      kind: 'table',
      label: text('外部委託先', 'Contractors'),
      hint: text(
        '関係する項目には、委託先の公表資料か、委託先の事業担当責任者の署名がある資料を添付します。',
        'For the items concerned, attach public material of the contractor, or material that its responsible person signed.',
      ),
      columns: [
        { id: 'contractor', label: text('委託先', 'Contractor'), required: 'always', maxLength: 200 },
        { id: 'work', label: text('委託する業務', 'Work outsourced'), required: 'always', maxLength: 200 },
        {
          id: 'items',
          label: text('関係する項目(例 B6-01、B6-02。B6で区分の全項目)', 'Items concerned (B6-01, B6-02; B6 for all of a section)'),
          required: 'always',
          maxLength: 500,
        },
      ],
      maxRows: 50,
      clause: 'D-4.4-6',
      required: { field: 'outsourced', is: ['yes'] },
    },
    choice('earlier', text('このサービスは過去に認定を受けたことがありますか', 'Was this service certified before?'), 'D-4.2-6', [
      option('no', 'いいえ', 'No'),
      option('certified', 'はい(認定中、満了、サービス終了又は効力喪失)', 'Yes: in effect, expired, ended or without effect'),
      option('withdrawn', 'はい(認定を取り消された)', 'Yes: it was withdrawn'),
    ]),
    line('earlierNumber', text('過去の認定番号', 'Earlier certification number'), 'D-4.2-6', {
      required: { field: 'earlier', is: ['certified', 'withdrawn'] },
      maxLength: 30,
    }),
    {
      ...date(
        'withdrawnOn',
        text('認定が取り消された日', 'Day of the withdrawal'),
        'D-4.2-6',
        text('取消しの日から1年以上経過したサービスが申請できます。', 'A year must have passed since then.'),
      ),
      required: { field: 'earlier', is: ['withdrawn'] },
    },
  ],
};

/** Form A at a renewal. */
export const renewal: Section = {
  id: 'form-a-renewal',
  part: formA,
  label: text('更新のとき', 'At a renewal'),
  intro: text('更新の申請のときだけ記入します。', 'Filled in for a renewal only.'),
  fields: [
    handedOver(
      evidence(
        'newRegistry',
        text('名称・代表者・住所の変更後の登記簿謄本', 'New registry certificate after a change of name, representative or address'),
        'D-9.1-5',
      ),
    ),
    oath(
      'markUsedProperly',
      text('認定マークの使用についての自己申告', 'Statement on the use of the mark'),
      'D-9.1-3',
      text('認定期間中、認定マークを適切に使用しました。', 'During the certified period the mark was used properly.'),
      'never',
    ),
  ],
};
