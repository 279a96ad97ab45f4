import { createSocket, type Socket } from 'node:dgram';
import { BlockList, isIPv6 } from 'node:net';

/** Answers to one datagram: no more, and no more bytes in all. */
const MOST_ANSWERS = 16;
const MOST_BYTES = 65_536;

/**
 * Sends one datagram and gathers what comes back from that address until `waitMs` are over. Two sockets have one local port: the connected one hears
 * "port unreachable", the other the answers that come from another port than was asked (TFTP, SSDP).
 */
export async function ask(
  address: string,
  port: number,
  payload: Uint8Array,
  { waitMs, signal }: { readonly waitMs: number; readonly signal: AbortSignal },
): Promise<{ readonly answers: readonly Uint8Array[]; readonly unreachable: boolean }> {
  const type = isIPv6(address.split('%', 1)[0] ?? '') ? 'udp6' : 'udp4';
  const wide = createSocket({ type, reuseAddr: true });
  const narrow = createSocket({ type, reuseAddr: true });
  const answers: Uint8Array[] = [];
  let bytes = 0;
  try {
    await done(wide, 'listening', () => wide.bind(0));
    const own = wide.address().port;
    await done(narrow, 'listening', () => narrow.bind(own));
    await done(narrow, 'connect', () => narrow.connect(port, address));
    return await new Promise((resolve, reject) => {
      const stop = () => {
        clearTimeout(timer);
        reject(signal.reason);
      };
      const end = (unreachable: boolean) => {
        clearTimeout(timer);
        signal.removeEventListener('abort', stop);
        resolve({ answers, unreachable });
      };
      const timer = setTimeout(() => end(false), waitMs);
      if (signal.aborted) return stop();
      signal.addEventListener('abort', stop, { once: true });
      const take = (message: Uint8Array) => {
        bytes += message.byteLength;
        if (bytes <= MOST_BYTES && answers.length < MOST_ANSWERS) answers.push(Uint8Array.from(message));
      };
      narrow.on('message', take);
      wide.on('message', (message, from) => {
        if (sameAddress(from.address, address)) take(message);
      });
      const failed = (error: NodeJS.ErrnoException) => end(error.code === 'ECONNREFUSED');
      narrow.on('error', failed);
      narrow.send(payload, (error) => {
        if (error) failed(error);
      });
    });
  } finally {
    narrow.close();
    wide.close();
  }
}

function done(socket: Socket, event: 'connect' | 'listening', start: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once(event, () => {
      socket.off('error', reject);
      socket.on('error', () => {});
      resolve();
    });
    start();
  });
}

/** Whatever the spelling of an IPv6 address. */
function sameAddress(from: string, asked: string): boolean {
  const only = new BlockList();
  const [bare = ''] = asked.split('%', 1);
  const [sender = ''] = from.split('%', 1);
  only.addAddress(bare, isIPv6(bare) ? 'ipv6' : 'ipv4');
  return only.check(sender, isIPv6(sender) ? 'ipv6' : 'ipv4');
}
