import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { sql } from 'kysely';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { type EmptyStore, emptyStore } from '../../test/empty-store.ts';
import { lockDataFolder } from './data-lock.ts';
import { openStore } from './index.ts';
import { StoreUnavailable } from './store-error.ts';
import { actor, happened } from './tally.fixture.ts';

let empty: EmptyStore | undefined;
afterEach(async () => {
  await empty?.remove();
  empty = undefined;
});

describe('a data folder', () => {
  const folder = () => fs.mkdtempSync(path.join(os.tmpdir(), 'akashi-lock-'));
  const lockFile = (at: string) => path.join(at, 'akashi.lock');
  test('serves one server: the second is told so in both languages, with the pid of the first', async () => {
    empty = await emptyStore('pglite');
    const second = openStore(empty.settings);
    await expect(second).rejects.toMatchObject({ name: 'StoreUnavailable', trouble: 'locked' });
    await expect(second).rejects.toThrow(new RegExp(`pid ${process.pid}）が使用中`));
    await expect(second).rejects.toThrow('in use by another server');
    expect(await empty.store.ready()).toBe(true);
  });
  test('is free again after a clean end', () => {
    const at = folder();
    lockDataFolder(at)();
    lockDataFolder(at)();
    expect(fs.readdirSync(at)).toEqual([]);
  });
  test('left by a killed server is taken over', async () => {
    const at = folder();
    const child = spawn(process.execPath, [
      '-e',
      `import(${JSON.stringify(path.join(import.meta.dirname, 'data-lock.ts'))}).then((m) => { m.lockDataFolder(${JSON.stringify(at)}); console.log('locked'); setInterval(() => 0, 1000); })`,
    ]);
    await new Promise((resolve) => child.stdout.once('data', resolve));
    expect(() => lockDataFolder(at)).toThrow(StoreUnavailable);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
    const leave = lockDataFolder(at);
    expect(JSON.parse(fs.readFileSync(lockFile(at), 'utf8'))).toMatchObject({ pid: process.pid, host: os.hostname() });
    leave();
  });
  test('locked by a number that now belongs to another process is taken over', () => {
    const at = folder();
    fs.writeFileSync(lockFile(at), JSON.stringify({ pid: process.ppid, host: os.hostname(), born: 'an earlier boot/1' }));
    lockDataFolder(at)();
  });
  test.each([
    ['another host', JSON.stringify({ pid: 999_999_999, host: 'another-host', born: '' })],
    ['who knows what', 'not json'],
  ])('locked by %s is left alone', (_, content) => {
    const at = folder();
    fs.writeFileSync(lockFile(at), content);
    expect(() => lockDataFolder(at)).toThrow(StoreUnavailable);
    expect(fs.readFileSync(lockFile(at), 'utf8')).toBe(content);
  });
});

describe('the embedded engine', () => {
  test('success shown before the write is durable: PostgreSQL runs with fsync on', async () => {
    empty = await emptyStore('pglite');
    const { rows } = await sql<{ name: string; setting: string }>`
      select name, setting from pg_settings where name in ('fsync', 'wal_sync_method', 'synchronous_commit', 'full_page_writes')
      order by name`.execute(empty.store.db);
    expect(rows.map(({ setting }) => setting)).toEqual(['on', 'on', 'on', 'fsync']);
  });

  const strace = spawnSync('strace', ['-V']).status === 0;
  test.skipIf(!strace)(
    'success shown before the write is durable: each commit calls fdatasync on the log before it is acknowledged',
    async () => {
      empty = await emptyStore('pglite');
      await empty.store.close();
      const script = `
      const { openStore } = await import(${JSON.stringify(path.join(import.meta.dirname, 'index.ts'))});
      const store = await openStore({ dataDir: ${JSON.stringify(empty.settings.dataDir)}, now: () => new Date(0), projections: [], reactions: [] });
      process.stdout.write('MARK begin\\n');
      for (let i = 0; i < 20; i += 1) await store.command({ principal: 'p', key: String(i), request: i }, async () => i);
      process.stdout.write('MARK end\\n');
      process.kill(process.pid, 'SIGKILL');`;
      const { stderr } = spawnSync(
        'strace',
        ['-f', '-e', 'trace=fdatasync,write', '-e', 'signal=none', process.execPath, '--input-type=module', '-e', script],
        {
          encoding: 'utf8',
          maxBuffer: 1 << 28,
        },
      );
      const between = stderr.slice(stderr.indexOf('"MARK begin'), stderr.indexOf('"MARK end'));
      expect(stderr).toContain('MARK begin');
      expect(between.match(/fdatasync\(/g)?.length).toBeGreaterThanOrEqual(20);
      fs.rmSync(path.join(empty.settings.dataDir, 'akashi.lock'), { force: true });
      await empty.reopen();
    },
  );

  const small = smallDisk();
  afterAll(() => {
    if (small) spawnSync('umount', [small]);
  });
  test.skipIf(!small)(
    'on a full disk a command fails clearly, nothing is half there, and all is well when there is room again',
    async () => {
      empty = await emptyStore('pglite');
      const { dataDir } = empty.settings;
      await empty.store.close();
      const disk = small ?? '';
      fs.cpSync(dataDir, disk, { recursive: true });
      const store = await openStore({ ...empty.settings, dataDir: disk });
      const stored: number[] = [];
      let failure: unknown;
      const fill = '証'.repeat(20_000);
      for (let i = 0; i < 3000 && !failure; i += 1) {
        await store
          .command({ principal: 'p', key: `k${i}`, request: i }, async (tx) => {
            await tx.putDocument('o', `${i} ${crypto.getRandomValues(new Uint8Array(40_000)).join('')}`);
            await tx.append(`application:${i}`, 0, [happened('Filed', { fill }), happened('Granted')], actor);
            return tx.nextNumber('filled');
          })
          .then(() => stored.push(i))
          .catch((error: unknown) => (failure = error));
      }
      expect(failure).toMatchObject({
        name: 'StoreUnavailable',
        trouble: 'disk-full',
        message: expect.stringMatching(/disk .*full.*空き容量/),
      });
      expect(stored.length).toBeGreaterThan(0);
      expect(await store.health()).toMatchObject({ ok: false });
      spawnSync('mount', ['-o', 'remount,size=600m', disk]);
      await vi.waitFor(async () => expect(await store.health()).toEqual({ engine: 'pglite', ok: true }), {
        timeout: 60_000,
        interval: 500,
      });
      for (const i of stored) expect(await store.read(`application:${i}`)).toHaveLength(2);
      const { rows } = await sql<{ n: number }>`select count(*) as n from events`.execute(store.db);
      const { rows: numbers } = await sql<{ value: number }>`select value from counters`.execute(store.db);
      // The one that failed may be there whole when the disk filled after its commit, never in part.
      expect([2 * stored.length, 2 * stored.length + 2]).toContain(rows[0]?.n);
      expect(rows[0]?.n).toBe(2 * (numbers[0]?.value ?? 0));
      await store.transaction((tx) => tx.append('application:room', 0, [happened('Filed')], actor));
      await store.close();
    },
  );
});

/** A mounted file system of 110 MB where this machine allows one, else undefined. */
function smallDisk(): string | undefined {
  const disk = fs.mkdtempSync(path.join(os.tmpdir(), 'akashi-disk-'));
  return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=110m', 'akashi', disk]).status === 0 ? disk : undefined;
}
