import type { Book } from '../rules/book.ts';
import { type Field, isBlank, leafFields, type Values } from '../rules/dossier.ts';
import { dossierOf } from '../rules/editions.ts';
import { canonicalJson, type JsonValue } from '../rules/json.ts';

/** One leaf that differs between two submissions. */
export interface Difference {
  readonly path: string;
  readonly field: Field;
  /** `verdict`, `reason` …; empty when the field is one leaf. */
  readonly part: string;
  readonly is: 'added' | 'removed' | 'changed';
  readonly before?: JsonValue;
  readonly now?: JsonValue;
}

/** What changed from one submitted dossier to the next, leaf by leaf in reading order; scope answers first. */
export function compare(book: Book, edition: string, before: Values, now: Values): readonly Difference[] {
  const fields = [...book.scope.questions.map((field) => [field.id, field] as const), ...leafFields(dossierOf(book, edition))];
  return fields.flatMap(([path, field]): Difference[] => {
    const old = filled(before[path]);
    const its = filled(now[path]);
    if (canonicalJson(old ?? null) === canonicalJson(its ?? null)) return [];
    const part = path.slice(field.id.length + 1);
    const is = old === undefined ? 'added' : its === undefined ? 'removed' : 'changed';
    return [{ path, field, part, is, ...(old === undefined ? {} : { before: old }), ...(its === undefined ? {} : { now: its }) }];
  });
}

const filled = (value: JsonValue | undefined): JsonValue | undefined => (isBlank(value) ? undefined : value);
