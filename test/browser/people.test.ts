import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../src/test-server.ts';
import { chromiumPath } from '../available.ts';

const quiet = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

describe.skipIf(chromiumPath === undefined)('people in a real browser', () => {
  let server: TestServer;
  let browser: Browser;
  beforeAll(async () => {
    server = await startTestServer([]);
    browser = await chromium.launch({ executablePath: chromiumPath ?? '', args: quiet });
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  async function isGood(page: Page, what: string): Promise<void> {
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
      test(`signing in, inviting and joining are free of axe violations and of sideways scrolling (${language}, ${width} px)`, async () => {
        const context = await browser.newContext({ viewport: { width, height: 850 } });
        const page = await context.newPage();
        const trouble: string[] = [];
        page.on('pageerror', (error) => trouble.push(error.message));
        page.on('console', (message) => {
          if (/Content Security Policy|Refused to/.test(message.text())) trouble.push(message.text());
        });
        const open = async (path: string) => {
          await page.goto(`${server.address}/${language}${path}`);
          await isGood(page, path);
        };
        for (const path of ['/sign-in', '/signed-out', '/sign-in/trouble', '/nowhere']) await open(path);
        await page.goto(`${server.address}/${language}/sign-in`);
        await page.click('.button-primary');
        await isGood(page, 'demo people');
        await page.click('button[value="demo-sato"]');
        await page.waitForURL(`**/${language}/people`);
        for (const path of ['/tokens', '/choose', '/people']) await open(path);
        await page.click('form[action$="/people/organisations"] button');
        await page.waitForSelector('[data-error-summary]');
        await isGood(page, 'error summary');
        expect(await page.evaluate('document.activeElement.hasAttribute("data-error-summary")')).toBe(true);
        await page.goto(`${server.address}/${language}/people`);
        await page.check('input[name=role][value=officer]');
        await page.click('form[action$="/people/invite"] button');
        const link = await page.locator('.secret').textContent();
        await isGood(page, 'invitation made');
        await page.goto(link?.trim() ?? '');
        await isGood(page, 'invitation');
        expect(trouble).toEqual([]);
        await context.close();
      });
    }
  }

  test('signing in works without JavaScript', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${server.address}/ja/people`);
    await page.click('.button-primary');
    await page.click('button[value="demo-hanako"]');
    await page.waitForURL('**/ja/people');
    expect(await page.textContent('h1')).toBe('組織の利用者');
    await context.close();
  });
});
