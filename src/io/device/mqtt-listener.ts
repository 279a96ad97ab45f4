import type { Attempt } from '../../check/login-attempt.ts';
import type { Around } from './login/dialogue.ts';
import { connectMqtt, packet, text } from './login/mqtt.ts';

export interface HeardAsNobody {
  readonly attempt: Attempt;
  /** Was subscribing to everything allowed? */
  readonly granted?: boolean;
  /** Names of topics that a message came in, without the broker's own; and how many messages. No content. */
  readonly topics: readonly string[];
  readonly messages: number;
  /** Messages about the broker itself ($SYS). */
  readonly own: number;
}

const LISTEN_MS = 4_000;

/** Connects without a name, subscribes to everything and listens for four seconds. Publishes nothing. */
export async function listenAsNobody(around: Around, place: { readonly port: number; readonly tls: boolean }): Promise<HeardAsNobody> {
  const line = await connectMqtt(around, place, undefined);
  const { attempt, talk, version } = line;
  const nothing = { attempt, topics: [], messages: 0, own: 0 };
  try {
    if (talk === undefined) return nothing;
    const properties = version === 5 ? [0] : [];
    const body = [Buffer.from([0, 1, ...properties]), text('#'), Buffer.from([0]), text('$SYS/#'), Buffer.from([0])];
    talk.send(packet(0x82, Buffer.concat(body)));
    const why = await talk.until((heard) => published(packetsIn(heard)).length >= 200, LISTEN_MS);
    const packets = packetsIn(talk.take());
    const acknowledged = packets.find(({ first }) => first === 0x90);
    const topics = published(packets).map((each) => topicOf(each.rest));
    const theirs = topics.filter((topic) => !topic.startsWith('$'));
    return {
      attempt:
        why === 'closed' && acknowledged === undefined
          ? { ...attempt, outcome: 'dropped', detail: 'hung up on the subscription' }
          : attempt,
      ...(acknowledged === undefined ? {} : { granted: (acknowledged.rest.at(-2) ?? 0x80) < 0x80 }),
      topics: [...new Set(theirs)].slice(0, 20).map((topic) => topic.slice(0, 200)),
      messages: theirs.length,
      own: topics.length - theirs.length,
    };
  } finally {
    line.end();
  }
}

interface Packet {
  readonly first: number;
  readonly rest: Buffer;
}

/** Whole control packets at the start of what was heard. */
export function packetsIn(heard: Buffer): readonly Packet[] {
  const found: Packet[] = [];
  for (let at = 0; at + 1 < heard.length; ) {
    let length = 0;
    let size = 1;
    for (; size <= 4; size++) {
      const byte = heard[at + size];
      if (byte === undefined) return found;
      length += (byte & 0x7f) * 128 ** (size - 1);
      if (byte < 0x80) break;
    }
    const start = at + 1 + size;
    if (start + length > heard.length) return found;
    found.push({ first: heard[at] ?? 0, rest: heard.subarray(start, start + length) });
    at = start + length;
  }
  return found;
}

const published = (packets: readonly Packet[]): readonly Packet[] => packets.filter(({ first }) => first >> 4 === 3);
const topicOf = (rest: Buffer): string => (rest.length < 2 ? '' : rest.toString('utf8', 2, 2 + rest.readUInt16BE(0)));
