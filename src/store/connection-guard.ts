import { AsyncLocalStorage } from 'node:async_hooks';
import type pg from 'pg';

/** Keeps a transaction from waiting for itself: within one, a second connection would come from the same small pool. */
export interface ConnectionGuard {
  readonly pool: { connect: () => Promise<pg.PoolClient>; end: () => Promise<void>; options: pg.PoolOptions };
  /** Runs a transaction; while it holds its connection, asking the pool for another is refused with an error. */
  inTransaction<O>(run: () => Promise<O>): Promise<O>;
}

export function guardConnections(pool: pg.Pool, prepares: boolean): ConnectionGuard {
  const prepared = preparedNames();
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
        return here && prepares ? preparing(client, prepared) : client;
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

/** Most statements that are kept prepared on a connection; what a program says in a transaction is far less. */
const MOST_PREPARED = 200;

/**
 * Statement → the name under which connections keep it prepared; undefined for one that is better sent as it is: `*`
 * could give other columns after a migration by a newer program.
 */
function preparedNames(): (statement: string) => string | undefined {
  const names = new Map<string, string>();
  return (statement) => {
    const known = names.get(statement);
    if (known !== undefined || names.size >= MOST_PREPARED || statement.includes('*')) return known;
    const name = `akashi_${names.size}`;
    names.set(statement, name);
    return name;
  };
}

/** The connection, on which statements with values are parsed and planned once and not at every use. */
function preparing(client: pg.PoolClient, nameOf: (statement: string) => string | undefined): pg.PoolClient {
  const query = (text: string, values?: readonly unknown[]) => {
    const name = typeof text === 'string' && values !== undefined && values.length > 0 ? nameOf(text) : undefined;
    return name === undefined ? client.query(text, values as unknown[]) : client.query({ name, text, values: values as unknown[] });
  };
  return Object.create(client, { query: { value: query } }) as pg.PoolClient;
}
