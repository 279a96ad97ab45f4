import type { Edition } from '../../../../../src/rules/criteria.ts';
import { day } from '../../../../../src/rules/day.ts';
import { text } from '../../../../../src/rules/text.ts';
import { notOfficialText } from '../../../wording.ts';
import { criteria } from './criteria.ts';
import { dossier } from './dossier.ts';

/** The common ★1 set, edition 1.1. Its official text has not been obtained: the criteria are reconstructed. */
export const common11: Edition = {
  id: 'common/1.1',
  title: text('★1 適合基準・評価手法 1.1版(再構成)', '★1 conformity criteria and evaluation method, edition 1.1 (reconstructed)'),
  documentNumber: 'JST-CR-01-01-2024R1',
  date: day('2024-12-01'),
  levels: ['1'],
  types: [],
  includes: [],
  criteria: criteria.map((each) => each.id),
  dossier,
  formRules: {
    'required-fields': 'L-3.5-2',
    'field-forms': 'L-3.5-2',
    'verdict-given': 'L-3.5-2',
    'not-applicable-needs-reason': 'L-3.5-2',
    'conforms-needs-evidence': 'L-3.4-10',
    'pointer-has-place': 'L-3.4-10',
    'evidence-is-ours': 'L-3.4-10',
    'only-conforming-counts': 'L-3.3-1',
    'method-fits-criterion': 'L-3.4-5',
    'recognition-needs-agreement': 'L-3.8.3-3',
    'effort-recorded': 'L-3.4-7',
    'models-unique': 'L-3.2-1',
  },
  contentGuards: [
    ...['productInScope', 'protectedInformationListed', 'answersFitProtectedInformation'],
    ...['categoryMayAssess', 'qualificationDesignated', 'bodyListed', 'thirdPartyNamed', 'assessmentFinished'],
    ...['requestedEndAllowed', 'displayPlacesClear'],
  ],
  provenance: { grade: 'unverified', note: notOfficialText },
};
