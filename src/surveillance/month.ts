import { addDays, addMonths, type Day, day, daysBetween } from '../rules/day.ts';

/** A month of the calendar, spelled YYYY-MM. */
export type Month = string;

export const monthOf = (on: Day): Month => on.slice(0, 7);
export const firstOf = (month: Month): Day => day(`${month}-01`);
export const lastOf = (month: Month): Day => addDays(addMonths(firstOf(month), 1), -1);
export const otherMonth = (month: Month, by: number): Month => monthOf(addMonths(firstOf(month), by));

/** The month that was asked for, when it is one that a calendar can show; else the one of the day. */
export function monthFrom(spelling: string | undefined, today: Day): Month {
  const found = /^(2\d{3})-(0[1-9]|1[0-2])$/.exec(spelling ?? '')?.[0];
  return found ?? monthOf(today);
}

/** The weeks of a month from Monday to Sunday; days of other months are left empty. */
export function weeksOf(month: Month): readonly (readonly (Day | undefined)[])[] {
  const first = firstOf(month);
  // 2001-01-01 was a Monday.
  const empty = (((daysBetween(day('2001-01-01'), first) % 7) + 7) % 7) as number;
  const length = daysBetween(first, lastOf(month)) + 1;
  const cells = Array.from({ length: Math.ceil((empty + length) / 7) * 7 }, (_, at) =>
    at < empty || at >= empty + length ? undefined : addDays(first, at - empty),
  );
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}
