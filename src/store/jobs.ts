import { type Kysely, sql } from 'kysely';
import type { JsonObject } from '../rules/json.ts';
import type { Job, NewJob } from './contract.ts';
import { json } from './json-column.ts';
import type { Database } from './tables.ts';

/** Queues jobs in one statement; one whose key is known already, done or not, is left as it is. */
export async function enqueueJobs(db: Kysely<Database>, jobs: readonly NewJob[]): Promise<void> {
  if (jobs.length === 0) return;
  const rows = json(jobs.map(({ kind, key, dueAt, payload }) => ({ kind, key, due_at: dueAt, payload })));
  await sql`
    insert into jobs (kind, key, due_at, payload)
    select kind, key, due_at, payload from jsonb_to_recordset(${rows}::jsonb) as new (kind text, key text, due_at timestamptz, payload jsonb)
    on conflict (key) do nothing`.execute(db);
}

/**
 * Takes due jobs under a lease: a worker that dies loses its jobs when the lease ends, and they are done again. So a
 * handler may run twice for one job, and must make that harmless.
 */
export async function takeJobs(
  db: Kysely<Database>,
  kinds: readonly string[],
  limit: number,
  now: Date,
  leaseSeconds: number,
): Promise<readonly Job[]> {
  const at = now.toISOString();
  const until = new Date(now.getTime() + leaseSeconds * 1000).toISOString();
  const { rows } = await sql<{ id: number; kind: string; key: string; due_at: string; payload: JsonObject; attempts: number }>`
    update jobs set leased_until = ${until}, attempts = attempts + 1 where id in (
      select id from jobs where done_at is null and kind = any(${[...kinds]}::text[]) and due_at <= ${at}
        and (leased_until is null or leased_until <= ${at})
      order by due_at, id limit ${limit} for update skip locked)
    returning id, kind, key, due_at, payload, attempts`.execute(db);
  return rows
    .map((row) => ({ id: row.id, kind: row.kind, key: row.key, dueAt: row.due_at, payload: row.payload, attempts: row.attempts }))
    .sort((a, b) => (a.dueAt === b.dueAt ? a.id - b.id : a.dueAt < b.dueAt ? -1 : 1));
}

export async function finishJob(db: Kysely<Database>, id: number, at: string): Promise<void> {
  await db.updateTable('jobs').set({ done_at: at, leased_until: null, last_error: null }).where('id', '=', id).execute();
}

export async function retryJob(db: Kysely<Database>, id: number, dueAt: string, error: string): Promise<void> {
  await db
    .updateTable('jobs')
    .set({ due_at: dueAt, leased_until: null, last_error: error.slice(0, 2000) })
    .where('id', '=', id)
    .execute();
}
