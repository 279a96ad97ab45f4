import { describe, expect, test } from 'vitest';
import { day } from '../rules/day.ts';
import { type CachedPage, type PageCache, type PageName, pageCache } from './page-cache.ts';

const page = (said: string): CachedPage => ({ body: Buffer.from(said), packed: false, etag: said, type: 'text/html' });
const named = (key: string, on = '2026-12-01', rest = '', packed = false) => ({ key, address: `${key}${rest}`, packed, on: day(on) });
const at = (cache: PageCache, name: PageName) => cache.kept(name)?.page;
const said = (made: CachedPage | undefined) => made?.body.toString();

describe('rendered pages', () => {
  test('are rendered once for a day and a form', async () => {
    const cache = pageCache(1000);
    let renders = 0;
    const render = async () => page(`page ${++renders}`);
    await cache.get(named('a'), render);
    expect(said(await cache.get(named('a'), render))).toBe('page 1');
    expect(said(await cache.get(named('a', '2026-12-01', '/en'), render))).toBe('page 2');
    expect(said(await cache.get(named('a', '2026-12-02'), render))).toBe('page 3');
  });
  test('plain and packed are two pages of one address, forgotten and made room for together', async () => {
    const cache = pageCache(25);
    const packed = (key: string) => named(key, '2026-12-01', '', true);
    await cache.get(named('a'), async () => page('plain 6789'));
    await cache.get(packed('a'), async () => page('packed 789'));
    expect([said(at(cache, named('a'))), said(at(cache, packed('a')))]).toEqual(['plain 6789', 'packed 789']);
    cache.forget('a');
    expect([at(cache, named('a')), at(cache, packed('a'))]).toEqual([undefined, undefined]);
    await cache.get(named('a'), async () => page('plain 6789'));
    await cache.get(packed('a'), async () => page('packed 789'));
    await cache.get(named('b'), async () => page('0123456789'));
    expect([at(cache, named('a')), at(cache, packed('a')), said(at(cache, named('b')))]).toEqual([undefined, undefined, '0123456789']);
  });
  test('none of another day is left, also when the day comes back and when one was being rendered at its end', async () => {
    const cache = pageCache(1000);
    await cache.get(named('a'), async () => page('old'));
    await cache.get(named('b'), async () => {
      expect(at(cache, named('a', '2026-12-02'))).toBeUndefined();
      return page('too late');
    });
    expect([at(cache, named('a')), at(cache, named('b')), at(cache, named('b', '2026-12-02'))]).toEqual([undefined, undefined, undefined]);
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
    expect(at(cache, named('a'))).toBeUndefined();
    expect(said(at(cache, named('ab')))).toBe('other');
  });
  test('a page that was being rendered while its entry changed is not kept', async () => {
    const cache = pageCache(1000);
    const begun = cache.get(named('a'), async () => {
      cache.forget('a');
      return page('old');
    });
    expect(said(await begun)).toBe('old');
    expect(said(await cache.get(named('a'), async () => page('new')))).toBe('new');
    expect(said(at(cache, named('a')))).toBe('new');
  });
  test('what was used longest ago goes first, and the bytes stay within the bound', async () => {
    const cache = pageCache(25);
    for (const key of ['a', 'b']) await cache.get(named(key), async () => page('0123456789'));
    at(cache, named('a'));
    await cache.get(named('c'), async () => page('0123456789'));
    expect(at(cache, named('b'))).toBeUndefined();
    expect(said(at(cache, named('a')))).toBe('0123456789');
    expect(said(at(cache, named('c')))).toBe('0123456789');
  });
});
