import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { median, milliseconds } from './measure.ts';
import { root, startServer } from './server-process.ts';

export const name = 'start';

const ROUNDS = 5;

/** `npm start` on a fresh data folder, and again on the same one, until /healthz says that it is ready; the packages are installed, nothing else is warm. */
export async function run(): Promise<object> {
  const first: number[] = [];
  const later: number[] = [];
  for (let n = 0; n < ROUNDS; n += 1) {
    const dataDir = await mkdtemp(join(tmpdir(), 'akashi-start-'));
    first.push(await untilReady(dataDir));
    later.push(await untilReady(dataDir));
    await rm(dataDir, { recursive: true, force: true });
  }
  return { firstMs: Math.round(median(first)), laterMs: Math.round(median(later)), bar: { firstMs: 10_000, laterMs: 3000 }, first, later };
}

async function untilReady(dataDir: string): Promise<number> {
  let stop: (() => Promise<void>) | undefined;
  const took = await milliseconds(async () => {
    const server = await startServer({ AKASHI_DATA: dataDir }, process.execPath, [join(root, 'start.mjs')]);
    ({ stop } = server);
    const { status } = await fetch(`${server.address}/healthz`);
    if (status !== 200) throw new Error(`/healthz: ${status}`);
  });
  await stop?.();
  return took;
}
