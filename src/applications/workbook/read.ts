import type { ReadCell, ReadSheet, ReadWorkbook } from '../../io/workbook/model.ts';
import { CONTENT_LENGTH } from '../../rules/disclosure.ts';
import { pointers } from '../../rules/dossier.ts';
import type { JsonValue } from '../../rules/json.ts';
import { type Text, text } from '../../rules/text.ts';
import { readModelRows, storedFamily } from '../models/family.ts';
import { cellText, fromCell, fromRows, type LeafForm } from './cells.ts';
import {
  type Checklist,
  endName,
  FORMAT,
  faceOf,
  identityOf,
  linesOf,
  META,
  type MetaKey,
  placeName,
  type SheetField,
  type SheetLeaf,
  sheetFields,
} from './checklist.ts';
import { emptied } from './compare.ts';
import { readPairs } from './pointers.ts';

/** Something in the workbook that cannot be taken, and in which cell. */
export interface CellProblem {
  /** `sheet!B12`, or the sheet, or empty for the whole file. */
  readonly cell: string;
  readonly message: Text;
}

/** A field that somebody changed in the workbook, over the version that was exported. */
export interface Touched {
  readonly path: string;
  readonly cell: string;
  readonly value: JsonValue;
  readonly base: number;
}

export interface ReadChecklist {
  readonly touched: readonly Touched[];
  readonly problems: readonly CellProblem[];
}

interface Place {
  readonly sheet: ReadSheet;
  readonly address: string;
  readonly cell: ReadCell;
}

/**
 * Reads a workbook that checklistWorkbook wrote for this very application, edition and structure. A changed criterion id, edition or structure,
 * a formula, an unknown verdict and a document that is not in the vault are refused with their cells, all at once. Gives the fields whose cells
 * somebody touched since the export, and no others.
 */
export function readChecklist(of: Omit<Checklist, 'versions' | 'language'>, workbook: ReadWorkbook): ReadChecklist {
  const foreign = identityProblems(of, workbook);
  if (foreign.length > 0) return { touched: [], problems: foreign };
  const fields = sheetFields(of.book, of.edition);
  const moved = new Map(fields.map((each) => [each, fieldProblems(workbook, each)]));
  const broken = [...moved.values()].flat();
  const read = fields.flatMap((each) => (moved.get(each)?.length ? [] : each.leaves.map((leaf) => readLeaf(of, workbook, leaf))));
  const problems = [...broken, ...read.flatMap((each) => each.problems ?? [])];
  // Where an id moved, nobody can say which answer was meant.
  return { touched: broken.length > 0 ? [] : read.flatMap((each) => each.touched ?? []), problems };
}

const metaWords: Record<MetaKey, Text> = {
  scheme: text('制度', 'scheme'),
  edition: text('基準の版', 'edition'),
  application: text('申請', 'application'),
  structure: text('構成', 'structure'),
};

function identityProblems(of: Omit<Checklist, 'versions' | 'language'>, workbook: ReadWorkbook): readonly CellProblem[] {
  if (workbook.metadata.get('akashi') !== FORMAT) {
    return [
      {
        cell: '',
        message: text(
          'この申請から書き出した Excel ではありません。先に書き出して、そのファイルに記入してください。',
          'This workbook was not exported from here. Export one first, and fill in that file.',
        ),
      },
    ];
  }
  const wanted = identityOf(of);
  return META.flatMap((key): CellProblem[] => {
    const place = placeOf(workbook, `meta_${key}`);
    const shown = place ? cellText(place.cell.value) : undefined;
    const found = shown === wanted[key] ? workbook.metadata.get(key) : shown;
    if (found === wanted[key]) return [];
    const cell = place ? addressOf(place) : '';
    return [
      {
        cell,
        message: text(
          `${metaWords[key].ja}が違います。この申請は「${wanted[key]}」、ファイルは「${found ?? '(なし)'}」です。`,
          `The ${metaWords[key].en} is another: this application has “${wanted[key]}”, the file “${found ?? '(none)'}”.`,
        ),
      },
    ];
  });
}

/** The id beside a field must stand there unchanged, and its cells must still be there. */
function fieldProblems(workbook: ReadWorkbook, each: SheetField): readonly CellProblem[] {
  const place = placeOf(workbook, each.name);
  if (!place) {
    return [
      {
        cell: '',
        message: text(
          `「${each.id} ${each.field.label.ja}」の行が見つかりません。行やシートは消さないでください。`,
          `The row of “${each.id} ${each.field.label.en}” is missing. Do not delete rows or sheets.`,
        ),
      },
    ];
  }
  const found = cellText(place.cell.value);
  if (place.cell.formula !== undefined || found !== each.id) {
    return [
      {
        cell: addressOf(place),
        message: text(
          `ID「${each.id}」が「${found}」に変わっています。IDは変更できません。`,
          `The ID “${each.id}” was changed to “${found}”. IDs cannot be changed.`,
        ),
      },
    ];
  }
  return each.leaves.flatMap((leaf) => leafProblems(workbook, each, leaf));
}

function leafProblems(workbook: ReadWorkbook, each: SheetField, leaf: SheetLeaf): readonly CellProblem[] {
  const missing: CellProblem = {
    cell: '',
    message: text(
      `「${each.id} ${each.field.label.ja}」の記入欄が見つかりません。行や列は消さないでください。`,
      `An answer cell of “${each.id} ${each.field.label.en}” is missing. Do not delete rows or columns.`,
    ),
  };
  const place = placeOf(workbook, leaf.name);
  if (!place || exported(workbook, leaf) === undefined) return [missing];
  if (leaf.form.form === 'pairs' && !placeOf(workbook, placeName(leaf))) return [missing];
  if (leaf.form.form !== 'rows') return [];
  if (leaf.field.kind !== 'models' && !placeOf(workbook, endName(leaf))) return [missing];
  const at = split(place.address);
  return leaf.form.columns.flatMap((column, index): CellProblem[] => {
    const address = join({ ...at, column: at.column + index });
    const found = cellText(place.sheet.cells.get(address)?.value);
    if (found === column.label.ja || found === column.label.en) return [];
    return [
      {
        cell: `${place.sheet.name}!${address}`,
        message: text(
          `見出し「${column.label.ja}」が「${found}」に変わっています。列の構成は変更できません。`,
          `The heading “${column.label.en}” was changed to “${found}”. Columns cannot be changed.`,
        ),
      },
    ];
  });
}

/** Version and face of a leaf as they were exported. */
function exported(workbook: ReadWorkbook, leaf: SheetLeaf): { readonly base: number; readonly face: string } | undefined {
  const [, base, face] = /^(\d{1,9}):([0-9a-f]{16})$/.exec(workbook.metadata.get(`base:${leaf.path}`) ?? '') ?? [];
  return base !== undefined && face !== undefined ? { base: Number(base), face } : undefined;
}

interface LeafRead {
  readonly touched?: Touched;
  readonly problems?: readonly CellProblem[];
}

function readLeaf(of: Omit<Checklist, 'versions' | 'language'>, workbook: ReadWorkbook, leaf: SheetLeaf): LeafRead {
  const place = placeOf(workbook, leaf.name);
  const before = exported(workbook, leaf);
  if (!place || !before) return {};
  if (leaf.form.form === 'rows') return readBlock(workbook, leaf, leaf.form, place, before);
  if (leaf.form.form === 'pairs') return readPair(of, workbook, leaf, place, before);
  const cell = addressOf(place);
  if (place.cell.formula !== undefined) return { problems: [formulaAt(cell)] };
  if (faceOf(cellText(place.cell.value)) === before.face) return {};
  const long = tooLong(leaf, cellText(place.cell.value));
  if (long) return { problems: [{ cell, message: long }] };
  const parsed = fromCell(leaf.form, place.cell.value, of.values[leaf.path], of.vault);
  if ('problem' in parsed) return { problems: [{ cell, message: parsed.problem }] };
  return { touched: { path: leaf.path, cell, value: parsed.value, base: before.base } };
}

/** What the field itself holds at most, counted in characters as the form check counts. */
function tooLong({ field, path }: SheetLeaf, typed: string): Text | undefined {
  const most = field.kind === 'text' ? field.maxLength : path.endsWith('/content') ? CONTENT_LENGTH : Number.POSITIVE_INFINITY;
  const length = [...typed].length;
  if (length <= most) return undefined;
  const [limit, now] = [most, length].map((each) => each.toLocaleString('en'));
  return text(`この欄は${limit}文字までです(ファイルは${now}文字)。`, `This field holds at most ${limit} characters (${now} in the file).`);
}

/** Documents and their places, from two cells beside each other. */
function readPair(
  of: Omit<Checklist, 'versions' | 'language'>,
  workbook: ReadWorkbook,
  leaf: SheetLeaf,
  place: Place,
  before: { base: number; face: string },
): LeafRead {
  const beside = placeOf(workbook, placeName(leaf));
  if (!beside) return {};
  const formulas = [place, beside].filter((each) => each.cell.formula !== undefined).map((each) => formulaAt(addressOf(each)));
  if (formulas.length > 0) return { problems: formulas };
  const [documents, places] = [linesOf(place.cell.value), linesOf(beside.cell.value)] as const;
  if (faceOf([documents, places]) === before.face) return {};
  const parsed = readPairs(documents, places, pointers(of.values[leaf.path]), of.vault);
  if ('problem' in parsed) return { problems: [{ cell: addressOf(place), message: parsed.problem }] };
  return { touched: { path: leaf.path, cell: addressOf(place), value: parsed.value, base: before.base } };
}

const formulaAt = (cell: string): CellProblem => ({
  cell,
  message: text('数式は取り込めません。値に置き換えてください。', 'A formula cannot be read. Replace it by its value.'),
});

function readBlock(
  workbook: ReadWorkbook,
  leaf: SheetLeaf,
  form: LeafForm & { form: 'rows' },
  place: Place,
  before: { base: number; face: string },
): LeafRead {
  const from = split(place.address);
  const end = placeOf(workbook, endName(leaf));
  const last = end ? split(end.address).row - 1 : Number.POSITIVE_INFINITY;
  const cells = place.sheet.rows
    .filter(({ row }) => row > from.row && row <= last)
    .map(({ row }) => ({ row, cells: form.columns.map((_, index) => place.sheet.cells.get(join({ row, column: from.column + index }))) }));
  const formulas = cells.flatMap(({ row, cells: line }) =>
    line.flatMap((cell, index) =>
      cell?.formula === undefined ? [] : [formulaAt(`${place.sheet.name}!${join({ row, column: from.column + index })}`)],
    ),
  );
  if (formulas.length > 0) return { problems: formulas };
  const texts = cells
    .map(({ cells: line }) => line.map((cell) => cellText(cell?.value)))
    .filter((line) => line.some((each) => each !== ''));
  if (faceOf(texts) === before.face) return {};
  const cell = addressOf(place);
  if (leaf.field.kind !== 'models') return { touched: { path: leaf.path, cell, value: emptied(fromRows(form, texts)), base: before.base } };
  const headings = { row: from.row, cells: form.columns.map((column) => ({ value: column.label.ja })) };
  const list = cells
    .map(({ row, cells: line }) => ({ row, cells: line.map((each) => ({ value: each?.value ?? null })) }))
    .filter(({ cells: line }) => line.some((each) => cellText(each.value) !== ''));
  const { models, problems } = readModelRows([headings, ...list], form.maxRows);
  if (problems.length > 0)
    return {
      problems: problems.map((each) => ({
        cell: `${place.sheet.name}!${each.cell ?? join({ row: each.row, column: from.column })}`,
        message: each.message,
      })),
    };
  return { touched: { path: leaf.path, cell, value: emptied(storedFamily(models)), base: before.base } };
}

function placeOf(workbook: ReadWorkbook, name: string): Place | undefined {
  const found = workbook.names.get(name);
  const sheet = found && workbook.sheets.find((each) => each.name === found.sheet);
  return found && sheet ? { sheet, address: found.address, cell: sheet.cells.get(found.address) ?? { value: null } } : undefined;
}

const addressOf = (place: Place): string => `${place.sheet.name}!${place.address}`;

/** `AB12` ↔ row 12, column 28. */
function split(address: string): { row: number; column: number } {
  const [, letters = 'A', row = '1'] = /^([A-Z]+)(\d+)$/.exec(address) ?? [];
  return { row: Number(row), column: [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) };
}
function join({ row, column }: { row: number; column: number }): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return `${letters}${row}`;
}
