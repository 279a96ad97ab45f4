import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type BellServer, type Someone, startBellServer } from '../../../test/bell-server.ts';
import { engines } from '../../../test/empty-store.ts';
import { formIn, send, textOf } from '../../../test/page-form.ts';
import { shopBook } from '../../../test/shop-book.ts';
import { openShop, type ShopCase, uploaded } from '../../../test/shop-case.ts';

interface Offered {
  readonly sources: readonly { readonly id: string; readonly title: string }[];
  readonly fields: readonly { readonly field: string; readonly standing: string; readonly lost: number }[];
}

for (const { name: engine, available } of engines)
  describe.skipIf(!available)(`Taking over what is about the applicant, on ${engine}`, () => {
    let server: BellServer;
    let hanako: Someone;
    let taro: Someone;
    let misaki: Someone;
    let document = '';
    let first: ShopCase;
    let second: ShopCase;
    beforeAll(async () => {
      server = await startBellServer({ books: [shopBook(60)], engine });
      [hanako, taro, misaki] = await Promise.all([server.as('demo-hanako'), server.as('demo-taro'), server.as('demo-misaki')]);
      document = await uploaded(hanako, '規程集.txt');
    });
    afterAll(() => server?.close());
    beforeEach(async () => {
      [first, second] = [await openShop(server, hanako, document), await openShop(server, hanako, document)];
      await first.fill({
        ...{ name: '一つ目の店', maker: 'デモ自転車', 'S1-01/answer': 'content', 'S1-01/content': '取締役は3名。' },
        ...{
          'S1-01/evidence': [{ document, place: '2頁' }],
          'S1-02/answer': 'not-done',
          'S4-01/answer': 'content',
          'S4-01/content': '店の話',
        },
      });
    });
    const reuse = (its: ShopCase) => `/ja/applications/${its.id}/reuse`;
    const offer = async (its: ShopCase, from: string, who = hanako) => who.fetch(`/api/v1/applications/${its.id}/reuse?from=${from}`);

    test('D-5.1-1 the half about the business is offered, the half about the service is not; evidence comes along', async () => {
      const { sources, fields } = (await (await offer(second, first.id)).json()) as Offered;
      expect(sources.find((each) => each.id === first.id)?.title).toBe('一つ目の店');
      expect(fields.map((each) => [each.field, each.standing])).toEqual([
        ['maker', 'new'],
        ['S1-01', 'new'],
        ['S1-02', 'new'],
      ]);
      const taken = await hanako.send('POST', `/api/v1/applications/${second.id}/reuse`, { from: first.id });
      expect(taken.status).toBe(200);
      expect(await second.values()).toMatchObject({
        ...{ maker: 'デモ自転車', 'S1-01/answer': 'content', 'S1-01/content': '取締役は3名。', 'S1-02/answer': 'not-done' },
        'S1-01/evidence': [{ document, place: '2頁' }],
      });
      expect(await second.values()).not.toHaveProperty('name');
      expect(await second.values()).not.toHaveProperty(['S4-01/content']);
    });

    test('D-5.1-1 what was typed is never overwritten unless its field is named', async () => {
      await second.fill({ maker: '別の名称', 'S1-02/answer': 'not-done' });
      const { fields } = (await (await offer(second, first.id)).json()) as Offered;
      expect(fields.map((each) => [each.field, each.standing])).toEqual([
        ['maker', 'other'],
        ['S1-01', 'new'],
        ['S1-02', 'same'],
      ]);
      await hanako.send('POST', `/api/v1/applications/${second.id}/reuse`, { from: first.id });
      expect(await second.values()).toMatchObject({ maker: '別の名称', 'S1-01/content': '取締役は3名。' });
      await hanako.send('POST', `/api/v1/applications/${second.id}/reuse`, { from: first.id, fields: ['maker'] });
      expect(await second.values()).toMatchObject({ maker: 'デモ自転車' });
    });

    test('D-5.1-1 the page shows from which application, ticks only what is empty, and takes what is ticked', async () => {
      await second.fill({ maker: '別の名称' });
      expect(textOf(await (await hanako.fetch(reuse(second))).text())).toContain('一つ目の店');
      const page = await (await hanako.fetch(`${reuse(second)}?from=${first.id}`)).text();
      expect(textOf(page)).toContain('取り込み元: 一つ目の店');
      const form = formIn(page, '/reuse');
      expect(form.fields.getAll('take')).toEqual(['S1-01', 'S1-02']);
      const done = await send(hanako, form);
      expect(done.headers.get('location')).toMatch(/reuse\?saved=4$/);
      expect(await second.values()).toMatchObject({ maker: '別の名称', 'S1-01/content': '取締役は3名。' });
    });

    test('D-5.1-1 what somebody typed while the page was looked at is not overwritten', async () => {
      const form = formIn(await (await hanako.fetch(`${reuse(second)}?from=${first.id}`)).text(), '/reuse');
      await taro.send('PUT', `/api/v1/applications/${second.id}/fields`, {
        changes: [{ path: 'S1-01/content', value: '太郎が書いた。', base: 0 }],
      });
      expect((await send(hanako, form)).headers.get('location')).toContain('late=1');
      expect(await second.values()).toMatchObject({ 'S1-01/content': '太郎が書いた。', maker: 'デモ自転車' });
    });

    test('foreign key of another organisation accepted: its application reads exactly like one that does not exist', async () => {
      const theirs = await openShop(server, misaki, '');
      const [foreign, none] = [await offer(second, theirs.id), await offer(second, '01900000-0000-7000-8000-000000000000')];
      expect([foreign.status, none.status]).toEqual([404, 404]);
      expect((await misaki.send('POST', `/api/v1/applications/${second.id}/reuse`, { from: theirs.id })).status).toBe(404);
      expect((await hanako.send('POST', `/api/v1/applications/${second.id}/reuse`, { from: first.id, fields: ['name'] })).status).toBe(422);
    });
  });
