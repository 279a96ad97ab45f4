import { milliseconds } from './measure.ts';

export interface Worked {
  readonly perSecond: number;
  /** Milliseconds of each act. */
  readonly latencies: readonly number[];
}

/** Does the act to every item, so many at a time, each client waiting for its answer before its next act. */
export async function byClients<T>(clients: number, items: readonly T[], act: (item: T) => Promise<unknown>): Promise<Worked> {
  const next = items.values();
  const latencies: number[] = [];
  const client = async () => {
    for (const item of next) latencies.push(await milliseconds(() => act(item)));
  };
  const all = await milliseconds(() => Promise.all(Array.from({ length: clients }, client)));
  return { perSecond: items.length / (all / 1000), latencies };
}
