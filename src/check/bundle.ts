import { z } from 'zod';
import type { PublicJwk, Signer } from '../io/signer.ts';
import type { DeviceAnswer, DeviceFinding } from '../rules/device-part.ts';
import { canonicalJson, type JsonObject, type JsonValue } from '../rules/json.ts';
import { type Text, text } from '../rules/text.ts';
import { VERDICTS } from '../rules/verdict.ts';
import type { Fare } from './fare.ts';
import type { Observation } from './probe.ts';
import { Profile } from './profile.ts';

export const BUNDLE_FORMAT = 'akashi-evidence/1';
/** The largest bundle that is read, in characters of its file. */
export const BUNDLE_LIMIT = 24 * 1024 * 1024;
const DEPTH_LIMIT = 48;

const Said = z.string().max(20_000);
const Line = z.string().max(500);
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const Instant = z.iso.datetime();
const TextShape = z.strictObject({ ja: Said, en: Said });
const Count = z.number().int().min(0);
const Minutes = z.number().min(0).max(100_000);

const Seen = {
  probe: Line,
  version: z.number().int().min(1),
  startedAt: Instant,
  endedAt: Instant,
  sent: Count,
  personMinutes: Minutes,
};
const ObservationShape = z.discriminatedUnion('outcome', [
  z.strictObject({ ...Seen, outcome: z.literal('observed'), data: z.record(z.string(), z.unknown()) }),
  z.strictObject({ ...Seen, outcome: z.literal('could-not'), reason: TextShape }),
]);
const FindingShape = z.strictObject({ probe: Line, aspect: Line, subject: Line, verdict: z.enum(VERDICTS), message: TextShape });
const AnswerShape = z.strictObject({
  criterion: Line,
  verdict: z.enum(VERDICTS),
  // Joined of the messages of all findings that it rests on.
  reason: z.strictObject({ ja: z.string().max(400_000), en: z.string().max(400_000) }),
  rests: z.array(FindingShape).max(5_000),
});

const BundleContent = z.strictObject({
  format: z.literal(BUNDLE_FORMAT),
  tool: z.strictObject({ name: z.literal('akashi'), version: Line }),
  edition: z.strictObject({ scheme: Line, id: Line, devicePart: z.strictObject({ version: z.number().int().min(1), hash: Sha256 }) }),
  device: z.strictObject({ maker: Line, model: Line, firmware: Line, serial: Line, imageSha256: Sha256.nullable() }),
  address: Line,
  /** The address is public, and whoever ran the test said that the device is theirs. */
  isPublicAddress: z.boolean(),
  /** False: nobody stood by; guided steps could not be done. */
  attended: z.boolean(),
  startedAt: Instant,
  endedAt: Instant,
  profile: z.record(z.string(), z.unknown()),
  observations: z.array(ObservationShape).max(200),
  findings: z.array(FindingShape).max(5_000),
  answers: z.array(AnswerShape).max(500),
  personMinutes: z.strictObject({ byCriterion: z.record(Line, Minutes), other: Minutes }),
  /** How the device bore it. */
  fare: z.strictObject({
    rate: z.strictObject({ lowest: z.number(), highest: z.number(), bound: z.number() }),
    sent: Count,
    strains: z.array(z.strictObject({ at: Instant, why: TextShape, rate: z.number() })).max(10_000),
    outages: z.array(z.strictObject({ from: Instant, until: Instant.optional(), probe: Line.optional() })).max(10_000),
  }),
});

/** What a run of the tests hands on: enough to judge it again, and all that was concluded from it. */
export interface BundleContent extends Omit<z.infer<typeof BundleContent>, 'profile' | 'observations' | 'findings' | 'answers' | 'fare'> {
  readonly profile: Profile;
  readonly observations: readonly Observation[];
  readonly findings: readonly DeviceFinding[];
  readonly answers: readonly DeviceAnswer[];
  readonly fare: Fare;
}

const BundleFile = z.strictObject({
  content: BundleContent,
  signature: z.strictObject({
    key: z.strictObject({
      kty: z.literal('OKP'),
      crv: z.literal('Ed25519'),
      x: z.string().regex(/^[\w-]{43}$/),
      kid: z.string().regex(/^[\w-]{43}$/),
      use: z.literal('sig'),
      alg: z.literal('EdDSA'),
    }),
    value: z.string().regex(/^[\w-]{86}$/),
  }),
});

/** A bundle whose signature fits. Whose key it is, nobody knows from the bundle alone: compare `key.kid` with what the evaluator told. */
export interface Bundle {
  readonly content: BundleContent;
  readonly key: PublicJwk;
}

export type BundleRead =
  | { readonly kind: 'sound'; readonly bundle: Bundle }
  | { readonly kind: 'altered' | 'unreadable'; readonly why: Text; readonly problems: readonly string[] };

/** Checks an Ed25519 signature: `verifyWithJwk` of src/io/signer.ts. Handed in, so that this file reaches nothing. */
export type Verify = (jwk: PublicJwk, bytes: Uint8Array, signature: Uint8Array) => boolean;

/**
 * The file of a bundle: one line of canonical JSON, signed over the canonical spelling of its content. `<` is spelled as an escape, so that text which
 * a device sent never looks like markup to whoever stores or shows the file.
 */
export function writeBundle(content: BundleContent, signer: Pick<Signer, 'publicJwk' | 'sign'>): string {
  const plain = JSON.parse(JSON.stringify(BundleContent.parse(JSON.parse(JSON.stringify(content))))) as JsonObject;
  const value = Buffer.from(signer.sign(signedBytes(plain))).toString('base64url');
  const file = canonicalJson({ content: plain, signature: { key: { ...signer.publicJwk }, value } });
  if (file.length > BUNDLE_LIMIT) throw new RangeError('the bundle is larger than what is read');
  return `${file.replaceAll('<', '\\u003c')}\n`;
}

/** Reads a bundle: its form first, then its signature. `altered` means that the content is not what the key signed. */
export function readBundle(file: string, verify: Verify): BundleRead {
  const unreadable = (...problems: readonly string[]): BundleRead => ({ kind: 'unreadable', why: notABundle, problems });
  if (file.length > BUNDLE_LIMIT) return unreadable(`> ${BUNDLE_LIMIT}`);
  const parsed = parseJson(file);
  if (parsed === undefined) return unreadable('not JSON');
  if (!isShallow(parsed)) return unreadable(`deeper than ${DEPTH_LIMIT}`);
  const read = BundleFile.safeParse(parsed);
  if (!read.success) return unreadable(...read.error.issues.slice(0, 20).map(({ path, message }) => `${path.join('.')}: ${message}`));
  const { key, value } = read.data.signature;
  const content = (parsed as { readonly content: JsonObject }).content;
  if (!verify(key, signedBytes(content), Buffer.from(value, 'base64url'))) return { kind: 'altered', why: wasAltered, problems: [] };
  const profile = Profile.safeParse(content['profile']);
  if (!profile.success)
    return unreadable(...profile.error.issues.slice(0, 20).map(({ path, message }) => `profile.${path.join('.')}: ${message}`));
  // What zod left as `unknown` came out of JSON.parse: it is JSON.
  return { kind: 'sound', bundle: { content: { ...(read.data.content as unknown as BundleContent), profile: profile.data }, key } };
}

const signedBytes = (content: JsonObject): Uint8Array => new TextEncoder().encode(`${BUNDLE_FORMAT}\n${canonicalJson(content)}`);

function parseJson(file: string): JsonValue | undefined {
  try {
    return JSON.parse(file) as JsonValue;
  } catch {
    return undefined;
  }
}

/** No deeper than what can be walked without running out of stack. */
function isShallow(value: JsonValue): boolean {
  let level: readonly JsonValue[] = [value];
  for (let depth = 0; depth < DEPTH_LIMIT; depth++) {
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? (Object.values(each) as readonly JsonValue[]) : []));
    if (level.length === 0) return true;
  }
  return false;
}

const notABundle = text(
  '証跡ファイル(akashi-evidence/1)として読めません。akashi check が書き出したままのファイルを指定してください。',
  'This cannot be read as an evidence bundle (akashi-evidence/1). Name the file as akashi check wrote it.',
);
const wasAltered = text(
  '署名が内容と一致しません。署名の後に内容が変えられたか、壊れています。元のファイルを入手し直してください。',
  'The signature does not fit the content: it was changed after signing, or damaged. Get the original file again.',
);
