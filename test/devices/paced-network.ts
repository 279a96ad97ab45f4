import { setTimeout as wait } from 'node:timers/promises';
import type { RunNetwork } from '../../src/check/run.ts';
import { openNetwork } from '../../src/io/device/network.ts';
import type { OnFixture } from './on-fixture.ts';

/** The network as a real run has it: at the pace that the fixture's profile allows. */
export function pacedNetwork({ address, profile }: Pick<OnFixture, 'address' | 'profile'>): Promise<RunNetwork> {
  return openNetwork({
    address,
    rate: profile.bounds.rate,
    attempts: 1000,
    likely: profile.interfaces.flatMap(({ at }) => (at.startsWith('tcp/') ? [Number(at.slice(4))] : [])),
    range: profile.bounds.tcp,
    now: () => new Date().toISOString(),
    elapsed: () => performance.now(),
    wait: (milliseconds) => wait(milliseconds),
  });
}
