import { sql } from 'kysely';
import type { Engine } from '../applications/index.ts';
import { type Principal, schemesOf } from '../people/index.ts';
import { type Day, day } from '../rules/day.ts';
import type { Text } from '../rules/text.ts';
import { type CalendarDay, type DayKind, kindOf } from './calendar-days.ts';

/** A day of somebody's calendar, with what it is about. */
export interface Ahead extends CalendarDay {
  readonly title: Text;
  readonly applicant: Text;
  /** It passed, and somebody still has to act. */
  readonly isOverdue: boolean;
}

export interface CalendarFilter {
  readonly from?: Day;
  readonly until?: Day;
  readonly scheme?: string;
  readonly kind?: DayKind;
  readonly overdueOn?: Day;
  readonly limit?: number;
}

/** So many rows stand in one list. */
export const MOST_LISTED = 500;

type Given = Pick<Engine, 'store' | 'books'>;

/**
 * Whose rows a reader sees: an applicant those of their own organisation, an officer those of the schemes that the
 * office runs; of applications only what was submitted or taken in; of threads only those that their side reads.
 */
function visible({ books }: Given, person: Principal, filter: CalendarFilter) {
  const { kind, id } = person.organisation;
  const schemes = [...(schemesOf(person) ?? books.map((book) => book.id))].filter((each) => !filter.scheme || each === filter.scheme);
  const whose =
    kind === 'office'
      ? sql`c.scheme = any(${schemes}::text[]) and (a.id is null or a.submitted_on is not null or a.more ? 'office')`
      : sql`c.organisation = ${id} and c.scheme = any(${books.map((book) => book.id).filter((each) => !filter.scheme || each === filter.scheme)}::text[])`;
  const overdue = sql`c.kind = 'due' or (c.kind = 'prompt' and a.id is not null)`;
  return sql`
    from calendar_days c
    left join application_list a on c.stream = 'application:' || a.id
    left join register_entries e on c.stream = 'attestation:' || e.key
    left join organisations o on o.id = c.organisation
    where ${whose}
      and (c.readers is null or ${kind} = any(c.readers))
      and (e.key is null or c.kind <> 'truth' or e.ended_on is null or e.ended_on > c.day)
      ${filter.from ? sql`and c.day >= ${filter.from}` : sql``}
      ${filter.until ? sql`and c.day <= ${filter.until}` : sql``}
      ${filter.kind ? sql`and c.kind = ${filter.kind}` : sql``}
      ${filter.overdueOn ? sql`and c.day < ${filter.overdueOn} and (${overdue})` : sql``}`;
}

interface Row extends CalendarDay {
  readonly title: string | null;
  readonly product_ja: string | null;
  readonly product_en: string | null;
  readonly name_ja: string | null;
  readonly name_en: string | null;
}

/** The days of a reader's calendar, the earliest first. */
export async function aheadFor(given: Given, person: Principal, today: Day, filter: CalendarFilter): Promise<readonly Ahead[]> {
  const { rows } = await sql<Row>`
    select c.stream, c.clock, c.day, c.kind, c.tells, c.readers, c.label, c.clause, c.scheme, c.organisation, c.reference, c.known_on,
      a.title, e.product_ja, e.product_en, o.name_ja, o.name_en
    ${visible(given, person, filter)}
    order by c.day, c.stream, c.clock limit ${filter.limit ?? MOST_LISTED}`.execute(given.store.db);
  return rows.map(({ title, product_ja, product_en, name_ja, name_en, ...row }) => ({
    ...row,
    title: { ja: title ?? product_ja ?? '', en: title ?? product_en ?? '' },
    applicant: { ja: name_ja ?? row.organisation, en: name_en ?? row.organisation },
    isOverdue: isOverdue(row, today),
  }));
}

/** Somebody still has to act: the due date of a thread that waits, or a reminder of an open case. */
export const isOverdue = ({ stream, kind, day: on }: Pick<CalendarDay, 'stream' | 'kind' | 'day'>, today: Day): boolean =>
  on < today && (kind === 'due' || (kind === 'prompt' && kindOf(stream) === 'application'));

/** How many stand on each day, by kind. */
export async function countsFor(
  given: Given,
  person: Principal,
  filter: CalendarFilter,
): Promise<ReadonlyMap<Day, readonly { readonly kind: DayKind; readonly count: number }[]>> {
  const { rows } = await sql<{ day: string; kind: DayKind; count: number }>`
    select c.day, c.kind, count(*)::int as count ${visible(given, person, filter)} group by c.day, c.kind order by c.day, c.kind`.execute(
    given.store.db,
  );
  return Map.groupBy(
    rows.map(({ day: on, kind, count }) => ({ on: day(on), kind, count })),
    ({ on }) => on,
  );
}
