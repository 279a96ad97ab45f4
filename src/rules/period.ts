import { addDays, type Day } from './day.ts';

/** The first and the last day of what was issued, and what it rests on. */
export interface Period {
  readonly from: Day;
  readonly until: Day;
  readonly application: string;
  readonly edition: string;
  readonly issuedOn: Day;
}

/** The newest of some periods: the one that ends last. */
export const newest = (periods: readonly Period[]): Period | undefined => periods.toSorted((a, b) => (a.until < b.until ? -1 : 1)).at(-1);

/** Last day of the unbroken run of periods that holds the day; undefined when none holds it. */
export function coveredUntil(periods: readonly Period[], on: Day): Day | undefined {
  let until: Day | undefined;
  for (const period of periods.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const reaches = until === undefined ? period.from <= on && on <= period.until : period.from <= addDays(until, 1);
    if (reaches && (until === undefined || period.until > until)) until = period.until;
  }
  return until;
}
