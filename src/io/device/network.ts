import { createConnection, isIP } from 'node:net';
import type { Outage } from '../../check/fare.ts';
import { CannotObserve } from '../../check/probe.ts';
import type { RunNetwork } from '../../check/run.ts';
import type { Dialled } from '../../check/tools.ts';
import { ask } from './ask.ts';
import { outcomeOf, SHORT } from './outcome.ts';
import { createPace } from './pace.ts';
import { sweepers } from './sweep.ts';

export interface NetworkOptions {
  /** IPv4 or IPv6, confirmed by the person; never a name. */
  readonly address: string;
  /** Connections a second at most. */
  readonly rate: number;
  /** Wrong passwords in the whole run. */
  readonly attempts: number;
  /** TCP ports asked first for a sign of life. */
  readonly likely: readonly number[];
  /** First and last TCP port that may be asked without being named. */
  readonly range?: readonly [number, number];
  now(): string;
  elapsed(): number;
  wait(milliseconds: number): Promise<void>;
}

/** What showed life at the start. */
interface Anchor {
  readonly kind: 'open' | 'refused' | 'udp';
  readonly port: number;
}

/** Sockets in flight at most: what an ordinary computer has file descriptors for. */
const IN_FLIGHT = 4000;
/** TCP itself asks a second time after one second; a little more hears the answer to that. */
export const PATIENCE_MS = 1200;
/** From this rate on, connections a second, ports are swept by workers of their own. */
const FULL_RATE = 5000;

/**
 * The device's network. Looks first for what answers there (an open TCP port, else a refusing one, else a UDP port that is told unreachable), so
 * that later silence can be told from what it always was.
 */
export async function openNetwork(options: NetworkOptions): Promise<RunNetwork> {
  const { address, attempts: mostAttempts, elapsed, now, rate, wait } = options;
  if (isIP(address.split('%', 1)[0] ?? '') === 0) throw new TypeError(`not an address: ${address}`);
  const pace = createPace({ ceiling: rate, now, elapsed, wait });
  let sent = 0;
  let attempts = 0;
  let inFlight = 0;
  const queue: (() => void)[] = [];
  const outages: Outage[] = [];
  let away: Outage | undefined;
  let anchor: Anchor | undefined;
  const never = new AbortController().signal;

  const leave = () => {
    inFlight -= 1;
    queue.shift()?.();
  };

  /** What is seen of the port that showed life at the start, whoever asked it, tells an outage too; a lost packet or two are none. */
  function notice({ outcome }: Dialled, expected: 'open' | 'refused', from: string) {
    if (outcome === expected && away && from > away.from) {
      if (Date.parse(now()) - Date.parse(away.from) > 2000) outages.push({ ...away, until: now() });
      away = undefined;
    } else if (outcome === 'silent' || outcome === 'unreachable') away ??= { from };
  }

  /** Straight through where nothing has to be waited for: a scan makes tens of thousands of these. */
  function dial(live: Live, port: number, timeoutMs: number): Promise<Dialled> {
    if (inFlight >= IN_FLIGHT || live.signal.aborted || !pace.tryTurn()) return dialLater(live, port, timeoutMs);
    return dialNow(live, port, timeoutMs, 5);
  }
  async function dialLater(live: Live, port: number, timeoutMs: number, again = 5): Promise<Dialled> {
    if (inFlight >= IN_FLIGHT) await new Promise<void>((resolve) => queue.push(resolve));
    await pace.turn();
    live.signal.throwIfAborted();
    return await dialNow(live, port, timeoutMs, again);
  }
  function dialNow(live: Live, port: number, timeoutMs: number, again: number): Promise<Dialled> {
    inFlight += 1;
    sent += 1;
    const from = port === anchor?.port ? now() : undefined;
    return connect(live, address, port, timeoutMs, elapsed).then(
      (dialled) => {
        leave();
        if (from !== undefined && anchor && anchor.kind !== 'udp') notice(dialled, anchor.kind, from);
        if (!('code' in dialled) || !SHORT.has(dialled.code ?? '')) return dialled;
        if (again === 0) throw new CannotObserve(shortOf(dialled.code ?? ''));
        return wait(300).then(() => dialLater(live, port, timeoutMs, again - 1));
      },
      (error: unknown) => {
        leave();
        throw error;
      },
    );
  }

  const sweeping = sweepers();
  async function sweep(live: Live, ports: readonly number[]): Promise<readonly Dialled['outcome'][]> {
    if (pace.rate < FULL_RATE) {
      return await Promise.all(
        ports.map(async (port) => {
          const dialled = await dial(live, port, PATIENCE_MS);
          if (dialled.outcome === 'open') dialled.socket.destroy();
          return dialled.outcome;
        }),
      );
    }
    for (let again = 5; ; again -= 1) {
      for (const _ of ports) if (!pace.tryTurn()) await pace.turn();
      sent += ports.length;
      const { outcomes, short } = await sweeping.sweep({ host: address, ports, timeoutMs: PATIENCE_MS }, live.signal);
      if (short === '') return outcomes;
      if (again === 0) throw new CannotObserve(shortOf(short));
      await wait(300);
    }
  }

  async function signOf(live: Live, { kind, port }: Anchor): Promise<boolean> {
    if (kind === 'udp') {
      await pace.turn();
      live.signal.throwIfAborted();
      sent += 1;
      const { answers, unreachable } = await ask(address, port, new Uint8Array(1), { waitMs: 1500, signal: live.signal });
      return unreachable || answers.length > 0;
    }
    const dialled = await dial(live, port, 2000);
    if (dialled.outcome === 'open') dialled.socket.destroy();
    return dialled.outcome === kind;
  }
  async function findAnchor(): Promise<Anchor | undefined> {
    const live: Live = { signal: never, ends: new Set() };
    let refusing: Anchor | undefined;
    for (const port of signsOfLife(options)) {
      const { outcome, ...rest } = await dial(live, port, PATIENCE_MS);
      if ('socket' in rest) {
        rest.socket.destroy();
        return { kind: 'open', port };
      }
      if (outcome === 'refused') refusing ??= { kind: 'refused', port };
    }
    if (refusing) return refusing;
    const udp: Anchor = { kind: 'udp', port: 41_337 };
    return (await signOf(live, udp)) ? udp : undefined;
  }

  if (rate >= FULL_RATE) sweeping.start();
  anchor = await findAnchor();

  const until = (signal: AbortSignal, probe?: string): RunNetwork => {
    const live: Live = { signal, ends: new Set() };
    signal.addEventListener('abort', () => {
      for (const end of live.ends) end();
    });
    return {
      address,
      pace,
      until,
      dial: (port, { timeoutMs = PATIENCE_MS } = {}) => dial(live, port, timeoutMs),
      sweep: (ports) => sweep(live, ports),
      async ask(port, payload, { waitMs = 1500 } = {}) {
        await pace.turn();
        signal.throwIfAborted();
        sent += 1;
        return await ask(address, port, payload, { waitMs, signal });
      },
      async isAlive() {
        if (!anchor) return false;
        const from = now();
        for (let tries = 0; tries < 3; tries += 1) {
          if (tries > 0) await wait(700);
          if (!(await signOf(live, anchor))) continue;
          if (away && anchor.kind === 'udp') outages.push({ ...away, until: now() });
          if (anchor.kind === 'udp') away = undefined;
          return true;
        }
        away ??= { from };
        if (probe !== undefined) away = { ...away, probe };
        return false;
      },
      spendAttempt() {
        if (attempts >= mostAttempts) throw new CannotObserve(spent(mostAttempts));
        attempts += 1;
      },
      get sent() {
        return sent;
      },
      anchored: anchor !== undefined,
      fare: () => ({
        rate: { lowest: pace.lowest, highest: pace.highest, bound: rate },
        sent,
        strains: [...pace.strains],
        outages: away ? [...outages, away] : [...outages],
      }),
    };
  };
  return until(never);
}

/** The likely ports, then those that most devices answer on. */
const signsOfLife = ({ likely, range: [first, last] = [1, 65_535] }: NetworkOptions): readonly number[] => [
  ...new Set([...likely, ...[80, 443, 22, 8080, first].filter((port) => first <= port && port <= last)]),
];

/** What is under way until a signal, each with what ends it. */
interface Live {
  readonly signal: AbortSignal;
  readonly ends: Set<() => void>;
}

function connect({ signal, ends }: Live, host: string, port: number, timeoutMs: number, elapsed: () => number): Promise<Dialled> {
  return new Promise((resolve, reject) => {
    const begin = elapsed();
    const socket = createConnection({ host, port });
    let isSettled = false;
    const stop = () => {
      isSettled = true;
      clearTimeout(timer);
      socket.destroy();
      reject(signal.reason);
    };
    const fail = (outcome: 'refused' | 'reset' | 'silent' | 'unreachable', code?: string) => {
      if (isSettled) return;
      isSettled = true;
      clearTimeout(timer);
      ends.delete(stop);
      socket.destroy();
      resolve({ outcome, milliseconds: elapsed() - begin, ...(code === undefined ? {} : { code }) });
    };
    // What has arrived meanwhile is read first: a busy moment of ours is no silence of the device.
    const timer = setTimeout(() => setImmediate(fail, 'silent'), timeoutMs);
    ends.add(stop);
    socket.on('connect', () => {
      if (isSettled) return;
      isSettled = true;
      clearTimeout(timer);
      socket.on('close', () => ends.delete(stop));
      resolve({ outcome: 'open', socket, milliseconds: elapsed() - begin });
    });
    // Stays for the life of the socket: an error after the connection ends its reading, not the run.
    socket.on('error', (error: NodeJS.ErrnoException) => fail(outcomeOf(error.code ?? ''), error.code));
  });
}

const shortOf = (code: string) => ({
  ja: `試験に使うコンピュータ側の資源が足りず、接続できませんでした(${code})。ほかのプログラムを終えてから、再開してください。`,
  en: `The computer that tests ran short of something and could not connect (${code}). End other programs and resume.`,
});
const spent = (bound: number) => ({
  ja: `誤ったパスワードの試行が、この試験全体の上限(${bound}回)に達しました。`,
  en: `The bound of the whole run on wrong passwords (${bound}) is reached.`,
});
