import { describe, expect, test } from 'vitest';
import { tennisClub as club } from '../../schemes/tennis-club/book.ts';
import { basics, known } from '../../schemes/tennis-club/sample.ts';
import type { Book, Table } from './book.ts';
import { guard } from './book.ts';
import {
  guardFindings,
  isOpen,
  locate,
  looksAtDossier,
  obstacles,
  type Place,
  possibleMoves,
  tableOf,
  whoseTurn,
  whyNot,
} from './moves.ts';
import { RuleRefused } from './refusal.ts';
import { someone, story } from './story.ts';
import type { Subject, Thread } from './subject.ts';

const begun = story(club, {
  day: '2026-11-20',
  level: '1',
  edition: 'basic/1.0',
  organisation: 'player-home',
  values: basics,
  facts: known,
});
const in_ = (kind: Subject['kind'], state: string, threads: readonly Thread[] = []): Subject => ({
  ...begun.subject,
  kind,
  state,
  threads,
});
const threadIn = (kind: string, state: string): Thread => ({ id: 't', kind, state, openedOn: begun.subject.openedOn, history: [] });

/** What may be done, by state: `row by party`, written from the club's rules and not from its tables. */
const APPLICATION = {
  draft: ['submit player', 'adoptEdition player', 'drop player'],
  desk: ['giveBack desk', 'accept desk', 'drop player', 'open withholding player'],
  returned: ['submit player', 'adoptEdition player', 'drop player'],
  unpaid: ['startReview desk', 'drop player', 'open withholding player'],
  review: [
    'giveBack desk',
    'grant head',
    'refuse head',
    'drop player',
    'open question desk',
    'open evaluation desk',
    'open committee desk',
    'open withholding player',
  ],
  granted: [],
  refused: [],
  dropped: [],
};
const ATTESTATION = {
  held: [
    'renick player',
    'pin head',
    'drawLot desk',
    'drawLot head',
    'giveUp player',
    'passOn desk',
    'intend player',
    'withdraw head',
    'open furtherWithholding player',
    'open correction desk',
    'open correction head',
    'open news player',
  ],
  ended: ['pin head'],
};
const THREADS = {
  strokeLook: { drawn: ['look desk'], seen: [] },
  question: { asked: ['answer player'], answered: [] },
  fee: { awaited: ['promise player', 'settle desk'], arrived: [] },
  evaluation: { assigned: ['declare coach'], declared: ['report coach'], reported: [] },
  committee: { sitting: ['recuse elder', 'opine elder', 'conclude desk', 'conclude elder'], concluded: [] },
  neighbours: { asked: ['reply neighbour'], concluded: [] },
  withholding: { requested: ['withhold desk', 'decline desk'], withheld: [], declined: [] },
  furtherWithholding: { requested: ['withhold desk', 'decline desk'], withheld: [], declined: [] },
  correction: { demanded: ['claim player'], claimed: ['verify desk', 'again desk'], verified: [] },
  news: { told: ['add player', 'enter desk', 'wave desk'], entered: [], waved: [] },
};

describe('who may do what in which state', () => {
  test('the whole matrix of state, row and party', () => {
    const parties = Object.keys(club.parties);
    const allowed: string[] = [];
    const expected: string[] = [];
    let asked = 0;
    const ask = (subject: Subject, name: string, id: string, place: Place, where: string) => {
      for (const party of parties) {
        asked += 1;
        if (obstacles(club, subject, locate(club, subject, id, place), someone('p', 'o', party)).length === 0)
          allowed.push(`${where}: ${name} ${party}`);
      }
    };
    for (const [kind, states] of [
      ['application', APPLICATION],
      ['attestation', ATTESTATION],
    ] as const) {
      for (const [state, may] of Object.entries(states)) {
        const subject = in_(kind, state);
        for (const id of Object.keys(tableOf(club, subject).rows)) ask(subject, id, id, { in: 'subject' }, `${kind} ${state}`);
        for (const [thread, its] of Object.entries(club.threads))
          if (its.opening && its.on === kind) ask(subject, `open ${thread}`, 'open', { opens: thread }, `${kind} ${state}`);
        expected.push(...may.map((each) => `${kind} ${state}: ${each}`));
      }
    }
    for (const [kind, states] of Object.entries(THREADS)) {
      for (const [state, may] of Object.entries(states)) {
        const its = club.threads[kind];
        const subject = in_(its?.on ?? 'application', its?.on === 'attestation' ? 'held' : 'review', [threadIn(kind, state)]);
        for (const id of Object.keys(its?.rows ?? {})) ask(subject, id, id, { thread: 't' }, `${kind} ${state}`);
        expected.push(...may.map((each) => `${kind} ${state}: ${each}`));
      }
    }
    expect(allowed.toSorted()).toEqual(expected.toSorted());
    expect(asked).toBeGreaterThan(500);
    const statesOf = (table: Table) => Object.keys(table.states);
    expect([APPLICATION, ATTESTATION, ...Object.values(THREADS)].map(Object.keys)).toEqual([
      statesOf(club.application),
      statesOf(club.attestation),
      ...Object.keys(THREADS).map((kind) => Object.keys(club.threads[kind]?.states ?? {})),
    ]);
    expect(Object.keys(THREADS)).toEqual(Object.keys(club.threads));
  });

  test('no thread goes on once its case is over', () => {
    for (const state of ['granted', 'refused', 'dropped']) {
      const subject = in_('application', state, [threadIn('question', 'asked')]);
      const found = obstacles(club, subject, locate(club, subject, 'answer', { thread: 't' }), someone('p', 'o', 'player'));
      expect(found.map((each) => each.code)).toEqual(['case-over']);
      expect(whoseTurn(club, subject)).toEqual(['end']);
    }
  });

  test('the buttons are the rows without an obstacle', () => {
    const head = someone('Orie', 'club', 'head');
    expect(possibleMoves(club, in_('application', 'review'), head).map((each) => each.id)).toEqual(['grant', 'refuse']);
    expect(possibleMoves(club, in_('application', 'review', [threadIn('question', 'asked')]), head).map((each) => each.id)).toEqual([
      'refuse',
    ]);
    expect(possibleMoves(club, in_('application', 'review', [threadIn('question', 'answered')]), head).map((each) => each.id)).toEqual([
      'grant',
      'refuse',
    ]);
  });

  test('a thread is open while it waits for somebody', () => {
    const { question } = club.threads;
    expect(question && ['asked', 'answered', 'nowhere'].map((state) => isOpen(question, threadIn('question', state)))).toEqual([
      true,
      false,
      false,
    ]);
  });

  test.each([
    ['nothing', { in: 'subject' }],
    ['open', { opens: 'neighbours' }],
    ['open', { opens: 'correction' }],
    ['open', { opens: 'nothing' }],
    ['answer', { thread: 'not there' }],
  ] as const)('%s in %j is unknown', (id, place) => expect(() => locate(club, begun.subject, id, place)).toThrow(RuleRefused));

  test('a refusal says what is wrong in both languages and what would be allowed', () => {
    const refusal = begun.refused(someone('Ken', 'club', 'desk'), 'submit');
    expect(refusal).toMatchObject({
      code: 'wrong-party',
      clause: 'T-5-1',
      text: { ja: '「提出する」ができるのは選手です。', en: 'Only Player may do “Submit”.' },
      allowed: [],
    });
    expect(begun.refused(someone('Hanako', 'player-home', 'player'), 'accept')).toMatchObject({
      code: 'wrong-party',
      allowed: ['submit', 'adoptEdition', 'drop'],
    });
  });
});

describe('guards and their facts', () => {
  const peeking = (uses: Parameters<typeof guard>[0]): { book: Book; seen: string[][] } => {
    const seen: string[][] = [];
    const peek = guard(uses, 'T-5-1', ({ facts }) => {
      seen.push(Object.keys(facts));
      return [];
    });
    return { book: { ...club, guards: { ...club.guards, formClean: peek } }, seen };
  };
  const row = club.application.rows.accept;
  const facts = { day: begun.subject.openedOn, payments: [], formFindings: [] };

  test('a guard reads what it names and nothing else', () => {
    const { book, seen } = peeking(['payments']);
    if (row) guardFindings(book, begun.subject, { row }, someone('p', 'o'), { values: {}, input: {}, facts });
    expect(seen).toEqual([['payments']]);
  });

  test('a fact that was named and not loaded is a bug, never an empty answer', () => {
    const { book } = peeking(['directory']);
    expect(() => row && guardFindings(book, begun.subject, { row }, someone('p', 'o'), { values: {}, input: {}, facts })).toThrow(
      'directory',
    );
  });

  test('whyNot names the obstacle first, else what the guards find', () => {
    const place = { in: 'subject' } as const;
    const player = someone('Hanako', 'player-home', 'player');
    const given = {
      values: basics,
      input: {},
      facts: {
        day: begun.subject.openedOn,
        earlierAttestations: [],
        formFindings: [{ code: 'x', path: 'name', clause: 'T-5-1', message: { ja: '', en: '' }, weight: 'error' as const }],
      },
    };
    expect(whyNot(club, begun.subject, 'submit', place, player, given).map((each) => each.code)).toEqual(['x']);
    expect(whyNot(club, begun.subject, 'submit', place, someone('p', 'o', 'desk'), given).map((each) => each.code)).toEqual([
      'wrong-party',
    ]);
    expect(whyNot(club, begun.subject, 'drop', place, player, given)).toEqual([]);
  });
});

describe('a move that does not look at the dossier is made without reading it', () => {
  const plain = { label: { ja: '', en: '' }, by: [], from: [], event: 'Said', clause: 'L-0' };
  const question = club.threads['question'];
  const sealed = question && { ...question, sealed: { extract: [], clause: 'L-3.5-4' } };
  const withSealed: Book = { ...club, threads: sealed ? { ...club.threads, sealed } : club.threads };
  test('a plain row, also in a thread and one that opens one, does not', () => {
    expect(looksAtDossier(club, { row: plain })).toBe(false);
    expect(
      looksAtDossier(club, { row: { ...plain, effects: ['drop'], opens: ['question'] }, ...(question ? { kind: question } : {}) }),
    ).toBe(false);
  });
  test.each([
    ['guards', { row: { ...plain, needs: ['formClean'] } }],
    ['what was seen', { row: { ...plain, bound: 'to-what-was-seen' as const } }],
    ['filing', { row: { ...plain, effects: ['freeze-dossier' as const] } }],
    ['amending', { row: { ...plain, effects: ['amend-dossier' as const] } }],
    ['a sealed thread', { row: plain, ...(sealed ? { kind: sealed } : {}) }],
    ['the opening of a sealed thread', { row: { ...plain, opens: ['sealed'] } }],
  ])('%s does', (_why, at) => {
    expect(looksAtDossier(withSealed, at)).toBe(true);
  });
});
