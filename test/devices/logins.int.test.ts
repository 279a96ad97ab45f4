import { afterAll, describe, expect, test } from 'vitest';
import { defaultPasswords } from '../../probes/default-passwords/judge.ts';
import { observe as observeDefaultPasswords } from '../../probes/default-passwords/observe.ts';
import { openAccess } from '../../probes/open-access/judge.ts';
import { observe as observeOpenAccess } from '../../probes/open-access/observe.ts';
import { throttling } from '../../probes/throttling/judge.ts';
import { observe as observeThrottling } from '../../probes/throttling/observe.ts';
import { type Observation, type Observations, probe } from '../../src/check/probe.ts';
import type { DeviceFinding } from '../../src/rules/device-part.ts';
import { requireAll } from '../available.ts';
import { lacking } from './daemon.ts';
import type { Fixture } from './fixture.ts';
import { loginFixtures } from './fixtures/logins.ts';
import { mistakes, type OnFixture, started } from './on-fixture.ts';

const probes = [
  probe(openAccess, observeOpenAccess),
  probe(defaultPasswords, observeDefaultPasswords),
  probe(throttling, observeThrottling),
];
const ids = probes.map(({ id }) => id);

const running = new Set<OnFixture>();
afterAll(async () => {
  for (const device of running) await device.stop();
});

/** Runs the three probes as a run does, one after the other, on a fixture of its own. */
async function look(
  fixture: Fixture,
): Promise<{ readonly observations: Observations; readonly findings: readonly DeviceFinding[]; readonly secrets: readonly string[] }> {
  const device = await started(fixture);
  running.add(device);
  const observations: Observation[] = [];
  const findings: DeviceFinding[] = [];
  for (const each of probes) {
    const data = await each.observe(device.tools({ earlier: observations }));
    const found = each.judge(data, device.profile, observations) ?? [];
    findings.push(...found.map((finding) => ({ probe: each.id, ...finding })));
    const at = '2026-11-22T00:00:00.000Z';
    observations.push({
      probe: each.id,
      version: each.version,
      startedAt: at,
      endedAt: at,
      sent: 0,
      personMinutes: 0,
      outcome: 'observed',
      data,
    });
  }
  running.delete(device);
  await device.stop();
  return { observations, findings, secrets: Object.values(device.secrets) };
}

// Most of the time is waiting for the device, each on an address of its own.
describe.concurrent('S1.1-01 S1.1-02 S1.1-04 who gets in is told rightly', () => {
  for (const fixture of loginFixtures) {
    const lacks = lacking(fixture);
    const skipped = lacks.length > 0 && !requireAll;
    test.skipIf(skipped)(`of ${fixture.id}: ${fixture.title}${skipped ? ` (skipped, lacking ${lacks.join(', ')})` : ''}`, async () => {
      const { observations, findings, secrets } = await look(fixture);
      expect(mistakes(fixture, findings, ids), findings.map(({ message }) => message.en).join('\n')).toEqual([]);
      const kept = JSON.stringify([observations, findings]);
      // A factory password can be a well-known one, whose label may be told.
      for (const secret of secrets.filter((each) => each.length > 8)) expect(kept).not.toContain(secret);
      expect(findings.every(({ message }) => message.ja !== '' && message.en !== '')).toBe(true);
    });
  }
});
