import type { Kysely } from 'kysely';
import type { JsonValue } from '../rules/json.ts';
import type { Command, StoredEvent } from './contract.ts';
import { EVENT_COLUMNS, type EventRow, storedEvent } from './events.ts';
import { statement } from './statement.ts';
import type { Database } from './tables.ts';
import { TURN } from './turn.ts';

/** With what a transaction begins: the command that it carries out, the stream that it is about. */
export interface Beginning {
  readonly command?: Pick<Command, 'principal' | 'key'>;
  readonly stream?: string | undefined;
}

export interface FirstLook {
  /** What is kept of the command, when it was carried out before. */
  readonly prior?: { readonly requestHash: string; readonly outcome: JsonValue };
  /** The stream that was asked for, as the statement found it. */
  readonly events: readonly StoredEvent[];
}

type Row = EventRow & { readonly prior_hash: string | null; readonly prior_outcome: JsonValue; readonly version: number | null };

const look = statement<Row>(`
  select turn, c.request_hash as prior_hash, c.outcome as prior_outcome, ${EVENT_COLUMNS.map((column) => `e.${column}`).join(', ')}
  from (select pg_advisory_xact_lock_shared(${TURN}) as turn) first
  left join commands c on c.principal = $1 and c.key = $2
  left join events e on e.stream = $3
  order by e.version`);

/**
 * The first statement of a writing transaction: waits while a rebuild swaps tables, before the transaction holds
 * anything, and reads in the same trip what the transaction begins with. What was read may be older than the wait: who
 * appends to the stream then loses a race, as with every older look.
 */
export async function firstLook(db: Kysely<Database>, { command, stream }: Beginning): Promise<FirstLook> {
  const rows = await look(db, command?.principal ?? null, command?.key ?? null, stream ?? null);
  const [first] = rows;
  const events = first === undefined || first.version === null ? [] : rows.map(storedEvent);
  return { events, ...(first?.prior_hash ? { prior: { requestHash: first.prior_hash, outcome: first.prior_outcome } } : {}) };
}
