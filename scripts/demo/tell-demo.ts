import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { startServerProcess } from './demo-server.ts';

/** One line of a demo's story. */
export const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Seconds since then, to a tenth. */
export const seconds = (since: number): number => Math.round((performance.now() - since) / 100) / 10;

/** Settles when somebody asks this process to end. */
const stopped = () =>
  new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });

/** Tells a story against a server of its own with a throw-away demo folder; with `--keep` the server stays until it is asked to end. */
export const tellDemo = (story: (address: string, begun: number) => Promise<void>): Promise<void> =>
  tellAt(
    (dataDir) => startServerProcess(dataDir),
    (server, begun) => story(server.address, begun),
  );

/** The same at a server that is started in another way. */
export async function tellAt<Server extends { readonly address: string; stop(): Promise<void> }>(
  start: (dataDir: string) => Promise<Server>,
  story: (server: Server, begun: number) => Promise<void>,
): Promise<void> {
  const begun = performance.now();
  const keep = process.argv.includes('--keep');
  const asked = stopped();
  const folder = await mkdtemp(join(tmpdir(), 'akashi-demo-'));
  try {
    const server = await start(join(folder, 'data'));
    try {
      if (keep) say(`サーバーはこのあとも動き続けます: ${server.address}/ja/ (終了は Ctrl+C)`);
      await Promise.race([story(server, begun), asked]);
      if (keep) await asked;
    } finally {
      await server.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
