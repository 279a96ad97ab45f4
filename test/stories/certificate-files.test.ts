import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { iotCloud } from '../../schemes/iot-cloud/book.ts';
import { certificate } from '../../schemes/iot-cloud/certificate-document.ts';
import { attestationProjection } from '../../src/attestations/list.ts';
import { attestationRoutes } from '../../src/attestations/routes.ts';
import { settableClock } from '../../src/io/clock.ts';
import { qrMatrix } from '../../src/io/render/qr.ts';
import type { Principal } from '../../src/people/index.ts';
import { registerProjection } from '../../src/register/index.ts';
import { day } from '../../src/rules/day.ts';
import type { Block } from '../../src/rules/document.ts';
import type { SignedIn } from '../../src/web/session.ts';
import { certify, cloudValues } from '../certified.ts';
import { type EmptyStore, emptyStore } from '../empty-store.ts';
import { markAttestation, origin } from '../labelled.ts';
import { publicSite } from '../public-site.ts';

const clock = settableClock(new Date('2026-11-25T03:00:00Z'));
const books = [iotCloud];
const people = {
  holder: { organisation: { id: 'org-1', name: '株式会社みなと', kind: 'applicant' }, roles: ['editor'] },
  stranger: { organisation: { id: 'org-2', name: '株式会社よそ', kind: 'applicant' }, roles: ['responsible'] },
  officer: { organisation: { id: 'aspic', name: '認定機関', kind: 'office' }, roles: ['officer'] },
} as const satisfies Record<string, Pick<Principal, 'organisation' | 'roles'>>;
type Who = keyof typeof people;
let empty: EmptyStore;
let app: FastifyInstance;
let demo: FastifyInstance;
let key = '';
let acts = 0;
let ids = 0;

const signedIn = (name: string, via: 'session' | 'token'): SignedIn | undefined => {
  const its = people[name as Who];
  const person = { id: `p-${name}`, name };
  return its && { person, principal: { person, ...its, via, ...(via === 'token' ? { scopes: ['read', 'write'] } : {}) } };
};
const get = (url: string, who: Who = 'holder', on = app) => on.inject({ url, headers: { cookie: `akashi=${who}` } });
const mark = (name: string, who: Who = 'holder', of = key) => get(`/api/v1/attestations/${of}/artwork/${name}`, who);
async function give(who: Who, of = key) {
  const { version } = (await get(`/api/v1/held-attestations/${of}`, 'officer')).json();
  const headers = {
    authorization: `Bearer ${who}-${'x'.repeat(30)}`,
    'if-match': `"${version}"`,
    'idempotency-key': `give-${++acts}-the-mark`,
  };
  return app.inject({ method: 'POST', url: `/api/v1/attestations/${of}/moves/issueMark`, headers, payload: { input: { to: '岸 次郎' } } });
}
const ended = async (end: 'lapsed' | 'withdrawn') => {
  const its = await certify(empty.store);
  await give('holder', its);
  await markAttestation(empty.store, its, '2026-11-25', [{ mark: 'end', kind: end, on: day('2026-11-25'), ground: '' }]);
  return its;
};

beforeAll(async () => {
  empty = await emptyStore('pglite', { now: clock.now, projections: [registerProjection({ books }), attestationProjection] });
  key = await certify(empty.store);
  const engine = { store: empty.store, books, clock, newId: () => `id-${String(++ids).padStart(8, '0')}` };
  const identity = {
    bySession: async (name: string) => signedIn(name, 'session'),
    byToken: async (secret: string) => signedIn(secret.split('-')[0] ?? '', 'token'),
  };
  const site = { source: empty.store, books, clock, applications: true };
  const more = { identity: identity as never, routes: (inside: FastifyInstance) => attestationRoutes(inside, engine) };
  app = await publicSite(site, more);
  demo = await publicSite(site, { ...more, demo: true });
});
afterAll(async () => {
  await app?.close();
  await demo?.close();
  await empty?.remove();
});

describe('the certificate', () => {
  const of = {
    ...{ number: 'IP-IoT 0001-2611', title: { ja: 'みなとIoT基盤', en: 'Minato' }, applicant: { ja: '株式会社みなと', en: 'Minato Inc.' } },
    ...{ certifiedOn: day('2026-11-22'), issuedOn: day('2026-12-01'), from: day('2026-11-22'), until: day('2028-11-21') },
    ...{ address: `${origin}/c/IP-IoT-0001-2611`, qr: qrMatrix(`${origin}/c/IP-IoT-0001-2611`), demo: false },
  };
  const facts = (blocks: readonly Block[]) =>
    blocks.flatMap((block) => (block.kind === 'facts' ? block.rows : [])).map((row) => JSON.stringify(row));

  test('D-8.1-1 D-8.1-2 prints number, service, business, first and last day, and the dates of certification and of issue as two', () => {
    const rows = facts(certificate(of, 'ja').blocks).join('\n');
    for (const said of ['IP-IoT 0001-2611', 'みなとIoT基盤', '株式会社みなと', '2026年11月22日から2028年11月21日まで'])
      expect(rows).toContain(said);
    expect(rows).toContain('"label":"認定年月日","value":"2026年11月22日"');
    expect(rows).toContain('"label":"発行年月日","value":"2026年12月1日"');
    expect(facts(certificate(of, 'en').blocks).join()).toContain('22 November 2026 to 21 November 2028');
  });
  test('D-3-1 D-8.1-1 says what it certifies and what not, who certifies, and carries the code of the public page', () => {
    const said = JSON.stringify(certificate(of, 'ja'));
    for (const each of ['適切に開示されていること', 'サービスが安全であることを認定するものではありません', 'ASPIC', of.address])
      expect(said).toContain(each);
    const art = certificate(of, 'ja').blocks.find((block) => block.kind === 'artwork');
    expect(art?.artwork.shapes[0]).toMatchObject({ kind: 'qr', matrix: of.qr });
  });
  test('D-8.1-1 the holder and the office take it as a PDF, in Japanese and as an English copy; nobody else does', async () => {
    const names = new Set<string>();
    for (const who of ['holder', 'officer'] as const) {
      for (const lang of ['ja', 'en']) {
        const answer = await get(`/api/v1/attestations/${key}/certificate.pdf?lang=${lang}`, who);
        expect([answer.statusCode, answer.rawPayload.subarray(0, 4).toString()]).toEqual([200, '%PDF']);
        names.add(String(answer.headers['content-disposition']));
      }
    }
    expect(names.size).toBe(2);
    expect((await get(`/api/v1/attestations/${key}/certificate.pdf`, 'stranger')).statusCode).toBe(403);
    expect((await get(`/ja/attestations/${key}`)).body).toContain(`/api/v1/attestations/${key}/certificate.pdf?lang=ja`);
    expect((await app.inject({ url: `/c/${key}/certificate.pdf` })).statusCode).toBe(404);
  });
  test('a demonstration’s certificate is stamped 見本', async () => {
    expect(certificate({ ...of, demo: true }, 'ja').stamp).toContain('見本');
    expect(certificate(of, 'ja').stamp).toBeUndefined();
    const [real, sample] = [
      await get(`/api/v1/attestations/${key}/certificate.pdf`),
      await get(`/api/v1/attestations/${key}/certificate.pdf`, 'holder', demo),
    ];
    expect(sample.rawPayload.equals(real.rawPayload)).toBe(false);
  });
  test('D-8.1-2 after the last day it is given out no more, with the clause', async () => {
    clock.set(new Date('2028-11-21T03:00:00Z'));
    expect((await get(`/api/v1/attestations/${key}/certificate.pdf`)).statusCode).toBe(200);
    clock.set(new Date('2028-11-22T03:00:00Z'));
    const refused = await get(`/api/v1/attestations/${key}/certificate.pdf`);
    expect([refused.statusCode, refused.json()]).toMatchObject([409, { code: 'certificate-not-in-force', clause: 'D-8.1-2' }]);
    clock.set(new Date('2026-11-25T03:00:00Z'));
  });
});

describe('the mark', () => {
  test('D-8.1-3 its files are given only once the handover is recorded with who and when; the page tells the rules beside them', async () => {
    const before = await mark('label.svg');
    expect([before.statusCode, before.json()]).toMatchObject([
      409,
      { code: 'artwork-not-given', clause: 'D-8.1-3', allowed: ['issueMark'] },
    ]);
    expect((await get(`/ja/attestations/${key}`)).body).toContain('画像はまだ受け渡されていません');
    expect((await give('stranger')).statusCode).toBe(403);
    expect((await give('holder')).statusCode).toBe(200);
    for (const name of ['label.svg', 'label.png', 'label.pdf']) expect([name, (await mark(name)).statusCode]).toEqual([name, 200]);
    expect((await mark('label.svg', 'stranger')).statusCode).toBe(403);
    const page = (await get(`/ja/attestations/${key}`)).body;
    for (const rule of ['明確に区分', '色を変えたり、一部だけを', '速やかに使用を中止']) expect(page).toContain(rule);
    const given = (await empty.store.read(`attestation:${key}`)).at(-1);
    expect(given).toMatchObject({
      type: 'MarkFilesGiven',
      effectiveOn: '2026-11-25',
      actor: { person: 'p-holder' },
      data: { input: { to: '岸 次郎' } },
    });
  });
  test('D-8.1-1 the mark is logo and number, and nothing that could be scanned or expire', () => {
    const drawn = iotCloud.artwork?.({ level: 'disclosure', number: 'IP-IoT 0001-2611', qr: qrMatrix('x'), demo: false }, 'print', 'ja');
    expect(JSON.stringify(drawn)).toContain('IP-IoT 0001-2611');
    expect(drawn?.shapes.some((shape) => shape.kind === 'qr')).toBe(false);
    expect(drawn?.shapes.some((shape) => shape.kind === 'group')).toBe(true);
  });
  test.each(['lapsed', 'withdrawn'] as const)(
    'D-8.1-3 after it was %s neither handover nor files are given, with the clause',
    async (end) => {
      const its = await ended(end);
      expect((await mark('label.svg', 'holder', its)).json()).toMatchObject({
        code: 'label-not-in-force',
        clause: expect.stringContaining('D-8.1-3'),
      });
      expect((await give('holder', its)).json()).toMatchObject({ code: 'not-in-effect', clause: 'D-8.1-3' });
    },
  );
  test('D-8.1-3 while a renewal in time is under review it may be shown and is given', async () => {
    const its = await certify(empty.store, { on: '2024-11-25', values: cloudValues() });
    clock.set(new Date('2026-11-30T03:00:00Z'));
    expect((await give('officer', its)).json()).toMatchObject({ code: 'not-in-effect' });
    await markAttestation(empty.store, its, '2026-10-10', [
      { mark: 'renewal-filed', application: 'r', filedOn: day('2026-10-10'), timely: true },
    ]);
    expect((await give('officer', its)).statusCode).toBe(200);
    expect((await mark('label.pdf', 'officer', its)).statusCode).toBe(200);
    clock.set(new Date('2026-11-25T03:00:00Z'));
  });
});
