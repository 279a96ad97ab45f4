import { type Day, day } from '../../src/rules/day.ts';
import type { NumberPattern } from '../../src/rules/number.ts';
import { asOf, type Dated, type Fee, type Terms, type Validity, validityOf } from '../../src/rules/terms.ts';
import { text } from '../../src/rules/text.ts';

/** [ours] AK1-000123-X: level, serial over all levels, check character of ISO/IEC 7064 MOD 37,36. */
const number: NumberPattern = {
  parts: [{ literal: 'AK' }, { level: 'as-written' }, { literal: '-' }, { serial: 6 }, { literal: '-' }, { check: 'iso-7064-mod-37-36' }],
};

const fee = (id: string, ja: string, en: string, net: number, tax: number): Fee => ({
  id,
  label: text(ja, en),
  net,
  tax,
  total: net + tax,
  refundable: 'never',
  clause: 'L-4.1-1',
});
const launch = fee('star1-launch', '★1 申請手数料(開始時割引)', '★1 application fee (launch discount)', 100_000, 10_000);
const standard = fee('star1', '★1 申請手数料', '★1 application fee', 180_000, 18_000);
const psti = fee('star1-psti', '★1 申請手数料(PSTI適合製品)', '★1 application fee (PSTI-compliant product)', 127_273, 12_727);

const opening: Terms = {
  validity: {
    '1': { maxYears: 2, shorter: 'on-request', clause: 'L-3.7-6' },
    '2': { maxYears: 2, shorter: 'on-request', clause: 'L-3.7-6' },
    '3': 'undecided',
    '4': 'undecided',
  },
  number,
  renewal: { effect: 'none', begins: 'on-issue', clause: 'L-3.7-17' },
  fees: [launch],
  correctionDays: 30,
  reminderDays: [120, 60, 30, 7],
  reapplicationDays: 180,
  // No periodic sampling at the start: what is inspected starts from a doubt.
  sampling: { '1': { percent: null, clause: 'L-3.7-10' } },
  holidays: [],
};

const OPENED = 'IPA: start of the scheme and of ★1 applications on 2025-03-25; METI policy 2024-08 section 3.7; fees as published by IPA';

/** The operating rules, each from the day it applies. The fee is charged when the form is accepted; the inquiry waits for it. */
export const terms: Dated<Terms> = [
  { from: day('2025-03-25'), value: opening, source: OPENED },
  { from: day('2025-10-01'), value: { ...opening, fees: [standard] }, source: 'IPA: the launch discount ended on 2025-09-30' },
  {
    from: day('2026-01-01'),
    value: { ...opening, fees: [standard, psti] },
    source: 'IPA: applications for PSTI-compliant products from 2026-01-01',
  },
];

/** How long a label of a level and product type lasts, as decided on a day (L-3.7-6, L-3.7-9). */
export const validityOn = (on: Day, of: { readonly level: string; readonly type?: string }): Validity | undefined => {
  const its = asOf(terms, on);
  return its && validityOf(its, of);
};
