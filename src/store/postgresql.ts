import pg from 'pg';
import { text } from '../rules/text.ts';
import { columnTypes } from './column-types.ts';
import type { Engine } from './engine.ts';
import { StoreUnavailable, translated } from './store-error.ts';

const OLDEST = 150000;
const CONNECTIONS = 10;

/** A pool for one role. Connections that break while idle are dropped; the next use makes a new one. */
export function poolFor(url: string, max: number = CONNECTIONS): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: 5000,
    types: columnTypes,
    application_name: 'akashi',
    options: '-c timezone=UTC -c datestyle=ISO -c synchronous_commit=on',
  });
  quiet(pool);
  return pool;
}

/** A connection that breaks tells its user by the failing query; without these listeners it would end the process. */
export function quiet(pool: pg.Pool): void {
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
}

/** Opens PostgreSQL 15 or newer with a UTF-8 database; anything else is refused. */
export async function openPostgresql(databaseUrl: string, ownerUrl: string | undefined): Promise<Engine> {
  const pool = poolFor(databaseUrl);
  const ownerPool = ownerUrl ? poolFor(ownerUrl, 2) : pool;
  const close = async () => {
    await pool.end();
    if (ownerPool !== pool) await ownerPool.end();
  };
  try {
    await demandSuitable(pool);
  } catch (error) {
    await close();
    throw translated(error);
  }
  return { name: 'postgresql', pool, ownerPool, trouble: () => undefined, close };
}

async function demandSuitable(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ version: number; encoding: string }>(
    `select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding`,
  );
  const found = rows[0];
  if (!found || found.version < OLDEST || found.encoding !== 'UTF8') {
    throw new StoreUnavailable(
      'unsuitable',
      text(
        `PostgreSQL 15 以上、文字コード UTF8 のデータベースが必要です（現在: ${found?.version ?? '?'}, ${found?.encoding ?? '?'}）。`,
        `PostgreSQL 15 or newer with a UTF8 database is needed (found: ${found?.version ?? '?'}, ${found?.encoding ?? '?'}).`,
      ),
    );
  }
}
