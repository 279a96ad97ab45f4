import type { Book } from './book.ts';
import { addDays, type Day } from './day.ts';
import { termsOn } from './decide.ts';
import { edition } from './editions.ts';
import { type Mark, marksOf } from './marks.ts';
import { newest, type Period } from './period.ts';
import type { Subject, SubjectEvent } from './subject.ts';
import { filing, lastDay, validityOf } from './terms.ts';

/** Is this the state of an application to which a grant leads? */
export const isGranting = (book: Pick<Book, 'application'>, state: string): boolean =>
  Object.values(book.application.rows).some((row) => row.to === state && row.effects?.includes('decide-issue'));

/** What a grant rests on. */
export interface Grant {
  readonly application: Subject;
  /** The day of the decision. */
  readonly on: Day;
  /** Periods that the attestation already has; none when it is new. */
  readonly previous: readonly Period[];
  /** A shorter end that the applicant asked for. */
  readonly asked?: Day;
}

/**
 * The period that a grant gives: from the day of the decision or, where the terms say so, from the day after the last
 * day of the one renewed, decided earlier or later (D-9.1-7); its last day is stored and never recomputed (L-3.7-6).
 */
export function grantedPeriod(book: Book, grant: Grant): Period {
  const { application, on } = grant;
  const terms = termsOn(book, on);
  const before = newest(grant.previous);
  const from = before && terms.renewal.begins === 'day-after-last' ? addDays(before.until, 1) : on;
  const until = lastDay(validityOf(terms, application), from, grant.asked, book.engineRules['validity-decided']);
  return { from, until, application: application.id, edition: edition(book, application.edition ?? '').id, issuedOn: on };
}

/** What a received renewal writes to the attestation it renews: filed on which day, and whether in time for its newest period. */
export function renewalFiled(book: Book, application: Subject, periods: readonly Period[]): readonly Mark[] {
  const filedOn = application.receivedOn;
  const period = newest(periods);
  if (filedOn === undefined || !period) return [];
  const timely = filing(termsOn(book, filedOn).renewal, period.until, filedOn) === 'in-window';
  return [{ mark: 'renewal-filed', application: application.id, filedOn, timely }];
}

/** What the end of a renewal, granted, refused or dropped, writes to the attestation. */
export const renewalConcluded = (application: Subject, on: Day): readonly Mark[] => [
  { mark: 'renewal-concluded', application: application.id, on },
];

/** What an application hands on to what it leads to: what was withheld while it was under review (D-7.2-2). */
export const carriedMarks = (events: readonly SubjectEvent[]): readonly Mark[] =>
  events.flatMap((event) => marksOf(event.data)).filter((mark) => mark.mark === 'withheld');
