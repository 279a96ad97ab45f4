/** The middle value; the mean of the two middle ones of an even count. Refuses an empty list. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which the share q (0 to 1) of the values lies, linearly between neighbours. Refuses an empty list and a q outside 0 to 1. */
export function quantile(values: readonly number[], q: number): number {
  if (values.length === 0) throw new RangeError('no values');
  if (!(q >= 0 && q <= 1)) throw new RangeError(`not a share: ${q}`);
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * q;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}

/** Milliseconds that the work takes. */
export async function milliseconds(work: () => unknown): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

/** Rounds of one contender beside another, in one run, and what comes of them. Figures are per round, in the caller's unit. */
export interface Comparison {
  readonly ours: number;
  readonly theirs: number;
  readonly ratio: number;
  readonly rounds: { readonly ours: readonly number[]; readonly theirs: readonly number[]; readonly ratios: readonly number[] };
}

/**
 * Measures two contenders in turn, who goes first changing every round, so that what the machine does meanwhile falls on both.
 * `ours` and `theirs` of the result are medians; `ratio` is the median of the rounds' ratios ours/theirs.
 */
export async function compare(rounds: number, ours: () => Promise<number>, theirs: () => Promise<number>): Promise<Comparison> {
  if (!Number.isInteger(rounds) || rounds < 1) throw new RangeError(`not a count of rounds: ${rounds}`);
  const figures: { ours: number; theirs: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) {
      const first = await ours();
      figures.push({ ours: first, theirs: await theirs() });
    } else {
      const first = await theirs();
      figures.push({ ours: await ours(), theirs: first });
    }
  }
  const each = {
    ours: figures.map((figure) => figure.ours),
    theirs: figures.map((figure) => figure.theirs),
    ratios: figures.map((figure) => figure.ours / figure.theirs),
  };
  return { ours: median(each.ours), theirs: median(each.theirs), ratio: median(each.ratios), rounds: each };
}
