import { z } from 'zod';
import { Attempt, LOCK_MESSAGE, NO_ANSWER_IN_TIME } from './login-attempt.ts';

/** Wrong passwords one after the other at one login, and the right one afterwards. */
export const LoginSeries = z.strictObject({
  attempts: z
    .array(
      Attempt.extend({ number: z.number().int().min(1), /** Milliseconds from the start of the series. */ at: z.number().nonnegative() }),
    )
    .max(200),
  /** `bound`: all that were meant to be made. `restrained`: the device answered otherwise, so no more were made. `accepted`: one was let in. `time`, `whole-run`: other bounds. */
  stopped: z.enum(['bound', 'restrained', 'accepted', 'time', 'whole-run']),
  /** The right password, at once and while waiting for the device to let it in again. */
  after: z.array(Attempt.extend({ waited: z.number().nonnegative() })).max(20),
  /** Did the device answer elsewhere when this login no longer did? */
  alive: z.boolean().optional(),
});
export type LoginSeries = z.infer<typeof LoginSeries>;
type Made = LoginSeries['attempts'];

/** How a login holds back whoever guesses. `from`: number of the first wrong password that felt it; 0 when that cannot be told. */
export type Restraint =
  | { readonly kind: 'lock-out' | 'rate-limit' | 'connection-refused'; readonly from: number; readonly detail: string }
  | { readonly kind: 'growing-delay' | 'fixed-delay'; readonly from: number; readonly seconds: number };

export type Held =
  | Restraint
  | { readonly kind: 'none'; readonly attempts: number; readonly perMinute: number }
  /** A made-up password was let in. */
  | { readonly kind: 'accepted'; readonly attempts: number }
  | { readonly kind: 'unclear'; readonly why: 'too-few' | 'mixed' | 'gone' | 'slow' };

/** Attempts in a row that show a restraint; fewer may be chance. */
const IN_A_ROW = 3;
const DELAYED_IN_A_ROW = 5;
/** Wrong passwords under which "no restraint" is not said: devices commonly allow five to ten. */
export const ENOUGH_FOR_NONE = 10;
const DELAY_MS = 900;

/** What holds back, as far as the attempts made so far show it. Pure; used to stop a series early and again to judge it. */
export function restraintIn(baseline: Attempt, made: Made): Restraint | undefined {
  const attempts = made.map((attempt) => ({ ...attempt, outcome: usual(made, attempt) }));
  const runOf = (isOne: (attempt: Made[number]) => boolean) => attempts.slice(attempts.findLastIndex((attempt) => !isOne(attempt)) + 1);
  const later = runOf(({ outcome }) => outcome === 'throttled');
  if (later.length >= IN_A_ROW) return told(later);
  const unheard = runOf(isUnanswered);
  const [first] = unheard;
  if (first && unheard.length >= IN_A_ROW) return { kind: 'connection-refused', from: first.number, detail: first.detail };
  return delayIn(baseline, made);
}

/** What a finished series shows. */
export function heldBy(baseline: Attempt, series: LoginSeries): Held {
  const { attempts, after, alive } = series;
  if (attempts.some(({ outcome }) => outcome === 'accepted')) return { kind: 'accepted', attempts: attempts.length };
  const isBack = after.some(({ outcome }) => outcome === 'accepted');
  const seen = restraintIn(baseline, attempts) ?? throttledOften(attempts);
  // Whoever no longer answers may have been brought down by the attempts.
  if (seen?.kind === 'connection-refused' && !isBack && alive !== true) return { kind: 'unclear', why: 'gone' };
  if (seen) return seen;
  const [atOnce] = after;
  const refusedNow = atOnce && atOnce.outcome !== 'accepted' && atOnce.outcome !== 'unclear';
  if (refusedNow) return { kind: 'lock-out', from: 0, detail: atOnce.detail };
  if (isSlow(baseline, attempts)) return { kind: 'unclear', why: 'slow' };
  const refused = attempts.filter((attempt) => usual(attempts, attempt) === 'refused');
  if (refused.length * 3 < attempts.length * 2 || atOnce?.outcome === 'unclear') return { kind: 'unclear', why: 'mixed' };
  if (refused.length < ENOUGH_FOR_NONE || atOnce === undefined) return { kind: 'unclear', why: 'too-few' };
  const last = attempts.at(-1);
  const minutes = Math.max(last === undefined ? 0 : last.at + last.milliseconds + last.openingMilliseconds, 1) / 60_000;
  return { kind: 'none', attempts: attempts.length, perMinute: Math.round(attempts.length / minutes) };
}

/** Seconds after which the right password was let in again; undefined when it was not, or always was. */
export function openAgainAfter({ after }: LoginSeries): number | undefined {
  const back = after.findIndex(({ outcome }) => outcome === 'accepted');
  const found = back > 0 ? after[back] : undefined;
  return found && Math.round(found.waited / 1000);
}

/** An outcome that the very first wrong password had already is this login's way of saying no. */
function usual(attempts: Made, { outcome, detail }: Attempt): Attempt['outcome'] {
  const [first] = attempts;
  if (first?.outcome === 'dropped' && outcome === 'dropped') return 'refused';
  if (first?.detail === LOCK_MESSAGE && detail === LOCK_MESSAGE) return 'refused';
  return outcome;
}

const isUnanswered = ({ outcome, detail }: Attempt): boolean =>
  outcome === 'connection-refused' || outcome === 'dropped' || detail === NO_ANSWER_IN_TIME;

function told(attempts: Made): Restraint | undefined {
  const [first] = attempts;
  if (!first) return undefined;
  const isLock = [LOCK_MESSAGE, 'HTTP 423', 'CONNACK 138'].includes(first.detail);
  return { kind: isLock ? 'lock-out' : 'rate-limit', from: first.number, detail: first.detail };
}

/** Whoever waits a little between two attempts is let through from time to time. */
function throttledOften(attempts: Made): Restraint | undefined {
  const throttled = attempts.filter((attempt) => usual(attempts, attempt) === 'throttled');
  return throttled.length * 3 >= attempts.length && attempts.length >= IN_A_ROW ? told(throttled) : undefined;
}

const whole = ({ milliseconds, openingMilliseconds }: Attempt): number => milliseconds + openingMilliseconds;

/** Delays count as far as they exceed what the right password took: a slow device is not a careful one. */
function delayIn(baseline: Attempt, attempts: Made): Restraint | undefined {
  const over = attempts.map((attempt) => whole(attempt) - whole(baseline));
  const seconds = (milliseconds: number) => Math.round(milliseconds / 100) / 10;
  const [first = 0] = over;
  const [third, second, last] = over.slice(-IN_A_ROW);
  if (third !== undefined && second !== undefined && last !== undefined) {
    const grows = second > Math.max(third, 100) * 1.2 && last > second * 1.2 && last >= 1_500 && last >= 3 * Math.max(first, 250);
    if (grows)
      return { kind: 'growing-delay', from: over.findIndex((each) => each > Math.max(first * 1.2, 200)) + 1, seconds: seconds(last) };
  }
  const from = over.findLastIndex((each) => each < DELAY_MS) + 1;
  const delayed = over.slice(from);
  if (delayed.length < DELAYED_IN_A_ROW) return undefined;
  return { kind: 'fixed-delay', from: from + 1, seconds: seconds(Math.min(...delayed)) };
}

const isSlow = (baseline: Attempt, attempts: Made): boolean =>
  attempts.length > 0 && attempts.every((attempt) => attempt.milliseconds >= DELAY_MS) && baseline.milliseconds >= DELAY_MS;
