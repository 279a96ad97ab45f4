import { qrPath, type Shape } from '../../rules/artwork.ts';

/** Points in a millimetre. */
export const MM = 72 / 25.4;

/** Draws outlined shapes as vectors into the document's present measure. */
export function drawShapes(pdf: PDFKit.PDFDocument, shapes: readonly Shape[]): void {
  for (const shape of shapes) drawShape(pdf, shape);
}

function drawShape(pdf: PDFKit.PDFDocument, shape: Shape): void {
  switch (shape.kind) {
    case 'rect':
      if (shape.radius === undefined) pdf.rect(shape.x, shape.y, shape.width, shape.height);
      else pdf.roundedRect(shape.x, shape.y, shape.width, shape.height, shape.radius);
      paint(pdf, shape);
      return;
    case 'path':
      pdf.path(shape.d);
      paint(pdf, shape);
      return;
    case 'qr':
      pdf.path(qrPath(shape)).fill(shape.fill);
      return;
    case 'group':
      pdf
        .save()
        .translate(shape.x, shape.y)
        .rotate(shape.rotate ?? 0)
        .scale(shape.scale ?? 1);
      if (shape.opacity !== undefined) pdf.opacity(shape.opacity);
      drawShapes(pdf, shape.shapes);
      pdf.restore();
      return;
    case 'text':
      throw new TypeError('text must be outlined before it is drawn');
    default:
      shape satisfies never;
  }
}

function paint(pdf: PDFKit.PDFDocument, { fill, stroke, strokeWidth }: { fill?: string; stroke?: string; strokeWidth?: number }): void {
  if (stroke !== undefined)
    pdf
      .lineWidth(strokeWidth ?? 0.25)
      .lineCap('round')
      .lineJoin('round');
  if (fill !== undefined && stroke !== undefined) pdf.fillAndStroke(fill, stroke);
  else if (fill !== undefined) pdf.fill(fill);
  else if (stroke !== undefined) pdf.stroke(stroke);
}
