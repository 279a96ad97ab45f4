import type { Block, DocumentModel } from '../../rules/document.ts';
import { outlineArtwork } from './outline.ts';
import { drawLine, FAINT, INK, linesOf, MUTED, type Setting, type Type } from './pdf-page.ts';
import { drawShapes, MM } from './pdf-shapes.ts';

const ACCENT = '#17365d';
const SIDE = 30 * MM;
const SCHEME: Type = { size: 11.5, leading: 19 };
const TITLE: Type = { size: 34, leading: 50 };
const BODY: Type = { size: 12.5, leading: 23 };
const LABEL: Type = { size: 10, leading: 20 };
const SMALL: Type = { size: 8.5, leading: 14 };

/**
 * Sets a document as a certificate: one page in a frame, its title in the middle, facts without a grid. After the rule come
 * the small words, with the drawing (a code) beside them. Refuses blocks that have no place on one.
 */
export function setCertificate(set: Setting, model: DocumentModel): void {
  const { pdf, page } = set;
  const { width, height } = page.paper;
  frame(pdf, width, height);
  const inner = { x: SIDE, width: width - 2 * SIDE };
  set.y = 42 * MM;
  lines(set, inner, model.subtitle ?? '', SCHEME, 'center', MUTED);
  set.y += 10;
  const [title] = linesOf([...model.title].join(model.language === 'ja' ? ' ' : ''), inner.width, TITLE, true);
  if (title) drawLine(pdf, title, { ...inner, y: set.y, type: TITLE, colour: ACCENT, align: 'center' });
  set.y += TITLE.leading + 8;
  pdf.rect(width / 2 - 18 * MM, set.y, 36 * MM, 1.4).fill(ACCENT);
  set.y += 24;
  const art = model.blocks.find((block) => block.kind === 'artwork');
  let isAfterRule = false;
  for (const block of model.blocks) {
    const beside = isAfterRule && art ? { ...inner, width: inner.width - (art.artwork.width + 6) * MM } : inner;
    isAfterRule ||= block.kind === 'rule';
    place(set, block, block.kind === 'paragraph' ? beside : inner, art && isAfterRule && block.kind === 'rule' ? art : undefined);
  }
}

function place(
  set: Setting,
  block: Block,
  at: { readonly x: number; readonly width: number },
  art: Extract<Block, { kind: 'artwork' }> | undefined,
): void {
  switch (block.kind) {
    case 'paragraph':
      lines(set, at, block.text, block.small ? SMALL : BODY, block.align ?? 'left', block.small ? MUTED : INK);
      set.y += block.small ? 4 : 6;
      return;
    case 'facts':
      for (const row of block.rows) fact(set, at, row);
      return;
    case 'space':
      set.y += block.millimetres * MM;
      return;
    case 'rule':
      set.pdf.rect(at.x, set.y, at.width, 0.6).fill(FAINT);
      set.y += 12;
      if (art) draw(set, at, art);
      return;
    case 'artwork':
      return;
    case 'heading':
    case 'list':
    case 'table':
    case 'page-break':
      throw new TypeError(`a certificate has no ${block.kind}`);
    default:
      block satisfies never;
  }
}

function fact(
  set: Setting,
  at: { readonly x: number; readonly width: number },
  row: Extract<Block, { kind: 'facts' }>['rows'][number],
): void {
  const label = 42 * MM;
  const top = set.y + 7;
  const value = linesOf(row.value, at.width - label, BODY);
  const [name] = linesOf(row.label, label, LABEL);
  if (name) drawLine(set.pdf, name, { x: at.x, y: top + 1.5, width: label, type: LABEL, colour: MUTED });
  value.forEach((line, i) => {
    drawLine(set.pdf, line, { x: at.x + label, y: top + i * BODY.leading, width: at.width - label, type: BODY });
  });
  set.y = top + Math.max(1, value.length) * BODY.leading + 5;
  set.pdf.rect(at.x, set.y, at.width, 0.5).fill(FAINT);
}

function lines(
  set: Setting,
  at: { readonly x: number; readonly width: number },
  words: Parameters<typeof linesOf>[0],
  type: Type,
  align: 'left' | 'center' | 'right' | 'justify',
  colour: string,
): void {
  for (const line of linesOf(words, at.width, type)) {
    drawLine(set.pdf, line, { ...at, y: set.y, type, align, colour });
    set.y += type.leading;
  }
}

function draw(
  { pdf, y }: Setting,
  at: { readonly x: number; readonly width: number },
  { artwork }: Extract<Block, { kind: 'artwork' }>,
): void {
  pdf
    .save()
    .translate(at.x + at.width - artwork.width * MM, y)
    .scale(MM);
  drawShapes(pdf, outlineArtwork(artwork).shapes);
  pdf.restore();
}

function frame(pdf: PDFKit.PDFDocument, width: number, height: number): void {
  const line = (inset: number, thick: number) =>
    pdf
      .lineWidth(thick)
      .rect(inset, inset, width - 2 * inset, height - 2 * inset)
      .stroke(ACCENT);
  line(13 * MM, 2.4);
  line(15.5 * MM, 0.7);
}
