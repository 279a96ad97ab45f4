import { deflateRawSync } from 'node:zlib';
import { Workbook } from '@cj-tech-master/excelts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bellBook } from '../../../test/bell-book.ts';
import { type BellServer, formWith, type Someone, startBellServer } from '../../../test/bell-server.ts';
import { engines } from '../../../test/empty-store.ts';
import { readWorkbook } from '../../io/workbook/workbook.ts';
import type { JsonValue } from '../../rules/json.ts';
import { sheetFields } from './checklist.ts';

for (const { name: engine, available } of engines)
  describe.skipIf(!available)(`on ${engine}`, () => {
    let server: BellServer;
    let hanako: Someone;
    let taro: Someone;
    let misaki: Someone;
    let officer: Someone;
    let id = '';
    let document = '';

    interface Imported {
      readonly changes: readonly { readonly path: string; readonly cell: string; readonly from: JsonValue; readonly to: JsonValue }[];
      readonly conflicts: readonly { readonly path: string; readonly from: JsonValue; readonly to: JsonValue }[];
      readonly saved: number;
    }
    interface Refusal {
      readonly status: number;
      readonly errors: readonly { readonly path: string; readonly message: string }[];
    }
    type Bytes = Uint8Array<ArrayBuffer>;
    type Edits = Readonly<Record<string, string | number | null | { readonly formula: string; readonly result: string }>>;

    const json = async <T>(response: Response | Promise<Response>): Promise<T> => (await (await response).json()) as T;
    const fill = (who: Someone, values: Readonly<Record<string, JsonValue>>, base = 0) =>
      who.send('PUT', `/api/v1/applications/${id}/fields`, {
        changes: Object.entries(values).map(([path, value]) => ({ path, value, base })),
      });
    const values = async () => (await json<{ values: Record<string, JsonValue> }>(hanako.fetch(`/api/v1/applications/${id}`))).values;
    const exported = async (who = hanako, lang = 'ja'): Promise<Bytes> =>
      new Uint8Array(await (await who.fetch(`/api/v1/applications/${id}/workbook?lang=${lang}`)).arrayBuffer());
    const bring = (who: Someone, content: Bytes, fields: Readonly<Record<string, string>> = {}) =>
      who.send('POST', `/api/v1/applications/${id}/workbook?lang=ja`, formWith(fields, { name: 'checklist.xlsx', content }));

    /** The defined name of a leaf, of a field's id (`#R1.1-01`), or the name itself. */
    function nameOf(path: string): string {
      const fields = sheetFields(bellBook, 'bells/1.0');
      const field = fields.find((each) => `#${each.id}` === path);
      return field?.name ?? fields.flatMap((each) => each.leaves).find((leaf) => leaf.path === path)?.name ?? path;
    }
    const names = new WeakMap<Uint8Array, ReturnType<typeof readWorkbook>>();
    async function cellOf(bytes: Uint8Array, path: string): Promise<{ sheet: string; address: string }> {
      const reading = names.get(bytes) ?? readWorkbook(bytes);
      names.set(bytes, reading);
      const found = (await reading).names.get(nameOf(path));
      if (!found) throw new Error(`nowhere: ${path}`);
      return found;
    }
    /** Opens it in another program, types, and saves it. */
    async function edit(bytes: Bytes, edits: Edits): Promise<Bytes> {
      const workbook = new Workbook();
      await workbook.xlsx.load(bytes);
      for (const [path, value] of Object.entries(edits)) {
        const { sheet, address } = await cellOf(bytes, path);
        const cell = workbook.getWorksheet(sheet)?.getCell(address);
        if (!cell) throw new Error(`nowhere: ${path}`);
        cell.value = value;
      }
      return new Uint8Array(await workbook.xlsx.writeBuffer());
    }

    beforeAll(async () => {
      server = await startBellServer({ engine });
      [hanako, taro, misaki, officer] = await Promise.all([
        server.as('demo-hanako'),
        server.as('demo-taro'),
        server.as('demo-misaki'),
        server.as('demo-sato'),
      ]);
      const { files } = await json<{ files: { id: string }[] }>(
        hanako.send('POST', '/api/v1/evidence', formWith({}, { name: '試験結果.txt', content: 'ring' })),
      );
      document = files[0]?.id ?? '';
    });
    afterAll(() => server.close());
    beforeEach(async () => {
      id = (await json<{ id: string }>(hanako.send('POST', '/api/v1/applications', { scheme: 'bicycle-bell', level: '1', scope: {} }))).id;
      await fill(hanako, {
        name: 'チリン',
        'answers/R1.1-01/verdict': 'conforms',
        'answers/R1.1-01/evidence': [{ document, place: '3頁' }],
      });
    });

    describe('out and back over HTTP', () => {
      test('the exported file comes back without a change, also after another program saved it', async () => {
        for (const lang of ['ja', 'en']) {
          const bytes = await exported(hanako, lang);
          expect(await json<Imported>(bring(hanako, bytes, { apply: 'yes' }))).toEqual({ changes: [], conflicts: [], saved: 0 });
          expect(await json<Imported>(bring(hanako, await edit(bytes, {})))).toEqual({ changes: [], conflicts: [], saved: 0 });
        }
      });

      test('answers may change; nothing is saved before it is asked for', async () => {
        const bytes = await edit(await exported(), {
          name: 'ちりん',
          'answers/R1.1-01/verdict': '不適合',
          'answers/R1.1-02/verdict': '適合',
          'answers/R1.1-02/minutes': 20,
          'answers/R1.1-02/evidence': '試験結果.txt | 5頁',
        });
        const preview = await json<Imported>(bring(hanako, bytes));
        expect(preview.changes.map(({ path, from, to }) => [path, from, to])).toEqual([
          ['name', 'チリン', 'ちりん'],
          ['answers/R1.1-01/verdict', 'conforms', 'does-not-conform'],
          ['answers/R1.1-02/verdict', null, 'conforms'],
          ['answers/R1.1-02/minutes', null, 20],
          ['answers/R1.1-02/evidence', null, [{ document, place: '5頁' }]],
        ]);
        expect(await values()).toMatchObject({ name: 'チリン' });
        expect(await json<Imported>(bring(hanako, bytes, { apply: 'yes' }))).toMatchObject({ saved: 5, conflicts: [] });
        expect(await values()).toMatchObject({
          name: 'ちりん',
          'answers/R1.1-02/minutes': 20,
          'answers/R1.1-02/evidence': [{ document, place: '5頁' }],
        });
      });

      test('overwriting another’s record: what somebody typed after the export is not overwritten, the rest is taken', async () => {
        const bytes = await edit(await exported(), { name: '私の名前', maker: '私の会社' });
        await fill(taro, { name: '太郎の名前' }, 1);
        const answer = await json<Imported>(bring(hanako, bytes, { apply: 'yes' }));
        expect(answer).toMatchObject({
          saved: 1,
          changes: [{ path: 'maker' }],
          conflicts: [{ path: 'name', from: '太郎の名前', to: '私の名前' }],
        });
        expect(await values()).toMatchObject({ name: '太郎の名前', maker: '私の会社' });
      });

      test('an untouched cell never undoes what somebody typed after the export', async () => {
        const bytes = await exported();
        await fill(taro, { name: '太郎の名前' }, 1);
        expect(await json<Imported>(bring(hanako, bytes, { apply: 'yes' }))).toEqual({ changes: [], conflicts: [], saved: 0 });
        expect(await values()).toMatchObject({ name: '太郎の名前' });
      });
    });

    describe('refused with a clear answer, and nothing saved', () => {
      const refusedFor = async (edits: Edits) => {
        const bytes = await exported();
        const answer = await json<Refusal>(bring(hanako, await edit(bytes, edits), { apply: 'yes' }));
        expect(answer.status).toBe(422);
        expect(await values()).toMatchObject({ name: 'チリン' });
        const cells = await Promise.all(Object.keys(edits).map(async (path) => cellOf(bytes, path)));
        expect(answer.errors.map((error) => error.path)).toEqual(cells.map(({ sheet, address }) => `${sheet}!${address}`));
        return answer.errors.map((error) => error.message);
      };

      test('a changed criterion id, with its cell', async () => {
        expect(await refusedFor({ '#R1.1-01': 'R1.1-99' })).toEqual(['ID「R1.1-01」が「R1.1-99」に変わっています。IDは変更できません。']);
      });
      test('a changed edition, with its cell', async () => {
        expect((await refusedFor({ meta_edition: 'bells/2.0' }))[0]).toContain('bells/2.0');
      });
      test('an unknown verdict and a formula, each with its cell', async () => {
        const messages = await refusedFor({ name: { formula: '1+1', result: '2' }, 'answers/R1.1-01/verdict': '合格' });
        expect(messages[0]).toContain('数式');
        expect(messages[1]).toContain('「合格」は選択肢にありません');
      });
      test('foreign key of another organisation accepted: its file reads exactly like one that does not exist', async () => {
        const { files } = await json<{ files: { id: string }[] }>(
          misaki.send('POST', '/api/v1/evidence', formWith({}, { name: 'theirs.txt', content: 'theirs' })),
        );
        const theirs = files[0]?.id ?? '';
        const missing = '01900000-0000-7000-8000-000000000000';
        const [foreign] = await refusedFor({ photos: `${theirs} | 1` });
        const [none] = await refusedFor({ photos: `${missing} | 1` });
        const [named] = await refusedFor({ photos: 'theirs.txt | 1' });
        expect(foreign?.replace(theirs, 'X')).toBe(none?.replace(missing, 'X'));
        expect(named?.replace('theirs.txt', 'X')).toBe(none?.replace(missing, 'X'));
      });
      test('the workbook of another application', async () => {
        const bytes = await exported();
        id = (await json<{ id: string }>(hanako.send('POST', '/api/v1/applications', { scheme: 'bicycle-bell', level: '1', scope: {} })))
          .id;
        expect((await json<Refusal>(bring(hanako, bytes))).errors[0]?.message).toContain('申請が違います');
      });
      test('a zip bomb, more than 20 MB, and what is no workbook', async () => {
        const messages = [bomb(), new Uint8Array(21 * 1024 * 1024).fill(80), new Uint8Array(Buffer.from('a,b,c'))].map(async (content) => {
          const answer = await json<Refusal>(bring(hanako, content));
          expect(answer.status).toBe(422);
          return answer.errors[0]?.message ?? '';
        });
        const [bombed, large, none] = await Promise.all(messages);
        expect(bombed).toContain('中身が大きすぎる');
        expect(large).toContain('上限は 20 MB');
        expect(none).toContain('Excel ブック(.xlsx)ではありません');
      });
      test('somebody of another organisation, and the office', async () => {
        const bytes = await exported();
        expect((await misaki.fetch(`/api/v1/applications/${id}/workbook`)).status).toBe(404);
        expect((await bring(misaki, bytes, { apply: 'yes' })).status).toBe(404);
        // A draft that did not come on paper is not there for the office.
        expect((await bring(officer, bytes, { apply: 'yes' })).status).toBe(404);
      });
    });

    describe('the page', () => {
      const post = (to: string, form: FormData) => hanako.fetch(`/ja/applications/${id}/workbook${to}`, { method: 'POST', body: form });
      const token = () => ({ _csrf: hanako.csrf });

      test('shows what would change before it is saved, and saves it on confirmation', async () => {
        const bytes = await edit(await exported(), { name: 'ページの名前' });
        const preview = await (await post('', formWith(token(), { name: 'x.xlsx', content: bytes }))).text();
        expect(preview).toContain('ページの名前');
        expect(preview).toContain('1欄が変わります');
        expect(await values()).toMatchObject({ name: 'チリン' });
        const changes = /name="changes" value="([^"]*)"/.exec(preview)?.[1]?.replaceAll('&quot;', '"') ?? '';
        await fill(taro, { maker: '太郎' });
        const saved = await post('/apply', formWith({ ...token(), changes }));
        expect(saved.headers.get('location')).toBe(`/ja/applications/${id}/workbook?saved=1`);
        expect(await values()).toMatchObject({ name: 'ページの名前', maker: '太郎' });
        const late = await post('/apply', formWith({ ...token(), changes: JSON.stringify([{ path: 'name', value: '遅い', base: 1 }]) }));
        expect(late.headers.get('location')).toContain('late=1');
        expect(await values()).toMatchObject({ name: 'ページの名前' });
      });

      test('names the cells to correct', async () => {
        const bytes = await edit(await exported(), { 'answers/R1.1-01/verdict': '合格' });
        const answer = await post('', formWith(token(), { name: 'x.xlsx', content: bytes }));
        expect(answer.status).toBe(422);
        expect(await answer.text()).toContain('適合基準!E2');
      });

      test('refuses a forged form', async () => {
        expect((await post('/apply', formWith({ changes: '[{"path":"name","value":"forged","base":1}]' }))).status).toBe(403);
        expect(await values()).toMatchObject({ name: 'チリン' });
      });
    });

    /** An .xlsx whose one sheet is 300 KB packed and 300 MB unpacked. */
    function bomb(): Bytes {
      const packed = deflateRawSync(Buffer.alloc(300 * 1024 * 1024));
      const name = Buffer.from('xl/workbook.xml');
      const common = Buffer.alloc(26);
      common.writeUInt16LE(20, 0);
      common.writeUInt16LE(8, 4);
      common.writeUInt32LE(packed.length, 14);
      common.writeUInt32LE(300 * 1024 * 1024, 18);
      common.writeUInt16LE(name.length, 22);
      const local = Buffer.concat([Buffer.from('504b0304', 'hex'), common, name, packed]);
      const central = Buffer.concat([Buffer.from('504b01021400', 'hex'), common, Buffer.alloc(14), name]);
      const end = Buffer.alloc(22);
      end.writeUInt32LE(0x06054b50, 0);
      end.writeUInt16LE(1, 8);
      end.writeUInt16LE(1, 10);
      end.writeUInt32LE(central.length, 12);
      end.writeUInt32LE(local.length, 16);
      return new Uint8Array(Buffer.concat([local, central, end]));
    }
  });
