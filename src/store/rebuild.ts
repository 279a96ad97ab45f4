import { type Kysely, sql, type Transaction } from 'kysely';
import type { FeedCursor, Projection, StoredEvent } from './contract.ts';
import { readFeed } from './events.ts';
import { readModelStatements } from './migrate.ts';
import type { Database } from './tables.ts';
import { bulkTx, projectionTx } from './transaction.ts';
import { keepWritersOut } from './turn.ts';

const BATCH = 5000;
/** Catch up outside the lock until fewer events than this are left. */
const FEW = 500;

/** Any number, the same in every process: only one rebuilds at a time. */
const LOCK = 7_424_115;

/**
 * Rebuilds what `wanted` names once it is this process's turn; gives the number of events applied. `alone`: no other
 * process can be there (the embedded engine, whose one connection is left free between batches).
 */
export async function rebuildTables(
  owner: Kysely<Database>,
  wanted: () => Promise<readonly Projection[]>,
  now: () => Date,
  alone: boolean,
): Promise<number> {
  const rebuild = async (db: Kysely<Database>) => {
    const projections = await wanted();
    return projections.length === 0 ? 0 : rebuildBeside(db, projections, now);
  };
  if (alone) return rebuild(owner);
  return owner.connection().execute(async (db) => {
    await sql`select pg_advisory_lock(${sql.lit(LOCK)})`.execute(db);
    try {
      return await rebuild(db);
    } finally {
      await sql`select pg_advisory_unlock(${sql.lit(LOCK)})`.execute(db);
    }
  });
}

/**
 * Builds the tables of these projections anew from the history, in a schema of its own beside the live ones; indexes
 * come after the rows. Writers wait only for the last few events and the swap.
 */
async function rebuildBeside(owner: Kysely<Database>, projections: readonly Projection[], now: () => Date): Promise<number> {
  const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(owner);
  const live = rows[0]?.schema ?? 'public';
  const beside = `${live}_rebuild`;
  const path = sql`set local search_path = ${sql.id(beside)}, ${sql.id(live)}`;
  await sql`drop schema if exists ${sql.id(beside)} cascade`.execute(owner);
  await sql`create schema ${sql.id(beside)}`.execute(owner);
  const inside = <O>(run: (db: Transaction<Database>) => Promise<O>) =>
    owner.transaction().execute(async (db) => {
      await path.execute(db);
      return run(db);
    });
  try {
    await inside((db) => runAll(db, readModelStatements('tables')));
    let reached = await catchUp(inside, projections, { cursor: undefined, events: 0 });
    await inside((db) => runAll(db, readModelStatements('indexes')));
    reached = await catchUp(inside, projections, reached);
    // A table that was never looked at is searched by plans for an empty one.
    for (const table of new Set(projections.flatMap(({ tables }) => tables))) {
      await inside((db) => sql`analyze ${sql.id(beside, table)}`.execute(db));
    }
    return await inside(async (db) => {
      // Waits for open transactions, then keeps new ones out before they hold anything: no event can come between the
      // last one and the swap, and nobody who holds a live table can be waiting for us.
      await sql`select ${keepWritersOut}`.execute(db);
      await sql`lock table events in share row exclusive mode`.execute(db);
      const last = await applyRest(db, projections, reached);
      await swap(db, live, beside, projections);
      for (const { name, version = 1 } of projections) {
        await sql`insert into projections values (${name}, ${version}, ${now().toISOString()})
          on conflict (name) do update set version = excluded.version, built_at = excluded.built_at`.execute(db);
      }
      return last;
    });
  } finally {
    await sql`drop schema if exists ${sql.id(beside)} cascade`.execute(owner);
  }
}

interface Reached {
  readonly cursor: FeedCursor | undefined;
  readonly events: number;
}
type Inside = <O>(run: (db: Transaction<Database>) => Promise<O>) => Promise<O>;

async function runAll(db: Transaction<Database>, statements: readonly string[]): Promise<void> {
  for (const each of statements) await sql.raw(each).execute(db);
}

/** Applies what is there and what comes meanwhile, until little is left, or until a round no longer halves it: writers that are nearly as fast would be followed for ever. */
async function catchUp(inside: Inside, projections: readonly Projection[], from: Reached): Promise<Reached> {
  const { rows } = await inside((db) => sql<{ events: number }>`select count(*) as events from events`.execute(db));
  const known = rows[0]?.events ?? 0;
  let reached = from;
  let most = Number.POSITIVE_INFINITY;
  for (;;) {
    const before = reached;
    reached = await inside(async (db) => {
      const { events, cursor } = await readFeed(db, before.cursor, BATCH);
      await applyBatch(db, projections, events);
      return { cursor, events: before.events + events.length };
    });
    const came = reached.events - before.events;
    if (came < FEW) return reached;
    if (reached.events < known) continue;
    if (came * 2 > most) return reached;
    most = came;
  }
}

/** Under the lock every appender has ended, so all that is visible is final, whatever the snapshot's oldest is. */
async function applyRest(db: Transaction<Database>, projections: readonly Projection[], from: Reached): Promise<number> {
  const { events } = await readFeed(db, from.cursor, Number.MAX_SAFE_INTEGER, 'all visible');
  await applyBatch(db, projections, events);
  return from.events + events.length;
}

async function applyBatch(db: Transaction<Database>, projections: readonly Projection[], events: readonly StoredEvent[]): Promise<void> {
  if (events.length === 0) return;
  for (const projection of projections) {
    if (projection.applyAll) await projection.applyAll(bulkTx(db), events);
    else for (const event of events) await projection.apply(projectionTx(db, event), event);
  }
}

async function swap(db: Transaction<Database>, live: string, beside: string, projections: readonly Projection[]): Promise<void> {
  for (const table of new Set(projections.flatMap(({ tables }) => tables))) {
    await sql`drop table ${sql.id(live, table)}`.execute(db);
    await sql`alter table ${sql.id(beside, table)} set schema ${sql.id(live)}`.execute(db);
  }
}
