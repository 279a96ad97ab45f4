import type { FastifyInstance } from 'fastify';
import jsqr from 'jsqr';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { iotLabel } from '../../schemes/iot-label/book.ts';
import { attestationProjection } from '../../src/attestations/list.ts';
import { attestationRoutes } from '../../src/attestations/routes.ts';
import { settableClock } from '../../src/io/clock.ts';
import type { Principal } from '../../src/people/index.ts';
import { registerProjection } from '../../src/register/index.ts';
import { day } from '../../src/rules/day.ts';
import type { SignedIn } from '../../src/web/session.ts';
import { type EmptyStore, emptyStore } from '../empty-store.ts';
import { attest, labelValues, markAttestation, origin } from '../labelled.ts';
import { publicSite } from '../public-site.ts';

const clock = settableClock(new Date('2026-12-01T03:00:00Z'));
const books = [iotLabel];
const person = { id: 'p-1', name: '明石 花子' };
const principal = (organisation: string, more: Partial<Principal> = {}): Principal => ({
  person,
  organisation: { id: organisation, name: organisation, kind: 'applicant' },
  roles: ['editor'],
  via: 'session',
  ...more,
});
let who: SignedIn | undefined;
let empty: EmptyStore;
let app: FastifyInstance;
let demo: FastifyInstance;
let label = '';

const as = (one: Principal | undefined) => {
  who = one && { person, principal: one };
};
const get = (url: string, on = app) => on.inject({ url, headers: { cookie: 'akashi=secret' } });
const file = (name: string, query = '', on = app) => get(`/api/v1/attestations/${label}/artwork/${name}${query}`, on);

beforeAll(async () => {
  empty = await emptyStore('pglite', { now: clock.now, projections: [registerProjection({ books }), attestationProjection] });
  label = await attest(empty.store, iotLabel, { on: '2026-11-22', values: labelValues(iotLabel) });
  const site = { source: empty.store, books, clock, applications: true };
  const engine = { store: empty.store, books, clock, newId: () => 'unused' };
  const identity = { bySession: async () => who, byToken: async () => who };
  app = await publicSite(site, { identity, routes: (inside) => attestationRoutes(inside, engine) });
  demo = await publicSite(site, { identity, demo: true, routes: (inside) => attestationRoutes(inside, engine) });
});
afterAll(async () => {
  await app?.close();
  await demo?.close();
  await empty?.remove();
});

describe('the label files', () => {
  test('L-3.7-1 the holder takes SVG, PNG and PDF, for print and web, in both languages, each under a name of its own', async () => {
    as(principal('org-1'));
    const names = new Set<string>();
    for (const name of ['label.svg', 'label.png', 'label.pdf']) {
      for (const variant of ['print', 'web']) {
        for (const lang of ['ja', 'en']) {
          const answer = await file(name, `?variant=${variant}&lang=${lang}`);
          expect(answer.statusCode).toBe(200);
          expect(answer.headers['content-disposition']).toMatch(/^attachment/);
          expect(answer.headers['cache-control']).toBe('private, no-store');
          names.add(String(answer.headers['content-disposition']));
          const begins = { 'label.svg': '<svg', 'label.png': '\u0089PNG', 'label.pdf': '%PDF' }[name] ?? '?';
          expect(answer.rawPayload.subarray(0, 4).toString('latin1')).toBe(begins);
        }
      }
    }
    expect(names.size).toBe(12);
  });
  test('L-3.7-1 another decoder reads the address fixed at issue from the picture', async () => {
    as(principal('org-1'));
    const picture = PNG.sync.read((await file('label.png', '?variant=web&lang=ja')).rawPayload);
    const read = jsqr.default(new Uint8ClampedArray(picture.data), picture.width, picture.height);
    expect(read?.data).toBe(`${origin}/l/${label}`);
  });
  test('a demonstration’s label is another drawing, which says so', async () => {
    as(principal('org-1'));
    const [real, sample] = [await file('label.svg'), await file('label.svg', '', demo)];
    expect(real.body).not.toMatch(/DEMO|見本/);
    expect(sample.body).toMatch(/DEMO|見本/);
  });
  test('an SVG of ours has no script and nothing from outside', async () => {
    as(principal('org-1'));
    expect((await file('label.svg')).body).not.toMatch(/<script|href|<image|<foreignObject|\son\w+=/i);
  });
  test('foreign key of another organisation accepted: another vendor gets neither file nor page, nobody gets a sign-in', async () => {
    as(principal('org-2'));
    expect((await file('label.svg')).statusCode).toBe(403);
    expect((await get(`/ja/attestations/${label}`)).statusCode).toBe(403);
    expect((await get('/ja/attestations')).body).toContain('まだ発行されたものはありません');
    expect((await get('/api/v1/held-attestations')).json()).toEqual([]);
    as(undefined);
    expect((await file('label.svg')).statusCode).toBe(401);
  });
  test('L-3.7-5 after lapse no artwork is given for new use, and the refusal cites the clause', async () => {
    const key = await attest(empty.store, iotLabel, {
      on: '2026-11-22',
      values: labelValues(iotLabel, { models: [{ model: 'lapsing' }] }),
    });
    await markAttestation(empty.store, key, '2026-12-01', [{ mark: 'end', kind: 'lapsed', on: day('2026-12-01'), ground: '' }]);
    as(principal('org-1'));
    const refused = await get(`/api/v1/attestations/${key}/artwork/label.svg`);
    expect(refused.statusCode).toBe(409);
    expect(refused.json()).toMatchObject({ code: 'label-not-in-force', clause: expect.stringContaining('L-3.7-5') });
    expect((await get(`/ja/attestations/${key}`)).body).toContain('いまは新しく表示することができません');
  });
  test.each(['label.exe', 'label.svg%2f..', 'x'])('%s is no file of a label', async (name) => {
    as(principal('org-1'));
    expect([404, 422]).toContain((await file(name)).statusCode);
  });
});

describe('what an organisation holds', () => {
  test('L-3.7-6 the list counts the days to the last day, that day included', async () => {
    as(principal('org-1'));
    const [held] = (await get('/api/v1/held-attestations')).json().filter((each: { key: string }) => each.key === label);
    expect(held).toMatchObject({ number: label, status: 'in-force', validUntil: '2028-11-21', daysLeft: 722 });
    expect((await get('/ja/attestations')).body).toContain('722日');
  });
  test('its page shows number, address and status; the office sees it, too', async () => {
    for (const one of [
      principal('org-1'),
      principal('ipa', { organisation: { id: 'ipa', name: 'IPA', kind: 'office' }, roles: ['officer'] }),
    ]) {
      as(one);
      const { statusCode, body } = await get(`/ja/attestations/${label}`);
      expect(statusCode).toBe(200);
      for (const said of [label, `${origin}/l/${label}`, '2028年11月21日', 'SVG', 'PDF']) expect(body).toContain(said);
    }
  });
});
