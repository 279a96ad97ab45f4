import { WORKBOOK_LIMITS } from '../../io/workbook/model.ts';
import type { Book } from '../../rules/book.ts';
import { type Field, leaves, type Values } from '../../rules/dossier.ts';
import { dossierOf, editionHash } from '../../rules/editions.ts';
import { contentHash } from '../../rules/hash.ts';
import type { JsonValue } from '../../rules/json.ts';
import type { Language } from '../../rules/text.ts';
import { type CellValue, cellText, type LeafForm, leafForm, toCell, toRows } from './cells.ts';
import { toPairs, type Vault } from './pointers.ts';
import { sheetWords } from './words.ts';

/** The dossier of an application as it goes out into a workbook. */
export interface Checklist {
  readonly book: Book;
  readonly edition: string;
  readonly application: string;
  readonly values: Values;
  /** Version of each field in the draft; absent: 0. */
  readonly versions: ReadonlyMap<string, number>;
  readonly vault: Vault;
  readonly language: Language;
}

/** A leaf of the dossier with its place in the workbook's names. */
export interface SheetLeaf {
  readonly field: Field;
  readonly path: string;
  readonly form: LeafForm;
  /** Defined name of its cell, or of the first heading of its rows. */
  readonly name: string;
}

/** A field of the dossier with the name of the cell that holds its id. */
export interface SheetField {
  readonly field: Field;
  /** What stands in its id cell: the criterion, the item, or the field's own id. */
  readonly id: string;
  readonly name: string;
  readonly leaves: readonly SheetLeaf[];
}

export const FORMAT = 'checklist/1';
export const META = ['scheme', 'edition', 'application', 'structure'] as const;
export type MetaKey = (typeof META)[number];

/** What the workbook says of itself; `structure` is the hash of criteria, dossier and form rules. */
export const identityOf = (of: Pick<Checklist, 'book' | 'edition' | 'application'>): Readonly<Record<MetaKey, string>> => ({
  scheme: of.book.id,
  edition: of.edition,
  application: of.application,
  structure: editionHash(of.book, of.edition),
});

/** All fields of an edition with their names; the same for writing and reading, because both count the same structure. */
export function sheetFields(book: Book, edition: string): readonly SheetField[] {
  let leaf = 0;
  return dossierOf(book, edition)
    .sections.flatMap((section) => section.fields)
    .map((field, index) => ({
      field,
      id: idOf(field),
      name: `k_${index + 1}`,
      leaves: shownLeaves(book, field).map((path) => ({ field, path, form: leafForm(book, field, path), name: `v_${++leaf}` })),
    }));
}

const idOf = (field: Field): string => (field.kind === 'verdict' ? field.criterion : field.kind === 'disclosure' ? field.item : field.id);

/** Recognition is asked for only where the scheme has agreements. */
const shownLeaves = (book: Book, field: Field): readonly string[] =>
  leaves(field).filter((path) => field.kind !== 'verdict' || book.agreements.length > 0 || !/\/(?:agreement|foreignLabel)$/.test(path));

/** The cell that ends the rows of a leaf. */
export const endName = (leaf: SheetLeaf): string => leaf.name.replace('v_', 'e_');

/** The cell beside a leaf's own, where its documents and the places in them stand apart. */
export const placeName = (leaf: SheetLeaf): string => leaf.name.replace('v_', 'p_');

/** What a leaf looks like in the sheet, hashed: an import tells by it whether anybody touched the cell. */
export const faceOf = (content: string | readonly (readonly string[])[]): string => contentHash(content as JsonValue).slice(0, 16);

/** What a leaf has in its one cell. What no cell can hold is said to be so, and stays as it is unless somebody writes over it. */
export function cellOf(leaf: SheetLeaf, of: Checklist): CellValue {
  const value = toCell(leaf.form, of.values[leaf.path], of.language, of.vault);
  return cellText(value).length > WORKBOOK_LIMITS.cellLength ? sheetWords.tooLong[of.language] : value;
}

/** The documents and places of a leaf, in their two cells. */
export function pairCells(leaf: SheetLeaf, of: Checklist): readonly [string, string] {
  const [documents, places] = toPairs(of.values[leaf.path], of.vault).map((lines) => lines.join('\n'));
  const fits = [documents, places].every((each) => (each ?? '').length <= WORKBOOK_LIMITS.cellLength);
  return fits ? [documents ?? '', places ?? ''] : [sheetWords.tooLong[of.language], ''];
}

/** The face of a leaf as it is written. */
export function writtenFace(leaf: SheetLeaf, of: Checklist): string {
  if (leaf.form.form === 'rows') return faceOf(toRows(leaf.form, of.values[leaf.path]));
  if (leaf.form.form === 'pairs') return faceOf(pairCells(leaf, of).map(linesOf));
  return faceOf(cellText(cellOf(leaf, of)));
}

/** The lines of a cell, where each stands for one thing: none at the end is empty. */
export function linesOf(cell: CellValue | undefined): readonly string[] {
  const lines = String(cell ?? '')
    .split(/\r\n?|\n/)
    .map((line) => line.trim());
  return lines.slice(0, lines.findLastIndex((line) => line !== '') + 1);
}
