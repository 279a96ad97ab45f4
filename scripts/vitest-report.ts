import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { root } from './bootstrap.mjs';

/** One test as vitest reported it. `title` includes the describe titles. */
export interface ReportedTest {
  readonly file: string;
  readonly title: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
}

/** What one run of vitest found. `crashes` are failures that belong to no test: a file that does not load, an error nobody caught. */
export interface TestReport {
  readonly tests: readonly ReportedTest[];
  readonly crashes: readonly string[];
}

/** The part of vitest's JSON report that we read. */
interface VitestJson {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly { readonly ancestorTitles: readonly string[]; readonly title: string; readonly status: string }[];
  }[];
}

/** Reads vitest's JSON report; `exitCode` of the same run catches failures that the report does not show. */
export function readReport(json: string, exitCode: number): TestReport {
  const { testResults } = JSON.parse(json) as VitestJson;
  const tests = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ ancestorTitles, title, status }) => ({
      file: path.relative(root, name),
      title: [...ancestorTitles, title].filter((part) => part !== '').join(' › '),
      outcome: outcomeOf(status),
    })),
  );
  const crashes = testResults
    .filter(({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'))
    .map(({ name, message }) => `${path.relative(root, name)}: ${message?.split('\n')[0] || 'does not load'}`);
  const unseen = exitCode !== 0 && crashes.length === 0 && !tests.some(({ outcome }) => outcome === 'failed');
  return { tests, crashes: unseen ? [`vitest ended with exit code ${exitCode}`] : crashes };
}

function outcomeOf(status: string): ReportedTest['outcome'] {
  if (status === 'passed') return 'passed';
  return status === 'skipped' || status === 'pending' || status === 'todo' || status === 'disabled' ? 'skipped' : 'failed';
}

/**
 * Runs vitest with these arguments and returns what it found. A run that leaves no report counts as one crash.
 * `output` is where vitest speaks.
 */
export async function runVitest(
  args: readonly string[],
  { output, env = {} }: { output: 'stdout' | 'stderr' | 'nowhere'; env?: Readonly<Record<string, string>> },
): Promise<TestReport> {
  mkdirSync(path.join(root, '.cache'), { recursive: true });
  const folder = mkdtempSync(path.join(root, '.cache', 'vitest-'));
  const file = path.join(folder, 'report.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const stdout = output === 'stdout' ? 'inherit' : output === 'stderr' ? process.stderr : 'ignore';
    const exitCode = await new Promise<number>((resolve, reject) => {
      const child = spawn(process.execPath, [path.join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...reporters, ...args], {
        cwd: root,
        env: { ...process.env, ...env },
        stdio: ['ignore', stdout, output === 'nowhere' ? 'ignore' : 'inherit'],
      });
      child.on('error', reject);
      child.on('exit', (code) => resolve(code ?? 1));
    });
    return readFrom(file, exitCode);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readFrom(file: string, exitCode: number): TestReport {
  let json: string;
  try {
    json = readFileSync(file, 'utf8');
  } catch {
    return { tests: [], crashes: [`vitest left no report (exit code ${exitCode})`] };
  }
  return readReport(json, exitCode);
}
