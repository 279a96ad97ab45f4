import { createHash, X509Certificate } from 'node:crypto';

/** What a certificate says of itself. All text is the device's own: show it through `visible`. */
export interface Certificate {
  readonly subject: string;
  readonly issuer: string;
  /** Names and addresses that it is for, as in its extension; absent without one. */
  readonly names?: string;
  /** ISO 8601 instants; absent when the certificate has none that can be read. */
  readonly validFrom?: string;
  readonly validTo?: string;
  /** `rsa`, `ec`, `ed25519`, …; absent when the key cannot be read. */
  readonly keyType?: string;
  /** Bits of an RSA or DSA modulus. */
  readonly keyBits?: number;
  readonly curve?: string;
  /** As OpenSSL names it: `sha256WithRSAEncryption`, `ecdsa-with-SHA1`. */
  readonly signature?: string;
  readonly selfSigned: boolean;
  /** SHA-256 of the DER, hexadecimal. */
  readonly sha256: string;
}

const LONGEST = 500;

/** Reads one certificate (DER); undefined when it is none. Nothing is trusted by it: it says only what the device shows. */
export function readCertificate(der: Uint8Array): Certificate | undefined {
  try {
    const read = new X509Certificate(der);
    const validFrom = instant(read.validFrom);
    const validTo = instant(read.validTo);
    return {
      subject: short(read.subject),
      issuer: short(read.issuer),
      ...(read.subjectAltName === undefined ? {} : { names: short(read.subjectAltName) }),
      ...(validFrom === undefined ? {} : { validFrom }),
      ...(validTo === undefined ? {} : { validTo }),
      ...keyOf(read),
      ...(read.signatureAlgorithm === undefined ? {} : { signature: short(read.signatureAlgorithm) }),
      selfSigned: isSelfSigned(read),
      sha256: createHash('sha256').update(der).digest('hex'),
    };
  } catch {
    return undefined;
  }
}

function keyOf(certificate: X509Certificate): Pick<Certificate, 'keyType' | 'keyBits' | 'curve'> {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = certificate.publicKey;
    return {
      ...(asymmetricKeyType === undefined ? {} : { keyType: asymmetricKeyType }),
      ...(asymmetricKeyDetails?.modulusLength === undefined ? {} : { keyBits: asymmetricKeyDetails.modulusLength }),
      ...(asymmetricKeyDetails?.namedCurve === undefined ? {} : { curve: asymmetricKeyDetails.namedCurve }),
    };
  } catch {
    return {};
  }
}

function isSelfSigned(certificate: X509Certificate): boolean {
  if (certificate.subject !== certificate.issuer) return false;
  try {
    return certificate.verify(certificate.publicKey);
  } catch {
    // Old algorithms are not verified any more; a certificate which names itself as its issuer has no other anyway.
    return true;
  }
}

/** `Nov 22 12:59:54 2026 GMT`, as OpenSSL prints it. */
function instant(printed: string): string | undefined {
  const milliseconds = Date.parse(printed);
  return Number.isNaN(milliseconds) ? undefined : new Date(milliseconds).toISOString();
}

/** Node puts the parts of a name on lines of their own. */
const short = (text: string | undefined): string => (text ?? '').replaceAll('\n', ', ').slice(0, LONGEST);
