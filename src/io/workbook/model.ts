/** One cell as read. A formula is never evaluated: it is reported, beside the result the sender's program left there. */
export interface ReadCell {
  readonly value: string | number | boolean | null;
  /** The formula without its `=`; its presence is what makes the cell a formula cell. */
  readonly formula?: string;
}

/** One row that holds something: its number as the reader sees it, and its cells from column A on. */
export interface ReadRow {
  readonly row: number;
  readonly cells: readonly ReadCell[];
}

export interface ReadSheet {
  readonly name: string;
  readonly hidden: boolean;
  /** By address (`B12`); empty cells and the covered part of merged cells are absent. Days are text, YYYY-MM-DD. */
  readonly cells: ReadonlyMap<string, ReadCell>;
  readonly rows: readonly ReadRow[];
}

export interface ReadWorkbook {
  readonly sheets: readonly ReadSheet[];
  /** Defined names of one cell each: name → sheet and address. */
  readonly names: ReadonlyMap<string, { readonly sheet: string; readonly address: string }>;
  /** What `writeWorkbook` was given as metadata; empty for a workbook that is not ours. */
  readonly metadata: ReadonlyMap<string, string>;
}

/** How a cell looks. `answer` is the only one a person is meant to fill in. */
export type CellStyle = 'title' | 'header' | 'heading' | 'plain' | 'note' | 'answer';

/** One cell to write. A text is always written as text: never as a formula, never as a date. */
export interface CellModel {
  readonly value?: string | number | boolean | null;
  readonly style?: CellStyle;
  /** The only values the cell then accepts, offered as a list. */
  readonly choices?: readonly string[];
  /** Defined name of this cell, unique in the workbook (letters, digits, underscore and full stop; starts with a letter). */
  readonly name?: string;
  /** How many columns the cell covers; the cells it covers are left out of the row. */
  readonly span?: number;
  /** What the cell is for, shown when it is chosen; at most 255 characters. */
  readonly prompt?: string;
}

export interface SheetModel {
  /** At most 31 characters, none of : \ / ? * [ ]. */
  readonly name: string;
  /** Widths of the columns in characters. */
  readonly widths: readonly number[];
  readonly rows: readonly (readonly (CellModel | string | number | boolean | null)[])[];
  /** How many rows stay in view when the sheet is scrolled. */
  readonly frozenRows?: number;
  /** Only `answer` cells can be changed. It keeps accidents out, not people. */
  readonly protected?: boolean;
}

export interface WorkbookModel {
  readonly sheets: readonly SheetModel[];
  /** Kept in a sheet that is not shown; read back as `metadata`. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** Limits of a workbook that is read. */
export interface WorkbookLimits {
  /** Bytes of the file itself. */
  readonly bytes: number;
  /** Bytes of everything in it, unpacked. */
  readonly unpackedBytes: number;
  readonly sheets: number;
  readonly rows: number;
  readonly columns: number;
  /** Cells that hold something, over all sheets. */
  readonly cells: number;
  /** UTF-16 code units in one cell; Excel's own limit. */
  readonly cellLength: number;
  readonly milliseconds: number;
}

export const WORKBOOK_LIMITS: WorkbookLimits = {
  bytes: 20 * 1024 * 1024,
  unpackedBytes: 64 * 1024 * 1024,
  sheets: 50,
  rows: 20_000,
  columns: 256,
  cells: 200_000,
  cellLength: 32_767,
  milliseconds: 20_000,
};

/** Why a workbook was not taken. `at` is the sheet, or sheet and cell, where that is known. */
export interface WorkbookFault {
  readonly fault:
    | 'not-a-workbook'
    | 'damaged'
    | 'encrypted'
    | 'file-too-large'
    | 'unpacks-too-large'
    | 'too-many-sheets'
    | 'too-many-rows'
    | 'too-many-columns'
    | 'too-many-cells'
    | 'cell-too-long'
    | 'took-too-long';
  readonly at?: string;
}

export type WorkerTask =
  | { readonly task: 'read'; readonly bytes: Uint8Array; readonly limits: WorkbookLimits }
  | { readonly task: 'write'; readonly model: WorkbookModel };
export type WorkerAnswer = { readonly read: ReadWorkbook } | { readonly written: Uint8Array } | WorkbookFault;

export const METADATA_SHEET = '_akashi';
export const CHOICES_SHEET = '_choices';
