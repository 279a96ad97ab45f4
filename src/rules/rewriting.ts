import type { Book, Row } from './book.ts';
import { type Field, isBlank, isRequired, leafFields, type Values } from './dossier.ts';
import { dossierOf } from './editions.ts';
import { formProblems } from './field-check.ts';
import { canonicalJson, type JsonObject, type JsonValue } from './json.ts';
import { InvalidInput } from './refusal.ts';
import type { Subject } from './subject.ts';
import type { Text } from './text.ts';

/** An attestation with the dossier that stands. */
export interface Rewritable {
  readonly book: Book;
  readonly subject: Subject;
  readonly values: Values;
}

/** The fields of the dossier whose new content a row may bring; none where it rewrites nothing. */
export function rewritable({ book, subject }: Pick<Rewritable, 'book' | 'subject'>, row: Pick<Row, 'rewrites'>): readonly Field[] {
  const { rewrites } = row;
  if (rewrites === undefined) return [];
  const fields = [...new Set(leafFields(dossierOf(book, subject.edition ?? '')).values())];
  return fields.filter((field) => field.kind !== 'verdict' && (rewrites === 'any' || rewrites.includes(field.id)));
}

/**
 * What was filled in with a row, parted into what the row asks and the new content of the dossier. Only what differs from what stands
 * is a change; what is named and left blank is removed, which reads null. Refuses content that is not of the form of its field, and that
 * what is required is removed.
 */
export function parted(its: Rewritable, row: Row, filled: JsonObject): { readonly input: JsonObject; readonly changed: Values } {
  const fields = rewritable(its, row);
  if (fields.length === 0) return { input: filled, changed: {} };
  const own = new Set((row.asks ?? []).map((field) => field.id));
  const leaves = leafFields(dossierOf(its.book, its.subject.edition ?? ''));
  const isContent = (path: string) => !own.has(path) && fields.some((field) => leaves.get(path) === field);
  const said = Object.entries(filled).filter(([path]) => isContent(path));
  const problems = said.flatMap(([path, value]) => {
    const field = leaves.get(path);
    return field && field.kind !== 'disclosure' && !isBlank(value)
      ? formProblems(field, value).map((each) => ({ path: each.path ?? path, message: each.message }))
      : [];
  });
  if (problems.length > 0) throw new InvalidInput(problems);
  const same = (path: string, value: JsonValue) => canonicalJson(its.values[path] ?? null) === canonicalJson(value);
  const changed = Object.fromEntries(
    said.map(([path, value]) => [path, isBlank(value) ? null : value] as const).filter(([path, value]) => !same(path, value)),
  );
  const missing = Object.keys(changed).filter(
    (path) => changed[path] === null && isNeeded(leaves.get(path), path, contentAfter(its.values, changed)),
  );
  if (missing.length > 0) throw new InvalidInput(missing.map((path) => ({ path, message: cannotBeRemoved(leaves.get(path)) })));
  return { input: Object.fromEntries(Object.entries(filled).filter(([path]) => !isContent(path))), changed };
}

/** The content as it reads with what changed; what was removed is there no more. */
export const contentAfter = (values: Values, changed: Values): Values =>
  Object.fromEntries(Object.entries({ ...values, ...changed }).filter(([, value]) => value !== null));

/** Must this part of a field be there, beside the rest of the content? An item always has its answer, and what is disclosed its content. */
function isNeeded(field: Field | undefined, path: string, values: Values): boolean {
  if (!field) return false;
  if (field.kind !== 'disclosure') return isRequired(field, values);
  return path === `${field.id}/answer` || values[`${field.id}/answer`] === 'content';
}

const cannotBeRemoved = (field: Field | undefined): Text => ({
  ja: `「${field?.label.ja ?? ''}」は必要な項目のため、空にできません。`,
  en: `“${field?.label.en ?? ''}” is needed and cannot be left empty.`,
});
