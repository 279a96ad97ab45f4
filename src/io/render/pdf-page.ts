import type { Words } from '../../rules/document.ts';
import { breakLines, type Line, type Run } from '../../rules/line-break.ts';
import { parsedFont } from './fonts.ts';
import { MM } from './pdf-shapes.ts';

export const INK = '#1a1a1c';
export const MUTED = '#595959';
export const FAINT = '#cccccc';
export const TINT = '#f2f2f2';

/** The part of a page that blocks are set in, in points. */
export interface PageBox {
  readonly left: number;
  readonly top: number;
  readonly bottom: number;
  readonly width: number;
  /** Of the paper. */
  readonly paper: { readonly width: number; readonly height: number };
}
const UPRIGHT: PageBox = { left: 20 * MM, top: 24 * MM, bottom: 275 * MM, width: 170 * MM, paper: { width: 210 * MM, height: 297 * MM } };
const LANDSCAPE: PageBox = {
  left: 15 * MM,
  top: 21 * MM,
  bottom: 191 * MM,
  width: 267 * MM,
  paper: { width: 297 * MM, height: 210 * MM },
};
/** A4, upright or on its side. */
export const boxOf = (orientation: 'landscape' | undefined): PageBox => (orientation === 'landscape' ? LANDSCAPE : UPRIGHT);

/** Where the next block begins, on which document. */
export interface Setting {
  readonly pdf: PDFKit.PDFDocument;
  readonly page: PageBox;
  readonly justifies: boolean;
  y: number;
}

/** A size of type and its line height, in points. */
export interface Type {
  readonly size: number;
  readonly leading: number;
}

export const BODY: Type = { size: 10, leading: 17 };
export const SMALL: Type = { size: 8.5, leading: 13.5 };

export const runsOf = (words: Words, bold = false): Run[] =>
  typeof words === 'string'
    ? [{ text: words, bold }]
    : words.map((piece) => (typeof piece === 'string' ? { text: piece, bold } : { text: piece.bold, bold: true }));

const widths = new Map<string, number>();

/** Advance width in em; characters are remembered, words are not. */
function ems(text: string, bold: boolean): number {
  const key = `${bold ? 'b' : 'r'}${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  const font = parsedFont(bold ? 'bold' : 'regular');
  const measured = font.layout(text).advanceWidth / font.unitsPerEm;
  if (text.length <= 2 && widths.size < 20_000) widths.set(key, measured);
  return measured;
}

export const linesOf = (words: Words, width: number, type: Type, bold = false): Line[] =>
  breakLines(runsOf(words, bold), width, (text, heavy) => ems(text, heavy) * type.size);

export function newPage(set: Setting): void {
  set.pdf.addPage();
  set.y = set.page.top;
}

/** Makes sure that so many points are left on the page. */
export function need(set: Setting, height: number): void {
  if (set.y + height > set.page.bottom && set.y > set.page.top) newPage(set);
}

/** Draws one line with its top at y; `align` places it in the width, justify only where the text goes on. */
export function drawLine(
  pdf: PDFKit.PDFDocument,
  line: Line,
  at: { x: number; y: number; width: number; type: Type; colour?: string; align?: 'left' | 'center' | 'right' | 'justify' },
): void {
  const { type, align = 'left' } = at;
  const spare = at.width - line.width;
  const gaps = [...line.runs.map((run) => run.text).join('')].length - 1;
  // Looser than a quarter em it reads worse than ragged.
  const loosen = align === 'justify' && line.continues && gaps > 0 && spare / gaps < type.size / 4 ? spare / gaps : 0;
  let x = at.x + (align === 'center' ? spare / 2 : align === 'right' ? spare : 0);
  const baseline = at.y + type.leading / 2 + type.size * 0.36;
  for (const run of line.runs) {
    pdf
      .font(run.bold ? 'bold' : 'regular')
      .fontSize(type.size)
      .fillColor(at.colour ?? INK)
      .text(run.text, x, baseline, { lineBreak: false, baseline: 'alphabetic', characterSpacing: loosen });
    x += ems(run.text, run.bold) * type.size + loosen * [...run.text].length;
  }
}
