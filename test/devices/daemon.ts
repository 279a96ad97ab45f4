import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import type { Fixture, Place } from './fixture.ts';

/** A program that a fixture started. */
export interface Daemon {
  readonly pid: number;
  /** What it wrote so far, the last 64 KiB. */
  output(): string;
  /** Ends it and what it started; resolves when it is gone. */
  stop(): Promise<void>;
}

export interface DaemonStart {
  /** Name or path; Debian's sbin folders are looked in too. */
  readonly program: string;
  readonly args: readonly string[];
  readonly place: Place;
  /** When it counts as there: its port is bound (nothing is sent to find out), or it wrote something. */
  readonly ready: { readonly tcp: number } | { readonly udp: number } | { readonly says: RegExp };
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
}

/** Starts a program in the foreground, in the place's namespace when it has one, and waits until it is there. Throws with its output when it is not. */
export async function startDaemon({ program, args, place, ready, env = {}, timeoutMs = 10_000 }: DaemonStart): Promise<Daemon> {
  const file = programPath(program);
  if (file === undefined) throw new Error(`${program} is not installed`);
  const inNamespace = place.namespace === undefined ? [] : ['ip', 'netns', 'exec', place.namespace];
  const withParent = programPath('setpriv') === undefined ? [] : ['setpriv', '--pdeathsig', 'KILL'];
  const [first = file, ...rest] = [...withParent, ...inNamespace, file, ...args];
  const child = spawn(first, rest, {
    cwd: place.folder,
    env: { ...process.env, PATH: searchPath, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  const keep = (piece: Buffer) => {
    output = (output + piece.toString('latin1')).slice(-65_536);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const failed = new Promise<never>((_, reject) => child.once('error', reject));
  failed.catch(() => {});
  const daemon: Daemon = { pid: child.pid ?? 0, output: () => output, stop: () => stopped(child) };
  const isThere = () => ('says' in ready ? ready.says.test(output) : isBound(daemon.pid, place, ready));
  try {
    for (let waited = 0; !isThere(); waited += 20) {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`${program} ended at once: ${output.trim()}`);
      if (waited > timeoutMs) throw new Error(`${program} was not ready after ${timeoutMs} ms: ${output.trim()}`);
      await Promise.race([wait(20), failed]);
    }
  } catch (error) {
    await daemon.stop();
    throw error;
  }
  return daemon;
}

/** The programs of a fixture that this machine lacks, each with the package that brings it; and root, where a namespace must be made. */
export function lacking(fixture: Pick<Fixture, 'needs' | 'where' | 'lowPorts'>): readonly string[] {
  const programs = fixture.needs.filter(({ program }) => programPath(program) === undefined);
  return [
    ...(fixture.where === 'namespace' && process.getuid?.() !== 0 ? ['root, for a network namespace'] : []),
    ...(fixture.lowPorts === true && !mayUseLowPorts() ? ['root, for ports below 1024'] : []),
    ...(process.platform === 'linux' ? [] : ['Linux']),
    ...programs.map(({ program, package: name }) => `${program} (package ${name})`),
  ];
}

function mayUseLowPorts(): boolean {
  if (process.getuid?.() === 0) return true;
  try {
    return Number(readFileSync('/proc/sys/net/ipv4/ip_unprivileged_port_start', 'utf8')) <= 20;
  } catch {
    return false;
  }
}

const searchPath = [...new Set([...(process.env['PATH'] ?? '').split(path.delimiter), '/usr/local/sbin', '/usr/sbin', '/sbin'])]
  .filter(Boolean)
  .join(path.delimiter);

/** Where a program lies, or undefined when it is not installed. */
export function programPath(program: string): string | undefined {
  if (path.isAbsolute(program)) return isExecutable(program) ? program : undefined;
  return searchPath
    .split(path.delimiter)
    .map((folder) => path.join(folder, program))
    .find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Reads the kernel's list of sockets, as the process sees it in its own namespace. */
function isBound(pid: number, place: Place, ready: { readonly tcp: number } | { readonly udp: number }): boolean {
  const [kind, port, state] = 'tcp' in ready ? ['tcp', ready.tcp, '0A'] : ['udp', ready.udp, '07'];
  const wanted = port.toString(16).toUpperCase().padStart(4, '0');
  const addresses = new Set([hexAddress(place.address), ...(place.namespace === undefined ? [] : ['0'.repeat(8), '0'.repeat(32)])]);
  return [kind, `${kind}6`]
    .flatMap((table) => lines(`/proc/${pid}/net/${table}`))
    .some((line) => {
      const [, local = '', , found = ''] = line.trim().split(/\s+/);
      const [address = '', bound] = local.split(':');
      return bound === wanted && found === state && addresses.has(address);
    });
}

const hexAddress = (address: string): string =>
  Buffer.from(address.split('.').map(Number).reverse()).toString('hex').toUpperCase().padStart(8, '0');

function lines(file: string): readonly string[] {
  try {
    return readFileSync(file, 'latin1').split('\n').slice(1);
  } catch {
    return [];
  }
}

async function stopped(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  const isGone = () => child.exitCode !== null || child.signalCode !== null;
  const tell = (signal: 'SIGTERM' | 'SIGKILL') => {
    try {
      process.kill(-pid, signal);
    } catch {
      // The group has ended.
    }
  };
  tell('SIGTERM');
  for (let waited = 0; !isGone() && waited < 2_000; waited += 20) await wait(20);
  tell('SIGKILL');
  for (let waited = 0; !isGone() && waited < 2_000; waited += 20) await wait(20);
}
