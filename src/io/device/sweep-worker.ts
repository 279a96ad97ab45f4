import { createConnection } from 'node:net';
import { parentPort } from 'node:worker_threads';
import { outcomeOf, SHORT } from './outcome.ts';
import type { SweepAnswer, SweepOrder } from './sweep.ts';

// Every refusal is an error object; where it came from is known.
Error.stackTraceLimit = 0;

const port = parentPort;
if (!port) throw new Error('not a worker');
port.on('message', (order: SweepOrder) => {
  sweep(order, (answer) => port.postMessage(answer));
});

/** One connection each, ended as soon as its outcome is known. */
function sweep({ id, host, ports, timeoutMs }: SweepOrder, tell: (answer: SweepAnswer) => void): void {
  const outcomes: SweepAnswer['outcomes'] = [];
  let left = ports.length;
  let short = '';
  const sockets = ports.map((each, index) => {
    const socket = createConnection({ host, port: each });
    const end = (outcome: SweepAnswer['outcomes'][number]) => {
      if (outcomes[index] !== undefined) return;
      outcomes[index] = outcome;
      socket.destroy();
      left -= 1;
      if (left > 0) return;
      clearTimeout(timer);
      tell({ id, outcomes, short });
    };
    socket.on('connect', () => end('open'));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      const code = error.code ?? '';
      if (SHORT.has(code)) short = code;
      end(outcomeOf(code));
    });
    return { end };
  });
  const expire = () => {
    for (const { end } of sockets) end('silent');
  };
  // What has arrived meanwhile is read first: a busy moment of ours is no silence of the device.
  const timer = setTimeout(() => setImmediate(expire), timeoutMs);
}
