import type { Table, ThreadKind } from '../../src/rules/book.ts';
import { text } from '../../src/rules/text.ts';
import { date, line, lines } from './fields.ts';

const findings: Table = {
  initial: 'requested',
  states: {
    requested: { label: text('判断待ち', 'Waiting for a finding'), waitsFor: 'office', clause: 'D-7.2-2' },
    withheld: { label: text('留保を認めた', 'Withheld'), waitsFor: 'end', clause: 'D-7.2-2' },
    declined: { label: text('留保を認めなかった', 'Declined'), waitsFor: 'end', clause: 'D-7.2-2' },
  },
  rows: {
    withhold: {
      event: 'PublicationWithheld',
      label: text('期間を定めて公表を留保する', 'Withhold for a period'),
      by: ['officer'],
      from: ['requested'],
      to: 'withheld',
      needs: ['withholdable', 'endsLater'],
      asks: [
        lines('finding', text('正当な理由と判断した根拠', 'Why the reason is just'), 'D-7.2-2'),
        date('until', text('留保の最後の日', 'Last day'), 'D-7.2-2'),
      ],
      effects: ['withhold'],
      clause: 'D-7.2-2',
    },
    decline: {
      event: 'WithholdingDeclined',
      label: text('留保を認めない', 'Decline'),
      by: ['officer'],
      from: ['requested'],
      to: 'declined',
      asks: [lines('finding', text('判断の理由', 'Finding'), 'D-7.2-2')],
      clause: 'D-7.2-2',
    },
  },
};
const request = [
  line('about', text('留保する項目', 'Part to withhold'), 'D-7.2-3', { maxLength: 100 }),
  lines('reason', text('留保を求める理由', 'Reason'), 'D-7.2-2'),
];

/** A part of the content column is withheld for a period, at the applicant's request and by the office's finding (D-7.2-2). */
export const withholding: ThreadKind = {
  ...findings,
  label: text('公表の留保', 'Withholding of publication'),
  on: 'application',
  opening: {
    event: 'WithholdingRequested',
    label: text('公表の留保を申し出る', 'Ask to withhold a part'),
    by: ['applicant-responsible'],
    from: ['formal-review', 'returned', 'awaiting-payment', 'document-review', 'revising', 'decision'],
    asks: request,
    clause: 'D-7.2-2',
  },
  readers: ['applicant', 'office'],
  clause: 'D-7.2-2',
};

/** The same once the certificate is there: for the first time, or to extend what is withheld. */
export const furtherWithholding: ThreadKind = {
  ...withholding,
  label: text('公表の留保・期間の更新', 'Withholding or its extension'),
  on: 'attestation',
  opening: {
    event: 'FurtherWithholdingRequested',
    label: text('公表の留保又は期間の更新を申し出る', 'Ask to withhold a part, or for longer'),
    by: ['applicant-responsible'],
    from: ['certified'],
    asks: request,
    clause: 'D-7.2-2',
  },
};
