// Keeps what the probes see of the fixtures, so that it can be judged again without them: `node test/devices/record.ts`.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { root } from '../../scripts/bootstrap.mjs';
import { answered, lookAtAnswers } from './what-answers.ts';

const only = process.argv.slice(2);
for (const [fixture, open] of answered) {
  if (only.length > 0 && !only.includes(fixture.id)) continue;
  const { scan, looks, profile } = await lookAtAnswers(fixture, open);
  for (const { observation, findings } of looks) {
    const folder = path.join(root, 'probes', observation.probe, 'recorded');
    await mkdir(folder, { recursive: true });
    const verdicts = Object.fromEntries(findings.map(({ aspect, subject, verdict }) => [`${aspect} ${subject}`, verdict]));
    const earlier =
      observation.probe === 'services'
        ? [scan]
        : [scan, ...looks.filter((each) => each.observation.probe === 'services').map((each) => each.observation)];
    await writeFile(
      path.join(folder, `${fixture.id}.json`),
      `${JSON.stringify({ fixture: fixture.id, profile, earlier, observation, verdicts })}\n`,
    );
    console.log(`${observation.probe} of ${fixture.id}`);
  }
}
