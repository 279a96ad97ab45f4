import { describe, expect, test } from 'vitest';
import { probes } from '../../probes/index.ts';
import { findingsOf } from '../../src/check/judgement.ts';
import type { Observation } from '../../src/check/probe.ts';
import type { Guide } from '../../src/check/tools.ts';
import type { Fixture } from './fixture.ts';
import { rightCamera } from './fixtures/right-camera.ts';
import { wrongCamera } from './fixtures/wrong-camera.ts';
import { person, withHands } from './with-hands.ts';

/** Runs one probe and gives its verdicts by aspect. */
async function verdicts(id: string, { on, camera }: Awaited<ReturnType<typeof withHands>>, guide: Guide = person(camera)) {
  const probe = probes.find((each) => each.id === id);
  if (!probe) throw new Error(`no probe ${id}`);
  const at = '2026-11-22T04:00:00.000Z';
  const known = { probe: id, version: probe.version, startedAt: at, endedAt: at, sent: 0, personMinutes: 0 };
  const observation: Observation = { ...known, outcome: 'observed', data: await probe.observe(on.tools({ guide })) };
  const found = findingsOf(probe, observation, on.profile, []);
  return { found, byAspect: Object.fromEntries(found.map(({ aspect, verdict }) => [aspect, verdict])), data: observation.data };
}

async function on<Value>(fixture: Fixture, run: (hands: Awaited<ReturnType<typeof withHands>>) => Promise<Value>): Promise<Value> {
  const hands = await withHands(fixture);
  try {
    return await run(hands);
  } finally {
    await hands.on.stop();
  }
}

describe('the right camera', () => {
  test('refuses tampered firmware and keeps the genuine one through a loss of power', () =>
    on(rightCamera, async (hands) => {
      const { byAspect, data } = await verdicts('firmware-update', hands);
      expect(byAspect).toEqual({ 'tampered-refused': 'conforms', 'genuine-kept': 'conforms' });
      expect(JSON.stringify(data)).not.toContain('Kumo');
    }));
  test('is the same after loss of power and of the network', () =>
    on(rightCamera, async (hands) => {
      expect((await verdicts('outage', hands)).byAspect).toEqual({ power: 'conforms', network: 'conforms' });
    }));
  test('erases what people stored and keeps its update', () =>
    on(rightCamera, async (hands) => {
      expect((await verdicts('erasure', hands)).byAspect).toEqual({ erased: 'conforms', 'updates-kept': 'conforms' });
    }));
  test('shows its model', () =>
    on(rightCamera, async (hands) => {
      expect((await verdicts('model-designation', hands)).byAspect).toEqual({ shown: 'conforms' });
    }));
});

describe('the wrong camera', () => {
  test('takes tampered firmware', () =>
    on(wrongCamera, async (hands) => {
      expect((await verdicts('firmware-update', hands)).byAspect).toMatchObject({ 'tampered-refused': 'does-not-conform' });
    }));
  test('forgets what was set without power, not without the network', () =>
    on(wrongCamera, async (hands) => {
      const { byAspect, found } = await verdicts('outage', hands);
      expect(byAspect).toMatchObject({ power: 'does-not-conform' });
      expect(found[0]?.message.en).toContain('Settings (settings) changed');
    }));
  test('keeps what people stored and rolls its update back when it is erased', () =>
    on(wrongCamera, async (hands) => {
      const { byAspect, found } = await verdicts('erasure', hands, person(hands.camera, { 'as new': 'cannot-tell' }));
      expect(byAspect).toEqual({ erased: 'does-not-conform', 'updates-kept': 'does-not-conform' });
      expect(found[1]?.message.en).toContain('2.4.1 → 2.3.0');
    }));
});

describe('what was not seen is no verdict', () => {
  test('a plug that nobody pulled', () =>
    on(rightCamera, async (hands) => {
      const idle = { ...person(hands.camera), step: async () => {} };
      expect((await verdicts('outage', hands, idle)).byAspect).toEqual({ power: 'could-not-decide', network: 'could-not-decide' });
    }));
  test('without a person every guided probe says why it could not', () =>
    on(rightCamera, async ({ on: device }) => {
      for (const id of ['outage', 'erasure', 'model-designation']) {
        await expect(probes.find((each) => each.id === id)?.observe(device.tools())).rejects.toMatchObject({
          reason: { ja: expect.stringContaining('人'), en: expect.any(String) },
        });
      }
    }));
});
