import PDFDocument from 'pdfkit';
import type { Artwork } from '../../rules/artwork.ts';
import { type Day, startOfDay } from '../../rules/day.ts';
import type { Block, DocumentModel } from '../../rules/document.ts';
import { fontBytes } from './fonts.ts';
import { outlineArtwork } from './outline.ts';
import { setCertificate } from './pdf-certificate.ts';
import {
  BODY,
  boxOf,
  drawLine,
  FAINT,
  INK,
  linesOf,
  MUTED,
  need,
  newPage,
  type PageBox,
  type Setting,
  SMALL,
  type Type,
} from './pdf-page.ts';
import { drawShapes, MM } from './pdf-shapes.ts';
import { setTable } from './pdf-table.ts';

/** The artwork as a one-page PDF of its physical size, drawn in vectors. `on` dates the file: same input, same bytes. */
export function artworkPdf(artwork: Artwork, on: Day): Promise<Buffer> {
  const pdf = open({ title: artwork.title, author: 'Akashi', language: 'ja', on, size: [artwork.width * MM, artwork.height * MM] });
  return written(pdf, () => {
    pdf.addPage();
    pdf.scale(MM);
    drawShapes(pdf, outlineArtwork(artwork).shapes);
  });
}

/** The document as an A4 PDF with its fonts embedded: the same model gives the same bytes. */
export function documentPdf(model: DocumentModel): Promise<Buffer> {
  const page = boxOf(model.orientation);
  const pdf = open({ ...model, size: [page.paper.width, page.paper.height] });
  return written(pdf, () => {
    const set: Setting = { pdf, page, justifies: model.language === 'ja', y: 0 };
    newPage(set);
    if (model.look === 'certificate') {
      setCertificate(set, model);
      if (model.stamp) drawStamp(pdf, page, model.stamp);
      return;
    }
    setTitle(set, model);
    model.blocks.forEach((block, i) => {
      setBlock(set, block, model.blocks[i + 1]);
    });
    setMargins(pdf, page, model);
  });
}

function open(file: { title: string; author: string; language: string; on: Day; size: [number, number] }): PDFKit.PDFDocument {
  const on = new Date(startOfDay(file.on));
  const pdf = new PDFDocument({
    size: file.size,
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    pdfVersion: '1.7',
    subset: 'PDF/A-2b',
    lang: file.language,
    displayTitle: true,
    info: { Title: file.title, Author: file.author, Creator: 'Akashi', Producer: 'Akashi', CreationDate: on, ModDate: on },
  });
  pdf.registerFont('regular', fontBytes('regular'));
  pdf.registerFont('bold', fontBytes('bold'));
  return pdf;
}

function written(pdf: PDFKit.PDFDocument, draw: () => void): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
    draw();
    pdf.end();
  });
}

const TITLE: Type = { size: 18, leading: 27 };
const HEADINGS = [
  { type: { size: 13.5, leading: 21 }, before: 16, after: 5 },
  { type: { size: 11.5, leading: 18 }, before: 12, after: 4 },
  { type: { size: 10, leading: 16 }, before: 9, after: 2 },
] as const;

function setTitle(set: Setting, model: DocumentModel): void {
  if (model.subtitle) setLines(set, linesOf(model.subtitle, set.page.width, BODY), { type: BODY, colour: MUTED });
  setLines(set, linesOf(model.title, set.page.width, TITLE, true), { type: TITLE });
  set.y += 4;
  set.pdf.rect(set.page.left, set.y, set.page.width, 1.2).fill(INK);
  set.y += 14;
}

function setBlock(set: Setting, block: Block, next: Block | undefined): void {
  switch (block.kind) {
    case 'heading': {
      const look = HEADINGS[block.level - 1] ?? HEADINGS[2];
      const lines = linesOf(block.text, set.page.width, look.type, true);
      // A heading never stands alone at the foot of a page.
      need(set, look.before + lines.length * look.type.leading + (next ? 4 * BODY.leading : 0));
      if (set.y > set.page.top) set.y += look.before;
      setLines(set, lines, { type: look.type });
      set.y += look.after;
      return;
    }
    case 'paragraph': {
      const type = block.small ? SMALL : BODY;
      const indent = block.indent ? type.size : 0;
      const lines = linesOf(block.text, set.page.width - indent, type);
      if (lines.length > 1) need(set, 2 * type.leading);
      setLines(set, lines, {
        type,
        indent,
        align: block.align ?? (set.justifies ? 'justify' : 'left'),
        ...(block.small ? { colour: MUTED } : {}),
      });
      set.y += 6;
      return;
    }
    case 'list':
      block.items.forEach((item, i) => {
        const sign = block.ordered ? `${i + 1}.` : '・';
        const indent = block.ordered ? 20 : 12;
        const lines = linesOf(item, set.page.width - indent, BODY);
        need(set, Math.min(2, lines.length) * BODY.leading);
        for (const line of linesOf(sign, indent * 2, BODY))
          drawLine(set.pdf, line, { x: set.page.left, y: set.y, width: indent, type: BODY });
        setLines(set, lines, { type: BODY, indent });
        set.y += 2;
      });
      set.y += 4;
      return;
    case 'facts':
      setTable(set, { columns: [{ share: 3, label: true }, { share: 7 }], rows: block.rows.map(({ label, value }) => [label, value]) });
      set.y += 10;
      return;
    case 'table':
      setTable(set, block);
      set.y += 10;
      return;
    case 'artwork': {
      const scale = Math.min(((block.width ?? block.artwork.width) * MM) / block.artwork.width, set.page.width / block.artwork.width);
      need(set, block.artwork.height * scale);
      const spare = set.page.width - block.artwork.width * scale;
      const x = set.page.left + (block.align === 'center' ? spare / 2 : block.align === 'right' ? spare : 0);
      set.pdf.save().translate(x, set.y).scale(scale);
      drawShapes(set.pdf, outlineArtwork(block.artwork).shapes);
      set.pdf.restore();
      set.y += block.artwork.height * scale + 10;
      return;
    }
    case 'space':
      set.y = Math.min(set.page.bottom, set.y + block.millimetres * MM);
      return;
    case 'rule':
      need(set, 12);
      set.pdf.rect(set.page.left, set.y + 4, set.page.width, 0.5).fill(FAINT);
      set.y += 12;
      return;
    case 'page-break':
      if (set.y > set.page.top) newPage(set);
      return;
    default:
      block satisfies never;
  }
}

function setLines(
  set: Setting,
  lines: ReturnType<typeof linesOf>,
  look: { type: Type; indent?: number; colour?: string; align?: 'left' | 'center' | 'right' | 'justify' },
): void {
  const { indent = 0, type, ...rest } = look;
  for (const line of lines) {
    need(set, type.leading);
    drawLine(set.pdf, line, { x: set.page.left + indent, y: set.y, width: set.page.width - indent, type, ...rest });
    set.y += type.leading;
  }
}

/** Head and foot of every page, once it is known how many there are. */
function setMargins(pdf: PDFKit.PDFDocument, page: PageBox, model: DocumentModel): void {
  const { start, count } = pdf.bufferedPageRange();
  const foot = page.bottom + 5 * MM;
  for (let i = 0; i < count; i++) {
    pdf.switchToPage(start + i);
    const one = (words: string | undefined, y: number, align: 'left' | 'right', width: number) => {
      const line = words ? linesOf(words, width, SMALL)[0] : undefined;
      if (line) drawLine(pdf, line, { x: page.left, y, width: align === 'left' ? width : page.width, type: SMALL, colour: MUTED, align });
    };
    one(model.header, page.top - 12 * MM, 'right', page.width);
    pdf.rect(page.left, foot, page.width, 0.5).fill(FAINT);
    one(model.footer, foot + 1.5 * MM, 'left', page.width - 70);
    one(`${i + 1} / ${count}`, foot + 1.5 * MM, 'right', page.width);
    if (model.stamp) drawStamp(pdf, page, model.stamp);
  }
}

/** As outlines: whoever copies the text of the page does not get the stamp among it. */
function drawStamp(pdf: PDFKit.PDFDocument, page: PageBox, content: string): void {
  const words = { kind: 'text', content, x: 0, y: 8, size: 23, weight: 'bold', anchor: 'middle', fill: '#b3261e', maxWidth: 190 } as const;
  const [width, height] = [page.paper.width / MM, page.paper.height / MM];
  const shapes = [{ kind: 'group', x: width / 2, y: height / 2, rotate: -30, opacity: 0.12, shapes: [words] } as const];
  pdf.save().scale(MM);
  drawShapes(pdf, outlineArtwork({ title: content, width, height, shapes }).shapes);
  pdf.restore();
}
