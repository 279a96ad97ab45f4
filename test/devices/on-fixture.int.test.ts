import { afterEach, describe, expect, test } from 'vitest';
import { requireAll } from '../available.ts';
import { lacking, programPath, startDaemon } from './daemon.ts';
import { fixtures } from './fixtures/index.ts';
import { type OnFixture, onFixture, started } from './on-fixture.ts';

const running: OnFixture[] = [];
afterEach(async () => {
  for (const each of running.splice(0)) await each.stop();
});

describe.each(fixtures)('the fixture $id', (fixture) => {
  const lacks = lacking(fixture);
  test.skipIf(lacks.length > 0 && !requireAll)(
    `starts and ends${lacks.length > 0 ? ` (skipped, lacking ${lacks.join(', ')})` : ''}`,
    async () => {
      const device = await onFixture(fixture.id);
      expect(device.profile.device.model).not.toBe('');
      await device.stop();
    },
  );
});

describe.skipIf(programPath('mosquitto') === undefined && !requireAll)('a device that is not one', () => {
  test('answers where its profile says, and no longer once it was stopped', async () => {
    const device = await onFixture('mqtt-open');
    const { network } = device.tools();
    const open = await network.dial(1883);
    if (open.outcome === 'open') open.socket.destroy();
    expect(open.outcome).toBe('open');
    await device.stop();
    expect((await network.dial(1883)).outcome).toBe('refused');
  });

  test('has an address of its own', async () => {
    running.push(await onFixture('mqtt-open'), await onFixture('mqtt-open'));
    expect(new Set(running.map(({ address }) => address)).size).toBe(2);
  });

  test('that does not start is told with what its program wrote, and leaves its address free', async () => {
    const broken = started({
      id: 'broken',
      title: 'never starts',
      needs: [],
      where: 'loopback',
      expects: {},
      start: async (place) => {
        await startDaemon({ program: 'sh', args: ['-c', 'echo no such option; exit 3'], place, ready: { tcp: 9 } });
        throw new Error('not reached');
      },
    });
    await expect(broken).rejects.toThrow('no such option');
  });
});
