import { sql } from 'kysely';
import { evolveReturn, type Part, RETURN_CLOCKS, returnClocks, returnEvents } from '../returns/index.ts';
import type { Book } from '../rules/book.ts';
import { tokyoDay } from '../rules/day.ts';
import { contentHash } from '../rules/hash.ts';
import type { JsonObject, JsonValue } from '../rules/json.ts';
import { evolve, fold } from '../rules/subject.ts';
import { json, type Projection, type ProjectionTx, type StoredEvent } from '../store/index.ts';
import { type CalendarDay, daysOf, daysOfReturn, daysOfStream, idOf, isReturn, isWatched, kindOf } from './calendar-days.ts';

const AT_ONCE = 200;

/** What will happen on which day, kept in the transaction of the event; an act that changes no date costs no trip. */
export function calendarProjection({ books }: { readonly books: readonly Book[] }): Projection {
  return {
    name: 'calendar',
    tables: ['calendar_days'],
    version: versionOf(books),
    apply: async (tx, event) => {
      if (isWatched(event.stream)) await applyEvent(books, tx, event);
      if (isReturn(event.stream)) await applyReturn(books, tx, event);
    },
    applyAll: async (tx, events) => {
      const streams = [...new Set(events.map(({ stream }) => stream).filter(isWatched))];
      for (let at = 0; at < streams.length; at += AT_ONCE) {
        const some = streams.slice(at, at + AT_ONCE);
        const all = await tx.loadAll(some);
        await replace(
          tx,
          { streams: some, clocks: 'of-the-book' },
          [...all].flatMap(([stream, its]) => daysOfStream(books, stream, its)),
        );
      }
      const returns = [...new Set(events.map(({ stream }) => stream).filter(isReturn))];
      for (let at = 0; at < returns.length; at += AT_ONCE)
        for (const its of (await tx.loadAll(returns.slice(at, at + AT_ONCE))).values()) await replaceReturn(books, tx, its);
    },
  };
}

/** Other terms, words or clauses in a book make other rows: the next start builds them anew. */
function versionOf(books: readonly Book[]): number {
  const said = books.map(({ id, terms, clocks, threads, keeping }) => ({
    ...{ id, terms, keeping: keeping ?? null },
    clocks: Object.entries(clocks).map(([clock, { at: _at, ...its }]) => ({ clock, ...its })),
    threads: Object.entries(threads).map(([kind, { label, due, readers }]) => ({ kind, label, due: due ?? null, readers })),
  }));
  return 1 + Number.parseInt(contentHash({ said } as unknown as JsonObject).slice(0, 7), 16);
}

async function applyEvent(books: readonly Book[], tx: ProjectionTx, event: StoredEvent): Promise<void> {
  const { stream } = event;
  const events = (await tx.load(stream)).filter(({ version }) => version <= event.version);
  const earlier = events.slice(0, -1);
  const before = earlier.length > 0 ? fold(kindOf(stream), idOf(stream), earlier) : undefined;
  const subject = before ? evolve(before, event) : fold(kindOf(stream), idOf(stream), events);
  const book = books.find(({ id }) => id === subject.scheme);
  if (!book) return;
  const known = tokyoDay(event.at);
  const days = daysOf(book, stream, subject, known);
  const were = before ? daysOf(book, stream, before, known) : [];
  if (JSON.stringify(days) !== JSON.stringify(were)) await replace(tx, { streams: [stream], clocks: 'of-the-book' }, days);
}

async function applyReturn(books: readonly Book[], tx: ProjectionTx, event: StoredEvent): Promise<void> {
  await replaceReturn(
    books,
    tx,
    (await tx.load(event.stream)).filter(({ version }) => version <= event.version),
  );
}

async function replaceReturn(books: readonly Book[], tx: Pick<ProjectionTx, 'db'>, events: readonly StoredEvent[]): Promise<void> {
  const so = evolveReturn(returnEvents(events));
  if (so) await replace(tx, { streams: [`application:${so.application}`], clocks: so.part }, daysOfReturn(books, events));
}

/** Days of these streams that are written together: those of the book's clocks and threads, or those of the return of one part. */
interface Written {
  readonly streams: readonly string[];
  readonly clocks: 'of-the-book' | Part;
}

/** Writes these days and takes away what is there no more; what stays keeps the day on which it became known, unless an older one is given. */
async function replace(tx: Pick<ProjectionTx, 'db'>, { streams, clocks }: Written, days: readonly CalendarDay[]): Promise<void> {
  const rows = json(days as unknown as JsonValue);
  const those =
    clocks === 'of-the-book' ? sql`not starts_with(d.clock, ${RETURN_CLOCKS})` : sql`starts_with(d.clock, ${returnClocks(clocks)})`;
  await sql`
    with wanted as (
      select * from jsonb_to_recordset(${rows}::jsonb) as w (stream text, clock text, day date, kind text, tells text, readers text[],
        label jsonb, clause text, scheme text, organisation text, reference text, known_on date)
    ), gone as (
      delete from calendar_days d where d.stream = any(${[...streams]}::text[]) and ${those}
        and not exists (select from wanted w where w.stream = d.stream and w.clock = d.clock and w.day = d.day)
    )
    insert into calendar_days (stream, clock, day, kind, tells, readers, label, clause, scheme, organisation, reference, known_on)
    select stream, clock, day, kind, tells, readers, label, clause, scheme, organisation, reference, known_on from wanted
    on conflict (stream, clock, day) do update set kind = excluded.kind, tells = excluded.tells, readers = excluded.readers,
      label = excluded.label, clause = excluded.clause, reference = excluded.reference,
      known_on = least(calendar_days.known_on, excluded.known_on)`.execute(tx.db);
}
