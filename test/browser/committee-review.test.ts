import AxeBuilder from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DemoPersonId } from '../../src/people/demo-people.ts';
import { chromiumPath } from '../available.ts';
import { type BellServer, formWith } from '../bell-server.ts';
import { find, startCloudServer, underReview } from '../cloud-review.ts';
import { moved, seen } from '../label-cases.ts';

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

describe.skipIf(chromiumPath === undefined)('The review, the committee and what is returned, in a browser', () => {
  let server: BellServer;
  let browser: Browser;
  let cases: { reviewed: string; hearing: string; refused: string };
  beforeAll(async () => {
    server = await startCloudServer();
    browser = await chromium.launch({ executablePath: chromiumPath ?? '', args: flags });
    const [hanako, sato, suzuki] = await Promise.all([server.as('demo-hanako'), server.as('demo-sato'), server.as('demo-suzuki')]);
    const uploaded = await hanako.send('POST', '/api/v1/evidence', formWith({}, { name: '規程集.txt', content: '規程の中身' }));
    const file = ((await uploaded.json()) as { files: readonly { id: string }[] }).files[0]?.id;
    const reviewed = await underReview(server.store, {}, file);
    await find(sato, reviewed, { 'A1-01': '日付を書いてください。', 'A2-01': '' });
    const heard = await underReview(server.store, {}, file);
    await moved(sato, heard, 'completeReview', { finding: '審査を終えた。' });
    await moved(sato, heard, 'open', { meetsOn: '2026-12-10' }, { opens: 'committee' });
    const hearing = (await seen(sato, heard)).threads.find((each) => each.kind === 'committee')?.id ?? '';
    const refused = await underReview(server.store, {}, file);
    await moved(sato, refused, 'completeReview', { finding: '満たさない項目がある。' });
    const improvements = [{ item: 'A1-01', explanation: '日付を書いてください。' }];
    await moved(suzuki, refused, 'refuse', { because: 'standard', improvements });
    cases = { reviewed, hearing, refused };
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const signedIn = async (
    person: DemoPersonId,
    width: number,
    javaScriptEnabled = true,
  ): Promise<{ context: BrowserContext; page: Page }> => {
    const { cookie } = await server.as(person);
    const context = await browser.newContext({ viewport: { width, height: width < 600 ? 844 : 900 }, javaScriptEnabled });
    await context.addCookies([{ name: 'akashi', value: cookie.slice('akashi='.length), url: server.address }]);
    return { context, page: await context.newPage() };
  };

  test.each([390, 1440])('no page has an accessibility violation or runs off the screen at %i px', async (width) => {
    for (const [person, paths] of [
      ['demo-sato', ['/office', `/office/cases/${cases.reviewed}?show=to-improve`, '/committee', '/office/returns']],
      ['demo-suzuki', [`/returns/${cases.refused}/all`]],
      ['demo-futaba', ['/committee', '/committee/meetings/2026-12-10', `/committee/hearings/${cases.hearing}`]],
    ] as const) {
      const { context, page } = await signedIn(person, width);
      for (const path of paths) {
        const response = await page.goto(`${server.address}/${width === 390 ? 'ja' : 'en'}${path}`);
        expect([path, response?.status()]).toEqual([path, 200]);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect([path, violations.map((each) => [each.id, each.nodes.map((node) => node.html.slice(0, 200))])]).toEqual([path, []]);
        expect([path, await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')]).toEqual([path, 0]);
      }
      await context.close();
    }
  });

  test('D-10-1 without JavaScript the office offers what is returned, and the applicant reads until when', async () => {
    const office = await signedIn('demo-suzuki', 390, false);
    await office.page.goto(`${server.address}/ja/returns/${cases.refused}/all`);
    await office.page.getByText('まだ申請者に知らせていません').waitFor();
    await office.page.getByLabel('取得できる最後の日').fill('2027-01-31');
    await office.page.getByRole('button', { name: /この日まで取得できるようにする/ }).click();
    await office.page.getByRole('heading', { level: 1, name: /2027年1月31日まで取得できます/ }).waitFor();
    await office.context.close();
    const holder = await signedIn('demo-hanako', 390, false);
    await holder.page.goto(`${server.address}/ja/returns`);
    await holder.page.getByText('書類を2027年1月31日までに取得してください。').waitFor();
    await holder.page.locator('table a').first().click();
    await holder.page.getByRole('link', { name: 'まとめて取得する(ZIP)' }).waitFor();
    await holder.context.close();
  });

  test('D-6.4-1 without JavaScript a member reads the papers and gives an opinion', async () => {
    const { context, page } = await signedIn('demo-futaba', 390, false);
    await page.goto(`${server.address}/ja/committee`);
    await page.getByRole('link', { name: '資料を開く' }).click();
    await page.getByText('1. 案件の概要').first().waitFor();
    await page.getByRole('group', { name: '意見' }).getByRole('radio').first().check();
    await page.getByLabel('意見の内容').fill('開示された内容は具体的である。');
    await page.getByRole('button', { name: '意見を述べる' }).click();
    await page.goto(`${server.address}/ja/committee`);
    expect(await page.getByText('あなたの意見はまだです').count()).toBe(0);
    await context.close();
  });
});
