import type pg from 'pg';

/** A running database: PostgreSQL over the network, or PostgreSQL in a worker thread. */
export interface Engine {
  readonly name: 'pglite' | 'postgresql';
  /** Connections of the serving role. */
  readonly pool: pg.Pool;
  /** Connections of the role that owns the tables; the same pool when there is no other role. */
  readonly ownerPool: pg.Pool;
  /** Why the engine stopped, until it runs again; undefined while it runs. */
  trouble(): Error | undefined;
  close(): Promise<void>;
}
