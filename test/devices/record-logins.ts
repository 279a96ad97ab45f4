// Keeps what the probes of who gets in see of the fixtures, so that it can be judged again without them: `node test/devices/record-logins.ts`.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { root } from '../../scripts/bootstrap.mjs';
import { loginFixtures } from './fixtures/logins.ts';
import { lookWhoGetsIn } from './who-gets-in.ts';

const only = process.argv.slice(2);
for (const fixture of loginFixtures) {
  if (only.length > 0 && !only.includes(fixture.id)) continue;
  const { looks, profile } = await lookWhoGetsIn(fixture);
  for (const [index, { observation, findings }] of looks.entries()) {
    if (findings.length === 0) continue;
    const folder = path.join(root, 'probes', observation.probe, 'recorded');
    await mkdir(folder, { recursive: true });
    const verdicts = Object.fromEntries(findings.map(({ aspect, subject, verdict }) => [`${aspect} ${subject}`, verdict]));
    const earlier = looks.slice(0, index).map((each) => each.observation);
    const file = path.join(folder, `${fixture.id}.json`);
    await writeFile(file, `${JSON.stringify({ fixture: fixture.id, profile, earlier, observation, verdicts })}\n`);
    console.log(`${observation.probe} of ${fixture.id}`);
  }
}
