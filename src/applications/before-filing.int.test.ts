import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bellBook } from '../../test/bell-book.ts';
import { type BellServer, formWith, type Someone, startBellServer } from '../../test/bell-server.ts';
import { engines } from '../../test/empty-store.ts';
import { lampBook } from '../../test/lamp-book.ts';
import { limitTo, systemActor } from '../people/index.ts';

const MARKER = 'MARKER-秘密の灯り';

for (const { name: engine, available } of engines)
  describe.skipIf(!available)(`questions before filing on ${engine}`, () => {
    let server: BellServer;
    let hanako: Someone;
    let misaki: Someone;
    let officer: Someone;
    let other: Someone; // officer of another office
    let ministry: Someone;

    beforeAll(async () => {
      server = await startBellServer({ engine, books: [lampBook, bellBook] });
      [hanako, misaki, officer, other, ministry] = await Promise.all([
        server.as('demo-hanako'),
        server.as('demo-misaki'),
        server.as('demo-suzuki'),
        server.as('demo-watanabe'),
        server.as('demo-yamada'),
      ]);
      await server.store.transaction((tx) => limitTo(tx, 'demo-secretariat', ['bicycle-bell'], systemActor));
    });
    afterAll(() => server.close());

    const json = async <T>(response: Promise<Response>): Promise<T> => (await (await response).json()) as T;
    const text = async (who: Someone, path: string) => (await who.fetch(path)).text();
    const open = async (book = lampBook, scope: object = { unit: 'unsure' }): Promise<string> => {
      const body = { scheme: book.id, level: '1', scope: book === lampBook ? scope : {} };
      return (await json<{ id: string }>(hanako.send('POST', '/api/v1/applications', body))).id;
    };
    const move = async (who: Someone, id: string, name: string, more: object = {}) => {
      const { version, hash } = await json<{ version: number; hash: string }>(who.fetch(`/api/v1/applications/${id}`));
      return who.send('POST', `/api/v1/applications/${id}/moves/${name}`, { hash, ...more }, { 'if-match': `"${version}"` });
    };
    interface Question {
      readonly id: string;
      readonly version: number;
      readonly scope: { readonly answers: object; readonly outcome: string };
      readonly questions: readonly {
        readonly thread: string;
        readonly waiting: boolean;
        readonly said: readonly { readonly input: object }[];
      }[];
    }
    const question = (who: Someone, id: string) => json<Question>(who.fetch(`/api/v1/questions/${id}`));
    const answer = async (who: Someone, id: string, words: string, version?: number) => {
      const its = await question(officer, id);
      const body = { thread: its.questions[0]?.thread, input: { answer: words } };
      return who.send('POST', `/api/v1/questions/${id}/moves/answer`, body, { 'if-match': `"${version ?? its.version}"` });
    };

    let file = '';
    /** A draft with a marker in a field and a file, of which a question was asked. */
    const asked = async (words = '一つと数えるか'): Promise<string> => {
      const id = await open();
      const { files } = await json<{ files: { id: string }[] }>(
        hanako.send('POST', '/api/v1/evidence', formWith({}, { name: `${MARKER}.txt`, content: id })),
      );
      file = files[0]?.id ?? '';
      const changes = [
        { path: 'name', value: MARKER, base: 0 },
        { path: 'photos', value: [{ document: file, place: MARKER }], base: 0 },
      ];
      await hanako.send('PUT', `/api/v1/applications/${id}/fields`, { changes });
      expect((await move(hanako, id, 'open', { opens: 'ask', input: { question: words } })).status).toBe(200);
      return id;
    };

    test('D-4.1-2 D-4.3-1 the office sees the question in its queue with who asks and the scope answers, answers it, and the answer stays with the case', async () => {
      const id = await asked('問合せの文');
      const queue = await text(officer, '/ja/office');
      expect(queue).toContain(`/ja/office/questions/${id}`);
      expect(queue).toContain('提出前の問合せ');
      const its = await question(officer, id);
      expect(its.scope).toMatchObject({ answers: { unit: 'unsure' }, outcome: 'unclear' });
      const page = await text(officer, `/ja/office/questions/${id}`);
      for (const shown of ['問合せの文', 'デモ・カメラ工業株式会社', '分からない']) expect(page).toContain(shown);
      expect((await answer(officer, id, '一つです')).status).toBe(200);
      expect((await question(officer, id)).questions[0]).toMatchObject({
        waiting: false,
        said: [{ input: { question: '問合せの文' } }, { input: { answer: '一つです' } }],
      });
      expect(await text(hanako, `/ja/applications/${id}`)).toContain('一つです');
      const events = await server.store.read(`application:${id}`);
      expect(events.at(-1)).toMatchObject({
        type: 'LampExplained',
        actor: { person: 'demo-suzuki' },
        data: { input: { answer: '一つです' } },
      });
      expect(await text(officer, '/ja/office')).not.toContain(id);
    });

    test('nothing of the dossier leaks with a question: not by page, JSON, list, search or file', async () => {
      const id = await asked();
      for (const path of [
        '/ja/office',
        `/ja/office?q=${encodeURIComponent(MARKER)}`,
        '/ja/office/watch',
        '/ja/applications',
        '/api/v1/applications',
        '/api/v1/questions',
        `/api/v1/questions/${id}`,
        `/ja/office/questions/${id}`,
        `/en/office/questions/${id}`,
      ]) {
        const response = await officer.fetch(path);
        expect([path, response.status]).toEqual([path, 200]);
        expect((await response.text()).split(MARKER).length - 1).toBe(path.includes('?q=') ? 1 : 0);
      }
      expect(await text(officer, '/api/v1/applications')).not.toContain(id);
      for (const path of [
        `/api/v1/applications/${id}`,
        `/api/v1/applications/${id}/findings`,
        `/api/v1/applications/${id}/documents`,
        `/api/v1/applications/${id}/documents/${file}/content`,
        `/ja/applications/${id}`,
        `/ja/applications/${id}/dossier`,
        `/ja/office/cases/${id}`,
        `/ja/office/cases/${id}/decide`,
        `/ja/cases/${id}/documents`,
      ])
        expect([path, (await officer.fetch(path)).status]).toEqual([path, 404]);
      const act = await officer.send('POST', `/api/v1/applications/${id}/moves/drop`, {}, { 'if-match': '"2"' });
      expect(act.status).toBe(404);
    });

    test('a draft of which nothing was asked stays out of the office’s sight, and a question is no one else’s', async () => {
      const silent = await open();
      expect((await officer.fetch(`/api/v1/questions/${silent}`)).status).toBe(404);
      expect(await text(officer, '/ja/office')).not.toContain(silent);
      const id = await asked();
      for (const path of [`/api/v1/questions/${id}`, `/ja/office/questions/${id}`]) {
        expect((await misaki.fetch(path)).status).toBe(403);
        expect((await hanako.fetch(path)).status).toBe(403);
        expect((await ministry.fetch(path)).status).toBe(403);
      }
      expect((await fetch(`${server.address}/api/v1/questions/${id}`)).status).toBe(401);
      expect((await misaki.fetch(`/api/v1/applications/${id}`)).status).toBe(404);
    });

    test('an answer over an older version is refused, and so is a thread that is no question before filing', async () => {
      const id = await asked();
      expect((await answer(officer, id, 'x', 1)).status).toBe(412);
      const wrong = await officer.send(
        'POST',
        `/api/v1/questions/${id}/moves/answer`,
        { thread: 'none', input: { answer: 'x' } },
        { 'if-match': '"2"' },
      );
      expect(wrong.status).toBe(404);
      expect((await answer(officer, id, '')).status).toBe(422);
    });

    test('D-4.1-2 an unclear outcome offers to ask the office, and leads to the question', async () => {
      const page = await text(hanako, '/ja/applications/new?scheme=bicycle-lamp&level=1&a.unit=unsure&q=&from=unit');
      const outcome = page.includes('まず事務局に問い合わせる')
        ? page
        : await text(hanako, '/ja/applications/new?scheme=bicycle-lamp&level=1&a.unit=unsure');
      expect(outcome).toContain('まず事務局に問い合わせる');
      const form = new URLSearchParams({
        _csrf: hanako.csrf,
        _key: 'begin-asking-1',
        scheme: 'bicycle-lamp',
        level: '1',
        'a.unit': 'unsure',
        ask: 'ask',
      });
      const begun = await hanako.fetch('/ja/applications/new', { method: 'POST', body: form });
      expect(begun.headers.get('location')).toMatch(/\/ja\/applications\/[\w-]+\/moves\/open\?opens=ask$/);
      expect(await text(hanako, begun.headers.get('location') ?? '')).toContain('申請書類は提出するまで見えません');
    });

    describe('an office is limited to the schemes it works for', () => {
      test('questions, cases, lists, the queue and what was handed over of another scheme are not there for it', async () => {
        const id = await asked();
        const bell = await open(bellBook);
        const changes = Object.entries({
          name: MARKER,
          models: [{ model: 'M-1' }],
          'answers/R1.1-01/verdict': 'not-applicable',
          'answers/R1.1-01/reason': 'x',
          'answers/R1.1-02/verdict': 'not-applicable',
          'answers/R1.1-02/reason': 'x',
        }).map(([path, value]) => ({ path, value, base: 0 }));
        await hanako.send('PUT', `/api/v1/applications/${bell}/fields`, { changes });
        expect((await move(hanako, bell, 'submit')).status).toBe(200);
        expect((await other.fetch(`/api/v1/questions/${id}`)).status).toBe(404);
        expect(await json<unknown[]>(other.fetch('/api/v1/questions'))).toEqual([]);
        expect((await other.fetch(`/api/v1/applications/${bell}`)).status).toBe(200);
        await server.store.transaction((tx) => limitTo(tx, 'demo-office', ['bicycle-lamp'], systemActor));
        try {
          for (const path of [
            `/api/v1/applications/${bell}`,
            `/ja/office/cases/${bell}`,
            `/ja/applications/${bell}`,
            `/api/v1/applications/${bell}/documents`,
          ])
            expect([path, (await officer.fetch(path)).status]).toEqual([path, 404]);
          for (const path of ['/ja/office', '/ja/office/watch', '/ja/office/effort', '/ja/applications', '/api/v1/applications'])
            expect(await text(officer, path)).not.toContain(MARKER);
          const body = { hash: '0'.repeat(64) };
          expect((await officer.send('POST', `/api/v1/applications/${bell}/moves/grant`, body, { 'if-match': '"2"' })).status).toBe(404);
          expect(await text(other, '/ja/office')).toContain(MARKER);
        } finally {
          await server.store.transaction((tx) => limitTo(tx, 'demo-office', ['bicycle-lamp', 'bicycle-bell'], systemActor));
        }
        const events = await server.store.read('organisation:demo-office');
        expect(events.findLast((event) => event.type === 'OrganisationLimited')).toMatchObject({ actor: { person: 'system' } });
      });

      test('a committee that a limited office registers is limited alike, and no office widens its own schemes', async () => {
        const admin = await server.as('demo-ito');
        const body = { kind: 'committee', nameJa: '鐘の委員会(見本)', nameEn: 'Committee of bells (sample)', corporateNumber: null };
        const { organisation } = await json<{ organisation: string }>(admin.send('POST', '/api/v1/organisations', body));
        const row = await server.store.db.selectFrom('organisations').select('runs').where('id', '=', organisation).executeTakeFirst();
        expect(row?.runs).toEqual(['bicycle-bell']);
        expect((await admin.send('POST', '/api/v1/organisations', { ...body, runs: ['bicycle-lamp'] })).status).toBe(422);
      });

      test('what was issued under another scheme is not in its list, nor its internal record', async () => {
        const rows = await json<{ id: string; scheme: string }[]>(other.fetch('/api/v1/applications'));
        const bell = rows.find((row) => row.scheme === 'bicycle-bell')?.id ?? '';
        expect((await move(other, bell, 'grant')).status).toBe(200);
        const held = await json<{ key: string }[]>(other.fetch('/api/v1/held-attestations'));
        expect(held).toHaveLength(1);
        await server.store.transaction((tx) => limitTo(tx, 'demo-office', ['bicycle-lamp'], systemActor));
        expect(await json<unknown[]>(officer.fetch('/api/v1/held-attestations'))).toEqual([]);
        expect((await officer.fetch(`/ja/attestations/${held[0]?.key}`)).status).toBe(403);
        expect((await other.fetch(`/ja/attestations/${held[0]?.key}`)).status).toBe(200);
      });
    });
  });
