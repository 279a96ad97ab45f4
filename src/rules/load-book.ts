import type { Book } from './book.ts';
import { checkBook } from './check-book.ts';
import { without } from './mutation.ts';

/** Where `npm run clauses -- --mutate` says which guard to take out. Set by the tests' set-up only. */
export const MUTATION = Symbol.for('akashi.mutation');

/** Checks a rule book as it is loaded. Refuses one with any problem, naming all of them. */
export function loadBook<const B extends Book>(book: B): Book {
  const problems = checkBook(book);
  if (problems.length > 0) throw new TypeError(`rule book ${book.id}:\n  ${problems.join('\n  ')}`);
  const mutation: unknown = Reflect.get(globalThis, MUTATION);
  return typeof mutation === 'string' ? without(book, mutation) : book;
}
