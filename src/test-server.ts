import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SettableClock, settableClock } from './io/clock.ts';
import { type Capability, type RunningServer, serve } from './serve.ts';
import { readSettings } from './settings.ts';

export interface TestServer extends RunningServer {
  readonly clock: SettableClock;
  readonly dataDir: string;
  /** Stops it and removes its data. */
  close(): Promise<void>;
}

/** A demo server on a free port with a throw-away data folder: for stories and browser tests. `now` is where its clock starts. */
export async function startTestServer(
  capabilities: readonly Capability[],
  more: { readonly now?: Date; readonly environment?: Readonly<Record<string, string>> } = {},
): Promise<TestServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'akashi-test-'));
  const clock = settableClock(more.now);
  const settings = readSettings({ PORT: '0', AKASHI_DATA: dataDir, AKASHI_LOG: 'silent', ...more.environment });
  const running = await serve({ settings, capabilities, clock });
  return {
    ...running,
    clock,
    dataDir,
    close: async () => {
      await running.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
