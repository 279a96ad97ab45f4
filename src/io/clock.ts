import { type Day, dayWatch } from '../rules/day.ts';

/** Where everything that needs the time gets it from. `today` is the calendar day in Tokyo at `now`. */
export interface Clock {
  now(): Date;
  today(): Day;
}

const machineNow = () => new Date();

/** The machine's own clock. */
export const systemClock: Clock = { now: machineNow, today: dayWatch(machineNow) };

/** A demo clock: it runs at the machine's speed, from wherever it was put. */
export interface SettableClock extends Clock {
  /** Puts the clock to an instant, or back to the machine's own time when left out. */
  set(at?: Date): void;
  /** Milliseconds ahead of the machine's clock (negative: behind). Keep this, not the instant, to survive a restart. */
  offset(): number;
}

/** A clock that can be set, started at an instant (left out: the machine's time). Only for demo data. */
export function settableClock(start?: Date): SettableClock {
  const ahead = (at: Date) => {
    const milliseconds = at.getTime() - Date.now();
    if (Number.isNaN(milliseconds)) throw new RangeError('not an instant');
    return milliseconds;
  };
  let offset = start ? ahead(start) : 0;
  const now = () => new Date(Date.now() + offset);
  return {
    now,
    today: dayWatch(now),
    set: (at) => {
      offset = at ? ahead(at) : 0;
    },
    offset: () => offset,
  };
}
