import AxeBuilder from '@axe-core/playwright';
import type { FastifyInstance } from 'fastify';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { iotLabel } from '../../schemes/iot-label/book.ts';
import { tennisClub } from '../../schemes/tennis-club/book.ts';
import { attestationProjection } from '../../src/attestations/list.ts';
import { attestationRoutes } from '../../src/attestations/routes.ts';
import { settableClock } from '../../src/io/clock.ts';
import { registerProjection } from '../../src/register/index.ts';
import { day } from '../../src/rules/day.ts';
import { chromiumPath } from '../available.ts';
import { type EmptyStore, emptyStore } from '../empty-store.ts';
import { attest, labelValues, markAttestation } from '../labelled.ts';
import { publicSite } from '../public-site.ts';

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const sizes = [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
];

describe.skipIf(chromiumPath === undefined)('The public pages in a browser', () => {
  const books = [iotLabel, tennisClub];
  const clock = settableClock(new Date('2026-12-01T03:00:00Z'));
  const keys: Record<string, string> = {};
  let empty: EmptyStore;
  let app: FastifyInstance;
  let address = '';
  let browser: Browser;

  beforeAll(async () => {
    empty = await emptyStore('pglite', { now: clock.now, projections: [registerProjection({ books }), attestationProjection] });
    const issue = (more: Parameters<typeof labelValues>[1]) =>
      attest(empty.store, iotLabel, { on: '2026-11-22', values: labelValues(iotLabel, more) });
    keys.label = await issue({});
    keys.family = await issue({
      'manufacturer-publication': 'withhold',
      models: Array.from({ length: 60 }, (_, i) => ({ model: `SL-${1000 + i}` })),
    });
    for (const kind of ['lapsed', 'withdrawn'] as const) {
      const key = await issue({ models: [{ model: kind }] });
      keys[kind] = key;
      await markAttestation(empty.store, key, '2026-11-30', [{ mark: 'end', kind, on: day('2026-11-30'), ground: '' }]);
    }
    const principal = {
      person: { id: 'p', name: '明石 花子' },
      organisation: { id: 'org-1', name: '株式会社アカシ電機', kind: 'applicant' },
      roles: ['editor'],
      via: 'session',
    } as const;
    const signedIn = { person: principal.person, principal };
    app = await publicSite(
      { source: empty.store, books, clock, applications: true },
      {
        demo: true,
        identity: { bySession: async () => signedIn, byToken: async () => signedIn },
        routes: (inside) => attestationRoutes(inside, { store: empty.store, books, clock, newId: () => 'unused' }),
      },
    );
    address = await app.listen({ port: 0, host: '127.0.0.1' });
    browser = await chromium.launch({ executablePath: chromiumPath ?? '', args: flags });
  });
  afterAll(async () => {
    await browser?.close();
    await app?.close();
    await empty?.remove();
  });

  const on = async <O>(size: (typeof sizes)[number], script: boolean, look: (page: Page) => Promise<O>): Promise<O> => {
    const context = await browser.newContext({ viewport: size, javaScriptEnabled: script });
    try {
      return await look(await context.newPage());
    } finally {
      await context.close();
    }
  };

  const paths: readonly (readonly [string, () => string])[] = [
    ['start', () => '/ja/'],
    ['start in English', () => '/en/'],
    ['list', () => '/ja/register'],
    ['list in English', () => '/en/register?q=AG'],
    ['empty list', () => '/ja/register?q=%E7%8C%AB%E7%A0%82'],
    ['label', () => `/l/${keys.label}`],
    ['label in English', () => `/l/${keys.label}/en`],
    ['family of models', () => `/l/${keys.family}`],
    ['lapsed label', () => `/l/${keys.lapsed}`],
    ['withdrawn label', () => `/l/${keys.withdrawn}`],
    ['mistyped number', () => '/l/AK1-000009-U'],
    ['unknown number', () => '/l/AK1-000123-A'],
    ['criteria', () => '/ja/criteria'],
    ['criteria of the label', () => '/ja/criteria/iot-label'],
    ['criteria in English', () => '/en/criteria/iot-label'],
    ['criteria with several editions', () => '/ja/criteria/tennis-club'],
    ['own labels', () => '/ja/attestations'],
    ['own label', () => `/ja/attestations/${keys.label}`],
    ['own label that lapsed, in English', () => `/en/attestations/${keys.lapsed}`],
  ];
  test.each(paths)('%s: no axe violation, nothing wider than the screen, on a phone and on a desk', async (_name, path) => {
    for (const size of sizes) {
      await on(size, true, async (page) => {
        await page.context().addCookies([{ name: 'akashi', value: 'secret', url: address }]);
        await page.goto(address + path());
        for (const fold of await page.locator('details.fold').all()) await fold.evaluate((element) => element.setAttribute('open', ''));
        const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
        expect(violations.map((each) => [each.id, each.nodes.map((node) => node.html.slice(0, 200))])).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0);
      });
    }
  });

  test('many models are filtered as people type them, and all stand there without JavaScript', async () => {
    const [phone] = sizes;
    if (!phone) throw new Error('no size');
    await on(phone, true, async (page) => {
      await page.goto(`${address}/l/${keys.family}`);
      await page.locator('details.fold', { hasText: '件の型番' }).locator('summary').click();
      await page.getByLabel('型番を絞り込む').fill('ｓｌ1007');
      expect(await page.locator('.models li:visible').allTextContents()).toEqual(['SL-1007']);
    });
    await on(phone, false, async (page) => {
      await page.goto(`${address}/l/${keys.family}`);
      await page.locator('details.fold', { hasText: '件の型番' }).locator('summary').click();
      expect(await page.locator('.models li:visible').count()).toBe(60);
      expect(await page.getByLabel('型番を絞り込む').isVisible()).toBe(false);
    });
  });

  test('somebody without JavaScript finds a product from the start page', async () => {
    for (const size of sizes) {
      await on(size, false, async (page) => {
        await page.goto(`${address}/ja/`);
        await page.getByRole('searchbox').fill('ゲートウェイ');
        await page.getByRole('button', { name: '調べる' }).click();
        await page.getByRole('link', { name: 'ゲートウェイ AG-100 シリーズ' }).first().click();
        await page.getByText('この表示の意味').first().waitFor();
      });
    }
  });
});
