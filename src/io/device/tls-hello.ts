import { randomBytes } from 'node:crypto';

/** What a ClientHello offers. */
export interface HelloOffer {
  /** Number on the wire: 0x0300 SSLv3 … 0x0304 TLS 1.3. The only version offered by a hello of TLS 1.3, the highest by every other. */
  readonly version: number;
  /** Cipher suites by number, 1 to 200. */
  readonly suites: readonly number[];
}

/**
 * A ClientHello made by hand (RFC 6101 for SSLv3, RFC 5246, RFC 8446), so that versions and suites that no library speaks any more can be asked for. It carries no server name (the device is an
 * address) and what a device may insist on: groups, point formats, signature algorithms down to SHA-1, secure renegotiation. SSLv3 gets no extensions.
 */
export function clientHello({ version, suites }: HelloOffer): Uint8Array {
  if (suites.length < 1 || suites.length > 200) throw new RangeError(`a hello offers 1 to 200 suites, not ${suites.length}`);
  const is13 = version === 0x03_04;
  const legacy = Math.min(version, 0x03_03);
  // SSLv3 has no extensions; the signalling suite says instead that renegotiation is secure.
  const codes = version === 0x03_00 ? [...suites, 0x00_ff] : suites;
  const body = (padding: number): Buffer =>
    Buffer.concat([
      uint16(legacy),
      randomBytes(32),
      // Some devices take a hello of TLS 1.3 without a session id for a broken one of TLS 1.2.
      sized(1, is13 ? randomBytes(32) : Buffer.alloc(0)),
      sized(2, Buffer.concat(codes.map(uint16))),
      sized(1, Buffer.from([0])),
      ...(version === 0x03_00
        ? []
        : [sized(2, Buffer.concat([...extensionsOf(version), ...(padding > 0 ? [extension(21, Buffer.alloc(padding - 4))] : [])]))]),
    ]);
  const plain = body(0);
  // Some old load balancers hang on a hello of 256 to 511 bytes (RFC 7685).
  const length = plain.length + 4;
  const padded = version !== 0x03_00 && length > 255 && length < 512 ? body(Math.max(4, 512 - length)) : plain;
  const handshake = Buffer.concat([Buffer.from([1]), uint24(padded.length), padded]);
  return Buffer.concat([Buffer.from([22]), uint16(version === 0x03_00 ? 0x03_00 : 0x03_01), sized(2, handshake)]);
}

function extensionsOf(version: number): readonly Buffer[] {
  const groups = extension(10, sized(2, Buffer.concat([29, 23, 24, 25, 256, 257].map(uint16))));
  const points = extension(11, sized(1, Buffer.from([0])));
  const signatures = extension(13, sized(2, Buffer.concat(SIGNATURES.map(uint16))));
  if (version === 0x03_04) {
    // Any 32 bytes are a public value of X25519: the handshake goes no further than the answer.
    const share = sized(2, Buffer.concat([uint16(29), sized(2, randomBytes(32))]));
    return [groups, points, signatures, extension(43, sized(1, uint16(0x03_04))), extension(51, share)];
  }
  const renegotiation = extension(0xff_01, sized(1, Buffer.alloc(0)));
  return [groups, points, renegotiation, ...(version >= 0x03_03 ? [signatures] : [])];
}

const SIGNATURES = [
  ...[0x08_04, 0x08_05, 0x08_06, 0x08_07, 0x08_08, 0x08_09, 0x08_0a, 0x08_0b],
  ...[0x04_01, 0x05_01, 0x06_01, 0x03_01, 0x02_01, 0x01_01],
  ...[0x04_03, 0x05_03, 0x06_03, 0x03_03, 0x02_03, 0x04_02, 0x02_02],
];

/** What a device answered to a ClientHello, as far as it was understood. */
export interface ServerFlight {
  readonly hello?: {
    /** The version chosen; of TLS 1.3 the one in its extension. */
    readonly version: number;
    readonly suite: number;
    /** 0 is none; compression lets secrets leak (CRIME). */
    readonly compression: number;
    /** TLS 1.3 asked for another key share: the version is spoken all the same. */
    readonly retry: boolean;
  };
  /** DER, the leaf first. TLS 1.3 sends them encrypted: none here. */
  readonly certificates: readonly Uint8Array[];
  readonly alert?: { readonly level: number; readonly description: number };
  /** Nothing more is to be learned from this connection. */
  readonly done: boolean;
  /** The first bytes are no TLS record. */
  readonly foreign: boolean;
}

const LONGEST_RECORD = 16_384 + 2_048;
const MOST_CERTIFICATES = 10;

/**
 * Reads the answer to a ClientHello from all bytes so far; may be asked again when more have come. Whatever the bytes are, it says only what they hold, and never throws: lengths are checked
 * against what is there, messages may be cut over records, and records over reads.
 */
export function readServerFlight(bytes: Uint8Array): ServerFlight {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let flight: ServerFlight = { certificates: [], done: false, foreign: false };
  let handshake = Buffer.alloc(0);
  for (let at = 0; at < data.length; ) {
    const type = data[at] ?? 0;
    const isRecord = type >= 20 && type <= 24 && (data[at + 1] ?? 3) === 3 && (data[at + 2] ?? 0) <= 4;
    if (!isRecord) return { ...flight, done: true, foreign: at === 0 };
    if (at + 5 > data.length) break;
    const length = data.readUInt16BE(at + 3);
    if (length > LONGEST_RECORD) return { ...flight, done: true, foreign: at === 0 };
    if (at + 5 + length > data.length) break;
    const content = data.subarray(at + 5, at + 5 + length);
    at += 5 + length;
    if (type === 21) {
      const [level, description] = content;
      // An encrypted alert is longer and says nothing to us.
      if (length !== 2 || level === undefined || description === undefined) return { ...flight, done: true };
      flight = { ...flight, alert: { level, description } };
      // A warning (such as "no such name") comes before the hello.
      if (level !== 1 || description === 0) return { ...flight, done: true };
    } else if (type === 22) {
      handshake = Buffer.concat([handshake, content]);
    } else {
      // Change of cipher, or encrypted data: the readable part is over.
      return { ...readHandshake(handshake, flight), done: true };
    }
  }
  return readHandshake(handshake, flight);
}

function readHandshake(data: Buffer, before: ServerFlight): ServerFlight {
  let flight = before;
  for (let at = 0; at + 4 <= data.length; ) {
    const type = data[at];
    const length = data.readUIntBE(at + 1, 3);
    if (at + 4 + length > data.length) break;
    const content = data.subarray(at + 4, at + 4 + length);
    at += 4 + length;
    if (type === 2) {
      const hello = readHello(content);
      if (hello === undefined) return { ...flight, done: true };
      flight = { ...flight, hello, done: hello.version >= 0x03_04 };
    } else if (type === 11 && flight.certificates.length === 0) {
      flight = { ...flight, certificates: readCertificates(content) };
    } else if (type === 14) {
      flight = { ...flight, done: true };
    }
  }
  return flight;
}

/** The random value that marks a HelloRetryRequest (RFC 8446 4.1.3). */
const RETRY = Buffer.from('cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c', 'hex');

function readHello(content: Buffer): ServerFlight['hello'] {
  if (content.length < 38) return undefined;
  const session = content[34] ?? 0;
  const at = 35 + session;
  if (session > 32 || at + 3 > content.length) return undefined;
  const extensions = readExtensions(content.subarray(at + 3));
  const chosen = extensions.get(43);
  return {
    version: chosen?.length === 2 ? chosen.readUInt16BE(0) : content.readUInt16BE(0),
    suite: content.readUInt16BE(at),
    compression: content[at + 2] ?? 0,
    retry: content.subarray(2, 34).equals(RETRY),
  };
}

function readExtensions(data: Buffer): ReadonlyMap<number, Buffer> {
  const found = new Map<number, Buffer>();
  for (let at = 2; at + 4 <= data.length; ) {
    const length = data.readUInt16BE(at + 2);
    if (at + 4 + length > data.length) break;
    found.set(data.readUInt16BE(at), data.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return found;
}

function readCertificates(content: Buffer): readonly Uint8Array[] {
  const found: Uint8Array[] = [];
  for (let at = 3; at + 3 <= content.length && found.length < MOST_CERTIFICATES; ) {
    const length = content.readUIntBE(at, 3);
    if (length === 0 || at + 3 + length > content.length) break;
    found.push(new Uint8Array(content.subarray(at + 3, at + 3 + length)));
    at += 3 + length;
  }
  return found;
}

const uint16 = (value: number): Buffer => Buffer.from([value >> 8, value & 0xff]);
const uint24 = (value: number): Buffer => Buffer.from([value >> 16, (value >> 8) & 0xff, value & 0xff]);
/** Bytes with their length in front, in so many bytes. */
const sized = (digits: 1 | 2, bytes: Uint8Array): Buffer =>
  Buffer.concat([digits === 1 ? Buffer.from([bytes.length]) : uint16(bytes.length), bytes]);
const extension = (type: number, bytes: Uint8Array): Buffer => Buffer.concat([uint16(type), sized(2, bytes)]);
