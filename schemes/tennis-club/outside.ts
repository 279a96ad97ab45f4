import type { Changes, Voices } from '../../src/rules/outside.ts';
import { text } from '../../src/rules/text.ts';
import { picks } from './fields.ts';

/** What becomes of a change, by what changed. */
export const changes: Changes = {
  questions: [
    picks('change/what', text('何が変わりましたか', 'What changed?'), 'T-8-7', {
      mood: text('気分', 'The mood'),
      nickname: text('あだ名', 'The nickname'),
      entry: text('そのほかの届け出た内容', 'Anything else that was told'),
      racket: text('ラケットを加えた', 'A further racket'),
      tennis: text('テニスをやめた', 'Tennis was given up'),
    }),
  ],
  decide(answers) {
    const clause = 'T-8-7';
    switch (answers['change/what']) {
      case 'mood':
        return { outcome: 'record', clause, reason: text('そのままで構いません。', 'Everything stands.') };
      case 'nickname':
        return { outcome: 'notify', clause, reason: text('すぐに変わります。', 'It changes at once.'), row: 'renick' };
      case 'entry':
        return { outcome: 'notify', clause, reason: text('受付が書き換えます。', 'The desk enters it.'), opens: 'news' };
      case 'racket':
        return { outcome: 'new-assessment', clause, reason: text('新しく申し込んでください。', 'Apply anew.') };
      case 'tennis':
        return { outcome: 'lapse', clause, reason: text('会員章は終わります。', 'The badge ends.'), row: 'giveUp' };
      default:
        return undefined;
    }
  },
  clause: 'T-8-7',
};

/** What anyone can say about a badge. */
export const voices: Voices = {
  doubt: { clause: 'T-9-3' },
  misuse: {
    grounds: [
      { value: 'lent', label: text('会員章を貸している', 'The badge is lent') },
      { value: 'table', label: text('卓球で使っている', 'It is used for table tennis') },
    ],
    clause: 'T-9-3',
  },
  question: { clause: 'T-9-3' },
  takenUp: { opens: 'correction', input: {}, matter: 'finding' },
};
