import type { Align, TableRow, Words } from '../../rules/document.ts';
import type { Line } from '../../rules/line-break.ts';
import { drawLine, FAINT, INK, linesOf, newPage, type Setting, SMALL, TINT } from './pdf-page.ts';

interface Column {
  readonly x: number;
  readonly width: number;
  readonly align: Align;
  /** Set like a label: bold on a tint. */
  readonly label: boolean;
  /** Said again where a row goes on over a page. */
  readonly names: boolean;
}

type Cells = readonly (readonly Line[])[];

const PAD = { x: 5, y: 4 };
/** Lines of a row that a page begins with at least, where the row is too long for one. */
const FEWEST = 3;

/** Sets a table whose rows may run over pages; the header, if any, stands on each page and never alone. */
export function setTable(
  set: Setting,
  table: {
    columns: readonly { header?: string; share: number; align?: Align; label?: boolean; names?: boolean }[];
    rows: readonly TableRow[];
  },
): void {
  const total = table.columns.reduce((sum, column) => sum + column.share, 0);
  let x = set.page.left;
  const columns = table.columns.map((column): Column => {
    const width = (set.page.width * column.share) / total;
    x += width;
    return { x: x - width, width, align: column.align ?? 'left', label: column.label === true, names: column.names === true };
  });
  const headers = table.columns.some((column) => column.header !== undefined)
    ? table.columns.map((column) => column.header ?? '')
    : undefined;
  const header = headers && columns.map((column, i) => linesIn(column, headers[i] ?? '', true));
  const headerHeight = header ? height(header) : 0;
  const rows = table.rows.map((row) =>
    'across' in row ? { across: acrossLines(set, row.across) } : columns.map((column, i) => linesIn(column, row[i] ?? '', column.label)),
  );

  const begin = () => {
    if (header) drawRow(set, columns, header, true);
  };
  // What heads a table or a group stays with the first lines below it.
  const room = (from: number): number => {
    const row = rows[from];
    if (row === undefined) return 0;
    return 'across' in row ? height([row.across]) + room(from + 1) : height(clip(row, 0, FEWEST));
  };
  if (set.y + headerHeight + room(0) > set.page.bottom && set.y > set.page.top) newPage(set);
  begin();
  rows.forEach((row, i) => {
    if (!('across' in row)) {
      setRow(set, columns, row, begin);
      return;
    }
    if (i > 0 && set.y + room(i) > set.page.bottom) {
      newPage(set);
      begin();
    }
    drawAcross(set, row.across);
  });
}

const linesIn = (column: Column, words: Words, bold: boolean): Line[] => linesOf(words, column.width - 2 * PAD.x, SMALL, bold);
const acrossLines = (set: Setting, words: string): Line[] => linesOf(words, set.page.width - 2 * PAD.x, SMALL, true);

function setRow(set: Setting, columns: readonly Column[], row: Cells, begin: () => void): void {
  let rest = row;
  for (let turned = false; ; turned = true) {
    const room = set.page.bottom - set.y;
    if (height(rest) <= room) {
      drawRow(set, columns, rest, false);
      return;
    }
    const fits = Math.floor((room - 2 * PAD.y) / SMALL.leading);
    const isLong = height(rest) > (set.page.bottom - set.page.top) * 0.4;
    // On a fresh page it is cut in any case, so that it always goes on.
    if ((isLong && fits >= FEWEST) || turned) {
      const now = Math.max(1, fits);
      drawRow(set, columns, clip(rest, 0, now), false);
      rest = goesOn(columns, row, clip(rest, now));
    }
    newPage(set);
    begin();
  }
}

/** The rest of a row on its next page: what names the row stands there again. */
const goesOn = (columns: readonly Column[], row: Cells, rest: Cells): Cells =>
  rest.map((lines, i) => (columns[i]?.names && lines.length === 0 ? (row[i] ?? []) : lines));

const clip = (row: Cells, from: number, to?: number): Line[][] => row.map((lines) => lines.slice(from, to));
const height = (row: Cells): number => Math.max(1, ...row.map((lines) => lines.length)) * SMALL.leading + 2 * PAD.y;

function drawRow(set: Setting, columns: readonly Column[], row: Cells, header: boolean): void {
  const { pdf } = set;
  const tall = height(row);
  columns.forEach((column, i) => {
    if (header || column.label) pdf.rect(column.x, set.y, column.width, tall).fill(TINT);
    (row[i] ?? []).forEach((line, n) => {
      drawLine(pdf, line, {
        x: column.x + PAD.x,
        y: set.y + PAD.y + n * SMALL.leading,
        width: column.width - 2 * PAD.x,
        type: SMALL,
        colour: INK,
        align: column.align,
      });
    });
  });
  pdf.lineWidth(0.5).strokeColor(FAINT);
  for (const column of columns) pdf.rect(column.x, set.y, column.width, tall).stroke();
  set.y += tall;
}

function drawAcross(set: Setting, lines: readonly Line[]): void {
  const { pdf, page } = set;
  const tall = height([lines]);
  pdf.rect(page.left, set.y, page.width, tall).fill(TINT);
  lines.forEach((line, n) => {
    drawLine(pdf, line, { x: page.left + PAD.x, y: set.y + PAD.y + n * SMALL.leading, width: page.width - 2 * PAD.x, type: SMALL });
  });
  pdf.lineWidth(0.5).strokeColor(FAINT).rect(page.left, set.y, page.width, tall).stroke();
  set.y += tall;
}
