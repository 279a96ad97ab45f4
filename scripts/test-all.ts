import process from 'node:process';
import { missing, requireAll } from '../test/available.ts';
import { check, type Step } from './check.ts';
import { keepRun } from './last-run.ts';
import { type ReportedTest, runVitest } from './vitest-report.ts';

// Everything this machine can run: lint and types (one test each), then vitest. The last line is "N passed, N failed[, N skipped]".

const say = (line: string) => process.stdout.write(`${line}\n`);
const filters = process.argv.slice(2);

const steps: Step[] = filters.length === 0 ? check() : [];
say('\n▸ tests');
const began = Date.now();
const report = await runVitest(filters, { output: 'stdout' });
if (filters.length === 0) keepRun(report, began);
const { tests, crashes } = report;

const skippedTests = tests.filter(({ outcome }) => outcome === 'skipped');
const skippedSteps = steps.filter(({ outcome }) => outcome === 'skipped');
// A folder that does not exist yet is no loss; a tool or a database that the machine lacks is.
const failures = [
  ...steps.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name),
  ...tests.filter(({ outcome }) => outcome === 'failed').map(({ file, title }) => `${file} › ${title}`),
  ...crashes,
  ...(requireAll ? missing.map((line) => `required and missing: ${line}`) : []),
  ...(requireAll ? skippedTests.map(({ file, title }) => `must not be skipped: ${file} › ${title}`) : []),
];

if (missing.length > 0) {
  say('\n!!! NOT EVERYTHING WAS TESTED. This machine lacks:');
  for (const line of missing) say(`!!!   ${line}`);
}
for (const { name, why } of skippedSteps) say(`\nskipped: ${name} (${why})`);
if (skippedTests.length > 0) {
  say(`\nSkipped tests (${skippedTests.length}):`);
  for (const [file, count] of countByFile(skippedTests)) say(`  ${String(count).padStart(4)}  ${file}`);
}
if (failures.length > 0) {
  say(`\nFailures (${failures.length}):`);
  for (const line of failures) say(`  ${line}`);
}

const passed = [...steps, ...tests].filter(({ outcome }) => outcome === 'passed').length;
const skipped = requireAll ? 0 : skippedTests.length;
say(`\n${passed} passed, ${failures.length} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(failures.length > 0 || passed === 0 ? 1 : 0);

function countByFile(all: readonly ReportedTest[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { file } of all) counts.set(file, (counts.get(file) ?? 0) + 1);
  return counts;
}
