import { type Book, CLOCK_KINDS } from './book.ts';
import { citation } from './citation.ts';
import { samplingProblems } from './sampling.ts';

/**
 * What is wrong with the clocks of a book, and with terms that only count where something runs on them: every clock is of a kind that is
 * carried out and tells a side of the scheme, every fee is charged, and a time to re-apply can be asked for.
 */
export const clockProblems = (book: Book): readonly string[] => [...ofClocks(book), ...ofTerms(book), ...samplingProblems(book)];

function ofClocks(book: Book): readonly string[] {
  const sides = new Set<string>(Object.values(book.parties).map(({ side }) => side));
  return Object.entries(book.clocks).flatMap(([id, clock]) => [
    ...citation(book, `clock ${id}`, clock.clause),
    ...(/^[a-z][A-Za-z0-9]*$/.test(id) ? [] : [`clock ${id} is not named in camelCase`]),
    ...(CLOCK_KINDS.includes(clock.kind) ? [] : [`clock ${id} is of the kind ${clock.kind}, which nothing executes`]),
    ...(clock.kind !== 'prompt' || sides.has(clock.tells) ? [] : [`clock ${id} tells ${clock.tells}, who has no part in the scheme`]),
  ]);
}

function ofTerms(book: Book): readonly string[] {
  const charged = new Set(Object.values(book.threads).flatMap(({ charges }) => charges?.fees.map(({ fee }) => fee) ?? []));
  const canIntend = Object.values(book.attestation.rows).some((row) => row.effects?.includes('intend-reapplication'));
  return book.terms.flatMap(({ from, value }) => [
    ...value.fees.filter(({ id }) => !charged.has(id)).map(({ id }) => `the terms from ${from} set the fee ${id}, which nothing charges`),
    ...(value.reapplicationDays > 0 && !canIntend
      ? [`the terms from ${from} leave time to re-apply, which no row of the attestation asks for`]
      : []),
  ]);
}
