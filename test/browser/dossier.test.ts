import AxeBuilder from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { iotLabel } from '../../schemes/iot-label/book.ts';
import type { DemoPersonId } from '../../src/people/demo-people.ts';
import { chromiumPath } from '../available.ts';
import { bellBook } from '../bell-book.ts';
import { type BellServer, startBellServer } from '../bell-server.ts';

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

describe.skipIf(chromiumPath === undefined)('The dossier in a browser', () => {
  let server: BellServer;
  let browser: Browser;
  beforeAll(async () => {
    server = await startBellServer({ books: [bellBook, iotLabel] });
    browser = await chromium.launch({ executablePath: chromiumPath ?? '', args: flags });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const signedIn = async (person: DemoPersonId, width = 1440): Promise<{ context: BrowserContext; page: Page }> => {
    const { cookie } = await server.as(person);
    const context = await browser.newContext({ viewport: { width, height: width < 600 ? 844 : 900 } });
    await context.addCookies([{ name: 'akashi', value: cookie.slice('akashi='.length), url: server.address }]);
    return { context, page: await context.newPage() };
  };
  const open = async (scheme: string, scope: Record<string, string> = {}): Promise<string> => {
    const opened = await (await server.as('demo-hanako')).send('POST', '/api/v1/applications', { scheme, level: '1', scope });
    return ((await opened.json()) as { id: string }).id;
  };
  const values = async (id: string) =>
    ((await (await (await server.as('demo-hanako')).fetch(`/api/v1/applications/${id}`)).json()) as { values: Record<string, unknown> })
      .values;
  const product = (id: string) => `${server.address}/ja/applications/${id}/dossier/product`;

  test('what is typed is saved by itself, and the findings follow', async () => {
    const id = await open('bicycle-bell');
    const { context, page } = await signedIn('demo-hanako');
    await page.goto(product(id));
    expect(await page.locator('[data-live="findings"]').textContent()).toContain('「製品名」が記入されていません。');
    await page.getByLabel('製品名').fill('チリン');
    await page.getByLabel('締め具').check();
    await page.getByLabel('部品名 1').fill('鈴');
    await page.locator('[data-save-state="good"]').waitFor();
    await page.getByText('このページに指摘はありません。').waitFor();
    expect(await values(id)).toMatchObject({ name: 'チリン', mounting: 'clamp', parts: [{ part: '鈴' }] });
    await page.reload();
    expect(await page.getByLabel('製品名').inputValue()).toBe('チリン');
    await context.close();
  });

  test('two people type at once and nothing is lost', async () => {
    const id = await open('bicycle-bell');
    const [hers, his] = await Promise.all([signedIn('demo-hanako'), signedIn('demo-taro')]);
    await Promise.all([hers.page.goto(product(id)), his.page.goto(product(id))]);
    // Different fields at the same moment: both are kept.
    await Promise.all([hers.page.getByLabel('製品名').fill('花子のベル'), his.page.getByLabel('重さ').fill('120')]);
    await Promise.all([hers.page.locator('[data-save-state="good"]').waitFor(), his.page.locator('[data-save-state="good"]').waitFor()]);
    expect(await values(id)).toMatchObject({ name: '花子のベル', weight: 120 });
    // The same field: he typed over what he saw before, so both values stand side by side.
    await his.page.getByLabel('製造者').fill('太郎製作所');
    await his.page.locator('[data-save-state="good"]').waitFor();
    await hers.page.getByLabel('製造者').fill('花子製作所');
    const clash = hers.page.locator('.clash');
    await clash.waitFor();
    expect(await clash.textContent()).toContain('花子製作所');
    expect(await clash.textContent()).toContain('太郎製作所');
    expect(await clash.textContent()).toContain('見本 太郎');
    expect(await values(id)).toMatchObject({ maker: '太郎製作所' });
    const axe = await new AxeBuilder({ page: hers.page }).analyze();
    expect(axe.violations.map((each) => each.id)).toEqual([]);
    await hers.page.getByRole('button', { name: '自分の入力で上書き保存する' }).click();
    await hers.page.locator('[data-save-state="good"]').waitFor();
    expect(await values(id)).toMatchObject({ name: '花子のベル', maker: '花子製作所', weight: 120 });
    await Promise.all([hers.context.close(), his.context.close()]);
  });

  test('a failed save is tried again when the connection is back, and leaving before that asks', async () => {
    const id = await open('bicycle-bell');
    const { context, page } = await signedIn('demo-hanako');
    await page.goto(product(id));
    await context.setOffline(true);
    await page.getByLabel('製品名').pressSequentially('圏外');
    await page.locator('[data-save-state="bad"]').waitFor();
    expect(await page.locator('[data-save-state]').textContent()).toContain('保存できません');
    const asked = new Promise<string>((resolve) => {
      page.once('dialog', (dialog) => {
        resolve(dialog.type());
        void dialog.dismiss();
      });
    });
    void page.evaluate("location.assign('/ja/applications')").catch(() => undefined);
    expect(await asked).toBe('beforeunload');
    await context.setOffline(false);
    await page.locator('[data-save-state="good"]').waitFor();
    expect(await values(id)).toMatchObject({ name: '圏外' });
    await context.close();
  });

  test('a finding jumps to its field', async () => {
    const id = await open('bicycle-bell');
    const { context, page } = await signedIn('demo-hanako');
    await page.goto(`${server.address}/ja/applications/${id}/check`);
    await page.getByRole('link', { name: 'R1.1-02「片手で鳴らせる」の判定が選ばれていません。' }).click();
    await page.waitForURL(/\/dossier\/answers\/R1\.1-02#f-answers-R1-1-02-verdict$/);
    expect(await page.locator('#f-answers-R1-1-02-verdict').isVisible()).toBe(true);
    await context.close();
  });

  for (const width of [390, 1440] as const) {
    for (const language of ['ja', 'en'] as const) {
      const looked = width === 390 ? 'ja' : 'en';
      test(`no page of an applicant overflows or has an axe violation at ${width} px in ${language}`, async () => {
        const id = await open('iot-label', { 'scope/object': 'product', 'scope/ip': 'internet', 'scope/platform': 'dedicated' });
        const { context, page } = await signedIn('demo-hanako', width);
        const dossier = ['applicant', 'product', 'assessment', 'assessment/S1.1-01', 'declaration'].map(
          (each) => `/applications/${id}/dossier/${each}`,
        );
        const begin = [
          '',
          '?scheme=iot-label',
          '?scheme=iot-label&level=1',
          '?scheme=iot-label&level=1&a.scope/object=service&a.scope/ip=none&a.scope/platform=dedicated',
        ].map((each) => `/applications/new${each}`);
        const all = [
          '/applications',
          ...begin,
          `/applications/${id}`,
          ...dossier,
          `/applications/${id}/check`,
          `/applications/${id}/submit`,
          `/applications/${id}/moves/drop`,
        ];
        for (const path of all) {
          await page.goto(`${server.address}/${language}${path}`);
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
