import type { Row } from '../rules/book.ts';
import { standardOf } from '../rules/disclosure.ts';
import type { Dossier, Field, Values } from '../rules/dossier.ts';
import type { JsonObject, JsonValue } from '../rules/json.ts';
import type { Language } from '../rules/text.ts';
import type { ReviewItem } from './review-items.ts';

/** An item that stands in the way of a grant, and what is to be done about it. */
export interface Improvement {
  readonly field: Field;
  readonly explanation: string;
}

/** Does it ever decide? An optional item of disclosure never does (D-5.2-2). */
export const isCounted = (field: Field): boolean => field.kind !== 'disclosure' || field.weight === 'mandatory';

/**
 * The items to improve, in the order of the dossier: what the review found, in the officer's words, and what the computed standard
 * does not accept. Optional items never stand among them.
 */
export function improvementsOf(dossier: Dossier, values: Values, items: readonly ReviewItem[], language: Language): readonly Improvement[] {
  const below = new Map(standardOf(dossier, values).flatMap((each) => (each.why ? [[each.field.id, each.why[language]] as const] : [])));
  const said = new Map(
    items.flatMap(({ field, finding }) => (finding?.finding === 'to-improve' ? [[field.id, finding.words] as const] : [])),
  );
  return dossier.sections
    .flatMap((section) => section.fields)
    .flatMap((field): Improvement[] => {
      const parts = [below.get(field.id), said.get(field.id)].filter((each) => each !== undefined && each.trim() !== '');
      return isCounted(field) && parts.length > 0 ? [{ field, explanation: parts.join('\n') }] : [];
    });
}

/** An item by its number and its label, as letters name it. */
export const namedItem = (field: Field, language: Language): string => {
  const code = field.kind === 'verdict' ? field.criterion : field.kind === 'disclosure' ? field.item : '';
  return [code, field.label[language]].filter(Boolean).join(' ');
};

/** What a refusal begins with: the improvements in its first table, the item in the first column and the explanation in the second. */
export function proposedInput(row: Pick<Row, 'asks'>, improvements: readonly Improvement[], language: Language): JsonObject {
  const table = row.asks?.find((field) => field.kind === 'table');
  const [about, said] = table?.kind === 'table' ? table.columns : [];
  if (table?.kind !== 'table' || !about || !said || improvements.length === 0) return {};
  const rows = improvements.slice(0, table.maxRows).map(
    ({ field, explanation }): JsonValue => ({
      [about.id]: namedItem(field, language).slice(0, about.maxLength),
      [said.id]: explanation.slice(0, said.maxLength),
    }),
  );
  return { [table.id]: rows };
}
