import { describe, expect, test } from 'vitest';
import { tennisClub as club } from '../../schemes/tennis-club/book.ts';
import { basics, known } from '../../schemes/tennis-club/sample.ts';
import type { Book, Row } from './book.ts';
import { day } from './day.ts';
import { checkInput, termsOn } from './decide.ts';
import { edition, editionFor, withIncluded } from './editions.ts';
import { InvalidInput, RuleRefused } from './refusal.ts';
import { someone, story } from './story.ts';
import { evolve, fold, type SubjectEvent } from './subject.ts';
import { text } from './text.ts';

const player = someone('Hanako', 'player-home', 'player');
const desk = someone('Ken', 'club', 'desk');
const begins = (book: Book = club) =>
  story(book, { day: '2026-11-20', level: '1', edition: 'basic/1.0', organisation: 'player-home', values: basics, facts: known });
const withRow = (id: string, more: Partial<Row>): Book => {
  const row = club.application.rows[id];
  if (!row) throw new Error(id);
  return { ...club, application: { ...club.application, rows: { ...club.application.rows, [id]: { ...row, ...more } } } };
};

describe('what an act writes', () => {
  test('the row, who, from where to where, what was seen, the terms and the pinned edition', () => {
    const so = begins().does(player, 'submit');
    expect(so.events.at(-1)).toMatchObject({
      type: 'Submitted',
      data: {
        row: 'submit',
        party: 'player',
        input: {},
        from: 'draft',
        to: 'desk',
        edition: 'basic/1.0',
        receivedOn: '2026-11-20',
        dossier: so.hash,
        seen: so.hash,
        effects: ['freeze-dossier'],
      },
      effectiveOn: '2026-11-20',
      editions: { criteria: 'basic/1.0', termsAsOf: '2026-11-20' },
      actor: { person: 'Hanako', organisation: 'player-home' },
    });
  });

  test('threads that a row opens are opened in the same act, each with its own identifier', () => {
    const book = withRow('accept', {
      opens: ['neighbours', 'committee'],
      asks: [{ id: 'about', kind: 'text', lines: 'one', maxLength: 9, label: text('件', 'About'), clause: 'T-5-1', required: 'always' }],
    });
    const so = begins(book)
      .does(player, 'submit')
      .does(desk, 'accept', { input: { about: 'secret' } });
    expect(so.subject.threads.map((thread) => [thread.kind, thread.about])).toEqual([
      ['neighbours', undefined],
      ['committee', 'secret'],
    ]);
    expect(new Set(so.subject.threads.map((thread) => thread.id)).size).toBe(2);
    expect(so.events.slice(-2).map((each) => each.type)).toEqual(['NeighboursOpened', 'CouncilConvened']);
    expect(JSON.stringify(so.events.at(-2))).not.toContain('secret');
  });

  test('a sealed thread carries no input, whatever its rows ask', () => {
    const neighbours = club.threads.neighbours;
    if (!neighbours) throw new Error('no neighbours');
    const asks = [
      { id: 'about', kind: 'text', lines: 'one', maxLength: 20, label: text('件', 'About'), clause: 'T-5-8', required: 'always' } as const,
    ];
    const opening: Row = { event: 'NeighboursAsked', label: text('尋ねる', 'Ask'), by: ['desk'], from: ['desk'], asks, clause: 'T-5-8' };
    const so = begins({ ...club, threads: { ...club.threads, neighbours: { ...neighbours, opening } } })
      .does(player, 'submit')
      .does(desk, 'open', { place: { opens: 'neighbours' }, input: { about: 'secret' } });
    expect(so.thread('neighbours').history).toMatchObject([{ row: 'open', input: {} }]);
    expect(JSON.stringify(so.events)).not.toContain('secret');
  });

  test('a row may have effect from a day that it asks for; the history keeps both days', () => {
    const badge = begins()
      .attested({ serial: 1 })
      .on('2027-02-01')
      .does(desk, 'passOn', { input: { endedOn: '2027-01-10' } });
    expect(badge.events.at(-1)).toMatchObject({
      effectiveOn: '2027-01-10',
      at: '2027-02-01T03:00:00.000Z',
      editions: { termsAsOf: '2027-02-01' },
      data: { marks: [{ mark: 'end', kind: 'lapsed', on: '2027-01-10' }] },
    });
  });

  test('an amendment changes the content and neither the day of receipt nor the edition', () => {
    const book = withRow('giveBack', { from: ['desk'] });
    const amends = {
      ...book,
      application: {
        ...book.application,
        rows: {
          ...book.application.rows,
          amend: { ...book.application.rows.submit, event: 'Amended', from: ['returned'], effects: ['amend-dossier'] } as Row,
        },
      },
    };
    const returned = begins(amends)
      .does(player, 'submit')
      .does(desk, 'giveBack', { input: { reason: 'x' } });
    const amended = returned.on('2027-06-01').fill({ nickname: 'ロブ' }).does(player, 'amend');
    expect(amended.subject).toMatchObject({ receivedOn: '2026-11-20', edition: 'basic/1.0', dossier: amended.hash });
    expect(amended.subject.dossier).not.toBe(returned.subject.dossier);
  });

  test('a paper filing counts from the day it asks for', () => {
    const asks = [{ id: 'receivedOn', kind: 'date', label: text('受領日', 'Received on'), clause: 'T-5-1', required: 'always' } as const];
    const book = withRow('submit', { by: ['desk'], asks, effective: 'receivedOn' });
    expect(begins(book).does(desk, 'submit', { input: { receivedOn: '2026-11-18' } }).subject).toMatchObject({
      receivedOn: '2026-11-18',
      edition: 'basic/1.0',
    });
  });
});

describe('what an act asks for', () => {
  const row = {
    asks: [
      { id: 'when', kind: 'date', label: text('日', 'Day'), clause: 'T-5-1', required: 'always' },
      { id: 'many', kind: 'number', min: 1, max: 9, unit: text('本', ''), label: text('数', 'Number'), clause: 'T-5-1', required: 'never' },
      {
        id: 'sworn',
        kind: 'oath',
        statement: text('誓う', 'I swear'),
        label: text('宣誓', 'Oath'),
        clause: 'T-5-1',
        required: { field: 'many', is: [9] },
      },
      {
        id: 'rows',
        kind: 'table',
        maxRows: 1,
        columns: [{ id: 'a', label: text('甲', 'A'), required: 'always', maxLength: 2 }],
        label: text('表', 'Table'),
        clause: 'T-5-1',
        required: 'never',
      },
    ],
  } as const;
  const problems = (input: Record<string, string | number | boolean | { a: string }[]>) => {
    try {
      checkInput(row, input);
      return [];
    } catch (error) {
      return error instanceof InvalidInput ? error.problems.map((each) => each.path) : [String(error)];
    }
  };

  test.each([
    [{ when: '2026-11-20' }, []],
    [{}, ['when']],
    [{ when: '2026-02-30' }, ['when']],
    [{ when: '2026-11-20', many: 10 }, ['many']],
    [{ when: '2026-11-20', many: '3' }, ['many']],
    [{ when: '2026-11-20', many: 9 }, ['sworn']],
    [{ when: '2026-11-20', many: 9, sworn: true }, []],
    [{ when: '2026-11-20', sworn: 'yes' }, ['sworn']],
    [{ when: '2026-11-20', rows: [{ a: 'xyz' }] }, ['rows/1/a']],
    [{ when: 'x', many: 0, sneaked: 'in' }, ['when', 'many', 'sneaked']],
  ])('%j: problems at %j', (input, paths) => expect(problems(input)).toEqual(paths));
});

describe('editions', () => {
  test('an unknown edition is refused', () => expect(() => edition(club, 'basic/9.9')).toThrow('unknown-edition (T-4-1)'));

  test('an edition whose approval names another hash is not open', () => {
    const book = { ...club, offers: club.offers.map((offer) => ({ ...offer, hash: 'of another' })) };
    expect(() => editionFor(book, '1', undefined, day('2026-11-20'))).toThrow('no-approved-set (T-3-5)');
    expect(begins(book).refused(player, 'submit')).toMatchObject({ code: 'no-approved-set' });
  });

  test('a set for one product type opens nothing for another', () => {
    const book = { ...club, editions: club.editions.map((each) => (each.id === 'regular/1.0' ? { ...each, types: ['grass'] } : each)) };
    const approved = { ...book, offers: book.offers.map((offer) => (offer.edition === 'regular/1.0' ? { ...offer, hash: '' } : offer)) };
    expect(() => editionFor(approved, '2', 'clay', day('2026-11-20'))).toThrow('no-approved-set');
    expect(() => editionFor(approved, '2', undefined, day('2026-11-20'))).toThrow('no-approved-set');
  });

  test('what is included comes first', () =>
    expect(withIncluded(club, 'master/1.0').map((each) => each.id)).toEqual(['basic/1.0', 'regular/1.0', 'master/1.0']));

  test('before the scheme began there are no terms', () => expect(() => termsOn(club, day('2025-12-31'))).toThrow(RuleRefused));
});

describe('the fold', () => {
  const at = (data: SubjectEvent['data'], version: number, type = 'X'): SubjectEvent => ({
    type,
    data,
    effectiveOn: day('2026-11-20'),
    at: '2026-11-20T00:00:00Z',
    version,
    actor: { person: 'p', organisation: 'o' },
  });
  const opened = at({ scheme: 'tennis-club', organisation: 'player-home', level: '1', state: 'draft' }, 1);

  test('a stream without events is none', () => expect(() => fold('application', 'x', [])).toThrow(RangeError));

  test('an unknown event changes the version alone', () => {
    const before = fold('application', 'x', [opened]);
    expect(evolve(before, at({}, 2, 'FromTheFuture'))).toEqual({ ...before, version: 2 });
  });

  test('an act keeps the date to correct by, a move ends it', () => {
    const returned = fold('application', 'x', [opened, at({ row: 'giveBack', to: 'returned', correctBy: '2026-12-04' }, 2)]);
    expect(returned.correctBy).toBe('2026-12-04');
    expect(evolve(returned, at({ row: 'adoptEdition', edition: 'basic/2.0' }, 3))).toMatchObject({
      correctBy: '2026-12-04',
      edition: 'basic/2.0',
      state: 'returned',
    });
    expect(evolve(returned, at({ row: 'submit', to: 'desk' }, 3)).correctBy).toBeUndefined();
  });
});
