import type { Strain } from '../../check/fare.ts';
import type { Pace } from '../../check/tools.ts';
import type { Text } from '../../rules/text.ts';

export interface PaceOptions {
  /** Connections a second that are never exceeded. */
  readonly ceiling: number;
  now(): string;
  elapsed(): number;
  wait(milliseconds: number): Promise<void>;
}

/** A pace that remembers what it went through. */
export interface KeptPace extends Pace {
  /** Takes the turn if it can be had at once. */
  tryTurn(): boolean;
  readonly strains: readonly Strain[];
  readonly lowest: number;
  readonly highest: number;
}

/** Signs of strain so close together have one cause. */
const ONE_CAUSE_MS = 250;
/** Without any strain for so long, a little more than what once hurt is tried. */
const FORGET_MS = 60_000;
const AT_ONCE = Promise.resolve();

/**
 * A token bucket that starts at a third of the ceiling. Strain halves the rate at once (not below 2 a second); each clean stretch raises it by a
 * twelfth of the ceiling, after a strain by a tenth of the rate, and never above 0.8 of the lowest rate that hurt within the last minute.
 */
export function createPace({ ceiling, now, elapsed, wait }: PaceOptions): KeptPace {
  const floor = Math.min(2, ceiling);
  let rate = Math.max(floor, ceiling / 3);
  let lowest = rate;
  let highest = rate;
  let hurtAt = Number.POSITIVE_INFINITY;
  let strainedAt = Number.NEGATIVE_INFINITY;
  let tokens = 1;
  let filledAt = elapsed();
  let pouring = false;
  const waiting: (() => void)[] = [];
  const strains: Strain[] = [];

  const set = (next: number) => {
    rate = Math.min(ceiling, Math.max(floor, next));
    lowest = Math.min(lowest, rate);
    highest = Math.max(highest, rate);
  };
  const fill = () => {
    const at = elapsed();
    tokens = Math.min(Math.max(1, rate / 50), tokens + ((at - filledAt) * rate) / 1000);
    filledAt = at;
  };
  const pour = async () => {
    pouring = true;
    while (waiting.length > 0) {
      fill();
      while (tokens >= 1 && waiting.length > 0) {
        tokens -= 1;
        waiting.shift()?.();
      }
      if (waiting.length > 0) await wait(Math.max(1, ((1 - tokens) * 1000) / rate));
    }
    pouring = false;
  };

  const tryTurn = () => {
    if (pouring) return false;
    if (tokens < 1) fill();
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };

  return {
    tryTurn,
    turn() {
      if (tryTurn()) return AT_ONCE;
      return new Promise((resolve) => {
        waiting.push(resolve);
        if (!pouring) void pour();
      });
    },
    get rate() {
      return rate;
    },
    strained(why: Text) {
      const at = elapsed();
      if (at - strainedAt < ONE_CAUSE_MS) return;
      strainedAt = at;
      hurtAt = Math.min(hurtAt, rate);
      fill();
      set(rate / 2);
      tokens = Math.min(tokens, 1);
      strains.push({ at: now(), why, rate });
    },
    eased() {
      const quiet = elapsed() - strainedAt;
      if (quiet > FORGET_MS && hurtAt < ceiling) {
        hurtAt *= 1.25;
        strainedAt = elapsed();
      }
      const step = strains.length === 0 ? ceiling / 12 : rate / 10;
      const limit = Math.min(ceiling, hurtAt * 0.8);
      if (rate < limit) set(Math.min(limit, rate + step));
    },
    strains,
    get lowest() {
      return lowest;
    },
    get highest() {
      return highest;
    },
  };
}
