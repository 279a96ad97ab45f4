import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { ReportedTest } from './vitest-report.ts';

const id = /(?<![\w-])[A-Z]-\d+(?:\.\d+)*(?:-\d+)?(?![\w-]|\.\d)/g;

/** The clause IDs in a sentence, each once: "L-3.7-6 a ★1 label …" cites L-3.7-6, and not L-3.7-60. */
export const citedIn = (sentence: string): readonly string[] => [...new Set(sentence.match(id) ?? [])];

/** The IDs that open a row of a table: | L-3.7-6 | rule | … */
export const listedIn = (markdown: string): readonly string[] =>
  markdown.split('\n').flatMap((line) => {
    const first = /^\|\s*`?(?<cell>[^|`\s]+)`?\s*\|/.exec(line)?.groups?.['cell'] ?? '';
    return citedIn(first).filter((cited) => cited === first);
  });

/** Every clause of the rule books in the folder, in the order of their CLAUSES.md, with its scheme. */
export function readClauses(schemes: string): ReadonlyMap<string, string> {
  const clauses = new Map<string, string>();
  for (const scheme of existsSync(schemes) ? readdirSync(schemes).toSorted() : []) {
    const file = `${schemes}/${scheme}/CLAUSES.md`;
    if (existsSync(file)) for (const clause of listedIn(readFileSync(file, 'utf8'))) clauses.set(clause, scheme);
  }
  return clauses;
}

/** Clause ID → the passed tests whose titles cite it. */
export function proofs(tests: readonly ReportedTest[]): ReadonlyMap<string, readonly ReportedTest[]> {
  const found = new Map<string, ReportedTest[]>();
  for (const test of tests.filter(({ outcome }) => outcome === 'passed')) {
    for (const clause of citedIn(test.title)) found.set(clause, [...(found.get(clause) ?? []), test]);
  }
  return found;
}
