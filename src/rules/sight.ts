import type { Book, ThreadKind } from './book.ts';
import type { Subject, Thread } from './subject.ts';

/** What the office sees of an application: all that was submitted, or was taken in by it; a question before filing; or nothing. */
export type Sight = 'whole' | 'question' | 'none';

/** What the office sees of an application as it stands. A draft that the office did not open itself stays out of its sight. */
export function officeSight(book: Book, subject: Subject): Sight {
  if (subject.receivedOn !== undefined || subject.onBehalf) return 'whole';
  return questionsBeforeFiling(book, subject).length > 0 ? 'question' : 'none';
}

/** The threads of an application that the office sees although nothing was submitted. */
export const questionsBeforeFiling = (book: Book, subject: Subject): readonly { readonly kind: ThreadKind; readonly thread: Thread }[] =>
  subject.threads.flatMap((thread) => {
    const kind = book.threads[thread.kind];
    return kind?.beforeFiling ? [{ kind, thread }] : [];
  });

/** The kinds of thread by which an applicant can ask the office before filing. */
export const kindsBeforeFiling = (book: Book): readonly (readonly [string, ThreadKind])[] =>
  Object.entries(book.threads).filter(([, kind]) => kind.beforeFiling);
