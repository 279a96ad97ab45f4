import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { rightCertificate } from './certificates.ts';

/** The maker's own key; a real one would never lie beside the device. */
const makerKey = createPrivateKey(rightCertificate.key);
const MAGIC = 'MUSTERFW';
const SIGNATURE_BYTES = 64;

/** A firmware image: magic, version, and a body, with the maker's signature (ECDSA P-256 with SHA-256) behind it. */
export function firmwareImage(version: string): Uint8Array {
  const body = Buffer.alloc(8192, `${version} of a camera that is none. `);
  const head = Buffer.from(`${MAGIC} ${version}\n`);
  const signed = Buffer.concat([head, body]);
  return new Uint8Array(Buffer.concat([signed, sign('sha256', signed, { key: makerKey, dsaEncoding: 'ieee-p1363' })]));
}

/** The version of an image, without asking whose it is; undefined when it does not begin like one. */
export const versionOf = (image: Uint8Array): string | undefined =>
  new RegExp(`^${MAGIC} ([0-9.]+)\n`).exec(Buffer.from(image.subarray(0, 64)).toString('latin1'))?.[1];

/** True only for exactly the bytes that the maker signed. */
export function isGenuine(image: Uint8Array): boolean {
  if (image.length <= SIGNATURE_BYTES) return false;
  const [signed, signature] = [image.subarray(0, -SIGNATURE_BYTES), image.subarray(-SIGNATURE_BYTES)];
  return verify('sha256', signed, { key: createPublicKey(rightCertificate.cert), dsaEncoding: 'ieee-p1363' }, signature);
}
