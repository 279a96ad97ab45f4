import type { Book } from './book.ts';
import { textHash } from './hash.ts';
import type { Sampling } from './terms.ts';

/** How many of so many are drawn: the share in a hundred, rounded up. */
export const drawnOf = (percent: number, many: number): number => Math.ceil((many * percent) / 100);

/**
 * What is drawn: those whose SHA-256 of seed, space and key comes first in order, so that anyone who has the three can check it.
 * Depends on nothing else, neither on the order in which they are given.
 */
export function draw(seed: string, keys: readonly string[], percent: number): readonly string[] {
  const ranked = [...new Set(keys)].map((key) => ({ key, rank: textHash(`${seed} ${key}`) }));
  return ranked
    .toSorted((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0))
    .slice(0, drawnOf(percent, ranked.length))
    .map(({ key }) => key);
}

/** The fields that the act by which a draw is recorded asks for: which draw it was, and its seed. */
export const DRAW_FIELDS = ['draw', 'seed'] as const;

/** Rows of the attestation that only a draw makes. */
export const drawRows = ({ terms }: Pick<Book, 'terms'>): ReadonlySet<string> =>
  new Set(
    terms.flatMap(({ value }) => Object.values(value.sampling ?? {}).flatMap((each) => (each.percent === null ? [] : [each.drawnBy]))),
  );

/** What is wrong with how a book samples: the draw can be carried out on whatever is in effect, and leads to an inspection. */
export const samplingProblems = (book: Book): readonly string[] =>
  book.terms.flatMap(({ from, value }) =>
    Object.entries(value.sampling ?? {}).flatMap(([level, its]) => {
      const name = `the sampling of level ${level} from ${from}`;
      return [
        ...(level in book.levels ? [] : [`${name} is of a level that does not exist`]),
        ...(its.clause in book.clauses ? [] : [`${name} cites ${its.clause}, which the book does not know`]),
        ...(its.percent === null ? [] : ofShare(book, name, its)),
      ];
    }),
  );

function ofShare(book: Book, name: string, { percent, drawnBy }: Sampling & { readonly percent: number }): readonly string[] {
  const row = book.attestation.rows[drawnBy];
  const running = Object.entries(book.attestation.states).flatMap(([id, state]) => (state.waitsFor === 'end' ? [] : [id]));
  const asked = (row?.asks ?? []).map(({ id, kind }) => `${id}: ${kind}`);
  const inspects = (row?.opens ?? []).some((id) => {
    const kind = book.threads[id];
    return kind?.on === 'attestation' && kind.states[kind.initial]?.waitsFor === 'office';
  });
  return [
    ...(Number.isInteger(percent) && percent >= 1 && percent <= 100 ? [] : [`${name} draws ${percent} of a hundred`]),
    ...(row ? [] : [`${name} is recorded by ${drawnBy}, which is no row of the attestation`]),
    ...(row && !row.by.every((party) => book.parties[party]?.side === 'office') ? [`${name} is not made by the office`] : []),
    ...(row && running.some((state) => !row.from.includes(state)) ? [`${name} cannot be recorded in every state before the end`] : []),
    ...(row && (row.to ?? row.needs?.length ?? row.notBy?.length ?? row.blockedBy?.length ?? row.once ?? row.bound)
      ? [`${name} depends on more than the draw`]
      : []),
    ...(row && asked.join() !== DRAW_FIELDS.map((id) => `${id}: text`).join()
      ? [`${name} asks for other than ${DRAW_FIELDS.join(' and ')}`]
      : []),
    ...(row && !inspects ? [`${name} opens nothing that waits for the office`] : []),
  ];
}
