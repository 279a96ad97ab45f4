import fc from 'fast-check';
import { expect, test } from 'vitest';
import { safeReturn } from './safe-return.ts';

test('open redirect: an address that leads off the site is never returned to', () => {
  const bad = [
    'https://evil.example/',
    '//evil.example/',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    'javascript:alert(1)',
    ' /ja/',
    '/.//evil.example',
    '/a/..//evil.example',
    'ja/home',
    '',
    undefined,
  ];
  for (const address of bad) expect(safeReturn(address, '/ja/'), String(address)).toBe('/ja/');
});

test('a path of this site is returned to with its query', () => {
  expect(safeReturn('/en/applications?state=open', '/ja/')).toBe('/en/applications?state=open');
});

test('open redirect: whatever is typed, a browser stays on this site', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('/', '\\', '.', ':', '@', 'a', '\t', '\n', '?', '#', '%', '2', 'f') }), (typed) => {
      const returned = safeReturn(typed, '/ja/');
      return new URL(returned, 'https://akashi.example').origin === 'https://akashi.example';
    }),
  );
});
