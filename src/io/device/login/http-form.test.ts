import { describe, expect, test } from 'vitest';
import { tokenIn } from './http-form.ts';
import { fits, outcomeOfSign, outcomeOfStatus, setCookies } from './http-outcome.ts';
import { speaksOfLock } from './lock-message.ts';

const answer = (status: number, text = '', headers: Readonly<Record<string, readonly string[]>> = {}) => ({
  outcome: 'answered' as const,
  ...{ status, headers, body: new TextEncoder().encode(text), complete: true, milliseconds: 3 },
});

describe('the token of a login page', () => {
  test.each([
    ['<input type="hidden" name="csrf" value="a&amp;b">', 'a&b'],
    ["<input value='x1' type=hidden name='csrf'>", 'x1'],
    ['<INPUT NAME=csrf VALUE=x2>', 'x2'],
    ['<meta name="csrf" content="x3">', 'x3'],
    ['{"csrf":"x4"}', 'x4'],
    ['<input name="csrf" value="&#x41;&#66;">', 'AB'],
  ])('is found in %s', (page, token) => expect(tokenIn(answer(200, page), 'csrf')).toBe(token));
  test.each(['<input name="other" value="1">', '<p>csrf</p>', '{"x":1}', '', '{"csrf":{}}'])('is not found in %s', (page) =>
    expect(tokenIn(answer(200, page), 'csrf')).toBeUndefined(),
  );
});

describe('the sign of success', () => {
  test('must fit in every part', () => {
    const found = answer(303, '', { location: ['http://192.0.2.1/home'], 'set-cookie': ['sid=1; Path=/'] });
    expect(fits(found, { status: [303], location: '/home', cookie: 'sid' })).toBe(true);
    expect(fits(found, { status: [303], location: '/login' })).toBe(false);
    expect(fits(found, { status: [303], cookie: 'other' })).toBe(false);
  });
  test('is not a cookie that is taken back', () => {
    const taken = answer(200, '', { 'set-cookie': ['sid=; Path=/', 'a=1; Max-Age=0', 'b=2'] });
    expect([...setCookies(taken)]).toEqual([['b', '2']]);
  });
  test('goes before everything else; what is neither yes nor no is unclear', () => {
    const success = { status: [200], body: '"ok":true' };
    expect(outcomeOfSign(answer(200, '{"ok":true,"note":"try again later"}'), success)[0]).toBe('accepted');
    expect(outcomeOfSign(answer(200, '{"ok":false}'), success)[0]).toBe('refused');
    expect(outcomeOfSign(answer(403, 'Account is locked'), success)).toEqual(['throttled', 'lock message']);
    expect(outcomeOfSign(answer(429), success)[0]).toBe('throttled');
    for (const status of [404, 500]) expect(outcomeOfSign(answer(status), success)[0]).toBe('unclear');
  });
  test('of Basic and Digest is the status', () => {
    expect([204, 401, 403, 503, 302, 404].map((status) => outcomeOfStatus(answer(status))[0])).toEqual([
      ...['accepted', 'refused', 'refused', 'throttled', 'unclear', 'unclear'],
    ]);
  });
});

describe('words about a lock', () => {
  test.each([
    'Too many failed attempts',
    'Your account has been locked',
    'Try again in 5 minutes',
    'しばらくしてからお試しください',
    'アカウントがロックされました',
  ])('%s', (text) => expect(speaksOfLock(new TextEncoder().encode(text))).toBe(true));
  test('also in Shift_JIS', () => expect(speaksOfLock(Uint8Array.of(0x83, 0x8d, 0x83, 0x62, 0x83, 0x4e))).toBe(true));
  test.each(['Wrong user or password', 'Login incorrect', 'パスワードが違います', 'Door unlocked'])('not %s', (text) =>
    expect(speaksOfLock(new TextEncoder().encode(text))).toBe(false),
  );
});
