import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign, verify } from 'node:crypto';
import { chmodSync, closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, statSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** The public half of a signing key as a JWK (RFC 8037); `kid` is its RFC 7638 thumbprint. */
export interface PublicJwk {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
  readonly kid: string;
  readonly use: 'sig';
  readonly alg: 'EdDSA';
}

export interface Signer {
  readonly publicJwk: PublicJwk;
  /** The 64-byte Ed25519 signature (RFC 8032) over the bytes. */
  sign(bytes: Uint8Array): Uint8Array;
  /** True only for a signature by this key over exactly these bytes. */
  verify(bytes: Uint8Array, signature: Uint8Array): boolean;
}

/**
 * Opens the signing key `<folder>/signing-key.pem`, making it on first use with mode 0600. Of two processes that start
 * at once one key wins and both use it. Refuses a key that others could read, and one that is not Ed25519.
 */
export function openSigner(folder: string): Signer {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'signing-key.pem');
  const key = readKey(path) ?? makeKey(folder, path);
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`${path} is not an Ed25519 key`);
  const publicKey = createPublicKey(key);
  return {
    publicJwk: publicJwk(publicKey),
    sign: (bytes) => new Uint8Array(sign(null, bytes, key)),
    verify: (bytes, signature) => verify(null, bytes, publicKey, signature),
  };
}

/** Checks an Ed25519 signature with a public key alone. False for a damaged signature; refuses a JWK that is not one. */
export function verifyWithJwk(jwk: Pick<PublicJwk, 'kty' | 'crv' | 'x'>, bytes: Uint8Array, signature: Uint8Array): boolean {
  const key = createPublicKey({ key: { kty: jwk.kty, crv: jwk.crv, x: jwk.x }, format: 'jwk' });
  return verify(null, bytes, key, signature);
}

function publicJwk(key: KeyObject): PublicJwk {
  const { x } = key.export({ format: 'jwk' });
  if (x === undefined) throw new Error('an Ed25519 key without its public part');
  const thumbprint = createHash('sha256').update(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`).digest('base64url');
  return { kty: 'OKP', crv: 'Ed25519', x, kid: thumbprint, use: 'sig', alg: 'EdDSA' };
}

function readKey(path: string): KeyObject | undefined {
  try {
    if ((statSync(path).mode & 0o077) !== 0) throw new Error(`${path} can be read by others: chmod 600 it`);
    return createPrivateKey(readFileSync(path));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Whole or not at all: written beside, synced, then linked to its name, which fails when another was first. */
function makeKey(folder: string, path: string): KeyObject {
  const beside = `${path}.${randomBytes(8).toString('hex')}`;
  const file = openSync(beside, 'wx', 0o600);
  try {
    chmodSync(beside, 0o600);
    writeSync(file, String(generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' })));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  try {
    linkSync(beside, path);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    unlinkSync(beside);
  }
  const directory = openSync(folder, 'r');
  fsyncSync(directory);
  closeSync(directory);
  const key = readKey(path);
  if (!key) throw new Error(`${path} could not be made`);
  return key;
}

const hasCode = (error: unknown, code: string): boolean => error instanceof Error && 'code' in error && error.code === code;
const isMissing = (error: unknown): boolean => hasCode(error, 'ENOENT');
