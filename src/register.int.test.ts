import process from 'node:process';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { iotCloud } from '../schemes/iot-cloud/book.ts';
import { iotLabel } from '../schemes/iot-label/book.ts';
import { postgresqlUrl } from '../test/available.ts';
import { certify, cloudValues, NEVER } from '../test/certified.ts';
import { asSuperuser, createDatabase } from '../test/empty-store.ts';
import { attest, labelValues, markAttestation } from '../test/labelled.ts';
import { registerProjection } from './register/index.ts';
import { type RunningRegister, serveRegister } from './register.ts';
import type { Book } from './rules/book.ts';
import { day } from './rules/day.ts';
import { readSettings } from './settings.ts';
import { openStore, type Store } from './store/index.ts';

test('the register does not start by itself without an address of its own', async () => {
  await expect(serveRegister(readSettings({ PORT: '0' }), [iotLabel])).rejects.toThrow('AKASHI_REGISTER_URL');
});

describe.skipIf(!postgresqlUrl)('the register as a process of its own', () => {
  const books = [iotLabel, iotCloud];
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
  const own = () => running.address;
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
  test('D-7.1-1 D-7.2-1 D-7.2-3 serves certificates, their list and their comparison, and nothing that is not public', async () => {
    const service = await certify(store);
    for (const path of [
      ...[`/c/${service}`, `/c/${service}/en`, `/c/${service}.json`, `/api/v1/attestations/${service}`, '/ja/register?level=iot-cloud:'],
      ...[`/ja/register/compare?of=${service}`, `/api/v1/comparison?of=${service}`, '/ja/register.csv?level=iot-cloud:'],
    ]) {
      const answer = await get(path);
      const body = await answer.text();
      expect([path, answer.status, body.includes(service), body.includes(NEVER)]).toEqual([path, 200, true, false]);
    }
    for (const path of [`/ja/attestations/${service}`, `/api/v1/attestations/${service}/certificate.pdf`])
      expect((await get(path)).status).toBe(404);
  });
  test('D-7.2-2 what is withheld lies beyond the reach of its role until its day, whatever the process takes the day to be, and is shown from then on', async () => {
    const content = { 'A2-04/content': '秘匿区一番地' };
    const mark = (from: string, until: string) =>
      [{ mark: 'withheld', path: 'A2-04/content', from: day(from), until: day(until) }] as const;
    // By the calendar of the database: over for years, and not over for years.
    const over = await certify(store, { on: '2024-12-01', values: cloudValues(content), carried: mark('2024-12-01', '2025-01-31') });
    const running = await certify(store, { values: cloudValues(content), carried: mark('2026-11-22', '2099-12-31') });
    const settings = readSettings({ PORT: '0', AKASHI_LOG: 'silent', AKASHI_REGISTER_URL: urlFor('register') });
    const ahead = await serveRegister(settings, books, { now: () => new Date('2100-06-01T00:00:00Z') });
    try {
      const has = async (address: string, path: string) => (await (await fetch(`${address}${path}`)).text()).includes('秘匿区');
      const found = async (address: string, key: string) =>
        (await (await fetch(`${address}/api/v1/attestations?q=${encodeURIComponent('秘匿区一番')}`)).text()).includes(key);
      for (const form of ['', '/en', '.json']) {
        expect([form, await has(own(), `/c/${over}${form}`)]).toEqual([form, true]);
        expect([form, await has(ahead.address, `/c/${running}${form}`)]).toEqual([form, false]);
      }
      expect([await found(own(), over), await found(own(), running), await found(ahead.address, running)]).toEqual([true, false, false]);
    } finally {
      await ahead.close();
    }
    const reader = new pg.Client({ connectionString: urlFor('register') });
    await reader.connect();
    const rows = async (sql: string) => (await reader.query<{ key: string }>(sql)).rows.map((row) => row.key);
    try {
      expect(await rows('select attestation as key from register_withheld')).toEqual([over]);
      expect(await rows("select key from register_entries where entry::text like '%秘匿区%' or search_text like '%秘匿区%'")).toEqual([]);
    } finally {
      await reader.end();
    }
    await store.rebuild(['register']);
    expect(await (await get(`/c/${over}`)).text()).toContain('秘匿区');
    expect(await (await get(`/c/${running}`)).text()).toContain('2099年12月31日');
  });
  test('L-3.7-18 L-3.7-5 a lapse, a withdrawal and an end learned later read so on their day, for a process of its own, and on no day before', async () => {
    const named = (models: string) => labelValues(iotLabel, { models: [{ model: models }] });
    const issued = (model: string) => attest(store, iotLabel, { on: '2026-11-22', values: named(model) });
    const [lapsed, withdrawn] = [await issued('RG-1'), await issued('RG-2')];
    const service = await certify(store);
    let today = new Date('2027-03-01T14:59:59Z');
    const settings = readSettings({ PORT: '0', AKASHI_LOG: 'silent', AKASHI_REGISTER_URL: urlFor('register') });
    const later = await serveRegister(settings, books, { now: () => today });
    const read = async (key: string) =>
      ((await (await fetch(`${later.address}/api/v1/attestations/${key}`)).json()) as { status: { id: string; since: string } }).status;
    const seen = async (key: string, path: string) => {
      const { id, since } = await read(key);
      const page = await (await fetch(`${later.address}/${path}/${key}`)).text();
      return [id, since, /<div class="band-word">.*?<strong>([^<]+)</s.exec(page)?.[1]];
    };
    const word = (status: 'in-force' | 'lapsed' | 'withdrawn' | 'expired', book: Book = iotLabel) => book.statusWords[status].word.ja;
    try {
      for (const key of [lapsed, withdrawn]) expect(await seen(key, 'l')).toEqual(['in-force', '2026-11-22', word('in-force')]);
      // Recorded by the server in the last second of the day in Tokyo, for the day that begins then, and for one that is over.
      await markAttestation(store, lapsed, '2027-03-02', [{ mark: 'end', kind: 'lapsed', on: day('2027-03-02'), ground: '' }]);
      await markAttestation(store, withdrawn, '2027-03-02', [{ mark: 'end', kind: 'withdrawn', on: day('2027-03-02'), ground: '' }]);
      await markAttestation(store, service, '2027-03-01', [{ mark: 'end', kind: 'lapsed', on: day('2027-02-15'), ground: '' }]);
      const onItsDay = { timeout: 10_000, interval: 50 };
      await vi.waitFor(async () => expect(await seen(service, 'c')).toEqual(['lapsed', '2027-02-15', word('lapsed', iotCloud)]), onItsDay);
      for (const key of [lapsed, withdrawn]) expect(await seen(key, 'l')).toEqual(['in-force', '2026-11-22', word('in-force')]);
      today = new Date('2027-03-01T15:00:00Z');
      expect(await seen(lapsed, 'l')).toEqual(['lapsed', '2027-03-02', word('lapsed')]);
      expect(await seen(withdrawn, 'l')).toEqual(['withdrawn', '2027-03-02', word('withdrawn')]);
      const status = async (key: string, on: string) =>
        ((await (await fetch(`${later.address}/api/v1/attestations/${key}/status?on=${on}`)).json()) as { status: string }).status;
      expect([await status(lapsed, '2027-03-01'), await status(lapsed, '2027-03-02')]).toEqual(['in-force', 'lapsed']);
      expect(await status(withdrawn, '2026-11-21')).toBe('not-yet');
      const page = await (await fetch(`${later.address}/l/${lapsed}`)).text();
      expect(page).toContain('製造済み又は製造中であった製品からラベルを取り除く必要はありません');
      expect(await (await fetch(`${later.address}/l/${withdrawn}`)).text()).not.toContain('取り除く必要はありません');
    } finally {
      await later.close();
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
