import AxeBuilder from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scope } from '../../examples/iot-label/ruuvi-gateway/product.ts';
import { iotLabel } from '../../schemes/iot-label/book.ts';
import type { DevicePart } from '../../src/rules/device-part.ts';
import { chromiumPath } from '../available.ts';
import { type BellServer, startBellServer } from '../bell-server.ts';
import { concluded, fileOf, profileOf, someonesKey, throttlingSeen } from '../checked-device.ts';

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const [found] = iotLabel.deviceParts ?? [];
const part = found as DevicePart;

describe.skipIf(chromiumPath === undefined)('Device tests in a browser', () => {
  let server: BellServer;
  let browser: Browser;
  let id = '';
  const signer = someonesKey();
  beforeAll(async () => {
    server = await startBellServer({ books: [iotLabel] });
    browser = await chromium.launch({ executablePath: chromiumPath ?? '', args: flags });
    const opened = await (await server.as('demo-hanako')).send('POST', '/api/v1/applications', { scheme: 'iot-label', level: '1', scope });
    id = ((await opened.json()) as { id: string }).id;
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const signedIn = async (width: number, javaScriptEnabled = true): Promise<{ context: BrowserContext; page: Page }> => {
    const { cookie } = await server.as('demo-hanako');
    const context = await browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled });
    await context.addCookies([{ name: 'akashi', value: cookie.slice('akashi='.length), url: server.address }]);
    return { context, page: await context.newPage() };
  };
  const bundle = async (held: boolean, scheme = 'iot-label') => ({
    name: 'camera.akashi-evidence',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(await fileOf(concluded(scheme, part, profileOf('CAM-1'), [throttlingSeen(held)]), signer).arrayBuffer()),
  });
  const overflows = (page: Page) => page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth');

  test.each([
    ['ja', true],
    ['en', false],
  ] as const)(
    'L-3.4-6 the result file is brought in and the answer reads so beside its test (%s, with scripts: %s)',
    async (language, scripts) => {
      const { context, page } = await signedIn(390, scripts);
      await page.goto(`${server.address}/${language}/applications/${id}/device-checks`);
      await page.locator('input[type=file]').setInputFiles(await bundle(language === 'en'));
      await page.locator('form[enctype] button[type=submit]').click();
      await page.getByText(language === 'ja' ? /欄を記入しました/ : /field\(s\) were filled in/).waitFor();
      expect(await overflows(page)).toBe(false);
      await page.goto(`${server.address}/${language}/applications/${id}/dossier/assessment/S1.1-04`);
      await page.getByText(language === 'ja' ? '実機テストの結果による回答' : 'This answer rests on device tests').waitFor();
      expect(await page.getByText(language === 'ja' ? 'テストの判定: 不適合' : 'The tests found: Conforms').count()).toBe(1);
      expect(await overflows(page)).toBe(false);
      await context.close();
    },
  );

  test('a file that is none, and a bundle of another scheme, are refused on the page with what to do', async () => {
    const { context, page } = await signedIn(1440);
    const address = `${server.address}/ja/applications/${id}/device-checks`;
    await page.goto(address);
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'x.akashi-evidence', mimeType: 'text/plain', buffer: Buffer.from('hello') });
    await page.locator('form[enctype] button[type=submit]').click();
    await page.getByText('akashi check が書き出したままのファイルを指定してください').first().waitFor();
    await page.goto(address);
    await page.locator('input[type=file]').setInputFiles(await bundle(true, 'other-scheme'));
    await page.locator('form[enctype] button[type=submit]').click();
    await page.getByText('この結果は取り込めません。何も変わっていません').waitFor();
    expect(await page.getByText('L-3.4-6').count()).toBeGreaterThan(0);
    await context.close();
  });

  test.each([390, 1440])('the pages are accessible and fit at %i px, in both languages', async (width) => {
    const { context, page } = await signedIn(width);
    for (const language of ['ja', 'en']) {
      for (const place of ['device-checks', 'dossier/assessment/S1.1-04']) {
        await page.goto(`${server.address}/${language}/applications/${id}/${place}`);
        expect((await new AxeBuilder({ page }).analyze()).violations.map((each) => each.id)).toEqual([]);
        expect(await overflows(page)).toBe(false);
      }
    }
    await context.close();
  });
});
