import type { Edition } from '../../../../../src/rules/criteria.ts';
import { day } from '../../../../../src/rules/day.ts';
import { text } from '../../../../../src/rules/text.ts';
import { answerTo } from '../../skills.ts';

/** Level 2: the basics, and what a regular adds. */
export const regular10: Edition = {
  id: 'regular/1.0',
  title: text('常連の巻 第1版', 'Regulars, first edition'),
  documentNumber: 'TC-R-1',
  date: day('2025-12-01'),
  levels: ['2'],
  types: [],
  includes: ['basic/1.0'],
  criteria: ['R1'],
  dossier: {
    sections: [
      {
        id: 'regular',
        label: text('常連', 'Regular'),
        fields: [
          answerTo('R1', 'T-3-2'),
          {
            id: 'partners',
            kind: 'table',
            label: text('練習相手', 'Partners'),
            columns: [
              { id: 'name', label: text('氏名', 'Name'), required: 'always', maxLength: 20 },
              { id: 'mail', label: text('メールアドレス', 'Mail'), required: 'never', maxLength: 50, format: 'mail' },
            ],
            maxRows: 2,
            clause: 'T-3-2',
            required: 'never',
          },
        ],
      },
    ],
  },
  formRules: {},
  contentGuards: [],
  provenance: { grade: 'ours', note: text('架空', 'Fictional') },
};
