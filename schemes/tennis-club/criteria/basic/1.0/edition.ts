import type { Edition } from '../../../../../src/rules/criteria.ts';
import { day } from '../../../../../src/rules/day.ts';
import { text } from '../../../../../src/rules/text.ts';
import { answerTo } from '../../skills.ts';

/** The ten fields that every player fills in, and the rules that check their form. */
export const basic10: Edition = {
  id: 'basic/1.0',
  title: text('基礎の巻 第1版', 'Basics, first edition'),
  documentNumber: 'TC-B-1',
  date: day('2025-12-01'),
  levels: ['1'],
  types: [],
  includes: [],
  criteria: ['B1', 'B2'],
  dossier: {
    sections: [
      {
        id: 'player',
        label: text('選手', 'Player'),
        fields: [
          { id: 'name', kind: 'text', lines: 'one', maxLength: 40, label: text('氏名', 'Name'), clause: 'T-5-1', required: 'always', published: 'always' },
          { id: 'nickname', kind: 'text', lines: 'one', maxLength: 40, label: text('あだ名', 'Nickname'), clause: 'T-7-1', required: 'never', published: 'withholdable' },
          { id: 'birthday', kind: 'date', label: text('誕生日', 'Birthday'), clause: 'T-5-1', required: 'always' },
          { id: 'company', kind: 'text', lines: 'one', maxLength: 13, format: 'corporate-number', label: text('勤め先の法人番号', 'Corporate number of the employer'), clause: 'T-5-1', required: 'never' },
          {
            id: 'hand',
            kind: 'choice',
            label: text('利き手', 'Hand'),
            options: [
              { value: 'right', label: text('右', 'Right') },
              { value: 'left', label: text('左', 'Left') },
            ],
            clause: 'T-5-1',
            required: 'always',
          },
          { id: 'rackets', kind: 'models', maxRows: 5, label: text('ラケット', 'Rackets'), clause: 'T-4-7', required: 'always', published: 'always' },
          { id: 'fairPlay', kind: 'oath', statement: text('正々堂々と戦います。', 'I play fair.'), label: text('宣誓', 'Oath'), clause: 'T-3-1', required: 'always' },
        ],
      },
      {
        id: 'care',
        label: text('心得', 'Care'),
        fields: [{ id: 'shoes', kind: 'disclosure', item: 'C1', weight: 'mandatory', decisive: 'must-be-done', label: text('靴の泥を落とすこと', 'Cleaning one’s shoes'), clause: 'T-4-8', required: 'always', published: 'withholdable' }],
      },
      { id: 'skills', label: text('技能', 'Skills'), fields: [answerTo('B1'), answerTo('B2')] },
    ],
  },
  formRules: {
    'required-fields': 'T-5-1',
    'field-forms': 'T-5-1',
    'verdict-given': 'T-4-3',
    'not-applicable-needs-reason': 'T-4-4',
    'conforms-needs-evidence': 'T-4-3',
    'pointer-has-place': 'T-4-3',
    'evidence-is-ours': 'T-4-3',
    'only-conforming-counts': 'T-4-3',
    'method-fits-criterion': 'T-4-3',
    'recognition-needs-agreement': 'T-4-5',
    'effort-recorded': 'T-4-6',
    'models-unique': 'T-4-7',
    'disclosure-given': 'T-4-8',
    'disclosure-needs-evidence': 'T-4-9',
    'disclosure-meets-standard': 'T-4-10',
  },
  contentGuards: ['alreadyBorn'],
  nextReview: day('2026-12-01'),
  provenance: { grade: 'ours', note: text('架空', 'Fictional') },
};
