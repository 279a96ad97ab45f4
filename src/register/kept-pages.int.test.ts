import net from 'node:net';
import { text } from 'node:stream/consumers';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { iotLabel } from '../../schemes/iot-label/book.ts';
import { type EmptyStore, emptyStore } from '../../test/empty-store.ts';
import { attest, labelValues, markAttestation } from '../../test/labelled.ts';
import { publicSite } from '../../test/public-site.ts';
import { settableClock } from '../io/clock.ts';
import { day } from '../rules/day.ts';
import { registerProjection } from './projection.ts';

const clock = settableClock(new Date('2026-12-01T03:00:00Z'));
let empty: EmptyStore;
let app: FastifyInstance;
let address = '';
let key = '';

beforeAll(async () => {
  empty = await emptyStore('pglite', { now: clock.now, projections: [registerProjection({ books: [iotLabel] })] });
  key = await attest(empty.store, iotLabel, { on: '2026-11-22', values: labelValues(iotLabel) });
  app = await publicSite({ source: empty.store, books: [iotLabel], clock, applications: true });
  address = await app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await app?.close();
  await empty?.remove();
});

/** The route's answer has an id, the kept page's has none. */
const isFirst = (headers: Readonly<Record<string, unknown>>) => headers['x-request-id'] === undefined;
const get = async (path: string, headers: Record<string, string> = {}, method = 'GET') => {
  const answer = await fetch(`${address}${path}`, { method, headers });
  const { date: _date, connection: _connection, 'keep-alive': _alive, ...said } = Object.fromEntries(answer.headers);
  return { status: answer.status, said, body: await answer.text() };
};

describe('a kept page', () => {
  test.each([
    ['in Japanese', '', {}],
    ['in English', '/en', {}],
    ['as JSON', '.json', {}],
    ['packed', '', { 'accept-encoding': 'gzip' }],
  ])('%s is answered first, and as the route answers it', async (_what, rest, asked) => {
    const plain = { 'accept-encoding': 'identity', ...asked };
    // The query keeps the request from the kept pages, so that the route answers.
    const route = await get(`/l/${key}${rest}?of=route`, plain);
    const first = await get(`/l/${key}${rest}`, plain);
    expect([isFirst(route.said), isFirst(first.said)]).toEqual([false, true]);
    const { 'x-request-id': _id, ...said } = route.said;
    expect(first).toEqual({ ...route, said });
    const tag = { ...plain, 'if-none-match': first.said['etag'] ?? '' };
    const again = await get(`/l/${key}${rest}`, tag);
    const { 'x-request-id': _same, ...routeSaid } = (await get(`/l/${key}${rest}?of=route`, tag)).said;
    expect(again).toEqual({ status: 304, said: routeSaid, body: '' });
  });
  test('is given to nobody who asks otherwise: another method, a packed request, an address that is not quite it', async () => {
    expect((await get(`/l/${key}`)).status).toBe(200);
    expect(isFirst((await get(`/l/${key}`, {}, 'HEAD')).said)).toBe(false);
    expect((await get(`/l/${key}`, {}, 'POST')).status).not.toBe(200);
    expect((await get(`/l/${key}`, { 'content-encoding': 'gzip' })).status).toBe(415);
    expect((await get(`/l/${key.toLowerCase()}`)).said['x-request-id']).toBeUndefined();
    expect((await get(`/l/${key}/fr`)).status).toBe(404);
  });
  test('a cached page that says "in force" the day after: after a change and at midnight it is made anew', async () => {
    const before = await get(`/l/${key}`);
    await markAttestation(empty.store, key, '2026-12-01', [{ mark: 'end', kind: 'lapsed', on: day('2026-12-02'), ground: 'other' }]);
    const changed = await get(`/l/${key}`);
    expect(changed.said['etag']).not.toBe(before.said['etag']);
    expect(changed.body).toContain(iotLabel.statusWords['in-force'].word.ja);
    clock.set(new Date('2026-12-01T15:00:00Z'));
    const lapsed = await get(`/l/${key}`);
    expect(isFirst(lapsed.said)).toBe(false);
    expect(lapsed.body).toContain(iotLabel.statusWords.lapsed.word.ja);
    expect((await get(`/l/${key}`)).body).toBe(lapsed.body);
  });
});

describe('a request that names a type of body but no length', () => {
  test.each(['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain'])(
    'has no body, and nobody waits for one: %s',
    async (type) => {
      const { hostname, port } = new URL(address);
      const socket = net.connect(Number(port), hostname);
      const head = [
        'POST /l/nothing HTTP/1.1',
        `host: ${hostname}:${port}`,
        `content-type: ${type}`,
        'authorization: Bearer x',
        'connection: close',
      ];
      socket.write(`${head.join('\r\n')}\r\n\r\n`);
      expect(await text(socket)).toMatch(/^HTTP\/1\.1 4\d\d /);
    },
  );
});
