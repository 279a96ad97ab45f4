import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CannotObserve } from '../../src/check/probe.ts';
import type { RunNetwork } from '../../src/check/run.ts';
import { openNetwork } from '../../src/io/device/network.ts';
import { requireAll } from '../available.ts';
import { type Daemon, lacking, startDaemon } from './daemon.ts';
import { makeNamespace, type Namespace } from './namespace.ts';

const needs = [
  { program: 'socat', package: 'socat' },
  { program: 'in.tftpd', package: 'tftpd-hpa' },
  { program: 'nft', package: 'nftables' },
];
const lacks = lacking({ needs, where: 'namespace' });

describe.skipIf(lacks.length > 0 && !requireAll)(
  `the network of a device${lacks.length > 0 ? ` (skipped, lacking ${lacks.join(', ')})` : ''}`,
  () => {
    let device: Namespace;
    const daemons: Daemon[] = [];
    const open = (rate = 1000): Promise<RunNetwork> =>
      openNetwork({
        ...{
          address: device.address,
          rate,
          attempts: 2,
          likely: [80],
          now: () => new Date().toISOString(),
          elapsed: () => performance.now(),
        },
        wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
      });

    beforeAll(async () => {
      device = await makeNamespace();
      const place = { address: device.address, namespace: device.name, folder: '/' };
      const web = {
        program: 'socat',
        args: [`TCP-LISTEN:80,bind=${device.address},fork,reuseaddr`, 'EXEC:cat'],
        place,
        ready: { tcp: 80 },
      };
      const files = ['--foreground', '--user', 'root', '--address', `${device.address}:69`, '--secure', '/'];
      daemons.push(await startDaemon(web), await startDaemon({ program: 'in.tftpd', args: files, place, ready: { udp: 69 } }));
      await device.rules(
        'table inet box { chain input { type filter hook input priority 0; tcp dport 90 drop; tcp dport 92 reject with icmp type host-prohibited; udp dport 91 drop; }; }\n',
      );
    });
    afterAll(async () => {
      for (const daemon of daemons) await daemon.stop();
      await device?.remove();
    });

    test('tells open, refused, silent and unreachable apart, one by one and swept by workers', async () => {
      const network = await open();
      const seen: string[] = [];
      for (const port of [80, 81, 90, 92]) {
        const dialled = await network.dial(port);
        if (dialled.outcome === 'open') dialled.socket.destroy();
        seen.push(dialled.outcome);
      }
      expect(seen).toEqual(['open', 'refused', 'silent', 'unreachable']);
      expect(await network.sweep?.([80, 81, 90, 92])).toEqual(seen);
      const fast = await open(50_000);
      expect(fast.pace.rate).toBeGreaterThan(5000);
      expect(await fast.sweep?.([80, 81, 90, 92])).toEqual(seen);
      expect(fast.sent).toBe(5);
    });

    test('hears an answer from another port, and the host that says "unreachable"; silence is neither', async () => {
      const network = await open();
      const read = Buffer.from('\0\x01no-such-file\0octet\0', 'latin1');
      const answered = await network.ask(69, read);
      expect(answered.answers[0]?.[1]).toBe(5);
      expect(await network.ask(70, read)).toEqual({ answers: [], unreachable: true });
      expect(await network.ask(91, read, { waitMs: 300 })).toEqual({ answers: [], unreachable: false });
    });

    test('sends nothing more and closes what is open once its probe is over', async () => {
      const ending = new AbortController();
      const network = await open(50_000);
      const probe = network.until(ending.signal);
      const dialled = await probe.dial(80);
      const [silent, swept] = [probe.dial(90), probe.sweep?.([90])];
      const reasons = Promise.allSettled([silent, swept]);
      const { sent } = network;
      ending.abort(new Error('over'));
      expect((await reasons).map((each) => each.status === 'rejected' && String(each.reason))).toEqual(['Error: over', 'Error: over']);
      expect(dialled.outcome === 'open' && dialled.socket.destroyed).toBe(true);
      await expect(probe.dial(80)).rejects.toThrow('over');
      await expect(probe.ask(69, new Uint8Array(1))).rejects.toThrow('over');
      expect(network.sent).toBe(sent);
    });

    test('L-4.3-2 counts wrong passwords over the whole run and refuses beyond the bound', async () => {
      const network = await open();
      network.until(new AbortController().signal).spendAttempt();
      network.spendAttempt();
      expect(() => network.spendAttempt()).toThrow(CannotObserve);
    });

    test('knows a device that is there from one that is not, and remembers since when', async () => {
      const network = await open();
      expect(await network.isAlive()).toBe(true);
      await device.cable(false);
      expect(await network.until(new AbortController().signal, 'tls').isAlive()).toBe(false);
      expect(network.fare().outages).toMatchObject([{ probe: 'tls' }]);
      await device.cable(true);
      expect(await network.isAlive()).toBe(true);
      expect(network.fare().outages[0]?.until).toBeDefined();
    });

    test('finds no sign of life where nothing is', async () => {
      await device.cable(false);
      const network = await open();
      await device.cable(true);
      expect(network.anchored).toBe(false);
      expect(await network.isAlive()).toBe(false);
    });
  },
);
