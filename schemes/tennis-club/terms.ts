import { day } from '../../src/rules/day.ts';
import type { Dated, Fee, Terms } from '../../src/rules/terms.ts';
import { text } from '../../src/rules/text.ts';

const entryFee = (net: number, tax: number): Fee => ({
  id: 'entry',
  label: text('入会金', 'Entry fee'),
  net,
  tax,
  total: net + tax,
  refundable: 'never',
  clause: 'T-5-2',
});

const first: Terms = {
  validity: {
    '1': { maxYears: 2, shorter: 'on-request', clause: 'T-6-2' },
    '2': { maxYears: 2, shorter: 'never', clause: 'T-6-2' },
    '3': { maxYears: 1, shorter: 'never', clause: 'T-6-2' },
    '4': 'undecided',
  },
  number: {
    parts: [
      { literal: 'TC' },
      { level: 'as-written' },
      { literal: '-' },
      { serial: 4 },
      { literal: '-' },
      { yymm: 'of-first-day' },
      { literal: '-' },
      { check: 'iso-7064-mod-37-36' },
    ],
  },
  renewal: { window: { opens: 60, closes: 30 }, effect: 'continues-until-decided', begins: 'day-after-last', clause: 'T-6-3' },
  fees: [entryFee(1000, 100)],
  correctionDays: 14,
  reminderDays: [90, 60],
  reapplicationDays: 0,
  holidays: [day('2026-11-23')],
};

/** What the club decided, each from its day on, also for badges given before (except what was counted when they were given). */
export const terms: Dated<Terms> = [
  { from: day('2026-01-01'), value: first, source: '架空の総会 2025-12-01' },
  {
    from: day('2027-04-01'),
    value: {
      ...first,
      ...{ fees: [entryFee(2000, 200)], reapplicationDays: 30 },
      sampling: { '1': { percent: 10, drawnBy: 'drawLot', clause: 'T-8-8' }, '2': { percent: null, clause: 'T-8-8' } },
    },
    source: '架空の総会 2027-03-01',
  },
];
