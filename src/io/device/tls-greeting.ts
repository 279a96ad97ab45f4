import type { Network } from '../../check/tools.ts';
import { clientHello, type HelloOffer, readServerFlight, type ServerFlight } from './tls-hello.ts';

/** What came of one ClientHello. `refused` is an answer (an alert, or hanging up); `silent` and `unreached` are none. */
export type Greeting =
  | {
      readonly outcome: 'accepted';
      readonly hello: NonNullable<ServerFlight['hello']>;
      readonly certificates: readonly Uint8Array[];
      readonly bytes: Uint8Array;
    }
  | { readonly outcome: 'refused'; readonly alert?: number; readonly bytes: Uint8Array }
  | { readonly outcome: 'foreign'; readonly bytes: Uint8Array }
  | { readonly outcome: 'silent' | 'unreached'; readonly bytes: Uint8Array };

const TIMEOUT_MS = 6_000;
const MAX_BYTES = 65_536;

/** Sends one ClientHello on a connection of its own, reads the answer as far as it is readable, and hangs up. Bounded in time and bytes; never throws for what the device does. */
export async function greet(
  network: Network,
  port: number,
  offer: HelloOffer,
  { timeoutMs = TIMEOUT_MS, signal }: { readonly timeoutMs?: number; readonly signal?: AbortSignal } = {},
): Promise<Greeting> {
  const dialled = await network.dial(port, { timeoutMs });
  if (dialled.outcome !== 'open') return { outcome: 'unreached', bytes: new Uint8Array() };
  const { socket } = dialled;
  const { promise, resolve } = Promise.withResolvers<Greeting>();
  let said = new Uint8Array();
  const finish = (isOver: 'ended' | 'done' | 'late') => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
    socket.destroy();
    resolve(judged(said, isOver));
  };
  const timer = setTimeout(() => finish('late'), timeoutMs);
  const onAbort = () => finish('late');
  signal?.addEventListener('abort', onAbort, { once: true });
  socket.on('error', () => finish('ended'));
  socket.on('close', () => finish('ended'));
  socket.on('end', () => finish('ended'));
  socket.on('data', (chunk: Buffer) => {
    said = new Uint8Array(Buffer.concat([said, chunk.subarray(0, MAX_BYTES - said.length)]));
    if (readServerFlight(said).done || said.length >= MAX_BYTES) finish('done');
  });
  socket.write(clientHello(offer));
  return await promise;
}

function judged(bytes: Uint8Array, over: 'ended' | 'done' | 'late'): Greeting {
  const { hello, certificates, alert, foreign } = readServerFlight(bytes);
  if (hello) return { outcome: 'accepted', hello, certificates, bytes };
  if (foreign) return { outcome: 'foreign', bytes };
  if (alert) return { outcome: 'refused', alert: alert.description, bytes };
  // Half an answer that stops is no refusal.
  if (over === 'ended' && bytes.length === 0) return { outcome: 'refused', bytes };
  return { outcome: 'silent', bytes };
}
