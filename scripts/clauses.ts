import process from 'node:process';
import { parseArgs } from 'node:util';
import { root } from './bootstrap.mjs';
import { citedIn, proofs, readClauses } from './clause-ids.ts';
import { freshRun, keepRun } from './last-run.ts';
import { listMutations } from './mutations.ts';
import { tryMutations } from './try-mutations.ts';
import { runVitest } from './vitest-report.ts';

// npm run clauses               every clause with the passing tests that cite it, then the clauses without one
// npm run clauses -- --json     an object from clause ID to the titles of those tests, and nothing else on stdout
// npm run clauses -- --mutate   takes out each guard of each rule book in turn; a test that cites its clause must fail
//                               (further words: only guards whose ID contains one of them)

const { values, positionals } = parseArgs({ options: { json: { type: 'boolean' }, mutate: { type: 'boolean' } }, allowPositionals: true });

const began = Date.now();
const fresh = freshRun();
const report = fresh ?? (await runVitest([], { output: 'stderr' }));
if (fresh === undefined) keepRun(report, began);

const clauses = readClauses(`${root}/schemes`);
const proofsOf = proofs(report.tests);
const failures = [
  ...report.crashes,
  ...report.tests.filter(({ outcome }) => outcome === 'failed').map(({ file, title }) => `${file} › ${title}`),
];

const isGood = values.mutate ? await mutate() : values.json ? printJson() : print();
for (const line of failures) process.stderr.write(`failed: ${line}\n`);
process.exit(isGood && failures.length === 0 ? 0 : 1);

function printJson(): boolean {
  const known = [...clauses.keys()].flatMap((clause) => {
    const titles = (proofsOf.get(clause) ?? []).map(({ title }) => title);
    return titles.length === 0 ? [] : [[clause, titles] as const];
  });
  process.stdout.write(`${JSON.stringify(Object.fromEntries(known), null, 2)}\n`);
  return true;
}

function print(): boolean {
  const unproven = [...clauses.keys()].filter((clause) => !proofsOf.has(clause));
  const unknown = [...proofsOf.keys()].filter((clause) => !clauses.has(clause));
  for (const [clause, scheme] of clauses) {
    const cited = proofsOf.get(clause) ?? [];
    if (cited.length > 0)
      process.stdout.write(`${clause}  (${scheme})\n${cited.map(({ title, file }) => `    ${title}  [${file}]\n`).join('')}`);
  }
  if (unproven.length > 0) process.stdout.write(`\nNo passing test cites: ${unproven.join(', ')}\n`);
  if (unknown.length > 0) process.stdout.write(`\nCited, yet in no CLAUSES.md: ${unknown.join(', ')}\n`);
  process.stdout.write(`\n${clauses.size} clauses, ${clauses.size - unproven.length} proven, ${unproven.length} unproven\n`);
  return true;
}

async function mutate(): Promise<boolean> {
  const wanted = listMutations().filter(({ id }) => positionals.length === 0 || positionals.some((word) => id.includes(word)));
  const tried = await tryMutations(
    wanted.map(({ id, clause }) => ({ id, clauses: citedIn(clause) })),
    proofsOf,
    ({ id, clauses: of, outcome, why }) =>
      process.stdout.write(`${outcome === 'noticed' ? 'noticed ' : 'SURVIVED'}  ${of.join(' ') || '(no clause)'}  ${id}  ${why}\n`),
  );
  const survivors = tried.filter(({ outcome }) => outcome === 'survived');
  process.stdout.write(`\n${tried.length} guards taken out, ${tried.length - survivors.length} noticed, ${survivors.length} survived\n`);
  return tried.length > 0 && survivors.length === 0;
}
