import { describe, expect, test } from 'vitest';
import { tennisClub as club } from '../../schemes/tennis-club/book.ts';
import type { Book, Clock, Effect, Hearing, Row, State, ThreadKind } from './book.ts';
import { checkBook } from './check-book.ts';
import type { Edition } from './criteria.ts';
import { day } from './day.ts';
import { editionHash } from './editions.ts';
import { loadBook } from './load-book.ts';

const row = (id: string, more: Partial<Row>): Book => {
  const its = club.application.rows[id];
  if (!its) throw new Error(id);
  return { ...club, application: { ...club.application, rows: { ...club.application.rows, [id]: { ...its, ...more } } } };
};
const state = (id: string, its: State): Book => ({
  ...club,
  application: { ...club.application, states: { ...club.application.states, [id]: its } },
});
const thread = (id: string, more: Partial<ThreadKind>): Book => {
  const its = club.threads[id];
  if (!its) throw new Error(id);
  return { ...club, threads: { ...club.threads, [id]: { ...its, ...more } } };
};
const edition = (id: string, more: Partial<Edition>): Book => ({
  ...club,
  editions: club.editions.map((each) => (each.id === id ? { ...each, ...more } : each)),
});
const { neighbours } = club.threads;
const { submit } = club.application.rows;
const [basic] = club.editions;
const nobody: State = { label: { ja: '', en: '' }, waitsFor: 'committee', clause: 'T-5-1' };

const elders = club.threads['committee'];
const asking = club.threads['question'];
const askedBefore = (more: Partial<ThreadKind>): Book =>
  thread('question', {
    ...(asking?.opening ? { opening: { ...asking.opening, by: ['player'], from: [club.application.initial] } } : {}),
    states: { ...asking?.states, asked: { ...nobody, waitsFor: 'office', clause: 'T-5-3' } },
    ...more,
  });
const heard = (hearing: Partial<Hearing>, more: Partial<ThreadKind> = {}): Book =>
  thread('committee', {
    ...(elders?.opening
      ? {
          opening: {
            ...elders.opening,
            asks: [{ id: 'meetsOn', kind: 'date', label: { ja: '', en: '' }, clause: 'T-5-4', required: 'always' }],
          },
        }
      : {}),
    hearing: { on: 'meetsOn', recusal: 'recuse', opinion: 'opine', clause: 'T-5-4', ...hearing },
    ...more,
  });
const alarm = (its: Partial<Clock>): Book => {
  const clock = { label: { ja: '', en: '' }, on: 'application', clause: 'T-4-2', at: () => [], ...its } as Clock;
  return { ...club, clocks: { ...club.clocks, alarm: clock } };
};
const withoutFee = Object.fromEntries(
  Object.entries(club.threads).map(([id, { charges: _charges, ...kind }]): [string, ThreadKind] => [id, kind]),
);
const withoutIntent = Object.fromEntries(Object.entries(club.attestation.rows).filter(([id]) => id !== 'intend'));
const BROKEN: readonly (readonly [string, Book, string])[] = [
  ['a state that cannot be reached', state('limbo', { ...nobody, waitsFor: 'nobody' }), 'application state limbo cannot be reached'],
  ['a state whose side can do nothing', state('desk', nobody), 'application state desk waits for committee, who can do nothing there'],
  ['a state without a clause', state('desk', { ...nobody, waitsFor: 'office', clause: '' }), 'application state desk cites no clause'],
  [
    'a beginning that is no state',
    { ...club, application: { ...club.application, initial: 'nowhere' } },
    'application begins in nowhere, which is no state',
  ],
  [
    'a row that leaves the end',
    row('giveBack', { from: ['desk', 'refused'] }),
    'application row giveBack leaves refused, which is the end',
  ],
  [
    'a row with an unknown clause',
    row('submit', { clause: 'T-99-9' }),
    'application row submit cites T-99-9, which the book does not know',
  ],
  [
    'findings carried where nothing freezes them',
    thread('committee', { rows: { ...elders?.rows, conclude: { ...elders?.rows['conclude'], carries: 'item-findings' } as Row } }),
    'thread committee row conclude carries item-findings, which nothing freezes there',
  ],
  [
    'a guard that reads findings that no row carries',
    { ...club, guards: { ...club.guards, standardMet: { uses: ['itemFindings'], clause: 'T-4-10', check: () => [] } } },
    'guard standardMet reads what a review found, which no row carries',
  ],
  [
    'a question before filing that cannot be asked then',
    thread('question', { beforeFiling: { shows: 'scope', clause: 'T-5-3' } }),
    'thread question is for before filing, but cannot be asked then',
  ],
  [
    'a question before filing under no clause',
    askedBefore({ beforeFiling: { shows: 'scope', clause: '' } }),
    'thread question before filing cites no clause',
  ],
  [
    'a question before filing that the office does not read',
    askedBefore({ beforeFiling: { shows: 'scope', clause: 'T-5-3' }, readers: ['applicant'] }),
    'thread question is for the office before filing, which does not read it',
  ],
  [
    'a question before filing that nobody would see',
    askedBefore({}),
    'thread question waits for the office before filing, which does not see it then: beforeFiling',
  ],
  [
    'an intake that is not the office’s',
    row('submit', { intake: 'on-behalf' }),
    'application row submit takes in what came on paper, which only the office does in an application',
  ],
  ['a hearing without a day', heard({ on: 'someday' }), 'thread committee is heard on someday, which its opening does not ask for'],
  [
    'a hearing with an opinion that is not the committee’s',
    heard({ opinion: 'conclude' }),
    'thread committee is heard with conclude, which is no row of the committee',
  ],
  [
    'a hearing in which a recused member may speak',
    heard({}, { rows: { ...elders?.rows, opine: { ...elders?.rows['opine'], notBy: [] } as unknown as Row } }),
    'thread committee lets a recused member make opine',
  ],
  [
    'a standard under an unknown clause',
    { ...club, standard: { met: 'T-4-10', optional: 'T-0-0', notDone: 'T-4-8' } },
    'the standard (optional) cites T-0-0, which the book does not know',
  ],
  ['a row to an unknown state', row('submit', { to: 'moon' }), 'application row submit names state moon, which does not exist'],
  ['a row by an unknown party', row('submit', { by: ['umpire'] }), 'application row submit names party umpire, which does not exist'],
  ['a row by nobody', row('submit', { by: [] }), 'application row submit can be done by nobody'],
  ['a row from nowhere', row('submit', { from: [] }), 'application row submit is possible in no state'],
  ['a row with an unknown guard', row('submit', { needs: ['luck'] }), 'application row submit names guard luck, which does not exist'],
  [
    'a row not by who did an unknown row',
    row('grant', { notBy: ['smile'] }),
    'application row grant names row smile, which does not exist',
  ],
  [
    'a row not by who did any of several rows',
    row('grant', { notBy: ['withhold'] }),
    'application row grant names row withhold, which could be several: write thread.withhold',
  ],
  [
    'a row blocked by an unknown thread',
    row('grant', { blockedBy: ['rain'] }),
    'application row grant names thread rain, which does not exist',
  ],
  [
    'a row that opens an unknown thread',
    row('accept', { opens: ['rain', 'neighbours'] }),
    'application row accept names thread rain, which does not exist',
  ],
  [
    'an unknown effect',
    row('submit', { effects: ['celebrate' as Effect] }),
    'application row submit names effect celebrate, which does not exist',
  ],
  [
    'an effect that nothing executes there',
    row('submit', { effects: ['freeze-dossier', 'withdraw'] }),
    'application row submit has the effect withdraw, which nothing executes there',
  ],
  [
    'an effect from a day that is not asked',
    row('submit', { effective: 'whenever' }),
    'application row submit has effect from whenever, which is no date it asks for',
  ],
  [
    'an event of another spelling',
    row('submit', { event: 'submitted' }),
    'application row submit has an event that is not a PascalCase name: submitted',
  ],
  [
    'no way to withdraw',
    row('drop', { from: ['draft', 'desk', 'returned', 'unpaid'] }),
    'application state review gives the applicant no way to withdraw',
  ],
  ['a thread that nothing opens', row('accept', { opens: [] }), 'thread neighbours is opened by nothing'],
  [
    'a thread read by nobody there is',
    thread('question', { readers: ['public' as 'office'] }),
    'thread question is read by public, who is nobody',
  ],
  ['a thread without a clause', thread('question', { clause: '' }), 'thread question cites no clause'],
  [
    'a thread due on a date that is not asked',
    thread('correction', { due: { asked: 'someday', clause: 'T-8-1' } }),
    'thread correction is due on someday, which its opening does not ask for',
  ],
  [
    'a thread due under an unknown clause',
    thread('question', { due: { days: 5, counted: 'business', clause: 'T-0-0' } }),
    'thread question due cites T-0-0, which the book does not know',
  ],
  [
    'a thread opened from an unknown state',
    neighbours
      ? {
          ...club,
          threads: {
            ...club.threads,
            neighbours: { ...neighbours, opening: { event: 'X', label: neighbours.label, by: ['desk'], from: ['moon'], clause: 'T-5-8' } },
          },
        }
      : club,
    'thread neighbours opening names state moon, which does not exist',
  ],
  [
    'a guard that is never executed',
    { ...club, guards: { ...club.guards, spare: { uses: [], clause: 'T-5-1', check: () => [] } } },
    'guard spare is never executed',
  ],
  [
    'a guard without a clause',
    { ...club, guards: { ...club.guards, feePaid: { uses: [], clause: '', check: () => [] } } },
    'guard feePaid cites no clause',
  ],
  [
    'a content guard that a form check cannot serve',
    { ...club, guards: { ...club.guards, alreadyBorn: { uses: ['payments'], clause: 'T-5-1', check: () => [] } } },
    'guard alreadyBorn belongs to a form check, which does not know payments',
  ],
  [
    'an edition with an unknown form rule',
    edition('basic/1.0', { formRules: { 'no-mud': 'T-4-10' } as Edition['formRules'] }),
    'edition basic/1.0 configures form rule no-mud, which nothing executes',
  ],
  [
    'an edition with an unknown criterion',
    edition('basic/1.0', { criteria: ['B9'] }),
    'edition basic/1.0 names criterion B9, which does not exist',
  ],
  [
    'an edition with an unknown guard',
    edition('basic/1.0', { contentGuards: ['luck'] }),
    'edition basic/1.0 names guard luck, which does not exist',
  ],
  [
    'an edition that includes an unknown one',
    edition('basic/2.0', { includes: ['basic/0.9'] }),
    'edition basic/2.0 includes basic/0.9, which does not exist',
  ],
  [
    'an edition that includes itself',
    edition('basic/1.0', { includes: ['basic/2.0'] }),
    'the approval of basic/1.0 is of an edition that includes what does not exist, or itself',
  ],
  [
    'an edition for an unknown level',
    edition('basic/1.0', { levels: ['1', '7'] }),
    'edition basic/1.0 is for level 7, which does not exist',
  ],
  [
    'an edition of a level that leaves out what the level includes',
    edition('regular/1.0', { includes: [] }),
    'edition regular/1.0 is for level 2 but includes nothing of level 1',
  ],
  [
    'a field twice, once of them included',
    basic ? edition('basic/2.0', { dossier: basic.dossier }) : club,
    'edition basic/2.0 has the field name twice',
  ],
  [
    'a level that includes an unknown one',
    {
      ...club,
      levels: {
        ...club.levels,
        '4': { label: { ja: '', en: '' }, mark: '4', attestedBy: 'owner', includes: '9', meaning: { ja: '', en: '' }, clause: 'T-3-5' },
      },
    },
    'level 4 includes 9, which does not exist',
  ],
  [
    'an offer of an unknown edition',
    { ...club, offers: club.offers.map((each) => ({ ...each, edition: 'x/1' })) },
    'an offer names edition x/1, which does not exist',
  ],
  [
    'an edition that changed after it was approved',
    edition('regular/1.0', { documentNumber: 'TC-R-1a' }),
    `the approval of regular/1.0 names ${editionHash(club, 'regular/1.0')}, but its content is`,
  ],
  [
    'an edition whose included one changed after it was approved',
    edition('basic/1.0', { documentNumber: 'TC-B-1a' }),
    `the approval of master/1.0 names ${editionHash(club, 'master/1.0')}, but its content is`,
  ],
  [
    'an offer before its approval',
    { ...club, offers: club.offers.map((each) => ({ ...each, opensOn: day('2025-11-30') })) },
    'the offer of basic/1.0 opens before it is approved',
  ],
  [
    'an offer that ends before it opens',
    { ...club, offers: club.offers.map((each) => ({ ...each, lastDay: day('2025-12-31') })) },
    'the offer of basic/1.0 ends before it opens',
  ],
  [
    'an edition offered twice',
    { ...club, offers: [...club.offers, ...club.offers.map((each) => ({ ...each }))] },
    'edition basic/1.0 is offered twice for level 1',
  ],
  ['no terms', { ...club, terms: [] }, 'the book has no terms'],
  [
    'terms that leave out a level',
    { ...club, terms: club.terms.map((each) => ({ ...each, value: { ...each.value, validity: { '1': 'undecided' } } })) },
    'the terms from 2026-01-01 say nothing about the validity of 2',
  ],
  [
    'a name in the list that can be withheld',
    { ...club, publication: club.publication.map((each) => ({ ...each, value: { ...each.value, title: { ja: 'nickname' } } })) },
    'the list shows nickname, which can be withheld',
  ],
  [
    'a mark given out by an unknown act',
    { ...club, artworkUse: { rules: [], givenBy: 'handOver', clause: 'T-9-1' } },
    'the artwork is given by handOver, which is no row of the attestation',
  ],
  [
    'an unknown act offered after the issue',
    { ...club, offeredAfterIssue: ['shine'] },
    'after the issue shine is offered, which is neither a row nor a thread of the attestation',
  ],
  ['nothing published', { ...club, publication: [] }, 'the book publishes nothing'],
  [
    'a status without words',
    { ...club, statusWords: { ...club.statusWords, ceased: undefined as unknown as Book['statusWords']['ceased'] } },
    'status ceased has no words',
  ],
  [
    'an engine rule without a clause',
    { ...club, engineRules: { ...club.engineRules, 'level-open': '' } },
    'engine rule level-open cites no clause',
  ],
  [
    'a clock without a clause',
    {
      ...club,
      clocks: { ...club.clocks, alarm: { label: { ja: '', en: '' }, on: 'application', clause: 'T-0-0', at: () => [], kind: 'truth' } },
    },
    'clock alarm cites T-0-0, which the book does not know',
  ],
  [
    'a clock of a kind that nothing carries out',
    alarm({ kind: 'job', does: 'destroy' } as unknown as Partial<Clock>),
    'clock alarm is of the kind job, which nothing executes',
  ],
  [
    'a reminder to somebody who has no part in the scheme',
    alarm({ kind: 'prompt', tells: 'press' } as unknown as Partial<Clock>),
    'clock alarm tells press, who has no part in the scheme',
  ],
  ['a fee that nothing charges', { ...club, threads: withoutFee }, 'the terms from 2026-01-01 set the fee entry, which nothing charges'],
  [
    'a time to re-apply that nobody can ask for',
    { ...club, attestation: { ...club.attestation, rows: withoutIntent } },
    'the terms from 2027-04-01 leave time to re-apply, which no row of the attestation asks for',
  ],
];

describe('a book is checked when it is loaded', () => {
  test('T-4-1 the club has no problem', () => expect(checkBook(club)).toEqual([]));

  test.each(BROKEN)('%s is found', (_what, book, problem) =>
    expect(checkBook(book).filter((each) => each.startsWith(problem))).not.toEqual([]),
  );

  test('a broken book is not loaded, and all its problems are named', () => {
    const book = { ...row('submit', { by: [], clause: '' }), publication: [] };
    expect(() => loadBook(book)).toThrow(/can be done by nobody[\s\S]*publishes nothing/);
    expect(submit?.by).toEqual(['player']);
  });
});
