import { type Book, guard, type ThreadKind } from '../src/rules/book.ts';
import { day } from '../src/rules/day.ts';
import { loadBook } from '../src/rules/load-book.ts';
import type { Fee } from '../src/rules/terms.ts';
import { text } from '../src/rules/text.ts';
import { bellBook } from './bell-book.ts';

const fee = (id: string, net: number, refundable: Fee['refundable'] = 'never'): Fee => ({
  id,
  label: text(`ベル審査手数料(${id})`, `Bell fee (${id})`),
  net,
  tax: net / 10,
  total: (net * 11) / 10,
  refundable,
  clause: 'B-4',
});

const bellFee: ThreadKind = {
  label: text('審査手数料', 'Fee'),
  on: 'application',
  initial: 'announced',
  states: {
    announced: { label: text('入金待ち', 'Awaiting payment'), waitsFor: 'applicant', clause: 'B-4' },
    confirmed: { label: text('入金確認済み', 'Confirmed'), waitsFor: 'end', clause: 'B-4' },
  },
  rows: {
    tell: {
      event: 'TransferTold',
      label: text('振り込んだことを知らせる', 'Tell of the transfer'),
      by: ['applicant-responsible', 'applicant-editor'],
      from: ['announced'],
      asks: [
        { id: 'paidOn', kind: 'date', label: text('振込日', 'Paid on'), required: 'always', clause: 'B-4' },
        { id: 'payer', kind: 'text', lines: 'one', maxLength: 80, label: text('振込名義', 'Payer'), required: 'always', clause: 'B-4' },
      ],
      clause: 'B-4',
    },
    confirm: {
      event: 'PaymentConfirmed',
      label: text('入金を確認する', 'Confirm the payment'),
      by: ['officer'],
      from: ['announced'],
      to: 'confirmed',
      needs: ['feePaid'],
      asks: [
        { id: 'receivedOn', kind: 'date', label: text('入金日', 'Received on'), required: 'always', clause: 'B-4' },
        { id: 'amount', kind: 'money', label: text('入金額', 'Amount'), required: 'always', clause: 'B-4' },
        {
          id: 'account',
          kind: 'text',
          lines: 'one',
          maxLength: 200,
          label: text('入金口座', 'Account'),
          required: 'always',
          clause: 'B-4',
        },
      ],
      clause: 'B-4',
    },
  },
  charges: {
    fees: [{ fee: 'big', when: { field: 'mounting', is: ['clamp'] } }, { fee: 'new' }],
    settledBy: 'confirm',
    clause: 'B-4',
  },
  due: { days: 7, counted: 'calendar-to-business', clause: 'B-4' },
  readers: ['applicant', 'office'],
  clause: 'B-4',
};

const { desk, ...states } = bellBook.application.states;
const { grant, submit, ...rows } = bellBook.application.rows;
if (!desk || !grant || !submit) throw new Error('the bells have no desk');
const [terms] = bellBook.terms;
if (!terms) throw new Error('the bells have no terms');

/** Bells that are looked at only once the fee has arrived: the smallest book with money in it. */
export const feeBook: Book = loadBook({
  ...bellBook,
  application: {
    ...bellBook.application,
    states: {
      ...states,
      desk,
      unpaid: { label: text('入金待ち', 'Unpaid'), waitsFor: 'office', clause: 'B-4' },
      review: { label: text('審査中', 'Under review'), waitsFor: 'office', clause: 'B-2' },
    },
    rows: {
      ...rows,
      submit: { ...submit, needs: [] },
      accept: {
        event: 'BellAccepted',
        label: text('受け付ける', 'Accept'),
        by: ['officer'],
        from: ['desk'],
        to: 'unpaid',
        opens: ['fee'],
        clause: 'B-2',
      },
      start: {
        event: 'BellReviewStarted',
        label: text('審査を始める', 'Start the review'),
        by: ['officer'],
        from: ['unpaid'],
        to: 'review',
        blockedBy: ['fee'],
        clause: 'B-4',
      },
      drop: {
        event: 'BellDropped',
        label: text('取り下げる', 'Withdraw'),
        by: ['applicant-responsible'],
        from: ['draft', 'desk', 'returned', 'unpaid', 'review'],
        to: 'dropped',
        effects: ['drop'],
        clause: 'B-2',
      },
      grant: { ...grant, from: ['review'] },
    },
  },
  threads: { fee: bellFee },
  guards: {
    feePaid: guard(['payments'], 'B-4', ({ facts }) =>
      facts.payments.reduce((sum, each) => sum + each.amount, 0) >= 11_000
        ? []
        : [{ code: 'fee-open', path: '', clause: 'B-4', message: text('入金がありません。', 'Nothing has arrived.'), weight: 'error' }],
    ),
  },
  terms: [
    { ...terms, value: { ...terms.value, fees: [fee('new', 10_000), fee('big', 20_000, 'before-review')] } },
    { from: day('2027-04-01'), source: '架空', value: { ...terms.value, fees: [fee('new', 30_000), fee('big', 50_000)] } },
  ],
  clauses: { ...bellBook.clauses, 'B-4': 'What it costs' },
});
