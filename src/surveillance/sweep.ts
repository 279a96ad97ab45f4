import { sql } from 'kysely';
import { kindNames } from '../people/index.ts';
import type { Book } from '../rules/book.ts';
import { addDays, type Day, isDay } from '../rules/day.ts';
import type { JsonObject } from '../rules/json.ts';
import { json, type Store, type Tx } from '../store/index.ts';
import { type Addressed, addressedOf } from './addressee.ts';
import type { CalendarDay } from './calendar-days.ts';
import { type MailWay, mailJobs } from './mail-job.ts';
import { pageOf } from './places.ts';
import { recipientsOf } from './recipients.ts';

/** What the sweep and the letters need. */
export interface Surveillance {
  readonly store: Store;
  readonly books: readonly Book[];
  readonly origin: () => string;
  readonly way: MailWay;
}

export interface Swept {
  /** Days that were told of now. */
  readonly days: number;
  readonly mails: number;
}

/** So many days are told of in one transaction. */
const AT_ONCE = 200;
const NAME = 'sweep';

/**
 * Tells of every reminder and due date up to the day that was not told of: once each, however often it runs, however
 * many servers run it at once, and whenever it stops in between. After days without a server it catches up. What was
 * past already when it became known is not told of; neither is what was past before the first sweep of all.
 */
export async function sweep(at: Surveillance, today: Day): Promise<Swept> {
  let days = 0;
  let mails = 0;
  for (;;) {
    const told = await at.store.transaction((tx) => tellSome(at, tx, today));
    days += told.days;
    mails += told.mails;
    if (told.isDone) return { days, mails };
  }
}

async function tellSome(at: Surveillance, tx: Tx, today: Day): Promise<Swept & { readonly isDone: boolean }> {
  await tx.lock('surveillance-sweep');
  const last = (await progress(tx, NAME))?.day;
  const swept = isDay(last) ? last : addDays(today, -1);
  const rows = await untold(tx, swept, today);
  await markTold(tx, rows);
  const jobs = at.way === 'none' ? [] : await reminders(at, tx, rows);
  await tx.enqueue(...jobs);
  const isDone = rows.length < AT_ONCE;
  if (isDone && today > swept) await keepProgress(tx, NAME, { day: today });
  else if (!isDay(last)) await keepProgress(tx, NAME, { day: swept });
  return { days: rows.length, mails: jobs.length, isDone };
}

/** Due since the last sweep, or known since then; the day before is looked at again, for what was being written during that sweep. */
async function untold(tx: Tx, swept: Day, today: Day): Promise<readonly CalendarDay[]> {
  const { rows } = await sql<CalendarDay>`
    select d.stream, d.clock, d.day, d.kind, d.tells, d.readers, d.label, d.clause, d.scheme, d.organisation, d.reference, d.known_on
    from calendar_days d
    where d.kind in ('prompt', 'due') and d.day <= ${today} and d.day >= d.known_on
      and (d.day > ${swept} or d.known_on >= ${addDays(swept, -1)})
      and not exists (select from told_days t where t.stream = d.stream and t.clock = d.clock and t.day = d.day)
    order by d.day, d.stream, d.clock limit ${AT_ONCE}`.execute(tx.db);
  return rows;
}

async function markTold(tx: Tx, rows: readonly CalendarDay[]): Promise<void> {
  if (rows.length === 0) return;
  const told_at = tx.now().toISOString();
  await tx.db
    .insertInto('told_days')
    .values(rows.map(({ stream, clock, day }) => ({ stream, clock, day, told_at })))
    .execute();
}

async function reminders(at: Surveillance, tx: Tx, rows: readonly CalendarDay[]) {
  const addressed: { readonly row: CalendarDay; readonly its: Addressed }[] = [];
  for (const row of rows) addressed.push({ row, its: await addressedOf(at.books, tx, row) });
  const whom = await recipientsOf(
    tx.db,
    addressed.map(({ its }) => its.to),
    at.way === 'outbox',
  );
  const changes = await nextChanges(tx, rows);
  const now = tx.now().toISOString();
  return addressed.flatMap(({ row, its }) => {
    const book = at.books.find(({ id }) => id === row.scheme);
    if (!book) return [];
    const { stream, clock, day, label, clause, reference } = row;
    const [people, body] = [whom(its.to), 'body' in its.to ? its.to.body : undefined];
    // Nobody there can be written to: the office passes it on, so that they act.
    const instead = body !== undefined && people.length === 0;
    const next = body === undefined || instead ? changes.get(stream) : undefined;
    const told = {
      ...{ what: label, clause, path: instead ? pageOf(stream, 'office') : its.path },
      ...(its.knowsCase || instead ? { reference } : {}),
      ...(row.kind === 'due' ? { by: day } : { on: day, ...(next ? { next } : {}) }),
      ...(instead ? { instead: kindNames[body] } : {}),
    };
    const to = instead ? whom({ officeOf: row.scheme }) : people;
    return mailJobs(`${stream}:${clock}:${day}`, { book, stream, told, to, origin: at.origin(), at: now });
  });
}

/** What changes next by itself, for each of these streams where something will. */
async function nextChanges(tx: Tx, rows: readonly CalendarDay[]) {
  const { rows: found } = await sql<Pick<CalendarDay, 'stream' | 'day' | 'label'>>`
    select distinct on (stream) stream, day, label from calendar_days
    where kind = 'truth' and stream = any(${[...new Set(rows.map(({ stream }) => stream))]}::text[])
      and day > ${rows.at(-1)?.day ?? '9999-12-31'} order by stream, day`.execute(tx.db);
  return new Map(found.map(({ stream, day, label }) => [stream, { on: day, what: label }]));
}

/** How far something has come; undefined before the first time. */
export async function progress(tx: { readonly db: Tx['db'] | Store['db'] }, name: string): Promise<JsonObject | undefined> {
  const row = await tx.db.selectFrom('surveillance_progress').select('value').where('name', '=', name).executeTakeFirst();
  return row?.value;
}

export async function keepProgress(tx: Pick<Tx, 'db'>, name: string, value: JsonObject): Promise<void> {
  await tx.db
    .insertInto('surveillance_progress')
    .values({ name, value: json(value) })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: json(value) }))
    .execute();
}

/** The day up to which everything was told of; undefined before the first sweep. */
export async function sweptUntil(store: Pick<Store, 'db'>): Promise<Day | undefined> {
  const day = (await progress(store, NAME))?.day;
  return isDay(day) ? day : undefined;
}
