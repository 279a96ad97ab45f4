import { hearingsOf, recusalsIn } from '../committee/index.ts';
import type { Book } from '../rules/book.ts';
import { fold } from '../rules/subject.ts';
import type { Tx } from '../store/index.ts';
import { type CalendarDay, idOf, isThreadClock, kindOf } from './calendar-days.ts';
import { pageOf, places } from './places.ts';
import { type Addressee, isBody } from './recipients.ts';

/** To whom a day speaks, which page they are shown, and whether they know the case by its reference. */
export interface Addressed {
  readonly to: Addressee;
  /** Without origin and language. */
  readonly path: string;
  readonly knowsCase: boolean;
}

/**
 * The applicant, the office, or the people of the body whose turn it is. A body is told of what is put before it and of nothing else of the
 * case: not its reference where it was asked under seal, and nothing any more to who stepped aside.
 */
export async function addressedOf(books: readonly Book[], tx: Pick<Tx, 'load'>, row: CalendarDay): Promise<Addressed> {
  const { tells, organisation, scheme, stream, clock } = row;
  if (tells === 'applicant') return { to: { applicant: organisation }, path: pageOf(stream, tells), knowsCase: true };
  if (!isBody(tells)) return { to: { officeOf: scheme }, path: pageOf(stream, tells ?? 'office'), knowsCase: true };
  const everyone: Addressed = { to: { body: tells, worksFor: scheme, without: [] }, path: places.ofBody[tells], knowsCase: false };
  const book = books.find(({ id }) => id === scheme);
  if (!book || !isThreadClock(clock)) return everyone;
  const subject = fold(kindOf(stream), idOf(stream), await tx.load(stream));
  const thread = subject.threads.find(({ id }) => clock.endsWith(`:${id}`));
  if (thread && book.threads[thread.kind]?.sealed) return { ...everyone, path: places.inquiry(thread.id) };
  const heard = hearingsOf(book, subject).find((each) => each.thread === thread);
  if (!heard) return everyone;
  const without = recusalsIn(heard).map((entry) => entry.by);
  return { to: { body: tells, worksFor: scheme, without }, path: places.hearing(heard.thread.id), knowsCase: true };
}
