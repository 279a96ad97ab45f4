import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EmptyStore, type EngineName, emptyStore } from '../../test/empty-store.ts';
import { Conflict, InvalidInput, RuleRefused } from '../rules/refusal.ts';
import type { Store } from './contract.ts';
import { eraseDocument, readDraft, readDraftValues, saveDraftFields } from './index.ts';
import { actor, happened, issue, list } from './tally.fixture.ts';

/** What every engine must do; run by store.int.test.ts on each. */
export function storeContract(engine: EngineName): void {
  let empty: EmptyStore;
  let store: Store;
  beforeAll(async () => {
    empty = await emptyStore(engine, { projections: [list], reactions: [issue] });
    store = empty.store;
  });
  afterAll(() => empty?.remove());
  let keys = 0;
  const command = (request: string, key = `k${++keys}`, principal = 'p-1') => ({ principal, key, request });
  const file = (id: string, title = '証跡') =>
    store.command(command(`file ${id}`), async (tx) => {
      await tx.append(`application:${id}`, 0, [happened('Filed', { title })], actor);
      return id;
    });
  const rowOf = (id: string) => store.db.selectFrom('application_list').selectAll().where('id', '=', id).executeTakeFirst();

  describe('the history', () => {
    test('an event is read back as it was appended, with who, when, its legal day and its editions', async () => {
      const data = { title: '髙﨑・𠮷田・葛󠄀', deep: { a: [1, 2.5, null, true, 'é'] } };
      const added = await store.transaction((tx) => tx.append('application:same', 0, [happened('Filed', data), happened('Asked')], actor));
      const read = await store.read('application:same');
      expect(read).toEqual(added);
      expect(read.map(({ version }) => version)).toEqual([1, 2]);
      expect(read[0]).toMatchObject({ data, actor, effectiveOn: '2026-11-22', at: '2026-11-22T00:00:00.000Z' });
      expect(read[0]?.editions).toEqual({ criteria: 'club/2026', terms: '2026-04-01' });
      expect((read[1]?.position ?? 0) > (read[0]?.position ?? 0)).toBe(true);
    });
    test('a stream that does not exist is empty', async () => expect(await store.read('application:none')).toEqual([]));
    test.each([0, 2, 7])('an append that expects version %i of a stream at version 1 is a conflict', async (expected) => {
      await store.transaction(async (tx) => {
        if ((await tx.load('application:at-1')).length === 0) await tx.append('application:at-1', 0, [happened('Filed')], actor);
      });
      const late = store.transaction((tx) => tx.append('application:at-1', expected, [happened('Asked')], actor));
      await expect(late).rejects.toEqual(new Conflict(expected, 1));
      expect(await store.read('application:at-1')).toHaveLength(1);
    });
    test('of ten who append to one version at once, one is stored and nine are told of the conflict', async () => {
      const tries = Array.from({ length: 10 }, (_, i) =>
        store.command(command(`race ${i}`), async (tx) => {
          await tx.append('application:race', 0, [happened('Filed', { i })], actor);
          return i;
        }),
      );
      const ends = await Promise.allSettled(tries);
      expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const end of ends) if (end.status === 'rejected') expect(end.reason).toEqual(new Conflict(0, 1));
      expect(await store.read('application:race')).toHaveLength(1);
    });
    test('ten who load and then append at once are all stored, one after the other', async () => {
      const tries = Array.from({ length: 10 }, (_, i) =>
        store.transaction(async (tx) => {
          const seen = await tx.load('application:queue');
          return tx.append('application:queue', seen.length, [happened('Noted', { i })], actor);
        }),
      );
      const ends = await Promise.allSettled(tries);
      expect(ends.map(({ status }) => status)).toEqual(ends.map(() => 'fulfilled'));
      expect((await store.read('application:queue')).map(({ version }) => version)).toEqual(ends.map((_, i) => i + 1));
    });
    test('a character that no database can hold is refused as input', async () => {
      const bad = store.transaction((tx) => tx.append('application:nul', 0, [happened('Filed', { title: 'a\u0000b' })], actor));
      await expect(bad).rejects.toBeInstanceOf(InvalidInput);
      await expect(store.transaction((tx) => tx.putDocument('o-1', 'a\u0000b'))).rejects.toBeInstanceOf(InvalidInput);
    });
    test('the feed gives every event once, in order, in pieces of any size', async () => {
      const seen: number[] = [];
      let cursor: Awaited<ReturnType<Store['feed']>>['cursor'];
      for (;;) {
        const piece = await store.feed(cursor, 3);
        seen.push(...piece.events.map(({ position }) => position));
        cursor = piece.cursor;
        if (piece.events.length === 0) break;
      }
      const all = await store.db.selectFrom('events').select('position').orderBy('position').execute();
      expect(seen.toSorted((a, b) => a - b)).toEqual(all.map(({ position }) => position));
    });
  });

  describe('a command', () => {
    test('that arrives twice is one act with one outcome', async () => {
      const twice = command('grant', 'twice');
      let runs = 0;
      const run = () =>
        store.command(twice, async (tx) => {
          runs += 1;
          const [event] = await tx.append('application:twice', 0, [happened('Filed')], actor);
          return { position: event?.position ?? 0, text: '受付' };
        });
      const first = await run();
      const second = await run();
      expect(first.replayed).toBe(false);
      expect(second).toEqual({ outcome: first.outcome, replayed: true });
      expect(runs).toBe(1);
      expect(await store.read('application:twice')).toHaveLength(1);
    });
    test('that arrives ten times at once is one act with one outcome', async () => {
      const same = command('grant', 'ten');
      const answers = await Promise.all(
        Array.from({ length: 10 }, () =>
          store.command(same, async (tx) => {
            const seen = await tx.load('application:ten');
            await tx.append('application:ten', seen.length, [happened('Filed')], actor);
            return tx.nextNumber('ten');
          }),
        ),
      );
      expect(answers.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 10 }, () => 1));
      expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
      expect(await store.read('application:ten')).toHaveLength(1);
    });
    test('that names the version it saw and arrives ten times at once is still one act', async () => {
      const same = command('grant', 'ten blind');
      const answers = await Promise.all(
        Array.from({ length: 10 }, () =>
          store.command(same, async (tx) => (await tx.append('application:blind', 0, [happened('Filed')], actor)).length),
        ),
      );
      expect(answers.map(({ outcome }) => outcome)).toEqual(answers.map(() => 1));
      expect(await store.read('application:blind')).toHaveLength(1);
    });
    test('that names its stream finds it as it stands, also after its own append', async () => {
      await store.transaction((tx) => tx.append('application:named', 0, [happened('Filed')], actor));
      const { outcome } = await store.command({ ...command('grant', 'named'), stream: 'application:named' }, async (tx) => {
        const before = await tx.load('application:named');
        await tx.append('application:named', before.length, [happened('Granted')], actor);
        return [...before, ...(await tx.load('application:named'))].map(({ type }) => type);
      });
      expect(outcome).toEqual(['Filed', 'Filed', 'Granted']);
      const other = await store.transaction((tx) => tx.load('application:named'), 'application:other');
      expect(other).toEqual(await store.read('application:named'));
    });
    test('that names its stream and meets nine others there loses no event and doubles none', async () => {
      const versions = await Promise.all(
        Array.from({ length: 10 }, (_, n) =>
          store.command({ ...command('grant', `meets ${n}`), stream: 'application:meets' }, async (tx) => {
            const seen = await tx.load('application:meets');
            return (await tx.append('application:meets', seen.length, [happened('Filed')], actor))[0]?.version ?? 0;
          }),
        ),
      );
      expect(versions.map(({ outcome }) => outcome).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    });
    test('whose key was used for another request is refused', async () => {
      await store.command(command('one', 'reused'), async () => 1);
      const other = store.command(command('two', 'reused'), async () => 2);
      await expect(other).rejects.toBeInstanceOf(RuleRefused);
      await expect(other).rejects.toMatchObject({ code: 'idempotency-key-reused' });
    });
    test('has its key for itself: another person may use the same', async () => {
      await store.command(command('one', 'mine', 'p-1'), async () => 1);
      expect(await store.command(command('two', 'mine', 'p-2'), async () => 2)).toEqual({ outcome: 2, replayed: false });
    });
    test('that fails leaves nothing behind, and its key can be used again', async () => {
      const fails = command('fail', 'fails');
      const run = (fail: boolean) =>
        store.command(fails, async (tx) => {
          await tx.append('application:fails', 0, [happened('Granted', { title: '半端' })], actor);
          await tx.putDocument('o-fails', '{"half":true}');
          await tx.enqueue({ kind: 'mail', key: 'fails', dueAt: '2026-11-22T00:00:00Z', payload: {} });
          const number = await tx.nextNumber('fails');
          if (fail) throw new Error('thrown by the test');
          return number;
        });
      await expect(run(true)).rejects.toThrow('thrown by the test');
      expect(await store.read('application:fails')).toEqual([]);
      expect(await store.read('attestation:fails')).toEqual([]);
      expect(await rowOf('fails')).toBeUndefined();
      for (const table of ['documents', 'jobs'] as const) {
        const { n } = await store.db
          .selectFrom(table)
          .select((e) => e.fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow();
        expect(n).toBe(0);
      }
      expect(await run(false)).toEqual({ outcome: 1, replayed: false });
    });
    test('success shown before the write is durable: a listener hears of a change only after it can be read by others', async () => {
      const heard: boolean[] = [];
      let inside: number | undefined;
      const reads: Promise<void>[] = [];
      const stop = store.onChange((streams) => {
        if (!streams.includes('application:heard')) return;
        heard.push(true);
        reads.push(store.read('application:heard').then((events) => expect(events).toHaveLength(1)));
      });
      await store.command(command('hear'), async (tx) => {
        await tx.append('application:heard', 0, [happened('Filed')], actor);
        inside = heard.length;
        return 0;
      });
      expect(inside).toBe(0);
      expect(heard.length).toBeGreaterThan(0);
      await Promise.all(reads);
      stop();
    });
    test('numbers run without a gap though some who took one failed', async () => {
      const tries = Array.from({ length: 30 }, (_, i) =>
        store.transaction(async (tx) => {
          const number = await tx.nextNumber('gapless');
          if (i % 3 === 0) throw new Error('thrown by the test');
          return number;
        }),
      );
      const numbers = (await Promise.allSettled(tries)).flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
      expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    });
    test('that reaches past its transaction is an error, not a standstill', async () => {
      await expect(store.transaction(() => store.read('application:same'))).rejects.toThrow('use tx.db');
    });
  });

  describe('projections and reactions', () => {
    test('follow in the same transaction', async () => {
      await file('follow', '灯台カメラ');
      expect(await rowOf('follow')).toMatchObject({ title: '灯台カメラ', state: 'Filed', version: 1, since: '2026-11-22T00:00:00.000Z' });
      await store.transaction((tx) => tx.append('application:follow', 1, [happened('Granted', { title: '灯台カメラ' })], actor));
      expect(await rowOf('follow')).toMatchObject({ state: 'Granted', version: 2 });
      expect((await store.read('attestation:follow')).map(({ type }) => type)).toEqual(['Issued']);
    });
    test('index written outside the transaction and left with gaps: when the row cannot be written, neither is the event', async () => {
      const failing = await emptyStore(engine, {
        projections: [{ ...list, apply: async () => Promise.reject(new Error('no row')) }],
      });
      const filed = failing.store.transaction((tx) => tx.append('application:x', 0, [happened('Filed')], actor));
      await expect(filed).rejects.toThrow('no row');
      expect(await failing.store.read('application:x')).toEqual([]);
      await failing.remove();
    });
    test('a reaction that never ends is stopped and leaves nothing', async () => {
      const endless = await emptyStore(engine, {
        reactions: [
          {
            name: 'endless',
            on: () => true,
            react: async (tx, e) => void (await tx.append(`${e.stream}x`, 0, [happened('Again')], actor)),
          },
        ],
      });
      await expect(endless.store.transaction((tx) => tx.append('a:', 0, [happened('Once')], actor))).rejects.toThrow('come to an end');
      expect((await endless.store.feed(undefined, 10)).events).toEqual([]);
      await endless.remove();
    });
    test('a rebuild gives the same rows, runs no reaction, and keeps what is filed meanwhile', async () => {
      const before = await store.db.selectFrom('application_list').selectAll().orderBy('id').execute();
      const issued = await store.db.selectFrom('events').select('position').where('type', '=', 'Issued').execute();
      const rebuilding = store.rebuild(['application-list']);
      await file('meanwhile');
      expect((await rebuilding).events).toBeGreaterThan(before.length);
      const after = await store.db.selectFrom('application_list').selectAll().where('id', '!=', 'meanwhile').orderBy('id').execute();
      expect(after).toEqual(before);
      expect(await rowOf('meanwhile')).toMatchObject({ version: 1 });
      expect(await store.db.selectFrom('events').select('position').where('type', '=', 'Issued').execute()).toEqual(issued);
      await file('afterwards');
      expect(await rowOf('afterwards')).toMatchObject({ version: 1 });
    });
    test('rebuilds under writers fail none of them and lose none of their rows', async () => {
      let rebuilt = false;
      const writers = [1, 2, 3, 4].map(async (writer) => {
        let n = 0;
        for (; !rebuilt; n += 1) {
          await store.transaction(async (tx) => {
            await tx.db.selectFrom('application_list').select('id').limit(1).execute();
            await tx.append(`application:busy-${writer}-${n}`, 0, [happened('Filed', { title: '多忙' })], actor);
          });
        }
        return n;
      });
      for (let i = 0; i < 3; i += 1) await store.rebuild();
      rebuilt = true;
      const written = (await Promise.all(writers)).reduce((sum, n) => sum + n, 0);
      const rows = await store.db.selectFrom('application_list').select('id').where('title', '=', '多忙').execute();
      expect(written).toBeGreaterThan(0);
      expect(rows).toHaveLength(written);
    });
    test('a rebuild that fails leaves the live rows alone', async () => {
      const before = await store.db.selectFrom('application_list').selectAll().orderBy('id').execute();
      store = await empty.reopen({ projections: [{ ...list, apply: async () => Promise.reject(new Error('broken projection')) }] });
      await expect(store.rebuild()).rejects.toThrow('broken projection');
      expect(await store.db.selectFrom('application_list').selectAll().orderBy('id').execute()).toEqual(before);
      store = await empty.reopen();
    });
    test('a projection whose version was raised is rebuilt when the store opens', async () => {
      const shout = {
        ...list,
        version: 2,
        apply: async (...[tx, e]: Parameters<typeof list.apply>) => list.apply(tx, { ...e, data: { title: '新' } }),
      };
      store = await empty.reopen({ projections: [shout], reactions: [issue] });
      expect(await rowOf('follow')).toMatchObject({ title: '新' });
      store = await empty.reopen({ projections: [{ ...list, version: 3 }], reactions: [issue] });
      expect(await rowOf('follow')).toMatchObject({ title: '灯台カメラ' });
    });
  });

  describe('documents', () => {
    test('are found by their hash, also when put twice', async () => {
      const hash = await store.transaction((tx) => tx.putDocument('o-1', '{"名":"値"}'));
      expect(await store.transaction((tx) => tx.putDocument('o-1', '{"名":"値"}'))).toBe(hash);
      expect(await store.transaction((tx) => tx.document(hash))).toBe('{"名":"値"}');
    });
    test('of one organisation are not found under another', async () => {
      const hash = await store.transaction((tx) => tx.putDocument('o-1', '{"own":1}'));
      expect(await store.transaction((tx) => tx.document(hash, 'o-2'))).toBeUndefined();
      expect(await store.transaction((tx) => tx.document(hash, 'o-1'))).toBe('{"own":1}');
    });
    test('can be erased: the hash stays, the text does not', async () => {
      const hash = await store.transaction((tx) => tx.putDocument('o-1', '{"mail":"a@example.jp"}'));
      expect(await eraseDocument(store.db, 'o-1', hash, '2026-11-23T00:00:00.000Z')).toBe(true);
      expect(await eraseDocument(store.db, 'o-1', hash, '2026-11-24T00:00:00.000Z')).toBe(false);
      expect(await store.transaction((tx) => tx.document(hash))).toBeUndefined();
      const row = await store.db.selectFrom('documents').selectAll().where('hash', '=', hash).executeTakeFirst();
      expect(row).toMatchObject({ content: null, erased_at: '2026-11-23T00:00:00.000Z' });
    });
  });

  describe('drafts', () => {
    const save = async (base: number, changes: Readonly<Record<string, string>>, byPerson = 'p-1') =>
      Object.fromEntries(
        await saveDraftFields(store.db, {
          application: 'd-1',
          changes: Object.entries(changes).map(([path, value]) => ({ path, value, base })),
          byPerson,
          at: '2026-11-22T01:02:03.004Z',
        }),
      );
    test('two people can type in two fields at once', async () => {
      const both = await Promise.all([save(0, { 'product/name': '加湿器' }), save(0, { 'product/maker': '明石電機' }, 'p-2')]);
      expect(both).toEqual([{ 'product/name': 1 }, { 'product/maker': 1 }]);
      expect(await save(1, { 'product/name': '加湿器 Ⅱ' })).toEqual({ 'product/name': 2 });
      expect(await readDraft(store.db, 'd-1')).toEqual([
        { path: 'product/maker', version: 1, value: '明石電機', byPerson: 'p-2', at: '2026-11-22T01:02:03.004Z' },
        { path: 'product/name', version: 2, value: '加湿器 Ⅱ', byPerson: 'p-1', at: '2026-11-22T01:02:03.004Z' },
      ]);
    });
    test("overwriting another's record: a field whose last version was not seen is left as it is, the others are saved", async () => {
      expect(await save(1, { 'product/name': 'x', 'product/maker': '明石電機工業' })).toEqual({ 'product/maker': 2 });
      expect(await save(0, { 'product/name': 'x' })).toEqual({});
      expect(await save(3, { 'product/new': 'x' })).toEqual({});
      expect((await readDraft(store.db, 'd-1')).map(({ value }) => value)).toEqual(['明石電機工業', '加湿器 Ⅱ']);
      const fields = await readDraft(store.db, 'd-1');
      expect(await readDraftValues(store.db, 'd-1')).toEqual(Object.fromEntries(fields.map(({ path, value }) => [path, value])));
      expect(await readDraftValues(store.db, 'none')).toEqual({});
    });
    test('of two who type over the same version one wins and the other is told', async () => {
      const both = await Promise.all([save(2, { 'product/name': '甲' }), save(2, { 'product/name': '乙' }, 'p-2')]);
      expect(both.filter((saved) => saved['product/name'] === 3)).toHaveLength(1);
      expect(both.filter((saved) => saved['product/name'] === undefined)).toHaveLength(1);
    });
    test('the same value again is saved already', async () => {
      expect(await save(1, { 'product/maker': '明石電機工業' })).toEqual({ 'product/maker': 2 });
    });
  });

  describe('jobs', () => {
    const job = (key: string, dueAt = '2026-11-21T00:00:00.000Z') => ({ kind: 'test', key, dueAt, payload: { to: '事務局' } });
    test('are queued once per key, taken when due, by one worker, and done once', async () => {
      await store.transaction(async (tx) => {
        for (const each of [job('a'), job('b'), job('a'), job('later', '2026-12-01T00:00:00.000Z')]) await tx.enqueue(each);
      });
      const taken = (await Promise.all([1, 2, 3].map(() => store.takeJobs(['test'], 1, 60)))).flat();
      expect(taken.map(({ key }) => key).toSorted()).toEqual(['a', 'b']);
      expect(taken[0]).toMatchObject({ attempts: 1, payload: { to: '事務局' }, dueAt: '2026-11-21T00:00:00.000Z' });
      const [first, second] = taken;
      await store.finishJob(first?.id ?? 0);
      await store.retryJob(second?.id ?? 0, '2026-11-21T12:00:00.000Z', 'no mail server');
      expect((await store.takeJobs(['test'], 5, 60)).map(({ id, attempts }) => [id, attempts])).toEqual([[second?.id, 2]]);
    });
    test('of a worker that died are taken again when the lease ends', async () => {
      await store.transaction((tx) => tx.enqueue(job('dies')));
      expect(await store.takeJobs(['test'], 5, 0)).toHaveLength(1);
      expect(await store.takeJobs(['test'], 5, 60)).toHaveLength(1);
      expect(await store.takeJobs(['test'], 5, 60)).toHaveLength(0);
    });
  });

  test('all of it is there after a restart', async () => {
    const before = await store.read('application:same');
    store = await empty.reopen({ projections: [{ ...list, version: 3 }] });
    expect(await store.read('application:same')).toEqual(before);
    expect(await rowOf('follow')).toMatchObject({ title: '灯台カメラ' });
    expect(await store.command(command('grant', 'ten'), async () => 0)).toEqual({ outcome: 1, replayed: true });
    expect(await store.ready()).toBe(true);
    expect(await store.health()).toEqual({ engine, ok: true });
  });
}
