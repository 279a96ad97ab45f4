import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { postgresqlUrl } from '../../test/available.ts';
import { asSuperuser, createDatabase, emptyStore } from '../../test/empty-store.ts';
import type { Store, StoreSettings } from './contract.ts';
import { openRegister, openStore, StoreUnavailable } from './index.ts';
import { databaseCode } from './store-error.ts';
import { actor, happened, list } from './tally.fixture.ts';

const heard = (register: (listener: (streams: readonly string[]) => void) => () => void, stream: string): Promise<void> =>
  new Promise((resolve) => {
    const stop = register((streams) => {
      if (!streams.includes(stream)) return;
      stop();
      resolve();
    });
  });

describe.skipIf(!postgresqlUrl)('three roles on PostgreSQL', () => {
  const suffix = `${process.pid}`;
  const role = (name: string) => `akashi_${name}_${suffix}`;
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let settings: StoreSettings;
  let store: Store;
  const urlFor = (name: string) => {
    const url = new URL(database.url);
    url.username = role(name);
    url.password = 'for-tests';
    return url.href;
  };
  beforeAll(async () => {
    database = await createDatabase();
    await asSuperuser(
      database.url,
      `create role ${role('owner')} login createrole password 'for-tests'`,
      `create role ${role('server')} login password 'for-tests'`,
      `create role ${role('register')} login password 'for-tests'`,
      `alter database ${database.name} owner to ${role('owner')}`,
      `alter schema public owner to ${role('owner')}`,
    );
    settings = {
      databaseUrl: urlFor('server'),
      ownerUrl: urlFor('owner'),
      registerUrl: urlFor('register'),
      dataDir: '',
      now: () => new Date('2026-11-22T00:00:00Z'),
      projections: [list],
      reactions: [],
    };
    store = await openStore(settings);
  });
  afterAll(async () => {
    await store?.close();
    await database?.drop();
    if (postgresqlUrl)
      await asSuperuser(postgresqlUrl, ...['owner', 'server', 'register'].map((name) => `drop role if exists ${role(name)}`));
  });
  const file = (id: string) => store.transaction((tx) => tx.append(`application:${id}`, 0, [happened('Filed')], actor));
  const tryAs = async (name: string, statement: string): Promise<string> => {
    const client = new pg.Client({ connectionString: urlFor(name) });
    await client.connect();
    try {
      await client.query(statement);
      return 'done';
    } catch (error) {
      return databaseCode(error) ?? 'error';
    } finally {
      await client.end();
    }
  };

  test('DELETE left granted on the history: the server may only add to it and read it', async () => {
    await file('granted');
    const { rows } = await sql<{ privilege: string }>`
      select distinct privilege_type as privilege from information_schema.role_table_grants
      where table_name in ('events', 'commands') and grantee = current_user order by 1`.execute(store.db);
    expect(rows.map(({ privilege }) => privilege)).toEqual(['INSERT', 'SELECT']);
    for (const statement of [
      'delete from events',
      `update events set type = 'x'`,
      'truncate commands',
      'alter table events disable trigger all',
      'drop table events',
    ]) {
      expect(await tryAs('server', statement)).toBe('42501');
    }
  });
  test('the register reads the register and nothing else', async () => {
    expect(await tryAs('register', 'select * from register_entries')).toBe('done');
    expect(await tryAs('register', 'select * from register_models')).toBe('42501');
    for (const table of [
      'events',
      'commands',
      'documents',
      'application_list',
      'persons',
      'sealed_inquiries',
      'draft_fields',
      'sessions',
    ]) {
      expect(await tryAs('register', `select * from ${table}`)).toBe('42501');
    }
    expect(await tryAs('register', `update register_entries set number = 'x'`)).toBe('42501');
  });
  test('the sealed inquiry is reached with its own role only, in the transaction of the case', async () => {
    expect(await tryAs('server', 'select * from sealed_inquiries')).toBe('42501');
    const asked = await store.transaction(async (tx) => {
      await tx.append('application:inquiry', 0, [happened('InquiryAsked')], actor);
      await tx.sealed(async (db) => {
        await db
          .insertInto('sealed_inquiries')
          .values({
            id: 'i-1',
            application: 'inquiry',
            asked_on: '2026-11-22',
            body: '{"to":"x"}',
            created_at: '2026-11-22T00:00:00Z',
            updated_at: '2026-11-22T00:00:00Z',
          })
          .execute();
      });
      await tx.append('application:inquiry', 1, [happened('Noted')], actor);
      return tx.sealed((db) => db.selectFrom('sealed_inquiries').select('body').execute());
    });
    expect(asked).toEqual([{ body: { to: 'x' } }]);
    await expect(store.db.selectFrom('sealed_inquiries').selectAll().execute()).rejects.toMatchObject({ code: '42501' });
    await expect(store.transaction((tx) => tx.sealed((db) => db.selectFrom('events').selectAll().execute()))).rejects.toMatchObject({
      code: '42501',
    });
  });
  test('after a rebuild by the owner the server still serves and the register still reads', async () => {
    await store.rebuild();
    await file('rebuilt');
    expect(await store.db.selectFrom('application_list').select('id').where('id', '=', 'rebuilt').execute()).toHaveLength(1);
    expect(await tryAs('register', 'select * from register_entries')).toBe('done');
    expect(await tryAs('register', 'select * from application_list')).toBe('42501');
  });
  test('a process that only reads the register hears of its changes', async () => {
    const register = await openRegister({ registerUrl: urlFor('register') });
    expect(await register.ready()).toBe(true);
    const told = heard(register.onChange, 'attestation:k-1');
    await store.db
      .insertInto('register_entries')
      .values({
        key: 'k-1',
        scheme: 'club',
        number: 'n-1',
        level: '1',
        product_ja: 'x',
        product_en: 'x',
        applicant: 'x',
        manufacturer: 'x',
        type: 'x',
        issued_on: '2026-11-22',
        valid_from: '2026-11-22',
        valid_until: null,
        ended_on: null,
        status_from_events: 'valid',
        entry: '{}',
        version: 1,
        next_change_on: null,
        search: [],
        search_text: '',
      })
      .execute();
    await told;
    expect(await register.db.selectFrom('register_entries').select('number').execute()).toEqual([{ number: 'n-1' }]);
    await register.close();
  });
  test('without an owner the one role does everything, and says so once', async () => {
    const warn = vi.fn();
    const one = await createDatabase();
    const alone = await openStore({ ...settings, databaseUrl: one.url, ownerUrl: undefined, registerUrl: undefined, warn });
    expect(warn.mock.calls).toEqual([[expect.stringContaining('AKASHI_OWNER_URL')]]);
    expect(await alone.transaction((tx) => tx.sealed((db) => db.selectFrom('sealed_inquiries').selectAll().execute()))).toEqual([]);
    await alone.close();
    await one.drop();
  });
});

describe.skipIf(!postgresqlUrl)('several server processes on one PostgreSQL', () => {
  test('four that start at once on an empty database all open, and it is migrated once', async () => {
    const database = await createDatabase();
    const settings = {
      databaseUrl: database.url,
      dataDir: '',
      now: () => new Date('2026-11-22T00:00:00Z'),
      projections: [list],
      reactions: [],
    };
    const stores = await Promise.all([1, 2, 3, 4].map(() => openStore(settings)));
    await Promise.all(stores.map((store, i) => store.transaction((tx) => tx.append(`application:${i}`, 0, [happened('Filed')], actor))));
    expect((await stores[0]?.feed(undefined, 10))?.events).toHaveLength(4);
    await Promise.all(stores.map((store) => store.close()));
    await database.drop();
  });
  test('a change made by one is heard by the other, and jobs go to one of them', async () => {
    const empty = await emptyStore('postgresql');
    const other = await openStore(empty.settings);
    for (const id of ['a', 'b', 'c']) {
      const told = heard(other.onChange, `application:${id}`);
      await empty.store.transaction(async (tx) => {
        await tx.append(`application:${id}`, 0, [happened('Filed')], actor);
        await tx.enqueue({ kind: 'mail', key: id, dueAt: '2026-11-22T00:00:00Z', payload: {} });
      });
      await told;
    }
    const taken = await Promise.all([empty.store.takeJobs(['mail'], 2, 60), other.takeJobs(['mail'], 2, 60)]);
    expect(
      taken
        .flat()
        .map(({ key }) => key)
        .toSorted(),
    ).toEqual(['a', 'b', 'c']);
    await other.close();
    await empty.remove();
  });
  test('the feed waits for a transaction that is still open, and misses nothing of it', async () => {
    const empty = await emptyStore('postgresql');
    const { store } = empty;
    let goOn: () => void = () => undefined;
    const opened = new Promise<void>((isOpen) => {
      const slow = store.transaction(async (tx) => {
        await tx.append('application:slow', 0, [happened('Filed')], actor);
        isOpen();
        await new Promise<void>((resolve) => {
          goOn = resolve;
        });
      });
      void slow.then(() => undefined);
    });
    await opened;
    await store.transaction((tx) => tx.append('application:fast', 0, [happened('Filed')], actor));
    const early = await store.feed(undefined, 10);
    expect(early).toEqual({ events: [], cursor: undefined });
    goOn();
    await vi.waitFor(async () => expect(await store.read('application:slow')).toHaveLength(1));
    const late = await store.feed(early.cursor, 10);
    expect(late.events.map(({ stream }) => stream).toSorted()).toEqual(['application:fast', 'application:slow']);
    await empty.remove();
  });
  test('a named lock lets one transaction through at a time', async () => {
    const empty = await emptyStore('postgresql');
    const order: string[] = [];
    await Promise.all(
      [1, 2, 3, 4].map((i) =>
        empty.store.transaction(async (tx) => {
          await tx.lock('one at a time');
          order.push('in');
          await sql`select pg_sleep(0.02)`.execute(tx.db);
          order.push('out');
          return i;
        }),
      ),
    );
    expect(order).toEqual(['in', 'out', 'in', 'out', 'in', 'out', 'in', 'out']);
    await empty.remove();
  });
  test('a history restored from another cluster can be read from the feed', async () => {
    const empty = await emptyStore('postgresql');
    await asSuperuser(
      empty.settings.databaseUrl ?? '',
      `insert into events (tx, stream, version, type, data, actor, effective_on, editions, at)
       values ('900000000000'::xid8, 'application:old', 1, 'Filed', '{}', '{}', '2026-01-01', '{}', '2026-01-01T00:00:00Z')`,
    );
    expect((await empty.store.feed(undefined, 10)).events).toEqual([]);
    const store = await empty.reopen();
    expect((await store.feed(undefined, 10)).events).toHaveLength(1);
    await expect(sql`delete from events`.execute(store.db)).rejects.toMatchObject({ code: '42501' });
    await empty.remove();
  });
});

describe.skipIf(!postgresqlUrl)('a database that does not suit', () => {
  test('that cannot be reached is named as such, without its address or password', async () => {
    const opening = openStore({
      databaseUrl: 'postgres://someone:hidden@127.0.0.1:1/akashi',
      dataDir: '',
      now: () => new Date(0),
      projections: [],
      reactions: [],
    });
    await expect(opening).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(opening).rejects.toMatchObject({ trouble: 'unreachable', message: expect.not.stringMatching(/hidden|127\.0\.0\.1/) });
  });
  test('whose migration was changed, or that is newer than the program, is left alone', async () => {
    const empty = await emptyStore('postgresql');
    const url = empty.settings.databaseUrl ?? '';
    await asSuperuser(url, `update migrations set checksum = 'other' where name like '001%'`);
    await expect(empty.reopen()).rejects.toMatchObject({ trouble: 'unsuitable' });
    await asSuperuser(url, 'delete from migrations', `insert into migrations values ('999-future.sql', 'x', now())`);
    await expect(empty.reopen()).rejects.toMatchObject({ trouble: 'unsuitable' });
    await empty.remove();
  });
  test('that stops in the middle of a command fails the command clearly, and serves again when it is back', async () => {
    const empty = await emptyStore('postgresql');
    const { store } = empty;
    const cut = store.command({ principal: 'p', key: 'cut', request: 1 }, async (tx) => {
      await tx.append('application:cut', 0, [happened('Filed')], actor);
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx.db);
      await asSuperuser(postgresqlUrl ?? '', `select pg_terminate_backend(${rows[0]?.pid})`);
      return (await tx.load('application:cut')).length;
    });
    await expect(cut).rejects.toMatchObject({ name: 'StoreUnavailable', trouble: 'unreachable' });
    expect(await store.read('application:cut')).toEqual([]);
    const again = await store.command({ principal: 'p', key: 'cut', request: 1 }, async (tx) => {
      await tx.append('application:cut', 0, [happened('Filed')], actor);
      return 'stored';
    });
    expect(again).toEqual({ outcome: 'stored', replayed: false });
    expect(await store.ready()).toBe(true);
    await empty.remove();
  });
});
