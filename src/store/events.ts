import { type Kysely, sql } from 'kysely';
import { day } from '../rules/day.ts';
import type { JsonObject } from '../rules/json.ts';
import { Conflict } from '../rules/refusal.ts';
import type { Actor, FeedCursor, NewEvent, StoredEvent } from './contract.ts';
import { json } from './json-column.ts';
import { statement } from './statement.ts';
import type { Database } from './tables.ts';

/** A row of the history as it is read. */
export interface EventRow {
  readonly position: number;
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly data: JsonObject;
  readonly actor: Actor;
  readonly effective_on: string;
  readonly editions: JsonObject;
  readonly at: string;
}
export const EVENT_COLUMNS = ['position', 'stream', 'version', 'type', 'data', 'actor', 'effective_on', 'editions', 'at'] as const;
const COLUMNS = sql.raw(EVENT_COLUMNS.join(', '));

export const storedEvent = (row: EventRow): StoredEvent => ({
  position: row.position,
  stream: row.stream,
  version: row.version,
  type: row.type,
  data: row.data,
  actor: row.actor,
  effectiveOn: day(row.effective_on),
  editions: row.editions,
  at: row.at,
});

/** All events of a stream, oldest first; up to a position when one is given. */
export async function readStream(db: Kysely<Database>, stream: string, upTo?: number): Promise<readonly StoredEvent[]> {
  const limit = upTo === undefined ? sql`` : sql`and position <= ${upTo}`;
  const { rows } = await sql<EventRow>`select ${COLUMNS} from events where stream = ${stream} ${limit} order by version`.execute(db);
  return rows.map(storedEvent);
}

/** All events of each of these streams, oldest first. */
export async function readStreams(db: Kysely<Database>, streams: readonly string[]): Promise<ReadonlyMap<string, readonly StoredEvent[]>> {
  const { rows } = await sql<EventRow>`select ${COLUMNS} from events where stream = any(${streams}) order by stream, version`.execute(db);
  return Map.groupBy(rows.map(storedEvent), (event) => event.stream);
}

const add = statement<{ head: number; positions: number[] | null }>(`
  with head as (select coalesce(max(version), 0) as version from events where stream = $1),
  added as (
    insert into events (stream, version, type, data, actor, effective_on, editions, at)
    select $1, e.version, e.type, e.data, $4::jsonb, e.effective_on, e.editions, $5::timestamptz
    from jsonb_to_recordset($3::jsonb) as e(version integer, type text, data jsonb, effective_on date, editions jsonb), head
    where head.version = $2
    order by e.version
    returning version, position)
  select (select version from head) as head, (select json_agg(position order by version) from added) as positions`);

/** Adds events after the expected version in one statement. Conflict when the stream is at another. */
export async function insertEvents(
  db: Kysely<Database>,
  stream: string,
  expectedVersion: number,
  events: readonly NewEvent[],
  actor: Actor,
  at: string,
): Promise<readonly StoredEvent[]> {
  const rows = events.map((event, index) => ({
    version: expectedVersion + index + 1,
    type: event.type,
    data: event.data,
    effective_on: event.effectiveOn,
    editions: event.editions,
  }));
  const [result] = await add(db, stream, expectedVersion, json(rows), json({ ...actor }), at);
  const { head, positions } = result ?? { head: -1, positions: null };
  if (!positions) throw new Conflict(expectedVersion, head);
  return events.map((event, index) => ({
    position: positions[index] ?? -1,
    stream,
    version: expectedVersion + index + 1,
    type: event.type,
    data: event.data,
    actor,
    effectiveOn: event.effectiveOn,
    editions: event.editions,
    at,
  }));
}

/**
 * Events after the cursor, ordered by transaction and position, and only of transactions older than every one still
 * open: none can later appear before one already given, though transactions commit in any order. 'all visible' drops
 * that bound, for a reader that keeps every writer out.
 */
export async function readFeed(
  db: Kysely<Database>,
  after: FeedCursor | undefined,
  limit: number,
  which: 'final' | 'all visible' = 'final',
): Promise<{ events: readonly StoredEvent[]; cursor: FeedCursor | undefined }> {
  const { rows } = await sql<EventRow & { tx: string }>`
    select ${COLUMNS}, tx::text as tx from events
    where (tx, position) > (${after?.tx ?? '0'}::xid8, ${after?.position ?? 0}::bigint)
      ${which === 'final' ? sql`and tx < pg_snapshot_xmin(pg_current_snapshot())` : sql``}
    order by events.tx, position limit ${limit}`.execute(db);
  const last = rows.at(-1);
  return { events: rows.map(storedEvent), cursor: last ? { tx: last.tx, position: last.position } : after };
}
