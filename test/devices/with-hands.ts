import type { Guide } from '../../src/check/tools.ts';
import type { RunningCamera } from './camera/run-camera.ts';
import type { Fixture, Running } from './fixture.ts';
import { type OnFixture, started } from './on-fixture.ts';

/** A fixture whose running camera one can lay hands on. */
export async function withHands(fixture: Fixture): Promise<{ readonly on: OnFixture; readonly camera: RunningCamera }> {
  let running: Running | undefined;
  const on = await started({
    ...fixture,
    start: async (place) => {
      running = await fixture.start(place);
      return running;
    },
  });
  return { on, camera: running as RunningCamera };
}

/** A person who does what is asked and sees what is there. */
export const person = (camera: RunningCamera, sees: Readonly<Record<string, string>> = {}): Guide => ({
  async step({ en }) {
    if (/power plug/.test(en)) await camera.cutPower();
    else if (/network cable/.test(en)) await camera.cutNetwork();
    else if (/Erase/.test(en)) await camera.erase();
  },
  async choose({ en }, options) {
    const wanted = Object.entries(sees).find(([question]) => en.includes(question))?.[1];
    const option = options.find(({ value }) => value === wanted) ?? options[0];
    if (!option) throw new Error(en);
    return option.value;
  },
  read: async () => 'MC-200',
});
