import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { iotLabel } from '../../schemes/iot-label/book.ts';
import { type BellServer, type Someone, startBellServer } from '../../test/bell-server.ts';
import { engines } from '../../test/empty-store.ts';
import { attest, labelValues } from '../../test/labelled.ts';
import { acted, held } from '../../test/life-case.ts';

interface Listed {
  readonly open: readonly { readonly reference: string; readonly words: string }[];
  readonly openCount: number;
  readonly done: readonly { readonly reference: string; readonly state: string; readonly sentence: string }[];
}
interface Taken {
  readonly contact: string;
  readonly version: number;
  readonly opens?: string;
  readonly asks: readonly string[];
  readonly suggested: Readonly<Record<string, string>>;
}

for (const { name: engine, available } of engines)
  describe.skipIf(!available)(`what the public said, handled over the API, on ${engine}`, () => {
    let server: BellServer;
    let officer: Someone;
    let vendor: Someone;
    let key: string;

    beforeAll(async () => {
      server = await startBellServer({ now: new Date('2026-11-22T03:00:00Z'), books: [iotLabel], engine });
      key = await attest(server.store, iotLabel, { on: '2026-11-22', values: labelValues(iotLabel), organisation: 'demo-camera' });
      officer = await server.as('demo-suzuki');
      vendor = await server.as('demo-hanako');
    });
    afterAll(() => server.close());

    const json = async <T>(answer: Response | Promise<Response>): Promise<T> => (await (await answer).json()) as T;
    let senders = 0;
    const said = async (kind: string, more: Readonly<Record<string, string>> = {}): Promise<string> => {
      senders += 1;
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ kind, words: `更新の署名を確かめられません。${senders}`, ...more });
      const answer = await fetch(`${server.address}/api/v1/attestations/${key}/voices`, { method: 'POST', headers, body });
      return (await json<{ reference: string }>(answer)).reference;
    };
    const act = (by: Someone, reference: string, act: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) =>
      by.send('POST', `/api/v1/voices/${reference}/${act}`, body, headers);
    const record = (reference: string) => json<Taken>(officer.fetch(`/api/v1/voices/${reference}/record`));
    const code = async (answer: Response) => `${answer.status} ${(await json<{ code: string }>(answer)).code}`;

    test('L-3.7-10 an officer closes a report with a sentence, once for a key; nobody else does, and nobody twice', async () => {
      const reference = await said('doubt');
      const close = { sentence: '基準に関わらないため終えました。' };
      expect((await act(vendor, reference, 'close', close)).status).toBe(403);
      expect((await act(officer, reference, 'close', { sentence: '  ' })).status).toBe(422);
      const once = { 'idempotency-key': 'close-once-1' };
      const closed = await act(officer, reference, 'close', close, once);
      expect(await json(closed)).toMatchObject({ reference, state: 'closed', sentence: close.sentence, concludedOn: '2026-11-22' });
      expect((await act(officer, reference, 'close', close, once)).status).toBe(200);
      expect(await code(await act(officer, reference, 'close', { sentence: '別の理由' }, once))).toBe('422 idempotency-key-reused');
      expect(await code(await act(officer, reference, 'close', close))).toBe('409 wrong-state');
      expect((await server.store.read(`voice:${reference}`)).map(({ type }) => type)).toEqual(['VoiceReceived', 'VoiceClosed']);
      expect((await json<Listed>(officer.fetch('/api/v1/voices'))).done[0]).toMatchObject({ reference, state: 'closed' });
    });

    test('L-3.7-10 an officer takes a report up as a case, seeing what that asks for; the holder reads its words and never the address', async () => {
      const reference = await said('doubt', { contact: 'buyer@example.jp' });
      const seen = await record(reference);
      expect(seen).toMatchObject({ contact: 'buyer@example.jp', opens: 'doubt', suggested: { source: 'procurer-or-user' } });
      expect(seen.suggested['matter']).toContain('更新の署名');
      expect(seen.asks).toContain('matter');
      const body = { sentence: '事務局が調べ始めました。' };
      expect((await act(officer, reference, 'take-up', body)).status).toBe(422);
      expect((await act(officer, reference, 'take-up', body, { 'if-match': `"${seen.version + 1}"` })).status).toBe(412);
      expect((await act(vendor, reference, 'take-up', body, { 'if-match': `"${seen.version}"` })).status).toBe(403);
      expect((await held(officer, key)).threads).toEqual([]);
      const once = { 'if-match': `"${seen.version}"`, 'idempotency-key': 'take-up-once' };
      expect(await json(act(officer, reference, 'take-up', body, once))).toMatchObject({ state: 'taken-up', attestation: key });
      expect((await act(officer, reference, 'take-up', body, once)).status).toBe(200);
      expect((await held(officer, key)).threads.map(({ kind }) => kind)).toEqual(['doubt']);
      const theirs = await (await vendor.fetch(`/api/v1/held-attestations/${key}`)).text();
      expect(theirs).toContain('更新の署名を確かめられません。');
      expect(theirs).not.toContain('buyer@example.jp');
      await acted(officer, key, 'dismiss', { reason: '署名は確かめられている' }, { kind: 'doubt' });
    });

    test('L-3.5-5 the holder lists the questions of buyers and answers them; the office neither answers, closes nor takes them up', async () => {
      const reference = await said('question', { words: 'サポート終了後の更新はどうなりますか。' });
      const mine = await json<Listed>(vendor.fetch('/api/v1/voices'));
      expect([mine.openCount, mine.open[0]?.reference, mine.open[0]?.words]).toEqual([
        1,
        reference,
        'サポート終了後の更新はどうなりますか。',
      ]);
      const stranger = await server.as('demo-misaki');
      expect((await json<Listed>(stranger.fetch('/api/v1/voices'))).open).toEqual([]);
      const answer = { sentence: '2032年3月まで提供します。' };
      expect((await act(stranger, reference, 'answer', answer)).status).toBe(403);
      expect((await act(officer, reference, 'answer', answer)).status).toBe(403);
      expect(await code(await act(officer, reference, 'close', answer))).toBe('422 is-a-question');
      const { version } = await record(reference);
      expect(await code(await act(officer, reference, 'take-up', answer, { 'if-match': `"${version}"` }))).toBe('422 is-a-question');
      expect(await json(act(vendor, reference, 'answer', answer))).toMatchObject({ state: 'answered', sentence: answer.sentence });
      expect(await code(await act(vendor, await said('doubt'), 'answer', answer))).toBe('422 not-a-question');
    });

    test('the address of who reported is erased once, and the record says that there is none', async () => {
      const reference = await said('misuse', { ground: 'altered', contact: 'erase-me@example.jp' });
      expect((await record(reference)).contact).toBe('erase-me@example.jp');
      expect((await act(vendor, reference, 'erase-contact')).status).toBe(403);
      expect((await act(officer, reference, 'erase-contact')).status).toBe(200);
      expect((await record(reference)).contact).toBe('');
      expect((await act(officer, reference, 'erase-contact')).status).toBe(404);
      expect((await vendor.fetch(`/api/v1/voices/${reference}/record`)).status).toBe(403);
      expect((await officer.fetch('/api/v1/voices/0000-0000-0000/record')).status).toBe(404);
    });
  });
