import { X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rightCertificate } from '../../../test/devices/camera/certificates.ts';
import { readCertificate } from './certificate.ts';

const der = new X509Certificate(rightCertificate.cert).raw;

describe('a certificate of a device', () => {
  test('is read, its name on one line', () => {
    expect(readCertificate(der)).toMatchObject({ keyType: 'ec', curve: 'prime256v1', selfSigned: true });
    expect(readCertificate(der)?.subject).not.toContain('\n');
  });
  test('that is none is nothing; a bent one never ends the run', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => readCertificate(bytes) === undefined));
    fc.assert(
      fc.property(fc.nat(der.length - 1), fc.nat(255), (place, byte) => {
        const bent = new Uint8Array(der);
        bent[place] = byte;
        const read = readCertificate(bent);
        return read === undefined || read.sha256.length === 64;
      }),
      { numRuns: 1_000 },
    );
  });
});
