import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import pg from 'pg';
import { openStore, type Store, type StoreSettings } from '../src/store/index.ts';
import { postgresqlUrl } from './available.ts';

export type EngineName = 'pglite' | 'postgresql';
/** Every engine the store runs on; the tests of one that the machine lacks are skipped, and `npm test` says so. */
export const engines: readonly { readonly name: EngineName; readonly available: boolean }[] = [
  { name: 'pglite', available: true },
  { name: 'postgresql', available: postgresqlUrl !== undefined },
];

/** A store with nothing in it, on a folder or database of its own. */
export interface EmptyStore {
  readonly settings: StoreSettings;
  readonly store: Store;
  /** Closes, and opens again on the same data, with other settings where given. */
  reopen(changed?: Partial<StoreSettings>): Promise<Store>;
  /** Closes, and removes the folder or database. */
  remove(): Promise<void>;
}

let made = 0;

/** Opens an empty store of this engine; the clock stands at 2026-11-22T00:00:00Z unless another is given. */
export async function emptyStore(engine: EngineName, given: Partial<StoreSettings> = {}): Promise<EmptyStore> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'akashi-store-'));
  const database = engine === 'postgresql' ? await createDatabase() : undefined;
  if (engine === 'pglite') fs.cpSync(await template(), dataDir, { recursive: true });
  const settings: StoreSettings = {
    dataDir,
    databaseUrl: database?.url,
    now: () => new Date('2026-11-22T00:00:00Z'),
    projections: [],
    reactions: [],
    ...given,
  };
  let store = await openStore(settings);
  let open = true;
  const close = async () => {
    if (open) await store.close();
    open = false;
  };
  return {
    settings,
    get store() {
      return store;
    },
    reopen: async (changed = {}) => {
      await close();
      store = await openStore({ ...settings, ...changed });
      open = true;
      return store;
    },
    remove: async () => {
      await close();
      await database?.drop();
      fs.rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A database of its own on the test server. */
export async function createDatabase(): Promise<{ name: string; url: string; drop: () => Promise<void> }> {
  if (!postgresqlUrl) throw new Error('AKASHI_TEST_DATABASE_URL is not set');
  const base = postgresqlUrl;
  made += 1;
  const name = `akashi_test_${process.pid}_${made}_${process.hrtime.bigint()}`;
  await asSuperuser(base, `create database ${name} template template0 encoding 'UTF8'`);
  const url = new URL(base);
  url.pathname = `/${name}`;
  return { name, url: url.href, drop: () => asSuperuser(base, `drop database if exists ${name} with (force)`) };
}

export async function asSuperuser(url: string, ...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A migrated, closed data folder to copy, made once per machine for each set of migrations. */
async function template(): Promise<string> {
  const migrations = path.join(import.meta.dirname, '../src/store/migrations');
  const worker = path.join(import.meta.dirname, '../src/store/pglite-worker.ts');
  const hash = createHash('sha256').update(fs.readFileSync(worker));
  for (const name of fs.readdirSync(migrations).sort()) hash.update(name).update(fs.readFileSync(path.join(migrations, name)));
  const folder = path.join(os.tmpdir(), `akashi-store-template-${os.userInfo().uid}-${hash.digest('hex').slice(0, 16)}`);
  if (fs.existsSync(folder)) return folder;
  const draft = fs.mkdtempSync(`${folder}-`);
  const store = await openStore({ dataDir: draft, now: () => new Date('2026-11-22T00:00:00Z'), projections: [], reactions: [] });
  await store.close();
  try {
    fs.renameSync(draft, folder);
  } catch {
    fs.rmSync(draft, { recursive: true, force: true });
  }
  return folder;
}
