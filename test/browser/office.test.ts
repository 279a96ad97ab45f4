import AxeBuilder from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DemoPersonId } from '../../src/people/demo-people.ts';
import { chromiumPath } from '../available.ts';
import type { BellServer } from '../bell-server.ts';
import { acceptedAndAsked, answer, fill, inquiries, moved, startLabelServer, submitted } from '../label-cases.ts';

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

describe.skipIf(chromiumPath === undefined)('The office in a browser', () => {
  let server: BellServer;
  let browser: Browser;
  let cases: { again: string; decided: string; inquiry: string };
  beforeAll(async () => {
    server = await startLabelServer();
    browser = await chromium.launch({ executablePath: chromiumPath ?? '', args: flags });
    const [hanako, sato, yamada] = await Promise.all([server.as('demo-hanako'), server.as('demo-sato'), server.as('demo-yamada')]);
    const again = await submitted(hanako);
    await moved(sato, again, 'return', { reason: '不足', comments: [{ item: 'S1.1-05', comment: '公開日' }] });
    await fill(hanako, again, { 'product-contact': '窓口 0120-000-000' });
    await moved(hanako, again, 'submit');
    await moved(sato, again, 'open', { about: 'S1.1-05', question: '公開日はいつですか。' }, { opens: 'question' });
    const decided = await submitted(hanako);
    await acceptedAndAsked(sato, decided);
    const [first] = await inquiries(yamada);
    if (first) await answer(yamada, first, { outcome: 'favourable' });
    const waiting = await submitted(hanako);
    await acceptedAndAsked(sato, waiting);
    cases = { again, decided, inquiry: (await inquiries(yamada))[0]?.id ?? '' };
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const signedIn = async (person: DemoPersonId, width: number): Promise<{ context: BrowserContext; page: Page }> => {
    const { cookie } = await server.as(person);
    const context = await browser.newContext({ viewport: { width, height: width < 600 ? 844 : 900 } });
    await context.addCookies([{ name: 'akashi', value: cookie.slice('akashi='.length), url: server.address }]);
    return { context, page: await context.newPage() };
  };

  test.each([1440, 390])('no page has an accessibility violation or runs off the screen at %i px', async (width) => {
    const office = [
      '/office',
      '/office/watch',
      '/office/effort',
      `/office/cases/${cases.again}`,
      `/office/cases/${cases.again}/return`,
      `/office/cases/${cases.again}/moves/open?opens=question`,
      `/office/cases/${cases.decided}/decide`,
    ];
    const government = ['/inquiries', `/inquiries/${cases.inquiry}`];
    for (const [person, paths] of [
      ['demo-suzuki', office],
      ['demo-yamada', government],
    ] as const) {
      const { context, page } = await signedIn(person, width);
      for (const path of paths) {
        const response = await page.goto(`${server.address}/${width === 390 ? 'en' : 'ja'}${path}`);
        expect([path, response?.status()]).toEqual([path, 200]);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect([path, violations.map((each) => [each.id, each.nodes.map((node) => node.html)])]).toEqual([path, []]);
        expect([path, await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')]).toEqual([path, 0]);
      }
      await context.close();
    }
  });

  test('j and k go through the queue, Enter opens, and the keys can be turned off', async () => {
    const { context, page } = await signedIn('demo-suzuki', 1440);
    await page.goto(`${server.address}/ja/office`);
    const focused = () => page.evaluate<string>("document.activeElement?.getAttribute('href') ?? ''");
    const all = await page.locator('[data-queue] a[data-open]').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    expect(await focused()).toBe(all[1]);
    await page.keyboard.press('k');
    expect(await focused()).toBe(all[0]);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${all[0]}`);
    await page.goBack();
    await page.getByRole('button', { name: 'キー操作を使わない' }).click();
    await page.keyboard.press('j');
    expect(await focused()).toBe('');
    await context.close();
  });
});
