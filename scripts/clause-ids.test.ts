import { expect, test } from 'vitest';
import { citedIn, listedIn, proofs } from './clause-ids.ts';
import { readReport } from './vitest-report.ts';

test('a title cites whole clause IDs, each once', () => {
  expect(citedIn('L-3.7-6, D-4.2-1 and L-3.7-6: a label lasts (L-3.4-10).')).toEqual(['L-3.7-6', 'D-4.2-1', 'L-3.4-10']);
  expect(citedIn('XL-3.7-6 L-3.7-6a UTF-8 ISO-8859-1')).toEqual([]);
});

test('clauses are the first cells of table rows', () => {
  expect(listedIn('| ID | kind |\n|---|---|\n| L-1-1 | record |\n| `L-3.8.2-1` | rule |\ntext | L-9-9 |\n| see L-2-1 | x |')).toEqual([
    'L-1-1',
    'L-3.8.2-1',
  ]);
});

test('only passed tests prove a clause', () => {
  const tests = (['passed', 'failed', 'skipped'] as const).map((outcome) => ({ file: 'a.test.ts', title: `L-1-1 ${outcome}`, outcome }));
  expect([...proofs(tests)]).toEqual([['L-1-1', [tests[0]]]]);
});

const json = (testResults: object[]) => JSON.stringify({ testResults });

test('a file that does not load is a failure, and so is an exit code that no test explains', () => {
  const loaded = { name: 'a', status: 'passed', assertionResults: [{ ancestorTitles: ['outer'], title: 'inner', status: 'passed' }] };
  expect(readReport(json([loaded]), 0)).toMatchObject({ tests: [{ title: 'outer › inner', outcome: 'passed' }], crashes: [] });
  expect(readReport(json([loaded]), 1).crashes).toHaveLength(1);
  expect(readReport(json([loaded, { name: 'b', status: 'failed', message: 'SyntaxError', assertionResults: [] }]), 1).crashes).toHaveLength(
    1,
  );
});

test('a test that failed in its file is counted once', () => {
  const failed = { name: 'a', status: 'failed', assertionResults: [{ ancestorTitles: [], title: 'x', status: 'failed' }] };
  const report = readReport(json([failed]), 1);
  expect(report.tests.map(({ outcome }) => outcome)).toEqual(['failed']);
  expect(report.crashes).toEqual([]);
});
