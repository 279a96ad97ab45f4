import { Workbook } from '@cj-tech-master/excelts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type BellServer, formWith, type Someone, startBellServer } from '../../../test/bell-server.ts';
import { engines } from '../../../test/empty-store.ts';
import { shopBook } from '../../../test/shop-book.ts';
import { openShop, type ShopCase, uploaded } from '../../../test/shop-case.ts';
import { readWorkbook } from '../../io/workbook/workbook.ts';
import type { JsonValue } from '../../rules/json.ts';
import { placeName, sheetFields } from './checklist.ts';

type Bytes = Uint8Array<ArrayBuffer>;
type Typed = string | { readonly formula: string; readonly result: string };
interface Imported {
  readonly changes: readonly { readonly path: string; readonly cell: string; readonly to: JsonValue }[];
  readonly saved: number;
}

const book = shopBook(40);

for (const { name: engine, available } of engines)
  describe.skipIf(!available)(`Disclosure items out to Excel and back, on ${engine}`, () => {
    let server: BellServer;
    let hanako: Someone;
    let document = '';
    let its: ShopCase;
    beforeAll(async () => {
      server = await startBellServer({ books: [book], engine });
      hanako = await server.as('demo-hanako');
      document = await uploaded(hanako, '規程集.txt');
      await uploaded(hanako, '手順書.txt');
    });
    afterAll(() => server?.close());
    beforeEach(async () => {
      its = await openShop(server, hanako, document);
      await its.fill({ 'S1-01/answer': 'content', 'S1-01/content': '行っている。', 'S1-01/evidence': [{ document, place: '3頁' }] });
    });

    const exported = async (): Promise<Bytes> =>
      new Uint8Array(await (await hanako.fetch(`/api/v1/applications/${its.id}/workbook?lang=ja`)).arrayBuffer());
    const bring = (content: Bytes, fields: Readonly<Record<string, string>> = {}) =>
      hanako.send('POST', `/api/v1/applications/${its.id}/workbook?lang=ja`, formWith(fields, { name: 'form.xlsx', content }));
    /** The defined name of a leaf, of the places beside it (`|path`) or of an item's code (`#S1-01`). */
    const nameOf = (path: string): string => {
      const fields = sheetFields(book, 'shops/1.0');
      const leaf = fields.flatMap((each) => each.leaves).find((each) => each.path === path.replace('|', ''));
      if (leaf) return path.startsWith('|') ? placeName(leaf) : leaf.name;
      return fields.find((each) => `#${each.id}` === path)?.name ?? path;
    };
    async function edit(bytes: Bytes, edits: Readonly<Record<string, Typed>>): Promise<Bytes> {
      const { names } = await readWorkbook(bytes);
      const workbook = new Workbook();
      await workbook.xlsx.load(bytes);
      for (const [path, value] of Object.entries(edits)) {
        const at = names.get(nameOf(path));
        const cell = at && workbook.getWorksheet(at.sheet)?.getCell(at.address);
        if (!cell) throw new Error(`nowhere: ${path}`);
        cell.value = value;
      }
      return new Uint8Array(await workbook.xlsx.writeBuffer());
    }
    const refusedFor = async (edits: Readonly<Record<string, Typed>>): Promise<readonly string[]> => {
      const answer = await bring(await edit(await exported(), edits), { apply: 'yes' });
      expect(answer.status).toBe(422);
      return ((await answer.json()) as { errors: { path: string; message: string }[] }).errors.map(
        (each) => `${each.path} ${each.message}`,
      );
    };

    test('D-4.4-1 all items of the form are rows of one sheet: code, section, item, weight, what to write, answer, content, document, place', async () => {
      const { sheets } = await readWorkbook(await exported());
      expect(sheets.map((sheet) => sheet.name)).toEqual(['表紙', '事業者', 'サービス', '様式B(開示項目)']);
      const rows = sheets[3]?.rows.map((row) => row.cells.map((cell) => cell.value)) ?? [];
      expect(rows.length).toBe(41);
      expect(rows[0]).toEqual([
        ...['ID', '区分', '項目', '必須・任意', '記入する内容', '開示', '内容', '添付資料名(1行に1件)', '記載箇所(資料名と同じ行に)'],
      ]);
      expect(rows[1]).toEqual([
        ...['S1-01', '見出し1', '開示項目その1', '必須', '項目1について、実施の有無と方法を書いてください。'],
        ...['開示あり', '行っている。', '規程集.txt', '3頁'],
      ]);
      expect(rows[6]?.[3]).toBe('必須(実施が条件)');
      expect(rows[4]?.[3]).toBe('任意');
    });

    test('D-4.4-2 content, answer, documents and places come back, each place with the document on its line', async () => {
      const bytes = await edit(await exported(), {
        'S2-01/answer': '開示あり',
        'S2-01/content': '<script>alert(1)</script> & 改行\n二行目',
        'S2-01/evidence': '規程集.txt\n手順書.txt',
        '|S2-01/evidence': '\n第4章',
        'S1-02/answer': '実施なし',
      });
      const applied = (await (await bring(bytes, { apply: 'yes' })).json()) as Imported;
      expect(applied.saved).toBe(4);
      const values = await its.values();
      expect(values).toMatchObject({ 'S2-01/answer': 'content', 'S1-02/answer': 'not-done' });
      expect(values['S2-01/content']).toBe('<script>alert(1)</script> & 改行\n二行目');
      expect((values['S2-01/evidence'] as { place: string }[]).map((each) => each.place)).toEqual(['', '第4章']);
      const page = await (await hanako.fetch(`/ja/applications/${its.id}/dossier/part-2/S2-01`)).text();
      expect(page).not.toContain('<script>alert(1)');
      expect(page).toContain('&lt;script&gt;alert(1)');
    });

    test('D-4.4-2 what is untouched comes back without a change', async () => {
      expect(await (await bring(await edit(await exported(), {}), { apply: 'yes' })).json()).toMatchObject({ changes: [], saved: 0 });
    });

    test('D-4.4-1 a workbook of another edition, a changed item code and a formula are refused with their cells', async () => {
      expect((await refusedFor({ meta_edition: 'shops/2.0' }))[0]).toMatch(/^表紙!B\d+ .*shops\/2\.0/);
      expect(await refusedFor({ '#S1-03': 'S9-99' })).toEqual([
        '様式B(開示項目)!A4 ID「S1-03」が「S9-99」に変わっています。IDは変更できません。',
      ]);
      const [formula] = await refusedFor({ '|S1-03/evidence': { formula: '1+1', result: '2' } });
      expect(formula).toMatch(/^様式B\(開示項目\)!I4 数式は取り込めません/);
      expect(await its.values()).not.toHaveProperty(['S1-03/evidence']);
    });

    test('D-4.4-2 a place without a document on its line is refused with its cell', async () => {
      const [lines] = await refusedFor({ 'S1-04/evidence': '規程集.txt', '|S1-04/evidence': '1頁\n2頁' });
      expect(lines).toMatch(/^様式B\(開示項目\)!H5 添付資料名が1行、記載箇所が2行です/);
      const [unknown] = await refusedFor({ 'S1-04/evidence': 'ない資料.pdf' });
      expect(unknown).toContain('「ない資料.pdf」という資料がありません');
    });

    test('a cell of 40,000 characters is refused with its cell and the limit, and so is what the field itself cannot hold', async () => {
      const [whole] = await refusedFor({ 'S1-05/content': 'あ'.repeat(40_000) });
      expect(whole).toContain('32,767');
      expect(whole).toContain('様式B(開示項目)!G6');
      expect(await refusedFor({ 'S1-05/content': 'あ'.repeat(10_001) })).toEqual([
        '様式B(開示項目)!G6 この欄は10,000文字までです(ファイルは10,001文字)。',
      ]);
      expect((await refusedFor({ name: 'あ'.repeat(81) }))[0]).toContain('80文字まで');
    });

    test('a value that no cell can hold is said to be so, and stays as it is', async () => {
      await its.fill({ 'S1-06/content': 'い'.repeat(33_000) });
      const bytes = await exported();
      expect(await (await bring(bytes, { apply: 'yes' })).json()).toMatchObject({ changes: [], saved: 0 });
      expect(String((await its.values())['S1-06/content']).length).toBe(33_000);
    });
  });
