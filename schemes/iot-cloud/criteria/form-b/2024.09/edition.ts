import type { Edition } from '../../../../../src/rules/criteria.ts';
import { day } from '../../../../../src/rules/day.ts';
import { text } from '../../../../../src/rules/text.ts';
import { asOf } from './as-of.ts';
import { capital } from './capital.ts';
import { centreService } from './centre.ts';
import { characteristics } from './characteristics.ts';
import { compliance } from './compliance.ts';
import { devicesProvided } from './devices-provided.ts';
import { devicesRecommended } from './devices-recommended.ts';
import { finances } from './finances.ts';
import { applicant, existence } from './form-a-applicant.ts';
import { renewal, service } from './form-a-cloud.ts';
import { housing } from './housing.ts';
import { offices } from './offices.ts';
import { operation } from './operation.ts';
import { people } from './people.ts';
import { support } from './support.ts';

const aboutBusiness = [asOf, offices, people, finances, capital, compliance];
const aboutService = [centreService, devicesProvided, devicesRecommended, characteristics, operation, housing, support];

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
    sections: [service, applicant, existence, renewal, ...aboutBusiness, ...aboutService],
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
  contentGuards: ['serviceInScope', 'existenceFits', 'contractorsVouch', 'pagesCaptured', 'markStated'],
  provenance: {
    grade: 'inferred',
    note: text(
      '項目の区分と「一定の要件」の5項目は制度概要による。項目名、必須・選択の別、書き方は再構成で、項目ごとに出所を示す。項目コードは当方の番号で、公式の番号ではない。',
      'Sections and the five items with a set condition are those of the outline. Names, weights and what to write are reconstructed, each item saying from what; the codes are ours and not official.',
    ),
  },
};
