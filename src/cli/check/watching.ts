import type { Effort } from '../../check/probe.ts';
import type { RunEvent } from '../../check/run.ts';
import { visible } from '../../check/visible.ts';
import type { Language, Text } from '../../rules/text.ts';

/** What there is to know of a probe for whoever watches. */
export interface Watched {
  readonly id: string;
  readonly title: Text;
  readonly aspects: Readonly<Record<string, Text>>;
  readonly effort: Effort;
}

/** How far a run is. `at` are milliseconds since its start. */
export interface Watching {
  readonly probes: readonly Watched[];
  readonly finished: readonly string[];
  readonly current?: { readonly id: string; readonly from: number; readonly done: number; readonly total: number; readonly note?: Text };
  readonly away: boolean;
}

/** What one event of the run changes. */
export function watch(was: Watching, event: RunEvent, at: number): Watching {
  switch (event.event) {
    case 'probe-started':
      return { ...was, current: { id: event.probe, from: at, done: 0, total: 0 } };
    case 'progress':
      if (was.current?.id !== event.probe) return was;
      return {
        ...was,
        current: { ...was.current, done: event.done, total: event.total, ...(event.note ? { note: event.note } : {}) },
      };
    case 'observation': {
      const { current: _, ...rest } = was;
      return { ...rest, finished: [...new Set([...was.finished, event.observation.probe])] };
    }
    case 'away':
      return { ...was, away: true };
    case 'back':
      return { ...was, away: false };
    default:
      return was;
  }
}

/** The share of the current probe that is done, from 0 to 1; undefined when it does not tell. */
export const shareOf = ({ current }: Watching): number | undefined =>
  current === undefined || current.total <= 0 ? undefined : Math.min(1, Math.max(0, current.done / current.total));

/**
 * Seconds that the run will still take without the time of a person. Of the current probe what its own progress leads to, once a tenth is done, else what such
 * a probe is expected to take; of the others what is expected.
 */
export function secondsLeft(watching: Watching, at: number): number {
  const { probes, finished, current } = watching;
  const later = probes.filter(({ id }) => id !== current?.id && !finished.includes(id));
  const expected = later.reduce((sum, { effort }) => sum + effort.unattendedSeconds, 0);
  if (current === undefined) return expected;
  const taken = (at - current.from) / 1000;
  const share = shareOf(watching) ?? 0;
  const whole = probes.find(({ id }) => id === current.id)?.effort.unattendedSeconds ?? 0;
  const own = share >= 0.1 ? (taken * (1 - share)) / share : Math.max(0, whole - taken);
  return expected + own;
}

/** `0:42`, `12:05`, `1:02:05`. */
export function spellSeconds(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** A message on one line, safe for a terminal whatever a device put into it. */
export const shown = (text: Text, language: Language, limit = 600): string => visible(text[language].replaceAll(/\s*\n\s*/g, ' '), limit);
