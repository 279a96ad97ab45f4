import type { Voices } from '../../src/rules/outside.ts';
import { text } from '../../src/rules/text.ts';
import { option } from './field.ts';

/** What anyone can say about a label, and where the office takes it up. */
export const voices: Voices = {
  doubt: { clause: 'L-3.7-10' },
  misuse: {
    grounds: [
      option(
        'other-product',
        'ラベルの対象でない製品や型番に表示している',
        'It is shown on a product or model that the label does not cover',
      ),
      option(
        'after-end',
        '失効・取消し・満了の後に出荷する製品に新しく表示している',
        'It is put on products shipped after the label lapsed, was withdrawn or expired',
        text(
          'その時点で製造済み又は製造中であった製品に残っているものは、これに当たりません。',
          'Goods already made, or in manufacture at that moment, may keep it.',
        ),
      ),
      option(
        'altered',
        'ラベルの色・比率・番号・二次元コードを変えたり、一部だけを表示したりしている',
        'Its colours, proportions, number or QR code are changed, or only a part of it is shown',
      ),
      option(
        'as-guarantee',
        'セキュリティが保証されているかのような説明とともに表示している',
        'It is shown with words that sound like a guarantee of security',
      ),
      option('higher-level', '実際より高いレベルであるかのように表示している', 'It is shown as if it were of a higher level'),
      option('never-issued', '交付されていないラベルや、まねた表示をしている', 'A label that was never issued, or an imitation, is shown'),
    ],
    clause: 'L-3.5-6',
  },
  question: { clause: 'L-3.5-5' },
  takenUp: { opens: 'doubt', input: { source: 'procurer-or-user' }, matter: 'matter' },
};
