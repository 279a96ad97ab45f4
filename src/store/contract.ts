import type { Kysely, Transaction } from 'kysely';
import type { Day } from '../rules/day.ts';
import type { JsonObject, JsonValue } from '../rules/json.ts';
import type { Database } from './tables.ts';

/** Who acts, for whom, in which role, by which door. Comes from the session or token, never from the request. */
export interface Actor {
  readonly person: string;
  readonly organisation: string;
  readonly role: string;
  readonly via: 'session' | 'token' | 'system';
}

/** What somebody decided, before it is in the history. */
export interface NewEvent {
  readonly type: string;
  readonly data: JsonObject;
  /** The legal day from which it holds; another thing than when it was recorded. */
  readonly effectiveOn: Day;
  /** The criteria edition and the dated operating rules that applied. */
  readonly editions: JsonObject;
}

/** An event as the history holds it. */
export interface StoredEvent extends NewEvent {
  /** Rises within the whole history; has gaps. */
  readonly position: number;
  readonly stream: string;
  /** 1, 2, 3 … within the stream, without gaps. */
  readonly version: number;
  readonly actor: Actor;
  /** The instant of recording by the injected clock, ISO 8601 with milliseconds in UTC. */
  readonly at: string;
}

/** Work for later without legal effect: mail, rendering, destruction. The key makes it happen once. */
export interface NewJob {
  readonly kind: string;
  readonly key: string;
  /** ISO 8601 instant. */
  readonly dueAt: string;
  readonly payload: JsonObject;
}

/** What may be done in one transaction. Nothing of it is seen by others before it is durable. */
export interface Tx {
  readonly db: Transaction<Database>;
  /** The injected clock. */
  readonly now: () => Date;
  /** All events of a stream, oldest first; empty for a stream that does not exist. */
  load(stream: string): Promise<readonly StoredEvent[]>;
  /**
   * Adds events after `expectedVersion` (0 for a new stream), runs the projections and reactions, and gives them back
   * as stored. Conflict when the stream is at another version.
   */
  append(stream: string, expectedVersion: number, events: readonly NewEvent[], actor: Actor): Promise<readonly StoredEvent[]>;
  /** Keeps a canonical JSON text of an organisation; gives its SHA-256 in hex. */
  putDocument(organisation: string, canonicalJson: string): Promise<string>;
  /** The text with this hash, of this organisation when one is named; undefined when unknown or erased. */
  document(hash: string, organisation?: string): Promise<string | undefined>;
  /** The next number of a counter: 1, 2, 3 … without gaps, because a failed transaction gives its number back. */
  nextNumber(counter: string): Promise<number>;
  /** Queues jobs; one whose key is known already is left as it is. */
  enqueue(...jobs: readonly NewJob[]): Promise<void>;
  /** Waits for and holds a named lock until the transaction ends: for a guard over more than one stream. */
  lock(name: string): Promise<void>;
  /** Runs with the rights of the government inquiry, the only ones that reach `sealed_inquiries`. */
  sealed<O>(run: (db: Transaction<Database>) => Promise<O>): Promise<O>;
}

/** What a projection may do: write its own tables, read what was known up to the event. */
export type ProjectionTx = Pick<Tx, 'db' | 'load' | 'document'>;

/** What `applyAll` may do: read many streams and documents in one go, as they are now. */
export interface BulkTx extends Pick<Tx, 'db'> {
  /** All events of these streams, oldest first; streams that do not exist are left out. */
  loadAll(streams: readonly string[]): Promise<ReadonlyMap<string, readonly StoredEvent[]>>;
  /** The texts with these hashes; unknown and erased ones are left out. */
  documents(hashes: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** A read model: rows derived from events in the transaction that appends them; can be rebuilt from the history. */
export interface Projection {
  readonly name: string;
  /** The tables it alone writes; each must come from a read-model migration. */
  readonly tables: readonly string[];
  /** Raise it when the rows of the same history would differ: the next start rebuilds. 1 when absent. */
  readonly version?: number;
  /** Must depend on nothing but the events up to this one and its own tables. */
  apply(tx: ProjectionTx, event: StoredEvent): Promise<void>;
  /**
   * The same for many events at once, for a rebuild: only the rows after the last of all batches count. Events of a
   * stream may come in another order than its versions, and `loadAll` shows later ones that a later batch brings again.
   */
  applyAll?(tx: BulkTx, events: readonly StoredEvent[]): Promise<void>;
}

/** What must happen when something happened, in the same transaction. Not run on a rebuild. */
export interface Reaction {
  readonly name: string;
  on(event: StoredEvent): boolean;
  react(tx: Tx, event: StoredEvent): Promise<void>;
}

/** A command that is one act, however often it arrives. */
export interface Command {
  /** The person (or token) whose key it is. */
  readonly principal: string;
  /** Idempotency-Key. */
  readonly key: string;
  /** All that makes the command what it is; hashed. */
  readonly request: JsonValue;
  /** The stream that it is about: the first `load` of it then costs no trip of its own. */
  readonly stream?: string;
}

export interface FeedCursor {
  readonly tx: string;
  readonly position: number;
}

export interface Health {
  readonly engine: 'pglite' | 'postgresql';
  readonly ok: boolean;
  /** What is wrong, when something is; never a secret, never an address. */
  readonly trouble?: string;
}

export interface Job extends NewJob {
  readonly id: number;
  readonly attempts: number;
}

/** The store: the only way to the data of Akashi. */
export interface Store {
  readonly engine: 'pglite' | 'postgresql';
  /** For reading, and for rows that are neither history nor derived from it. Inside a transaction use `tx.db`. */
  readonly db: Kysely<Database>;
  ready(): Promise<boolean>;
  health(): Promise<Health>;
  /**
   * Runs once per principal and key; the same again gives the stored outcome; the same key with another request is
   * refused. Resolves only after the commit is durable. A lost race is tried again, at most eleven times.
   */
  command<O extends JsonValue>(command: Command, run: (tx: Tx) => Promise<O>): Promise<{ outcome: O; replayed: boolean }>;
  /**
   * Runs in one transaction, tried again when it lost a race: `run` must do nothing but use its transaction. The first
   * `load` of the stream that it is about, when one is named, costs no trip of its own.
   */
  transaction<O>(run: (tx: Tx) => Promise<O>, stream?: string): Promise<O>;
  /** All events of a stream, oldest first. */
  read(stream: string): Promise<readonly StoredEvent[]>;
  /** Up to `limit` events after the cursor, in an order in which none can appear later before one already given. */
  feed(after: FeedCursor | undefined, limit: number): Promise<{ events: readonly StoredEvent[]; cursor: FeedCursor | undefined }>;
  /** Calls back with the names of the streams that changed: at once in this process, within a second in others. */
  onChange(listener: (streams: readonly string[]) => void): () => void;
  /** Takes up to `limit` due jobs of these kinds for `leaseSeconds`; nobody else gets them meanwhile. */
  takeJobs(kinds: readonly string[], limit: number, leaseSeconds: number): Promise<readonly Job[]>;
  finishJob(id: number): Promise<void>;
  /** Gives a job back, to be tried again at an ISO instant. */
  retryJob(id: number, dueAt: string, error: string): Promise<void>;
  /** Builds the tables of the named projections (all when none is named) anew beside the live ones, then swaps. */
  rebuild(projections?: readonly string[]): Promise<{ events: number }>;
  close(): Promise<void>;
}

/** Where the data lies and who derives what from it; all given by the composition root. */
export interface StoreSettings {
  /** PostgreSQL address of the serving role; the embedded engine in `dataDir` when absent. */
  readonly databaseUrl?: string | undefined;
  /** PostgreSQL address of the role that owns the tables, migrates and rebuilds. */
  readonly ownerUrl?: string | undefined;
  /** PostgreSQL address of the role that reads the register; named here so that it is granted that and no more. */
  readonly registerUrl?: string | undefined;
  readonly dataDir: string;
  readonly now: () => Date;
  readonly projections: readonly Projection[];
  readonly reactions: readonly Reaction[];
  /** Told once about anything an operator should know. */
  readonly warn?: ((message: string) => void) | undefined;
}
