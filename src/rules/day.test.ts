import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  day,
  daysBetween,
  dayWatch,
  earlier,
  firstDayAfterYears,
  isDay,
  isWeekday,
  lastDayOfYears,
  later,
  nextBusinessDay,
  startOfDay,
  tokyoDay,
} from './day.ts';

const someDay = fc
  .date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2090-12-31T00:00:00Z'), noInvalidDate: true })
  .map((at) => day(at.toISOString().slice(0, 10)));
const monthDay = (d: string) => d.slice(5);

describe('a calendar day', () => {
  test.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '20261122', '', '2026-11-22T00:00', '+002026-11-22', ' 2026-11-22'])(
    '%j is none',
    (spelling) => {
      expect(isDay(spelling)).toBe(false);
      expect(() => day(spelling)).toThrow(RangeError);
    },
  );

  test('a leap day exists in leap years only', () => {
    expect(['2028-02-29', '2000-02-29', '2027-02-29', '2100-02-29'].map(isDay)).toEqual([true, true, false, false]);
    expect([isDay(20261122), isDay(null), isDay(undefined)]).toEqual([false, false, false]);
  });

  test('days compare and count as on the calendar', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: -5000, max: 5000 }), (d, n) => {
        const other = addDays(d, n);
        expect(daysBetween(d, other)).toBe(n);
        expect(later(d, other)).toBe(n > 0 ? other : d);
        expect(earlier(d, other)).toBe(n > 0 ? d : other);
      }),
    );
    expect(addMonths(day('2026-01-31'), 1)).toBe('2026-02-28');
  });
});

describe('periods of whole years', () => {
  test.each([
    ['2026-11-22', 2, '2028-11-21'],
    ['2028-02-29', 2, '2030-02-28'],
    ['2028-02-28', 2, '2030-02-27'],
    ['2028-03-01', 2, '2030-02-28'],
    ['2026-03-01', 2, '2028-02-29'],
    ['2027-01-01', 1, '2027-12-31'],
    ['2024-02-29', 4, '2028-02-28'],
  ])('L-3.7-6 D-8.1-2 a period from %s of %i years ends on %s', (first, years, last) =>
    expect(lastDayOfYears(day(first), years)).toBe(last),
  );

  test('L-3.7-6 D-8.1-2 the day after the last is the anniversary, or 1 March where the calendar lacks it', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 1, max: 10 }), (first, years) => {
        const next = addDays(lastDayOfYears(first, years), 1);
        expect(Number(next.slice(0, 4))).toBe(Number(first.slice(0, 4)) + years);
        const same = isDay(`${next.slice(0, 4)}${first.slice(4)}`);
        expect(monthDay(next)).toBe(same ? monthDay(first) : '03-01');
      }),
    );
  });

  test.each([
    ['2025-04-01', '2026-04-02'],
    ['2028-02-29', '2029-03-01'],
    ['2027-02-28', '2028-02-29'],
    ['2026-12-31', '2028-01-01'],
  ])('D-4.2-6 a year after %s, its first day not counted, is over on %s', (from, first) =>
    expect(firstDayAfterYears(day(from), 1)).toBe(first),
  );
});

describe('the day in Tokyo', () => {
  test.each([
    ['2026-11-21T14:59:59.999Z', '2026-11-21'],
    ['2026-11-21T15:00:00Z', '2026-11-22'],
    ['2026-12-31T14:59:59Z', '2026-12-31'],
    ['2026-12-31T15:00:00Z', '2027-01-01'],
    ['2028-02-28T15:00:00Z', '2028-02-29'],
    ['2026-12-31T20:00:00-05:00', '2027-01-01'],
  ])('%s is %s', (instant, tokyo) => expect(tokyoDay(instant)).toBe(tokyo));

  test('a day lasts from its first instant to the one before the next day', () => {
    fc.assert(
      fc.property(someDay, (d) => {
        expect(tokyoDay(startOfDay(d))).toBe(d);
        expect(tokyoDay(startOfDay(d) - 1)).toBe(addDays(d, -1));
        expect(tokyoDay(startOfDay(addDays(d, 1)) - 1)).toBe(d);
      }),
    );
  });
});

test('the day in Tokyo changes at its midnight, and back when the clock is set back', () => {
  let now = new Date('2028-11-21T14:59:59.999Z');
  const today = dayWatch(() => now);
  expect(today()).toBe('2028-11-21');
  now = new Date('2028-11-21T15:00:00.000Z');
  expect(today()).toBe('2028-11-22');
  now = new Date('2026-11-22T00:00:00.000Z');
  expect(today()).toBe('2026-11-22');
});

test('a business day is a weekday that is no holiday', () => {
  const holidays = new Set(['2026-11-23']);
  expect(nextBusinessDay(day('2026-11-20'), holidays)).toBe('2026-11-20');
  expect(nextBusinessDay(day('2026-11-21'), holidays)).toBe('2026-11-24');
  expect(['2026-11-20', '2026-11-21', '2026-11-22'].map((d) => isWeekday(day(d)))).toEqual([true, false, false]);
});
