import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { CannotObserve } from '../../src/check/probe.ts';
import { openFileJournal } from '../../src/io/device/file-journal.ts';
import { requireAll } from '../available.ts';
import { lacking } from './daemon.ts';
import { portFixtures } from './fixtures/ports.ts';
import { type OnFixture, started } from './on-fixture.ts';
import { wholeRun } from './whole-run.ts';

const ending: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
});
const named = (id: string) => {
  const fixture = portFixtures.find((each) => each.id === id);
  if (!fixture) throw new Error(id);
  return fixture;
};
async function device(id: string): Promise<OnFixture> {
  const running = await started(named(id));
  ending.push(() => running.stop());
  return running;
}

const lacks = [...new Set([named('closed-camera'), named('dying-device')].flatMap(lacking))];
const skipped = lacks.length > 0 && !requireAll;
describe.skipIf(skipped)(`a run on a device${lacks.length > 0 ? ` (skipped, lacking ${lacks.join(', ')})` : ''}`, () => {
  test('that a person stops goes on where it stood: what was observed is not sent for again', async () => {
    const camera = await device('closed-camera');
    const folder = await mkdtemp(path.join(tmpdir(), 'akashi-run-'));
    ending.push(() => rm(folder, { recursive: true }));
    const open = () => openFileJournal(path.join(folder, 'run.journal'), { address: camera.address, profile: 'a'.repeat(64) });
    const probes = ['tcp-ports', 'udp-services', 'services', 'declared-interfaces'];

    const stopping = new AbortController();
    const cut = await open();
    const first = await wholeRun(camera, probes, {
      journal: cut,
      signal: stopping.signal,
      listen: (event) => {
        if (event.event === 'progress' && event.probe === 'udp-services') stopping.abort(new CannotObserve({ ja: '中断', en: 'stopped' }));
      },
    });
    await cut.close();
    expect(first.observations.map(({ outcome }) => outcome)).toEqual(['observed', 'could-not', 'could-not', 'could-not']);
    expect(first.stopped?.why.en).toContain('Stopped by the person');

    const resumed = await open();
    const second = await wholeRun(camera, probes, { journal: resumed });
    await resumed.close();
    expect(second.observations.map(({ outcome }) => outcome)).toEqual(['observed', 'observed', 'observed', 'observed']);
    expect(second.observations[0]).toEqual(first.observations[0]);
    expect(second.fare.sent).toBeLessThan(1000);
    expect(second.findings.find(({ aspect }) => aspect === 'undeclared-open')?.verdict).toBe('conforms');
  });

  test('that goes away for good stops, says so, and decides nothing', async () => {
    const dying = await device('dying-device');
    const { observations, findings, fare, stopped } = await wholeRun(dying, ['tcp-ports', 'udp-services', 'declared-interfaces']);
    expect(stopped?.why.en).toContain('did not come back');
    expect(observations.map(({ outcome }) => outcome)).toEqual(['could-not', 'could-not', 'could-not']);
    expect(new Set(findings.map(({ verdict }) => verdict))).toEqual(new Set(['could-not-decide']));
    expect(fare.outages).toHaveLength(1);
    expect(fare.outages[0]?.until).toBeUndefined();
  });
});
