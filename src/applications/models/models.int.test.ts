import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type BellServer, formWith, type Someone, startBellServer } from '../../../test/bell-server.ts';
import { engines } from '../../../test/empty-store.ts';
import { writeWorkbook } from '../../io/workbook/workbook.ts';

for (const { name: engine, available } of engines)
  describe.skipIf(!available)(`on ${engine}`, () => {
    let server: BellServer;
    let hanako: Someone;
    let taro: Someone;
    let misaki: Someone;
    let officer: Someone;
    let id = '';

    beforeAll(async () => {
      server = await startBellServer({ engine });
      [hanako, taro, misaki, officer] = await Promise.all([
        server.as('demo-hanako'),
        server.as('demo-taro'),
        server.as('demo-misaki'),
        server.as('demo-sato'),
      ]);
    });
    afterAll(() => server.close());
    beforeEach(async () => {
      id = await opened(hanako);
    });

    interface Change {
      readonly version: number;
      readonly saved: boolean;
      readonly models: number;
      readonly added: readonly string[];
      readonly removed: readonly string[];
      readonly changed: readonly string[];
      readonly kept: number;
      readonly attested: readonly { readonly place: number; readonly model: string; readonly attestation: string }[];
    }
    interface Refusal {
      readonly status: number;
      readonly errors: readonly { readonly path: string; readonly message: string }[];
    }
    const json = async <T>(response: Response | Promise<Response>): Promise<T> => (await (await response).json()) as T;
    const opened = async (who: Someone) =>
      (await json<{ id: string }>(who.send('POST', '/api/v1/applications', { scheme: 'bicycle-bell', level: '1', scope: {} }))).id;
    const put = (who: Someone, models: readonly object[], base: number, application = id) =>
      who.send('PUT', `/api/v1/applications/${application}/models`, { models, base });
    const bring = (who: Someone, fields: Readonly<Record<string, string>>, ...files: Parameters<typeof formWith>[1][]) =>
      who.send('POST', `/api/v1/applications/${id}/models/import?lang=ja`, formWith(fields, ...files));
    const family = async (application = id) =>
      (await json<{ values: { models?: { model: string; name?: string }[] } }>(hanako.fetch(`/api/v1/applications/${application}`))).values
        .models ?? [];
    const workbook = async (...rows: (string | number)[][]) =>
      new Uint8Array(await writeWorkbook({ sheets: [{ name: '型番', widths: [20], rows }] }));

    describe('the API', () => {
      test('puts a family over the version that was seen, and says what it changed', async () => {
        expect(await json<Change>(put(hanako, [{ model: 'BELL-A' }, { model: 'BELL-B', name: '大' }], 0))).toMatchObject({
          version: 1,
          saved: true,
          models: 2,
          added: ['BELL-A', 'BELL-B'],
          kept: 0,
        });
        expect(await json<Change>(put(hanako, [{ model: 'BELL-B', name: '小' }, { model: 'BELL-C' }], 1))).toMatchObject({
          version: 2,
          added: ['BELL-C'],
          removed: ['BELL-A'],
          changed: ['BELL-B'],
        });
        expect((await family()).map(({ model }) => model)).toEqual(['BELL-B', 'BELL-C']);
      });

      test('overwriting another’s record: a family that somebody else changed meanwhile is not overwritten', async () => {
        await put(hanako, [{ model: 'FIRST' }], 0);
        await put(taro, [{ model: 'SECOND' }], 1);
        expect((await put(hanako, [{ model: 'THIRD' }], 1)).status).toBe(412);
        expect(await family()).toEqual([{ model: 'SECOND' }]);
      });

      test('tells all bad rows at once', async () => {
        const refused = await json<Refusal>(put(hanako, [{ model: 'A' }, { model: '' }, { model: 'ａ' }], 0));
        expect([refused.status, refused.errors.map(({ path }) => path)]).toEqual([422, ['models/2', 'models/3']]);
        expect(await family()).toEqual([]);
      });

      test('another organisation and the office cannot touch it', async () => {
        expect((await put(misaki, [{ model: 'X' }], 0)).status).toBe(404);
        expect((await put(officer, [{ model: 'X' }], 0)).status).toBe(404);
        expect((await misaki.fetch(`/ja/applications/${id}/models`)).status).toBe(404);
        expect((await misaki.fetch(`/ja/applications/${id}/models/list.csv`)).status).toBe(404);
      });
    });

    describe('from a file', () => {
      test.each([
        ['UTF-8', Buffer.from('型番,名称\nB-1,ベル\nB-2,鈴\n')],
        ['UTF-8 with a byte order mark', Buffer.from('\uFEFF型番,名称\r\nB-1,ベル\r\nB-2,鈴\r\n')],
        [
          'Shift_JIS',
          Buffer.concat([
            Buffer.from('8c5e94d4', 'hex'),
            Buffer.from(',name\r\nB-1,'),
            Buffer.from('837883 8b'.replace(' ', ''), 'hex'),
            Buffer.from('\r\nB-2,'),
            Buffer.from('97e9', 'hex'),
            Buffer.from('\r\n'),
          ]),
        ],
      ])('a CSV in %s is previewed, and saved only when asked', async (_, bytes) => {
        const file = { name: 'models.csv', content: new Uint8Array(bytes) };
        expect(await json<Change>(bring(hanako, {}, file))).toMatchObject({ saved: false, added: ['B-1', 'B-2'] });
        expect(await family()).toEqual([]);
        expect(await json<Change>(bring(hanako, { apply: 'yes', base: '0' }, file))).toMatchObject({ saved: true, version: 1 });
        expect(await family()).toEqual([
          { model: 'B-1', name: 'ベル' },
          { model: 'B-2', name: '鈴' },
        ]);
      });

      test('an XLSX of 2,000 models is read; the 2,001st is refused', async () => {
        const of = (n: number) => workbook(['型番'], ...Array.from({ length: n }, (_, i) => [`X-${i}`]));
        expect(await json<Change>(bring(hanako, { apply: 'yes' }, { name: 'models.xlsx', content: await of(2000) }))).toMatchObject({
          saved: true,
          models: 2000,
        });
        const refused = await json<Refusal>(bring(hanako, {}, { name: 'models.xlsx', content: await of(2001) }));
        expect(refused.errors).toEqual([
          { path: 'row/2002', code: 'invalid', message: '型番は2000件までです(2001件あります)。2002行目以降が超えています。' },
        ]);
      });

      test('all bad rows of a file are told at once, with its own row numbers', async () => {
        const csv = '型番,名称\nA-1,\n,名だけ\nＡ－１,\n\na-2,\nA‐2,';
        const refused = await json<Refusal>(bring(hanako, { apply: 'yes' }, { name: 'bad.csv', content: csv }));
        expect(refused.errors.map(({ path, message }) => [path, message])).toEqual([
          ['row/3', '3行目: 型番が空です。'],
          ['row/4', '4行目: 「Ａ－１」は2行目と同じ型番です。'],
          ['row/7', '7行目: 「A‐2」は6行目と同じ型番です。'],
        ]);
        expect(await family()).toEqual([]);
      });

      test('a formula in a CSV cell is text', async () => {
        await bring(hanako, { apply: 'yes' }, { name: 'formula.csv', content: 'B-1,"=HYPERLINK(""http://x"")"' });
        expect(await family()).toEqual([{ model: 'B-1', name: '=HYPERLINK("http://x")' }]);
        const saved = await (await hanako.fetch(`/ja/applications/${id}/models/list.csv`)).text();
        expect(saved).toContain(`'=HYPERLINK`);
      });

      test('what is no list is refused with a clear answer', async () => {
        const old = await json<Refusal>(bring(hanako, {}, { name: 'old.xls', content: new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0]) }));
        expect(old.errors[0]?.message).toContain('.xls');
        expect((await bring(hanako, {}, { name: 'empty.csv', content: '\n\n' })).status).toBe(422);
        expect((await bring(hanako, {})).status).toBe(422);
      });

      test('L-3.2-1 a model that an attestation in force carries is told, with its holder, by its place in the list', async () => {
        const first = await opened(hanako);
        await put(hanako, [{ model: 'TAKEN-1' }], 0, first);
        const file = await json<{ files: { id: string }[] }>(
          hanako.send('POST', '/api/v1/evidence', formWith({}, { name: 'e.txt', content: 'evidence' })),
        );
        const answers = ['R1.1-01', 'R1.1-02'].flatMap((each) => [
          { path: `answers/${each}/verdict`, value: 'conforms', base: 0 },
          { path: `answers/${each}/method`, value: 'device', base: 0 },
          { path: `answers/${each}/evidence`, value: [{ document: file.files[0]?.id ?? '', place: 'p. 1' }], base: 0 },
        ]);
        const maker = { path: 'maker', value: '同じ会社', base: 0 };
        await hanako.send('PUT', `/api/v1/applications/${first}/fields`, {
          changes: [{ path: 'name', value: 'ベル', base: 0 }, maker, ...answers],
        });
        for (const [who, move] of [
          [hanako, 'submit'],
          [officer, 'grant'],
        ] as const) {
          const its = await json<{ version: number; hash: string }>(who.fetch(`/api/v1/applications/${first}`));
          expect(
            (await who.send('POST', `/api/v1/applications/${first}/moves/${move}`, { hash: its.hash }, { 'if-match': `"${its.version}"` }))
              .status,
          ).toBe(200);
        }
        await hanako.send('PUT', `/api/v1/applications/${id}/fields`, { changes: [maker] });
        const change = await json<Change>(bring(hanako, {}, { name: 'm.csv', content: 'NEW-1\nｔａｋｅｎ‐1' }));
        expect(change.attested).toEqual([{ place: 2, model: 'ｔａｋｅｎ‐1', attestation: 'BELL-0001' }]);
      });
    });

    describe('the page', () => {
      const path = () => `/ja/applications/${id}/models`;
      const post = (who: Someone, to: string, fields: Readonly<Record<string, string>>) =>
        who.fetch(to, {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams({ _csrf: who.csrf, ...fields }),
        });
      const postFile = (to: string, fields: Readonly<Record<string, string>>, ...files: Parameters<typeof formWith>[1][]) =>
        hanako.fetch(to, { method: 'POST', body: formWith({ _csrf: hanako.csrf, ...fields }, ...files) });

      test('adds one by hand and removes it again', async () => {
        const added = await post(hanako, path(), { base: '0', model: 'HAND-1', name: '手', difference: '' });
        expect(added.headers.get('location')).toBe(`${path()}?saved=yes`);
        expect(await (await hanako.fetch(path())).text()).toContain('HAND-1');
        await post(hanako, `${path()}/remove`, { base: '1', remove: 'HAND-1' });
        expect(await family()).toEqual([]);
      });

      test('reads a paste, shows what would change, and saves it on confirmation', async () => {
        await put(hanako, [{ model: 'OLD-1' }], 0);
        const preview = await (await postFile(`${path()}/import`, { paste: 'NEW-1\t新\nNEW-2, 新, 大きい', how: 'replace' })).text();
        expect(preview).toContain('OLD-1');
        expect(preview).toContain('NEW-2');
        expect(await family()).toEqual([{ model: 'OLD-1' }]);
        const hidden = /name="family" value="([^"]*)"/.exec(preview)?.[1]?.replaceAll('&quot;', '"') ?? '';
        const saved = await postFile(`${path()}/confirm`, { base: '1', family: hidden });
        expect(saved.headers.get('location')).toBe(`${path()}?saved=yes`);
        expect(await family()).toEqual([
          { model: 'NEW-1', name: '新' },
          { model: 'NEW-2', name: '新', difference: '大きい' },
        ]);
        const late = await postFile(`${path()}/confirm`, { base: '1', family: '[{"model":"LATE"}]' });
        expect(late.status).toBe(412);
        expect(await late.text()).toContain('ほかの人が先に型番を変更しました');
        expect((await family()).map(({ model }) => model)).toEqual(['NEW-1', 'NEW-2']);
      });

      test('shows every bad row and keeps what was pasted', async () => {
        const answer = await postFile(`${path()}/import`, { paste: 'A\n,\nＡ', how: 'add' });
        expect(answer.status).toBe(422);
        const page = await answer.text();
        expect(page).toContain('2行目: 型番が空です。');
        expect(page).toContain('3行目: 「Ａ」は1行目と同じ型番です。');
        expect(page).toMatch(/A\r?\n,\r?\nＡ<\/textarea>/);
      });

      test('refuses a forged form', async () => {
        const forged = await hanako.fetch(`${path()}/confirm`, {
          method: 'POST',
          body: formWith({ base: '0', family: '[{"model":"X"}]' }),
        });
        expect(forged.status).toBe(403);
        expect(await family()).toEqual([]);
      });
    });
  });
