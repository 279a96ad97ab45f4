import type { Book, Clock, Side } from './book.ts';
import type { Day } from './day.ts';
import { termsOn } from './decide.ts';
import { isOpen, isOver } from './moves.ts';
import type { Subject, Thread } from './subject.ts';
import type { Text } from './text.ts';

/** Something that is going to happen, or to be reminded of, on a day. */
export interface Strike {
  readonly clock: string;
  readonly on: Day;
  readonly kind: Clock['kind'];
  readonly label: Text;
  readonly clause: string;
  readonly tells?: Side;
}

/**
 * What will happen to a subject, and when, as known on the day: every clock of the book and every due date of an open
 * thread, oldest first. The system only reminds; nothing here changes a state (design principle 10).
 */
export function strikes(book: Book, subject: Subject, day: Day): readonly Strike[] {
  const terms = termsOn(book, day);
  const fromClocks = Object.entries(book.clocks).flatMap(([id, clock]) =>
    clock.on === subject.kind
      ? clock.at({ subject, terms, day }).map(
          (on): Strike => ({
            clock: id,
            on,
            kind: clock.kind,
            label: clock.label,
            clause: clock.clause,
            ...('tells' in clock ? { tells: clock.tells } : {}),
          }),
        )
      : [],
  );
  return [...fromClocks, ...dueThreads(book, subject)].toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

/**
 * The same for a calendar: each under the terms of the day on which it falls, dated terms to come included, and without
 * the due date of a thread that was answered in the meantime; nobody is reminded of a case that is over. Depends on
 * nothing but the book and the subject.
 */
export function calendar(book: Book, subject: Subject): readonly Strike[] {
  const isDone = subject.kind === 'application' && isOver(book, subject);
  const settled = new Set(subject.threads.flatMap((thread) => (dueOf(book, thread) === undefined ? [`thread:${thread.id}`] : [])));
  const eras = [...new Set(book.terms.map(({ from }) => from))].sort();
  return eras
    .flatMap((from, index) => {
      const next = eras[index + 1];
      return strikes(book, subject, from).filter(({ on }) => (index === 0 || on >= from) && (next === undefined || on < next));
    })
    .filter(({ clock, kind }) => !settled.has(clock) && !(isDone && kind === 'prompt'));
}

/** The due date of a thread while it still runs for the side that was given the time; an answer that came is not late any more. */
export function dueOf(book: Pick<Book, 'threads'>, thread: Thread): Day | undefined {
  const kind = book.threads[thread.kind];
  return kind?.states[thread.state]?.waitsFor === kind?.states[kind.initial]?.waitsFor ? thread.due : undefined;
}

function dueThreads(book: Book, subject: Subject): readonly Strike[] {
  if (isOver(book, subject)) return [];
  return subject.threads.flatMap((thread): Strike[] => {
    const kind = book.threads[thread.kind];
    if (!kind || !thread.due || !isOpen(kind, thread)) return [];
    const side = kind.states[thread.state]?.waitsFor;
    const label = { ja: `${kind.label.ja}の期限`, en: `${kind.label.en} is due` };
    return [
      {
        clock: `thread:${thread.id}`,
        on: thread.due,
        kind: 'prompt',
        label,
        clause: kind.due?.clause ?? kind.clause,
        ...(side && side !== 'nobody' && side !== 'end' ? { tells: side } : {}),
      },
    ];
  });
}

/** Threads of a kind whose time has run out and that still wait: a ground is open, and a person decides (L-3.7-13). */
export const overdue = (book: Pick<Book, 'threads'>, subject: Subject, kind: string, day: Day) =>
  subject.threads.filter((thread) => {
    const its = book.threads[kind];
    return thread.kind === kind && its !== undefined && isOpen(its, thread) && thread.due !== undefined && thread.due < day;
  });
