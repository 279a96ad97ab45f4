import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath } from '../available.ts';
import { type BellServer, startBellServer } from '../bell-server.ts';

const quiet = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const shots = process.env['AKASHI_SHOTS'];

describe.skipIf(chromiumPath === undefined)('the directory in a real browser', () => {
  let server: BellServer;
  let browser: Browser;
  beforeAll(async () => {
    server = await startBellServer();
    browser = await chromium.launch({ executablePath: chromiumPath ?? '', args: quiet });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  async function isGood(page: Page, what: string): Promise<void> {
    if (shots) await page.screenshot({ path: `${shots}/${what.replaceAll(/\W+/g, '-')}.png`, fullPage: true });
    const { violations } = await new AxeBuilder({ page }).withTags(standards).analyze();
    expect(
      violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' ')}`),
      what,
    ).toEqual([]);
    const sideways = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
    expect(sideways, `${what} scrolls sideways`).toBeLessThanOrEqual(0);
  }

  for (const language of ['ja', 'en']) {
    for (const width of [390, 1440]) {
      test(`an entry is refused, added and ended, free of axe violations and of sideways scrolling (${language}, ${width} px)`, async () => {
        const context = await browser.newContext({ viewport: { width, height: 850 } });
        const { cookie } = await server.as('demo-sato');
        await context.addCookies([{ name: 'akashi', value: cookie.slice('akashi='.length), url: server.address }]);
        const page = await context.newPage();
        const is = (what: string) => isGood(page, `${what} ${language} ${width}`);
        const list = `${server.address}/${language}/office/directory`;
        await page.goto(list);
        await is('list');
        const add = page.locator('form[action$="/office/directory"]');
        await add.locator('button[type=submit]').click();
        await page.waitForSelector('[data-error-summary]');
        await is('refused');
        await page.goto(`${list}?kind=verification-operator&show=valid`);
        await is('filtered');
        await page.check('input[name=kind][value=evaluation-body]');
        await page.fill('input[name=id]', `TEST-${language}-${width}`);
        await page.fill('input[name=nameJa]', '架空評価センター');
        await page.fill('input[name=nameEn]', 'Fictional Evaluation Centre');
        await page.fill('input[name=from]', '2026-04-01');
        await page.fill('input[name=until]', '2028-03-31');
        await page.fill('input[name=source]', '評価機関の一覧 2026年度第3回');
        await page.fill('input[name=decidedOn]', '2026-11-20');
        await add.locator('button[type=submit]').click();
        await page.waitForURL('**done=added');
        await is('entry');
        await page.check('input[name=how][value=ended]');
        await page.fill('input[name=lastDay]', '2026-10-31');
        await page.locator('form[action$="/end"] input[name=source]').fill('認定の取下げ');
        await page.fill('input[name=decidedOn]', '2026-11-22');
        await page.locator('form[action$="/end"] button[type=submit]').click();
        await page.waitForURL('**done=ended');
        await is('ended');
        await context.close();
      });
    }
  }
});
