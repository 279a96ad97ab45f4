import { afterEach, describe, expect, test } from 'vitest';
import { declaredInterfaces } from '../../probes/declared-interfaces/judge.ts';
import { observe as observeDeclared } from '../../probes/declared-interfaces/observe.ts';
import { tcpPorts } from '../../probes/tcp-ports/judge.ts';
import { observe as observePorts } from '../../probes/tcp-ports/observe.ts';
import { answering, ssdpLocations, udpServices } from '../../probes/udp-services/judge.ts';
import { observe } from '../../probes/udp-services/observe.ts';
import { requireAll } from '../available.ts';
import { lacking } from './daemon.ts';
import { udpFixtures } from './fixtures/udp.ts';
import { look } from './look.ts';
import { mistakes, type OnFixture, started } from './on-fixture.ts';
import { pacedNetwork } from './paced-network.ts';

const running: OnFixture[] = [];
afterEach(async () => {
  for (const each of running.splice(0)) await each.stop();
});

async function seen(id: string) {
  const fixture = udpFixtures.find((each) => each.id === id);
  if (!fixture) throw new Error(id);
  const device = await started(fixture);
  running.push(device);
  const network = await pacedNetwork(device);
  const paced = { ...device, tools: (given: Parameters<typeof device.tools>[0]) => device.tools({ network, ...given }) };
  const ports = await look(paced, tcpPorts, observePorts, []);
  const services = await look(paced, udpServices, observe, []);
  const declared = await look(paced, declaredInterfaces, observeDeclared, [ports.observation, services.observation]);
  const data = udpServices.shape.parse(services.observation.outcome === 'observed' ? services.observation.data : undefined);
  const findings = [...ports.findings, ...services.findings, ...declared.findings];
  return { data, findings, wrong: mistakes(fixture, findings, ['tcp-ports', 'udp-services', 'declared-interfaces']) };
}

const lacks = [...new Set(udpFixtures.flatMap(lacking))];
const skipped = lacks.length > 0 && !requireAll;
describe.skipIf(skipped)(`UDP services of a device${lacks.length > 0 ? ` (skipped, lacking ${lacks.join(', ')})` : ''}`, () => {
  test('that tells the time and offers CoAP, both declared: nothing is wrong, and closed ports are told apart from silence', async () => {
    const { data, wrong } = await seen('udp-declared');
    expect(wrong).toEqual([]);
    expect(answering(data).map(({ port, by }) => [port, ...by.map(({ payload }) => payload)])).toEqual([
      [123, 'ntp'],
      [5683, 'coap'],
    ]);
    const closed = data.asked.filter(({ outcome }) => outcome === 'unreachable');
    expect(closed.length).toBeGreaterThan(data.asked.length / 2);
  });

  test('with SNMP, TFTP and UPnP that nobody declared: each is named with its port', async () => {
    const { data, findings, wrong } = await seen('udp-undeclared');
    expect(wrong).toEqual([]);
    expect(answering(data).map(({ port }) => port)).toEqual([69, 161, 1900]);
    const snmp = findings.find(({ subject, aspect }) => subject === 'udp/161' && aspect === 'undeclared-open');
    expect(snmp?.message.en).toContain('SNMP v2c (public)');
    expect(ssdpLocations(data)[0]).toMatch(/^http:\/\/10\.99\.\d+\.2:\d+\//);
  });
});
