import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tokenAs } from '../scripts/demo/demo-sign-in.ts';
import { StartRefused, serve } from './serve.ts';
import { readSettings } from './settings.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'akashi-serve-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const start = (environment: Record<string, string> = {}) =>
  serve({ settings: readSettings({ PORT: '0', AKASHI_DATA: dataDir, AKASHI_LOG: 'silent', ...environment }), capabilities: [] });
const oidc = { AKASHI_OIDC_ISSUER: 'https://id.example', AKASHI_OIDC_CLIENT_ID: 'akashi', AKASHI_OIDC_CLIENT_SECRET: 'x' };

test('a demo account on a public address: a demo folder does not start on HOST=0.0.0.0, and starts again on loopback with its people', async () => {
  const first = await start();
  const token = await tokenAs(first.address, 'demo-hanako');
  await first.close();
  await expect(start({ HOST: '0.0.0.0' })).rejects.toThrow(StartRefused);
  await expect(start(oidc)).rejects.toThrow(StartRefused);
  const again = await start();
  const me = await fetch(`${again.address}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } });
  expect(await me.json()).toMatchObject({ person: { id: 'demo-hanako' } });
  await again.close();
});

test('a demo account on a public address: a new folder on HOST=0.0.0.0 without an issuer is refused and left untouched', async () => {
  await expect(start({ HOST: '0.0.0.0' })).rejects.toThrow(/AKASHI_OIDC_ISSUER/);
  const later = await start();
  expect(later.demo).toBe(true);
  await later.close();
});

test('a real folder has no demo provider and no demo people', async () => {
  const real = await start({ ...oidc, HOST: '0.0.0.0', AKASHI_ORIGIN: 'https://akashi.example' });
  const port = real.store;
  expect(await port.db.selectFrom('persons').select('id').execute()).toEqual([]);
  expect(real.demo).toBe(false);
  await real.close();
});

test('a second server on the same data folder is refused while the first runs on', async () => {
  const first = await start();
  await expect(start()).rejects.toThrow();
  expect((await fetch(`${first.address}/healthz`)).status).toBe(200);
  await first.close();
});

test('a port in use is refused before the store is touched', async () => {
  const first = await start();
  const { port } = new URL(first.address);
  await expect(start({ PORT: port, AKASHI_DATA: join(dataDir, 'other') })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await first.close();
});
