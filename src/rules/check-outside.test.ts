import { expect, test } from 'vitest';
import { tennisClub as club } from '../../schemes/tennis-club/book.ts';
import type { Book, Row } from './book.ts';
import { outsideProblems } from './check-outside.ts';
import { text } from './text.ts';

const withRow = (id: string, change: Partial<Row>): Book => {
  const row = club.attestation.rows[id];
  if (!row) throw new Error(`no row ${id}`);
  return { ...club, attestation: { ...club.attestation, rows: { ...club.attestation.rows, [id]: { ...row, ...change } } } };
};
const { voices, changes } = club;
const withVoices = (change: Partial<Book['voices'] & object>): Book => ({
  ...club,
  ...(voices ? { voices: { ...voices, ...change } } : {}),
});

test('T-1-1 the club says nothing wrong to the outside', () => expect(outsideProblems(club)).toEqual([]));

test.each<readonly [string, Book, string]>([
  [
    'rewrites what no dossier has',
    withRow('renick', { rewrites: ['serve'] }),
    'attestation row renick rewrites serve, which no dossier has',
  ],
  [
    'rewrites what never comes into effect',
    withRow('renick', { effects: [] }),
    'attestation row renick rewrites the dossier, which nothing brings into effect',
  ],
  [
    'tells what is not asked for',
    withRow('pin', { tells: { heading: text('掲示', 'Notice'), japanese: 'secret' } }),
    'attestation row pin tells secret, which is no text it asks for',
  ],
  [
    'takes a report up with what nobody asks',
    withVoices({ takenUp: { opens: 'correction', input: { mood: 'bad' }, matter: 'finding' } }),
    'a report is taken up with mood, which correction does not ask for',
  ],
  [
    'takes a report up in a thread of the application',
    withVoices({ takenUp: { opens: 'question', input: {}, matter: 'question' } }),
    'a report is taken up with question, which question does not ask for',
  ],
  ['names no misuse', withVoices({ misuse: { grounds: [], clause: 'T-9-3' } }), 'misuse of the mark has no grounds'],
  [
    'reports under a clause that is none',
    withVoices({ doubt: { clause: 'T-9-3 T-0' } }),
    'what anyone may report cites T-0, which the book does not know',
  ],
  [
    'asks about changes under a clause that is none',
    { ...club, ...(changes ? { changes: { ...changes, clause: 'T-0' } } : {}) },
    'the questions on a change cite T-0, which the book does not know',
  ],
])('a book that %s is not loaded', (_what, book, problem) => expect(outsideProblems(book)).toContain(problem));
