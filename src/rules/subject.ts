import type { Day } from './day.ts';
import type { JsonObject } from './json.ts';
import type { Period } from './period.ts';

export type { Period };

/** One entry of the history: who did which row, when, on what. */
export interface Entry {
  readonly row: string;
  readonly by: string;
  readonly organisation: string;
  readonly party: string;
  readonly on: Day;
  readonly at: string;
  readonly input: JsonObject;
  readonly seen?: string;
}

export interface Thread {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  /** What it is about: a field path, a period, nothing. */
  readonly about?: string;
  readonly openedOn: Day;
  readonly due?: Day;
  readonly history: readonly Entry[];
}

/** An application or an attestation, as folded from its own stream. */
export interface Subject {
  readonly kind: 'application' | 'attestation';
  readonly id: string;
  /** The number by which people speak of it; the id where none was given. */
  readonly reference: string;
  readonly scheme: string;
  readonly organisation: string;
  readonly level: string;
  readonly type?: string;
  readonly version: number;
  readonly state: string;
  readonly history: readonly Entry[];
  readonly threads: readonly Thread[];
  /** Application: new, or the renewal of an attestation. */
  readonly renews?: string;
  readonly openedOn: Day;
  /** Opened by the office for the applicant, whose application came on paper. */
  readonly onBehalf?: true;
  /** The day that fixes the edition (L-3.4-14). */
  readonly receivedOn?: Day;
  readonly edition?: string;
  /** Hash of the dossier as last submitted. */
  readonly dossier?: string;
  /** Hash of what a review found at the items, as frozen by the row that carried it. */
  readonly findings?: string;
  /** Until when a returned filing may be corrected and keep its day. */
  readonly correctBy?: Day;
  /** Attestation: its number and periods. */
  readonly number?: string;
  readonly periods: readonly Period[];
}

/**
 * The day that a filing made now counts as received on: a filing that was returned keeps its first day when it is
 * corrected within the time set in the return (L-3.4-14, D-9.1-1).
 */
export const receiptDay = (subject: Subject, on: Day): Day =>
  subject.receivedOn !== undefined && subject.correctBy !== undefined && on <= subject.correctBy ? subject.receivedOn : on;

/** What every event of a subject carries; the type is the row's own `event`. */
export interface RowData extends JsonObject {
  readonly row: string;
  readonly party: string;
  readonly input: JsonObject;
}

/** An event as the fold reads it. */
export interface SubjectEvent {
  readonly type: string;
  readonly data: JsonObject;
  readonly effectiveOn: Day;
  readonly at: string;
  readonly version: number;
  readonly actor: { readonly person: string; readonly organisation: string };
}

const text = (data: JsonObject, key: string): string => {
  const value = data[key];
  return typeof value === 'string' ? value : '';
};
const optional = (data: JsonObject, key: string): string | undefined => text(data, key) || undefined;

function entry(event: SubjectEvent): Entry {
  const seen = optional(event.data, 'seen');
  return {
    row: text(event.data, 'row'),
    by: event.actor.person,
    organisation: event.actor.organisation,
    party: text(event.data, 'party'),
    on: event.effectiveOn,
    at: event.at,
    input: (event.data.input ?? {}) as JsonObject,
    ...(seen ? { seen } : {}),
  };
}

/** The subject as its opening event leaves it. */
export function opened(kind: Subject['kind'], id: string, event: SubjectEvent): Subject {
  const { data } = event;
  const type = optional(data, 'productType');
  const renews = optional(data, 'renews');
  const number = optional(data, 'number');
  const edition = optional(data, 'edition');
  return {
    kind,
    id,
    reference: optional(data, 'reference') ?? id,
    scheme: text(data, 'scheme'),
    organisation: text(data, 'organisation'),
    level: text(data, 'level'),
    ...(type ? { type } : {}),
    ...(renews ? { renews } : {}),
    ...(number ? { number } : {}),
    ...(edition ? { edition } : {}),
    version: event.version,
    state: text(data, 'state'),
    history: [],
    threads: [],
    openedOn: event.effectiveOn,
    ...(data.onBehalf === true ? { onBehalf: true } : {}),
    periods: period(data),
  };
}

const period = (data: JsonObject): readonly Period[] => (data.period ? [data.period as unknown as Period] : []);

/** Folds one event into a subject. Knows row data, not schemes; unknown event types change nothing but the version. */
export function evolve(subject: Subject, event: SubjectEvent): Subject {
  const { data } = event;
  const next: Subject = { ...subject, version: event.version };
  const thread = optional(data, 'thread');
  if (thread) return { ...next, threads: evolveThreads(subject, thread, event) };
  const receivedOn = optional(data, 'receivedOn') as Day | undefined;
  const edition = optional(data, 'edition');
  const dossier = optional(data, 'dossier');
  const findings = optional(data, 'findings');
  const correctBy = optional(data, 'correctBy') as Day | undefined;
  const { correctBy: _old, ...kept } = next;
  return {
    ...(data.to ? kept : next),
    state: optional(data, 'to') ?? subject.state,
    history: data.row ? [...subject.history, entry(event)] : subject.history,
    periods: [...subject.periods, ...period(data)],
    ...(receivedOn ? { receivedOn } : {}),
    ...(edition ? { edition } : {}),
    ...(dossier ? { dossier } : {}),
    ...(findings ? { findings } : {}),
    ...(correctBy ? { correctBy } : {}),
  };
}

function evolveThreads(subject: Subject, id: string, event: SubjectEvent): readonly Thread[] {
  const { data } = event;
  const to = optional(data, 'to');
  const found = subject.threads.find((thread) => thread.id === id);
  if (!found) {
    const due = optional(data, 'due') as Day | undefined;
    const about = optional(data, 'about');
    return [
      ...subject.threads,
      {
        id,
        kind: text(data, 'threadKind'),
        state: to ?? '',
        openedOn: event.effectiveOn,
        history: [entry(event)],
        ...(due ? { due } : {}),
        ...(about ? { about } : {}),
      },
    ];
  }
  const due = (optional(data, 'due') as Day | undefined) ?? found.due;
  const changed = { ...found, state: to ?? found.state, history: [...found.history, entry(event)], ...(due ? { due } : {}) };
  return subject.threads.map((thread) => (thread.id === id ? changed : thread));
}

/** The subject that its events make, in order. Refuses an empty stream. */
export function fold(kind: Subject['kind'], id: string, events: readonly SubjectEvent[]): Subject {
  const [first, ...rest] = events;
  if (!first) throw new RangeError(`${kind} ${id} has no events`);
  return rest.reduce(evolve, opened(kind, id, first));
}
