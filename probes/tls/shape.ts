import { z } from 'zod';
import type { Text } from '../../src/rules/text.ts';
import { CIPHER_GROUPS } from './cipher-suites.ts';

const Version = z.enum(['SSLv3', 'TLS 1.0', 'TLS 1.1', 'TLS 1.2', 'TLS 1.3']);
const Certificate = z.strictObject({
  subject: z.string(),
  issuer: z.string(),
  names: z.string().optional(),
  validFrom: z.string().optional(),
  validTo: z.string().optional(),
  keyType: z.string().optional(),
  keyBits: z.number().optional(),
  curve: z.string().optional(),
  signature: z.string().optional(),
  selfSigned: z.boolean(),
  sha256: z.string(),
});

const Port = z.strictObject({
  port: z.number().int().min(1).max(65_535),
  /** One ClientHello each: the version as the highest, suites of one group. */
  asked: z
    .array(
      z.strictObject({
        version: Version,
        group: z.enum(CIPHER_GROUPS),
        outcome: z.enum(['accepted', 'refused', 'foreign', 'silent', 'unreached']),
        chosen: z.strictObject({ version: z.number().int(), suite: z.number().int(), compression: z.number().int() }).optional(),
        alert: z.number().int().optional(),
        /** Not asked: the version as such had been refused with `protocol_version`. */
        inferred: z.boolean().optional(),
        /** The first bytes of the answer. */
        answer: z.base64().max(300),
      }),
    )
    .max(60),
  /** Distinct chains, the leaf first. */
  chains: z
    .array(
      z
        .array(z.strictObject({ der: z.base64().max(100_000), read: Certificate.optional() }))
        .min(1)
        .max(4),
    )
    .max(6),
  /** What was accepted first, asked again at the end: if it is refused now, the refusals in between mean nothing. */
  control: z.enum(['accepted', 'lost', 'none']),
});

/** What was seen of the TLS ports. */
export const TlsShape = z.strictObject({
  /** ISO 8601 instant, for the dates of certificates. */
  at: z.iso.datetime(),
  ports: z.array(Port).max(20),
  omitted: z.array(z.number().int()),
  /** Every open port was recognised: without a TLS port among them there is none. */
  allIdentified: z.boolean(),
});
export type TlsData = z.infer<typeof TlsShape>;
export type TlsPort = TlsData['ports'][number];

/** What the settings are measured against. */
export const REFERENCE: Text = {
  ja: '「TLS暗号設定ガイドライン」(CRYPTREC・IPA)第3版系を参照してください。',
  en: 'See the TLS settings guideline of CRYPTREC and IPA, version 3.',
};
