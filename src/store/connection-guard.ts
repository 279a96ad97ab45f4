import { AsyncLocalStorage } from 'node:async_hooks';
import type pg from 'pg';

/** Keeps a transaction from waiting for itself: within one, a second connection would come from the same small pool. */
export interface ConnectionGuard {
  readonly pool: { connect: () => Promise<pg.PoolClient>; end: () => Promise<void>; options: pg.PoolOptions };
  /** Runs a transaction; while it holds its connection, asking the pool for another is refused with an error. */
  inTransaction<O>(run: () => Promise<O>): Promise<O>;
}

export function guardConnections(pool: pg.Pool): ConnectionGuard {
  const current = new AsyncLocalStorage<{ holds: boolean }>();
  return {
    pool: {
      options: pool.options,
      end: async () => undefined,
      connect: async () => {
        const here = current.getStore();
        if (here?.holds) throw new Error('a transaction is open here: use tx.db, not store.db');
        const client = await pool.connect();
        if (here) here.holds = true;
        return client;
      },
    },
    inTransaction: async (run) => {
      const here = { holds: false };
      try {
        return await current.run(here, run);
      } finally {
        here.holds = false;
      }
    },
  };
}
