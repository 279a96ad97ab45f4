import type { Edition } from '../../../../../src/rules/criteria.ts';
import { day } from '../../../../../src/rules/day.ts';
import { text } from '../../../../../src/rules/text.ts';
import { answerTo } from '../../skills.ts';

/** The first edition and one thing more. */
export const basic20: Edition = {
  id: 'basic/2.0',
  title: text('基礎の巻 第2版', 'Basics, second edition'),
  documentNumber: 'TC-B-2',
  date: day('2026-12-01'),
  levels: ['1'],
  types: [],
  includes: ['basic/1.0'],
  criteria: ['B3'],
  dossier: { sections: [{ id: 'manners', label: text('礼儀', 'Manners'), fields: [answerTo('B3')] }] },
  formRules: {},
  contentGuards: [],
  provenance: { grade: 'ours', note: text('架空', 'Fictional') },
};
