import { type Case, type Engine, loadCase, titleOf } from '../applications/index.ts';
import { loadHeld } from '../attestations/index.ts';
import type { Principal } from '../people/index.ts';
import { PARTS, returnStream } from '../returns/index.ts';
import type { Tx } from '../store/index.ts';
import { type CalendarDay, daysOf, daysOfReturn, idOf, kindOf } from './calendar-days.ts';
import { type Ahead, isOverdue } from './list.ts';

/** What will happen to one case or attestation, for one reader. */
export interface Course {
  readonly its: Case;
  readonly stream: string;
  readonly days: readonly Ahead[];
}

/** Reads it as it stands; refuses whoever may not read the case, and leaves out threads that are not for the reader. */
export async function readCourse(engine: Engine, person: Principal, stream: string): Promise<Course> {
  const today = engine.clock.today();
  const { its, returned } = await engine.store.transaction(async (tx) =>
    kindOf(stream) === 'attestation'
      ? { its: await loadHeld(engine, tx, idOf(stream), person, 'attestation.read'), returned: [] }
      : { its: await loadCase(engine, tx, idOf(stream), person, 'application.read'), returned: await returnsOf(engine, tx, idOf(stream)) },
  );
  const reads = ({ readers }: CalendarDay) => readers === null || readers.includes(person.organisation.kind);
  const title = titleOf(its);
  return {
    its,
    stream,
    days: [...daysOf(its.book, stream, its.subject, today), ...returned]
      .filter(reads)
      .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
      .map((each): Ahead => ({ ...each, title, applicant: { ja: '', en: '' }, isOverdue: isOverdue(each, today) })),
  };
}

/** What happens to the documents of the application that are returned. */
async function returnsOf(engine: Engine, tx: Pick<Tx, 'load'>, id: string): Promise<readonly CalendarDay[]> {
  const found: CalendarDay[] = [];
  for (const part of PARTS) found.push(...daysOfReturn(engine.books, await tx.load(returnStream(id, part))));
  return found;
}
