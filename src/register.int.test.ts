import process from 'node:process';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { iotLabel } from '../schemes/iot-label/book.ts';
import { postgresqlUrl } from '../test/available.ts';
import { asSuperuser, createDatabase } from '../test/empty-store.ts';
import { attest, labelValues, markAttestation } from '../test/labelled.ts';
import { registerProjection } from './register/index.ts';
import { type RunningRegister, serveRegister } from './register.ts';
import { day } from './rules/day.ts';
import { readSettings } from './settings.ts';
import { openStore, type Store } from './store/index.ts';

test('the register does not start by itself without an address of its own', async () => {
  await expect(serveRegister(readSettings({ PORT: '0' }), [iotLabel])).rejects.toThrow('AKASHI_REGISTER_URL');
});

describe.skipIf(!postgresqlUrl)('the register as a process of its own', () => {
  const books = [iotLabel];
  const now = () => new Date('2026-11-22T00:00:00Z');
  const role = (name: string) => `akashi_${name}_r${process.pid}`;
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let store: Store;
  let running: RunningRegister;
  let label = '';
  const urlFor = (name: string) => {
    const url = new URL(database.url);
    url.username = role(name);
    url.password = 'for-tests';
    return url.href;
  };
  const get = (path: string, headers: Record<string, string> = {}) => fetch(`${running.address}${path}`, { headers, redirect: 'manual' });
  const statusWord = async () => /<div class="band-word">.*?<strong>([^<]+)</s.exec(await (await get(`/l/${label}`)).text())?.[1];

  beforeAll(async () => {
    database = await createDatabase();
    const roles = ['owner', 'server', 'register'];
    await asSuperuser(
      database.url,
      ...roles.map((name) => `create role ${role(name)} login ${name === 'owner' ? 'createrole' : ''} password 'for-tests'`),
      `alter database ${database.name} owner to ${role('owner')}`,
      `alter schema public owner to ${role('owner')}`,
    );
    const urls = { databaseUrl: urlFor('server'), ownerUrl: urlFor('owner'), registerUrl: urlFor('register') };
    const projections = [registerProjection({ books })];
    store = await openStore({ ...urls, dataDir: '', now, projections, reactions: [] });
    label = await attest(store, iotLabel, { on: '2026-11-22', values: labelValues(iotLabel, { 'manufacturer-publication': 'withhold' }) });
    running = await serveRegister(readSettings({ PORT: '0', AKASHI_LOG: 'silent', AKASHI_REGISTER_URL: urls.registerUrl }), books, { now });
  });
  afterAll(async () => {
    await running?.close();
    await store?.close();
    await database?.drop();
    if (postgresqlUrl)
      await asSuperuser(postgresqlUrl, ...['owner', 'server', 'register'].map((name) => `drop role if exists ${role(name)}`));
  });

  test('serves the same public pages and API over a role that can only read', async () => {
    for (const path of [
      '/healthz',
      '/ja/',
      '/en/register',
      '/ja/criteria',
      `/l/${label}`,
      `/l/${label}.json`,
      '/api/v1/attestations',
      '/ja/register.csv',
    ]) {
      const answer = await get(path);
      expect([path, answer.status, answer.headers.get('set-cookie')]).toEqual([path, 200, null]);
      expect(await answer.text()).not.toContain('秘密製造');
    }
  });
  test('has nothing to sign in to', async () => {
    for (const path of ['/ja/applications', '/ja/sign-in', '/api/v1/applications']) expect((await get(path)).status).toBe(404);
    expect(await (await get('/ja/')).text()).not.toContain('/ja/applications');
  });
  test('a change that another process acknowledged is seen without a restart', async () => {
    expect(await statusWord()).toBe(iotLabel.statusWords['in-force'].word.ja);
    await markAttestation(store, label, '2026-11-22', [{ mark: 'end', kind: 'withdrawn', on: day('2026-11-22'), ground: '' }]);
    await vi.waitFor(async () => expect(await statusWord()).toBe(iotLabel.statusWords.withdrawn.word.ja), {
      timeout: 10_000,
      interval: 50,
    });
  });
});
