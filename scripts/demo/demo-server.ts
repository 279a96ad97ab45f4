import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { root } from '../bootstrap.mjs';

/** A server process of its own, as `npm start` starts it. */
export interface ServerProcess {
  readonly address: string;
  readonly pid: number;
  /** All that it printed so far. */
  said(): string;
  /** The process itself. */
  readonly child: ChildProcess;
  /** Asks it to end, and waits until it has. */
  stop(): Promise<void>;
  /** Ends it at once, as a power cut would, and waits until it is gone. */
  kill(): Promise<void>;
}

/** The server did not start; `said` is what it printed. */
export class ServerEnded extends Error {
  readonly code: number | null;
  readonly said: string;
  constructor(code: number | null, said: string) {
    super(`the server ended with ${code}\n${said}`);
    this.name = 'ServerEnded';
    this.code = code;
    this.said = said;
  }
}

/** Settings of the caller's shell that must not reach a server with a folder of its own. */
const OTHERS = ['DATABASE_URL', 'AKASHI_OWNER_URL', 'AKASHI_REGISTER_URL', 'AKASHI_ORIGIN', 'AKASHI_OIDC_ISSUER'] as const;

/**
 * Starts a server on a free port of this machine with this data folder; gives it once it serves. Refuses with ServerEnded. `file` is what
 * runs when it is not the server itself but one that can be talked to.
 */
export async function startServerProcess(
  dataDir: string,
  more: Readonly<Record<string, string>> = {},
  file = 'src/server.ts',
): Promise<ServerProcess> {
  const unset = Object.fromEntries(OTHERS.map((name) => [name, '']));
  const child = spawn(process.execPath, [join(root, file)], {
    cwd: root,
    env: { ...process.env, ...unset, PORT: '0', HOST: '127.0.0.1', AKASHI_DATA: dataDir, ...more },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const exited = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const address = await new Promise<string>((resolve, reject) => {
    child.once('close', (code) => reject(new ServerEnded(code, said)));
    if (child.stdout)
      createInterface({ input: child.stdout }).on('line', (line) => {
        said += `${line}\n`;
        const found = /Akashi: (http:\/\/\S+?)\/(?:\s|$)/.exec(line)?.[1];
        if (found) resolve(found);
      });
  });
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    child.kill(signal);
    await exited;
  };
  return { address, child, pid: child.pid ?? 0, said: () => said, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}
