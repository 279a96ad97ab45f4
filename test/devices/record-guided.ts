// Keeps what the guided probes see of the cameras, so that it can be judged again without them: `node test/devices/record-guided.ts`.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { probes } from '../../probes/index.ts';
import { root } from '../../scripts/bootstrap.mjs';
import { rightCamera } from './fixtures/right-camera.ts';
import { wrongCamera } from './fixtures/wrong-camera.ts';
import { person, withHands } from './with-hands.ts';

const asked = process.argv.slice(2);
const guided = ['model-designation', 'disclosure-policy', 'firmware-update', 'outage', 'erasure'].filter(
  (id) => asked.length === 0 || asked.includes(id),
);

for (const fixture of [rightCamera, wrongCamera]) {
  for (const id of guided) {
    const probe = probes.find((each) => each.id === id);
    if (!probe) throw new Error(`no probe ${id}`);
    // A camera of its own for each: the one before may have erased it.
    const { on, camera } = await withHands(fixture);
    try {
      const startedAt = new Date().toISOString();
      const data = await probe.observe(
        on.tools({ guide: person(camera, fixture === wrongCamera ? { 'as new': 'cannot-tell', 'Read http': 'not-there' } : {}) }),
      );
      const observation = {
        probe: id,
        version: probe.version,
        startedAt,
        endedAt: new Date().toISOString(),
        sent: 0,
        personMinutes: 0,
        outcome: 'observed',
        data,
      };
      const found = probe.judge(data, on.profile, []) ?? [];
      const verdicts = Object.fromEntries(found.map(({ aspect, subject, verdict }) => [`${aspect} ${subject}`, verdict]));
      const folder = path.join(root, 'probes', id, 'recorded');
      await mkdir(folder, { recursive: true });
      const kept = { fixture: fixture.id, profile: on.profile, earlier: [], observation, verdicts };
      await writeFile(path.join(folder, `${fixture.id}.json`), `${JSON.stringify(kept)}\n`);
      console.log(`${id} of ${fixture.id}: ${JSON.stringify(verdicts)}`);
    } finally {
      await on.stop();
    }
  }
}
