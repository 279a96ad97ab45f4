import { createSocket } from 'node:dgram';
import { connect, isIPv6 } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { CannotObserve } from '../../src/check/probe.ts';
import type { Dialled, Network } from '../../src/check/tools.ts';

/** Reaches a fixture without a pace, so that a test is as fast as the fixture. Counts wrong passwords up to `attempts`. */
export function directNetwork(address: string, attempts = 1_000): Network {
  let left = attempts;
  return {
    address,
    dial: (port, { timeoutMs = 2_000 } = {}) => dial(address, port, timeoutMs),
    ask: (port, payload, { waitMs = 500 } = {}) => ask(address, port, payload, waitMs),
    isAlive: async () => true,
    spendAttempt() {
      if (left-- <= 0)
        throw new CannotObserve({ ja: '誤ったパスワードの上限に達しました。', en: 'The bound on wrong passwords was reached.' });
    },
    pace: { turn: async () => {}, rate: 1_000, strained: () => {}, eased: () => {} },
  };
}

const outcomes: Readonly<Record<string, 'refused' | 'reset' | 'unreachable'>> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
};

function dial(address: string, port: number, timeoutMs: number): Promise<Dialled> {
  const begun = performance.now();
  const { promise, resolve } = Promise.withResolvers<Dialled>();
  const socket = connect({ host: address, port });
  const timer = setTimeout(() => ended({ outcome: 'silent', milliseconds: timeoutMs }), timeoutMs);
  const ended = (dialled: Dialled) => {
    clearTimeout(timer);
    if (dialled.outcome !== 'open') socket.destroy();
    resolve(dialled);
  };
  socket.once('connect', () => {
    socket.removeAllListeners('error');
    // Whoever uses the socket listens for errors too; one that comes in between must not end the process.
    socket.on('error', () => {});
    ended({ outcome: 'open', socket, milliseconds: performance.now() - begun });
  });
  socket.once('error', (error: NodeJS.ErrnoException) => {
    const code = error.code ?? 'unknown';
    ended({ outcome: outcomes[code] ?? 'silent', milliseconds: performance.now() - begun, code });
  });
  return promise;
}

async function ask(address: string, port: number, payload: Uint8Array, waitMs: number) {
  const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
  const answers: Uint8Array[] = [];
  let unreachable = false;
  socket.on('message', (message) => answers.push(message));
  socket.on('error', (error: NodeJS.ErrnoException) => {
    unreachable ||= error.code === 'ECONNREFUSED';
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  socket.connect(port, address, resolve);
  await promise;
  socket.send(payload);
  for (let waited = 0; waited < waitMs && !unreachable && answers.length === 0; waited += 10) await wait(10);
  socket.close();
  return { answers, unreachable };
}
