import type { CellModel } from '../../io/workbook/model.ts';
import { oathChoices, offered } from './cells.ts';
import { type Checklist, cellOf, type SheetField, type SheetLeaf } from './checklist.ts';

/** A row of headings. */
export const header = (...labels: readonly string[]): CellModel[] => labels.map((value) => ({ value, style: 'header' }));
/** The cell that holds what the row is known by. */
export const idCell = (each: SheetField): CellModel => ({ value: each.id, style: 'note', name: each.name });
export const blank: CellModel = { value: null, style: 'note' };

/** The one cell in which a leaf is filled in. */
export function answerCell(of: Checklist, leaf: SheetLeaf): CellModel {
  const { form } = leaf;
  const value = cellOf(leaf, of);
  const choices = form.form === 'choice' ? offered(form.options, of.language) : form.form === 'oath' ? oathChoices(of.language) : [];
  return { value, style: 'answer', name: leaf.name, ...(choices.length > 0 ? { choices } : {}) };
}

/** The part of an answer that a leaf is; empty for a field of one leaf. */
export const partOf = (leaf: SheetLeaf): string => leaf.path.slice(leaf.field.id.length + 1);

/** Widths of the columns of an answer. */
export const WIDTHS: Readonly<Record<string, number>> = {
  verdict: 14,
  reason: 36,
  method: 18,
  basis: 16,
  minutes: 10,
  evidence: 44,
  documents: 32,
  places: 28,
  agreement: 24,
  foreignLabel: 20,
  answer: 14,
  content: 56,
};
