import type { Agreement, Book, EvaluatorCategory, Level, Party } from '../../src/rules/book.ts';
import { day } from '../../src/rules/day.ts';
import { text } from '../../src/rules/text.ts';

/** A club that does not exist, so that the engine has a scheme of its own to be tested on. No server offers it. */
export const scheme = {
  id: 'tennis-club',
  name: text('みかんが丘テニスクラブ会員章(架空)', 'Badge of the Mikangaoka Tennis Club (fictional)'),
  shortName: text('会員章', 'Badge'),
  owner: text('みかんが丘テニスクラブ(架空)', 'Mikangaoka Tennis Club (fictional)'),
  office: { name: text('受付', 'Front desk'), contact: text('クラブハウスの受付', 'The front desk in the clubhouse') },
  attestationWord: text('会員章', 'Badge'),
  grantedWord: text('会員の資格', 'Membership'),
  decisionWord: text('入会の判断', 'Decision'),
  subjectWord: text('選手', 'Player'),
} as const;

export const parties = {
  player: { side: 'applicant', label: text('選手', 'Player') },
  desk: { side: 'office', label: text('受付係', 'Desk') },
  head: { side: 'office', label: text('支配人', 'Head of the club') },
  coach: { side: 'evaluator', label: text('外部のコーチ', 'Independent coach') },
  elder: { side: 'committee', label: text('長老会の委員', 'Elder') },
  neighbour: { side: 'government', label: text('隣人', 'Neighbour') },
} as const satisfies Readonly<Record<string, Party>>;

export const levels = {
  '1': {
    label: text('ボール拾い', 'Ball picker'),
    mark: '1',
    attestedBy: 'applicant',
    meaning: text('自分でそう言っています。', 'They say so themselves.'),
    clause: 'T-3-1',
  },
  '2': {
    label: text('常連', 'Regular'),
    mark: '2',
    attestedBy: 'applicant',
    includes: '1',
    meaning: text('自分でそう言っています。', 'They say so themselves.'),
    clause: 'T-3-2',
  },
  '3': {
    label: text('名人', 'Master'),
    mark: '3',
    attestedBy: 'owner',
    includes: '2',
    meaning: text('独立したコーチが見ました。', 'An independent coach has seen it.'),
    clause: 'T-3-3',
  },
  '4': {
    label: text('伝説', 'Legend'),
    mark: '4',
    attestedBy: 'owner',
    meaning: text('まだ誰もいません。', 'Nobody yet.'),
    clause: 'T-3-5',
  },
} as const satisfies Readonly<Record<string, Level>>;

export const evaluatorCategories = {
  self: { label: text('本人', 'The player'), levels: ['1', '2'], clause: 'T-3-1' },
  coach: { label: text('独立したコーチ', 'An independent coach'), levels: ['3'], clause: 'T-3-3' },
} as const satisfies Readonly<Record<string, EvaluatorCategory>>;

/** The club over the sea, whose members need not show their serve again. */
export const agreements: readonly Agreement[] = [
  {
    id: 'lemon-2026',
    label: text('れもん島ローンテニス協会との取決め(架空)', 'Agreement with the Lemon Island Lawn Tennis Association (fictional)'),
    scheme: 'lemon-island',
    from: day('2026-06-01'),
    until: day('2028-05-31'),
    covers: ['B1'],
    source: '架空の覚書',
  },
];

export const scope: Book['scope'] = {
  questions: [
    {
      id: 'sport',
      kind: 'choice',
      label: text('どの競技をしますか', 'What do you play?'),
      options: [
        { value: 'tennis', label: text('テニス', 'Tennis') },
        { value: 'table-tennis', label: text('卓球', 'Table tennis') },
        { value: 'both', label: text('両方、又はどちらとも言えない', 'Both, or hard to say') },
      ],
      required: 'always',
      clause: 'T-2-1',
    },
  ],
  decide(answers) {
    const clause = 'T-2-1';
    if (answers.sport === 'tennis') return { outcome: 'in-scope', clause, reason: text('テニスです。', 'It is tennis.') };
    if (answers.sport === 'table-tennis')
      return { outcome: 'out-of-scope', clause, reason: text('テニスではありません。', 'It is not tennis.') };
    return { outcome: 'unclear', clause, reason: text('受付に尋ねてください。', 'Ask the desk.') };
  },
};
