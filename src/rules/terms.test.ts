import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, day, daysBetween } from './day.ts';
import { asOf, type Dated, filing, lastDay, type RenewalTerms } from './terms.ts';

describe('dated decisions', () => {
  const dated: Dated<string> = [
    { from: day('2027-04-01'), value: 'second', source: 's' },
    { from: day('2026-01-01'), value: 'first', source: 's' },
    { from: day('2027-04-01'), value: 'second, corrected', source: 's' },
  ];
  test.each([
    ['2025-12-31', undefined],
    ['2026-01-01', 'first'],
    ['2027-03-31', 'first'],
    ['2027-04-01', 'second, corrected'],
    ['2099-01-01', 'second, corrected'],
  ])('on %s applies %s', (on, value) => expect(asOf(dated, day(on))).toBe(value));
});

describe('the last day', () => {
  const upTo2 = { maxYears: 2, shorter: 'on-request', clause: 'L-3.7-6' } as const;
  const first = day('2026-11-22');

  test('L-3.7-6 is two years on unless a shorter one is asked for', () => {
    expect(lastDay(upTo2, first, undefined)).toBe('2028-11-21');
    expect(lastDay(upTo2, first, day('2028-11-21'))).toBe('2028-11-21');
    expect(lastDay(upTo2, first, day('2026-11-22'))).toBe('2026-11-22');
  });

  test.each(['2028-11-22', '2026-11-21'])('L-3.7-6 %s is refused', (asked) =>
    expect(() => lastDay(upTo2, first, day(asked))).toThrow('validity-out-of-range (L-3.7-6)'),
  );

  test('where the terms know no shorter one it is refused', () => {
    const fixed = { ...upTo2, shorter: 'never' } as const;
    expect(() => lastDay(fixed, first, day('2028-11-20'))).toThrow('validity-out-of-range');
    expect(lastDay(fixed, first, day('2028-11-21'))).toBe('2028-11-21');
  });

  test('nothing is issued where nothing is decided', () => {
    expect(() => lastDay('undecided', first, undefined, 'L-3.3-6')).toThrow('validity-undecided (L-3.3-6)');
    expect(() => lastDay(undefined, first, undefined, 'L-3.3-6')).toThrow('validity-undecided (L-3.3-6)');
  });
});

describe('a renewal filed', () => {
  const renewal: RenewalTerms = {
    window: { opens: 60, closes: 30 },
    effect: 'continues-until-decided',
    begins: 'day-after-last',
    clause: 'D-9.1-1',
  };
  const end = day('2026-12-31');

  test.each([
    ['2026-10-31', 'early'],
    ['2026-11-01', 'in-window'],
    ['2026-12-01', 'in-window'],
    ['2026-12-02', 'late'],
    ['2027-01-05', 'late'],
  ])('D-9.1-1 on %s is %s for a last day of 2026-12-31', (on, when) => expect(filing(renewal, end, day(on))).toBe(when));

  test('D-9.1-1 the window has both its ends and no shift', () => {
    fc.assert(
      fc.property(fc.integer({ min: -200, max: 100 }), (n) => {
        const on = addDays(end, n);
        const before = daysBetween(on, end);
        expect(filing(renewal, end, on)).toBe(before > 60 ? 'early' : before >= 30 ? 'in-window' : 'late');
      }),
    );
  });

  test('without a window any day until the last is in time', () => {
    const anyTime: RenewalTerms = { effect: 'none', begins: 'on-issue', clause: 'L-3.7-17' };
    expect(['2020-01-01', '2026-12-31', '2027-01-01'].map((on) => filing(anyTime, end, day(on)))).toEqual([
      'in-window',
      'in-window',
      'late',
    ]);
  });
});
