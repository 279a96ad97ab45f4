import { afterEach, describe, expect, test } from 'vitest';
import { tcpPorts } from '../../probes/tcp-ports/judge.ts';
import { observe } from '../../probes/tcp-ports/observe.ts';
import { holds } from '../../probes/tcp-ports/port-ranges.ts';
import { requireAll } from '../available.ts';
import { lacking } from './daemon.ts';
import { portFixtures } from './fixtures/ports.ts';
import { mistakes, type OnFixture, started } from './on-fixture.ts';
import { pacedNetwork } from './paced-network.ts';

const running: OnFixture[] = [];
afterEach(async () => {
  for (const each of running.splice(0)) await each.stop();
});

async function scanned(id: string) {
  const fixture = portFixtures.find((each) => each.id === id);
  if (!fixture) throw new Error(id);
  const device = await started(fixture);
  running.push(device);
  const network = await pacedNetwork(device);
  const data = await observe(device.tools({ network }));
  const findings = tcpPorts.judge({ data, profile: device.profile, earlier: [] });
  const found = findings.map((finding) => ({ probe: tcpPorts.id, ...finding }));
  return { data, fare: network.fare(), wrong: mistakes(fixture, found, [tcpPorts.id]) };
}

const lacks = [...new Set(portFixtures.flatMap(lacking))];
describe.skipIf(lacks.length > 0 && !requireAll)(
  `all TCP ports of a device${lacks.length > 0 ? ` (skipped, lacking ${lacks.join(', ')})` : ''}`,
  () => {
    test('that refuses what is not open: each port is told', async () => {
      const { data, wrong } = await scanned('closed-camera');
      expect(wrong).toEqual([]);
      expect(data).toMatchObject({
        open: [80, 8080],
        refused: [
          [1, 79],
          [81, 8079],
          [8081, 65_535],
        ],
        silent: [],
        askedAgain: 0,
      });
    });

    test('with an open port far up that nobody declared: it is found', async () => {
      const { data, wrong } = await scanned('undeclared-port');
      expect(wrong).toEqual([]);
      expect(data.open).toEqual([80, 52_323]);
    });

    test('behind a firewall that drops: silence is told as silence, never as closed', async () => {
      const { data, wrong } = await scanned('dropping-camera');
      expect(wrong).toEqual([]);
      expect(data).toMatchObject({
        open: [80, 8080],
        refused: [],
        silent: [
          [1, 79],
          [81, 8079],
          [8081, 65_535],
        ],
      });
    });

    test('that resets what comes too fast: no open port is told closed, the pace goes down and the reason is told', async () => {
      const { data, fare, wrong } = await scanned('slow-device');
      expect(wrong).toEqual([]);
      expect(data.open).toEqual([8080, 8090]);
      expect(data.askedAgain).toBeGreaterThan(0);
      expect(data.notLookedAt).toEqual([]);
      expect(fare.strains.length).toBeGreaterThan(0);
      expect(fare.rate.lowest).toBeLessThanOrEqual(10);
      expect(fare.strains[0]?.why.en).toMatch(/connections to port 8080, known before, failed/);
    });

    test('that restarts in mid-scan: it is waited for, what it did not answer is asked again, and the outage is told', async () => {
      const { data, fare, wrong } = await scanned('rebooting-device');
      expect(wrong).toEqual([]);
      expect(data.open).toEqual([80, 8080].filter((port) => port <= 1200));
      expect(data.refused).toEqual([
        [1, 79],
        [81, 1200],
      ]);
      expect(data.askedAgain).toBeGreaterThan(0);
      expect(fare.outages).toHaveLength(1);
      expect(fare.outages[0]?.until).toBeDefined();
    });

    test('that goes away and does not come back: the scan stops and says how far it came, and what was open', async () => {
      await expect(scanned('dying-device')).rejects.toThrow(/stopped answering in the middle of the scan.*open until then: 80/);
    });

    test('for which something answers on every port: it stops early, and nothing is believed', async () => {
      const { data, wrong } = await scanned('answers-everywhere');
      expect(wrong).toEqual([]);
      expect(data.ended).toBe('everything-answers');
      expect(data.open.length).toBeLessThan(6000);
      expect(holds(data.notLookedAt, 60_001)).toBe(true);
    });
  },
);
