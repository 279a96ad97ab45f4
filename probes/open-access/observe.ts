import { createHash } from 'node:crypto';
import { CannotObserve, observed } from '../../src/check/probe.ts';
import type { Reading } from '../../src/check/profile.ts';
import { RTSP_PATHS } from '../../src/check/rtsp-paths.ts';
import type { Observe, Tools } from '../../src/check/tools.ts';
import { type Answered, exchange, header } from '../../src/io/device/http-exchange.ts';
import type { Around } from '../../src/io/device/login/dialogue.ts';
import { ftpAnonymous } from '../../src/io/device/login/ftp-anonymous.ts';
import { openSession, type Session } from '../../src/io/device/login/session.ts';
import { talkOver } from '../../src/io/device/login/talk.ts';
import { listenAsNobody } from '../../src/io/device/mqtt-listener.ts';
import { askSnmp } from '../../src/io/device/snmp.ts';
import { services, servicesIn } from '../services/judge.ts';
import { readWebPage } from '../services/web-page.ts';
import type { OpenAccessData } from './shape.ts';

/** Reads without logging in what the profile names, and asks MQTT, FTP, SNMP and RTSP as nobody. */
export const observe: Observe<OpenAccessData> = async (tools) => {
  const around: Around = { network: tools.network, signal: tools.signal, timeoutMs: 8_000 };
  const places = placesOf(tools);
  const readings = tools.profile.readings.filter(({ needs }) => needs !== 'public');
  const total = readings.length + places.mqtt.length + places.ftp.length + places.rtsp.length + 1;
  let done = 0;
  const each = async <Item, Seen>(items: readonly Item[], look: (item: Item) => Promise<Seen>): Promise<Seen[]> => {
    const seen: Seen[] = [];
    for (const item of items) {
      tools.signal.throwIfAborted();
      seen.push(await look(item));
      tools.progress(++done, total);
    }
    return seen;
  };
  const sessions = new Map<string, Session | undefined>();
  return {
    readings: await each(readings, (reading) => lookAt(tools, around, sessions, reading)),
    mqtt: await each(places.mqtt, async (place) => ({ ...place, ...mutable(await listenAsNobody(around, place)) })),
    ftp: await each(places.ftp, async (place) => ({ ...place, ...(await ftpAnonymous(around, place)) })),
    rtsp: await each(places.rtsp, async ({ port }) => ({ port, answers: await describe(around, port) })),
    snmp: await each([161], async (port) => {
      const { alive, answers } = await askSnmp(tools.network, port);
      return {
        port,
        alive,
        answers: answers.map((answer) => ({ ...answer, description: Buffer.from(answer.description).toString('base64') })),
      };
    }),
  };
};

const mutable = (heard: Awaited<ReturnType<typeof listenAsNobody>>) => ({ ...heard, topics: [...heard.topics] });

interface Place {
  readonly port: number;
  readonly tls: boolean;
}

/** Where MQTT, FTP and RTSP are: as seen on the open ports, and as the profile says. */
function placesOf({ profile, earlier }: Tools): Readonly<Record<'mqtt' | 'ftp' | 'rtsp', readonly Place[]>> {
  const data = observed(earlier, services);
  const seen = data === undefined ? [] : servicesIn(data);
  const of = (protocol: 'mqtt' | 'ftp' | 'rtsp') => {
    const declared = [
      ...profile.logins.filter(({ kind }) => kind === protocol).map(({ port, tls }) => ({ port, tls })),
      ...profile.interfaces
        .filter(({ at, service }) => at.startsWith('tcp/') && new RegExp(`\\b${protocol}`, 'i').test(service))
        .map(({ at, service }) => ({ port: Number(at.slice(4)), tls: /tls|ssl|mqtts|ftps|rtsps/i.test(service) })),
    ];
    const all = [...seen.filter((each) => each.protocol === protocol).map(({ port, tls }) => ({ port, tls })), ...declared];
    return all.filter(({ port }, index) => all.findIndex((other) => other.port === port) === index).slice(0, 5);
  };
  return { mqtt: of('mqtt'), ftp: of('ftp'), rtsp: of('rtsp') };
}

async function lookAt(
  tools: Tools,
  around: Around,
  sessions: Map<string, Session | undefined>,
  reading: Reading,
): Promise<OpenAccessData['readings'][number]> {
  const { port, tls, path } = reading;
  const open = await exchange(tools.network, { port, tls, path, signal: tools.signal });
  if (open.outcome === 'failed') return { reading: reading.id, open: { failure: open.failure } };
  if (!sessions.has(reading.needs)) sessions.set(reading.needs, await sessionOf(tools, around, reading.needs));
  const session = sessions.get(reading.needs);
  // Where no challenge comes, whoever logged in reads it without headers too.
  const headers = session && ((await session.headersFor({ port, tls, path })) ?? {});
  const loggedIn = headers && (await exchange(tools.network, { port, tls, path, headers, signal: tools.signal }));
  const seen = { reading: reading.id, open: bodyOf(open, reading) };
  if (loggedIn?.outcome !== 'answered') return seen;
  return { ...seen, loggedIn: bodyOf(loggedIn, reading), alike: alike(open.body, loggedIn.body) };
}

async function sessionOf(tools: Tools, around: Around, id: string): Promise<Session | undefined> {
  const login = tools.profile.logins.find((each) => each.id === id);
  if (login === undefined) return undefined;
  try {
    const opened = await openSession(around, login, { user: login.user, password: tools.secret(login.passwordFrom) });
    return opened && 'session' in opened ? opened.session : undefined;
  } catch (error) {
    // Without the secret it can still be seen what is open.
    if (error instanceof CannotObserve) return undefined;
    throw error;
  }
}

const denied =
  /unauthori[sz]ed|forbidden|denied|not (?:logged|signed) in|(?:log ?in|sign ?in|authentication|auth) (?:is )?required|session (?:has )?(?:expired|timed? ?out)|認証|ログインして|権限が/i;

function bodyOf(answer: Answered, { compare }: Reading) {
  const { status, body } = answer;
  const text = new TextDecoder().decode(body);
  const page = readWebPage(body, header(answer, 'content-type'));
  return {
    status,
    bytes: body.length,
    sha256: createHash('sha256').update(body).digest('hex'),
    asksToLogIn: page.passwordField || page.leadsTo.some((target) => /log-?in|sign-?in|auth/i.test(target)),
    saysDenied: denied.test(text),
    isHtml: /html/i.test(header(answer, 'content-type') ?? '') || /^\s*<(?:!doctype|html)/i.test(text),
    ...(compare === undefined ? {} : { hasCompared: new RegExp(compare).test(text) }),
  };
}

/** How much of the words of `full` are in `part`. */
export function alike(part: Uint8Array, full: Uint8Array): number {
  const wordsOf = (bytes: Uint8Array) =>
    new Set(
      new TextDecoder()
        .decode(bytes)
        .match(/[\p{L}\p{N}_.:-]{2,}/gu)
        ?.slice(0, 20_000) ?? [],
    );
  const [some, all] = [wordsOf(part), wordsOf(full)];
  if (all.size === 0) return 0;
  return Math.round(([...all].filter((word) => some.has(word)).length / all.size) * 100) / 100;
}

/** DESCRIBE (RFC 2326) of the common paths, until one is described or refused. */
async function describe({ network, signal, timeoutMs }: Around, port: number): Promise<OpenAccessData['rtsp'][number]['answers']> {
  const answers: OpenAccessData['rtsp'][number]['answers'] = [];
  const host = network.address.includes(':') ? `[${network.address}]` : network.address;
  for (const path of RTSP_PATHS) {
    const dialled = await network.dial(port, { timeoutMs });
    if (dialled.outcome !== 'open') break;
    const talk = talkOver(dialled.socket, signal);
    talk.send(`DESCRIBE rtsp://${host}:${port}${path} RTSP/1.0\r\nCSeq: 1\r\nUser-Agent: akashi-check\r\nAccept: application/sdp\r\n\r\n`);
    await talk.until((heard) => heard.includes('\r\n'), timeoutMs);
    const status = Number(/^RTSP\/\d\.\d (\d{3})/.exec(talk.take().toString('latin1'))?.[1] ?? 0);
    talk.end();
    if (status > 0) answers.push({ path, status });
    if (status === 200 || status === 401 || status === 403) break;
  }
  return answers;
}
