import type { Book } from '../../rules/book.ts';
import { isDay } from '../../rules/day.ts';
import { answerWords, DISCLOSURE_ANSWERS } from '../../rules/disclosure.ts';
import { type Field, isBlank, models, pointers } from '../../rules/dossier.ts';
import type { JsonValue } from '../../rules/json.ts';
import { type Language, type Text, text } from '../../rules/text.ts';
import { BASES, basisWords, METHODS, methodWords, VERDICTS, verdictWords } from '../../rules/verdict.ts';
import { documentName, type Parsed, readPointers, type Vault } from './pointers.ts';

export interface CellOption {
  readonly value: string;
  readonly label: Text;
}

/** How a leaf of the dossier stands in a workbook: in one cell, or as a block of rows. */
export type LeafForm =
  | { readonly form: 'text' }
  | { readonly form: 'number'; readonly whole: boolean }
  | { readonly form: 'date' }
  | { readonly form: 'choice'; readonly options: readonly CellOption[] }
  | { readonly form: 'choices'; readonly options: readonly CellOption[] }
  | { readonly form: 'oath' }
  | { readonly form: 'pointers' }
  /** Documents in one cell and the places in them in the next, line by line. */
  | { readonly form: 'pairs' }
  | { readonly form: 'rows'; readonly columns: readonly CellOption[]; readonly maxRows: number };

const optionsOf = <Value extends string>(values: readonly Value[], words: Readonly<Record<Value, Text>>): readonly CellOption[] =>
  values.map((value) => ({ value, label: words[value] }));
const yes = text('はい', 'Yes');

export const modelColumns = [
  { value: 'model', label: text('型番', 'Model number') },
  { value: 'name', label: text('名称', 'Name') },
  { value: 'difference', label: text('違い', 'Difference') },
] as const satisfies readonly CellOption[];

/** The form of a leaf; `path` tells the parts of an answer apart. */
export function leafForm(book: Book, field: Field, path: string): LeafForm {
  switch (field.kind) {
    case 'number':
    case 'money':
      return { form: 'number', whole: field.kind === 'money' };
    case 'date':
      return { form: 'date' };
    case 'choice':
    case 'choices':
      return { form: field.kind, options: field.options };
    case 'oath':
      return { form: 'oath' };
    case 'evidence':
      return { form: 'pointers' };
    case 'models':
      return { form: 'rows', columns: modelColumns, maxRows: field.maxRows };
    case 'table':
      return { form: 'rows', columns: field.columns.map(({ id, label }) => ({ value: id, label })), maxRows: field.maxRows };
    case 'verdict':
    case 'disclosure':
      // As on the scheme's own form: the attachment and the place in it are two columns.
      return path === `${field.id}/evidence` && field.kind === 'disclosure'
        ? { form: 'pairs' }
        : partForm(book, path.slice(field.id.length + 1));
    case 'text':
      return { form: 'text' };
  }
}

function partForm(book: Book, part: string): LeafForm {
  switch (part) {
    case 'verdict':
      return { form: 'choice', options: optionsOf(VERDICTS, verdictWords) };
    case 'method':
      return { form: 'choice', options: optionsOf(METHODS, methodWords) };
    case 'basis':
      return { form: 'choice', options: optionsOf(BASES, basisWords) };
    case 'answer':
      return { form: 'choice', options: optionsOf(DISCLOSURE_ANSWERS, answerWords) };
    case 'agreement':
      return { form: 'choice', options: book.agreements.map(({ id, label }) => ({ value: id, label })) };
    case 'minutes':
      return { form: 'number', whole: true };
    case 'evidence':
      return { form: 'pointers' };
    default:
      return { form: 'text' };
  }
}

/** What may stand in a single cell. */
export type CellValue = string | number | boolean | null;

/** What a choice cell offers, in one language. */
export const offered = (options: readonly CellOption[], language: Language): readonly string[] =>
  options.map((option) => option.label[language]);
export const oathChoices = (language: Language): readonly string[] => [yes[language]];

/** A leaf in one cell. A value of another kind than the field's is written as it is, so that nothing is lost. */
export function toCell(form: LeafForm, value: JsonValue | undefined, language: Language, vault: Vault): CellValue {
  if (isBlank(value) || value === undefined) return null;
  const label = (options: readonly CellOption[], each: JsonValue) =>
    options.find((option) => option.value === each)?.label[language] ?? String(each);
  switch (form.form) {
    case 'choice':
      return label(form.options, value);
    case 'choices':
      return Array.isArray(value) ? value.map((each: JsonValue) => label(form.options, each)).join('\n') : String(value);
    case 'oath':
      return value === true ? yes[language] : null;
    case 'pointers':
      return pointers(value)
        .map((pointer) => `${documentName(pointer.document, vault)} | ${pointer.place}`)
        .join('\n');
    case 'number':
      return typeof value === 'number' ? value : String(value);
    default:
      return typeof value === 'object' ? JSON.stringify(value) : String(value);
  }
}

const bare = (typed: string): string => typed.normalize('NFKC').replaceAll(/\s+/g, '').toLowerCase();
const none = { value: null } as const;

/** A cell read back into the form of its leaf, or what is wrong with it. `now` is the leaf's present value. */
export function fromCell(form: LeafForm, cell: CellValue, now: JsonValue | undefined, vault: Vault): Parsed {
  const typed = cellText(cell);
  if (typed === '') return none;
  switch (form.form) {
    case 'text':
      return { value: typed };
    case 'number':
      return number(form.whole, typed);
    case 'date':
      return date(typed);
    case 'oath':
      return oath(typed);
    case 'choice':
      return chosen(form.options, typed);
    case 'choices': {
      const all = typed.split(/[\n、;；]+/).map((each) => chosen(form.options, each));
      const wrong = all.find((each) => 'problem' in each);
      return wrong ?? { value: all.flatMap((each) => ('value' in each ? [each.value] : [])) };
    }
    case 'pointers':
      return readPointers(typed, pointers(now), vault);
    case 'pairs':
    case 'rows':
      return none;
  }
}

/** The text of a cell: line ends made \n, no white space around. */
export const cellText = (cell: CellValue | undefined): string =>
  String(cell ?? '')
    .replaceAll(/\r\n?/g, '\n')
    .trim();

function number(whole: boolean, typed: string): Parsed {
  const read = Number(typed.normalize('NFKC').replaceAll(/[,\s]/g, ''));
  if (Number.isFinite(read) && (!whole || Number.isSafeInteger(read))) return { value: read };
  return {
    problem: whole
      ? text(`「${typed}」は整数ではありません。`, `“${typed}” is not a whole number.`)
      : text(`「${typed}」は数ではありません。`, `“${typed}” is not a number.`),
  };
}

function date(typed: string): Parsed {
  const [, year, month, day] =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(typed.normalize('NFKC').replace(/ 00:00:00$/, '')) ?? [];
  const read = year && month && day ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : '';
  return isDay(read)
    ? { value: read }
    : {
        problem: text(
          `「${typed}」は実在する日付(例 2026-11-22)ではありません。`,
          `“${typed}” is not an existing date such as 2026-11-22.`,
        ),
      };
}

function oath(typed: string): Parsed {
  if (['はい', 'yes', 'true', '✓', '○', '〇'].includes(bare(typed))) return { value: true };
  if (['いいえ', 'no', 'false'].includes(bare(typed))) return none;
  return { problem: text(`「${typed}」は「はい」でも空欄でもありません。`, `“${typed}” is neither “Yes” nor empty.`) };
}

function chosen(options: readonly CellOption[], typed: string): Parsed {
  const wanted = bare(typed);
  const found = options.find((option) => [option.value, option.label.ja, option.label.en].some((each) => bare(each) === wanted));
  if (found) return { value: found.value };
  const ja = options.map((option) => option.label.ja).join('、');
  const en = options.map((option) => option.label.en).join(', ');
  return { problem: text(`「${typed}」は選択肢にありません。選択肢: ${ja}。`, `“${typed}” is not one of the choices: ${en}.`) };
}

/** The rows of a block as texts, in the order of its columns. */
export function toRows(form: LeafForm & { form: 'rows' }, value: JsonValue | undefined): readonly (readonly string[])[] {
  const family = form.columns === modelColumns ? models(value) : undefined;
  const rows: readonly JsonValue[] = family ? (family as unknown as readonly JsonValue[]) : Array.isArray(value) ? value : [];
  return rows.map((row) =>
    form.columns.map((column) =>
      typeof row === 'object' && row !== null && !Array.isArray(row) ? cellText((row as Record<string, CellValue>)[column.value]) : '',
    ),
  );
}

/** The rows of a table field read back; empty rows are left out. */
export const fromRows = (form: LeafForm & { form: 'rows' }, rows: readonly (readonly string[])[]): JsonValue =>
  rows
    .filter((row) => row.some((each) => each !== ''))
    .map((row) =>
      Object.fromEntries(form.columns.flatMap((column, index) => ((row[index] ?? '') === '' ? [] : [[column.value, row[index] ?? '']]))),
    );
