const LIST = 50_000;

/** Addresses of label pages in a random order: each equally often, or the nth by Zipf's law (in proportion to 1/n). The same list every time. */
export function paths(keys: readonly string[], how: 'zipf' | 'uniform'): readonly string[] {
  const chance = chances(42);
  const weights = keys.map((_, index) => (how === 'zipf' ? 1 / (index + 1) : 1));
  const until = running(weights);
  const total = until.at(-1) ?? 0;
  return Array.from({ length: LIST }, () => `/l/${keys[firstAbove(until, chance() * total)] ?? ''}`);
}

function running(weights: readonly number[]): readonly number[] {
  let sum = 0;
  return weights.map((weight) => {
    sum += weight;
    return sum;
  });
}

function firstAbove(rising: readonly number[], value: number): number {
  let low = 0;
  let high = rising.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rising[middle] ?? 0) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Numbers from 0 to 1 that are the same on every run (mulberry32). */
export function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
