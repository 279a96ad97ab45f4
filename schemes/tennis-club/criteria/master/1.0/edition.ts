import type { Edition } from '../../../../../src/rules/criteria.ts';
import { day } from '../../../../../src/rules/day.ts';
import { text } from '../../../../../src/rules/text.ts';
import { answerTo } from '../../skills.ts';

/** Level 3: what a regular shows, and a match seen by an independent coach. */
export const master10: Edition = {
  id: 'master/1.0',
  title: text('名人の巻 第1版', 'Masters, first edition'),
  documentNumber: 'TC-M-1',
  date: day('2025-12-01'),
  levels: ['3'],
  types: [],
  includes: ['regular/1.0'],
  criteria: ['M1'],
  dossier: {
    sections: [
      {
        id: 'master',
        label: text('名人', 'Master'),
        fields: [
          answerTo('M1', 'T-3-3'),
          {
            id: 'fans',
            kind: 'table',
            label: text('応援する団体(利害のある利用者)', 'Supporters (users with an interest)'),
            columns: [{ id: 'organisation', label: text('団体', 'Organisation'), required: 'always', maxLength: 40 }],
            maxRows: 10,
            clause: 'T-3-3',
            required: 'never',
          },
          {
            id: 'films',
            kind: 'evidence',
            maxPointers: 3,
            label: text('試合の映像', 'Films of matches'),
            clause: 'T-3-3',
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
