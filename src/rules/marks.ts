import type { Effect } from './book.ts';
import { type Day, isDay } from './day.ts';
import type { JsonObject, JsonValue } from './json.ts';
import type { Period } from './period.ts';

export type EndKind = 'lapsed' | 'withdrawn' | 'ceased';

/** The engine's own entries in a stream, whatever the event is called in a book: what a status rests on. */
export type Mark =
  | { readonly mark: 'period'; readonly period: Period }
  | { readonly mark: 'end'; readonly kind: EndKind; readonly on: Day; readonly ground: string }
  | { readonly mark: 'renewal-filed'; readonly application: string; readonly filedOn: Day; readonly timely: boolean }
  | { readonly mark: 'renewal-concluded'; readonly application: string; readonly on: Day }
  | { readonly mark: 'reissued'; readonly on: Day }
  | { readonly mark: 'intent'; readonly on: Day; readonly until?: Day }
  | { readonly mark: 'withheld'; readonly path: string; readonly from: Day; readonly until: Day };

/** The marks that an event carries in `data.marks`. */
export const marksOf = (data: JsonObject): readonly Mark[] => (Array.isArray(data.marks) ? (data.marks as unknown as readonly Mark[]) : []);

/** Marks as event data; no member at all when there are none. */
export const marksData = (marks: readonly Mark[]): JsonObject => (marks.length === 0 ? {} : { marks: marks as unknown as JsonValue });

const ENDS: Partial<Record<Effect, EndKind>> = { lapse: 'lapsed', withdraw: 'withdrawn', cease: 'ceased' };

/** What an act is about when its effects are carried out. */
export interface Acted {
  readonly event: string;
  readonly input: JsonObject;
  /** The day from which it has effect. */
  readonly on: Day;
  /** Field path that the thread it stands in is about. */
  readonly about?: string;
}

/**
 * The marks that a row's effects leave. An end names its ground (the asked `ground`, else the act itself); a
 * withholding runs from the day of effect to the asked `until`, that day included, and needs a field it is about.
 */
export function marksFor(effects: readonly Effect[], acted: Acted): readonly Mark[] {
  return effects.flatMap((effect): Mark[] => {
    const kind = ENDS[effect];
    if (kind)
      return [{ mark: 'end', kind, on: acted.on, ground: typeof acted.input.ground === 'string' ? acted.input.ground : acted.event }];
    if (effect === 'intend-reapplication') return [{ mark: 'intent', on: acted.on }];
    if (effect === 'reissue') return [{ mark: 'reissued', on: acted.on }];
    if (effect !== 'withhold') return [];
    const { until } = acted.input;
    const path = acted.about;
    if (path === undefined || !isDay(until) || until < acted.on)
      throw new RangeError(`${acted.event} withholds nothing: it needs a field and a day not yet past`);
    return [{ mark: 'withheld', path, from: acted.on, until }];
  });
}
