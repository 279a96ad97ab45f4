import { setTimeout } from 'node:timers/promises';
import { Kysely, PostgresDialect, sql } from 'kysely';
import type pg from 'pg';
import type { JsonValue } from '../rules/json.ts';
import { Conflict } from '../rules/refusal.ts';
import { type Changes, localChanges, sharedChanges } from './changes.ts';
import { runOnce } from './commands.ts';
import { guardConnections } from './connection-guard.ts';
import type { Command, Health, Store, StoreSettings, Tx } from './contract.ts';
import type { Engine } from './engine.ts';
import { readFeed, readStream } from './events.ts';
import { type Beginning, type FirstLook, firstLook } from './first-look.ts';
import { grant, isSealed } from './grants.ts';
import { finishJob, retryJob, takeJobs } from './jobs.ts';
import { migrate } from './migrate.ts';
import { openPglite } from './pglite.ts';
import { openPostgresql, poolFor } from './postgresql.ts';
import { rebuildTables } from './rebuild.ts';
import { isRace, StoreUnavailable, translated } from './store-error.ts';
import type { Database } from './tables.ts';
import { makeTx, type TxParts } from './transaction.ts';

const ATTEMPTS = 12;
/** Losers of a race wait a little longer each time, so that the next round has a winner and fewer losers. */
const WAIT_MS = 3;
const READY_WITHIN_MS = 2000;
const NO_OWNER = 'AKASHI_OWNER_URL is not set: one database role migrates, serves and reads, so the history is guarded by triggers only';

/**
 * Opens the store: takes the data folder or connects, migrates with the owner's role, grants, and rebuilds projections
 * whose version was raised. Refuses with StoreUnavailable when another server holds the folder.
 */
export async function openStore(settings: StoreSettings): Promise<Store> {
  const engine = settings.databaseUrl ? await openPostgresql(settings.databaseUrl, settings.ownerUrl) : await openPglite(settings.dataDir);
  try {
    return await storeOver(engine, settings);
  } catch (error) {
    await engine.close();
    throw translated(error);
  }
}

const kyselyOver = (pool: ReturnType<typeof guardConnections>['pool'] | pg.Pool) =>
  new Kysely<Database>({ dialect: new PostgresDialect({ pool: pool as pg.Pool }) });

async function storeOver(engine: Engine, settings: StoreSettings): Promise<Store> {
  const guarded = guardConnections(engine.pool, engine.name === 'postgresql');
  const db = kyselyOver(guarded.pool);
  const owner = engine.ownerPool === engine.pool ? db : kyselyOver(engine.ownerPool);
  await migrate(owner, settings.now);
  if (engine.name === 'postgresql' && owner === db) settings.warn?.(NO_OWNER);
  const grantAll = () => grantRoles(engine, db, owner, settings);
  await grantAll();
  const sealed = engine.name === 'postgresql' && (await isSealed(db));
  const alone = engine.name === 'pglite';
  await rebuildRaised(owner, settings, alone, grantAll);
  let rebuilding: Promise<unknown> = Promise.resolve();
  const changes: Changes =
    engine.name === 'pglite' ? localChanges() : await sharedChanges(engine.pool, { table: 'events', notifies: true });
  const parts: TxParts = { now: settings.now, projections: settings.projections, reactions: settings.reactions, sealed };

  const once = async <O>(at: Beginning, run: (tx: Tx, first: FirstLook) => Promise<O>): Promise<O> => {
    const made = await guarded.inTransaction(() =>
      db.transaction().execute(async (transaction) => {
        const first = await firstLook(transaction, at);
        const { tx, appended } = makeTx(
          transaction,
          parts,
          at.stream === undefined ? undefined : { stream: at.stream, events: first.events },
        );
        return { outcome: await run(tx, first), appended };
      }),
    );
    // Only now is it durable: nobody hears of it before.
    if (made.appended.length > 0) changes.announce([...new Set(made.appended.map(({ stream }) => stream))]);
    return made.outcome;
  };
  const attempts = async <O>(
    at: Beginning,
    run: (tx: Tx, first: FirstLook) => Promise<O>,
    worthAnother: (error: unknown, attempt: number) => boolean,
  ): Promise<O> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once(at, run);
      } catch (error) {
        if (attempt >= ATTEMPTS || !worthAnother(error, attempt)) throw engine.trouble() ?? translated(error);
        await setTimeout(attempt * WAIT_MS);
      }
    }
  };
  let closing: Promise<void> | undefined;
  const health = () => healthOf(engine, db);
  return {
    engine: engine.name,
    db,
    health,
    ready: async () => (await health()).ok,
    transaction: (run, stream) => attempts({ stream }, run, isRace),
    // A conflict may be with the same command sent twice: the second attempt finds its outcome, or the conflict again.
    command: <O extends JsonValue>(command: Command, run: (tx: Tx) => Promise<O>) =>
      attempts(
        { command, stream: command.stream },
        (tx, { prior }) => runOnce(tx, command, prior, run),
        (error, attempt) => isRace(error) || (attempt === 1 && error instanceof Conflict),
      ),
    read: (stream) => readStream(db, stream),
    feed: (after, limit) => readFeed(db, after, limit),
    onChange: changes.onChange,
    takeJobs: (kinds, limit, leaseSeconds) => takeJobs(db, kinds, limit, settings.now(), leaseSeconds),
    finishJob: (id) => finishJob(db, id, settings.now().toISOString()),
    retryJob: (id, dueAt, error) => retryJob(db, id, dueAt, error),
    rebuild: (names) => {
      const wanted = settings.projections.filter(({ name }) => !names || names.includes(name));
      const next = rebuilding.then(async () => {
        const events = await rebuildTables(owner, async () => wanted, settings.now, alone);
        await grantAll();
        return { events };
      });
      rebuilding = next.catch(() => undefined);
      return next;
    },
    close: () => (closing ??= changes.close().then(engine.close)),
  };
}

async function healthOf(engine: Engine, db: Kysely<Database>): Promise<Health> {
  const enough = new AbortController();
  const late = setTimeout(READY_WITHIN_MS, 'no answer', { signal: enough.signal }).catch(() => undefined);
  const asked = sql`select 1`.execute(db).then(
    () => undefined,
    (error: unknown) => {
      const seen = engine.trouble() ?? translated(error);
      return seen instanceof StoreUnavailable ? seen.trouble : 'error';
    },
  );
  const trouble = await Promise.race([asked, late]);
  enough.abort();
  return trouble ? { engine: engine.name, ok: false, trouble } : { engine: engine.name, ok: true };
}

async function grantRoles(engine: Engine, db: Kysely<Database>, owner: Kysely<Database>, settings: StoreSettings): Promise<void> {
  if (engine.name !== 'postgresql' || owner === db) return;
  const roles = { owner: await currentRole(owner), server: await currentRole(db), register: await registerRole(settings.registerUrl) };
  for (const message of await grant(owner, roles)) settings.warn?.(message);
}

async function currentRole(db: Kysely<Database>): Promise<string> {
  const { rows } = await sql<{ role: string }>`select current_user as role`.execute(db);
  return rows[0]?.role ?? '';
}

async function registerRole(url: string | undefined): Promise<string | undefined> {
  if (!url) return undefined;
  const pool = poolFor(url, 1);
  try {
    return await currentRole(kyselyOver(pool));
  } finally {
    await pool.end();
  }
}

/** Rebuilds what was built by an older version of its projection; of several processes that start at once, one does. */
async function rebuildRaised(
  owner: Kysely<Database>,
  settings: StoreSettings,
  alone: boolean,
  grantAll: () => Promise<void>,
): Promise<void> {
  const raised = async () => {
    const rows = await owner.selectFrom('projections').select(['name', 'version']).execute();
    const built = new Map(rows.map((row) => [row.name, row.version]));
    return settings.projections.filter(({ name, version = 1 }) => built.get(name) !== version);
  };
  if ((await raised()).length === 0) return;
  await rebuildTables(owner, raised, settings.now, alone);
  await grantAll();
}
