import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../src/io/clock.ts';
import { day } from '../src/rules/day.ts';
import { openStore, type Store } from '../src/store/index.ts';
import { median, quantile } from './measure.ts';
import { ownPostgresql } from './own-postgresql.ts';

export const name = 'change';

const TIMES = 100;
const actor = { person: 'p-1', organisation: 'office', role: 'officer', via: 'system' } as const;

/** How long after an acknowledged write another server process's store hears of it, and what the bar of a second leaves. */
export async function run(): Promise<object> {
  const { url } = await ownPostgresql();
  const open = () => openStore({ databaseUrl: url, dataDir: '', now: systemClock.now, projections: [], reactions: [] });
  const writer = await open();
  const reader = await open();
  try {
    const delays: number[] = [];
    for (let n = 0; n < TIMES; n += 1) {
      delays.push(await delayOf(writer, reader, `bench:change-${n}`));
      // Out of step with both the poll and the pause between notifications.
      await pause(13 + ((n * 37) % 90));
    }
    return { times: TIMES, barMs: 1000, medianMs: median(delays), p95Ms: quantile(delays, 0.95), maxMs: Math.max(...delays) };
  } finally {
    await reader.close();
    await writer.close();
  }
}

async function delayOf(writer: Store, reader: Store, stream: string): Promise<number> {
  const heard = new Promise<number>((resolve) => {
    const stop = reader.onChange((streams) => {
      if (!streams.includes(stream)) return;
      stop();
      resolve(performance.now());
    });
  });
  const event = { type: 'Changed', data: {}, effectiveOn: day('2026-11-22'), editions: {} };
  await writer.transaction((tx) => tx.append(stream, 0, [event], actor));
  const acknowledged = performance.now();
  return (await heard) - acknowledged;
}
