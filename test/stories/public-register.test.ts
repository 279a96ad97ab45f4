import { gunzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { iotLabel } from '../../schemes/iot-label/book.ts';
import { settableClock } from '../../src/io/clock.ts';
import { registerProjection } from '../../src/register/index.ts';
import type { Book } from '../../src/rules/book.ts';
import { day } from '../../src/rules/day.ts';
import { type EmptyStore, emptyStore } from '../empty-store.ts';
import { attest, labelValues, markAttestation, origin } from '../labelled.ts';
import { publicSite } from '../public-site.ts';

const clock = settableClock(new Date('2026-12-01T03:00:00Z'));
const books = [iotLabel];
const words = iotLabel.statusWords;
let empty: EmptyStore;
let app: FastifyInstance;
let label = '';
let secretive = '';

const get = (url: string, headers: Record<string, string> = {}) => app.inject({ method: 'GET', url, headers });
/** The status word in the band at the top of a page. */
const statusOf = (html: string) => /<div class="band-word">.*?<strong>([^<]+)<\/strong>/s.exec(html)?.[1];

beforeAll(async () => {
  empty = await emptyStore('pglite', { now: clock.now, projections: [registerProjection({ books })] });
  label = await attest(empty.store, iotLabel, { on: '2026-11-22', values: labelValues(iotLabel) });
  const more = {
    'product-name-ja': '=スマート<b>ロック</b>',
    'manufacturer-publication': 'withhold',
    'country-publication': 'withhold',
    models: [{ model: 'SL-2' }],
  };
  secretive = await attest(empty.store, iotLabel, { on: '2026-11-23', values: labelValues(iotLabel, more) });
  app = await publicSite({ source: empty.store, books, clock, applications: true });
});
afterAll(async () => {
  await app?.close();
  await empty?.remove();
});

describe('the page behind the QR code', () => {
  test('L-3.7-2 is one page for a product, in Japanese, and in English marked as a translation', async () => {
    const japanese = await get(`/l/${label}`);
    expect(japanese.statusCode).toBe(200);
    expect(japanese.body).toContain('<html lang="ja"');
    expect(statusOf(japanese.body)).toBe(words['in-force'].word.ja);
    const english = await get(`/l/${label}/en`);
    expect(english.body).toContain('<html lang="en"');
    expect(english.body).toContain('The Japanese page prevails');
    expect(statusOf(english.body)).toBe(words['in-force'].word.en);
    expect(english.body).toContain(`href="/l/${label}"`);
  });
  test('QR code that ends at a login: the address fixed at issue answers with the page, which offers no sign-in', async () => {
    const json = (await get(`/l/${label}.json`)).json();
    expect(json.address).toBe(`${origin}/l/${label}`);
    const page = await get(new URL(json.address).pathname, { cookie: 'akashi=somebody' });
    expect(page.statusCode).toBe(200);
    expect(page.body).not.toMatch(/sign-in|サインイン/);
    expect(page.headers['set-cookie']).toBeUndefined();
  });
  test('shows nothing of whoever asks, and is the same bytes for everybody', async () => {
    const anonymous = await get(`/l/${label}`);
    const known = await get(`/l/${label}?utm=1`, { cookie: 'akashi=somebody' });
    expect(known.body).toBe(anonymous.body);
    expect(known.headers['etag']).toBe(anonymous.headers['etag']);
  });
  test('L-3.6-1 L-3.6-3 says who declared it and that nothing is certified or warranted', async () => {
    const { body } = await get(`/l/${label}`);
    for (const { text } of iotLabel.publication[0]?.value.meaning['1'] ?? []) expect(body).toContain(text.ja);
    expect(body).toContain('申請者自身による宣言');
  });
  test('L-4.2-1 tells consumers what to do after purchase', async () => {
    const { body } = await get(`/l/${label}`);
    for (const advice of iotLabel.publication[0]?.value.advice ?? []) expect(body).toContain(advice.ja);
  });
  test('L-3.7-3 lists every model, the results with their names, and what is withheld as withheld', async () => {
    const { body } = await get(`/l/${label}`);
    expect(body).toContain('AG-100L');
    for (const criterion of iotLabel.criteria) expect(body).toContain(criterion.name.ja);
    expect((await get(`/l/${secretive}`)).body).toContain('非公開(申請者の選択)');
  });
  test('what somebody typed is never markup', async () => {
    const { body } = await get(`/l/${secretive}`);
    expect(body).toContain('&lt;b&gt;ロック&lt;/b&gt;');
    expect(body).not.toContain('<b>ロック');
  });
  test('says where the official wording of the criteria is missing', async () =>
    expect((await get(`/l/${label}`)).body).toContain('公式の附属書は未入手'));
});

describe('numbers as people type them', () => {
  test.each([
    ['lower case without hyphens', 'ak1000001u'],
    ['full width', encodeURIComponent('ＡＫ１－０００００１－Ｕ')],
    ['another hyphen', encodeURIComponent('AK1−000001−U')],
  ])('%s leads to the one address for good', async (_what, typed) => {
    const answer = await get(`/l/${typed}`);
    expect([answer.statusCode, answer.headers['location']]).toEqual([301, `/l/${label}`]);
    expect((await get(`/l/${typed}/en`)).headers['location']).toBe(`/l/${label}/en`);
    expect((await get(`/l/${typed}.json`)).headers['location']).toBe(`/l/${label}.json`);
  });
  test('with one character wrong the page says so', async () => {
    const answer = await get('/l/AK1-000007-U');
    expect(answer.statusCode).toBe(404);
    expect(answer.body).toContain('1文字違っています');
    expect((await get('/l/AK1-000007-U/en')).body).toContain('One character of this number is wrong');
    expect((await get('/api/v1/attestations/AK1-000007-U?lang=en')).json()).toMatchObject({ status: 404, code: 'wrong-check-character' });
  });
  test('a right number that was never issued is said to be none', async () => {
    const answer = await get('/l/AK1-000123-A');
    expect(answer.statusCode).toBe(404);
    expect(answer.body).toContain('この番号は公開台帳にありません');
  });
  test.each(['%00', '..%2f..', '%E0%A4%A', 'x'.repeat(250), '%3Cscript%3E', "';drop"])(
    '%s is answered with a page and runs nothing',
    async (typed) => {
      const answer = await get(`/l/${typed}`);
      expect([400, 404]).toContain(answer.statusCode);
      expect(answer.body).not.toContain('<script>');
    },
  );
});

describe('permanent links that change', () => {
  test('an address stays good when the scheme publishes under another path later', async () => {
    const [first] = iotLabel.publication;
    if (!first) throw new Error('no publication');
    const moved: Book = {
      ...iotLabel,
      publication: [first, { from: day('2026-11-30'), value: { ...first.value, path: 'labels' }, source: 'a decision' }],
    };
    const site = await publicSite({ source: empty.store, books: [moved], clock, applications: true });
    const old = await site.inject({ url: `/l/${label}` });
    expect(old.statusCode).toBe(200);
    expect(old.body).toContain(`${origin}/l/${label}`);
    await site.close();
  });
  test('L-3.7-5 after lapse and withdrawal the code keeps working and the page says so', async () => {
    for (const kind of ['lapsed', 'withdrawn'] as const) {
      const key = await attest(empty.store, iotLabel, {
        on: '2026-11-24',
        values: labelValues(iotLabel, { models: [{ model: `ended-${kind}` }] }),
      });
      await markAttestation(empty.store, key, '2026-12-01', [{ mark: 'end', kind, on: day('2026-12-01'), ground: 'other' }]);
      const { statusCode, body } = await get(`/l/${key}`);
      expect([statusCode, statusOf(body)]).toEqual([200, words[kind].word.ja]);
      expect(body).toContain(words[kind].sentence.ja);
    }
  });
});

describe('kept pages', () => {
  test('a cached page that says "in force" the day after: at midnight in Tokyo the page and its tag are others', async () => {
    const key = await attest(empty.store, iotLabel, {
      on: '2026-11-25',
      values: labelValues(iotLabel, { models: [{ model: 'midnight' }] }),
    });
    clock.set(new Date('2028-11-24T14:59:50Z'));
    const before = await get(`/l/${key}`);
    expect(statusOf(before.body)).toBe(words['in-force'].word.ja);
    const listed = async () => (await get('/api/v1/attestations?q=midnight')).json().items[0].status.id;
    expect(await listed()).toBe('in-force');
    clock.set(new Date('2028-11-24T15:00:00Z'));
    const after = await get(`/l/${key}`, { 'if-none-match': String(before.headers['etag']) });
    expect(after.statusCode).toBe(200);
    expect(statusOf(after.body)).toBe(words.expired.word.ja);
    expect((await get(`/l/${key}.json`)).json()).toMatchObject({ asOf: '2028-11-25', status: { id: 'expired', since: '2028-11-25' } });
    expect(await listed()).toBe('expired');
    clock.set(new Date('2026-12-01T03:00:00Z'));
    expect(statusOf((await get(`/l/${key}`)).body)).toBe(words['in-force'].word.ja);
  });
  test('no copy may be used without asking again, and who asks again with the tag is told "unchanged"', async () => {
    const first = await get(`/l/${label}`);
    expect(first.headers['cache-control']).toBe('public, no-cache');
    const again = await get(`/l/${label}`, { 'if-none-match': String(first.headers['etag']) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });
  test('a packed page is the same page', async () => {
    const plain = await get(`/l/${label}`);
    const packed = await app.inject({ url: `/l/${label}`, headers: { 'accept-encoding': 'br, gzip' } });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(packed.rawPayload).toString()).toBe(plain.body);
    expect(packed.headers['etag']).not.toBe(plain.headers['etag']);
    expect((await get(`/l/${label}`, { 'if-none-match': String(packed.headers['etag']) })).statusCode).toBe(304);
  });
  test('a change is seen at once in the process that acknowledged it', async () => {
    const key = await attest(empty.store, iotLabel, {
      on: '2026-11-26',
      values: labelValues(iotLabel, { models: [{ model: 'at-once' }] }),
    });
    const before = await get(`/l/${key}`);
    await markAttestation(empty.store, key, '2026-12-01', [{ mark: 'end', kind: 'ceased', on: day('2026-12-01'), ground: '' }]);
    const after = await get(`/l/${key}`, { 'if-none-match': String(before.headers['etag']) });
    expect(statusOf(after.body)).toBe(words.ceased.word.ja);
  });
});

describe('the public API', () => {
  test('public API showing withheld items: one attestation, the list and its exports hold none of it', async () => {
    for (const url of [
      `/api/v1/attestations/${secretive}`,
      `/l/${secretive}.json`,
      `/l/${secretive}`,
      '/api/v1/attestations',
      '/ja/register.csv',
      '/ja/register.json?q=SL-2',
    ]) {
      const { statusCode, body } = await get(url);
      expect([url, statusCode]).toEqual([url, 200]);
      if (url.includes(secretive) || url.includes('SL-2')) expect(body).not.toMatch(/秘密製造|Secret Manufacturing/);
      expect(body).not.toMatch(/内部の理由|secret-file|internal@vendor/);
    }
    expect(
      (await get(`/api/v1/attestations?q=${encodeURIComponent('秘密製造')}`)).json().items.map((each: { key: string }) => each.key),
    ).not.toContain(secretive);
  });
  test('gives the same object at both addresses, to pages of any site, without a token', async () => {
    const [one, other] = [await get(`/api/v1/attestations/${label}`), await get(`/l/${label}.json`)];
    expect(one.body).toBe(other.body);
    expect(one.headers['access-control-allow-origin']).toBe('*');
    expect(one.headers['cross-origin-resource-policy']).toBe('cross-origin');
    expect(one.json()).toMatchObject({
      key: label,
      scheme: { id: 'iot-label' },
      level: { id: '1', mark: '★1' },
      status: { id: 'in-force' },
      validUntil: '2028-11-21',
    });
  });
  test.each(['POST', 'PUT', 'PATCH', 'DELETE'] as const)('%s changes nothing here', async (method) => {
    const answer = await app.inject({ method, url: `/api/v1/attestations/${label}`, headers: { authorization: 'Bearer x' } });
    expect(answer.statusCode).toBe(404);
  });
  test('a bad question is refused with every bad part named', async () => {
    const answer = await get('/api/v1/attestations?limit=5000&offset=-1');
    expect(answer.statusCode).toBe(422);
    expect(
      answer
        .json()
        .errors.map((each: { path: string }) => each.path)
        .sort(),
    ).toEqual(['querystring/limit', 'querystring/offset']);
  });
  test('an exported cell cannot become a formula', async () => {
    const { body, headers } = await get('/ja/register.csv?q=SL-2');
    expect(headers['content-disposition']).toContain('attachment');
    expect(body).toContain("'=スマート");
  });
});

describe('start, list and criteria', () => {
  test.each(['/ja/', '/en/', '/ja/register', '/en/register', '/ja/criteria', '/ja/criteria/iot-label', '/en/criteria/iot-label'])(
    '%s answers without a session and sets none',
    async (url) => {
      const answer = await get(url);
      expect([answer.statusCode, answer.headers['set-cookie']]).toEqual([200, undefined]);
    },
  );
  test('a number in the search box leads to its page at once', async () => {
    expect((await get('/ja/register?q=ak1-000001-u')).headers['location']).toBe(`/l/${label}`);
    expect((await get('/en/register?q=AK1000001U')).headers['location']).toBe(`/l/${label}/en`);
  });
  test('a number with one character wrong is explained above the list', async () =>
    expect((await get('/ja/register?q=AK1-000009-U')).body).toContain('1文字違っているようです'));
  test('two Japanese characters find a product', async () => {
    expect((await get(`/ja/register?q=${encodeURIComponent('ゲー')}`)).body).toContain('ゲートウェイ AG-100 シリーズ');
    expect((await get(`/ja/register?q=${encodeURIComponent('猫砂')}`)).body).toContain('条件に合うものはありません');
  });
  test('L-3.4-11 each criterion stands with its guide; L-3.4-3 and with the threats it meets', async () => {
    const { body } = await get('/ja/criteria/iot-label');
    for (const criterion of iotLabel.criteria) {
      expect(body).toContain(criterion.name.ja);
      for (const guide of criterion.guide) expect(body).toContain(guide.ja);
    }
    for (const threat of Object.values(iotLabel.vocabulary?.threats ?? {})) expect(body).toContain(threat.ja);
  });
  test('an unknown scheme is not found', async () => expect((await get('/ja/criteria/nothing')).statusCode).toBe(404));
});
