import { type Case, type Engine, loadCase, titleOf } from '../applications/index.ts';
import { loadHeld } from '../attestations/index.ts';
import type { Principal } from '../people/index.ts';
import type { Day } from '../rules/day.ts';
import { type CalendarDay, daysOf, idOf, kindOf } from './calendar-days.ts';
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
  const its = await engine.store.transaction((tx) =>
    kindOf(stream) === 'attestation'
      ? loadHeld(engine, tx, idOf(stream), person, 'attestation.read')
      : loadCase(engine, tx, idOf(stream), person, 'application.read'),
  );
  const reads = ({ readers }: CalendarDay) => readers === null || readers.includes(person.organisation.kind);
  const title = titleOf(its);
  return {
    its,
    stream,
    days: daysOf(its.book, stream, its.subject, today)
      .filter(reads)
      .map((each): Ahead => ({ ...each, title, applicant: { ja: '', en: '' }, isOverdue: isOverdue(each, today as Day) })),
  };
}
