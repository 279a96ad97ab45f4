import type { Artwork, PathShape, Shape, TextShape } from '../../rules/artwork.ts';
import { parsedFont } from './fonts.ts';

/** The artwork with every text turned into outlines: it then looks the same everywhere and needs no font. */
export const outlineArtwork = (artwork: Artwork): Artwork => ({ ...artwork, shapes: artwork.shapes.map(outlineShape) });

function outlineShape(shape: Shape): Shape {
  if (shape.kind === 'text') return outlineText(shape);
  return shape.kind === 'group' ? { ...shape, shapes: shape.shapes.map(outlineShape) } : shape;
}

function outlineText(shape: TextShape): PathShape {
  const font = parsedFont(shape.weight);
  const run = font.layout(shape.content);
  const tracking = (shape.tracking ?? 0) * font.unitsPerEm;
  const advances = run.positions.map((position) => position.xAdvance + tracking);
  // The last character has nothing after it to be kept apart from.
  const wide = (advances.reduce((sum, advance) => sum + advance, 0) - tracking) / font.unitsPerEm;
  const size = shape.maxWidth !== undefined && wide * shape.size > shape.maxWidth ? shape.maxWidth / wide : shape.size;
  const scale = size / font.unitsPerEm;
  let x = shape.x - (shape.anchor === 'start' ? 0 : wide * size * (shape.anchor === 'middle' ? 0.5 : 1));
  let d = '';
  run.glyphs.forEach((glyph, i) => {
    const position = run.positions[i];
    d += glyph.path
      .transform(scale, 0, 0, -scale, x + (position?.xOffset ?? 0) * scale, shape.y - (position?.yOffset ?? 0) * scale)
      .toSVG();
    x += (advances[i] ?? 0) * scale;
  });
  return { kind: 'path', d, fill: shape.fill };
}
