// Keeps what a whole run sees of the fixtures of ports and UDP services, so that it can be judged again without them: `node test/devices/record-ports.ts`.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { root } from '../../scripts/bootstrap.mjs';
import { portFixtures } from './fixtures/ports.ts';
import { udpFixtures } from './fixtures/udp.ts';
import { mistakes, started } from './on-fixture.ts';
import { wholeRun } from './whole-run.ts';

const recorded = ['tcp-ports', 'udp-services', 'declared-interfaces'];
const only = process.argv.slice(2);
for (const fixture of [...portFixtures, ...udpFixtures]) {
  if (only.length > 0 && !only.includes(fixture.id)) continue;
  const device = await started(fixture);
  const begin = performance.now();
  try {
    const { observations, findings, fare } = await wholeRun(device, [...recorded, 'services']);
    for (const observation of observations) {
      if (!recorded.includes(observation.probe) || observation.outcome !== 'observed') continue;
      const own = findings.filter(({ probe }) => probe === observation.probe);
      const verdicts = Object.fromEntries(own.map(({ aspect, subject, verdict }) => [`${aspect} ${subject}`, verdict]));
      const earlier = observation.probe === 'declared-interfaces' ? observations.filter((each) => each !== observation) : [];
      const folder = path.join(root, 'probes', observation.probe, 'recorded');
      await mkdir(folder, { recursive: true });
      const kept = { fixture: fixture.id, profile: device.profile, earlier, observation, verdicts };
      await writeFile(path.join(folder, `${fixture.id}.json`), `${JSON.stringify(kept)}\n`);
    }
    const wrong = mistakes(fixture, findings, recorded);
    const told = Object.keys(fixture.expects).map((key) => `  ${key}: ${fixture.expects[key]}`);
    console.log(
      `${fixture.id}: ${Math.round((performance.now() - begin) / 1000)} s, ${fare.strains.length} strains, ${fare.outages.length} outages`,
    );
    console.log([...told, ...wrong.map((each) => `  WRONG ${each}`)].join('\n'));
  } finally {
    await device.stop();
  }
}
process.exit(0);
