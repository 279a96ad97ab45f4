import { readdirSync } from 'node:fs';
import process from 'node:process';
import { closeAll } from './at-the-end.ts';

/**
 * A benchmark, `bench/<name>.bench.ts`: its figures as one flat-ish JSON object (medians, `ratio`, the bar it has to hold, units in the keys' names).
 * It chooses its own rounds (see compare in measure.ts) and leaves nothing running.
 */
export interface Bench {
  readonly name: string;
  readonly run: () => Promise<object>;
}

const wanted = process.argv.slice(2);
const files = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.bench.ts'))
  .toSorted();
const benches: Bench[] = [];
for (const file of files) benches.push((await import(`./${file}`)) as Bench);

const unknown = wanted.filter((name) => !benches.some((bench) => bench.name === name));
if (unknown.length > 0) {
  process.stderr.write(`no benchmark named ${unknown.join(', ')}; there are: ${benches.map(({ name }) => name).join(', ')}\n`);
  process.exit(2);
}

let failed = false;
for (const { name, run } of benches.filter((bench) => wanted.length === 0 || wanted.includes(bench.name))) {
  process.stderr.write(`▸ ${name}\n`);
  try {
    process.stdout.write(`${JSON.stringify({ bench: name, node: process.versions.node, ...(await run()) })}\n`);
  } catch (error) {
    failed = true;
    process.stdout.write(`${JSON.stringify({ bench: name, error: String(error) })}\n`);
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  }
}
await closeAll();
process.exit(failed ? 1 : 0);
