import { describe, expect, test } from 'vitest';
import { day } from '../rules/day.ts';
import { type CachedPage, pageCache } from './page-cache.ts';

const page = (said: string): CachedPage => ({ body: Buffer.from(said), packed: false, etag: said, type: 'text/html' });
const named = (key: string, on = '2026-12-01', form = 'ja') => ({ key, form, on: day(on) });
const said = (made: CachedPage | undefined) => made?.body.toString();

describe('rendered pages', () => {
  test('are rendered once for a day and a form', async () => {
    const cache = pageCache(1000);
    let renders = 0;
    const render = async () => page(`page ${++renders}`);
    await cache.get(named('a'), render);
    expect(said(await cache.get(named('a'), render))).toBe('page 1');
    expect(said(await cache.get(named('a', '2026-12-01', 'en'), render))).toBe('page 2');
    expect(said(await cache.get(named('a', '2026-12-02'), render))).toBe('page 3');
  });
  test('a page that nobody issued is not kept', async () => {
    const cache = pageCache(1000);
    expect(await cache.get(named('a'), async () => undefined)).toBeUndefined();
    expect(said(await cache.get(named('a'), async () => page('issued')))).toBe('issued');
  });
  test('forgetting a key forgets all its pages and no other’s', async () => {
    const cache = pageCache(1000);
    await cache.get(named('a'), async () => page('old'));
    await cache.get(named('ab'), async () => page('other'));
    cache.forget('a');
    expect(cache.kept(named('a'))).toBeUndefined();
    expect(said(cache.kept(named('ab')))).toBe('other');
  });
  test('a page that was being rendered while its entry changed is not kept', async () => {
    const cache = pageCache(1000);
    const begun = cache.get(named('a'), async () => {
      cache.forget('a');
      return page('old');
    });
    expect(said(await begun)).toBe('old');
    expect(said(await cache.get(named('a'), async () => page('new')))).toBe('new');
    expect(said(cache.kept(named('a')))).toBe('new');
  });
  test('what was used longest ago goes first, and the bytes stay within the bound', async () => {
    const cache = pageCache(25);
    for (const key of ['a', 'b']) await cache.get(named(key), async () => page('0123456789'));
    cache.kept(named('a'));
    await cache.get(named('c'), async () => page('0123456789'));
    expect(cache.kept(named('b'))).toBeUndefined();
    expect(said(cache.kept(named('a')))).toBe('0123456789');
    expect(said(cache.kept(named('c')))).toBe('0123456789');
  });
});
