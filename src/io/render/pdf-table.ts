import type { Align, Words } from '../../rules/document.ts';
import type { Line } from '../../rules/line-break.ts';
import { drawLine, FAINT, INK, linesOf, newPage, PAGE, type Setting, SMALL, TINT } from './pdf-page.ts';

interface Column {
  readonly x: number;
  readonly width: number;
  readonly align: Align;
  /** Set like a label: bold on a tint. */
  readonly label: boolean;
}

const PAD = { x: 5, y: 4 };

/** Sets a table whose rows may run over pages; the header, if any, stands on each page and never alone. */
export function setTable(
  set: Setting,
  table: { columns: readonly { header?: string; share: number; align?: Align; label?: boolean }[]; rows: readonly (readonly Words[])[] },
): void {
  const total = table.columns.reduce((sum, column) => sum + column.share, 0);
  let x = PAGE.left;
  const columns = table.columns.map((column): Column => {
    const width = (PAGE.width * column.share) / total;
    x += width;
    return { x: x - width, width, align: column.align ?? 'left', label: column.label === true };
  });
  const headers = table.columns.some((column) => column.header !== undefined)
    ? table.columns.map((column) => column.header ?? '')
    : undefined;
  const header = headers && columns.map((column, i) => linesOf(headers[i] ?? '', column.width - 2 * PAD.x, SMALL, true));
  const rows = table.rows.map((row) => columns.map((column, i) => linesOf(row[i] ?? '', column.width - 2 * PAD.x, SMALL, column.label)));

  const begin = () => {
    if (header) drawRow(set, columns, header, true);
  };
  const first = rows[0] ? height(clip(rows[0], 0, 3)) : 0;
  if (set.y + (header ? height(header) : 0) + first > PAGE.bottom && set.y > PAGE.top) newPage(set);
  begin();
  for (const row of rows) setRow(set, columns, row, begin);
}

function setRow(set: Setting, columns: readonly Column[], row: readonly (readonly Line[])[], begin: () => void): void {
  let rest = row;
  for (;;) {
    const room = PAGE.bottom - set.y;
    if (height(rest) <= room) {
      drawRow(set, columns, rest, false);
      return;
    }
    const fits = Math.floor((room - 2 * PAD.y) / SMALL.leading);
    const long = height(rest) > (PAGE.bottom - PAGE.top) * 0.4;
    const fresh = set.y <= PAGE.top + 0.5;
    if ((long && fits >= 3) || fresh) {
      const now = Math.max(1, fits);
      drawRow(set, columns, clip(rest, 0, now), false);
      rest = clip(rest, now);
    }
    newPage(set);
    begin();
  }
}

const clip = (row: readonly (readonly Line[])[], from: number, to?: number): Line[][] => row.map((lines) => lines.slice(from, to));
const height = (row: readonly (readonly Line[])[]): number => Math.max(1, ...row.map((lines) => lines.length)) * SMALL.leading + 2 * PAD.y;

function drawRow(set: Setting, columns: readonly Column[], row: readonly (readonly Line[])[], header: boolean): void {
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
