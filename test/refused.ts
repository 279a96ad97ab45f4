import { expect } from 'vitest';
import type { Walker } from './walk-server.ts';

/** A refusal as problem+json. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly clause?: string;
  readonly errors: readonly { readonly path: string; readonly code: string; readonly clause?: string; readonly message: string }[];
  readonly allowed: readonly string[];
}

const JAPANESE = /[ぁ-んァ-ヶ一-龠]/;

/** Every sentence of a refusal, as one text. */
const saidIn = (refusal: Refusal): string => [refusal.title, refusal.detail].join(' ');

/** Checks that an answer is a refusal in words of this language, with nothing of our inside in it, and gives it. */
export async function refusal(response: Response, language: 'ja' | 'en'): Promise<Refusal> {
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  const body = await response.text();
  expect(body).not.toMatch(/\bat [\w.<>]+ \(|node_modules|\/src\/|select .* from|stack/i);
  const said = JSON.parse(body) as Refusal;
  expect(said.status).toBe(response.status);
  if (language === 'ja') expect(saidIn(said)).toMatch(JAPANESE);
  else expect(saidIn(said)).not.toMatch(JAPANESE);
  for (const { message } of said.errors) expect(message).not.toBe('');
  return said;
}

/** Asks twice, in Japanese and in English: both must be refused with the same status, code and clause. Gives the English refusal. */
export async function refused(
  by: Walker,
  method: string,
  path: string,
  init: { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<Refusal> {
  const ask = (language: 'ja' | 'en') => by.ask(method, path, { ...init, headers: { 'accept-language': language, ...init.headers } });
  const japanese = await refusal(await ask('ja'), 'ja');
  const english = await refusal(await ask('en'), 'en');
  expect({ status: english.status, code: english.code, clause: english.clause }).toEqual({
    status: japanese.status,
    code: japanese.code,
    clause: japanese.clause,
  });
  expect(english.errors.map((each) => each.path)).toEqual(japanese.errors.map((each) => each.path));
  return english;
}
