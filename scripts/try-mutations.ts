import { type ReportedTest, runVitest, type TestReport } from './vitest-report.ts';

/** A guard that was taken out of a rule book, and whether a test that cites its clause noticed. */
export interface Tried {
  readonly id: string;
  readonly clauses: readonly string[];
  readonly outcome: 'noticed' | 'survived';
  readonly why: string;
}

const needsMachine = (file: string) => /\.int\.test\.ts$|^test\/(?:stories|browser|devices)\//.test(file);

/**
 * Takes out each guard in turn and runs the tests that cite one of its clauses: the pure ones first, the others only when those
 * noticed nothing. A guard whose clause no test cites has survived, and so has one whose tests did not run to the end.
 */
export async function tryMutations(
  mutations: readonly { readonly id: string; readonly clauses: readonly string[] }[],
  proofsOf: ReadonlyMap<string, readonly ReportedTest[]>,
  tell: (tried: Tried) => void,
): Promise<readonly Tried[]> {
  const waiting = [...mutations];
  const tried: Tried[] = [];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const result = { ...next, ...(await tryOne(next.id, next.clauses, proofsOf)) };
      tell(result);
      tried.push(result);
    }
  };
  await Promise.all([work(), work()]);
  return tried;
}

async function tryOne(
  id: string,
  clauses: readonly string[],
  proofsOf: ReadonlyMap<string, readonly ReportedTest[]>,
): Promise<Pick<Tried, 'outcome' | 'why'>> {
  const citing = clauses.flatMap((clause) => proofsOf.get(clause) ?? []);
  const files = [...new Set(citing.map(({ file }) => file))];
  if (files.length === 0) return { outcome: 'survived', why: 'no passing test cites its clause' };
  const crashes: string[] = [];
  for (const stage of [files.filter((file) => !needsMachine(file)), files.filter(needsMachine)]) {
    if (stage.length === 0) continue;
    const report = await runWithout(id, clauses, stage);
    const noticed = report.tests.find(
      (test) => test.outcome === 'failed' && citing.some((each) => each.file === test.file && each.title === test.title),
    );
    if (noticed !== undefined) return { outcome: 'noticed', why: `by "${noticed.title}"` };
    crashes.push(...report.crashes);
  }
  return {
    outcome: 'survived',
    why: crashes.length > 0 ? `could not decide: ${crashes.join('; ')}` : `not noticed by ${citing.length} citing tests`,
  };
}

function runWithout(id: string, clauses: readonly string[], files: readonly string[]): Promise<TestReport> {
  const titles = `(?:${clauses.map((clause) => clause.replaceAll('.', '\\.')).join('|')})(?![\\w-])`;
  return runVitest([...files, '--maxWorkers=1', '-t', titles], { output: 'nowhere', env: { AKASHI_MUTATE: id } });
}
