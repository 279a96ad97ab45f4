import { type Artwork, estimateEm, type QrMatrix, type Shape, type TextShape } from './artwork.ts';
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

/** Akashi's own mark: a seal, two lines of a statement, and the stroke that confirms it. */
export const AKASHI_MARK: Logo = {
  paths: [
    { tone: 'mark', d: 'M26 2H74A24 24 0 0 1 98 26V74A24 24 0 0 1 74 98H26A24 24 0 0 1 2 74V26A24 24 0 0 1 26 2Z' },
    { tone: 'ground', stroke: 8, d: 'M25 27H61M25 43H47' },
    { tone: 'ground', stroke: 11, d: 'M25 62L42 78L76 38' },
  ],
};

const SCAN: Text = { ja: '読み取って確認', en: 'Scan to verify' };
const NUMBER: Text = { ja: 'ラベル番号', en: 'Label No.' };

/** The artwork of a label with logo, level, number and QR code (L-3.7-1). Sizes: print 72 × 36 mm, web 46 × 78 mm. */
export function labelArtwork(input: LabelArtworkInput, variant: ArtworkVariant, language: Language): Artwork {
  const colours = { ...LABEL_COLOURS, ...input.colours };
  const title = [input.schemeName[language], input.levelText[language], input.number, ...(input.demo ? ['DEMO 見本'] : [])].join(' ');
  return variant === 'print' ? lying(input, colours, language, title) : standing(input, colours, language, title);
}

function lying(input: LabelArtworkInput, c: LabelColours, language: Language, title: string): Artwork {
  const left = 4.5;
  const column = 37;
  const name = nameLines(input.schemeName[language], 2.35, column - 14.2, 3);
  return {
    title,
    width: 72,
    height: 36,
    shapes: [
      frame(72, 36, c),
      logo(input.logo ?? AKASHI_MARK, left, 4.5, 11.5, c),
      ...name.map((content, i) => words(content, left + 14.2, 10.25 + 0.85 + (i - (name.length - 1) / 2) * 3.3, 2.35, c.ink, { weight: 'bold', maxWidth: column - 14.2 })),
      ...stars(input, left, 18.6, 4.6, 0.9, c),
      words(input.levelText[language], left + input.starsOf * 5.5 + 1.2, 22.35, 3.6, c.accent, { weight: 'bold', maxWidth: column - input.starsOf * 5.5 - 1.2 }),
      { kind: 'rect', x: left, y: 25.4, width: column, height: 0.15, fill: c.faint },
      words(NUMBER[language], left, 28.4, 1.75, c.muted),
      words(input.number, left, 31.9, 3.1, c.ink, { weight: 'bold', tracking: 0.04, maxWidth: input.validUntil ? 22 : column }),
      ...(input.validUntil ? [words(input.validUntil[language], left + column, 31.9, 1.75, c.muted, { anchor: 'end', maxWidth: 14 })] : []),
      { kind: 'qr', x: 43.2, y: 2.6, size: 27, matrix: input.qr, fill: c.ink },
      words(SCAN[language], 56.7, 31.9, 2, c.muted, { anchor: 'middle' }),
      ...(input.demo ? stamp(23, 16.5, 5.2) : []),
    ],
  };
}

function standing(input: LabelArtworkInput, c: LabelColours, language: Language, title: string): Artwork {
  const middle = 23;
  const starWidth = input.starsOf * 5.2 + (input.starsOf - 1) * 1;
  const name = nameLines(input.schemeName[language], 2.3, 39, 2);
  return {
    title,
    width: 46,
    height: 78,
    shapes: [
      frame(46, 78, c),
      logo(input.logo ?? AKASHI_MARK, middle - 5.5, 4.5, 11, c),
      ...name.map((content, i) => words(content, middle, 20.4 + 0.8 + (i - (name.length - 1) / 2) * 3.2, 2.3, c.ink, { anchor: 'middle', weight: 'bold', maxWidth: 39 })),
      ...stars(input, middle - starWidth / 2, 26, 5.2, 1, c),
      words(input.levelText[language], middle, 35.6, 3.2, c.accent, { anchor: 'middle', weight: 'bold', maxWidth: 38 }),
      { kind: 'qr', x: middle - 14, y: 36.8, size: 28, matrix: input.qr, fill: c.ink },
      words(SCAN[language], middle, 65.2, 1.9, c.muted, { anchor: 'middle' }),
      { kind: 'rect', x: 4.5, y: 67.2, width: 37, height: 0.15, fill: c.faint },
      words(input.number, middle, 71.4, 2.9, c.ink, { anchor: 'middle', weight: 'bold', tracking: 0.04, maxWidth: 37 }),
      ...(input.validUntil ? [words(input.validUntil[language], middle, 74.7, 1.75, c.muted, { anchor: 'middle', maxWidth: 37 })] : []),
      ...(input.demo ? stamp(middle, 24.5, 5.4) : []),
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

function words(content: string, x: number, y: number, size: number, fill: string, more: Partial<Pick<TextShape, 'weight' | 'anchor' | 'tracking' | 'maxWidth'>> = {}): TextShape {
  return { kind: 'text', content, x, y, size, fill, weight: 'regular', anchor: 'start', ...more };
}

/** Stars reached are full, the others are outlines: the level is told by shape, not by colour alone. */
function stars(input: Pick<LabelArtworkInput, 'stars' | 'starsOf'>, x: number, y: number, size: number, gap: number, c: LabelColours): Shape[] {
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

/** The scheme's name in at most so many lines of about the same length, broken at spaces or, in Japanese, anywhere. */
function nameLines(name: string, size: number, width: number, most: number): string[] {
  const needed = Math.min(most, Math.max(1, Math.ceil((estimateEm(name) * size) / width)));
  const spaced = /\s/.test(name);
  const pieces = spaced ? name.split(/\s+/) : [...name];
  const target = estimateEm(name) / needed;
  const lines: string[] = [];
  for (const piece of pieces) {
    const last = lines.at(-1);
    const joined = last === undefined ? piece : `${last}${spaced ? ' ' : ''}${piece}`;
    const full = last !== undefined && lines.length < needed && estimateEm(joined) > target + (spaced ? estimateEm(piece) / 2 : 0.5);
    if (last === undefined || full) lines.push(piece);
    else lines[lines.length - 1] = joined;
  }
  return lines;
}

const STAMP_RED = '#b3261e';

/** DEMO 見本, at a slant, over the left or upper part, clear of the code so that the code still leads to its page. */
function stamp(x: number, y: number, size: number): Shape[] {
  const width = size * 6.6;
  const height = size * 1.7;
  return [
    {
      kind: 'group',
      x,
      y,
      rotate: -12,
      opacity: 0.9,
      shapes: [
        { kind: 'rect', x: -width / 2, y: -height / 2, width, height, radius: 0.8, stroke: STAMP_RED, strokeWidth: 0.5 },
        { kind: 'text', content: 'DEMO 見本', x: 0, y: size * 0.36, size, weight: 'bold', anchor: 'middle', fill: STAMP_RED, tracking: 0.06 },
      ],
    },
  ];
}
