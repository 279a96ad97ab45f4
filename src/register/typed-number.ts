import { keyOf } from '../attestations/index.ts';
import type { Book } from '../rules/book.ts';
import { type Day, day } from '../rules/day.ts';
import { type NumberPattern, readNumber, writeNumber } from '../rules/number.ts';

/** What a number that somebody typed could mean. */
export type TypedNumber =
  | { readonly is: 'number'; readonly key: string; readonly number: string; readonly book: Book }
  | { readonly is: 'wrong-check'; readonly hint: string; readonly book: Book }
  | { readonly is: 'no-number' };

/**
 * Reads a number by every pattern that these books ever wrote numbers with: width, case, spaces and hyphens are
 * forgiven. A wrong check character is told from what is no number at all.
 */
export function readTyped(books: readonly Book[], typed: string): TypedNumber {
  if (typed.length > 100) return { is: 'no-number' };
  const readings = books.flatMap((book) => patternsOf(book).map((pattern) => ({ book, reading: readNumber(pattern, typed) })));
  for (const { book, reading } of readings) {
    if (reading.is === 'well-formed') return { is: 'number', key: keyOf(reading.number), number: reading.number, book };
  }
  for (const { book, reading } of readings) if (reading.is === 'wrong-check') return { is: 'wrong-check', hint: reading.hint, book };
  return { is: 'no-number' };
}

const patternsOf = (book: Book): readonly NumberPattern[] => {
  const spelled = new Map(book.terms.map((entry) => [JSON.stringify(entry.value.number), entry.value.number]));
  return [...spelled.values()];
};

/** How a number of this book looks, for a reader who wonders what to type. */
export function exampleNumber(book: Book, on: Day = day('2026-04-01')): string {
  const pattern = patternsOf(book).at(-1);
  const level = Object.keys(book.levels)[0] ?? '1';
  return pattern ? writeNumber(pattern, { serial: 123, firstDay: on, level }) : '';
}
