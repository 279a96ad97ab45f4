import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bellBook } from '../../test/bell-book.ts';
import { type BellServer, formWith, type Someone, startBellServer } from '../../test/bell-server.ts';
import { engines } from '../../test/empty-store.ts';
import { lampBook } from '../../test/lamp-book.ts';

interface Listed {
  readonly id: string;
  readonly name?: string;
  readonly erased: boolean;
  readonly origin?: Readonly<Record<string, string>>;
  readonly uses: readonly { readonly path: string; readonly place: string; readonly stands: boolean; readonly submissions: number[] }[];
  readonly opened: readonly { readonly by: string; readonly at: string }[];
}

for (const { name: engine, available } of engines)
  describe.skipIf(!available)(`handed-over evidence on ${engine}`, () => {
    let server: BellServer;
    let hanako: Someone; // responsible at demo-camera
    let misaki: Someone; // responsible at demo-sensor
    let officer: Someone;
    let ministry: Someone;

    beforeAll(async () => {
      server = await startBellServer({ engine, books: [lampBook, bellBook] });
      [hanako, misaki, officer, ministry] = await Promise.all([
        server.as('demo-hanako'),
        server.as('demo-misaki'),
        server.as('demo-suzuki'),
        server.as('demo-yamada'),
      ]);
    });
    afterAll(() => server.close());

    const json = async <T>(response: Promise<Response>): Promise<T> => (await (await response).json()) as T;
    const ok = async (response: Promise<Response>): Promise<Response> => {
      const answer = await response;
      if (answer.status >= 300) throw new Error(`${answer.status} ${await answer.text()}`);
      return answer;
    };
    const upload = async (who: Someone, name: string, content: string): Promise<string> => {
      const { files } = await json<{ files: { id: string }[] }>(who.send('POST', '/api/v1/evidence', formWith({}, { name, content })));
      return files[0]?.id ?? '';
    };
    const open = async (who: Someone, book = lampBook): Promise<string> =>
      (await json<{ id: string }>(who.send('POST', '/api/v1/applications', { scheme: book.id, level: '1', scope: {} }))).id;
    const versions = new Map<string, number>();
    const fill = (who: Someone, id: string, values: Readonly<Record<string, unknown>>) =>
      ok(
        who.send('PUT', `/api/v1/applications/${id}/fields`, {
          changes: Object.entries(values).map(([path, value]) => {
            const base = versions.get(`${id}/${path}`) ?? 0;
            versions.set(`${id}/${path}`, base + 1);
            return { path, value, base };
          }),
        }),
      );
    const move = async (who: Someone, id: string, name: string, more: object = {}) => {
      const { version, hash } = await json<{ version: number; hash: string }>(who.fetch(`/api/v1/applications/${id}`));
      return who.send('POST', `/api/v1/applications/${id}/moves/${name}`, { hash, ...more }, { 'if-match': `"${version}"` });
    };
    const pointTo = (document: string, place: string) => [{ document, place }];
    const content = (who: Someone, id: string, file: string, query = '') =>
      who.fetch(`/api/v1/applications/${id}/documents/${file}/content${query}`);
    const documents = (who: Someone, id: string) => json<Listed[]>(who.fetch(`/api/v1/applications/${id}/documents`));
    const required = {
      name: '灯',
      models: [{ model: 'L-1' }],
      'answers/R1.1-01/verdict': 'not-applicable',
      'answers/R1.1-01/reason': 'なし',
      'answers/R1.1-02/verdict': 'not-applicable',
      'answers/R1.1-02/reason': 'なし',
    };
    let models = 0;
    const submitted = async (who: Someone, photos: string, book = lampBook): Promise<string> => {
      const id = await open(who, book);
      models += 1;
      await fill(who, id, { ...required, models: [{ model: `L-${models}` }], photos: pointTo(photos, '表紙') });
      await ok(move(who, id, 'submit'));
      return id;
    };

    test('D-4.4-1 before submission nothing of a dossier is open to the office; afterwards exactly the files it points to are', async () => {
      const pointed = await upload(hanako, '登記.txt', 'handed over');
      const other = await upload(hanako, '社内限り.txt', 'MARKER-unused');
      const id = await open(hanako);
      await fill(hanako, id, { ...required, photos: pointTo(pointed, '全頁') });
      expect((await content(officer, id, pointed)).status).toBe(404);
      expect((await officer.fetch(`/api/v1/applications/${id}/documents`)).status).toBe(404);
      expect((await officer.fetch(`/ja/cases/${id}/documents`)).status).toBe(404);
      await ok(move(hanako, id, 'submit'));
      const listed = await documents(officer, id);
      expect(listed.map((each) => [each.name, each.uses.map((use) => [use.path, use.place])])).toEqual([
        ['登記.txt', [['photos', '全頁']]],
      ]);
      expect(await (await content(officer, id, pointed)).text()).toBe('handed over');
      expect((await content(officer, id, other)).status).toBe(404);
      expect((await officer.fetch(`/api/v1/evidence/${pointed}/content`)).status).toBe(403);
      const page = await (await officer.fetch(`/ja/cases/${id}/documents`)).text();
      expect(page).toContain('登記.txt');
      expect(page).not.toContain('社内限り');
    });

    test('D-4.4-1 a file of one case opens by that case only, and not for other applicants, the government or the public', async () => {
      const [first, second] = [await upload(hanako, '一.txt', 'one'), await upload(hanako, '二.txt', 'two')];
      const [a, b] = [await submitted(hanako, first), await submitted(hanako, second)];
      expect((await content(officer, a, first)).status).toBe(200);
      expect((await content(officer, a, second)).status).toBe(404);
      expect((await content(officer, b, first)).status).toBe(404);
      for (const path of [`/api/v1/applications/${a}/documents`, `/api/v1/applications/${a}/documents/${first}/content`]) {
        expect((await misaki.fetch(path)).status).toBe(404);
        expect((await ministry.fetch(path)).status).toBe(403);
        expect((await fetch(`${server.address}${path}`)).status).toBe(401);
      }
    });

    test('an id of another organisation’s file that a dossier or an answer names opens nothing', async () => {
      const foreign = await upload(misaki, '他社.txt', 'MARKER-foreign');
      const own = await upload(hanako, '自社.txt', 'own');
      const id = await open(hanako);
      models += 1;
      await fill(hanako, id, { ...required, models: [{ model: `L-${models}` }], photos: pointTo(foreign, '1') });
      expect((await move(hanako, id, 'submit')).status).toBe(422);
      const other = await submitted(hanako, own);
      await ok(move(officer, other, 'open', { opens: 'question', input: { question: '?' } }));
      const { threads } = await json<{ threads: { id: string }[] }>(hanako.fetch(`/api/v1/applications/${other}`));
      const answer = { thread: threads[0]?.id, input: { answer: 'これです', files: pointTo(foreign, '1') } };
      expect((await move(hanako, other, 'answer', answer)).status).toBe(422);
      expect((await content(officer, other, foreign)).status).toBe(404);
    });

    test('L-3.4-10 where a scheme hands nothing over, a submitted dossier opens nothing', async () => {
      const kept = await upload(hanako, '手元.txt', 'kept');
      const id = await submitted(hanako, kept, bellBook);
      expect(await documents(officer, id)).toEqual([]);
      expect((await content(officer, id, kept)).status).toBe(404);
    });

    test('what an earlier submission handed over stays open to the office and cannot be erased; a draft’s file can', async () => {
      const [old, fresh, drafted] = [
        await upload(hanako, '旧.txt', 'old'),
        await upload(hanako, '新.txt', 'new'),
        await upload(hanako, '下書き.txt', 'drafted'),
      ];
      const id = await submitted(hanako, old);
      await ok(move(officer, id, 'giveBack'));
      await fill(hanako, id, { photos: pointTo(fresh, '改') });
      expect((await content(officer, id, fresh)).status).toBe(404);
      await ok(move(hanako, id, 'submit'));
      const listed = await documents(officer, id);
      expect(listed.map((each) => [each.name, each.uses[0]?.submissions, each.uses[0]?.stands])).toEqual([
        ['旧.txt', [1], false],
        ['新.txt', [2], true],
      ]);
      expect(await (await content(officer, id, old)).text()).toBe('old');
      const refused = await hanako.send('DELETE', `/api/v1/evidence/${old}`);
      expect([refused.status, ((await refused.json()) as { clause: string }).clause]).toEqual([409, 'B-3']);
      const draft = await open(hanako);
      await fill(hanako, draft, { photos: pointTo(drafted, '1') });
      expect((await hanako.send('DELETE', `/api/v1/evidence/${drafted}`)).status).toBe(200);
    });

    test('a file attached to an answer goes to the office with the answer, and is kept like the rest', async () => {
      const [photo, attached] = [await upload(hanako, '写真.txt', 'photo'), await upload(hanako, '回答資料.txt', 'attached')];
      const id = await submitted(hanako, photo);
      await ok(move(officer, id, 'open', { opens: 'question', input: { question: '証拠は' } }));
      const { threads } = await json<{ threads: { id: string }[] }>(hanako.fetch(`/api/v1/applications/${id}`));
      expect((await content(officer, id, attached)).status).toBe(404);
      await ok(move(hanako, id, 'answer', { thread: threads[0]?.id, input: { answer: 'これです', files: pointTo(attached, '3頁') } }));
      expect(await (await content(officer, id, attached)).text()).toBe('attached');
      expect((await documents(officer, id)).at(-1)).toMatchObject({
        name: '回答資料.txt',
        uses: [{ path: 'files', thread: threads[0]?.id }],
      });
      expect((await hanako.send('DELETE', `/api/v1/evidence/${attached}`)).status).toBe(409);
    });

    test('who opened which file, and when, stands in the history of the file, in the list and in the vault', async () => {
      const file = await upload(hanako, '記録.txt', 'logged');
      const id = await submitted(hanako, file);
      await (await content(hanako, id, file)).text();
      expect((await documents(hanako, id))[0]?.opened).toEqual([]);
      await (await content(officer, id, file)).text();
      const events = await server.store.read(`evidence:${file}`);
      expect(events.map((event) => [event.type, event.actor.person])).toEqual([
        ['EvidenceUploaded', 'demo-hanako'],
        ['EvidenceOpened', 'demo-suzuki'],
      ]);
      expect(events[1]?.data).toMatchObject({ application: id });
      expect((await documents(hanako, id))[0]?.opened).toMatchObject([{ by: 'demo-suzuki', at: events[1]?.at }]);
      expect(await (await hanako.fetch(`/ja/evidence/${file}`)).text()).toContain('提出された資料として開いた');
      expect(await (await hanako.fetch(`/ja/cases/${id}/documents`)).text()).toContain('事務 鈴木');
    });

    test('D-6.4-1 a committee opens the dossier’s files while it is heard, not before, not after, not who stepped aside, and no answer’s files', async () => {
      const [futaba, sanpei] = [await server.as('demo-futaba'), await server.as('demo-sanpei')];
      const [photo, attached] = [await upload(hanako, '委員会資料.txt', 'heard'), await upload(hanako, '照会資料.txt', 'answered')];
      const id = await submitted(hanako, photo);
      await ok(move(officer, id, 'open', { opens: 'question', input: { question: '?' } }));
      const asked = await json<{ threads: { id: string }[] }>(hanako.fetch(`/api/v1/applications/${id}`));
      const files = [{ document: attached, place: '1' }];
      await ok(move(hanako, id, 'answer', { thread: asked.threads[0]?.id, input: { answer: '!', files } }));
      expect((await content(futaba, id, photo)).status).toBe(403);
      await ok(move(officer, id, 'open', { opens: 'hearing', input: { meetsOn: '2026-12-01' } }));
      expect(await (await content(futaba, id, photo)).text()).toBe('heard');
      expect((await content(futaba, id, attached)).status).toBe(404);
      expect((await documents(futaba, id)).map((each) => each.id)).toEqual([photo]);
      expect((await server.store.read(`evidence:${photo}`)).at(-1)).toMatchObject({
        type: 'EvidenceOpened',
        actor: { person: 'demo-futaba' },
      });
      expect((await futaba.fetch(`/api/v1/applications/${id}`)).status).toBe(403);
      expect((await futaba.fetch(`/api/v1/evidence/${photo}/content`)).status).toBe(403);
      const { threads } = await json<{ threads: { id: string; kind: string }[] }>(officer.fetch(`/api/v1/applications/${id}`));
      const hearing = threads.find((each) => each.kind === 'hearing')?.id ?? '';
      expect((await content(sanpei, id, photo)).status).toBe(200);
      const { hash } = await json<{ hash: string }>(officer.fetch(`/api/v1/applications/${id}`));
      const recusal = { hash, input: { reason: '利害関係' } };
      await ok(sanpei.send('POST', `/api/v1/committee/hearings/${hearing}/moves/recuse`, recusal));
      expect((await content(sanpei, id, photo)).status).toBe(403);
      expect((await content(futaba, id, photo)).status).toBe(200);
      await ok(move(officer, id, 'conclude', { thread: hearing }));
      expect((await content(futaba, id, photo)).status).toBe(403);
      expect((await documents(officer, id)).length).toBe(2);
    });

    test('script in a handed-over file never runs: HTML and SVG are saved as bytes, whatever was asked', async () => {
      const page = await upload(hanako, '罠.html', '<!doctype html><script>alert(1)</script>');
      const id = await submitted(hanako, page);
      for (const query of ['', '?show=1']) {
        const response = await content(officer, id, page, query);
        expect(response.headers.get('content-type')).toBe('application/octet-stream');
        expect(response.headers.get('content-disposition')).toMatch(/^attachment/);
        expect(response.headers.get('content-security-policy')).toContain('sandbox');
        expect(response.headers.get('x-content-type-options')).toBe('nosniff');
        await response.text();
      }
    });

    describe('D-4.4-6 D-4.4-7 the origin of a file', () => {
      const state = (who: Someone, id: string, body: object) => who.send('PUT', `/api/v1/evidence/${id}/origin`, body);
      test('is said by its organisation, stands in the record without a name, and is shown to the office beside the file', async () => {
        const file = await upload(hanako, '委託先.txt', 'from a contractor');
        const said = { kind: 'contractor-signed', contractor: '見本データセンター', signedBy: '部長 署名 太郎', on: '2026-11-01' };
        expect((await state(hanako, file, said)).status).toBe(200);
        const [, stated] = await server.store.read(`evidence:${file}`);
        expect(stated).toMatchObject({
          type: 'EvidenceOriginStated',
          data: { kind: 'contractor-signed' },
          actor: { person: 'demo-hanako' },
        });
        const kept = JSON.stringify([
          await server.store.db.selectFrom('events').selectAll().execute(),
          await server.store.db.selectFrom('commands').selectAll().execute(),
        ]);
        expect(kept).not.toContain('署名 太郎');
        const id = await submitted(hanako, file);
        expect((await documents(officer, id))[0]?.origin).toEqual({
          contractor: '見本データセンター',
          signedBy: '部長 署名 太郎',
          on: '2026-11-01',
        });
        const page = await (await officer.fetch(`/ja/cases/${id}/documents`)).text();
        expect(page).toContain('部長 署名 太郎');
        expect(page).toContain('2026年11月1日');
      });
      test.each([
        ['a contractor without a name', { kind: 'contractor-public' }, 'contractor'],
        ['a signature without a signer', { kind: 'contractor-signed', contractor: 'A' }, 'signedBy'],
        ['a page without its address', { kind: 'web-page', on: '2026-11-01' }, 'address'],
        ['a page without a date', { kind: 'web-page', address: 'https://a.example/' }, 'on'],
        ['an address that is none', { kind: 'web-page', address: 'javascript:alert(1)', on: '2026-11-01' }, 'address'],
        ['a date that is none', { kind: 'web-page', address: 'https://a.example/', on: '2026-02-30' }, 'on'],
        ['a date to come', { kind: 'web-page', address: 'https://a.example/', on: '2026-12-31' }, 'on'],
        ['an unknown kind', { kind: 'hearsay' }, 'kind'],
      ])('%s is refused at its field', async (_what, body, path) => {
        const file = await upload(hanako, 'x.txt', 'x');
        const response = await state(hanako, file, body);
        expect(response.status).toBe(422);
        expect(((await response.json()) as { errors: { path: string }[] }).errors.map((each) => each.path)).toEqual([path]);
      });
      test('is nobody else’s to say, and goes with the file when it is erased', async () => {
        const file = await upload(hanako, '消す.txt', 'gone');
        expect((await state(misaki, file, { kind: 'own' })).status).toBe(404);
        expect((await state(officer, file, { kind: 'own' })).status).toBe(403);
        await ok(state(hanako, file, { kind: 'web-page', address: 'https://a.example/', on: '2026-11-01' }));
        await ok(hanako.send('DELETE', `/api/v1/evidence/${file}`));
        const row = await server.store.db.selectFrom('files').select('origin').where('id', '=', file).executeTakeFirst();
        expect(row?.origin).toBeNull();
      });
      test('the page of the file asks for it, and comes back with what is wrong at its field', async () => {
        const file = await upload(hanako, '頁.txt', 'page');
        const page = await (await hanako.fetch(`/ja/evidence/${file}`)).text();
        expect(page).toContain('資料の出所');
        const form = new URLSearchParams({
          _csrf: hanako.csrf,
          _key: 'origin-form-1',
          kind: 'web-page',
          address: 'ftp://x',
          on: '2026-11-01',
        });
        const wrong = await hanako.fetch(`/ja/evidence/${file}/origin`, { method: 'POST', body: form });
        expect(wrong.status).toBe(422);
        expect(await wrong.text()).toContain('ftp://x');
        form.set('address', 'https://page.example/');
        form.set('_key', 'origin-form-2');
        expect((await hanako.fetch(`/ja/evidence/${file}/origin`, { method: 'POST', body: form })).status).toBe(303);
        expect(await (await hanako.fetch(`/ja/evidence/${file}`)).text()).toContain('https://page.example/');
      });
    });
  });
