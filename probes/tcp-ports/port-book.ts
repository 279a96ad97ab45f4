import type { Dialled } from '../../src/check/tools.ts';
import { type PortRanges, rangesOf } from './port-ranges.ts';

export type PortState = 'notLookedAt' | 'open' | 'refused' | 'silent' | 'unreachable' | 'unsure';
const STATES = ['notLookedAt', 'open', 'refused', 'silent', 'unreachable', 'unsure'] as const satisfies readonly PortState[];
const NOT_LOOKED_AT = 0;
const OPEN = 1;
const UNSURE = 5;

/** So many contradictions, and a further one means nothing new. */
const MOST_TRIES = 8;

/** What is known of each port from `first` to `last`, and which is asked next. An open port stays open: silence later is no proof against it. */
export interface PortBook {
  /** Open ports in the order in which they were found. */
  readonly found: readonly number[];
  readonly looked: number;
  readonly askedAgain: number;
  stateOf(port: number): PortState;
  /** Believes an answer that was given at so many connections a second. */
  put(port: number, outcome: Exclude<Dialled['outcome'], 'reset'>, rate: number): void;
  /** Takes an answer back and has the port asked again, a bounded number of times. */
  doubt(port: number): void;
  /** The rate at which the answer of a port was believed. */
  rateOf(port: number): number;
  /** Leaves a port without an answer. */
  giveUp(port: number, as: 'notLookedAt' | 'unsure'): void;
  /** Takes back every refusal and silence that was believed at a higher rate than this. */
  doubtAbove(rate: number): void;
  /** The next ports to ask; fewer than `size` at the end. */
  take(size: number): number[];
  ports(state: PortState): number[];
  ranges(state: PortState): PortRanges;
}

/** A book in which `early` ports, which lie in the range, are left out of the plain order: whoever made it asks them itself. */
export function portBook(first: number, last: number, early: ReadonlySet<number>): PortBook {
  const states = new Uint8Array(65_536);
  const tries = new Uint8Array(65_536);
  const rates = new Float32Array(65_536);
  const again: number[] = [];
  const found: number[] = [];
  let next = first;
  let looked = 0;
  let askedAgain = 0;

  const set = (port: number, state: number) => {
    looked += Number(state !== NOT_LOOKED_AT) - Number(states[port] !== NOT_LOOKED_AT);
    states[port] = state;
  };
  const doubt = (port: number) => {
    if (states[port] === OPEN || states[port] === UNSURE) return;
    const times = (tries[port] ?? 0) + 1;
    tries[port] = times;
    if (times >= MOST_TRIES) return set(port, UNSURE);
    set(port, NOT_LOOKED_AT);
    askedAgain += 1;
    again.push(port);
  };
  const has = (state: PortState) => (port: number) => states[port] === STATES.indexOf(state);

  return {
    found,
    get looked() {
      return looked;
    },
    get askedAgain() {
      return askedAgain;
    },
    stateOf: (port) => STATES[states[port] ?? NOT_LOOKED_AT] ?? 'notLookedAt',
    put(port, outcome, rate) {
      if (states[port] === OPEN) return;
      if (outcome === 'open') found.push(port);
      set(port, STATES.indexOf(outcome));
      rates[port] = rate;
    },
    doubt,
    rateOf: (port) => rates[port] || 1,
    giveUp(port, as) {
      if (states[port] !== OPEN) set(port, STATES.indexOf(as));
    },
    doubtAbove(rate) {
      for (let port = first; port <= last; port += 1) {
        if (states[port] !== NOT_LOOKED_AT && (rates[port] ?? 0) > rate) doubt(port);
      }
    },
    take(size) {
      const ports = again.splice(0, size);
      for (; ports.length < size && next <= last; next += 1) if (!early.has(next)) ports.push(next);
      return ports;
    },
    ports: (state) => rangesOf(first, last, has(state)).flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, n) => from + n)),
    ranges: (state) => rangesOf(first, last, has(state)),
  };
}
