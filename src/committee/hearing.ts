import type { Book, Hearing, ThreadKind } from '../rules/book.ts';
import { type Day, isDay } from '../rules/day.ts';
import { isOpen, isOver } from '../rules/moves.ts';
import type { Entry, Subject, Thread } from '../rules/subject.ts';

/** A case before a committee: the thread, and the day on which that meets. */
export interface Heard {
  readonly thread: Thread;
  readonly kindId: string;
  readonly kind: ThreadKind;
  readonly hearing: Hearing;
  readonly meetsOn: Day;
  /** Still heard: neither concluded nor over with its case. */
  readonly isOpen: boolean;
}

/** The hearings of a case, in the order in which they were opened. One whose opening names no day is heard on the day it was opened. */
export function hearingsOf(book: Book, subject: Subject): readonly Heard[] {
  return subject.threads.flatMap((thread): Heard[] => {
    const kind = book.threads[thread.kind];
    if (!kind?.hearing) return [];
    const asked = thread.history[0]?.input[kind.hearing.on];
    return [
      {
        thread,
        kindId: thread.kind,
        kind,
        hearing: kind.hearing,
        meetsOn: isDay(asked) ? asked : thread.openedOn,
        isOpen: isOpen(kind, thread) && !isOver(book, subject),
      },
    ];
  });
}

/** The opinions given in a hearing, in order. */
export const opinionsIn = ({ thread, hearing }: Pick<Heard, 'thread' | 'hearing'>): readonly Entry[] =>
  thread.history.filter((entry) => entry.row === hearing.opinion);

/** Who stepped aside, and why. */
export const recusalsIn = ({ thread, hearing }: Pick<Heard, 'thread' | 'hearing'>): readonly Entry[] =>
  thread.history.filter((entry) => entry.row === hearing.recusal);

/** What a member did in a hearing: under whatever membership, it is the person that counts. */
export type MemberStanding = 'to-speak' | 'spoke' | 'recused';
export function standingOfMember(heard: Pick<Heard, 'thread' | 'hearing'>, person: string): MemberStanding {
  if (recusalsIn(heard).some((entry) => entry.by === person)) return 'recused';
  return opinionsIn(heard).some((entry) => entry.by === person) ? 'spoke' : 'to-speak';
}

/** May a member of a committee look into the case now: only while it is heard, and not after stepping aside (D-6.4-1). */
export const isOpenToMember = (heard: Heard, person: string): boolean => heard.isOpen && standingOfMember(heard, person) !== 'recused';

/** The opinions that a reader may read: the office all of them, a member once they gave their own. */
export const opinionsFor = (heard: Heard, reader: { readonly person: string; readonly isOffice: boolean }): readonly Entry[] =>
  reader.isOffice || standingOfMember(heard, reader.person) === 'spoke' ? opinionsIn(heard) : [];
