import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

type Outcome = 'open' | 'refused' | 'reset' | 'silent' | 'unreachable';

export interface SweepOrder {
  readonly id: number;
  readonly host: string;
  readonly ports: readonly number[];
  readonly timeoutMs: number;
}
export interface SweepAnswer {
  readonly id: number;
  readonly outcomes: Outcome[];
  /** Code of the system where our own computer was short of something: then nothing of it counts. */
  readonly short: string;
}

/** Workers that connect to many ports at once, for scans at full rate. */
export interface Sweepers {
  /** Starts the workers ahead of the first order. */
  start(): void;
  sweep(order: Omit<SweepOrder, 'id'>, signal: AbortSignal): Promise<SweepAnswer>;
}

/** Idle so long, they are let go. */
const IDLE_MS = 1000;

/** As many workers as the machine has processors, at most two; they start with the first order. Memory of each is bounded. */
export function sweepers(): Sweepers {
  let workers: readonly Worker[] = [];
  let idle: NodeJS.Timeout | undefined;
  let next = 0;
  const pending = new Map<number, { resolve(answer: SweepAnswer): void; reject(error: unknown): void }>();

  const end = (error: unknown) => {
    for (const worker of workers) void worker.terminate();
    workers = [];
    for (const { reject } of pending.values()) reject(error);
    pending.clear();
  };
  const hired = () =>
    Array.from({ length: Math.min(2, availableParallelism()) }, () => {
      const worker = new Worker(new URL('./sweep-worker.ts', import.meta.url), {
        resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 8 },
      });
      worker.on('error', end);
      worker.on('message', (answer: SweepAnswer) => {
        pending.get(answer.id)?.resolve(answer);
        pending.delete(answer.id);
        if (pending.size > 0) return;
        for (const each of workers) each.unref();
        idle = setTimeout(() => end(new Error('idle')), IDLE_MS).unref();
      });
      // They keep the process alive only while it waits for them.
      worker.unref();
      return worker;
    });

  const start = () => {
    if (workers.length === 0) workers = hired();
  };

  return {
    start,
    sweep: (order, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        clearTimeout(idle);
        start();
        for (const worker of workers) worker.ref();
        const id = next;
        next += 1;
        const stop = () => end(signal.reason);
        signal.addEventListener('abort', stop, { once: true });
        const settle = () => signal.removeEventListener('abort', stop);
        pending.set(id, {
          resolve: (answer) => {
            settle();
            resolve(answer);
          },
          reject: (error) => {
            settle();
            reject(error);
          },
        });
        workers[id % workers.length]?.postMessage({ id, ...order });
      }),
  };
}
