import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { programPath } from './daemon.ts';
import { locked } from './locked.ts';

/** A network namespace with one cable to this machine: what runs in it is a device of its own. */
export interface Namespace extends Inside {
  readonly name: string;
  /** The device's own address. */
  readonly address: string;
  /** This machine's end of the cable. */
  readonly host: string;
  /** Removes it; whatever still runs in it loses its network. */
  remove(): Promise<void>;
}

/** What a fixture may do to the namespace in which it runs. */
export interface Inside {
  /** Adds nftables rules, as `nft -f` reads them. */
  rules(text: string): Promise<void>;
  /** Packets that a named counter saw: `inet table counter`. */
  count(counter: string): Promise<number>;
  /** Pulls the cable out (false) or plugs it in again (true). */
  cable(plugged: boolean): Promise<void>;
}

const run = promisify(execFile);
const ip = (...args: readonly string[]) => run(programPath('ip') ?? 'ip', [...args]);

/** Makes a namespace `akashi-<n>`, the device at 10.99.<n>.2 and this machine at 10.99.<n>.1. Only root can; what an ended process left is taken away first. */
export async function makeNamespace(): Promise<Namespace> {
  for (let n = 1; n < 250; n++) {
    const lock = await locked(`akashi-namespace-${n}`);
    if (lock === undefined) continue;
    const release = () => new Promise<void>((resolve) => lock.close(() => resolve()));
    try {
      const made = await make(n);
      return {
        ...made,
        async remove() {
          await made.remove();
          await release();
        },
      };
    } catch (error) {
      await unmake(n);
      await release();
      throw error;
    }
  }
  throw new Error('all of akashi-1 to akashi-249 are taken');
}

async function make(n: number): Promise<Namespace> {
  const [name, ours, theirs] = namesOf(n);
  const [host, address] = [`10.99.${n}.1`, `10.99.${n}.2`];
  await unmake(n);
  await ip('netns', 'add', name);
  await ip('link', 'add', ours, 'type', 'veth', 'peer', 'name', theirs, 'netns', name);
  await ip('addr', 'add', `${host}/30`, 'dev', ours);
  await ip('link', 'set', ours, 'up');
  await ip('-n', name, 'addr', 'add', `${address}/30`, 'dev', theirs);
  await ip('-n', name, 'link', 'set', 'lo', 'up');
  await ip('-n', name, 'link', 'set', theirs, 'up');
  return {
    name,
    address,
    host,
    ...inside(name),
    remove: () => unmake(n),
  };
}

/** The namespace of a fixture's place. Throws when it is on loopback. */
export function inNamespace({ namespace }: { readonly namespace?: string }): Inside {
  if (namespace === undefined) throw new Error('this fixture needs a network namespace');
  return inside(namespace);
}

function inside(name: string): Inside {
  const nft = (...args: readonly string[]) => run('ip', ['netns', 'exec', name, programPath('nft') ?? 'nft', ...args]);
  return {
    async rules(text) {
      const loading = nft('-f', '-');
      loading.child.stdin?.end(text);
      await loading;
    },
    async count(counter) {
      const { stdout } = await nft('list', 'counter', ...counter.split(' '));
      return Number(/packets (\d+)/.exec(stdout)?.[1] ?? Number.NaN);
    },
    cable: async (plugged) => {
      await ip('-n', name, 'link', 'set', `${name}d`, plugged ? 'up' : 'down');
    },
  };
}

async function unmake(n: number): Promise<void> {
  const [name, ours] = namesOf(n);
  // Neither need be there.
  await ip('link', 'del', ours).catch(() => {});
  await ip('netns', 'del', name).catch(() => {});
}

const namesOf = (n: number) => [`akashi-${n}`, `akashi-${n}h`, `akashi-${n}d`] as const;
