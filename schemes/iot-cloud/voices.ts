import type { Voices } from '../../src/rules/outside.ts';
import { option } from './fields.ts';
import { grounds } from './grounds.ts';

/** The forbidden uses of the mark that are grounds of withdrawal, word for word: ウ, エ and オ. */
const forbidden = grounds.filter((each) => ['ウ', 'エ', 'オ'].includes(each.value));

/** What anyone can say about a certification, and where the body takes it up. */
export const voices: Voices = {
  doubt: { clause: 'D-11.2-1' },
  misuse: {
    grounds: [
      ...forbidden,
      option(
        'after-end',
        '満了、取消し又は効力喪失の後も認定マークを使用しているとき',
        'The mark is used after expiry, withdrawal or loss of effect',
      ),
    ],
    clause: 'D-8.1-3 D-11.4-1',
  },
  question: { clause: 'D-3-1' },
  takenUp: { opens: 'demand', input: { kind: 'explanation' }, matter: 'demand' },
};
