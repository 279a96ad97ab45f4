import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';

export const root = join(import.meta.dirname, '..');

/** Nothing of the caller's own installation reaches a server that is measured. */
export const cleanEnvironment = (more: Readonly<Record<string, string>>): NodeJS.ProcessEnv => ({
  ...process.env,
  ...{ HOST: '127.0.0.1', PORT: '0', DATABASE_URL: '', AKASHI_OWNER_URL: '', AKASHI_REGISTER_URL: '', AKASHI_ORIGIN: '' },
  ...{ AKASHI_OIDC_ISSUER: '', AKASHI_TRUST_PROXY: '0', AKASHI_LOG: 'warn' },
  ...more,
});

/** A server as it runs in production, in a process of its own on a free port. */
export interface ServerProcess {
  readonly address: string;
  stop(): Promise<void>;
}

/** Starts `program` with the arguments under these settings; resolves when it says where it listens. */
export async function startServer(
  environment: Readonly<Record<string, string>>,
  program = process.execPath,
  args: readonly string[] = [join(root, 'src/server.ts')],
): Promise<ServerProcess> {
  const dataDir = await mkdtemp(join(tmpdir(), 'akashi-bench-'));
  const child = spawn(program, args, {
    cwd: root,
    env: cleanEnvironment({ AKASHI_DATA: dataDir, ...environment }),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const address = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = /Akashi: (http:\/\/[^/\s]+)/.exec(line)?.[1];
      if (found) resolve(found);
    });
  });
  return {
    address,
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
