import type { Dialled, Network } from '../../check/tools.ts';
import { secure, type TlsSession } from './http-exchange.ts';

/** One connection on which little is said and all that comes is kept. */
export interface Dialogue {
  readonly port: number;
  /** Speak inside TLS. */
  readonly tls?: boolean;
  /** Said as soon as the connection stands; absent: only listen. */
  readonly say?: Uint8Array;
  /** What to answer to the bytes so far; asked after each arrival. */
  readonly reply?: (said: Uint8Array) => Uint8Array | undefined;
  /** Nothing more is needed. */
  readonly enough?: (said: Uint8Array) => boolean;
  /** For the first byte, and in all. */
  readonly timeoutMs: number;
  /** Silence after the first byte that ends it. */
  readonly quietMs: number;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

export type Heard =
  | {
      readonly outcome: 'heard';
      readonly bytes: Uint8Array;
      readonly ended: 'closed' | 'reset' | 'time' | 'limit' | 'enough';
      readonly tls?: TlsSession;
    }
  | { readonly outcome: 'no-tls'; readonly detail: string }
  | { readonly outcome: 'unreached'; readonly how: Exclude<Dialled['outcome'], 'open'> };

/** Holds one dialogue, bounded in time and bytes. Never throws for what the device does. */
export async function converse(network: Network, dialogue: Dialogue): Promise<Heard> {
  const { port, tls = false, timeoutMs, signal } = dialogue;
  const dialled = await network.dial(port, { timeoutMs });
  if (dialled.outcome !== 'open') return { outcome: 'unreached', how: dialled.outcome };
  const { socket } = dialled;
  socket.on('error', () => undefined);
  try {
    if (!tls) return await listen(socket, dialogue);
    const session = await secure(socket, AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]));
    if ('failure' in session) return { outcome: 'no-tls', detail: session.failure };
    return { ...(await listen(session.socket, dialogue)), tls: session.tls };
  } finally {
    socket.destroy();
  }
}

type Wire = Extract<Dialled, { outcome: 'open' }>['socket'];

function listen(
  wire: Wire,
  { say, reply, enough, timeoutMs, quietMs, maxBytes, signal }: Dialogue,
): Promise<Extract<Heard, { outcome: 'heard' }>> {
  const { promise, resolve } = Promise.withResolvers<Extract<Heard, { outcome: 'heard' }>>();
  let bytes: Uint8Array = new Uint8Array();
  let quiet: NodeJS.Timeout | undefined;
  const finish = (ended: Extract<Heard, { outcome: 'heard' }>['ended']) => {
    clearTimeout(quiet);
    clearTimeout(whole);
    signal.removeEventListener('abort', onAbort);
    wire.destroy();
    resolve({ outcome: 'heard', bytes, ended });
  };
  const onAbort = () => finish('time');
  const whole = setTimeout(() => finish('time'), timeoutMs);
  signal.addEventListener('abort', onAbort, { once: true });
  wire.on('error', () => finish('reset'));
  wire.on('end', () => finish('closed'));
  wire.on('close', () => finish('closed'));
  wire.on('data', (chunk: Buffer) => {
    bytes = new Uint8Array(Buffer.concat([bytes, chunk.subarray(0, maxBytes - bytes.length)]));
    if (bytes.length >= maxBytes) return finish('limit');
    if (enough?.(bytes)) return finish('enough');
    const answer = reply?.(bytes);
    if (answer) wire.write(answer);
    clearTimeout(quiet);
    quiet = setTimeout(() => finish('time'), quietMs);
  });
  if (signal.aborted) onAbort();
  else if (say) wire.write(say);
  return promise;
}
