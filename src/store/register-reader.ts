import { Kysely, PostgresDialect } from 'kysely';
import { sharedChanges } from './changes.ts';
import { poolFor } from './postgresql.ts';
import { translated } from './store-error.ts';
import type { Database } from './tables.ts';

export type RegisterTables = Pick<Database, 'register_entries' | 'register_withheld'>;

/** The register for a process that only reads it, with a role that can do no more. */
export interface RegisterReader {
  readonly db: Kysely<RegisterTables>;
  ready(): Promise<boolean>;
  /** Calls back with `attestation:<key>` of what changed, within a second. */
  onChange(listener: (streams: readonly string[]) => void): () => void;
  close(): Promise<void>;
}

/** Opens the register on PostgreSQL; the tables must exist. (The embedded engine has room for one process only.) */
export async function openRegister(settings: { registerUrl: string }): Promise<RegisterReader> {
  const pool = poolFor(settings.registerUrl);
  try {
    const db = new Kysely<RegisterTables>({ dialect: new PostgresDialect({ pool }) });
    const changes = await sharedChanges(pool, { table: 'register_entries', notifies: false });
    return {
      db,
      ready: async () =>
        db
          .selectFrom('register_entries')
          .select('key')
          .limit(1)
          .execute()
          .then(
            () => true,
            () => false,
          ),
      onChange: changes.onChange,
      close: async () => {
        await changes.close();
        await pool.end();
      },
    };
  } catch (error) {
    await pool.end();
    throw translated(error);
  }
}
