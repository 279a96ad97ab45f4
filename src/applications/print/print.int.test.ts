import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pdftotextPath } from '../../../test/available.ts';
import { type BellServer, type Someone, startBellServer } from '../../../test/bell-server.ts';
import { engines } from '../../../test/empty-store.ts';
import { shopBook } from '../../../test/shop-book.ts';
import { openShop, type ShopCase, uploaded } from '../../../test/shop-case.ts';
import { fieldsOf } from '../../rules/dossier.ts';

const book = shopBook(30);
const [edition] = book.editions;
const mandatory = (edition ? fieldsOf(edition.dossier) : []).flatMap((field) =>
  field.kind === 'disclosure' && field.weight === 'mandatory' ? [field.item] : [],
);
/** 5,000 characters, each sentence with its own number, which never breaks. */
const long = Array.from({ length: 250 }, (_, n) => `N${String(n).padStart(3, '0')}規程を定め、毎年見直しています。`).join('');

const folder = mkdtempSync(join(tmpdir(), 'akashi-print-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

for (const { name: engine, available } of engines)
  describe.skipIf(!available || pdftotextPath === undefined)(`Printed forms, on ${engine}`, () => {
    let server: BellServer;
    let hanako: Someone;
    let misaki: Someone;
    let officer: Someone;
    let its: ShopCase;
    let document = '';
    beforeAll(async () => {
      server = await startBellServer({ books: [book], engine });
      [hanako, misaki, officer] = await Promise.all([server.as('demo-hanako'), server.as('demo-misaki'), server.as('demo-sato')]);
      document = await uploaded(hanako, '規程集.txt');
      await uploaded(hanako, '使っていない資料.txt');
      its = await openShop(server, hanako, document);
      await its.complete(mandatory);
      await its.fill(
        { 'S1-01/content': long, 'S1-01/evidence': Array.from({ length: 60 }, (_, n) => ({ document, place: `${n + 1}頁` })) },
        1,
      );
    });
    afterAll(() => server?.close());

    const get = (form: string, who: Someone, lang = 'ja') => who.fetch(`/api/v1/applications/${its.id}/forms/${form}?lang=${lang}`);
    const textOf = async (form: string, who: Someone, lang = 'ja'): Promise<string> => {
      const response = await get(form, who, lang);
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf']);
      const file = join(folder, 'form.pdf');
      writeFileSync(file, Buffer.from(await response.arrayBuffer()));
      return execFileSync(pdftotextPath ?? '', ['-layout', file, '-'])
        .toString('utf8')
        .normalize('NFKC');
    };
    const bare = (printed: string) => printed.replaceAll(/\s+/g, '');

    test('D-4.4-1 the forms and the list of what goes with them are named, as page and in the API', async () => {
      const forms = (await (await hanako.fetch(`/api/v1/applications/${its.id}/forms`)).json()) as { id: string; title: { ja: string } }[];
      expect(forms.map((form) => [form.id, form.title.ja])).toEqual([
        ['about-us', '様式A(フェースシート)'],
        ['part-1', '様式B(開示項目)'],
        ['documents', '提出書類・資料一覧'],
      ]);
      const page = await (await hanako.fetch(`/ja/applications/${its.id}/workbook`)).text();
      for (const { id } of forms) expect(page).toContain(`/ja/applications/${its.id}/forms/${id}/form.pdf`);
      expect((await hanako.fetch(`/ja/applications/${its.id}/forms/part-1/form.pdf`)).headers.get('content-type')).toBe('application/pdf');
    });

    test('D-4.4-2 content and attachment stand side by side, and a cell of 5,000 characters loses no word', async () => {
      const printed = await textOf('part-1', hanako);
      const all = bare(printed);
      for (let n = 0; n < 250; n += 1) expect(all).toContain(`N${String(n).padStart(3, '0')}`);
      expect(printed).toMatch(/S1-02.*S1-02を行っている。.*規程集\.txt 3頁/);
      for (const place of ['1頁', '30頁', '60頁']) expect(all).toContain(`規程集.txt${place}`);
      expect(all).toContain('必須・実施が条件');
      // Page numbers n / N, the header on every page.
      const pages = printed.split('\f').filter((page) => page.trim() !== '');
      expect(pages.length).toBeGreaterThan(3);
      pages.forEach((page, index) => {
        expect(bare(page)).toContain(`${index + 1}/${pages.length}`);
        expect(bare(page)).toContain('自転車シェア/');
      });
    });

    test('D-4.1-2 the first form says what the applicant answered on scope', async () => {
      expect(bare(await textOf('about-us', hanako))).toMatch(/対象の確認への回答一つの店ですかはい/);
      expect(bare(await textOf('part-1', hanako))).not.toContain('対象の確認への回答');
    });

    test('D-4.4-1 a draft is marked as one; nobody but its applicant prints it', async () => {
      expect(bare(await textOf('about-us', hanako))).toContain('下書き(未提出)');
      expect((await get('about-us', officer)).status).toBe(404);
      expect((await get('about-us', misaki)).status).toBe(404);
      expect((await get('nothing', hanako)).status).toBe(404);
    });

    test('D-4.4-1 what was submitted names its day and its hash, for the applicant and the office alike', async () => {
      expect((await its.move(hanako, 'submit')).status).toBe(200);
      const { hash } = (await (await officer.fetch(`/api/v1/applications/${its.id}`)).json()) as { hash: string };
      const [theirs, own] = [bare(await textOf('part-1', officer)), bare(await textOf('part-1', hanako))];
      for (const printed of [theirs, own]) {
        expect(printed).toContain(hash);
        expect(printed).toContain('提出日2026年11月22日');
        expect(printed).not.toContain('未提出');
      }
      expect(bare(await textOf('about-us', officer, 'en'))).toContain('22November2026');
    });

    test('D-4.4-1 the list names each document that the forms point to, from where, and no other of the vault', async () => {
      const list = bare(await textOf('documents', officer));
      expect(list).toContain('規程集.txt');
      expect(list).toContain('S1-02:3頁');
      expect(list).not.toContain('使っていない資料');
    });
  });
