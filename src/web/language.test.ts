import { expect, test } from 'vitest';
import { languageOfPath, preferredLanguage, samePageIn, spellDay, spellInstant } from './language.ts';

test('the language asked for first is served, and Japanese when neither of ours is asked for', () => {
  expect(preferredLanguage('en-GB,en;q=0.9,ja;q=0.8')).toBe('en');
  expect(preferredLanguage('fr, ja;q=0.5, en;q=0.3')).toBe('ja');
  expect(preferredLanguage('en;q=0, de')).toBe('ja');
  expect(preferredLanguage(undefined)).toBe('ja');
});

test('switching the language keeps the page and what was searched for', () => {
  expect(samePageIn('en', '/ja/register?q=カメラ')).toBe('/en/register?q=カメラ');
  expect(samePageIn('ja', '/en/')).toBe('/ja/');
  expect(samePageIn('en', '/l/JC1-0001')).toBe('/l/JC1-0001/en');
  expect(samePageIn('ja', '/l/JC1-0001/en')).toBe('/l/JC1-0001');
});

test('the short public address is Japanese, and English at its own address', () => {
  expect(languageOfPath('/l/X-1')).toBe('ja');
  expect(languageOfPath('/l/X-1/en?x=1')).toBe('en');
  expect(languageOfPath('/healthz')).toBeUndefined();
});

test('dates are spelled out for people, on the clock in Tokyo', () => {
  expect(spellDay('ja', '2026-11-02')).toBe('2026年11月2日');
  expect(spellDay('en', '2026-11-02')).toBe('2 November 2026');
  expect(spellInstant('ja', '2026-11-21T15:05:00Z')).toBe('2026年11月22日 00:05');
});
