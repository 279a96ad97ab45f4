import type { MailTransport } from '../io/mail.ts';
import type { Day } from '../rules/day.ts';
import { isReturn, isWatched } from './calendar-days.ts';
import { deliver } from './deliver.ts';
import { beginLetters, followLetters } from './follow.ts';
import { type Surveillance, sweep } from './sweep.ts';

export interface Rounds extends Surveillance {
  readonly clock: { now(): Date; today(): Day };
  readonly transport?: MailTransport;
}

/** One round: what became due or known, the letters, and the mail that is due. */
export async function round(at: Rounds): Promise<void> {
  await sweep(at, at.clock.today());
  await followLetters(at);
  if (at.way !== 'none') await deliver({ store: at.store, now: at.clock.now }, at.transport);
}

const SOON_MS = 1000;
const EVERY_MS = 30_000;

/**
 * Goes its rounds until it is stopped: soon after something happened, and every half minute or as often as asked (milliseconds). `failed`
 * hears of a round that broke off; the next begins anew.
 */
export async function startRounds(at: Rounds, failed: (error: unknown) => void, everyMs = EVERY_MS): Promise<() => Promise<void>> {
  await beginLetters(at);
  const soonMs = Math.min(SOON_MS, everyMs);
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let nextAt = 0;
  const plan = (wait: number) => {
    if (stopped) return;
    const when = performance.now() + wait;
    if (timer && nextAt <= when) return;
    clearTimeout(timer);
    nextAt = when;
    timer = setTimeout(() => {
      timer = undefined;
      running = running
        .then(() => (stopped ? undefined : round(at)))
        .catch((error: unknown) => {
          if (!stopped) failed(error);
        })
        .finally(() => plan(everyMs));
    }, wait);
    timer.unref();
  };
  const silence = at.store.onChange((streams) => {
    if (streams.some((stream) => isWatched(stream) || isReturn(stream))) plan(soonMs);
  });
  plan(soonMs);
  return async () => {
    stopped = true;
    clearTimeout(timer);
    silence();
    await running;
  };
}
