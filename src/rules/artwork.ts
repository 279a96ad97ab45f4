/**
 * A drawing of known physical size, in millimetres, y downwards. Pure data: `artworkToSvg` spells it as SVG, `src/io/render`
 * turns its texts into outlines and makes PNG and PDF of it.
 */
export interface Artwork {
  /** What the drawing says, for who cannot see it. */
  readonly title: string;
  /** Millimetres. */
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

export type Weight = 'regular' | 'bold';
export type Anchor = 'start' | 'middle' | 'end';

interface Paint {
  /** Colours are #rrggbb. */
  readonly fill?: string;
  readonly stroke?: string;
  readonly strokeWidth?: number;
}

export interface RectShape extends Paint {
  readonly kind: 'rect';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly radius?: number;
}

/** SVG path data in the surrounding millimetres (or in a group's own measure). Line ends and joins are round. */
export interface PathShape extends Paint {
  readonly kind: 'path';
  readonly d: string;
}

export interface TextShape {
  readonly kind: 'text';
  readonly content: string;
  readonly x: number;
  /** The baseline. */
  readonly y: number;
  /** Em size. */
  readonly size: number;
  readonly weight: Weight;
  readonly anchor: Anchor;
  readonly fill: string;
  /** Extra space after each character, in em. */
  readonly tracking?: number;
  /** The text is made smaller when it would be wider. */
  readonly maxWidth?: number;
}

export interface QrShape {
  readonly kind: 'qr';
  readonly x: number;
  readonly y: number;
  /** Edge of the code with its quiet zone of four modules on each side (ISO/IEC 18004). */
  readonly size: number;
  readonly matrix: QrMatrix;
  readonly fill: string;
}

export interface GroupShape {
  readonly kind: 'group';
  readonly x: number;
  readonly y: number;
  readonly scale?: number;
  /** Degrees, clockwise. */
  readonly rotate?: number;
  /** 0 to 1. */
  readonly opacity?: number;
  readonly shapes: readonly Shape[];
}

export type Shape = RectShape | PathShape | TextShape | QrShape | GroupShape;

/** The modules of a QR code without its quiet zone, row by row; true is dark. */
export interface QrMatrix {
  readonly size: number;
  readonly dark: readonly boolean[];
}

/** Modules of white that a QR code needs around it (ISO/IEC 18004). */
export const QUIET_ZONE = 4;

/** The artwork as an SVG document of the same physical size, without script, style or reference to anything outside. */
export function artworkToSvg(artwork: Artwork): string {
  const { width, height } = artwork;
  const inside = artwork.shapes.map(shapeToSvg).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${n(width)}mm" height="${n(height)}mm" viewBox="0 0 ${n(width)} ${n(height)}" role="img"><title>${escapeXml(artwork.title)}</title>${inside}</svg>\n`;
}

/** The dark modules of a code as one path, quiet zone included in the size: no seams between modules. */
export function qrPath(shape: Pick<QrShape, 'x' | 'y' | 'size' | 'matrix'>): string {
  const { size, dark } = shape.matrix;
  const module = shape.size / (size + 2 * QUIET_ZONE);
  let d = '';
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (!dark[row * size + column]) continue;
      let run = 1;
      while (column + run < size && dark[row * size + column + run]) run++;
      const x = shape.x + (column + QUIET_ZONE) * module;
      const y = shape.y + (row + QUIET_ZONE) * module;
      d += `M${n(x)} ${n(y)}H${n(x + run * module)}V${n(y + module)}H${n(x)}Z`;
      column += run;
    }
  }
  return d;
}

/** About how wide a text is, in em: full-width characters 1, others by rough class. Exact widths belong to the font. */
export function estimateEm(content: string): number {
  let em = 0;
  for (const character of content) {
    if (/[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60\u{20000}-\u{3ffff}★☆]/u.test(character)) em += 1;
    else if (/[\u{e0100}-\u{e01ef}\ufe00-\ufe0f]/u.test(character)) em += 0;
    else if (/[A-Z0-9MWmw@%]/.test(character)) em += 0.64;
    else if (/[iljtfr.,:;'|!\s()-]/.test(character)) em += 0.33;
    else em += 0.57;
  }
  return em;
}

function shapeToSvg(shape: Shape): string {
  switch (shape.kind) {
    case 'rect': {
      const radius = shape.radius === undefined ? '' : ` rx="${n(shape.radius)}"`;
      return `<rect x="${n(shape.x)}" y="${n(shape.y)}" width="${n(shape.width)}" height="${n(shape.height)}"${radius}${paint(shape)}/>`;
    }
    case 'path':
      return `<path d="${escapeXml(shape.d)}"${paint(shape)}/>`;
    case 'qr':
      return `<path d="${qrPath(shape)}" fill="${escapeXml(shape.fill)}"/>`;
    case 'text':
      return textToSvg(shape);
    case 'group': {
      const turn = shape.rotate === undefined ? '' : ` rotate(${n(shape.rotate)})`;
      const scale = shape.scale === undefined ? '' : ` scale(${n(shape.scale)})`;
      const opacity = shape.opacity === undefined ? '' : ` opacity="${n(shape.opacity)}"`;
      return `<g transform="translate(${n(shape.x)} ${n(shape.y)})${turn}${scale}"${opacity}>${shape.shapes.map(shapeToSvg).join('')}</g>`;
    }
    default:
      return shape satisfies never;
  }
}

function textToSvg(shape: TextShape): string {
  const wide = estimateEm(shape.content) * shape.size;
  const size = shape.maxWidth !== undefined && wide > shape.maxWidth ? (shape.size * shape.maxWidth) / wide : shape.size;
  const tracking = shape.tracking ? ` letter-spacing="${n(shape.tracking * size)}"` : '';
  const weight = shape.weight === 'bold' ? '700' : '400';
  return `<text x="${n(shape.x)}" y="${n(shape.y)}" font-family="Noto Sans JP, sans-serif" font-size="${n(size)}" font-weight="${weight}" text-anchor="${shape.anchor}" fill="${escapeXml(shape.fill)}"${tracking}>${escapeXml(shape.content)}</text>`;
}

function paint({ fill, stroke, strokeWidth }: Paint): string {
  const line =
    stroke === undefined
      ? ''
      : ` stroke="${escapeXml(stroke)}" stroke-width="${n(strokeWidth ?? 0.25)}" stroke-linecap="round" stroke-linejoin="round"`;
  return ` fill="${fill === undefined ? 'none' : escapeXml(fill)}"${line}`;
}

/** Numbers to the ten-thousandth: a tenth of a micrometre. */
const n = (value: number): string => String(Math.round(value * 10_000) / 10_000);

const escapeXml = (raw: string): string =>
  raw
    .toWellFormed()
    .replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '')
    .replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
