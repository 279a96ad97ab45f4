import type { Book, Row, ThreadKind } from '../src/rules/book.ts';
import type { Edition } from '../src/rules/criteria.ts';
import { day } from '../src/rules/day.ts';
import type { Field } from '../src/rules/dossier.ts';
import { editionHash } from '../src/rules/editions.ts';
import { loadBook } from '../src/rules/load-book.ts';
import { text } from '../src/rules/text.ts';
import { bellBook } from './bell-book.ts';

/** A scheme that does not exist in which the documents themselves go to the office: the bells with what such a scheme needs. */

const words = (id: string, more: Partial<Field> = {}): Field => ({
  ...({ id, kind: 'text', lines: 'many', maxLength: 500, label: text(id, id), clause: 'B-4', required: 'always' } as const),
  ...(more as object),
});
const files: Field = {
  ...{ id: 'files', kind: 'evidence', maxPointers: 5, label: text('添付', 'Attachments'), clause: 'B-4', required: 'never' },
  handedOver: 'B-4',
};
const row = (event: string, by: string, from: readonly string[], more: Partial<Row> = {}): Row => ({
  ...{ event, label: text(event, event), by: [by], from, clause: 'B-4' },
  ...more,
});
const state = (waitsFor: ThreadKind['states'][string]['waitsFor'], ja: string, en: string) => ({
  label: text(ja, en),
  waitsFor,
  clause: 'B-4',
});

const question: ThreadKind = {
  label: text('照会', 'Question'),
  on: 'application',
  initial: 'asked',
  states: {
    asked: state('applicant', '回答待ち', 'Waiting for an answer'),
    answered: state('office', '回答あり', 'Answered'),
    settled: state('end', '終了', 'Settled'),
  },
  opening: row('LampAsked', 'officer', ['desk'], { asks: [words('question')] }),
  rows: {
    answer: row('LampAnswered', 'applicant-editor', ['asked'], { to: 'answered', asks: [words('answer'), files] }),
    settle: row('LampSettled', 'officer', ['answered'], { to: 'settled' }),
  },
  readers: ['applicant', 'office'],
  clause: 'B-4',
};

const hearing: ThreadKind = {
  label: text('委員会', 'Committee'),
  on: 'application',
  initial: 'convened',
  states: { convened: state('committee', '意見聴取中', 'Being heard'), heard: state('end', '意見聴取済み', 'Heard') },
  opening: row('LampHearing', 'officer', ['desk'], {
    asks: [{ id: 'meetsOn', kind: 'date', label: text('開催日', 'Meets on'), clause: 'B-4', required: 'always' }],
  }),
  rows: {
    recuse: row('LampRecused', 'committee-member', ['convened'], { once: 'per-person', asks: [words('reason')] }),
    opine: row('LampOpined', 'committee-member', ['convened'], { once: 'per-person', notBy: ['hearing.recuse'], asks: [words('opinion')] }),
    conclude: row('LampHeard', 'officer', ['convened'], { to: 'heard' }),
  },
  hearing: { on: 'meetsOn', recusal: 'recuse', opinion: 'opine', clause: 'B-4' },
  readers: ['committee', 'office'],
  clause: 'B-4',
};

const ask: ThreadKind = {
  label: text('提出前の問合せ', 'Question before filing'),
  on: 'application',
  initial: 'asked',
  states: { asked: state('office', '回答待ち', 'Waiting for the office'), answered: state('end', '回答済み', 'Answered') },
  opening: row('LampDoubted', 'applicant-editor', ['draft'], { asks: [words('question')] }),
  rows: { answer: row('LampExplained', 'officer', ['asked'], { to: 'answered', asks: [words('answer')] }) },
  beforeFiling: { shows: 'scope', clause: 'B-4' },
  readers: ['applicant', 'office'],
  clause: 'B-4',
};

const dated = (id: string): Field => ({ id, kind: 'date', label: text(id, id), clause: 'B-4', required: 'always' });
const takeIn: Row = row('LampTakenIn', 'officer', ['draft', 'returned'], {
  to: 'desk',
  intake: 'on-behalf',
  asks: [words('tracking'), dated('receivedOn')],
  effective: 'receivedOn',
  effects: ['freeze-dossier'],
});

const scope: Book['scope'] = {
  questions: [
    {
      ...{ id: 'unit', kind: 'choice', label: text('灯りは一つですか', 'Is it one lamp?'), clause: 'B-4', required: 'never' },
      options: [
        { value: 'yes', label: text('はい', 'Yes') },
        { value: 'unsure', label: text('分からない', 'Not sure') },
      ],
    },
  ],
  decide: ({ unit }) =>
    unit === 'unsure'
      ? { outcome: 'unclear', clause: 'B-4', reason: text('事務局に尋ねてください。', 'Ask the office.') }
      : { outcome: 'in-scope', clause: 'B-4', reason: text('灯りです。', 'It is a lamp.') },
};

const [bells] = bellBook.editions;
if (!bells) throw new Error('the bells have no edition');
const handedOver = new Set(['photos', 'returns']);
const lamps: Edition = {
  ...bells,
  id: 'lamps/1.0',
  title: text('灯火の基準 第1版', 'Criteria for lamps, first edition'),
  dossier: {
    sections: bells.dossier.sections.map((section) => ({
      ...section,
      fields: section.fields.map((field) => (handedOver.has(field.id) ? { ...field, handedOver: 'B-4' } : field)),
    })),
  },
};

const book: Book = {
  ...bellBook,
  id: 'bicycle-lamp',
  name: text('自転車灯火表示(架空)', 'Bicycle lamp mark (fictional)'),
  shortName: text('灯火表示', 'Lamp mark'),
  parties: { ...bellBook.parties, 'committee-member': { side: 'committee', label: text('委員', 'Member') } },
  scope,
  editions: [lamps],
  offers: [],
  application: { ...bellBook.application, rows: { ...bellBook.application.rows, takeIn } },
  threads: { question, hearing, ask },
  clauses: { ...bellBook.clauses, 'B-4': 'What goes to the office' },
};

/** The rule book of bicycle lamps. */
export const lampBook: Book = loadBook({
  ...book,
  offers: [
    {
      ...{ edition: lamps.id, hash: editionHash(book, lamps.id), level: '1', source: '架空' },
      ...{ approvedOn: day('2026-01-01'), approvedBy: text('架空', 'Nobody'), opensOn: day('2026-01-01') },
    },
  ],
});
