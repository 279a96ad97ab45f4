import type { Advisory } from './advisory.ts';

/** How two versions stand; `open` when the shorter one may stand for either, as `2.0` for 2.0.1 and 2.0.9. */
type Order = 'less' | 'same' | 'more' | 'open';

/** Does a version lie in one of the ranges? `open` when what the device shows is too short to tell. */
export function isAffected(version: string, affected: Advisory['affected']): 'yes' | 'no' | 'open' {
  const answers = affected.map(({ from, before, through }) => {
    const low = from === undefined ? 'more' : compare(version, from);
    const high = compare(version, before ?? through ?? '');
    if (low === 'less' || high === 'more' || (high === 'same' && before !== undefined)) return 'no';
    return low === 'open' || high === 'open' ? 'open' : 'yes';
  });
  return answers.includes('yes') ? 'yes' : answers.includes('open') ? 'open' : 'no';
}

/**
 * Compares a version as shown with one of an advisory: numbers by size, letters behind (`1.0.1f`, `9.8p1`) as later than none, `rc`, `alpha`, `beta` and `pre` as earlier.
 * `7.3` of OpenSSH is the same as `7.3p1`: the letter only says that it was ported.
 */
export function compare(shown: string, other: string): Order {
  const [one, two] = [partsOf(shown), partsOf(other)];
  for (let at = 0; at < Math.max(one.length, two.length); at++) {
    const [left, right] = [one[at], two[at]];
    if (left === undefined) return typeof right === 'number' ? 'open' : isEarly(right) ? 'more' : 'less';
    if (right === undefined) return typeof left === 'string' && isEarly(left) ? 'less' : 'more';
    const order = comparePart(left, right);
    if (order !== 'same') return order;
  }
  return 'same';
}

type Part = number | string;

function partsOf(version: string): readonly Part[] {
  const plain = version.toLowerCase().replace(/[-+~_].*$/, '');
  return (plain.match(/\d+|[a-z]+/g) ?? []).map((part) => (/^\d/.test(part) ? Number(part) : part));
}

function comparePart(one: Part, two: Part): Order {
  if (typeof one === 'number' && typeof two === 'number') return one === two ? 'same' : one < two ? 'less' : 'more';
  if (typeof one === 'string' && typeof two === 'string') return one === two ? 'same' : one < two ? 'less' : 'more';
  // A further number comes after a letter that announces, and before nothing else: 1.2rc1 < 1.2.0, 1.2a < 1.2.1.
  return typeof one === 'string' ? 'less' : 'more';
}

const isEarly = (part: Part | undefined): boolean => typeof part === 'string' && /^(?:rc|alpha|beta|pre)$/.test(part);
