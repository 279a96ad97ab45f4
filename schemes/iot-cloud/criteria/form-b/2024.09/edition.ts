import type { Edition } from '../../../../../src/rules/criteria.ts';
import { day } from '../../../../../src/rules/day.ts';
import { text } from '../../../../../src/rules/text.ts';
import { formA } from './form-a.ts';
import { items } from './items.ts';

const section = (id: string, ja: string, en: string, codes: RegExp) => ({
  id,
  label: text(ja, en),
  fields: items.filter((each) => codes.test(each.id)),
});

/** Forms A and B as of the outline of 30 September 2024. */
export const formB202409: Edition = {
  id: 'form-b/2024.09',
  title: text('申請書B(IaaS・PaaS IoTクラウドサービス)2024年9月', 'Form B (IaaS and PaaS for IoT), September 2024'),
  documentNumber: 'IP-IoT 2024-09',
  date: day('2024-09-30'),
  levels: ['disclosure'],
  types: [],
  includes: [],
  criteria: [],
  dossier: {
    sections: [
      formA,
      section('business', '申請書B 事業者の安全・信頼性', 'Form B: safety and reliability of the business', /^A/),
      section('service', '申請書B サービスの安全・信頼性', 'Form B: safety and reliability of the service', /^B/),
    ],
  },
  formRules: {
    'required-fields': 'D-4.4-1',
    'field-forms': 'D-6.1-1',
    'disclosure-given': 'D-4.4-2',
    'disclosure-needs-evidence': 'D-4.4-5',
    'disclosure-meets-standard': 'D-5.2-3',
    'pointer-has-place': 'D-4.4-2',
    'evidence-is-ours': 'D-4.4-5',
  },
  contentGuards: ['existenceFits', 'contractorsVouch', 'pagesCaptured', 'markStated'],
  provenance: {
    grade: 'inferred',
    note: text(
      '項目の区分と「一定の要件」の5項目は制度概要による。項目名と必須・選択の別は再構成で、項目コードは当方の番号。',
      'Sections and the five items with a set condition are those of the outline; names and weights of the items are reconstructed, and the codes are ours.',
    ),
  },
};
