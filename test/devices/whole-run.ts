import { setTimeout as wait } from 'node:timers/promises';
import { probes } from '../../probes/index.ts';
import type { Journal } from '../../src/check/journal.ts';
import { findingsOfAll } from '../../src/check/judgement.ts';
import { type RunEvent, type RunResult, run } from '../../src/check/run.ts';
import type { DeviceFinding } from '../../src/rules/device-part.ts';
import type { OnFixture } from './on-fixture.ts';
import { pacedNetwork } from './paced-network.ts';

export interface WholeRun extends RunResult {
  readonly findings: readonly DeviceFinding[];
}

const nowhere: Journal = { kept: [], keep: async () => {}, close: async () => {} };

/** Runs some probes on a fixture as `akashi check` does, with nobody beside it. */
export async function wholeRun(
  device: OnFixture,
  ids: readonly string[],
  {
    journal = nowhere,
    listen = () => {},
    signal = new AbortController().signal,
  }: { journal?: Journal; listen?(event: RunEvent): void; signal?: AbortSignal } = {},
): Promise<WholeRun> {
  const chosen = probes.filter(({ id }) => ids.includes(id));
  const result = await run({
    ...{ probes: chosen, profile: device.profile, journal, listen, signal, patienceSeconds: 20 },
    network: await pacedNetwork(device),
    tools: () => device.tools(),
    now: () => new Date().toISOString(),
    elapsed: () => performance.now(),
    wait: (milliseconds) => wait(milliseconds),
  });
  return { ...result, findings: findingsOfAll(chosen, result.observations, device.profile) };
}
