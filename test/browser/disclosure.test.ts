import AxeBuilder from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath } from '../available.ts';
import { type BellServer, type Someone, startBellServer } from '../bell-server.ts';
import { shopBook } from '../shop-book.ts';
import { openShop, type ShopCase, uploaded } from '../shop-case.ts';

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

describe.skipIf(chromiumPath === undefined)('A dossier of a hundred disclosure items in a browser', () => {
  let server: BellServer;
  let browser: Browser;
  let hanako: Someone;
  let document = '';
  beforeAll(async () => {
    server = await startBellServer({ books: [shopBook()] });
    browser = await chromium.launch({ executablePath: chromiumPath ?? '', args: flags });
    hanako = await server.as('demo-hanako');
    document = await uploaded(hanako, '規程集.txt');
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const signedIn = async (width = 1440, javaScriptEnabled = true): Promise<{ context: BrowserContext; page: Page }> => {
    const context = await browser.newContext({ viewport: { width, height: width < 600 ? 844 : 900 }, javaScriptEnabled });
    await context.addCookies([{ name: 'akashi', value: hanako.cookie.slice('akashi='.length), url: server.address }]);
    return { context, page: await context.newPage() };
  };
  const at = (its: ShopCase, rest: string, language = 'ja') => `${server.address}/${language}/applications/${its.id}/${rest}`;

  test('D-4.4-2 what is typed is saved by itself, answers the item, and the counts follow; Ctrl+Enter goes to what is missing next', async () => {
    const its = await openShop(server, hanako, document);
    const { context, page } = await signedIn();
    await page.goto(at(its, 'dossier/part-1'));
    const item = page.locator('[data-item="S1-01"]');
    await item.getByLabel('開示内容').fill('毎年見直している。');
    await item.locator('select').first().selectOption(document);
    await item.getByLabel('箇所(頁・章節など) 1').fill('3頁');
    await page.locator('[data-save-state="good"]').waitFor();
    await page.locator('[data-live="progress"]', { hasText: '記入済み 1 /' }).waitFor();
    expect(await item.locator('input[value="content"]').isChecked()).toBe(true);
    expect(await its.values()).toMatchObject({
      'S1-01/answer': 'content',
      'S1-01/content': '毎年見直している。',
      'S1-01/evidence': [{ document, place: '3頁' }],
    });
    await item.getByLabel('開示内容').press('Control+Enter');
    await page.waitForURL(/part-1#f-S1-02-content$/);
    expect(await page.locator('#f-S1-02-content').isVisible()).toBe(true);
    await context.close();
  });

  test('D-4.4-2 without JavaScript the same page saves, and leads to the next missing item', async () => {
    const its = await openShop(server, hanako, document);
    const { context, page } = await signedIn(1440, false);
    await page.goto(at(its, 'dossier/part-2/S2-01'));
    await page.locator('#f-S2-01-content').fill('行っている。');
    await page.getByRole('button', { name: '保存して次の未記入へ' }).click();
    await page.waitForURL(/part-2\/S2-02#f-S2-02-content$/);
    expect(await its.values()).toMatchObject({ 'S2-01/answer': 'content', 'S2-01/content': '行っている。' });
    await context.close();
  });

  test('D-4.4-2 on a phone one item at a time is open: the first that is missing', async () => {
    const its = await openShop(server, hanako, document);
    await its.fill({ 'S1-01/answer': 'not-done' });
    const { context, page } = await signedIn(390);
    await page.goto(at(its, 'dossier/part-1'));
    expect(await page.locator('details.item-block[open]').evaluateAll((all) => all.map((one) => one.getAttribute('data-item')))).toEqual([
      'S1-02',
    ]);
    await context.close();
  });

  for (const width of [390, 1440] as const) {
    for (const language of ['ja', 'en'] as const) {
      const looked = width === 390 ? 'ja' : 'en';
      test(`no page of the dossier overflows or has an axe violation at ${width} px in ${language}`, async () => {
        const earlier = await openShop(server, hanako, document);
        await earlier.fill({ maker: 'デモ自転車', 'S1-01/answer': 'content', 'S1-01/content': `長い言葉${'x'.repeat(120)}` });
        const its = await openShop(server, hanako, document, 'unsure');
        await its.fill({ 'S1-06/answer': 'content', 'S1-06/content': '行っている。', 'S1-06/evidence': [{ document, place: '1頁' }] });
        const { context, page } = await signedIn(width);
        const all = [
          '',
          'dossier/about-us',
          'dossier/part-1',
          'dossier/part-1?only=missing',
          'dossier/part-1/S1-06',
          'check',
          'reuse',
          `reuse?from=${earlier.id}`,
          'workbook',
        ];
        for (const path of all) {
          await page.goto(at(its, path, language));
          expect([path, await page.evaluate('document.documentElement.scrollWidth - innerWidth')]).toEqual([path, 0]);
          // The markup is the same in both languages: each width is looked at in one of them.
          if (language !== looked) continue;
          const { violations, passes } = await new AxeBuilder({ page }).analyze();
          expect(passes.length).toBeGreaterThan(10);
          expect([path, violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(' ')}`)]).toEqual([path, []]);
        }
        await context.close();
      });
    }
  }
});
