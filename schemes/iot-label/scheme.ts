import type { EvaluatorCategory, Level, Party } from '../../src/rules/book.ts';
import { text } from '../../src/rules/text.ts';

/** The scheme by its name here; the software is neutral, the owner is the real one. */
export const scheme = {
  id: 'iot-label',
  name: text('IoT製品セキュリティラベル', 'Security label for IoT products'),
  shortName: text('IoT製品ラベル', 'IoT label'),
  owner: text('独立行政法人情報処理推進機構(IPA)', 'Information-technology Promotion Agency, Japan (IPA)'),
  office: {
    name: text('制度事務局(IPA)', 'Scheme office (IPA)'),
    contact: text(
      '制度の公式サイトにある問合せ先へご連絡ください。申請の審査中は、申請の画面にある「照会」からもご連絡いただけます。',
      'Use the contact on the official site of the scheme; while an application is examined, you can also write through “Questions” on its page.',
    ),
  },
  attestationWord: text('適合ラベル', 'Label'),
  grantedWord: text('適合ラベル', 'Label'),
  decisionWord: text('交付の判断', 'Decision'),
  subjectWord: text('IoT製品', 'IoT product'),
} as const;

/** Who takes part, under the roles that memberships give. */
export const parties = {
  'applicant-responsible': { side: 'applicant', label: text('申請責任者', 'Responsible person of the applicant') },
  'applicant-editor': { side: 'applicant', label: text('申請担当者', 'Editor of the applicant') },
  officer: { side: 'office', label: text('制度事務局の担当者', 'Officer of the scheme office') },
  government: { side: 'government', label: text('政府機関の回答者', 'Respondent of the government body') },
} as const satisfies Readonly<Record<string, Party>>;

const DECLARED = text(
  '製品のベンダーが、定められた適合基準に適合していることを自ら宣言したことを示します。制度事務局は書類の形式を確認しており、製品のセキュリティを認証するものではありません。',
  'The vendor itself declares that the product conforms to the stated criteria. The scheme office checked the form of the documents and does not certify the security of the product.',
);
const CERTIFIED = text(
  '独立した評価機関の評価に基づき、制度の運営者が、定められた適合基準への適合を認証したことを示します。明示又は黙示を問わず、製品についての保証をするものではありません。',
  'The scheme owner certifies conformity to the stated criteria on the evaluation of an independent body. It gives no warranty of the product, express or implied.',
);

/** ★1 and ★2 are declared by the vendor, ★3 and ★4 certified by the scheme owner (table 3.3-1, table 3.6-1). */
export const levels = {
  '1': { label: text('★1(レベル1)', '★1 (Level 1)'), mark: '★1', attestedBy: 'applicant', meaning: DECLARED, clause: 'L-3.3-1 L-3.6-1' },
  '2': {
    label: text('★2(レベル2)', '★2 (Level 2)'),
    mark: '★2',
    attestedBy: 'applicant',
    includes: '1',
    meaning: DECLARED,
    clause: 'L-3.3-2 L-3.6-1',
  },
  '3': { label: text('★3(レベル3)', '★3 (Level 3)'), mark: '★3', attestedBy: 'owner', meaning: CERTIFIED, clause: 'L-3.3-3 L-3.6-2' },
  '4': { label: text('★4(レベル4)', '★4 (Level 4)'), mark: '★4', attestedBy: 'owner', meaning: CERTIFIED, clause: 'L-3.3-3 L-3.6-2' },
} as const satisfies Readonly<Record<string, Level>>;

/** The five categories that buyers are told (L-3.7-4). Only an evaluation body evaluates ★3 and above (L-4.3-1). */
export const evaluatorCategories = {
  vendor: { label: text('ベンダー', 'Vendor'), levels: ['1', '2'], clause: 'L-3.7-4' },
  vendor_qualified: { label: text('ベンダー(有資格者)', 'Vendor (qualified person)'), levels: ['1', '2'], clause: 'L-3.7-4' },
  external_qualified: { label: text('外部の有資格者', 'External qualified person'), levels: ['1', '2'], clause: 'L-3.7-4' },
  verification_service: { label: text('検証事業者', 'Verification operator'), levels: ['1', '2'], clause: 'L-3.7-4 L-4.3-1' },
  evaluation_body: { label: text('評価機関', 'Evaluation body'), levels: ['1', '2', '3', '4'], clause: 'L-3.7-4 L-4.3-1' },
} as const satisfies Readonly<Record<string, EvaluatorCategory>>;
export type EvaluatorCode = keyof typeof evaluatorCategories;
