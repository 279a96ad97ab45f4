import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { iotLabel } from '../../schemes/iot-label/book.ts';
import { type BellServer, type Someone, startBellServer } from '../../test/bell-server.ts';
import { engines } from '../../test/empty-store.ts';
import { attest, labelValues } from '../../test/labelled.ts';
import { act, at, held } from '../../test/life-case.ts';
import { formIn, textOf } from '../../test/page-form.ts';
import { sampleBook } from '../../test/sample-book.ts';

interface Draw {
  readonly seed: string;
  readonly of: number;
  readonly drawn: readonly string[];
  readonly keys: readonly string[];
  readonly isRight: boolean;
}
const MANY = 9;

for (const { name: engine, available } of engines)
  describe.skipIf(!available)(`what is drawn for inspection, on ${engine}`, () => {
    let server: BellServer;
    let officer: Someone;
    let vendor: Someone;
    const keys: string[] = [];
    let ended: string;
    const asked = { scheme: sampleBook.id, level: '1' };
    const json = async <T>(answer: Response | Promise<Response>): Promise<T> => (await (await answer).json()) as T;
    const code = async (answer: Response) => `${answer.status} ${(await json<{ code: string }>(answer)).code}`;
    const publicDraw = (year: string) => fetch(`${server.address}/api/v1/draws/${sampleBook.id}/1/${year}`);
    const signIn = async () => {
      officer = await server.as('demo-suzuki');
      vendor = await server.as('demo-hanako');
    };

    beforeAll(async () => {
      server = await startBellServer({ now: new Date('2026-11-22T03:00:00Z'), books: [sampleBook, iotLabel], engine });
      for (let n = 0; n < MANY + 1; n += 1) {
        const values = { name: `灯 ${n}`, maker: '見本製作所', models: [{ model: `L-${n}` }] };
        keys.push(await attest(server.store, sampleBook, { on: '2026-11-22', values, organisation: 'demo-camera' }));
      }
      await attest(server.store, iotLabel, { on: '2026-11-22', values: labelValues(iotLabel), organisation: 'demo-camera' });
      await signIn();
      ended = keys.pop() ?? '';
      expect((await act(vendor, ended, 'leave')).status).toBe(200);
    });
    afterAll(() => server.close());

    test('L-3.7-10 of a level of which nothing is sampled nothing is drawn, and the refusal cites the decision', async () => {
      const refused = await officer.send('POST', '/api/v1/draws', { scheme: iotLabel.id, level: '1' });
      expect(await refused.json()).toMatchObject({ code: 'nothing-sampled', clause: 'L-3.7-10' });
      expect(textOf(await (await officer.fetch('/ja/office/draws')).text())).toContain('定期的な抽出検査は行いません。 L-3.7-10');
      expect(await code(await officer.send('POST', '/api/v1/draws', { scheme: sampleBook.id, level: '9' }))).toBe('422 nothing-sampled');
    });

    test('only officers draw, once a year; the same draw sent twice is one', async () => {
      expect((await vendor.send('POST', '/api/v1/draws', asked)).status).toBe(403);
      expect((await vendor.fetch('/ja/office/draws')).status).toBe(403);
      expect((await publicDraw('2026')).status).toBe(404);
      const once = { 'idempotency-key': 'draw-of-2026' };
      const drawn = await officer.send('POST', '/api/v1/draws', asked, once);
      expect(drawn.status).toBe(201);
      const { seed } = await json<Draw>(drawn);
      expect((await json<Draw>(officer.send('POST', '/api/v1/draws', asked, once))).seed).toBe(seed);
      expect(await code(await officer.send('POST', '/api/v1/draws', asked))).toBe('422 already-drawn');
      expect(await server.store.read(`draw:${sampleBook.id}:1:2026`)).toHaveLength(1);
    });

    test('a quarter of what is in effect is drawn, rounded up; anyone checks it with the seed alone', async () => {
      const draw = await json<Draw>(publicDraw('2026'));
      expect([draw.of, draw.drawn.length, draw.isRight]).toEqual([MANY, 3, true]);
      expect([...draw.keys]).toEqual(keys.toSorted());
      expect(draw.keys).not.toContain(ended);
      const hash = (key: string) => createHash('sha256').update(`${draw.seed} ${key}`).digest('hex');
      expect(draw.drawn).toEqual(draw.keys.toSorted((a, b) => (hash(a) < hash(b) ? -1 : 1)).slice(0, 3));
      for (const language of ['ja', 'en']) {
        const page = await (await fetch(`${server.address}/${language}/draws/${sampleBook.id}/1/2026`)).text();
        for (const each of [draw.seed, ...draw.drawn]) expect(page).toContain(each);
      }
    });

    test('an inspection waits for the office on what was drawn, and on nothing else; draw and seed stand in its history', async () => {
      const { drawn, seed } = await json<Draw>(publicDraw('2026'));
      for (const key of keys) {
        const its = await held(officer, key);
        expect(its.threads.map(({ kind, due }) => [kind, due])).toEqual(drawn.includes(key) ? [['look', '2026-12-22']] : []);
      }
      const [key = ''] = drawn;
      const record = await (await vendor.fetch(`/api/v1/held-attestations/${key}`)).text();
      expect(record).toContain(seed);
      expect(record).toContain(`${sampleBook.id}/1/2026`);
      const ahead = await json<{ on: string; kind: string; tells: string }[]>(officer.fetch(`/api/v1/attestations/${key}/ahead`));
      expect(ahead).toContainEqual(expect.objectContaining({ on: '2026-12-22', kind: 'due', tells: 'office' }));
      expect((await act(officer, key, 'see', { result: '点灯した' }, { kind: 'look' })).status).toBe(200);
    });

    test('nobody records a draw by hand', async () => {
      const [key = ''] = keys;
      const byHand = await act(officer, key, 'drawn', { draw: 'x', seed: 'y' });
      expect(await code(byHand)).toBe('422 only-by-draw');
      expect((await held(officer, key)).moves.map(({ move }) => move)).not.toContain('drawn');
    });

    test('the next year is drawn anew, from the page as well, which says how many before it does', async () => {
      at(server, '2027-01-04');
      await signIn();
      const markup = await (await officer.fetch('/ja/office/draws')).text();
      expect(textOf(markup)).toContain(`いま効力のあるもの${MANY}件のうち、3件が抽出されます。`);
      const form = formIn(markup, '/office/draws');
      const answer = await officer.fetch(form.action, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: form.fields.toString(),
      });
      expect([answer.status, answer.headers.get('location')]).toEqual([303, `/ja/draws/${sampleBook.id}/1/2027`]);
      const [before, now] = [await json<Draw>(publicDraw('2026')), await json<Draw>(publicDraw('2027'))];
      expect(now.seed).not.toBe(before.seed);
      expect(textOf(await (await officer.fetch('/en/office/draws')).text())).toContain('This year’s draw is made');
    });
  });
