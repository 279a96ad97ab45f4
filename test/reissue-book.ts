import type { Book, ThreadKind } from '../src/rules/book.ts';
import { loadBook } from '../src/rules/load-book.ts';
import { text } from '../src/rules/text.ts';
import { bellBook } from './bell-book.ts';

const change: ThreadKind = {
  label: text('変更の届出', 'Change notice'),
  on: 'attestation',
  initial: 'notified',
  states: {
    notified: { label: text('確認待ち', 'Waiting for the office'), waitsFor: 'office', clause: 'B-5' },
    incomplete: { label: text('補正待ち', 'Incomplete'), waitsFor: 'applicant', clause: 'B-5' },
    accepted: { label: text('受理', 'Accepted'), waitsFor: 'end', clause: 'B-5' },
    declined: { label: text('取下げ', 'Taken back'), waitsFor: 'end', clause: 'B-5' },
  },
  opening: {
    event: 'BellChanged',
    label: text('変更を届け出る', 'Notify a change'),
    by: ['applicant-responsible'],
    from: ['held'],
    asks: [
      {
        ...{ id: 'alters', kind: 'choice', label: text('表示が変わるか', 'Does it alter the mark?'), required: 'always', clause: 'B-5' },
        options: [
          { value: 'yes', label: text('はい', 'Yes') },
          { value: 'no', label: text('いいえ', 'No') },
        ],
      },
    ],
    clause: 'B-5',
  },
  rows: {
    askMore: {
      ...{ event: 'BellChangeIncomplete', label: text('補正を求める', 'Ask for more'), by: ['officer'], clause: 'B-5' },
      ...{ from: ['notified'], to: 'incomplete' },
    },
    accept: {
      ...{ event: 'BellChangeAccepted', label: text('受理する', 'Accept'), by: ['officer'], clause: 'B-5' },
      ...{ from: ['notified'], to: 'accepted' },
    },
    takeBack: {
      ...{ event: 'BellChangeTakenBack', label: text('取り下げる', 'Take it back'), by: ['applicant-responsible'], clause: 'B-5' },
      ...{ from: ['notified', 'incomplete'], to: 'declined' },
    },
    received: {
      event: 'BellReissuePaid',
      label: text('再交付手数料の入金を確認する', 'Confirm the fee'),
      by: ['officer'],
      from: ['notified', 'incomplete'],
      asks: [
        { id: 'receivedOn', kind: 'date', label: text('入金日', 'Received on'), required: 'always', clause: 'B-5' },
        { id: 'amount', kind: 'money', label: text('入金額', 'Amount'), required: 'always', clause: 'B-5' },
      ],
      clause: 'B-5',
    },
  },
  charges: { fees: [{ fee: 'reissue' }], when: { field: 'alters', is: ['yes'] }, settledBy: 'received', clause: 'B-5' },
  due: { days: 7, counted: 'calendar-to-business', clause: 'B-5' },
  readers: ['applicant', 'office'],
  clause: 'B-5',
};

const { held } = bellBook.attestation.states;
const [terms] = bellBook.terms;
const { submit } = bellBook.application.rows;
if (!held || !terms || !submit) throw new Error('the bells have changed');

/** Bells whose mark is drawn anew for a fee when a change alters it: the smallest book with money after the issue. */
export const reissueBook: Book = loadBook({
  ...bellBook,
  attestation: {
    initial: 'held',
    states: { held, gone: { label: text('終了', 'Gone'), waitsFor: 'end', clause: 'B-5' } },
    rows: {
      leave: {
        ...{ event: 'BellGone', label: text('終わる', 'Leave'), by: ['applicant-responsible'], clause: 'B-5' },
        ...{ from: ['held'], to: 'gone', effects: ['cease'] },
      },
    },
  },
  application: { ...bellBook.application, rows: { ...bellBook.application.rows, submit: { ...submit, needs: [] } } },
  guards: {},
  threads: { change },
  offeredAfterIssue: ['change', 'leave'],
  terms: [
    {
      ...terms,
      value: {
        ...terms.value,
        fees: [
          {
            ...{
              id: 'reissue',
              label: text('再交付手数料', 'Reissue fee'),
              net: 9500,
              tax: 950,
              total: 10_450,
              refundable: 'never' as const,
            },
            clause: 'B-5',
          },
        ],
      },
    },
  ],
  clauses: { ...bellBook.clauses, 'B-5': 'What altering it costs' },
});
