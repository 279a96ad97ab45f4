import { evolveReturn, RETURNS, type Return, returnDays, returnEvents } from '../returns/index.ts';
import type { Book } from '../rules/book.ts';
import { calendar, type Strike } from '../rules/clocks.ts';
import { type Day, tokyoDay } from '../rules/day.ts';
import { evolve, opened, type Subject, type SubjectEvent } from '../rules/subject.ts';
import type { Text } from '../rules/text.ts';
import type { StoredEvent } from '../store/index.ts';

/** What a day in a calendar is: changes by itself, a reminder, work of the system, or the due date of a thread. */
export const DAY_KINDS = ['due', 'prompt', 'truth', 'job'] as const;
export type DayKind = (typeof DAY_KINDS)[number];

/** One day of one subject, as the calendar keeps it. */
export interface CalendarDay {
  readonly stream: string;
  readonly clock: string;
  readonly day: Day;
  readonly kind: DayKind;
  readonly tells: string | null;
  readonly readers: readonly string[] | null;
  readonly label: Text;
  readonly clause: string;
  readonly scheme: string;
  readonly organisation: string;
  readonly reference: string;
  /** The day on which it became known; nobody is reminded of what was past already then. */
  readonly known_on: Day;
}

/** Is it the due date of a thread, not a clock of the book? */
export const isThreadClock = (clock: string): boolean => clock.startsWith('thread:');

/** The days of a subject as known when its newest event was recorded. */
export function daysOf(book: Book, stream: string, subject: Subject, known: Day): readonly CalendarDay[] {
  const made = calendar(book, subject).map((strike) => dayOf(book, stream, subject, strike, known));
  return [...new Map(made.map((each) => [keyOf(each), each])).values()];
}

/** The same for a whole stream, each day with the day on which it last became known. */
export function daysOfStream(books: readonly Book[], stream: string, events: readonly SubjectEvent[]): readonly CalendarDay[] {
  const [first, ...rest] = events;
  if (!first) return [];
  let subject = opened(kindOf(stream), idOf(stream), first);
  const book = books.find((each) => each.id === subject.scheme);
  if (!book) return [];
  let days = daysOf(book, stream, subject, tokyoDay(first.at));
  for (const event of rest) {
    subject = evolve(subject, event);
    days = knownSince(days, daysOf(book, stream, subject, tokyoDay(event.at)));
  }
  return days;
}

/** The days of a return, in the calendar of the application whose documents they are. */
export function daysOfReturn(books: readonly Book[], events: readonly StoredEvent[]): readonly CalendarDay[] {
  return events.reduce<readonly CalendarDay[]>((days, event, index) => {
    const so = evolveReturn(returnEvents(events.slice(0, index + 1)));
    return knownSince(days, so ? returnDaysIn(books, so, tokyoDay(event.at)) : []);
  }, []);
}

/** The days that a return has as it stands; those who may fetch and the office read them. */
export function returnDaysIn(books: readonly Book[], so: Return, known: Day): readonly CalendarDay[] {
  const book = books.find(({ id }) => id === so.scheme);
  const { scheme, organisation, reference } = so;
  return (book ? returnDays(book, so) : []).map(({ clock, on, kind, label, clause }) => ({
    ...{ stream: `application:${so.application}`, clock, day: on, kind, label, clause, scheme, organisation, reference, known_on: known },
    ...{ tells: kind === 'due' ? 'applicant' : null, readers: ['applicant', 'office'] },
  }));
}

/** What was expected before already stays known since then. */
function knownSince(before: readonly CalendarDay[], days: readonly CalendarDay[]): readonly CalendarDay[] {
  const since = new Map(before.map((each) => [keyOf(each), each.known_on]));
  return days.map((each) => ({ ...each, known_on: since.get(keyOf(each)) ?? each.known_on }));
}

/** Streams of which there is something to expect. */
export const isWatched = (stream: string): boolean => stream.startsWith('application:') || stream.startsWith('attestation:');
/** Streams of documents that are returned. */
export const isReturn = (stream: string): boolean => stream.startsWith(RETURNS);
export const kindOf = (stream: string): Subject['kind'] => (stream.startsWith('attestation:') ? 'attestation' : 'application');
export const idOf = (stream: string): string => stream.slice(stream.indexOf(':') + 1);

const keyOf = ({ clock, day }: Pick<CalendarDay, 'clock' | 'day'>): string => `${clock} ${day}`;

function dayOf(book: Book, stream: string, subject: Subject, strike: Strike, known: Day): CalendarDay {
  const { clock, on, kind, label, clause, tells } = strike;
  const thread = subject.threads.find(({ id }) => clock === `thread:${id}`);
  return {
    ...{ stream, clock, day: on, label, clause, tells: tells ?? null },
    kind: isThreadClock(clock) ? 'due' : kind,
    readers: thread ? (book.threads[thread.kind]?.readers ?? null) : null,
    scheme: subject.scheme,
    organisation: subject.organisation,
    reference: subject.number ?? subject.reference,
    known_on: known,
  };
}
