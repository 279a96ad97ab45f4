import { inspect, isDeepStrictEqual } from 'node:util';
import { ApiRefused } from '../api-client.ts';
import type { Stage } from './stage.ts';

/** What the server says is not what the story tells: the demo fails. */
export class ToldOtherwise extends Error {
  constructor(what: string, seen: unknown, told: unknown) {
    const spelled = (value: unknown) => inspect(value, { depth: 4, maxArrayLength: 12, maxStringLength: 300 });
    super(`${what}: ${spelled(seen)}, and not ${spelled(told)}`);
    this.name = 'ToldOtherwise';
  }
}

/** Throws ToldOtherwise unless what was seen is what is told. */
export function same(what: string, seen: unknown, told: unknown): void {
  if (!isDeepStrictEqual(seen, told)) throw new ToldOtherwise(what, seen, told);
}

/** Throws ToldOtherwise unless the text says each of these. */
export function says(what: string, text: string, ...parts: readonly string[]): void {
  const missing = parts.filter((part) => !text.includes(part));
  if (missing.length > 0) throw new ToldOtherwise(what, 'not found', missing.join(' / '));
}

/** Something that must be refused, and under this clause. */
export async function refused(stage: Stage, what: string, clause: string, tried: () => Promise<unknown>): Promise<void> {
  const error = await tried().then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error === undefined) throw new ToldOtherwise(what, 'allowed', `refused under ${clause}`);
  if (!(error instanceof ApiRefused)) throw error;
  const cited = [error.problem.clause, ...(error.problem.errors ?? []).map((each) => each.clause)];
  if (!cited.includes(clause)) throw new ToldOtherwise(what, error.message, `refused under ${clause}`);
  stage.keepRefusal({ on: stage.today, what, clause });
  stage.say(`  認められない: ${what}(${clause})`);
}
