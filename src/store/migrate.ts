import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { type Kysely, sql } from 'kysely';
import { text } from '../rules/text.ts';
import { StoreUnavailable } from './store-error.ts';
import type { Database } from './tables.ts';

/** core: run once. tables, indexes: read models, run once and again by each rebuild. */
type Part = 'core' | 'tables' | 'indexes';
interface Migration {
  readonly name: string;
  readonly part: Part;
  readonly statements: string;
  readonly checksum: string;
}

const folder = path.join(import.meta.dirname, 'migrations');
/** Any number, the same in every process: only one migrates at a time. */
const LOCK = 7_424_114;

/** All migrations in the order of their numbers; of one number, tables before indexes. */
export function migrations(): readonly Migration[] {
  return fs
    .readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .map((name) => {
      const statements = fs.readFileSync(path.join(folder, name), 'utf8');
      const part: Part = name.endsWith('.tables.sql') ? 'tables' : name.endsWith('.indexes.sql') ? 'indexes' : 'core';
      return { name, part, statements, checksum: createHash('sha256').update(statements).digest('hex') };
    })
    .sort((a, b) => (order(a) < order(b) ? -1 : 1));
}
const order = (m: Migration) => `${m.name.slice(0, 3)}${['core', 'tables', 'indexes'].indexOf(m.part)}${m.name}`;

/** The statements that make the read models' tables, or their indexes, for a rebuild. */
export const readModelStatements = (part: 'tables' | 'indexes'): readonly string[] =>
  migrations()
    .filter((migration) => migration.part === part)
    .map((migration) => migration.statements);

/**
 * Brings the schema up to date, each migration in a transaction of its own, one process at a time. Refuses when a
 * migration that ran was changed afterwards, or when the database is newer than this program.
 */
export async function migrate(owner: Kysely<Database>, now: () => Date): Promise<void> {
  await owner.connection().execute(async (db) => {
    await sql`select pg_advisory_lock(${sql.lit(LOCK)})`.execute(db);
    try {
      await sql`create table if not exists migrations (
        name text collate "C" primary key, checksum text not null, at timestamptz not null)`.execute(db);
      const { rows } = await sql<{ name: string; checksum: string }>`select name, checksum from migrations`.execute(db);
      const done = new Map(rows.map((row) => [row.name, row.checksum]));
      const known = migrations();
      demandSameHistory(done, known);
      for (const migration of known.filter(({ name }) => !done.has(name))) {
        await db.transaction().execute(async (tx) => {
          await sql.raw(migration.statements).execute(tx);
          await sql`insert into migrations values (${migration.name}, ${migration.checksum}, ${now().toISOString()})`.execute(tx);
        });
      }
      await rebaseRestoredHistory(db);
    } finally {
      await sql`select pg_advisory_unlock(${sql.lit(LOCK)})`.execute(db);
    }
  });
}

function demandSameHistory(done: ReadonlyMap<string, string>, known: readonly Migration[]): void {
  const names = new Set(known.map(({ name }) => name));
  const newer = [...done.keys()].find((name) => !names.has(name));
  const changed = known.find(({ name, checksum }) => done.has(name) && done.get(name) !== checksum);
  if (!newer && !changed) return;
  const which = newer ?? changed?.name ?? '';
  throw new StoreUnavailable(
    'unsuitable',
    newer
      ? text(`データベースはこのプログラムより新しい版のものです（${which}）。`, `The database was made by a newer program (${which}).`)
      : text(`適用済みのマイグレーション ${which} の内容が変わっています。`, `The migration ${which} was changed after it ran.`),
  );
}

/**
 * A history restored from a dump of another cluster carries that cluster's transaction numbers, which may lie ahead of
 * this one's: then nothing would be below the snapshot for the feed. They are set to the first ordinary number.
 */
async function rebaseRestoredHistory(db: Kysely<Database>): Promise<void> {
  const ahead = sql`tx >= pg_snapshot_xmax(pg_current_snapshot())`;
  const { rows } = await sql`select 1 from events where ${ahead} limit 1`.execute(db);
  if (rows.length === 0) return;
  await db.transaction().execute(async (tx) => {
    await sql`lock table events in access exclusive mode`.execute(tx);
    await sql`alter table events disable trigger events_only_grow`.execute(tx);
    await sql`update events set tx = '3'::xid8`.execute(tx);
    await sql`alter table events enable trigger events_only_grow`.execute(tx);
  });
}
