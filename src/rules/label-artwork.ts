import { type Artwork, estimateEm, type QrMatrix, QUIET_ZONE, type Shape, type TextShape } from './artwork.ts';
import type { Language, Text } from './text.ts';

/** `print` lies, for a package or a manual; `web` stands, for the margin of a product page. */
export type ArtworkVariant = 'print' | 'web';

export interface LabelColours {
  /** The mark, the level and the frame. */
  readonly accent: string;
  readonly ink: string;
  readonly muted: string;
  /** Stars not reached, hairlines. */
  readonly faint: string;
  readonly ground: string;
}

/** A mark in a square of 100: `mark` is painted in the accent colour, `ground` in the colour behind it. */
export interface Logo {
  readonly paths: readonly { readonly d: string; readonly tone: 'mark' | 'ground'; readonly stroke?: number }[];
}

export interface LabelArtworkInput {
  readonly logo?: Logo;
  readonly colours?: Partial<LabelColours>;
  readonly schemeName: Text;
  /** The level in words, e.g. レベル1 / Level 1. */
  readonly levelText: Text;
  /** Stars reached, and how many there are in the scheme. */
  readonly stars: number;
  readonly starsOf: number;
  readonly number: string;
  /** The code of the product page's address. */
  readonly qr: QrMatrix;
  /** e.g. 有効期間 2028年11月21日まで; left out where the artwork is to outlive a period. */
  readonly validUntil?: Text;
  /** A label of a demonstration says so, over everything. */
  readonly demo: boolean;
}

export const LABEL_COLOURS: LabelColours = { accent: '#17365d', ink: '#1a1a1c', muted: '#595959', faint: '#c9d1dc', ground: '#ffffff' };

/** Akashi's own mark, cut like a seal: the left half of 証, "speech", and in place of its right half, "correct", a check. */
export const AKASHI_MARK: Logo = {
  paths: [
    { tone: 'mark', d: 'M22 2H78A20 20 0 0 1 98 22V78A20 20 0 0 1 78 98H22A20 20 0 0 1 2 78V22A20 20 0 0 1 22 2Z' },
    { tone: 'ground', stroke: 5.6, d: 'M28 20H38M17 32.5H49M22 44H44M22 55.5H44M22 67H44V80H22Z' },
    { tone: 'ground', stroke: 9, d: 'M56 58L66 73L84 30' },
  ],
};

const SCAN: Text = { ja: '読み取って確認', en: 'Scan to verify' };
const NUMBER: Text = { ja: 'ラベル番号', en: 'Label No.' };

/** The artwork of a label with logo, level, number and QR code (L-3.7-1). Sizes: print 72 × 36 mm, web 46 × 78 mm; a demonstration is 6.5 mm higher. */
export function labelArtwork(input: LabelArtworkInput, variant: ArtworkVariant, language: Language): Artwork {
  const colours = { ...LABEL_COLOURS, ...input.colours };
  const title = [input.schemeName[language], input.levelText[language], input.number, ...(input.demo ? ['DEMO 見本'] : [])].join(' ');
  return variant === 'print' ? lying(input, colours, language, title) : standing(input, colours, language, title);
}

function lying(input: LabelArtworkInput, c: LabelColours, language: Language, title: string): Artwork {
  const left = 4.5;
  const right = 40.5;
  const beside = left + input.starsOf * 5.4 + 1.2;
  return {
    title,
    width: 72,
    height: input.demo ? 36 + BAND : 36,
    shapes: [
      frame(72, input.demo ? 36 + BAND : 36, c),
      logo(input.logo ?? AKASHI_MARK, left, 4.5, 11.5, c),
      ...name(
        input.schemeName[language],
        { x: left + 13.8, y: 10.25, width: right - left - 13.8, size: 2.45, most: 3, anchor: 'start' },
        c,
      ),
      ...stars(input, left, 18.2, 4.6, 0.8, c),
      words(input.levelText[language], beside, 22, 3.6, c.accent, { weight: 'bold', maxWidth: right - beside }),
      { kind: 'rect', x: left, y: 24.7, width: right - left, height: 0.15, fill: c.faint },
      words(NUMBER[language], left, 27.9, 1.9, c.muted, { maxWidth: 12 }),
      ...(input.validUntil ? [words(input.validUntil[language], right, 27.9, 1.9, c.muted, { anchor: 'end', maxWidth: 22.5 })] : []),
      words(input.number, left, 32.2, 3.4, c.ink, { weight: 'bold', tracking: 0.05, maxWidth: right - left }),
      code(input.qr, 45, 4.5, 22.5, c),
      words(SCAN[language], 56.25, 32.2, 1.9, c.muted, { anchor: 'middle', maxWidth: 22.5 }),
      ...(input.demo ? demo(72, 36, 22.5, 18, DEMO_NOTE[language]) : []),
    ],
  };
}

function standing(input: LabelArtworkInput, c: LabelColours, language: Language, title: string): Artwork {
  const middle = 23;
  const starWidth = input.starsOf * 5.2 + (input.starsOf - 1) * 0.9;
  return {
    title,
    width: 46,
    height: input.demo ? 78 + BAND : 78,
    shapes: [
      frame(46, input.demo ? 78 + BAND : 78, c),
      logo(input.logo ?? AKASHI_MARK, middle - 5.75, 4.5, 11.5, c),
      ...name(input.schemeName[language], { x: middle, y: 20.8, width: 38, size: 2.35, most: 2, anchor: 'middle' }, c),
      ...stars(input, middle - starWidth / 2, 26, 5.2, 0.9, c),
      words(input.levelText[language], middle, 35.3, 3.3, c.accent, { anchor: 'middle', weight: 'bold', maxWidth: 38 }),
      code(input.qr, middle - 11, 38.8, 22, c),
      words(SCAN[language], middle, 65.6, 1.9, c.muted, { anchor: 'middle', maxWidth: 38 }),
      { kind: 'rect', x: 4.5, y: 67.4, width: 37, height: 0.15, fill: c.faint },
      words(input.number, middle, 71.6, 3, c.ink, { anchor: 'middle', weight: 'bold', tracking: 0.05, maxWidth: 37 }),
      ...(input.validUntil ? [words(input.validUntil[language], middle, 74.9, 1.9, c.muted, { anchor: 'middle', maxWidth: 37 })] : []),
      ...(input.demo ? demo(46, 78, middle, 23, DEMO_NOTE[language]) : []),
    ],
  };
}

const frame = (width: number, height: number, c: LabelColours): Shape => ({
  kind: 'rect',
  x: 0.4,
  y: 0.4,
  width: width - 0.8,
  height: height - 0.8,
  radius: 3,
  fill: c.ground,
  stroke: c.accent,
  strokeWidth: 0.45,
});

const logo = (mark: Logo, x: number, y: number, size: number, c: LabelColours): Shape => ({
  kind: 'group',
  x,
  y,
  scale: size / 100,
  shapes: mark.paths.map(({ d, tone, stroke }) => {
    const colour = tone === 'mark' ? c.accent : c.ground;
    return stroke === undefined ? { kind: 'path', d, fill: colour } : { kind: 'path', d, stroke: colour, strokeWidth: stroke };
  }),
});

function words(
  content: string,
  x: number,
  y: number,
  size: number,
  fill: string,
  more: Partial<Pick<TextShape, 'weight' | 'anchor' | 'tracking' | 'maxWidth'>> = {},
): TextShape {
  return { kind: 'text', content, x, y, size, fill, weight: 'regular', anchor: 'start', ...more };
}

/** Stars reached are full, the others are outlines: the level is told by shape, not by colour alone. */
function stars(
  input: Pick<LabelArtworkInput, 'stars' | 'starsOf'>,
  x: number,
  y: number,
  size: number,
  gap: number,
  c: LabelColours,
): Shape[] {
  return Array.from({ length: input.starsOf }, (_, i): Shape => {
    const inset = i < input.stars ? 0 : 0.12;
    const d = star(x + i * (size + gap) + size / 2, y + size / 2 + size * 0.03, size / 2 - inset);
    return i < input.stars ? { kind: 'path', d, fill: c.accent } : { kind: 'path', d, stroke: c.faint, strokeWidth: 0.24 };
  });
}

function star(x: number, y: number, radius: number): string {
  const points = Array.from({ length: 10 }, (_, i) => {
    const r = i % 2 === 0 ? radius : radius * 0.45;
    const angle = (i * Math.PI) / 5 - Math.PI / 2;
    return `${(x + r * Math.cos(angle)).toFixed(4)} ${(y + r * Math.sin(angle)).toFixed(4)}`;
  });
  return `M${points.join('L')}Z`;
}

/** The code with its dark square at (x, y) and so wide; its quiet zone lies outside of that. */
function code(matrix: QrMatrix, x: number, y: number, edge: number, c: LabelColours): Shape {
  const quiet = (edge / matrix.size) * QUIET_ZONE;
  return { kind: 'qr', x: x - quiet, y: y - quiet, size: edge + 2 * quiet, matrix, fill: c.ink };
}

/** The scheme's name around a middle height, in few even lines of one size. */
function name(
  content: string,
  at: { x: number; y: number; width: number; size: number; most: number; anchor: 'start' | 'middle' },
  c: LabelColours,
): TextShape[] {
  const wide = (line: string) => estimateEm(line) * 1.06;
  const lines = evenLines(content, Math.min(at.most, Math.max(1, Math.ceil((wide(content) * at.size) / at.width))));
  const size = Math.min(at.size, at.width / Math.max(...lines.map(wide)));
  return lines.map((line, i) =>
    words(line, at.x, at.y + size * 0.36 + (i - (lines.length - 1) / 2) * size * 1.42, size, c.ink, {
      weight: 'bold',
      anchor: at.anchor,
      maxWidth: at.width,
    }),
  );
}

/**
 * A name in at most so many lines, the longest as short as can be. Breaks at spaces; in Japanese where a word may begin: at a
 * change of script, never before hiragana.
 */
export function evenLines(content: string, most: number): string[] {
  const pieces = content.match(
    /[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー\s]+\s*|[\p{Script=Katakana}ー・]+\p{Script=Hiragana}*\s*|[\p{Script=Han}々]+\p{Script=Hiragana}*\s*|\p{Script=Hiragana}+\s*/gu,
  ) ?? [content];
  let best = [content.trim()];
  const longest = (lines: readonly string[]) => Math.max(...lines.map(estimateEm));
  const divide = (from: number, lines: readonly string[]) => {
    if (from === pieces.length) {
      if (longest(lines) < longest(best)) best = [...lines];
      return;
    }
    if (lines.length === most) return;
    for (let to = from + 1; to <= pieces.length; to++) divide(to, [...lines, pieces.slice(from, to).join('').trim()]);
  };
  // Three lines of a very long name would be too many ways to try; it is then made smaller instead.
  if (pieces.length <= 40) divide(0, []);
  return best;
}

const DEMO_RED = '#b3261e';
const DEMO_NOTE: Text = { ja: '実在のラベルではありません', en: 'Not a real label' };
/** Height of the band that a demonstration bears below, in millimetres. */
const BAND = 6.5;

/** The same for a drawing of another scheme: what goes over it from its lower edge `top` on, and how much higher it becomes. */
export const demoBand = (
  width: number,
  top: number,
  x: number,
  y: number,
  note: string,
): { readonly height: number; readonly shapes: readonly Shape[] } => ({ height: BAND, shapes: demo(width, top, x, y, note) });

/** DEMO 見本 in a red band below, and 見本 over the whole, faint enough to read through and clear of the code. */
function demo(width: number, top: number, x: number, y: number, note: string): Shape[] {
  const bottom = top + BAND - 0.4;
  const band = `M0.4 ${top}H${width - 0.4}V${bottom - 3}A3 3 0 0 1 ${width - 3.4} ${bottom}H3.4A3 3 0 0 1 0.4 ${bottom - 3}Z`;
  return [
    {
      kind: 'group',
      x,
      y,
      rotate: -16,
      opacity: 0.16,
      shapes: [words('見本', 0, 5.6, 15, DEMO_RED, { weight: 'bold', anchor: 'middle', tracking: 0.08 })],
    },
    { kind: 'path', d: band, fill: DEMO_RED, stroke: DEMO_RED, strokeWidth: 0.45 },
    words('DEMO 見本', 4.5, top + 4.1, 2.9, '#ffffff', { weight: 'bold', tracking: 0.06, maxWidth: 16 }),
    words(note, width - 4.5, top + 4, 2, '#ffffff', { anchor: 'end', maxWidth: width - 26 }),
  ];
}
