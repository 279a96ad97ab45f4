import { expect, test } from 'vitest';
import { newId, newOpaqueId, newToken, tokenHash } from './ids.ts';

const at = (iso: string) => ({ now: () => new Date(iso) });

test('an id is a version 7 UUID that sorts by the clock it was given', () => {
  const first = newId(at('2026-11-22T00:00:00Z'));
  const second = newId(at('2026-11-22T00:00:01Z'));
  expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(first < second).toBe(true);
  expect(Number.parseInt(first.replace('-', '').slice(0, 12), 16)).toBe(Date.parse('2026-11-22T00:00:00Z'));
});

test('ids, tokens and addresses do not repeat', () => {
  const clock = at('2026-11-22T00:00:00Z');
  for (const make of [() => newId(clock), newOpaqueId, newToken]) {
    expect(new Set(Array.from({ length: 2000 }, make)).size).toBe(2000);
  }
});

test('an address has 128 random bits and a token 256, both safe in a URL', () => {
  expect(Buffer.from(newOpaqueId(), 'base64url')).toHaveLength(16);
  expect(Buffer.from(newToken(), 'base64url')).toHaveLength(32);
  expect(newToken()).toMatch(/^[A-Za-z0-9_-]{43}$/);
});

test('only the hash of a token needs to be kept', () => {
  expect(tokenHash('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});
