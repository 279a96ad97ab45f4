import type { Book } from './book.ts';
import { isBlank, leafFields, type Values } from './dossier.ts';
import { dossierOf } from './editions.ts';
import type { JsonObject, JsonValue } from './json.ts';

/** How what was issued is renewed. */
export interface Renewal {
  /** Leaves that a renewal states anew, beside every oath: what was true of the last application only. */
  readonly anew: readonly string[];
  readonly clause: string;
}

/** By what another attestation is told to be of the same object as an application. */
export interface SameObject {
  /** Leaves that say alike in both, within one organisation: width, case and spaces do not count. */
  readonly alike: readonly string[];
  /** The leaf in which the applicant names an earlier attestation by its number, whoever held it. */
  readonly number?: string;
  readonly clause: string;
}

/** What a renewal begins with: the dossier that it renews, without its oaths and what is stated anew, as far as the edition has its leaves. */
export function renewalDraft(book: Book, edition: string, before: Values): Values {
  const anew = new Set(book.renewal?.anew ?? []);
  const carried = [...leafFields(dossierOf(book, edition))].flatMap(([path, field]): [string, JsonValue][] => {
    const value = before[path];
    return value === undefined || isBlank(value) || field.kind === 'oath' || anew.has(path) ? [] : [[path, value]];
  });
  return Object.fromEntries(carried);
}

/** The answers to the scope questions that a submitted dossier holds. */
export const scopeIn = (book: Book, values: Values): JsonObject =>
  Object.fromEntries(
    book.scope.questions.flatMap(({ id }): [string, JsonValue][] => {
      const value = values[id];
      return value === undefined || isBlank(value) ? [] : [[id, value]];
    }),
  );

const spelled = (value: JsonValue | undefined): string =>
  typeof value === 'string' ? value.normalize('NFKC').toLowerCase().replace(/\s+/g, '') : '';

/** Do two dossiers speak of the same object? Never where a leaf of either is blank, or where the book names none. */
export function isSameObject(book: Pick<Book, 'sameObject'>, one: Values, other: Values): boolean {
  const alike = book.sameObject?.alike ?? [];
  return alike.length > 0 && alike.every((path) => spelled(one[path]) !== '' && spelled(one[path]) === spelled(other[path]));
}

/** A number as it stands in addresses: without what would need escaping. */
export const keyOf = (number: string): string => number.replace(/[^0-9A-Za-z-]+/g, '-');

/** Key of the earlier attestation that a dossier names; undefined when it names none. */
export function namedBefore(book: Pick<Book, 'sameObject'>, values: Values): string | undefined {
  const named = book.sameObject?.number === undefined ? undefined : values[book.sameObject.number];
  return typeof named === 'string' && !isBlank(named) ? keyOf(named.normalize('NFKC').trim()) : undefined;
}
