import { addDays, type Day } from './day.ts';
import type { JsonObject } from './json.ts';
import type { Period, SubjectEvent } from './subject.ts';
import type { Terms } from './terms.ts';

export const STATUSES = [
  'not-yet',
  'in-force',
  'renewal-under-review',
  'expired',
  'reapplication-pending',
  'lapsed',
  'withdrawn',
  'ceased',
] as const;
/** What an attestation is on a day. Four different words for the end (L-3.7-18), and two for what follows it. */
export type StatusId = (typeof STATUSES)[number];

export interface Status {
  readonly status: StatusId;
  /** First day of this status. */
  readonly since: Day;
  /** First day on which it reads otherwise, as far as is known; absent: no end in sight. */
  readonly nextChangeOn?: Day;
}

export type EndKind = 'lapsed' | 'withdrawn' | 'ceased';

/** What the status rests on, folded from the attestation's own stream. */
export interface Standing {
  readonly periods: readonly Period[];
  readonly ends: readonly { readonly kind: EndKind; readonly on: Day; readonly ground: string }[];
  readonly renewals: readonly {
    readonly application: string;
    readonly filedOn: Day;
    readonly timely: boolean;
    readonly concludedOn?: Day;
  }[];
  readonly intents: readonly { readonly on: Day; readonly until?: Day }[];
  readonly withheld: readonly { readonly path: string; readonly from: Day; readonly until: Day }[];
}

const EMPTY: Standing = { periods: [], ends: [], renewals: [], intents: [], withheld: [] };

/** The engine's own entries in an attestation's stream, whatever the event is called in a book. */
export type Mark =
  | { readonly mark: 'period'; readonly period: Period }
  | { readonly mark: 'end'; readonly kind: EndKind; readonly on: Day; readonly ground: string }
  | { readonly mark: 'renewal-filed'; readonly application: string; readonly filedOn: Day; readonly timely: boolean }
  | { readonly mark: 'renewal-concluded'; readonly application: string; readonly on: Day }
  | { readonly mark: 'intent'; readonly on: Day; readonly until?: Day }
  | { readonly mark: 'withheld'; readonly path: string; readonly from: Day; readonly until: Day };

/** The marks that an event carries in `data.marks`. */
export const marksOf = (data: JsonObject): readonly Mark[] => (Array.isArray(data.marks) ? (data.marks as unknown as readonly Mark[]) : []);

/** Folds the marks of a stream, of those events only that were recorded at or before `knownAt` (ISO instant). */
export function standing(events: readonly SubjectEvent[], knownAt?: string): Standing {
  const known = events.filter((event) => knownAt === undefined || Date.parse(event.at) <= Date.parse(knownAt));
  return known.flatMap((event) => marksOf(event.data)).reduce(mark, EMPTY);
}

function mark(so: Standing, m: Mark): Standing {
  switch (m.mark) {
    case 'period':
      return { ...so, periods: [...so.periods, m.period] };
    case 'end':
      return { ...so, ends: [...so.ends, { kind: m.kind, on: m.on, ground: m.ground }] };
    case 'renewal-filed':
      return { ...so, renewals: [...so.renewals, { application: m.application, filedOn: m.filedOn, timely: m.timely }] };
    case 'renewal-concluded':
      return { ...so, renewals: so.renewals.map((r) => (r.application === m.application ? { ...r, concludedOn: m.on } : r)) };
    case 'intent':
      return { ...so, intents: [...so.intents, { on: m.on, ...(m.until ? { until: m.until } : {}) }] };
    case 'withheld':
      return { ...so, withheld: [...so.withheld, { path: m.path, from: m.from, until: m.until }] };
  }
}

/**
 * The status on a day in Tokyo. On the last day of a period it still reads in force; on the effective day of a lapse,
 * a withdrawal or another end it already reads so (L-3.7-18). The end that comes first wins.
 */
export function statusOn(so: Standing, terms: Terms, on: Day): Status {
  const end = earliest(so.ends);
  if (end && end.on <= on) return { status: end.kind, since: end.on };
  const next = (day: Day | undefined): { nextChangeOn?: Day } => {
    const first = [day, end?.on].filter((d) => d !== undefined).sort()[0];
    return first ? { nextChangeOn: first } : {};
  };
  const periods = so.periods.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const current = periods.findLast((period) => period.from <= on && on <= period.until);
  if (current) {
    const adjoining = periods.find((period) => period.from > current.from && period.from <= addDays(current.until, 1));
    return { status: 'in-force', since: current.from, ...next(adjoining ? addDays(adjoining.until, 1) : addDays(current.until, 1)) };
  }
  const past = periods.findLast((period) => period.until < on);
  const future = periods.find((period) => period.from > on);
  if (!past) return { status: 'not-yet', since: on, ...next(future?.from) };
  return afterThe(past, so, terms, on, next, future?.from);
}

function afterThe(
  past: Period,
  so: Standing,
  terms: Terms,
  on: Day,
  next: (day: Day | undefined) => { nextChangeOn?: Day },
  future: Day | undefined,
): Status {
  const dayAfter = addDays(past.until, 1);
  const pending = so.renewals.find((renewal) => renewal.timely && (!renewal.concludedOn || renewal.concludedOn > on));
  if (terms.renewal.effect === 'continues-until-decided' && pending) {
    return { status: 'renewal-under-review', since: dayAfter, ...next(pending.concludedOn) };
  }
  const concluded = so.renewals.find((renewal) => renewal.timely && renewal.concludedOn && renewal.concludedOn > dayAfter);
  const expiredOn = terms.renewal.effect === 'continues-until-decided' && concluded?.concludedOn ? concluded.concludedOn : dayAfter;
  const intent = so.intents.findLast((each) => each.on <= on);
  const pendingUntil = intent && terms.reapplicationDays > 0 ? (intent.until ?? addDays(dayAfter, terms.reapplicationDays)) : undefined;
  if (pendingUntil && on < pendingUntil) return { status: 'reapplication-pending', since: dayAfter, ...next(pendingUntil) };
  return { status: 'expired', since: expiredOn, ...next(future) };
}

const earliest = (ends: Standing['ends']) => ends.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))[0];

/** Is the field withheld on the day? Ends by itself on the day after its last (D-7.2-2, D-7.2-3). */
export const isWithheld = (so: Standing, path: string, on: Day): boolean =>
  so.withheld.some((each) => each.path === path && each.from <= on && on <= each.until);

/** The next day on which anything a reader sees changes by itself: the status or the end of a withholding. */
export function nextChangeOn(so: Standing, terms: Terms, on: Day): Day | undefined {
  const ends = so.withheld.flatMap((each) => [each.from, addDays(each.until, 1)]).filter((d) => d > on);
  const status = statusOn(so, terms, on).nextChangeOn;
  return [...ends, ...(status ? [status] : [])].sort()[0];
}
