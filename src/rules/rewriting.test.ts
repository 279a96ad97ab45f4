import { describe, expect, test } from 'vitest';
import { badge, desk, inThread, player } from '../../schemes/tennis-club/cast.ts';
import { InvalidInput } from './refusal.ts';
import { contentAfter } from './rewriting.ts';

const held = () => badge().on('2027-03-10');

describe('content that is removed by a change', () => {
  test('T-8-6 what is named and left blank is removed once the change stands; before that, and where nothing is named, it stays', () => {
    const nicked = held().does(player, 'renick', { input: { nickname: 'ボレー' } });
    expect(nicked.values.nickname).toBe('ボレー');
    expect(nicked.does(player, 'renick', { input: {} }).values.nickname).toBe('ボレー');
    for (const blank of [null, '', []])
      expect('nickname' in nicked.does(player, 'renick', { input: { nickname: blank } }).values).toBe(false);
    const news = nicked.does(player, 'open', { place: { opens: 'news' }, input: { nickname: null } });
    expect(news.values.nickname).toBe('ボレー');
    expect('nickname' in news.does(desk, 'enter', { place: inThread(news, 'news') }).values).toBe(false);
  });

  test('T-8-6 what the form needs is never removed, and the refusal names the field', () => {
    const refusal = () => held().does(player, 'open', { place: { opens: 'news' }, input: { name: null } });
    expect(refusal).toThrow(InvalidInput);
    expect(problemsOf(refusal)).toEqual([{ path: 'name', ja: expect.stringContaining('空にできません') }]);
  });

  test('what is removed is in the content no more, not an empty value', () => {
    expect(contentAfter({ a: 1, b: 2 }, { a: null, c: 3 })).toEqual({ b: 2, c: 3 });
  });
});

function problemsOf(act: () => unknown): readonly { readonly path: string; readonly ja: string }[] {
  try {
    act();
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems.map(({ path, message }) => ({ path, ja: message.ja }));
  }
  return [];
}
