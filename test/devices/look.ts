import type { Finding, Judge, Observation } from '../../src/check/probe.ts';
import { probe } from '../../src/check/probe.ts';
import type { Observe } from '../../src/check/tools.ts';
import type { OnFixture } from './on-fixture.ts';

/** The observation of a port scan that found these open and everything else refused, so that a later probe can be tried alone. */
export function scanned(open: readonly number[]): Observation {
  const [first = 1, last = 65_535] = [Math.min(...open), Math.max(...open)];
  return observation('tcp-ports', {
    range: [first, last],
    open: [...open],
    refused: [],
    silent: [],
    unreachable: [],
    unsure: [],
    notLookedAt: [],
    ended: 'complete',
    control: { kind: 'open', port: first, asked: 1, failed: 0 },
    askedAgain: 0,
    rate: { lowest: 10, highest: 10 },
    seconds: 1,
  });
}

/** An observation with made-up surroundings. */
export function observation(name: string, data: Extract<Observation, { outcome: 'observed' }>['data'], version = 1): Observation {
  const at = '2026-11-22T12:00:00.000Z';
  return { probe: name, version, startedAt: at, endedAt: at, sent: 0, personMinutes: 0, outcome: 'observed', data };
}

/** Observes a fixture with one probe and judges what was seen; both as a run would keep them. */
export async function look<Data>(device: OnFixture, judge: Judge<Data>, observe: Observe<Data>, earlier: readonly Observation[]) {
  const whole = probe(judge, observe);
  const data = await whole.observe(device.tools({ earlier }));
  const findings = whole.judge(data, device.profile, earlier) ?? [];
  return {
    observation: observation(judge.id, data, judge.version),
    findings: findings.map((finding: Finding) => ({ probe: judge.id, ...finding })),
  };
}
