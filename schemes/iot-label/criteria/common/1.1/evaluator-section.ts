import type { Section, When } from '../../../../../src/rules/dossier.ts';
import { text } from '../../../../../src/rules/text.ts';
import { choice, date, line, oath, option } from '../../../field.ts';
import { evaluatorCategories } from '../../../scheme.ts';

const category = (...codes: readonly (keyof typeof evaluatorCategories)[]): When => ({ field: 'evaluator-category', is: codes });
const QUALIFIED = category('vendor_qualified', 'external_qualified');
const THIRD_PARTY = category('external_qualified', 'verification_service', 'evaluation_body');

/** Who assessed, as buyers are told, and what that category needs (L-3.7-4, L-4.3-1). */
export const evaluatorSection: Section = {
  id: 'evaluator',
  label: text('評価者', 'Evaluator'),
  intro: text(
    '評価者区分は情報提供ページに表示されます。第三者が評価した場合も、★1はベンダーの自己適合宣言であり、責任はベンダーにあります。',
    'The category of the evaluator stands on the product page. Even when a third party assessed, ★1 stays the declaration of the vendor, with its responsibility.',
  ),
  fields: [
    choice(
      {
        id: 'evaluator-category',
        label: text('評価者区分', 'Category of the evaluator'),
        published: 'always',
        cell: '申請書!C30',
        clause: 'L-3.7-4',
      },
      Object.entries(evaluatorCategories).map(([code, its]) => option(code, its.label.ja, its.label.en)),
    ),
    date({ id: 'assessed-on', label: text('評価を終えた日', 'Assessment finished on'), cell: '申請書!C31', clause: 'L-4.3-1' }),
    choice(
      {
        id: 'qualification',
        label: text('指定資格', 'Designated qualification'),
        required: QUALIFIED,
        cell: '申請書!C32',
        clause: 'L-3.7-4',
      },
      [option('riss', '情報処理安全確保支援士', 'Registered Information Security Specialist')],
    ),
    line({
      id: 'qualified-name',
      label: text('有資格者の氏名', 'Name of the qualified person'),
      required: QUALIFIED,
      cell: '申請書!C33',
      clause: 'L-3.7-4',
    }),
    line(
      {
        id: 'qualified-number',
        label: text('登録番号', 'Registration number'),
        hint: text('数字6桁。', 'Six digits.'),
        required: QUALIFIED,
        cell: '申請書!C34',
        clause: 'L-3.7-4',
      },
      20,
    ),
    choice(
      {
        id: 'qualified-part',
        label: text('有資格者の関与', 'What the qualified person did'),
        required: QUALIFIED,
        cell: '申請書!C35',
        clause: 'L-3.7-4',
      },
      [option('assessed', '評価を実施した', 'Assessed'), option('confirmed', '評価結果を確認した', 'Confirmed the result')],
    ),
    choice(
      {
        id: 'qualified-ground',
        label: text('評価の理解', 'Understanding of the assessment'),
        required: QUALIFIED,
        cell: '申請書!C36',
        clause: 'L-3.7-4',
      },
      [
        option('training', '研修を修了した', 'Completed the training'),
        option('oath', '評価ガイドを理解していることを宣誓する', 'Swears to understand the evaluation guide'),
      ],
    ),
    line({
      id: 'qualified-training',
      label: text('修了した研修と修了日', 'Training completed, and when'),
      required: { all: [QUALIFIED, { field: 'qualified-ground', is: ['training'] }] },
      cell: '申請書!C37',
      clause: 'L-3.7-4',
    }),
    oath(
      {
        id: 'qualified-oath',
        label: text('評価ガイドの理解についての宣誓', 'Oath on the evaluation guide'),
        required: { all: [QUALIFIED, { field: 'qualified-ground', is: ['oath'] }] },
        clause: 'L-3.7-4',
      },
      text(
        '上記の有資格者は、評価ガイドを理解した上で、評価又は評価結果の確認を行ったことを宣誓します。',
        'The qualified person named above swears to have assessed, or confirmed the result, with an understanding of the evaluation guide.',
      ),
    ),
    line({
      id: 'operator-name',
      label: text('検証事業者の名称', 'Verification operator'),
      required: category('verification_service'),
      cell: '申請書!C38',
      clause: 'L-4.3-1',
    }),
    line(
      {
        id: 'operator-number',
        label: text('サービスリストの登録番号', 'Number on the service list'),
        hint: text(
          '情報セキュリティサービス基準適合サービスリストの「機器検証サービス」の登録番号。',
          'Its number under “device verification” on the list of conforming information security services.',
        ),
        required: category('verification_service'),
        cell: '申請書!C39',
        clause: 'L-4.3-1',
      },
      50,
    ),
    line({
      id: 'body-name',
      label: text('評価機関の名称', 'Evaluation body'),
      required: category('evaluation_body'),
      cell: '申請書!C40',
      clause: 'L-4.3-1',
    }),
    line(
      {
        id: 'body-number',
        label: text('認定番号', 'Accreditation number'),
        hint: text('ASNITE(ISO/IEC 17025)の認定番号。', 'Number of the ASNITE accreditation (ISO/IEC 17025).'),
        required: category('evaluation_body'),
        cell: '申請書!C41',
        clause: 'L-4.3-1',
      },
      50,
    ),
    oath(
      {
        id: 'documents-handed-over',
        label: text('第三者への文書の提供', 'Documents handed to the third party'),
        required: THIRD_PARTY,
        clause: 'L-3.4-10',
      },
      text(
        'ドキュメント評価に用いた文書を、評価を行った第三者に提供しました。',
        'The documents that the document evaluation rests on were handed to the third party that assessed.',
      ),
    ),
  ],
};
