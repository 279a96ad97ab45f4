import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BellServer, type Someone, startBellServer } from '../../../test/bell-server.ts';
import { engines } from '../../../test/empty-store.ts';
import { fill, formIn, send, textOf } from '../../../test/page-form.ts';
import { shopBook } from '../../../test/shop-book.ts';
import { openShop, type ShopCase, uploaded } from '../../../test/shop-case.ts';
import { fieldsOf } from '../../rules/dossier.ts';

const book = shopBook();
const [edition] = book.editions;
const mandatory = (edition ? fieldsOf(edition.dossier) : []).flatMap((field) =>
  field.kind === 'disclosure' && field.weight === 'mandatory' ? [field.item] : [],
);

for (const { name: engine, available } of engines)
  describe.skipIf(!available)(`A hundred disclosure items without JavaScript, on ${engine}`, () => {
    let server: BellServer;
    let hanako: Someone;
    let officer: Someone;
    let document = '';
    beforeAll(async () => {
      server = await startBellServer({ books: [book], engine });
      [hanako, officer] = await Promise.all([server.as('demo-hanako'), server.as('demo-sato')]);
      document = await uploaded(hanako, '規程集.txt');
    });
    afterAll(() => server?.close());

    const dossier = (its: ShopCase, rest = 'part-1') => `/ja/applications/${its.id}/dossier/${rest}`;
    const read = async (path: string, who = hanako) => (await who.fetch(path)).text();

    test('D-4.4-2 each item takes its content and the attachment with the place in it, and shows both again', async () => {
      const its = await openShop(server, hanako, document);
      const form = await fill(hanako, dossier(its), '/dossier/part-1', {
        'S1-01/answer': 'content',
        'S1-01/content': '毎年見直している。\n規程は公開している。',
        'S1-01/evidence/1/document': document,
        'S1-01/evidence/1/place': '12頁 第3章',
        'S1-02/answer': 'not-done',
      });
      expect((await send(hanako, form)).status).toBe(303);
      expect(await its.values()).toMatchObject({
        'S1-01/answer': 'content',
        'S1-01/content': '毎年見直している。\n規程は公開している。',
        'S1-01/evidence': [{ document, place: '12頁 第3章' }],
        'S1-02/answer': 'not-done',
      });
      for (const path of [dossier(its), dossier(its, 'part-1/S1-01')]) {
        const { fields } = formIn(await read(path), path.slice(path.lastIndexOf('/')));
        expect(fields.get('S1-01/evidence/1/place')).toBe('12頁 第3章');
        expect(fields.get('S1-01/evidence/1/document')).toBe(document);
      }
    });

    test('D-4.4-2 whoever writes the content and chooses no answer has disclosed it', async () => {
      const its = await openShop(server, hanako, document);
      await send(hanako, await fill(hanako, dossier(its, 'part-2/S2-02'), '/S2-02', { 'S2-02/content': '行っている。' }));
      expect(await its.values()).toMatchObject({ 'S2-02/answer': 'content', 'S2-02/content': '行っている。' });
      await send(
        hanako,
        await fill(hanako, dossier(its, 'part-2/S2-03'), '/S2-03', { 'S2-03/content': '行っていない。', 'S2-03/answer': 'not-done' }),
      );
      expect(await its.values()).toMatchObject({ 'S2-03/answer': 'not-done' });
    });

    test('D-5.2-1 an item with a set condition says so, and mandatory and optional ones are told apart', async () => {
      const its = await openShop(server, hanako, document);
      const [decisive, plain, optional] = await Promise.all(
        ['S1-06', 'S1-01', 'S1-04'].map(async (code) => textOf(await read(dossier(its, `part-1/${code}`)))),
      );
      expect(decisive).toContain('この項目は、実際に行っていることが条件です。');
      expect(decisive).toContain('実施が条件');
      expect(plain).toContain('必須項目');
      expect(plain).not.toContain('実施が条件');
      expect(optional).toContain('任意項目');
      expect(plain).toContain('項目1について、実施の有無と方法を書いてください。');
      expect(plain).toContain('規程、画面の写しなど');
    });

    test('D-5.1-1 D-5.1-2 the sections of the business and of the service are listed with what is done and missing in each', async () => {
      const its = await openShop(server, hanako, document);
      const empty = textOf(await read(dossier(its)));
      expect(empty).toContain('様式A(フェースシート)');
      expect(empty).toContain('様式B(開示項目)');
      expect(empty).toContain(`記入済み 0 / ${mandatory.length + 2}`);
      expect(empty).toContain('0/9 残り9');
      await its.fill({ name: '自転車シェア', 'S1-01/answer': 'not-done' });
      const begun = textOf(await read(dossier(its)));
      expect(begun).toContain(`記入済み 2 / ${mandatory.length + 2}`);
      expect(begun).toContain('1/9 残り8');
    });

    test('D-4.4-2 “save, next missing” goes from item to item through every section, and at the end to the check', async () => {
      const its = await openShop(server, hanako, document);
      await its.complete(mandatory.filter((code) => !['S1-05', 'S3-02'].includes(code)));
      const from = async (path: string, end: string, at = '') => {
        const form = formIn(await read(path), end);
        form.fields.set('then', 'missing');
        form.fields.set('at', at);
        const response = await send(hanako, form);
        return response.headers.get('location') ?? '';
      };
      expect(await from(dossier(its, 'part-1/S1-01'), '/S1-01')).toMatch(/part-1\/S1-05#f-S1-05-content$/);
      expect(await from(dossier(its, 'part-1/S1-05'), '/S1-05')).toMatch(/part-3\/S3-02#f-S3-02-content$/);
      expect(await from(dossier(its), '/part-1', 'S1-05')).toMatch(/dossier\/part-3#f-S3-02-content$/);
      expect(await read(dossier(its, 'part-9/S9-01'))).toMatch(/href="[^"]*part-1\/S1-05#f-S1-05-content" data-next-missing/);
      await its.fill({ 'S1-05/answer': 'not-done', 'S3-02/answer': 'not-done' });
      expect(await from(dossier(its, 'part-1/S1-01'), '/S1-01')).toMatch(/\/check$/);
      expect(await read(dossier(its))).not.toContain('data-next-missing');
    });

    test('D-4.4-2 only what is missing is shown on request, and saving it saves nothing else', async () => {
      const its = await openShop(server, hanako, document);
      await its.fill({ 'S1-01/answer': 'content', 'S1-01/content': '行っている。', 'S1-01/evidence': [{ document, place: '1頁' }] });
      const page = await read(`${dossier(its)}?only=missing`);
      expect(page).not.toContain('id="f-S1-01-content"');
      expect(page).toContain('id="f-S1-02-content"');
      const form = formIn(page, '/part-1?only=missing');
      form.fields.set('S1-02/answer', 'not-done');
      form.fields.set('then', 'stay');
      const saved = await send(hanako, form);
      expect(saved.headers.get('location')).toMatch(/part-1\?only=missing$/);
      expect(await its.values()).toMatchObject({ 'S1-01/content': '行っている。', 'S1-02/answer': 'not-done' });
    });

    test('D-6.1-1 the check names the findings by section with their number, each a link to its field', async () => {
      const its = await openShop(server, hanako, document);
      await its.complete(mandatory);
      await its.fill({ 'S2-01/evidence': null, 'S2-02/evidence': [{ document, place: ' ' }] }, 1);
      const page = await read(`/ja/applications/${its.id}/check`);
      expect(textOf(page)).toMatch(/第2節 2 /);
      expect(page).toMatch(/part-2\/S2-01#f-S2-01-evidence/);
      expect(page).toMatch(/part-2\/S2-02#f-S2-02-evidence/);
      expect((await its.move(hanako, 'submit')).status).toBe(422);
    });

    test('D-4.4-2 content longer than a field holds is told, and stops the submission', async () => {
      const its = await openShop(server, hanako, document);
      await its.complete(mandatory);
      await its.fill({ 'S1-01/content': 'あ'.repeat(10_001) }, 1);
      expect(textOf(await read(dossier(its, 'part-1/S1-01')))).toContain('10000文字までです(現在10001文字)');
      expect((await its.move(hanako, 'submit')).status).toBe(422);
      await its.fill({ 'S1-01/content': 'あ'.repeat(10_000) }, 2);
      expect((await its.move(hanako, 'submit')).status).toBe(200);
    });

    describe('once it is submitted', () => {
      let its: ShopCase;
      beforeAll(async () => {
        its = await openShop(server, hanako, document);
        await its.complete(mandatory);
        expect((await its.move(hanako, 'submit')).status).toBe(200);
      });

      test('D-4.4-2 a section shows what was handed in, content beside attachment', async () => {
        const page = textOf(await read(dossier(its)));
        expect(page).toContain('S1-01を行っている。');
        expect(page).toContain('規程集.txt 3頁');
        expect(page).not.toContain('保存する');
      });

      test('D-6.2-1 the applicant answers a question at the item that it is about', async () => {
        expect((await its.move(officer, 'open', { about: 'S2-05/content', question: '頻度は?' }, { opens: 'question' })).status).toBe(200);
        const item = await read(dossier(its, 'part-2/S2-05'));
        expect(textOf(item)).toContain('頻度は?');
        expect(textOf(await read(dossier(its, 'part-2/S2-06')))).not.toContain('頻度は?');
        const answer = /href="([^"]*\/moves\/answer[^"]*)"/.exec(item)?.[1] ?? '';
        const form = await fill(hanako, answer.replaceAll('&amp;', '&'), answer.slice(answer.indexOf('/moves/')).replaceAll('&amp;', '&'), {
          answer: '毎月',
        });
        expect((await send(hanako, form)).status).toBe(303);
        expect(textOf(await read(dossier(its, 'part-2/S2-05')))).toContain('毎月');
        const course = await read(`/ja/applications/${its.id}`);
        expect(course).toMatch(/class="thread-about" href="[^"]*part-2\/S2-05"/);
      });

      test('D-7.2-2 withholding is asked for from the item itself, and names its content', async () => {
        const item = await read(dossier(its, 'part-2/S2-07'));
        const ask = /href="([^"]*opens=withholding[^"]*)"/.exec(item)?.[1]?.replaceAll('&amp;', '&') ?? '';
        const form = formIn(await read(ask), ask.slice(ask.indexOf('/moves/')).replace(/&about=.*/, ''));
        expect(form.fields.get('about')).toBe('S2-07/content');
        form.fields.set('reason', '営業上の秘密のため');
        expect((await send(hanako, form)).status).toBe(303);
        expect(textOf(await read(dossier(its, 'part-2/S2-07')))).toContain('営業上の秘密のため');
      });
    });

    test('D-4.1-2 a doubt about the unit leads to the question before filing', async () => {
      const its = await openShop(server, hanako, document, 'unsure');
      const course = await read(`/ja/applications/${its.id}`);
      expect(textOf(course)).toContain('対象かどうか、又は申請の単位に確認が必要です');
      expect(course).toContain('opens=unitQuestion');
      expect((await its.move(hanako, 'open', { question: '二つの店でも一つの申請ですか' }, { opens: 'unitQuestion' })).status).toBe(200);
      const asked = textOf(await read(`/ja/applications/${its.id}`));
      expect(asked).not.toContain('対象かどうか、又は申請の単位に確認が必要です');
      expect(asked).toContain('二つの店でも一つの申請ですか');
    });
  });
