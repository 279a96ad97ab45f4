import type { Book } from '../rules/book.ts';
import { calendar, type Strike } from '../rules/clocks.ts';
import { type Day, tokyoDay } from '../rules/day.ts';
import { evolve, opened, type Subject, type SubjectEvent } from '../rules/subject.ts';
import type { Text } from '../rules/text.ts';

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
    const before = new Map(days.map((each) => [keyOf(each), each.known_on]));
    days = daysOf(book, stream, subject, tokyoDay(event.at)).map((each) => ({
      ...each,
      known_on: before.get(keyOf(each)) ?? each.known_on,
    }));
  }
  return days;
}

/** Streams of which there is something to expect. */
export const isWatched = (stream: string): boolean => stream.startsWith('application:') || stream.startsWith('attestation:');
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
