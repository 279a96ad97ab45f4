import type { Book } from '../src/rules/book.ts';
import type { Field } from '../src/rules/dossier.ts';
import { editionHash } from '../src/rules/editions.ts';
import { loadBook } from '../src/rules/load-book.ts';
import { text } from '../src/rules/text.ts';
import { returnBook } from './return-book.ts';

const said = (id: string): Field => ({
  ...{ id, kind: 'text', lines: 'one', maxLength: 100, label: text(id, id), clause: 'B-6', required: 'always' },
});
const [offer] = returnBook.offers;
const [first] = returnBook.terms;
if (!offer || !first) throw new Error('the lamps have changed');

const book: Book = {
  ...returnBook,
  id: 'sampled-lamp',
  offers: [],
  attestation: {
    ...returnBook.attestation,
    rows: {
      ...returnBook.attestation.rows,
      drawn: {
        ...{ event: 'LampDrawn', label: text('抽出された', 'Drawn'), by: ['officer'], from: ['held'], clause: 'B-6' },
        ...{ asks: [said('draw'), said('seed')], opens: ['look'] },
      },
    },
  },
  threads: {
    ...returnBook.threads,
    look: {
      ...{ label: text('点灯の検査', 'Inspection of the light'), on: 'attestation', initial: 'planned', clause: 'B-6' },
      states: {
        planned: { label: text('検査の前', 'To be inspected'), waitsFor: 'office', clause: 'B-6' },
        seen: { label: text('検査済み', 'Inspected'), waitsFor: 'end', clause: 'B-6' },
      },
      rows: {
        see: {
          ...{
            event: 'LampSeen',
            label: text('検査を記録する', 'Record it'),
            by: ['officer'],
            from: ['planned'],
            to: 'seen',
            clause: 'B-6',
          },
          asks: [said('result')],
        },
      },
      due: { days: 30, counted: 'calendar', clause: 'B-6' },
      readers: ['applicant', 'office'],
    },
  },
  terms: [{ ...first, value: { ...first.value, sampling: { '1': { percent: 25, drawnBy: 'drawn', clause: 'B-6' } } } }],
  offeredAfterIssue: ['leave', 'look'],
};

/** Lamps of which a quarter is drawn each year and inspected: the smallest book that samples. */
export const sampleBook: Book = loadBook({ ...book, offers: [{ ...offer, hash: editionHash(book, offer.edition) }] });
