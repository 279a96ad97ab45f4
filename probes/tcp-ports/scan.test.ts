import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Dialled, Network } from '../../src/check/tools.ts';
import { createPace } from '../../src/io/device/pace.ts';
import type { TcpPorts } from './judge.ts';
import { holds } from './port-ranges.ts';
import { scan } from './scan.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

interface Device {
  readonly open: readonly number[];
  /** New connections a second that it bears; above, it resets them, on open ports too. */
  readonly bears: number;
  /** Ports to which a firewall drops everything. */
  readonly drops?: (port: number) => boolean;
  /** Seconds between which it is away. */
  readonly away?: readonly [number, number];
}

const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** Scans a device that is not one, in time that is not one either. */
async function scanned(device: Device, { last = 300, minutes = 60, ceiling = 150 } = {}): Promise<TcpPorts> {
  const clock = { now: () => new Date().toISOString(), elapsed: () => performance.now(), wait };
  const pace = createPace({ ceiling, ...clock });
  let tokens = 5;
  let filled = performance.now();
  const begun = performance.now();
  const isAway = () => {
    const seconds = (performance.now() - begun) / 1000;
    return device.away !== undefined && device.away[0] <= seconds && seconds < device.away[1];
  };
  const outcomeOf = (port: number): 'open' | 'refused' | 'silent' => {
    if (isAway() || device.drops?.(port)) return 'silent';
    const at = performance.now();
    tokens = Math.min(5, tokens + ((at - filled) * device.bears) / 1000);
    filled = at;
    if (tokens < 1) return 'refused';
    tokens -= 1;
    return device.open.includes(port) ? 'open' : 'refused';
  };
  const network: Network = {
    address: '10.99.1.2',
    pace,
    async dial(port): Promise<Dialled> {
      await pace.turn();
      const outcome = outcomeOf(port);
      const milliseconds = outcome === 'silent' ? 1200 : 1;
      await wait(milliseconds);
      if (outcome !== 'open') return { outcome, milliseconds };
      return { outcome, milliseconds, socket: { destroy: () => {} } as Extract<Dialled, { outcome: 'open' }>['socket'] };
    },
    ask: async () => ({ answers: [], unreachable: true }),
    isAlive: async () => !isAway(),
    spendAttempt: () => {},
  };
  const options = { first: 1, last, early: [80, 443, 22], milliseconds: minutes * 60_000 };
  const scanning = scan(
    { ...clock, network, progress: () => {} },
    {
      ...options,
      async awaitBack() {
        while (isAway()) await wait(1000);
      },
    },
  );
  let isDone = false;
  void scanning.finally(() => {
    isDone = true;
  });
  while (!isDone) await vi.advanceTimersByTimeAsync(1000);
  return await scanning;
}

describe('a scan of all ports', () => {
  test('S1.1-13 never tells an open port as closed, however few connections the device bears', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 4, max: 200 }),
        fc.uniqueArray(fc.integer({ min: 1, max: 300 }), { maxLength: 6 }),
        async (bears, open) => {
          const seen = await scanned({ open: [80, ...open], bears });
          for (const port of open) expect(holds(seen.refused, port), `${port} at ${bears}/s`).toBe(false);
        },
      ),
      { numRuns: 60, seed: 417 },
    );
  }, 60_000);

  test('of a device that bears what is sent finds every port once it is asked', async () => {
    const seen = await scanned({ open: [80, 299], bears: 100_000 });
    expect(seen).toMatchObject({
      open: [80, 299],
      refused: [
        [1, 79],
        [81, 298],
        [300, 300],
      ],
      askedAgain: 0,
      ended: 'complete',
    });
    expect(seen.control).toMatchObject({ kind: 'open', port: 80, failed: 0 });
  });

  test('believes nothing of the time in which the device was away', async () => {
    const seen = await scanned({ open: [80, 120, 200], bears: 100_000, away: [2, 7] });
    expect(seen.open).toEqual([80, 120, 200]);
    expect(seen.silent).toEqual([]);
    expect(seen.askedAgain).toBeGreaterThan(0);
  });

  test('tells silence as silence', async () => {
    const seen = await scanned({ open: [80], bears: 100_000, drops: (port) => port > 100 });
    expect(seen).toMatchObject({
      open: [80],
      refused: [
        [1, 79],
        [81, 100],
      ],
      silent: [[101, 300]],
    });
  });

  test('stops when its time is over, and what is left is not looked at', async () => {
    const seen = await scanned({ open: [80], bears: 100_000 }, { last: 20_000, minutes: 0.5 });
    expect(seen.ended).toBe('time');
    expect(seen.notLookedAt.at(-1)?.[1]).toBe(20_000);
    expect(seen.seconds).toBeLessThan(33);
  });

  test('stops when more than a thousand are open', async () => {
    const seen = await scanned({ open: Array.from({ length: 20_000 }, (_, n) => n + 1), bears: 100_000 }, { last: 20_000, ceiling: 4000 });
    expect(seen.ended).toBe('everything-answers');
    expect(seen.open.length).toBeLessThan(6000);
  });

  test('keeps to the rate of the profile', async () => {
    const begun = performance.now();
    await scanned({ open: [80], bears: 100_000 }, { last: 2000, ceiling: 100 });
    expect((performance.now() - begun) / 1000).toBeGreaterThan(20);
  });
});
