import { defaultPasswords } from '../../probes/default-passwords/judge.ts';
import { observe as observeDefaultPasswords } from '../../probes/default-passwords/observe.ts';
import { openAccess } from '../../probes/open-access/judge.ts';
import { observe as observeOpenAccess } from '../../probes/open-access/observe.ts';
import { throttling } from '../../probes/throttling/judge.ts';
import { observe as observeThrottling } from '../../probes/throttling/observe.ts';
import type { Fixture } from './fixture.ts';
import { look } from './look.ts';
import { type OnFixture, started } from './on-fixture.ts';

export const probesOfEntry = [openAccess.id, defaultPasswords.id, throttling.id];

/** Starts a fixture and looks at who gets in, with the three probes one after the other as a run has them. */
export async function lookWhoGetsIn(fixture: Fixture, isRunning: (device: OnFixture) => void = () => {}) {
  const device = await started(fixture);
  isRunning(device);
  try {
    const open = await look(device, openAccess, observeOpenAccess, []);
    const passwords = await look(device, defaultPasswords, observeDefaultPasswords, [open.observation]);
    const series = await look(device, throttling, observeThrottling, [open.observation, passwords.observation]);
    return { profile: device.profile, secrets: Object.values(device.secrets), looks: [open, passwords, series] };
  } finally {
    await device.stop();
  }
}
