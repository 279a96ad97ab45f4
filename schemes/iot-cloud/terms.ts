import { day } from '../../src/rules/day.ts';
import type { Dated, Fee, Terms } from '../../src/rules/terms.ts';
import { text } from '../../src/rules/text.ts';

const fee = (id: string, ja: string, en: string, net: number, tax: number, clause: string): Fee => ({
  id,
  label: text(ja, en),
  net,
  tax,
  total: net + tax,
  refundable: 'never',
  clause,
});

/** Reminder days of words that are not numbers; passing them flags a case and never refuses by itself (D-9.2-2). */
export const REMINDERS = { withoutDelay: 30, promptly: 7 } as const;

/** Days until a fee is expected after the notice, a target and no limit (D-4.7-2). */
export const FEE_DAYS = 7;

/** Whole years after a withdrawal before the same service may be applied for (D-4.2-6). */
export const YEARS_AFTER_WITHDRAWAL = 1;

const current: Terms = {
  validity: { disclosure: { maxYears: 2, shorter: 'never', clause: 'D-8.1-2' } },
  number: { parts: [{ literal: 'IP-IoT ' }, { serial: 4 }, { literal: '-' }, { yymm: 'of-first-day' }], clause: 'D-9.1-7' },
  renewal: { window: { opens: 60, closes: 30 }, effect: 'continues-until-decided', begins: 'day-after-last', clause: 'D-9.1-1' },
  fees: [
    fee('new', '審査手数料(新規)', 'Review fee, new', 190_000, 19_000, 'D-4.7-1'),
    fee('renewal', '審査手数料(更新)', 'Review fee, renewal', 95_000, 9_500, 'D-4.7-1'),
    fee('reissue', '認定証再発行手数料', 'Reissue of the certificate', 9_500, 950, 'D-4.7-1'),
  ],
  correctionDays: 14,
  reminderDays: [120],
  reapplicationDays: 0,
  holidays: ['2026-11-23', '2026-12-31', '2027-01-01', '2027-01-02', '2027-01-03', '2027-01-11'].map(day),
};

/** What the body decided, each from its day on. */
export const terms: Dated<Terms> = [
  { from: day('2024-09-30'), value: current, source: '認定制度の概要(令和6年9月30日改定)4(7)、8ア、9(1)、別表1' },
];
