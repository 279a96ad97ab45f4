import type { Network } from '../../check/tools.ts';

/** What an agent says to whoever knows a community, or to nobody in particular. */
export interface SnmpAnswers {
  /** It answered the discovery of SNMPv3, which needs no secret. */
  readonly alive: boolean;
  readonly answers: readonly { readonly community: string; readonly version: '1' | '2c'; readonly description: Uint8Array }[];
}

const COMMUNITIES = ['public', 'private'];
const SYS_DESCR = [0x2b, 6, 1, 2, 1, 1, 1, 0];

/** Asks for sysDescr with the two published communities (RFC 1157, RFC 3416), and for the engine of SNMPv3 (RFC 3414 section 4). Only reads. */
export async function askSnmp(network: Network, port: number): Promise<SnmpAnswers> {
  const answers: SnmpAnswers['answers'][number][] = [];
  const discovered = await network.ask(port, discovery);
  for (const community of COMMUNITIES) {
    for (const version of ['2c', '1'] as const) {
      const { answers: said } = await network.ask(port, get(community, version));
      const description = said.map(sysDescrIn).find((found) => found !== undefined);
      if (description === undefined) continue;
      answers.push({ community, version, description });
      break;
    }
  }
  return { alive: discovered.answers.some((bytes) => bytes[0] === 0x30), answers };
}

/** GET of sysDescr.0. */
function get(community: string, version: '1' | '2c'): Uint8Array {
  const binding = tlv(0x30, tlv(0x06, SYS_DESCR), tlv(0x05));
  const pdu = tlv(0xa0, integer(0x0a), integer(0), integer(0), tlv(0x30, binding));
  return tlv(0x30, integer(version === '1' ? 0 : 1), tlv(0x04, [...Buffer.from(community)]), pdu);
}

/** An empty message of version 3 that asks for a report: every agent of version 3 answers with its engine. */
const discovery: Uint8Array = tlv(
  0x30,
  integer(3),
  tlv(0x30, integer(0x0a), tlv(0x02, [0x08, 0x00]), tlv(0x04, [0x04]), integer(3)),
  tlv(0x04, [...tlv(0x30, tlv(0x04), integer(0), integer(0), tlv(0x04), tlv(0x04), tlv(0x04))]),
  tlv(0x30, tlv(0x04), tlv(0x04), tlv(0xa0, integer(0x0b), integer(0), integer(0), tlv(0x30))),
);

function integer(value: number): Uint8Array {
  return tlv(0x02, [value]);
}

/** Type, length, value; lengths up to 127, which is all that is sent here. */
function tlv(type: number, ...parts: readonly ArrayLike<number>[]): Uint8Array {
  const value = parts.flatMap((part) => Array.from(part));
  return new Uint8Array([type, value.length, ...value]);
}

/** The text behind sysDescr.0 in an answer; undefined when it holds none. */
export function sysDescrIn(bytes: Uint8Array): Uint8Array | undefined {
  const data = Buffer.from(bytes);
  const at = data.indexOf(Buffer.from([0x06, SYS_DESCR.length, ...SYS_DESCR]));
  const start = at + 2 + SYS_DESCR.length;
  if (at < 0 || data[start] !== 0x04) return undefined;
  const first = data[start + 1] ?? 0;
  const lengths = first & 0x80 ? first & 0x7f : 0;
  if (lengths > 2 || start + 2 + lengths > data.length) return undefined;
  const length = lengths === 0 ? first : data.readUIntBE(start + 2, Math.min(lengths, data.length - start - 2));
  return new Uint8Array(data.subarray(start + 2 + lengths, start + 2 + lengths + Math.min(length, 512)));
}
