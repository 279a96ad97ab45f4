import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postgresqlUrl } from '../../test/available.ts';
import { formWith, type Someone, someoneAt } from '../../test/bell-server.ts';
import { asSuperuser, createDatabase, engines } from '../../test/empty-store.ts';
import { returnBook } from '../../test/return-book.ts';
import { capabilitiesFor } from '../capabilities.ts';
import { settableClock } from '../io/clock.ts';
import type { DemoPersonId } from '../people/demo-people.ts';
import { type RunningServer, serve } from '../serve.ts';
import { readSettings } from '../settings.ts';

interface Seen {
  readonly application: string;
  readonly part: string;
  readonly state: string;
  readonly end: string | null;
  readonly clause: string | null;
  readonly fetchUntil: string | null;
  readonly fetchedOn: string | null;
  readonly erasedOn: string | null;
  readonly files: readonly { readonly id: string; readonly name: string; readonly sha256: string }[];
  readonly kept: readonly { readonly id: string; readonly by: string }[];
  readonly papers: readonly { readonly on: string; readonly to: string }[];
}

for (const { name: engine, available } of engines)
  describe.skipIf(!available)(`documents that are returned, on ${engine}`, () => {
    const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'akashi-returns-'));
    const backup = `${dataDir}-backup`;
    const clock = settableClock(new Date('2026-11-22T00:00:00Z'));
    let database: Awaited<ReturnType<typeof createDatabase>> | undefined;
    let server: RunningServer;

    const boot = async () => {
      const environment = { PORT: '0', AKASHI_DATA: dataDir, AKASHI_LOG: 'silent', ...(database ? { DATABASE_URL: database.url } : {}) };
      server = await serve({ settings: readSettings(environment), capabilities: capabilitiesFor([returnBook]), clock });
    };
    const as = (id: DemoPersonId): Promise<Someone> => someoneAt({ ...server, clock }, id);
    const ok = async (response: Promise<Response>): Promise<Response> => {
      const its = await response;
      if (!its.ok) throw new Error(`${its.url}: ${its.status} ${await its.text()}`);
      return its;
    };
    const json = async <T>(response: Promise<Response>): Promise<T> => (await (await ok(response)).json()) as T;
    const upload = async (name: string, content: string): Promise<string> => {
      const { files } = await json<{ files: { id: string }[] }>(
        (await as('demo-hanako')).send('POST', '/api/v1/evidence', formWith({}, { name, content })),
      );
      return files[0]?.id ?? '';
    };
    let models = 0;
    const submitted = async (photos: readonly string[], more: Readonly<Record<string, unknown>> = {}): Promise<string> => {
      const hanako = await as('demo-hanako');
      const { id } = await json<{ id: string }>(
        hanako.send('POST', '/api/v1/applications', { scheme: returnBook.id, level: '1', scope: {} }),
      );
      models += 1;
      const values = {
        ...{ name: `灯 ${models}`, maker: '見本製作所', purpose: `MARKER-purpose-${models}`, models: [{ model: `L-${models}` }] },
        ...{ 'answers/R1.1-01/verdict': 'not-applicable', 'answers/R1.1-01/reason': 'なし' },
        ...{ 'answers/R1.1-02/verdict': 'not-applicable', 'answers/R1.1-02/reason': 'なし' },
        ...{
          'returns/answer': 'done',
          'returns/content': '30日',
          photos: photos.map((document) => ({ document, place: '表紙' })),
          ...more,
        },
      };
      const changes = Object.entries(values).map(([at, value]) => ({ path: at, value, base: 0 }));
      await ok(hanako.send('PUT', `/api/v1/applications/${id}/fields`, { changes }));
      await ok(move('demo-hanako', id, 'submit'));
      return id;
    };
    const move = async (by: DemoPersonId, id: string, name: string, input: object = {}) => {
      const who = await as(by);
      const { version, hash } = await json<{ version: number; hash: string }>(who.fetch(`/api/v1/applications/${id}`));
      return who.send('POST', `/api/v1/applications/${id}/moves/${name}`, { hash, input }, { 'if-match': `"${version}"` });
    };
    const due = async () => json<Seen[]>((await as('demo-suzuki')).fetch('/api/v1/returns'));
    const one = async (by: DemoPersonId, id: string) => json<Seen>((await as(by)).fetch(`/api/v1/returns/${id}/all`));
    const offer = async (id: string, fetchUntil: string) =>
      (await as('demo-suzuki')).send('POST', `/api/v1/returns/${id}/all/offer`, { fetchUntil });
    const isErased = async (id: string) => {
      for (let tries = 0; tries < 200; tries += 1) {
        const its = await one('demo-hanako', id);
        if (its.state === 'erased') return its;
        await after(50);
      }
      throw new Error(`${id} is not erased`);
    };
    /** What was written about a case and its return, as each person got it, once there are so many. */
    const letters = async (id: string, least: number) => {
      for (let tries = 0; ; tries += 1) {
        const rows = await server.store.db.selectFrom('jobs').select('payload').where('kind', '=', 'mail').orderBy('id').execute();
        const found = rows.map(({ payload }) => payload as unknown as { person: string; subject: string; text: string });
        const about = found.filter(({ text }) => text.includes(`/ja/returns/${id}/all`));
        if (about.length >= least || tries > 100) return about;
        await after(50);
      }
    };
    const ahead = async (by: DemoPersonId, id: string) =>
      (
        await json<{ clock: string; on: string; kind: string; clause: string; tells: string | null }[]>(
          (await as(by)).fetch(`/api/v1/applications/${id}/ahead`),
        )
      ).map(({ clock, on, kind, clause, tells }) => [clock, on, kind, clause, tells]);
    const own = async (file: string) => (await as('demo-hanako')).fetch(`/api/v1/evidence/${file}/content`);
    const handed = async (id: string, file: string) =>
      (await as('demo-suzuki')).fetch(`/api/v1/applications/${id}/documents/${file}/content`);
    const bytesOf = (sha256: string) => path.join(dataDir, 'files', 'demo-camera', sha256.slice(0, 2), sha256);

    let secret: string;
    let shared: string;
    let refused: string;
    let running: string;

    beforeAll(async () => {
      if (engine === 'postgresql') database = await createDatabase();
      await boot();
      secret = await upload('登記事項証明書.txt', 'identity');
      shared = await upload('共通資料.txt', 'shared');
      refused = await submitted([secret, shared]);
      running = await submitted([shared]);
    });
    afterAll(async () => {
      await server?.close();
      await database?.drop();
      for (const folder of [dataDir, backup]) fs.rmSync(folder, { recursive: true, force: true });
    });

    test('D-10-1 nothing is returned while the case runs', async () => {
      expect(await due()).toEqual([]);
      expect((await offer(refused, '2027-01-31')).status).toBe(404);
    });

    test('D-10-1 after a refusal the office sees what is to be returned; the papers are recorded with date and to whom', async () => {
      await ok(move('demo-suzuki', refused, 'refuse'));
      await ok(move('demo-suzuki', refused, 'papers', { returnedOn: '2026-11-22', to: '灯 花子' }));
      expect(await due()).toMatchObject([
        {
          ...{ application: refused, part: 'all', state: 'due', end: 'refused', clause: 'B-6' },
          files: [
            { id: secret, name: '登記事項証明書.txt' },
            { id: shared, name: '共通資料.txt' },
          ],
          papers: [{ on: '2026-11-22', to: '灯 花子' }],
        },
      ]);
      expect((await (await as('demo-hanako')).fetch(`/api/v1/returns/${refused}/all`)).status).toBe(404);
      expect((await (await as('demo-hanako')).fetch(`/api/v1/returns/${refused}/all/archive.zip`)).status).toBe(404);
    });

    test('D-10-2 the applicant gets the days that the book leaves at least, and fetches all of it as one archive', async () => {
      expect((await offer(refused, '2026-12-05')).status).toBe(422);
      await ok(offer(refused, '2026-12-06'));
      expect((await offer(refused, '2026-12-05')).status).toBe(422);
      expect((await (await as('demo-misaki')).fetch(`/api/v1/returns/${refused}/all`)).status).toBe(404);
      const hanako = await as('demo-hanako');
      const archive = Buffer.from(await (await ok(hanako.fetch(`/api/v1/returns/${refused}/all/archive.zip`))).arrayBuffer());
      expect(archive.subarray(0, 4).toString('hex')).toBe('504b0304');
      for (const name of ['dossier/001.json', 'files/001 登記事項証明書.txt', 'files/002 共通資料.txt'])
        expect(archive.includes(name)).toBe(true);
      expect(await one('demo-suzuki', refused)).toMatchObject({ state: 'offered', fetchUntil: '2026-12-06', fetchedOn: '2026-11-22' });
      for (const at of [`/ja/returns/${refused}/all`, '/en/returns']) expect((await hanako.fetch(at)).status).toBe(200);
      for (const at of [`/en/returns/${refused}/all`, '/ja/office/returns'])
        expect((await (await as('demo-suzuki')).fetch(at)).status).toBe(200);
    });

    test('D-10-2 the applicant is written to when documents are offered, each person once: until when, where, and that they are erased then', async () => {
      const written = await letters(refused, 2);
      expect(written.map(({ person }) => person).toSorted()).toEqual(['demo-hanako', 'demo-taro']);
      const [{ subject, text } = { subject: '', text: '' }] = written;
      expect(subject).toContain('書類をお返しします。期限までに取得してください(2026年12月6日)');
      for (const part of ['期日: 2026年12月6日', '今後: 2026年12月7日', 'By: 6 December 2026', 'Ahead: 7 December 2026', 'Clause: B-6'])
        expect(text).toContain(part);
      expect(text).toContain(`/en/returns/${refused}/all`);
      expect(written.map((each) => each.text).join(' ')).not.toMatch(/登記事項証明書|MARKER/);
    });

    test('D-10-2 on the last day everything is there; after it, and a restart, the bytes are gone and hash, name, who and when remain', async () => {
      clock.set(new Date('2026-12-06T14:59:00Z'));
      await server.close();
      fs.cpSync(dataDir, backup, { recursive: true });
      if (database && postgresqlUrl) await asSuperuser(postgresqlUrl, `create database ${database.name}_backup template ${database.name}`);
      await boot();
      expect((await own(secret)).status).toBe(200);
      const [{ sha256 } = { sha256: '' }] = (await one('demo-suzuki', refused)).files;
      expect(fs.existsSync(bytesOf(sha256))).toBe(true);
      clock.set(new Date('2026-12-06T15:01:00Z'));
      await server.close();
      await boot();
      const erased = await isErased(refused);
      expect(erased).toMatchObject({
        erasedOn: '2026-12-07',
        files: [{ id: secret, name: '登記事項証明書.txt', sha256 }],
        kept: [{ id: shared, by: running }],
      });
      const events = await server.store.read(`return:${refused}:all`);
      expect(events.map((each) => each.type)).toEqual(['DocumentsOffered', 'DocumentsFetched', 'DocumentsErased']);
      expect(events.at(-1)?.actor.person).toBe('system');
      while (fs.existsSync(bytesOf(sha256))) await after(20);
      const written = (await letters(refused, 4)).slice(2);
      expect(written.map(({ subject }) => subject.replace(/ [^ ]*$/, ''))).toEqual(Array(2).fill('【灯火表示】返却した書類を消去しました'));
      expect(written[0]?.text).toContain('日付: 2026年12月7日');
      expect(await ahead('demo-hanako', refused)).toEqual([]);
    });

    test('D-10-2 an erased file answers 410 with the reason; what another case rests on stays', async () => {
      for (const answer of [await own(secret), await handed(refused, secret)])
        expect([answer.status, await answer.json()]).toMatchObject([410, { code: 'erased', clause: 'B-7' }]);
      expect((await own(shared)).status).toBe(200);
      expect((await handed(running, shared)).status).toBe(200);
      const gone = await (await as('demo-hanako')).fetch(`/api/v1/returns/${refused}/all/archive.zip`);
      expect([gone.status, await gone.json()]).toMatchObject([410, { clause: 'B-7' }]);
    });

    test('D-10-2 the dossier is gone but for what the book lets stay and what is published', async () => {
      const its = await json<{ values: Record<string, unknown> }>((await as('demo-suzuki')).fetch(`/api/v1/applications/${refused}`));
      const text = JSON.stringify(its);
      expect(text).not.toContain('MARKER-purpose-1');
      expect(text).toContain('30日');
      const rows = await server.store.db.selectFrom('documents').select('content').execute();
      expect(JSON.stringify(rows)).not.toContain('MARKER-purpose-1');
      expect(JSON.stringify(rows)).toContain('MARKER-purpose-2');
      expect(await server.store.db.selectFrom('draft_fields').selectAll().where('application', '=', refused).execute()).toEqual([]);
    });

    test('D-10-2 nothing is erased twice, however often and by however many servers the job runs', async () => {
      await server.store.db.updateTable('jobs').set({ done_at: null, leased_until: null }).where('kind', '=', 'erase-returned').execute();
      await server.close();
      await boot();
      for (let tries = 0; tries < 100; tries += 1) {
        const open = await server.store.db
          .selectFrom('jobs')
          .select('id')
          .where('kind', '=', 'erase-returned')
          .where('done_at', 'is', null)
          .execute();
        if (open.length === 0) break;
        await after(50);
      }
      expect((await server.store.read(`return:${refused}:all`)).filter((each) => each.type === 'DocumentsErased')).toHaveLength(1);
      expect((await server.store.read(`evidence:${secret}`)).filter((each) => each.type === 'EvidenceErased')).toHaveLength(1);
      const lines = fs.readFileSync(path.join(dataDir, 'erasures.jsonl'), 'utf8').trim().split('\n');
      expect(new Set(lines).size).toBe(lines.length);
    });

    test('D-10-2 an older copy of the data that is restored is told it again before anybody is served', async () => {
      await server.close();
      const ledger = fs.readFileSync(path.join(dataDir, 'erasures.jsonl'));
      fs.rmSync(dataDir, { recursive: true });
      fs.cpSync(backup, dataDir, { recursive: true });
      fs.writeFileSync(path.join(dataDir, 'erasures.jsonl'), ledger);
      if (database && postgresqlUrl) {
        await asSuperuser(
          postgresqlUrl,
          `drop database ${database.name} with (force)`,
          `alter database ${database.name}_backup rename to ${database.name}`,
        );
      }
      clock.set(new Date('2026-12-06T14:59:00Z'));
      await boot();
      expect((await own(secret)).status).toBe(410);
      expect(await server.store.read(`evidence:${secret}`)).toMatchObject([{}, { type: 'EvidenceErased', data: { again: true } }]);
      const rows = await server.store.db.selectFrom('documents').select('content').execute();
      expect(JSON.stringify(rows)).not.toContain('MARKER-purpose-1');
      expect((await own(shared)).status).toBe(200);
      clock.set(new Date('2026-12-08T00:00:00Z'));
      await server.close();
      await boot();
      expect(await isErased(refused)).toMatchObject({ kept: [{ id: shared }] });
    });

    test('D-10-2 after the end of what was issued its public page stays as it was, also when it is made anew', async () => {
      const paper = await upload('証拠.txt', 'evidence of the third');
      const id = await submitted([paper]);
      await ok(move('demo-suzuki', id, 'grant'));
      expect(await due()).toEqual([]);
      const key = 'BELL-0001';
      const hanako = await as('demo-hanako');
      const { version } = await json<{ version: number }>(hanako.fetch(`/api/v1/held-attestations/${key}`));
      await ok(hanako.send('POST', `/api/v1/attestations/${key}/moves/leave`, { input: {} }, { 'if-match': `"${version}"` }));
      expect(await due()).toMatchObject([{ application: id, end: 'ceased', state: 'due' }]);
      const entry = async () =>
        (await server.store.db.selectFrom('register_entries').select('entry').where('key', '=', key).executeTakeFirst())?.entry;
      const before = await entry();
      await ok(offer(id, '2026-12-22'));
      clock.set(new Date('2026-12-23T00:00:00Z'));
      await server.close();
      await boot();
      await isErased(id);
      expect((await own(paper)).status).toBe(410);
      await server.store.rebuild(['register']);
      expect(await entry()).toEqual(before);
      expect((await fetch(`${server.address}/bell/${key}`)).status).toBe(200);
    });

    test('D-10-2 until when they can be fetched and when they are erased stand in the calendar of applicant and office, under their clauses', async () => {
      const third = await submitted([]);
      await ok(move('demo-suzuki', third, 'refuse'));
      await ok(offer(third, '2027-01-20'));
      const fetch = ['return:all:fetch', '2027-01-20', 'due', 'B-6', 'applicant'];
      for (const by of ['demo-hanako', 'demo-suzuki'] as const)
        expect(await ahead(by, third)).toEqual([fetch, ['return:all:erase', '2027-01-21', 'job', 'B-7', null]]);
      const rows = () => server.store.db.selectFrom('calendar_days').selectAll().orderBy('stream').orderBy('clock').execute();
      const before = await rows();
      expect(before.map(({ stream, clock }) => [stream, clock])).toEqual(
        expect.arrayContaining([
          [`application:${third}`, 'return:all:erase'],
          [`application:${third}`, 'return:all:fetch'],
        ]),
      );
      await server.store.rebuild(['calendar']);
      expect(await rows()).toEqual(before);
      await ok((await as('demo-hanako')).fetch(`/api/v1/returns/${third}/all/archive.zip`));
      expect((await ahead('demo-suzuki', third)).map(([clock]) => clock)).toEqual(['return:all:erase']);
    });

    test('bytes of an upload that a killed process never entered are gone a day later, what is used or young is not', async () => {
      const folder = path.join(dataDir, 'files', 'demo-camera', 'ab');
      const orphan = (end: string) => path.join(folder, `ab${'0'.repeat(61)}${end}`);
      const used = (await server.store.db.selectFrom('files').select('sha256').where('id', '=', shared).executeTakeFirst())?.sha256 ?? '';
      fs.mkdirSync(folder, { recursive: true });
      for (const end of ['1', '2']) fs.writeFileSync(orphan(end), 'cut off');
      const old = Date.now() / 1000 - 25 * 60 * 60;
      for (const each of [orphan('1'), bytesOf(used)]) fs.utimesSync(each, old, old);
      await server.close();
      await boot();
      for (let tries = 0; tries < 200 && fs.existsSync(orphan('1')); tries += 1) await after(20);
      expect([orphan('1'), orphan('2'), bytesOf(used)].map((each) => fs.existsSync(each))).toEqual([false, true, true]);
    });
  });
