import { type Engine, inputFrom, makeMove } from '../applications/index.ts';
import type { Field } from '../rules/dossier.ts';
import type { Place } from '../rules/moves.ts';
import { Conflict, InvalidInput, RuleRefused } from '../rules/refusal.ts';
import type { Fields } from '../web/form.ts';
import type { MemberVisit } from '../web/page.ts';
import { type GoTo, goTo, type Page } from '../web/visit.ts';
import type { Tried } from './pages/move.ts';

const word = (posted: Fields, name: string): string => (typeof posted[name] === 'string' ? posted[name] : '');

/** An act of the office from its posted form. */
export interface Act {
  readonly application: string;
  readonly move: string;
  readonly place: Place;
  readonly asks: readonly Field[];
  readonly posted: Fields;
  readonly after: string;
}

/** Makes a move of the office from its posted form; a refusal, missing input, or a case that moved on comes back with everything typed. */
export async function act(
  engine: Engine,
  visit: MemberVisit,
  key: string,
  given: Act,
  again: (tried: Tried) => Promise<Page>,
): Promise<Page | GoTo> {
  const input = inputFrom(given.asks, given.posted);
  const hash = word(given.posted, 'hash');
  const version = Number(word(given.posted, 'version'));
  try {
    await makeMove(engine, visit.principal, key, given.application, {
      move: given.move,
      place: given.place,
      input,
      seen: { version, ...(hash ? { hash } : {}) },
    });
    return goTo(given.after);
  } catch (error) {
    if (error instanceof InvalidInput) return again({ input, problems: error.problems });
    if (error instanceof Conflict) return again({ input, problems: [], isStale: true });
    if (error instanceof RuleRefused && error.code !== 'unknown-move') return again({ input, problems: [], refusal: error });
    throw error;
  }
}
