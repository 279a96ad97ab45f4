import AxeBuilder from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DemoPersonId } from '../../src/people/demo-people.ts';
import { chromiumPath } from '../available.ts';
import { at, held } from '../life-case.ts';
import { type LifeStage, lifeStage, renewalFiled } from '../life-stage.ts';

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** Each page is looked at in three ways; axe takes the first and the last of them in turn. */
const looks = [
  { width: 390, language: 'ja' },
  { width: 390, language: 'en' },
  { width: 1440, language: 'en' },
] as const;

describe.skipIf(chromiumPath === undefined)('Life after issue in a browser', () => {
  let stage: LifeStage;
  let browser: Browser;
  beforeAll(async () => {
    stage = await lifeStage();
    browser = await chromium.launch({ executablePath: chromiumPath ?? '', args: flags });
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.server.close();
  });

  const open = async (
    who: DemoPersonId | 'anyone',
    width: number,
    javaScriptEnabled = true,
  ): Promise<{ context: BrowserContext; page: Page }> => {
    const context = await browser.newContext({ viewport: { width, height: width < 600 ? 844 : 900 }, javaScriptEnabled });
    if (who !== 'anyone') {
      const { cookie } = await stage.server.as(who);
      await context.addCookies([{ name: 'akashi', value: cookie.slice('akashi='.length), url: stage.server.address }]);
    }
    return { context, page: await context.newPage() };
  };
  /** The address of a page in a language: public pages have it behind, the others before. */
  const address = (path: string, language: 'ja' | 'en'): string =>
    stage.server.address + (/^\/[lc]\//.test(path) ? (language === 'en' ? `${path}/en` : path) : `/${language}${path}`);

  /**
   * Opens each page in every look: it is there, nothing is wider than the screen, and axe finds no violation with every fold open. `within`
   * lets axe look at a part only, for pages of which the rest was looked at before.
   */
  const sound = async (who: DemoPersonId | 'anyone', paths: readonly string[], within?: string): Promise<void> => {
    for (const [at, { width, language }] of looks.entries()) {
      const { context, page } = await open(who, width);
      for (const [index, path] of paths.entries()) {
        const response = await page.goto(address(path, language));
        expect([path, response?.status()]).toEqual([path, 200]);
        expect([path, await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')]).toEqual([path, 0]);
        expect([path, await page.getByText(/undefined|\[object|NaN/).count()]).toEqual([path, 0]);
        if (at !== (index % 2 === 0 ? 0 : 2)) continue;
        await page.evaluate("for (const fold of document.querySelectorAll('details.fold')) fold.open = true");
        const axe = new AxeBuilder({ page });
        const { violations } = await (within === undefined ? axe : axe.include(within)).analyze();
        expect([path, violations.map((each) => [each.id, each.nodes.map((node) => node.html.slice(0, 200))])]).toEqual([path, []]);
      }
      await context.close();
    }
  };
  const words = async (paths: readonly string[]): Promise<readonly string[]> => {
    const { context, page } = await open('anyone', 390, false);
    const said: string[] = [];
    for (const path of paths) {
      await page.goto(stage.server.address + path);
      said.push((await page.locator('main').textContent()) ?? '');
    }
    await context.close();
    return said;
  };

  test('the calendar, what is ahead of one case, and the outbox', async () => {
    await sound('demo-suzuki', [
      '/office/watch',
      '/office/watch?day=2026-12-20',
      `/attestations/${stage.keys.doubted}/ahead`,
      '/office/mail',
    ]);
    await sound('demo-hanako', ['/ahead', `/attestations/${stage.keys.calm}/ahead`]);
  });

  test('what the public says, where it is handled, and where it is answered', async () => {
    const { keys, services, voices } = stage;
    await sound('anyone', [
      `/report/${keys.calm}`,
      `/report/${keys.calm}/doubt`,
      `/report/${services.calm}/misuse`,
      `/report/${keys.calm}/question`,
      `/report-outcome?reference=${voices.closed}`,
      `/report-outcome?reference=${voices.question}`,
    ]);
    await sound('demo-suzuki', ['/voices', `/voices/${voices.doubt}`, `/voices/${voices.misuse}`]);
    await sound('demo-hanako', ['/questions']);
  });

  test('doubts, corrections, the hearing and the notice of a withdrawal, for the holder of labels', async () => {
    const { keys } = stage;
    await sound('demo-hanako', [
      '/attestations',
      ...(['doubted', 'heard', 'notified', 'lapsed', 'withdrawn'] as const).map((each) => `/attestations/${keys[each]}`),
      `/attestations/${keys.withdrawn}/withdrawal`,
      `/attestations/${keys.calm}/change?change/of=product&change/criteria=yes&change/result=no`,
      `/attestations/${keys.calm}/moves/notifyParticulars`,
    ]);
  });

  test('the same for the office', async () => {
    const { keys, services } = stage;
    await sound('demo-suzuki', [
      '/attestations',
      `/attestations/${keys.doubted}`,
      `/attestations/${keys.heard}`,
      `/attestations/${keys.calm}/moves/proposeWithdrawal`,
      `/attestations/${services.calm}/moves/recordSuccession`,
    ]);
  });

  test('changes, incidents, succession, end and withdrawal, for the provider of certified services', async () => {
    const { services } = stage;
    await sound('demo-aoi', [
      ...(['changed', 'incident', 'succeeded', 'ended', 'revoked'] as const).map((each) => `/attestations/${services[each]}`),
      `/attestations/${services.revoked}/withdrawal`,
      `/attestations/${services.calm}/change?change/of=passed-on`,
      `/attestations/${services.calm}/moves/open?opens=change`,
      `/attestations/${services.calm}/moves/open?opens=incident`,
    ]);
  });

  test('the public page in each status', async () => {
    const { keys, services } = stage;
    await sound('anyone', [`/l/${keys.withdrawn}`, `/c/${services.incident}`]);
    const others = [...(['lapsed', 'returned'] as const).map((each) => `/l/${keys[each]}`)];
    const certified = (['succeeded', 'ended', 'revoked', 'renewed'] as const).map((each) => `/c/${services[each]}`);
    await sound('anyone', [...others, ...certified], '.band');
  });

  test('L-3.7-18 the status reads in a word, with its day and what it means for goods, without JavaScript and in both languages', async () => {
    const { keys, services } = stage;
    const reads = async (path: string, ja: readonly string[], en: readonly string[]) => {
      const [japanese, english] = await words([path, `${path}/en`]);
      for (const each of ja) expect([path, japanese]).toEqual([path, expect.stringContaining(each)]);
      for (const each of en) expect([path, english]).toEqual([path, expect.stringContaining(each)]);
    };
    await reads(`/l/${keys.calm}`, ['有効', '2028年11月21日まで有効'], ['In force', 'Valid until 21 November 2028']);
    await reads(
      `/l/${keys.lapsed}`,
      ['失効', '2026年12月5日から', '製造済み又は製造中'],
      ['Lapsed', 'Since 5 December 2026', 'Goods already made'],
    );
    await reads(
      `/l/${keys.withdrawn}`,
      ['取消し', '製造済みの製品は出荷を止めてください。'],
      ['Withdrawn', 'Apply the update that the vendor announces.'],
    );
    await reads(`/l/${keys.returned}`, ['返納', '2026年12月5日から'], ['Given back']);
    await reads(
      `/c/${services.succeeded}`,
      ['効力喪失', '2026年12月1日から', '2026年12月5日に把握'],
      ['Effect lost', 'learned on 5 December 2026'],
    );
    await reads(`/c/${services.ended}`, ['サービス終了', '2026年11月30日から'], ['Service ended']);
    await reads(
      `/c/${services.renewed}`,
      ['更新(有効期間 2028年11月22日から2030年11月21日まで)'],
      ['Renewed (valid from 22 November 2028 to 21 November 2030)'],
    );
    at(stage.server, '2028-11-25');
    try {
      await reads(`/l/${keys.brief}`, ['有効期間満了', '2028年11月22日から', '製造済み又は製造中'], ['Expired', 'Since 22 November 2028']);
      await reads(`/l/${keys.planned}`, ['再申請手続中', '再申請の予定の届出'], ['re-application pending', 'Re-application announced']);
      await reads(`/c/${services.pending}`, ['有効(更新審査中)', '認定の効力が継続しています'], ['In effect, renewal under review']);
      await reads(`/c/${services.calm}`, ['満了', '認定マークの使用は速やかに中止'], ['Expired']);
      await sound('anyone', [`/l/${keys.brief}`, `/l/${keys.planned}`, `/c/${services.pending}`], '.band');
    } finally {
      at(stage.server, stage.today);
    }
  });

  test('D-9.2-1 old and new stand side by side on a desk and under each other on a phone, the new in red and with a sign', async () => {
    for (const [who, key] of [
      ['demo-aoi', stage.services.changed],
      ['demo-suzuki', stage.keys.notified],
    ] as const)
      for (const width of [390, 1440]) {
        const { context, page } = await open(who, width);
        await page.goto(address(`/attestations/${key}`, 'ja'));
        const [was, is] = [page.locator('.renewal-changes del').first(), page.locator('.renewal-changes ins').first()];
        const [before, after] = [await was.boundingBox(), await is.boundingBox()];
        if (!before || !after) throw new Error('old and new are not shown');
        expect(await is.textContent()).toMatch(/^▲変更/);
        expect(await page.evaluate<string>("getComputedStyle(document.querySelector('.renewal-changes ins')).color")).toBe(
          'rgb(206, 0, 0)',
        );
        if (width === 390) expect(after.y).toBeGreaterThanOrEqual(before.y + before.height - 1);
        else expect(after.x).toBeGreaterThan(before.x + before.width);
        await context.close();
      }
  });

  test('L-3.7-10 without JavaScript somebody reports a doubt from the label, gets a number, and the office opens a case on it', async () => {
    const { context, page } = await open('anyone', 390, false);
    await page.goto(address(`/l/${stage.keys.brief}`, 'ja'));
    await page.getByRole('link', { name: 'この表示について報告・質問する' }).click();
    await page.getByRole('link', { name: '適合への疑義を報告する' }).click();
    await page.getByLabel('疑義の内容').fill('短い');
    await page.getByRole('button', { name: '疑義を報告する' }).click();
    await page.getByRole('link', { name: '10文字以上で書いてください。' }).waitFor();
    await page.getByLabel('疑義の内容').fill('更新の署名が確かめられていないようです。');
    await page.getByRole('button', { name: '疑義を報告する' }).click();
    const reference = (await page.locator('.big-number').textContent())?.trim() ?? '';
    await page.getByRole('link', { name: '取扱いの結果を見る' }).click();
    await page.getByText('まだ確かめている途中です').waitFor();
    await context.close();

    const office = await open('demo-suzuki', 390, false);
    await office.page.goto(address(`/voices/${reference}`, 'ja'));
    await office.page.locator('#open').getByLabel('報告した人への一文').fill('調査を始めました。');
    await office.page.getByRole('button', { name: '案件を開く' }).click();
    await office.page.waitForURL(`**/attestations/${stage.keys.brief}#threads`);
    await office.page.locator('#threads').getByText('更新の署名が確かめられていないようです。').waitFor();
    await office.context.close();
    expect((await words([`/ja/report-outcome?reference=${reference}`]))[0]).toContain('調査を始めました。');
  });

  test('L-3.7-12 without JavaScript the holder reads the ground, states its view, and a second officer withdraws', async () => {
    const holder = await open('demo-hanako', 390, false);
    await holder.page.goto(address(`/attestations/${stage.keys.heard}`, 'ja'));
    await holder.page.locator('#threads').getByText('製品が適合基準を満たさなくなった').waitFor();
    await holder.page.getByRole('link', { name: '意見を述べる' }).click();
    await holder.page.getByLabel('意見').fill('事実に争いはありません。');
    await holder.page.getByRole('button', { name: '意見を述べる' }).click();
    await holder.page.waitForURL(`**/attestations/${stage.keys.heard}`);
    await holder.context.close();

    const second = await open('demo-takahashi', 1440, false);
    await second.page.goto(address(`/attestations/${stage.keys.heard}`, 'ja'));
    await second.page.locator('#now').getByRole('link', { name: 'ラベルを取り消す' }).click();
    await second.page.getByText('公開ページの状態が「取消し」になります。').waitFor();
    await second.page.getByLabel('製品が適合基準を満たさなくなった').check();
    await second.page.getByLabel('認定した事実').fill('更新の署名が確かめられていなかった。');
    await second.page.getByLabel('製造済み・製造中の製品の取扱い').fill('出荷を止めてください。');
    await second.page.getByRole('button', { name: 'ラベルを取り消す' }).click();
    await second.page.waitForURL(`**/attestations/${stage.keys.heard}`);
    await second.page.getByRole('link', { name: '取消しの通知を見る' }).click();
    await second.page.getByRole('heading', { name: '適合ラベルの取消しについて(通知)' }).first().waitFor();
    await second.context.close();
    expect((await words([`/l/${stage.keys.heard}`]))[0]).toContain('取消し');
  });

  test('L-3.7-8 without JavaScript the questions lead from a change to its verdict and on to the notice', async () => {
    const { context, page } = await open('demo-hanako', 390, false);
    await page.goto(address(`/attestations/${stage.keys.planned}`, 'ja'));
    await page.getByRole('link', { name: '変更があったとき、何をすればよいか調べる' }).click();
    await page.getByLabel('製品(付随サービスを含む)の仕様や動作').check();
    await page.getByRole('button', { name: '何をすればよいか見る' }).click();
    await page
      .getByRole('group', { name: /適合基準に関わる/ })
      .getByLabel('いいえ')
      .check();
    await page.getByRole('button', { name: '何をすればよいか見る' }).click();
    await page.getByText('記録だけで足ります').waitFor();
    await page.getByRole('link', { name: '手続へ進む' }).click();
    await page.getByLabel('変更した日').fill('2026-12-09');
    await page.getByLabel('変更の内容').fill('筐体の色を黒に変更');
    await page.getByLabel('評価に影響しない理由').fill('適合基準に関わる仕様は変わらない。');
    await page.getByRole('button', { name: '評価に影響しない変更を記録する' }).click();
    await page.waitForURL(`**/attestations/${stage.keys.planned}`);
    await context.close();
    const { history } = await held(await stage.server.as('demo-hanako'), stage.keys.planned);
    expect(history.at(-1)?.label.en).toBe('Record a change that does not affect the assessment');
  });

  test('a renewal: offered on the page of the label, its dossier, its case, and what differs, for the office', async () => {
    const { filed, drafted } = await renewalFiled(stage);
    const { keys } = stage;
    await sound('demo-hanako', [
      `/attestations/${keys.brief}`,
      `/attestations/${keys.calm}`,
      `/applications/${drafted}`,
      `/applications/${filed}`,
    ]);
    await sound('demo-suzuki', [`/office/cases/${filed}/renewal`, `/office/cases/${filed}`]);
  });
});
