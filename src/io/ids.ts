import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from './clock.ts';

/**
 * A new UUID version 7 (RFC 9562): ordered by the clock's millisecond, 74 random bits behind it.
 * For records; it is not a secret.
 */
export function newId(clock: Pick<Clock, 'now'>): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(clock.now().getTime(), 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** 128 random bits as 22 base64url characters: an address that cannot be guessed. */
export const newOpaqueId = (): string => randomBytes(16).toString('base64url');

/** 256 random bits as 43 base64url characters: a secret for a session, an invitation or a personal token. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What is stored of a secret: its SHA-256 in hex. Enough for random tokens, never for anything a person chose. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');
