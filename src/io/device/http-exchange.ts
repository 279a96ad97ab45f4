import { request as httpRequest, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { connect as startTls, type TLSSocket } from 'node:tls';
import type { Dialled, Network } from '../../check/tools.ts';
import { type Certificate, readCertificate } from './certificate.ts';

/** One request to the device. */
export interface DeviceRequest {
  readonly port: number;
  /** HTTP inside TLS. */
  readonly tls?: boolean;
  /** `GET` unless told otherwise. */
  readonly method?: string;
  /** From `/`, with the query; characters that may not stand there are escaped. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
  /** For connecting, and again for TLS, request and answer together; 8,000 ms unless told otherwise. */
  readonly timeoutMs?: number;
  /** Bytes of the body that are kept and read at most; 262,144 unless told otherwise. */
  readonly maxBytes?: number;
  readonly signal?: AbortSignal;
}

/** What came of it. A redirect is an answer like any other: nothing is followed. */
export type Exchange =
  | {
      readonly outcome: 'answered';
      readonly status: number;
      /** Names in small letters; every value as sent. */
      readonly headers: Readonly<Record<string, readonly string[]>>;
      readonly body: Uint8Array;
      /** False when the limit, the time or the device ended the body early. */
      readonly complete: boolean;
      /** From sending the request to the end of the answer's head. */
      readonly milliseconds: number;
      readonly tls?: TlsSession;
    }
  | {
      readonly outcome: 'failed';
      /**
       * The first four are of connecting (see Dialled). `tls`: no session came about. `not-http`: it spoke, but not HTTP. `closed`: it hung up without an
       * answer. `timed-out`: it kept silent. `stopped`: the run ended. `not-sendable`: the request itself cannot be put on the wire.
       */
      readonly failure:
        | 'refused'
        | 'reset'
        | 'silent'
        | 'unreachable'
        | 'tls'
        | 'not-http'
        | 'closed'
        | 'timed-out'
        | 'stopped'
        | 'not-sendable';
      readonly milliseconds: number;
      /** Code of the error, never text of the device. */
      readonly detail?: string;
      /** The start of what it said instead of HTTP. */
      readonly said?: Uint8Array;
    };

export type Answered = Extract<Exchange, { outcome: 'answered' }>;
type Failed = Extract<Exchange, { outcome: 'failed' }>;

/** The session as negotiated; nothing in it is trusted. */
export interface TlsSession {
  /** `TLSv1` … `TLSv1.3`. */
  readonly version: string;
  /** Name of RFC 8446 and its like (IANA). */
  readonly cipher: string;
  readonly certificate?: Certificate;
  /** The leaf certificate as sent (DER). */
  readonly der?: Uint8Array;
}

const TIMEOUT_MS = 8_000;
const MAX_BYTES = 262_144;
const MAX_HEAD_BYTES = 65_536;
const SAID_BYTES = 1_024;

/**
 * One HTTP/1.1 exchange over a connection of its own: no agent, no redirect, no proxy, no name looked up. Sloppy answers are read as leniently as they can be; everything is bounded in
 * bytes and time. Never throws for what the device does.
 */
export async function exchange(network: Network, request: DeviceRequest): Promise<Exchange> {
  const { timeoutMs = TIMEOUT_MS } = request;
  const dialled: Dialled = await network.dial(request.port, { timeoutMs });
  if (dialled.outcome !== 'open') return notOpen(dialled);
  const { socket } = dialled;
  const began = performance.now();
  const failed = (failure: Failed['failure'], more: Partial<Pick<Failed, 'detail' | 'said'>> = {}): Failed => ({
    outcome: 'failed',
    failure,
    milliseconds: Math.round(performance.now() - began),
    ...more,
  });
  // What is not listened to would end the process.
  socket.on('error', () => undefined);
  const limit = AbortSignal.timeout(timeoutMs);
  const stop = request.signal ? AbortSignal.any([limit, request.signal]) : limit;
  const ended = (): Failed['failure'] => (request.signal?.aborted ? 'stopped' : 'timed-out');
  try {
    if (stop.aborted) return failed(ended());
    if (!request.tls) return await talk(socket, network.address, request, stop, failed, ended);
    const session = await secure(socket, stop);
    if ('failure' in session) return failed(stop.aborted ? ended() : 'tls', { detail: session.failure });
    const answer = await talk(session.socket, network.address, request, stop, failed, ended);
    return answer.outcome === 'answered' ? { ...answer, tls: session.tls } : answer;
  } finally {
    socket.destroy();
  }
}

/** TLS over a connected socket: from TLS 1.0 and with every cipher there is, because the device is to be reached, not trusted. */
export function secure(
  socket: Socket,
  stop: AbortSignal,
): Promise<{ readonly socket: TLSSocket; readonly tls: TlsSession } | { readonly failure: string }> {
  const { promise, resolve } = Promise.withResolvers<Awaited<ReturnType<typeof secure>>>();
  const secured = startTls({
    socket,
    // No name is sent: the device is an address.
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
    minVersion: 'TLSv1',
    maxVersion: 'TLSv1.3',
    ciphers: `TLS_AES_256_GCM_SHA384:TLS_AES_128_GCM_SHA256:TLS_CHACHA20_POLY1305_SHA256:ALL:+aNULL:@SECLEVEL=0`,
    sigalgs: SIGNATURES,
    secureOptions: SSL_OP_LEGACY_SERVER_CONNECT,
  });
  const give = (failure: string) => {
    secured.destroy();
    resolve({ failure });
  };
  const onStop = () => give('timed-out');
  stop.addEventListener('abort', onStop, { once: true });
  secured.on('error', (error: Error & { code?: string }) => give(error.code ?? 'error'));
  secured.once('close', () => give('closed'));
  secured.once('secureConnect', () => {
    stop.removeEventListener('abort', onStop);
    const der: Uint8Array | undefined = secured.getPeerX509Certificate()?.raw;
    const certificate = der && readCertificate(der);
    resolve({
      socket: secured,
      tls: {
        version: secured.getProtocol() ?? 'unknown',
        cipher: secured.getCipher().standardName,
        ...(certificate ? { certificate } : {}),
        ...(der ? { der } : {}),
      },
    });
  });
  return promise;
}

// Without SHA-1 in the list a device of TLS 1.2 with an old certificate could not be reached at all.
const SIGNATURES = [
  'ecdsa_secp256r1_sha256:ecdsa_secp384r1_sha384:ecdsa_secp521r1_sha512:ed25519:ed448',
  'rsa_pss_rsae_sha256:rsa_pss_rsae_sha384:rsa_pss_rsae_sha512:rsa_pss_pss_sha256:rsa_pss_pss_sha384:rsa_pss_pss_sha512',
  'RSA+SHA256:RSA+SHA384:RSA+SHA512:RSA+SHA224:ECDSA+SHA224:RSA+SHA1:ECDSA+SHA1:DSA+SHA1:DSA+SHA256',
].join(':');
const SSL_OP_LEGACY_SERVER_CONNECT = 0x4;

function talk(
  socket: Socket,
  address: string,
  { port, tls, method = 'GET', path, headers, body, maxBytes = MAX_BYTES }: DeviceRequest,
  stop: AbortSignal,
  failed: (failure: Failed['failure'], more?: Partial<Pick<Failed, 'detail' | 'said'>>) => Failed,
  ended: () => Failed['failure'],
): Promise<Exchange> {
  const { promise, resolve } = Promise.withResolvers<Exchange>();
  const began = performance.now();
  let wire: ReturnType<typeof httpRequest>;
  try {
    wire = httpRequest({
      createConnection: () => socket,
      method,
      path: wirePath(path),
      headers: {
        host: hostOf(address, port, tls === true),
        'user-agent': 'akashi-check',
        accept: '*/*',
        connection: 'close',
        ...headers,
        ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
      },
      setHost: false,
      insecureHTTPParser: true,
      maxHeaderSize: MAX_HEAD_BYTES,
    });
  } catch (error) {
    return Promise.resolve(failed('not-sendable', codeOf(error)));
  }
  const answeredBy = (response: IncomingMessage, body: Uint8Array, complete: boolean, milliseconds: number): void =>
    resolve({
      outcome: 'answered',
      status: response.statusCode ?? 0,
      headers: headersOf(response),
      body,
      complete,
      milliseconds,
    });
  let said: Uint8Array = new Uint8Array();
  socket.on('data', (chunk: Buffer) => {
    if (said.length < SAID_BYTES) said = new Uint8Array(Buffer.concat([said, chunk.subarray(0, SAID_BYTES - said.length)]));
  });
  let onStop = () => resolve(failed(ended()));
  stop.addEventListener('abort', () => onStop(), { once: true });
  wire.on('error', (error: Error & { code?: string }) => {
    if (error.code?.startsWith('HPE_')) resolve(failed('not-http', { detail: error.code, said }));
    else resolve(failed('closed', codeOf(error)));
  });
  // A closing without any answer.
  wire.on('close', () => resolve(failed('closed')));
  wire.on('upgrade', (response) => answeredBy(response, new Uint8Array(), false, Math.round(performance.now() - began)));
  wire.on('response', (response) => {
    // The parser takes RTSP and ICE for HTTP.
    if (!startsLikeHttp(said)) {
      resolve(failed('not-http', { said }));
      return void wire.destroy();
    }
    const milliseconds = Math.round(performance.now() - began);
    const parts: Buffer[] = [];
    let length = 0;
    const finish = (complete: boolean) => {
      answeredBy(response, new Uint8Array(Buffer.concat(parts)), complete, milliseconds);
      wire.destroy();
    };
    onStop = () => finish(false);
    response.on('data', (chunk: Buffer) => {
      const room = maxBytes - length;
      parts.push(chunk.subarray(0, room));
      length += Math.min(chunk.length, room);
      if (chunk.length > room) finish(false);
    });
    response.on('end', () => finish(response.complete));
    response.on('error', () => finish(false));
    response.on('close', () => finish(response.complete));
  });
  wire.end(body);
  return promise;
}

function notOpen(dialled: Exclude<Dialled, { outcome: 'open' }>): Failed {
  const { outcome, milliseconds, code } = dialled;
  return { outcome: 'failed', failure: outcome, milliseconds, ...(code === undefined ? {} : { detail: code }) };
}

/** Some answers have thousands of headers: the first hundred are enough. */
function headersOf(response: IncomingMessage): Record<string, readonly string[]> {
  const kept: [string, readonly string[]][] = Object.entries(response.headersDistinct).flatMap(([name, values]) =>
    values === undefined ? [] : [[name, values] as [string, readonly string[]]],
  );
  return Object.fromEntries(kept.slice(0, 100));
}

/** `192.0.2.1`, `192.0.2.1:8080`, `[2001:db8::1]`. */
function hostOf(address: string, port: number, tls: boolean): string {
  const host = address.includes(':') ? `[${address.replace(/%.*$/, '')}]` : address;
  return port === (tls ? 443 : 80) ? host : `${host}:${port}`;
}

/** A path that a device or a profile gave, with nothing in it that could end the request line. */
const wirePath = (path: string): string => {
  const whole = path.startsWith('/') || path === '*' ? path : `/${path}`;
  return whole.replace(/[^\x21-\x7e]/gu, (point) => encodeURIComponent(point.isWellFormed() ? point : '\ufffd'));
};

const codeOf = (error: unknown): { detail?: string } =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? { detail: error.code } : {};
const startsLikeHttp = (said: Uint8Array): boolean => /^\s*HTTP\//.test(Buffer.from(said).toString('latin1'));

/** The one value of a header, the first when there are several. */
export const header = (answer: Answered, name: string): string | undefined => answer.headers[name.toLowerCase()]?.[0];
