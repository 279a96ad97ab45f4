import type { Socket } from 'node:net';
import { type Attempt, NO_ANSWER_IN_TIME } from '../../../check/login-attempt.ts';
import { type Around, attemptWatch, type Credentials, type Dialogue, opened } from './dialogue.ts';
import { type Talk, talkOver } from './talk.ts';

/** One password over MQTT: CONNECT and CONNACK of 3.1.1; of 5 where the broker asks for that. */
export const mqtt: Dialogue<'mqtt'> = async (around, login, credentials) => {
  const attempt = await connectMqtt(around, login, credentials);
  attempt.end();
  return attempt.attempt;
};

export interface MqttLine {
  readonly attempt: Attempt;
  /** Set when the broker let us in. */
  readonly talk?: Talk;
  readonly version: 4 | 5;
  end(): void;
}

/** Connects with a name and a password, or as nobody; the line stays open until `end`. */
export async function connectMqtt(
  around: Around,
  place: { readonly port: number; readonly tls: boolean },
  credentials: Credentials | undefined,
  version: 4 | 5 = 4,
): Promise<MqttLine> {
  const watch = attemptWatch();
  const line = await opened(around, place);
  if ('failed' in line) return { attempt: watch.ended(...line.failed), version, end() {} };
  const talk = talkOver(line.socket, around.signal);
  const end = () => disconnect(line.socket, talk, line.end);
  watch.passwordSent();
  talk.send(connectPacket(credentials, version));
  const why = await talk.until((heard) => heard.length >= 4, around.timeoutMs);
  const [type, , , code] = talk.take();
  if (why !== 'enough' || type !== 0x20 || code === undefined) {
    // A broker that does not know 3.1.1 hangs up, and so does one of today that is asked for a version it does not like.
    const told: Parameters<typeof watch.ended> =
      why === 'closed' ? ['dropped', 'hung up'] : ['unclear', why === 'timed-out' ? NO_ANSWER_IN_TIME : 'no CONNACK'];
    return { attempt: watch.ended(...told), version, end };
  }
  if (version === 4 && (code === 0x01 || code === 0x84)) {
    end();
    return await connectMqtt(around, place, credentials, 5);
  }
  const attempt = watch.ended(outcomes[code] ?? 'unclear', `CONNACK ${code}`);
  return { attempt, version, end, ...(code === 0 ? { talk } : {}) };
}

const outcomes: Readonly<Record<number, Attempt['outcome']>> = {
  0: 'accepted',
  // 3.1.1, table 3.1: server unavailable; bad name or password; not authorized.
  3: 'throttled',
  4: 'refused',
  5: 'refused',
  // 5, table 3-1: bad name or password; not authorized; busy; banned; quota; rate.
  134: 'refused',
  135: 'refused',
  137: 'throttled',
  138: 'throttled',
  151: 'throttled',
  159: 'throttled',
};

function disconnect(socket: Socket, talk: Talk, end: () => void): void {
  talk.send(Buffer.from([0xe0, 0x00]));
  socket.end();
  end();
}

function connectPacket(credentials: Credentials | undefined, version: 4 | 5): Buffer {
  const flags = 0x02 | (credentials === undefined ? 0 : 0xc0);
  const variable = Buffer.concat([text('MQTT'), Buffer.from([version, flags, 0, 30]), ...(version === 5 ? [Buffer.from([0])] : [])]);
  const payload = Buffer.concat([
    text('akashi-check'),
    ...(credentials === undefined ? [] : [text(credentials.user), text(credentials.password)]),
  ]);
  return packet(0x10, Buffer.concat([variable, payload]));
}

/** A control packet: its first byte, its remaining length, and the rest. */
export function packet(first: number, rest: Uint8Array): Buffer {
  const length: number[] = [];
  let left = rest.length;
  do {
    length.push(left > 127 ? (left % 128) | 0x80 : left);
    left = Math.floor(left / 128);
  } while (left > 0);
  return Buffer.concat([Buffer.from([first, ...length]), rest]);
}

/** A string with its length before it. */
export function text(value: string): Buffer {
  const bytes = Buffer.from(value, 'utf8').subarray(0, 65_535);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
