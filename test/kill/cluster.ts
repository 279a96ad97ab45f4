import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';

/** A PostgreSQL cluster of the test's own, which it may kill. */
export interface Cluster {
  readonly url: string;
  start(): Promise<void>;
  /** SIGKILL to the postmaster and every process it made. */
  kill(): Promise<void>;
  remove(): Promise<void>;
}

const programs = programFolder();
/** PostgreSQL refuses to run as root: then Debian's own user for it is taken. */
const user: { uid?: number; gid?: number } | undefined = process.getuid?.() === 0 ? numericUser('postgres') : {};
export const canMakeCluster: boolean = programs !== undefined && user !== undefined && fs.existsSync('/proc/self/stat');

export async function makeCluster(): Promise<Cluster> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'akashi-cluster-'));
  if (user?.uid !== undefined && user.gid !== undefined) fs.chownSync(folder, user.uid, user.gid);
  const data = path.join(folder, 'data');
  const port = await freePort();
  const made = spawnSync(path.join(programs ?? '', 'initdb'), ['-D', data, '-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--no-locale'], {
    ...user,
    cwd: folder,
    encoding: 'utf8',
  });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  let postmaster: ChildProcess | undefined;
  const kill = async () => {
    const { pid } = postmaster ?? {};
    if (!postmaster || pid === undefined) return;
    const ended = new Promise((resolve) => postmaster?.once('exit', resolve));
    const all = [pid, ...childrenOf(pid)];
    for (const each of all) killOne(each);
    await ended;
    while (all.some((each) => isRunning(each))) await setTimeout(5);
    postmaster = undefined;
  };
  return {
    url,
    start: async () => {
      const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`, 'max_connections=50'];
      postmaster = spawn(path.join(programs ?? '', 'postgres'), ['-D', data, ...settings.flatMap((each) => ['-c', each])], {
        ...user,
        cwd: folder,
        stdio: 'ignore',
      });
      await answers(url);
    },
    kill,
    remove: async () => {
      await kill();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answers(url: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (attempt === 600) throw error;
      await setTimeout(50);
    }
  }
}

function killOne(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself meanwhile.
  }
}

function statOf(pid: number | string): string[] {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}
const isRunning = (pid: number) => !['Z', undefined].includes(statOf(pid)[0]);
const childrenOf = (parent: number) =>
  fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(statOf(name)[1]) === parent)
    .map(Number);

function programFolder(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = fs.existsSync(debian) ? fs.readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((version) => path.join(debian, version, 'bin')), ...(process.env['PATH'] ?? '').split(path.delimiter)];
  return folders.find((folder) => fs.existsSync(path.join(folder, 'initdb')) && fs.existsSync(path.join(folder, 'postgres')));
}

function numericUser(name: string): { uid: number; gid: number } | undefined {
  const [uid, gid] = ['-u', '-g'].map((option) => spawnSync('id', [option, name], { encoding: 'utf8' }));
  return uid?.status === 0 && gid?.status === 0 ? { uid: Number(uid.stdout), gid: Number(gid.stdout) } : undefined;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
