import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSigner, verifyWithJwk } from './signer.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'akashi-signer-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const bytes = (s: string) => new TextEncoder().encode(s);

test('what was signed is verified, and a changed byte is not', () => {
  const signer = openSigner(folder);
  const signature = signer.sign(bytes('ラベル'));
  expect(signature).toHaveLength(64);
  expect(signer.verify(bytes('ラベル'), signature)).toBe(true);
  expect(signer.verify(bytes('ラベノ'), signature)).toBe(false);
  expect(signer.verify(bytes('ラベル'), signature.with(3, (signature[3] ?? 0) ^ 1))).toBe(false);
  expect(signer.verify(bytes('ラベル'), new Uint8Array(3))).toBe(false);
});

test('the key survives a restart and only its owner can read it', () => {
  const before = openSigner(folder);
  const after = openSigner(folder);
  expect(after.publicJwk).toEqual(before.publicJwk);
  expect(statSync(join(folder, 'signing-key.pem')).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['signing-key.pem']);
});

test('anyone verifies with the public key alone, which holds no secret', () => {
  const signer = openSigner(folder);
  expect(verifyWithJwk(signer.publicJwk, bytes('a'), signer.sign(bytes('a')))).toBe(true);
  expect(Object.keys(signer.publicJwk)).not.toContain('d');
  expect(readFileSync(join(folder, 'signing-key.pem'), 'utf8')).not.toContain(signer.publicJwk.x);
});

test('a key that others can read is refused', () => {
  openSigner(folder);
  chmodSync(join(folder, 'signing-key.pem'), 0o644);
  expect(() => openSigner(folder)).toThrow(/chmod 600/);
});

test('a damaged key is refused and not replaced', () => {
  const path = join(folder, 'signing-key.pem');
  writeFileSync(path, 'not a key', { mode: 0o600 });
  expect(() => openSigner(folder)).toThrow();
  expect(readFileSync(path, 'utf8')).toBe('not a key');
});

test('RFC 8037 A.3 the thumbprint of the example key is the published one', () => {
  writeFileSync(
    join(folder, 'signing-key.pem'),
    // RFC 8037 A.1: d = nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A
    `-----BEGIN PRIVATE KEY-----\n${Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.from('nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A', 'base64url')]).toString('base64')}\n-----END PRIVATE KEY-----\n`,
    { mode: 0o600 },
  );
  expect(openSigner(folder).publicJwk.kid).toBe('kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k');
});
