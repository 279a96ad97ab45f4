import { Temporal } from 'temporal-polyfill';
import type { Language, Text } from './text.ts';

/** A legal date: a calendar day in Asia/Tokyo, spelled YYYY-MM-DD. Compares as a string. */
export type Day = string & { readonly __day: unique symbol };

const plain = (day: Day) => Temporal.PlainDate.from(day);
const asDay = (date: Temporal.PlainDate) => date.toString() as Day;

/** Reads YYYY-MM-DD; refuses anything else, and days that do not exist (2026-02-29). */
export function day(spelling: string): Day {
  if (!isDay(spelling)) throw new RangeError(`not a calendar day: ${spelling}`);
  return spelling;
}

/** True when the spelling is an existing calendar day. By arithmetic: every event that is read passes through here. */
export function isDay(spelling: unknown): spelling is Day {
  if (typeof spelling !== 'string') return false;
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(spelling) ?? [];
  return date !== undefined && Number(date) >= 1 && Number(date) <= daysIn(Number(year), Number(month));
}

/** Days of a month of the Gregorian calendar; 0 for a month that there is not. */
function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month < 1 || month > 12 ? 0 : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** The day on the calendar in Tokyo at an instant (ISO 8601 or epoch milliseconds). */
export function tokyoDay(instant: string | number): Day {
  const at = typeof instant === 'number' ? Temporal.Instant.fromEpochMilliseconds(instant) : Temporal.Instant.from(instant);
  return asDay(at.toZonedDateTimeISO('Asia/Tokyo').toPlainDate());
}

/** The instant (epoch milliseconds) at which the day begins in Tokyo. */
export function startOfDay(d: Day): number {
  return plain(d).toZonedDateTime('Asia/Tokyo').epochMilliseconds;
}

/** The day in Tokyo, asked of the calendar only when the clock leaves the day it was in (either way). */
export function dayWatch(now: () => Date): () => Day {
  let day: Day | undefined;
  let begins = 0;
  let ends = 0;
  return () => {
    const at = now().getTime();
    if (day === undefined || at < begins || at >= ends) {
      day = tokyoDay(at);
      begins = startOfDay(day);
      ends = startOfDay(addDays(day, 1));
    }
    return day;
  };
}

/** n calendar days later (earlier when negative). */
export const addDays = (d: Day, n: number): Day => new Date(Date.parse(d) + n * 86_400_000).toISOString().slice(0, 10) as Day;

/** n calendar months later; a day the month lacks becomes the month's last day. */
export const addMonths = (d: Day, n: number): Day => asDay(plain(d).add({ months: n }));

/** Days from a to b; negative when b is before a. */
export const daysBetween = (a: Day, b: Day): number => plain(a).until(plain(b), { largestUnit: 'days' }).days;

/**
 * Last day of a period of whole years that counts its first day: the day before the anniversary (L-3.7-6, D-8.1-2).
 * 2026-11-22 for two years → 2028-11-21; 2028-02-29 for two years → 2030-02-28, because the anniversary that the
 * calendar lacks is the day after the month's last.
 */
export function lastDayOfYears(first: Day, years: number): Day {
  const start = plain(first);
  const same = start.add({ years });
  return same.day === start.day ? asDay(same.subtract({ days: 1 })) : asDay(same);
}

/**
 * First day after a wait of whole years that does not count its first day (D-4.2-6):
 * 2025-04-01 → 2026-04-02; 2028-02-29 → 2029-03-01.
 */
export const firstDayAfterYears = (from: Day, years: number): Day => asDay(plain(from).add({ years }).add({ days: 1 }));

/** Monday to Friday; public holidays are facts a rule book brings, not the engine. */
export const isWeekday = (d: Day): boolean => plain(d).dayOfWeek <= 5;

/** The day itself when it is a business day, else the next one. `holidays` are days as data. */
export function nextBusinessDay(d: Day, holidays: ReadonlySet<string>): Day {
  let at = d;
  while (!isWeekday(at) || holidays.has(at)) at = addDays(at, 1);
  return at;
}

/** The later of two days. */
export const later = (a: Day, b: Day): Day => (a >= b ? a : b);
/** The earlier of two days. */
export const earlier = (a: Day, b: Day): Day => (a <= b ? a : b);

/** A calendar day for people: 2026年11月22日 / 22 November 2026. */
export function spellDay(language: Language, day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  if (language === 'ja') return `${year}年${Number(month)}月${Number(date)}日`;
  return `${Number(date)} ${months[Number(month) - 1] ?? month} ${year}`;
}
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** The same in both languages. */
export const dayText = (day: string): Text => ({ ja: spellDay('ja', day), en: spellDay('en', day) });
