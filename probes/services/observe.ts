import { CannotObserve } from '../../src/check/probe.ts';
import type { Observe, Tools } from '../../src/check/tools.ts';
import { converse, type Dialogue, type Heard } from '../../src/io/device/dialogue.ts';
import { greet } from '../../src/io/device/tls-greeting.ts';
import { suitesFor } from '../tls/cipher-suites.ts';
import { readHttpAnswer } from './http-answer.ts';
import type { ServicesData } from './judge.ts';
import { offeredDescriptions, openPorts } from './open-ports.ts';
import { type Answer, recognise } from './recognise.ts';

const MOST_PORTS = 60;
/** Connections at the same time: small devices have few to spare. */
const AT_ONCE = 3;
const WHOLE_MS = 180_000;
const HTTP_BYTES = 16_384;
const SAID_BYTES = 2_048;

type PortSeen = ServicesData['ports'][number];

/** Asks each open port, one protocol after the other, until it is recognised. What has a voice of its own is heard first. */
export const observe: Observe<ServicesData> = async (tools) => {
  const open = openPorts(tools.earlier);
  if (open === undefined)
    throw new CannotObserve({ ja: 'TCP ポートの検査の結果がありません。', en: 'There is no result of the TCP ports.' });
  const looked = open.slice(0, MOST_PORTS);
  const until = tools.elapsed() + WHOLE_MS;
  const seen = new Map<number, PortSeen>();
  const left = [...looked];
  const work = async () => {
    for (let port = left.shift(); port !== undefined && tools.elapsed() < until; port = left.shift()) {
      tools.signal.throwIfAborted();
      seen.set(port, await lookAt(tools, port));
      tools.progress(seen.size, looked.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  // Some serve one connection at a time: what could not be reached is asked once more, alone.
  for (const port of looked) if (seen.get(port)?.reached === false && tools.elapsed() < until) seen.set(port, await lookAt(tools, port));
  return {
    ports: looked.flatMap((port) => seen.get(port) ?? []),
    omitted: open.filter((port) => !seen.has(port)),
    descriptions: await describe(tools),
  };
};

async function lookAt(tools: Tools, port: number): Promise<PortSeen> {
  // Whatever comes in on these is printed.
  if (port >= 9100 && port <= 9107) return { port, reached: true, spared: true, answers: [] };
  const answers: Answer[] = [];
  let reached = false;
  const keep = (ask: Answer['ask'], heard: Heard): Uint8Array => {
    if (heard.outcome !== 'unreached') reached = true;
    if (heard.outcome !== 'heard') return new Uint8Array();
    answers.push({ ask, bytes: Buffer.from(heard.bytes).toString('base64') });
    return heard.bytes;
  };
  const known = () => recognise(port, answers).protocol !== 'unknown';
  const held = (more: Partial<Dialogue>): Dialogue => ({
    port,
    timeoutMs: 4_000,
    quietMs: 700,
    maxBytes: SAID_BYTES,
    signal: tools.signal,
    ...more,
  });
  const talk = (ask: Answer['ask'], more: Partial<Dialogue>) => converse(tools.network, held(more)).then((heard) => keep(ask, heard));
  const plain = async () => {
    const said = await talk('http', {
      say: httpRequest(tools.network.address, port),
      maxBytes: HTTP_BYTES,
      timeoutMs: 5_000,
      enough: isWholeHttp,
    });
    const status = readHttpAnswer(said)?.status;
    // 400, 426 and 497 are what servers of HTTPS say to plain HTTP.
    return status !== undefined && status !== 400 && status !== 426 && status !== 497;
  };
  const secured = async (): Promise<boolean> => {
    const session = await converse(
      tools.network,
      held({ tls: true, say: httpRequest(tools.network.address, port), maxBytes: HTTP_BYTES, timeoutMs: 6_000, enough: isWholeHttp }),
    );
    keep('tls-http', session);
    if (session.outcome === 'no-tls') return session.detail !== 'timed-out' && (await isTlsAfterAll(tools, port, answers));
    if (session.outcome !== 'heard') return false;
    if (!known()) await talk('tls-mqtt', { tls: true, say: MQTT_CONNECT, maxBytes: 64, enough: isConnack });
    if (!known()) await talk('tls-listen', { tls: true, timeoutMs: 3_000 });
    return true;
  };
  const done = (): PortSeen => ({ port, reached, spared: false, answers });

  const tlsFirst = TLS_PORTS.has(port);
  if (tlsFirst && (await secured())) return done();
  await talk('listen', { timeoutMs: 1_300, quietMs: 500, reply: refusing() });
  if (known() || !reached) return done();
  if ((await plain()) && known()) return done();
  if (!tlsFirst && (await secured())) return done();
  if (known()) return done();
  await talk('rtsp', { say: RTSP_OPTIONS, timeoutMs: 2_500, maxBytes: SAID_BYTES });
  if (!known()) await talk('mqtt', { say: MQTT_CONNECT, timeoutMs: 2_500, maxBytes: 64, enough: isConnack });
  // Some look up who calls before they speak.
  if (!known()) await talk('listen', { timeoutMs: 6_000, reply: refusing() });
  return done();
}

const TLS_PORTS = new Set([322, 443, 465, 563, 636, 853, 989, 990, 992, 993, 995, 4433, 4443, 5061, 5986, 7443, 8443, 8883, 9443, 10443]);

/** TLS that no library here can finish (SSLv3, a client certificate) still begins like TLS. */
async function isTlsAfterAll(tools: Tools, port: number, answers: Answer[]): Promise<boolean> {
  const groups = ['aead', 'cbc', 'des', 'rc4'] as const;
  for (const [version, name] of [
    [0x03_03, 'TLS 1.2'],
    [0x03_00, 'SSLv3'],
  ] as const) {
    const suites = groups.flatMap((group) => suitesFor(name, group).map(({ code }) => code)).slice(0, 150);
    const greeting = await greet(tools.network, port, { version, suites }, { signal: tools.signal });
    const isTls = greeting.outcome === 'accepted' || (greeting.outcome === 'refused' && greeting.alert !== undefined);
    if (!isTls) continue;
    answers.push({ ask: 'tls-hello', bytes: Buffer.from(greeting.bytes.subarray(0, 300)).toString('base64') });
    return true;
  }
  return false;
}

async function describe(tools: Tools): Promise<ServicesData['descriptions']> {
  const found: ServicesData['descriptions'] = [];
  for (const { port, path } of offeredDescriptions(tools.earlier, tools.network.address).slice(0, 4)) {
    const say = httpRequest(tools.network.address, port, path);
    const heard = await converse(tools.network, {
      port,
      say,
      timeoutMs: 4_000,
      quietMs: 700,
      maxBytes: HTTP_BYTES,
      enough: isWholeHttp,
      signal: tools.signal,
    });
    if (heard.outcome === 'heard') found.push({ port, path, bytes: Buffer.from(heard.bytes).toString('base64') });
  }
  return found;
}

function httpRequest(address: string, port: number, path = '/'): Uint8Array {
  const host = address.includes(':') ? `[${address.replace(/%.*$/, '')}]` : address;
  return Buffer.from(
    `GET ${path} HTTP/1.1\r\nHost: ${host}:${port}\r\nUser-Agent: akashi-check\r\nAccept: */*\r\nConnection: close\r\n\r\n`,
  );
}

function isWholeHttp(said: Uint8Array): boolean {
  const answer = readHttpAnswer(said);
  const length = answer?.headers.get('content-length')?.[0];
  return (
    answer !== undefined &&
    length !== undefined &&
    /^\d+$/.test(length) &&
    answer.body.length >= Number(length) &&
    Buffer.from(said).includes('\n\r\n')
  );
}

const RTSP_OPTIONS = Buffer.from('OPTIONS * RTSP/1.0\r\nCSeq: 1\r\nUser-Agent: akashi-check\r\n\r\n');
/** MQTT 3.1.1, clean session, neither user nor password. */
const MQTT_CONNECT = Buffer.concat([
  Buffer.from([0x10, 24, 0, 4]),
  Buffer.from('MQTT'),
  Buffer.from([4, 2, 0, 30, 0, 12]),
  Buffer.from('akashi-check'),
]);
const isConnack = (said: Uint8Array): boolean => said.length >= 4;

/** Refuses every option that Telnet proposes (RFC 854), so that the device goes on to its prompt. Each proposal once. */
function refusing(): NonNullable<Dialogue['reply']> {
  let read = 0;
  return (said) => {
    const answers: number[] = [];
    for (; read + 2 < said.length; read++) {
      const command = said[read + 1] ?? 0;
      if (said[read] !== 255 || command < 251 || command > 254) continue;
      answers.push(255, command === 251 || command === 252 ? 254 : 252, said[read + 2] ?? 0);
      read += 2;
    }
    return answers.length > 0 && answers.length < 200 ? Uint8Array.from(answers) : undefined;
  };
}
