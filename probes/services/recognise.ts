import { type HttpAnswer, readHttpAnswer } from './http-answer.ts';
import { type Product, productsIn } from './products.ts';
import { readWebPage } from './web-page.ts';

/** What was asked on one port and what came back, as kept. */
export interface Answer {
  /** What was said first: nothing, or one request of the protocol. `tls-` inside TLS; `tls-hello` by a hand-made ClientHello. */
  readonly ask: 'listen' | 'http' | 'rtsp' | 'mqtt' | 'tls-hello' | 'tls-http' | 'tls-mqtt' | 'tls-listen';
  /** Base64. */
  readonly bytes: string;
}

export const PROTOCOLS = [
  'http',
  'ssh',
  'telnet',
  'ftp',
  'smtp',
  'imap',
  'pop3',
  'rtsp',
  'mqtt',
  'coap',
  'vnc',
  'mysql',
  'sip',
  'unknown',
] as const;
export type Protocol = (typeof PROTOCOLS)[number];

/** What an open port is. */
export interface Service {
  readonly port: number;
  readonly protocol: Protocol;
  readonly tls: boolean;
  readonly products: readonly Product[];
  /** What it said first, of the protocol that was recognised. All its text is the device's own. */
  readonly banner?: string;
  readonly http?: HttpAnswer;
  /** Title of its page. */
  readonly title?: string;
  /** Return code of an MQTT connection without a password. */
  readonly mqttCode?: number;
}

/** Tells what a port is from what it said. Never throws; what nothing fits is `unknown`. */
export function recognise(port: number, answers: readonly Answer[]): Service {
  const tls = answers.some(isTls);
  // What speaks of itself is surer than what answers.
  for (const { ask, bytes } of answers) {
    const said = Buffer.from(bytes, 'base64');
    if (said.length === 0 || ask === 'tls-hello') continue;
    // A server of HTTPS tells in plain HTTP that it wants TLS: that is no service.
    if (tls && !ask.startsWith('tls-')) continue;
    const found = ask.endsWith('mqtt') ? fromMqtt(said) : fromWords(said);
    if (found) return { port, tls, ...found };
  }
  return { port, tls, protocol: 'unknown', products: [] };
}

/** Base64 bytes of an answer that hold a TLS record, or that came from inside TLS. */
function isTls({ ask, bytes }: Answer): boolean {
  if (ask === 'tls-http' || ask === 'tls-mqtt' || ask === 'tls-listen') return true;
  const [type = 0, major = 0, minor = 0, , length] = Buffer.from(bytes, 'base64');
  return (type === 21 || type === 22) && major === 3 && minor <= 4 && length !== undefined;
}

type Recognised = Omit<Service, 'port' | 'tls'>;

function fromWords(said: Buffer): Recognised | undefined {
  const http = readHttpAnswer(said);
  if (http) return fromHttp(http);
  const text = said.toString('latin1');
  const line = text.split(/[\r\n]/).find((each) => each !== '') ?? '';
  if (line.startsWith('SSH-')) return { protocol: 'ssh', products: productsIn('ssh', line), banner: line };
  if (/^RTSP\/1\.\d \d{3}/.test(text))
    return { protocol: 'rtsp', products: productsIn('rtsp', text), banner: headerOf(text, 'server') ?? line };
  if (/^SIP\/2\.0 \d{3}/.test(text)) return { protocol: 'sip', products: [], banner: line };
  if (/^RFB \d{3}\.\d{3}/.test(text)) return { protocol: 'vnc', products: [], banner: line };
  if (/^\* (?:OK|BYE|PREAUTH)\b/.test(text)) return { protocol: 'imap', products: [], banner: line };
  if (/^\+OK\b/.test(text)) return { protocol: 'pop3', products: [], banner: line };
  if (/^[245]\d\d[ -]/.test(text)) return fromReplyCode(text, line);
  if (said[4] === 10 && said[3] === 0 && /^\d+\.\d+\.\d+/.test(said.toString('latin1', 5, 40)))
    return { protocol: 'mysql', products: [], banner: line };
  // CoAP over TCP begins with a message of its capabilities (RFC 8323, 5.3).
  if (((said[0] ?? 0xff) & 0x0f) === 0 && (said[0] ?? 0xff) < 0xd0 && said[1] === 0xe1) return { protocol: 'coap', products: [] };
  if (isTelnet(said, text)) {
    const words = withoutNegotiation(said).toString('latin1').trim();
    return { protocol: 'telnet', products: productsIn('telnet', words), ...(words === '' ? {} : { banner: words }) };
  }
  return undefined;
}

function fromHttp(http: HttpAnswer): Recognised {
  const lines = ['server', 'x-powered-by'].flatMap((name) => http.headers.get(name) ?? []);
  const { title } = readWebPage(http.body, http.headers.get('content-type')?.[0]);
  return {
    protocol: 'http',
    products: lines.flatMap((line) => productsIn('http', line)),
    ...(lines[0] === undefined ? {} : { banner: lines[0] }),
    http,
    ...(title === undefined ? {} : { title }),
  };
}

/** FTP and SMTP greet alike: `220 …`. */
function fromReplyCode(text: string, line: string): Recognised | undefined {
  const smtp = productsIn('smtp', text);
  if (smtp.length > 0 || /\bE?SMTP\b/.test(text)) return { protocol: 'smtp', products: smtp, banner: line };
  const ftp = productsIn('ftp', text);
  const isFtp = ftp.length > 0 || /\bftp/i.test(text) || /^220[ -]/.test(text) || /^530[ -]/.test(text);
  return isFtp ? { protocol: 'ftp', products: ftp, banner: line } : undefined;
}

function fromMqtt(said: Buffer): Recognised | undefined {
  const [type, length, , code] = said;
  return type === 0x20 && length === 2 && code !== undefined ? { protocol: 'mqtt', products: [], mqttCode: code } : undefined;
}

const IAC = 255;
const isTelnet = (said: Buffer, text: string): boolean =>
  (said[0] === IAC && (said[1] ?? 0) >= 250) || /(?:^|[^a-z])(?:login|username|user name|password)\s?:\s?$/i.test(text.slice(-60));

/** The words between the negotiations of RFC 854. */
export function withoutNegotiation(said: Uint8Array): Buffer {
  const kept: number[] = [];
  for (let at = 0; at < said.length; at++) {
    const byte = said[at] ?? 0;
    if (byte !== IAC) {
      kept.push(byte);
      continue;
    }
    const command = said[at + 1] ?? 0;
    if (command === IAC) kept.push(IAC);
    if (command === 250) {
      // Subnegotiation: up to IAC SE.
      const end = Buffer.from(said.subarray(at)).indexOf(Buffer.from([IAC, 240]));
      at = end < 0 ? said.length : at + end + 1;
    } else at += command >= 251 && command <= 254 ? 2 : 1;
  }
  return Buffer.from(kept);
}

const headerOf = (text: string, name: string): string | undefined => new RegExp(`^${name}:[ \\t]*([^\\r\\n]{0,300})`, 'im').exec(text)?.[1];
