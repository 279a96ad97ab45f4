import type { Book } from '../src/rules/book.ts';
import { editionHash } from '../src/rules/editions.ts';
import { loadBook } from '../src/rules/load-book.ts';
import { text } from '../src/rules/text.ts';
import { lampBook } from './lamp-book.ts';

const { held } = lampBook.attestation.states;
const { rows, states } = lampBook.application;
const [offer] = lampBook.offers;
if (!held || !offer) throw new Error('the lamps have changed');

const book: Book = {
  ...lampBook,
  id: 'returned-lamp',
  offers: [],
  application: {
    ...lampBook.application,
    states: { ...states, refused: { label: text('不認定', 'Refused'), waitsFor: 'end', clause: 'B-6' } },
    rows: {
      ...rows,
      refuse: {
        ...{ event: 'LampRefused', label: text('認めない', 'Refuse'), by: ['officer'], from: ['desk'], to: 'refused' },
        ...{ effects: ['decide-refuse'], clause: 'B-6' },
      },
      papers: {
        ...{ event: 'LampPapersReturned', label: text('紙を返す', 'Return the papers'), by: ['officer'], from: ['refused'], clause: 'B-6' },
        asks: [
          { id: 'returnedOn', kind: 'date', label: text('返却日', 'Returned on'), clause: 'B-6', required: 'always' },
          { id: 'to', kind: 'text', lines: 'one', maxLength: 80, label: text('返却先', 'To'), clause: 'B-6', required: 'always' },
        ],
      },
    },
  },
  attestation: {
    initial: 'held',
    states: { held, gone: { label: text('終了', 'Gone'), waitsFor: 'end', clause: 'B-6' } },
    rows: {
      leave: {
        ...{ event: 'LampGone', label: text('終わる', 'Leave'), by: ['applicant-responsible'], from: ['held'], to: 'gone' },
        ...{ effects: ['cease'], clause: 'B-6' },
      },
    },
  },
  offeredAfterIssue: ['leave'],
  keeping: {
    ends: { refused: 'B-6', ceased: 'B-6', expired: 'B-6', superseded: 'B-6' },
    stays: ['shop'],
    fetchDays: 14,
    papersReturnedBy: 'papers',
    clause: 'B-7',
  },
  clauses: { ...lampBook.clauses, 'B-6': 'What is kept goes back', 'B-7': 'What went back is erased' },
};

/** Lamps of which nothing is kept longer than it is needed: the smallest book with documents that are returned. */
export const returnBook: Book = loadBook({ ...book, offers: [{ ...offer, hash: editionHash(book, offer.edition) }] });
