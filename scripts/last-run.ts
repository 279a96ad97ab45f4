import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { missing } from '../test/available.ts';
import { root } from './bootstrap.mjs';
import type { TestReport } from './vitest-report.ts';

const file = path.join(root, '.cache', 'last-run.json');
const sources = ['src', 'schemes', 'probes', 'examples', 'scripts', 'bench', 'test', 'package-lock.json', 'vitest.config.ts'];

/** Keeps what a run of all tests found, unless a source changed while they ran. `began` is in epoch milliseconds. */
export function keepRun(report: TestReport, began: number): void {
  if (newestChange() > began) return;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ began, missing, report }));
}

/** What the last run of all tests found, when no source has changed since and the machine offers the same. */
export function freshRun(): TestReport | undefined {
  let kept: { began: number; missing: readonly string[]; report: TestReport };
  try {
    kept = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
  const isSame = JSON.stringify(kept.missing) === JSON.stringify(missing);
  return isSame && newestChange() <= kept.began ? kept.report : undefined;
}

/** Epoch milliseconds of the latest change of a source, or of a folder's list of names. */
function newestChange(): number {
  return Math.max(0, ...sources.map((name) => newestIn(path.join(root, name))));
}

function newestIn(place: string): number {
  const own = statSync(place, { throwIfNoEntry: false });
  if (own === undefined || path.basename(place) === 'node_modules') return 0;
  if (!own.isDirectory()) return own.mtimeMs;
  return Math.max(own.mtimeMs, ...readdirSync(place).map((name) => newestIn(path.join(place, name))));
}
