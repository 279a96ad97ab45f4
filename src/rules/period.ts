import { addDays, type Day } from './day.ts';

/** The first and the last day of what was issued, and what it rests on. */
export interface Period {
  readonly from: Day;
  readonly until: Day;
  readonly application: string;
  readonly edition: string;
  readonly issuedOn: Day;
}

/** The newest of some periods: the one that begins last. */
export const newest = (periods: readonly Period[]): Period | undefined => periods.toSorted((a, b) => (a.from < b.from ? -1 : 1)).at(-1);

/** Periods one after the other: where a new one begins the one before is over, whatever its last day was (L-3.7-17). */
export function inTurn(periods: readonly Period[]): readonly Period[] {
  const sorted = periods.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  return sorted.flatMap((period, index) => {
    const next = sorted[index + 1];
    const until = next && next.from <= period.until ? addDays(next.from, -1) : period.until;
    return until < period.from ? [] : [{ ...period, until }];
  });
}

/** Last day of the unbroken run of periods that holds the day; undefined when none holds it. */
export function coveredUntil(periods: readonly Period[], on: Day): Day | undefined {
  let until: Day | undefined;
  for (const period of inTurn(periods)) {
    const reaches = until === undefined ? period.from <= on && on <= period.until : period.from <= addDays(until, 1);
    if (reaches && (until === undefined || period.until > until)) until = period.until;
  }
  return until;
}

/** The last day of each unbroken run of periods, the oldest first: the days after which nothing holds, for a while or for good. */
export const lastDays = (periods: readonly Period[]): readonly Day[] =>
  inTurn(periods).flatMap(({ until }) => (coveredUntil(periods, addDays(until, 1)) === undefined ? [until] : []));
