import { addDays, type Day } from './day.ts';
import { type EndKind, type Mark, marksOf } from './marks.ts';
import { coveredUntil, inTurn, newest, type Period } from './period.ts';
import type { SubjectEvent } from './subject.ts';
import type { Terms } from './terms.ts';

export { type EndKind, type Mark, marksOf } from './marks.ts';

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
  /** First day of this status; of "in force" the first day of the period; of "expired" the day after the last day of effect. */
  readonly since: Day;
  /** First day on which it reads otherwise, as far as is known; absent: no end in sight. */
  readonly nextChangeOn?: Day;
}

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
  /** Days on which its paper was issued anew within a period. */
  readonly reissuedOn?: readonly Day[];
  readonly withheld: readonly { readonly path: string; readonly from: Day; readonly until: Day }[];
}

const EMPTY: Standing = { periods: [], ends: [], renewals: [], intents: [], withheld: [] };

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
      return {
        ...so,
        renewals: [
          ...so.renewals.filter((r) => r.application !== m.application),
          { application: m.application, filedOn: m.filedOn, timely: m.timely },
        ],
      };
    case 'renewal-concluded':
      return { ...so, renewals: so.renewals.map((r) => (r.application === m.application ? { ...r, concludedOn: m.on } : r)) };
    case 'reissued':
      return { ...so, reissuedOn: [...(so.reissuedOn ?? []), m.on] };
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
  const periods = inTurn(so.periods);
  const current = periods.findLast((period) => period.from <= on && on <= period.until);
  const covered = coveredUntil(periods, on);
  if (current && covered) return { status: 'in-force', since: current.from, ...next(addDays(covered, 1)) };
  const past = periods
    .filter((period) => period.until < on)
    .toSorted((a, b) => (a.until < b.until ? -1 : 1))
    .at(-1);
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
  const renewals =
    terms.renewal.effect === 'continues-until-decided'
      ? so.renewals.filter((each) => each.timely && past.from <= each.filedOn && each.filedOn <= past.until)
      : [];
  const pending = renewals.find((renewal) => !renewal.concludedOn || renewal.concludedOn > on);
  if (pending) return { status: 'renewal-under-review', since: dayAfter, ...next(future ?? pending.concludedOn) };
  const concludedOn = renewals
    .flatMap((renewal) => renewal.concludedOn ?? [])
    .sort()
    .at(-1);
  const expiredOn = concludedOn && concludedOn > dayAfter ? concludedOn : dayAfter;
  const intent = so.intents.findLast((each) => past.from <= each.on && each.on <= past.until);
  const pendingUntil =
    intent && terms.reapplicationDays > 0
      ? sooner(intent.until ?? addDays(dayAfter, terms.reapplicationDays), decidedOn(so, intent.on))
      : undefined;
  if (pendingUntil && on < pendingUntil)
    return { status: 'reapplication-pending', since: dayAfter, ...next(future && future < pendingUntil ? future : pendingUntil) };
  return { status: 'expired', since: expiredOn, ...next(future) };
}

const sooner = (one: Day, other: Day | undefined): Day => (other !== undefined && other < one ? other : one);

/** The day on which the new application that was intended was decided or dropped; undefined while none was, or another still runs (L-3.7-15). */
function decidedOn(so: Standing, intended: Day): Day | undefined {
  const concluded = so.renewals.flatMap((each) => each.concludedOn ?? []);
  const last = concluded.sort().at(-1);
  return concluded.length === so.renewals.length && last !== undefined && last >= intended ? last : undefined;
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

/** The day of issue of the paper that goes with the newest period: its own, or that of the last reissue within it. */
export function paperIssuedOn(so: Pick<Standing, 'periods' | 'reissuedOn'>): Day | undefined {
  const period = newest(so.periods);
  return period && [period.issuedOn, ...(so.reissuedOn ?? []).filter((each) => each > period.issuedOn)].sort().at(-1);
}
