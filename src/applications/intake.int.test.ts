import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bellBook } from '../../test/bell-book.ts';
import { type BellServer, formWith, type Someone, startBellServer } from '../../test/bell-server.ts';
import { engines } from '../../test/empty-store.ts';
import { lampBook } from '../../test/lamp-book.ts';
import { limitTo, systemActor } from '../people/index.ts';

for (const { name: engine, available } of engines)
  describe.skipIf(!available)(`an application on paper on ${engine}`, () => {
    let server: BellServer;
    let hanako: Someone; // responsible at demo-camera
    let misaki: Someone; // responsible at demo-sensor
    let officer: Someone;
    let other: Someone; // officer of another office

    beforeAll(async () => {
      server = await startBellServer({ engine, books: [lampBook, bellBook] });
      [hanako, misaki, officer, other] = await Promise.all([
        server.as('demo-hanako'),
        server.as('demo-misaki'),
        server.as('demo-suzuki'),
        server.as('demo-watanabe'),
      ]);
      await server.store.transaction((tx) => limitTo(tx, 'demo-secretariat', ['bicycle-bell'], systemActor));
    });
    afterAll(() => server.close());

    const json = async <T>(response: Promise<Response>): Promise<T> => (await (await response).json()) as T;
    const text = async (who: Someone, path: string) => {
      const response = await who.fetch(path);
      if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
      return response.text();
    };
    const asked = { scheme: lampBook.id, organisation: 'demo-camera', level: '1', scope: { unit: 'yes' } };
    const intake = (who: Someone, change: object = {}) => who.send('POST', '/api/v1/intakes', { ...asked, ...change });
    const opened = async (): Promise<string> => (await json<{ id: string }>(intake(officer))).id;
    const put = (who: Someone, id: string, values: Readonly<Record<string, unknown>>, base = 0) =>
      who.send('PUT', `/api/v1/applications/${id}/fields`, {
        changes: Object.entries(values).map(([path, value]) => ({ path, value, base })),
      });
    const move = async (who: Someone, id: string, name: string, more: object = {}) => {
      const { version, hash } = await json<{ version: number; hash: string }>(who.fetch(`/api/v1/applications/${id}`));
      return who.send('POST', `/api/v1/applications/${id}/moves/${name}`, { hash, ...more }, { 'if-match': `"${version}"` });
    };
    const scan = (who: Someone, id: string, name: string, content = name) =>
      who.send('POST', `/api/v1/applications/${id}/scans`, formWith({}, { name, content }));
    const take = { input: { tracking: '123-45-67890-1', receivedOn: '2026-11-18' } };
    const complete = {
      name: '紙の灯り',
      models: [{ model: 'P-1' }],
      'answers/R1.1-01/verdict': 'not-applicable',
      'answers/R1.1-01/reason': 'なし',
      'answers/R1.1-02/verdict': 'not-applicable',
      'answers/R1.1-02/reason': 'なし',
    };

    test('D-4.5-1 the officer opens, fills and takes in; the day of receipt counts; the history names the officer and never the applicant', async () => {
      const id = await opened();
      const { files } = await json<{ files: { id: string }[] }>(scan(officer, id, '申請書.pdf', '%PDF-1.7 scan'));
      const scanned = files[0]?.id ?? '';
      expect((await put(officer, id, { ...complete, photos: [{ document: scanned, place: '全頁' }] })).status).toBe(200);
      const taken = await move(officer, id, 'takeIn', take);
      expect([taken.status, (await taken.json()) as object]).toMatchObject([200, { state: 'desk' }]);
      const events = await server.store.read(`application:${id}`);
      expect(events.map((event) => [event.type, event.actor.person, event.actor.organisation, event.actor.role])).toEqual([
        ['ApplicationOpened', 'demo-suzuki', 'demo-office', 'officer'],
        ['LampTakenIn', 'demo-suzuki', 'demo-office', 'officer'],
      ]);
      expect(events[1]).toMatchObject({ effectiveOn: '2026-11-18', data: { receivedOn: '2026-11-18', input: take.input } });
      const seen = await json<{ receivedOn: string; values: object; history: { by: string }[]; organisation: string }>(
        hanako.fetch(`/api/v1/applications/${id}`),
      );
      expect(seen).toMatchObject({ receivedOn: '2026-11-18', organisation: 'demo-camera', values: { name: '紙の灯り' } });
      expect([...new Set(seen.history.map((line) => line.by))]).toEqual(['demo-suzuki']);
      const page = await text(hanako, `/ja/applications/${id}`);
      expect(page).toContain('紙で届いた申請を事務局が開始');
      expect(page).toContain('123-45-67890-1');
      const [uploaded] = await server.store.read(`evidence:${scanned}`);
      expect(uploaded).toMatchObject({ type: 'EvidenceUploaded', actor: { person: 'demo-suzuki' }, data: { scannedFor: id } });
      const [document] = await json<{ id: string; scannedFromPaper: boolean }[]>(officer.fetch(`/api/v1/applications/${id}/documents`));
      expect(document).toMatchObject({ id: scanned, scannedFromPaper: true });
      expect(await text(hanako, `/ja/evidence/${scanned}`)).toContain('郵送された紙を事務局が読み取ったもの');
    });

    test('D-4.5-1 the office finds the case in its queue with what is to be done, by pages alone, and the applicant sees it', async () => {
      expect(await text(officer, '/ja/office')).toContain('/ja/office/intake');
      const search = await text(officer, `/ja/office/intake?scheme=${lampBook.id}&q=${encodeURIComponent('カメラ')}`);
      expect(search).toContain('デモ・カメラ工業株式会社');
      expect(search).not.toContain('デモ・センサー合同会社');
      const form = new URLSearchParams({
        _csrf: officer.csrf,
        _key: 'intake-form-1',
        scheme: lampBook.id,
        level: '1',
        unit: 'yes',
        organisation: 'demo-camera',
      });
      const begun = await officer.fetch('/ja/office/intake', { method: 'POST', body: form });
      const address = begun.headers.get('location') ?? '';
      expect(address).toMatch(/^\/ja\/office\/intake\/[\w-]+$/);
      const id = address.split('/').at(-1) ?? '';
      const queue = await text(officer, '/ja/office');
      expect(queue).toContain(address);
      expect(queue).toContain('紙で届いた申請の記入中');
      const hub = await text(officer, address);
      for (const link of [
        `/ja/cases/${id}/scans`,
        `/ja/applications/${id}/dossier`,
        `/ja/applications/${id}/workbook`,
        `/ja/office/cases/${id}/moves/takeIn`,
      ])
        expect(hub).toContain(link);
      for (const path of [
        `/en/office/intake/${id}`,
        `/en/cases/${id}/scans`,
        `/en/applications/${id}/check`,
        `/ja/applications/${id}/workbook`,
        `/ja/office/cases/${id}/moves/takeIn`,
      ])
        expect((await text(officer, path)).length).toBeGreaterThan(500);
      const sections = await officer.fetch(`/ja/applications/${id}/dossier`);
      expect(await text(officer, sections.headers.get('location') ?? '')).toContain('data-autosave');
      expect(await text(hanako, '/ja/applications')).toContain(id);
      expect(await text(officer, '/api/v1/applications')).toContain(id);
    });

    test('D-4.5-1 the applicant’s Excel is read into the case by the officer', async () => {
      const id = await opened();
      const exported = await officer.fetch(`/api/v1/applications/${id}/workbook`);
      expect(exported.status).toBe(200);
      const content = new Uint8Array(await exported.arrayBuffer());
      const read = await officer.send('POST', `/api/v1/applications/${id}/workbook`, formWith({}, { name: 'b.xlsx', content }));
      expect([read.status, await read.json()]).toMatchObject([200, { changes: [], saved: 0 }]);
      expect((await misaki.fetch(`/api/v1/applications/${id}/workbook`)).status).toBe(404);
    });

    test('a draft that the office did not open stays invisible to it and cannot be filled, scanned into or taken in', async () => {
      const { id } = await json<{ id: string }>(
        hanako.send('POST', '/api/v1/applications', { scheme: lampBook.id, level: '1', scope: { unit: 'yes' } }),
      );
      expect((await officer.fetch(`/api/v1/applications/${id}`)).status).toBe(404);
      expect((await put(officer, id, { name: 'x' })).status).toBe(404);
      expect((await scan(officer, id, 'x.txt')).status).toBe(404);
      expect((await officer.fetch(`/ja/office/intake/${id}`)).status).toBe(404);
      await put(hanako, id, { ...complete, models: [{ model: 'P-own' }] });
      expect((await move(hanako, id, 'submit')).status).toBe(200);
      expect((await move(officer, id, 'giveBack')).status).toBe(200);
      await put(hanako, id, { purpose: 'MARKER-correcting' });
      expect((await put(officer, id, { name: 'x' }, 1)).status).toBe(403);
      expect((await scan(officer, id, 'x.txt')).status).toBe(403);
      const refused = await move(officer, id, 'takeIn', take);
      expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([409, 'not-taken-in']);
      expect(await text(officer, `/api/v1/applications/${id}`)).not.toContain('MARKER-correcting');
      expect(await text(officer, `/ja/office/cases/${id}`)).not.toContain('MARKER-correcting');
    });

    test('files of the applicant’s own vault stay closed to the officer who fills in the paper', async () => {
      await hanako.send('POST', '/api/v1/evidence', formWith({}, { name: 'MARKER-vault.txt', content: 'same bytes' }));
      const id = await opened();
      const { files } = await json<{ files: { id: string; name: string }[] }>(scan(officer, id, 'MARKER-vault.txt', 'same bytes'));
      const own = await server.store.db.selectFrom('files').select(['id', 'from_paper']).where('name', '=', 'MARKER-vault.txt').execute();
      expect(own.filter((row) => row.from_paper).map((row) => row.id)).toEqual([files[0]?.id]);
      expect(own).toHaveLength(2);
      await hanako.send('POST', '/api/v1/evidence', formWith({}, { name: 'MARKER-other.txt', content: 'other' }));
      const dossier = await officer.fetch(`/ja/applications/${id}/dossier`);
      const page = await text(officer, dossier.headers.get('location') ?? '');
      expect(page).toContain('MARKER-vault.txt');
      expect(page).not.toContain('MARKER-other.txt');
      expect((await officer.fetch('/api/v1/evidence')).status).toBe(403);
    });

    test('only officers of the scheme take in, only for applicants, and only where a scheme takes paper', async () => {
      expect((await intake(hanako)).status).toBe(403);
      expect((await intake(other)).status).toBe(403);
      expect((await intake(officer, { organisation: 'demo-office' })).status).toBe(422);
      expect((await intake(officer, { organisation: 'nobody' })).status).toBe(422);
      expect((await intake(officer, { scheme: bellBook.id, scope: {} })).status).toBe(422);
      const id = await opened();
      expect((await other.fetch(`/api/v1/applications/${id}`)).status).toBe(404);
      expect((await misaki.fetch(`/api/v1/applications/${id}`)).status).toBe(404);
      expect((await scan(misaki, id, 'x.txt')).status).toBe(403);
      expect((await put(misaki, id, { name: 'x' })).status).toBe(404);
    });
  });
