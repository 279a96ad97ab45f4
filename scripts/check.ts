import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { root } from './bootstrap.mjs';

/** One step of `npm run check`: passed, failed, or skipped with the reason. */
export interface Step {
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly why?: string;
}

/** Formatting and lint by Biome, types by the TypeScript compiler; what they say goes to stdout. `write` lets Biome mend what it can. */
export function check(write = false): Step[] {
  return [lint(write), types('types', 'tsconfig.json'), types('types of the browser files', 'src/browser/tsconfig.json')];
}

function lint(write: boolean): Step {
  const name = 'format and lint';
  const biome = `${root}/node_modules/@biomejs/cli-linux-x64/biome`;
  if (!existsSync(biome))
    return { name, outcome: 'skipped', why: `Biome is installed on Linux x64 only, not on ${process.platform} ${process.arch}` };
  return step(name, biome, ['check', '--error-on-warnings', ...(write ? ['--write'] : []), '.']);
}

function types(name: string, project: string): Step {
  if (!existsSync(`${root}/${project}`)) return { name, outcome: 'skipped', why: `there is no ${project}` };
  return step(name, process.execPath, [`${root}/node_modules/typescript/bin/tsc`, '-p', project]);
}

function step(name: string, command: string, args: readonly string[]): Step {
  process.stdout.write(`\n▸ ${name}\n`);
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  return { name, outcome: result.status === 0 ? 'passed' : 'failed' };
}

if (import.meta.main) {
  const steps = check(process.argv.includes('--write'));
  for (const { name, outcome, why } of steps) process.stdout.write(`${outcome}: ${name}${why === undefined ? '' : ` (${why})`}\n`);
  process.exit(steps.some(({ outcome }) => outcome === 'failed') ? 1 : 0);
}
