import type { Book, Effect } from '../rules/book.ts';
import { type Day, isDay } from '../rules/day.ts';
import { type NewRowEvent, termsOn } from '../rules/decide.ts';
import type { Values } from '../rules/dossier.ts';
import { grantedPeriod, renewalConcluded } from '../rules/grant.ts';
import type { JsonObject, JsonValue } from '../rules/json.ts';
import { writeNumber } from '../rules/number.ts';
import type { Period } from '../rules/period.ts';
import { RuleRefused } from '../rules/refusal.ts';
import { keyOf } from '../rules/renewal.ts';
import { type EndKind, type Mark, type Standing, standing } from '../rules/status.ts';
import { fold, type Subject, type SubjectEvent } from '../rules/subject.ts';
import { asOf } from '../rules/terms.ts';

export { keyOf };

/** Streams of attestations; the key is permanent and part of the public address. */
export const attestationStream = (key: string): string => `attestation:${key}`;

/** What the deciding transaction brings to an issue. */
export interface Issue {
  readonly application: Subject;
  /** Hash of the dossier that the decision was bound to. */
  readonly dossier: string;
  readonly values: Values;
  readonly on: Day;
  /** What the application hands on, such as what is withheld. */
  readonly carried?: readonly Mark[];
  /** The running number, taken in the deciding transaction. */
  readonly serial: number;
  /** Origin of the public address, fixed in the QR code at issue. */
  readonly origin: string;
}

export interface Issued {
  readonly key: string;
  readonly event: NewRowEvent;
}

/** Name of the counter that numbers a scheme's attestations: gapless, in the deciding transaction. */
export const counterOf = (book: Book): string => `attestation-number:${book.id}`;

/**
 * The attestation that a granting decision makes: its number, its permanent address, and the period whose last day is
 * stored and printed, never recomputed (L-3.7-6). Refuses what the terms do not allow to be issued.
 */
export function issue(book: Book, given: Issue): Issued {
  const terms = termsOn(book, given.on);
  const { application } = given;
  const number = writeNumber(terms.number, { serial: given.serial, firstDay: given.on, level: application.level });
  const period = periodOf(book, given, []);
  const key = keyOf(number);
  const path = asOf(book.publication, given.on)?.path ?? book.id;
  const marks: readonly Mark[] = [{ mark: 'period', period }, ...(given.carried ?? [])];
  return {
    key,
    event: {
      type: 'AttestationIssued',
      data: {
        scheme: book.id,
        organisation: application.organisation,
        level: application.level,
        ...(application.type ? { productType: application.type } : {}),
        state: book.attestation.initial,
        number,
        address: `${given.origin}/${path}/${key}`,
        edition: period.edition,
        application: application.id,
        dossier: given.dossier,
        period: asJson(period),
        marks: asJson(marks),
      },
      effectiveOn: given.on,
      editions: { criteria: period.edition, termsAsOf: given.on },
    },
  };
}

function alreadyEnded(book: Book, kind: EndKind): RuleRefused {
  const { word, clause } = book.statusWords[kind];
  return new RuleRefused('ended', book.renewal?.clause ?? clause, {
    ja: `状態が「${word.ja}」となったため、更新を認めることはできません。`,
    en: `It is “${word.en}”: its renewal cannot be granted any more.`,
  });
}

/** The further period that a granted renewal adds to the same attestation and the same address. Refuses one that was brought to an end. */
export function renew(book: Book, given: Omit<Issue, 'serial' | 'origin'>, current: Standing): NewRowEvent {
  const end = current.ends.find((each) => each.on <= given.on);
  if (end) throw alreadyEnded(book, end.kind);
  const period = periodOf(book, given, current.periods);
  const marks: readonly Mark[] = [{ mark: 'period', period }, ...(given.carried ?? []), ...renewalConcluded(given.application, given.on)];
  return {
    type: 'AttestationRenewed',
    data: {
      application: given.application.id,
      dossier: given.dossier,
      edition: period.edition,
      period: asJson(period),
      marks: asJson(marks),
    },
    effectiveOn: given.on,
    editions: { criteria: period.edition, termsAsOf: given.on },
  };
}

const asJson = (value: object): JsonValue => value as JsonValue;

function periodOf(book: Book, given: Omit<Issue, 'serial' | 'origin'>, previous: readonly Period[]): Period {
  const field = asOf(book.publication, given.on)?.requestedEnd;
  const asked = field ? given.values[field] : undefined;
  return grantedPeriod(book, { application: given.application, on: given.on, previous, ...(isDay(asked) ? { asked } : {}) });
}

/** The attestation as its events make it. */
export const attestation = (key: string, events: readonly SubjectEvent[]): Subject => fold('attestation', key, events);

/** The application that gave an attestation its newest period. */
export const restsOn = (events: readonly SubjectEvent[]): string =>
  named(
    events.filter((each) => each.data.period !== undefined),
    'application',
  );

/** Hash of the dossier that an attestation rests on after these events. */
export const dossierOf = (events: readonly SubjectEvent[]): string => named(events, 'dossier');

const named = (events: readonly SubjectEvent[], member: 'application' | 'dossier'): string => {
  const found = events.findLast((each) => typeof each.data[member] === 'string')?.data[member];
  return typeof found === 'string' ? found : '';
};

/** What its status rests on, as known at an instant. */
export const standingOf = (events: readonly SubjectEvent[], knownAt?: string): Standing => standing(events, knownAt);

/** Does the event carry this effect of the engine's closed list? */
export const hasEffect = (data: JsonObject, effect: Effect): boolean => Array.isArray(data.effects) && data.effects.includes(effect);
