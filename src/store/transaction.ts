import { sql, type Transaction } from 'kysely';
import { Conflict } from '../rules/refusal.ts';
import type { Actor, BulkTx, NewEvent, Projection, ProjectionTx, Reaction, StoredEvent, Tx } from './contract.ts';
import { keepDocument, readDocument, readDocuments } from './documents.ts';
import { insertEvents, readStream, readStreams } from './events.ts';
import { INQUIRY_ROLE } from './grants.ts';
import { enqueueJobs } from './jobs.ts';
import { statement } from './statement.ts';
import { LostRace } from './store-error.ts';
import type { Database } from './tables.ts';

export interface TxParts {
  readonly now: () => Date;
  readonly projections: readonly Projection[];
  readonly reactions: readonly Reaction[];
  /** True where the sealed inquiries need their own role. */
  readonly sealed: boolean;
}

const lock = statement('select pg_advisory_xact_lock(hashtextextended($1, 0))');

/** Reactions that call each other without end are a mistake in the program, not a deep case. */
const DEEPEST_REACTION = 16;

/** A stream that was read at the beginning of a transaction. */
export interface ReadAhead {
  readonly stream: string;
  readonly events: readonly StoredEvent[];
}

/** The Tx over a database transaction, and the list that its appends fill. The first load of the stream that was read ahead gives what was read. */
export function makeTx(db: Transaction<Database>, parts: TxParts, ahead?: ReadAhead): { tx: Tx; appended: StoredEvent[] } {
  const appended: StoredEvent[] = [];
  const seen = new Map<string, number>();
  const known: Known = { streams: new Map(), documents: new Map() };
  let unused = ahead;
  let depth = 0;
  const append = async (stream: string, expectedVersion: number, events: readonly NewEvent[], actor: Actor) => {
    if (events.length === 0) return [];
    if (unused?.stream === stream) unused = undefined;
    const added = await insertEvents(db, stream, expectedVersion, events, actor, parts.now().toISOString()).catch((error: unknown) => {
      throw error instanceof Conflict && seen.get(stream) === expectedVersion ? new LostRace(error) : error;
    });
    seen.set(stream, expectedVersion + added.length);
    appended.push(...added);
    known.streams.set(stream, complete(known.streams.get(stream) ?? [], expectedVersion, added));
    for (const event of added) {
      for (const projection of parts.projections) await projection.apply(projectionTx(db, event, known), event);
    }
    if (depth >= DEEPEST_REACTION) throw new Error(`reactions to ${stream} do not come to an end`);
    depth += 1;
    for (const event of added) {
      for (const reaction of parts.reactions) if (reaction.on(event)) await reaction.react(tx, event);
    }
    depth -= 1;
    return added;
  };
  const tx: Tx = {
    db,
    now: parts.now,
    load: async (stream) => {
      const events = unused?.stream === stream ? unused.events : await readStream(db, stream);
      if (unused?.stream === stream) unused = undefined;
      seen.set(stream, events.length);
      known.streams.set(stream, events);
      return events;
    },
    append,
    putDocument: async (organisation, content) => {
      const hash = await keepDocument(db, organisation, content, parts.now().toISOString());
      known.documents.set(hash, content);
      return hash;
    },
    document: async (hash, organisation) => {
      const content = await readDocument(db, hash, organisation);
      if (content !== undefined) known.documents.set(hash, content);
      return content;
    },
    nextNumber: (counter) => nextNumber(db, counter),
    enqueue: (...jobs) => enqueueJobs(db, jobs),
    lock: async (name) => {
      await lock(db, name);
    },
    sealed: async (run) => {
      if (!parts.sealed) return run(db);
      await sql`set local role ${sql.id(INQUIRY_ROLE)}`.execute(db);
      // When `run` fails in the database, the transaction is over and takes the role with it.
      const outcome = await run(db);
      await sql`reset role`.execute(db);
      return outcome;
    },
  };
  return { tx, appended };
}

/** What the transaction has read or written already, so that its projections need not ask for it again. */
interface Known {
  readonly streams: Map<string, readonly StoredEvent[]>;
  readonly documents: Map<string, string>;
}

/** The stream after an append, when all that came before is known; its versions have no gap, so that the count tells. */
const complete = (before: readonly StoredEvent[], expectedVersion: number, added: readonly StoredEvent[]): readonly StoredEvent[] =>
  before.length === expectedVersion ? [...before, ...added] : [];

/**
 * A projection sees streams as they were at its event, live and on a rebuild alike. The stream of the event is known to
 * the transaction that appended it: nobody else can have added to it since.
 */
export const projectionTx = (db: Transaction<Database>, event: StoredEvent, known?: Known): ProjectionTx => ({
  db,
  load: async (stream) => {
    const whole = stream === event.stream ? known?.streams.get(stream) : undefined;
    if (whole?.some(({ position }) => position === event.position)) return whole.filter(({ position }) => position <= event.position);
    return readStream(db, stream, event.position);
  },
  document: async (hash, organisation) =>
    (organisation === undefined ? known?.documents.get(hash) : undefined) ?? readDocument(db, hash, organisation),
});

/** A rebuild sees streams as they are now. */
export const bulkTx = (db: Transaction<Database>): BulkTx => ({
  db,
  loadAll: (streams) => readStreams(db, streams),
  documents: (hashes) => readDocuments(db, hashes),
});

async function nextNumber(db: Transaction<Database>, counter: string): Promise<number> {
  const { rows } = await sql<{ value: number }>`
    insert into counters (name, value) values (${counter}, 1)
    on conflict (name) do update set value = counters.value + 1 returning value`.execute(db);
  const value = rows[0]?.value;
  if (value === undefined) throw new Error(`the counter ${counter} gave no number`);
  return value;
}
