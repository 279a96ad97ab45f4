import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { capabilitiesFor } from '../src/capabilities.ts';
import { settableClock } from '../src/io/clock.ts';
import type { Book } from '../src/rules/book.ts';
import { type RunningServer, serve } from '../src/serve.ts';
import { readSettings } from '../src/settings.ts';
import { type BellServer, someoneAt } from './bell-server.ts';

/** A demo server that can be ended and started again on the same data, with other books where given. Its address may be another then. */
export interface RestartableServer extends BellServer {
  restart(books?: readonly Book[]): Promise<void>;
}

export async function startRestartableServer(books: readonly Book[], now = new Date('2026-11-22T03:00:00Z')): Promise<RestartableServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'akashi-restartable-'));
  const clock = settableClock(now);
  const start = (its: readonly Book[]): Promise<RunningServer> =>
    serve({
      settings: readSettings({ PORT: '0', AKASHI_DATA: dataDir, AKASHI_LOG: 'silent' }),
      capabilities: capabilitiesFor(its),
      clock,
    });
  let running = await start(books);
  return {
    ...{ clock, dataDir, demo: running.demo },
    get address() {
      return running.address;
    },
    get store() {
      return running.store;
    },
    as: (id) => someoneAt({ store: running.store, clock, address: running.address }, id),
    restart: async (others = books) => {
      await running.close();
      running = await start(others);
    },
    close: async () => {
      await running.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
