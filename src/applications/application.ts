import type { Principal } from '../people/index.ts';
import type { Book } from '../rules/book.ts';
import type { Day } from '../rules/day.ts';
import { checkInput, type NewRowEvent } from '../rules/decide.ts';
import { isBlank, leafFields, type Values } from '../rules/dossier.ts';
import { dossierOf, editionFor } from '../rules/editions.ts';
import { contentHash } from '../rules/hash.ts';
import type { JsonObject, JsonValue } from '../rules/json.ts';
import { InvalidInput, RuleRefused } from '../rules/refusal.ts';
import { fold, type Subject, type SubjectEvent } from '../rules/subject.ts';

/** Streams of applications in the history. */
export const applicationStream = (id: string): string => `application:${id}`;

export interface Opening {
  readonly level: string;
  readonly type?: string;
  /** Answers to the scope questions of the book, by field id. */
  readonly scope: JsonObject;
  /** The attestation it renews, with its organisation and level. */
  readonly renews?: { readonly key: string; readonly organisation: string; readonly level: string };
}

/**
 * Begins an application: the scope questions lead to a reasoned outcome that stays with it (L-3.2-5), and the level
 * must have an approved set that is open on the day (L-3.3-4, L-3.3-6). Refuses a product out of scope, naming why.
 */
export function open(book: Book, organisation: string, opening: Opening, on: Day): NewRowEvent {
  if (!(opening.level in book.levels)) {
    throw new InvalidInput([
      { path: 'level', message: { ja: `レベル「${opening.level}」はありません。`, en: `There is no level “${opening.level}”.` } },
    ]);
  }
  checkInput({ asks: book.scope.questions }, opening.scope);
  const scope = book.scope.decide(opening.scope);
  if (scope.outcome === 'out-of-scope') throw new RuleRefused('out-of-scope', scope.clause, scope.reason);
  if (opening.renews && (opening.renews.organisation !== organisation || opening.renews.level !== opening.level)) {
    throw new RuleRefused('not-yours-to-renew', scope.clause, {
      ja: '更新できるのは自組織の同じレベルの証明だけです。',
      en: 'Only an attestation of your own organisation and the same level can be renewed.',
    });
  }
  const edition = editionFor(book, opening.level, opening.type, on);
  return {
    type: 'ApplicationOpened',
    data: {
      scheme: book.id,
      organisation,
      level: opening.level,
      edition: edition.id,
      state: book.application.initial,
      scope: { answers: opening.scope, outcome: scope.outcome, clause: scope.clause, reason: { ...scope.reason } },
      ...(opening.type ? { productType: opening.type } : {}),
      ...(opening.renews ? { renews: opening.renews.key } : {}),
    },
    effectiveOn: on,
    editions: { criteria: edition.id, termsAsOf: on },
  };
}

/** Name of the counter behind the application numbers of a scheme and year. */
export const referenceCounter = (book: Book, on: Day): string => `application-number:${book.id}:${on.slice(0, 4)}`;

/** The number by which people speak of an application: year of opening and running number, e.g. 2026-00012. */
export const referenceOf = (on: Day, serial: number): string => `${on.slice(0, 4)}-${String(serial).padStart(5, '0')}`;

/** The application as its events make it. */
export const application = (id: string, events: readonly SubjectEvent[]): Subject => fold('application', id, events);

/** The answers to the scope questions, as the opening event keeps them. */
export function scopeAnswers(events: readonly Pick<SubjectEvent, 'data'>[]): JsonObject {
  const scope = events[0]?.data.scope as JsonObject | undefined;
  return (scope?.answers ?? {}) as JsonObject;
}

/** What is hashed, frozen and shown: the filled leaves of this edition's dossier and the scope answers, no others. */
export function contentOf(book: Book, subject: Subject, scope: JsonObject, draft: Values): Values {
  const known = leafFields(dossierOf(book, subject.edition ?? ''));
  const filled = Object.entries(draft).filter(([path, value]) => known.has(path) && !isBlank(value));
  return Object.fromEntries([...Object.entries(scope), ...filled].toSorted(([a], [b]) => (a < b ? -1 : 1))) as Record<string, JsonValue>;
}

/** Hash of the content; what an approval is bound to (design principle 8). */
export const hashOf = (content: Values): string => contentHash(content as JsonObject);

/** May the applicant change the dossier in this state? */
export const isDossierOpen = (book: Book, subject: Subject): boolean => book.application.states[subject.state]?.dossier === 'open';

/** Whose is the draft to read and fill? The applicant's own people's; the office's only in a case that it opened itself. */
export const fillsDraft = ({ organisation }: Pick<Principal, 'organisation'>, subject: Subject): boolean =>
  organisation.kind === 'applicant'
    ? organisation.id === subject.organisation
    : organisation.kind === 'office' && subject.onBehalf === true;

/** Refuses paths that the dossier of this edition does not have, all at once. */
export function assertPaths(book: Book, subject: Subject, paths: readonly string[]): void {
  const known = leafFields(dossierOf(book, subject.edition ?? ''));
  const unknown = paths.filter((path) => !known.has(path));
  if (unknown.length === 0) return;
  throw new InvalidInput(
    unknown.map((path) => ({
      path,
      message: { ja: `この版の申請書類に「${path}」という欄はありません。`, en: `The dossier of this edition has no field “${path}”.` },
    })),
  );
}
