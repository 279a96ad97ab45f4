import type { Artwork, Shape, TextShape } from '../../src/rules/artwork.ts';
import type { ArtworkOf } from '../../src/rules/book.ts';
import { type ArtworkVariant, demoBand } from '../../src/rules/label-artwork.ts';
import { type Language, text } from '../../src/rules/text.ts';
import { scheme } from './scheme.ts';

const ACCENT = '#0b4f6c';
const INK = '#1a1a1c';
const MUTED = '#4f5b66';

const words = {
  mark: text('情報開示認定', 'Disclosure certified'),
  demo: text('実在の認定ではありません', 'Not a real certification'),
  kind: text('IaaS・PaaS(IoTクラウドサービス)', 'IaaS and PaaS for IoT'),
} as const;

/** The mark: a neutral logo of our own, as the owner's is its trademark, and the number (D-8.1-1). No code and no date: it is shown whole and unchanged. */
export function artwork(of: ArtworkOf, variant: ArtworkVariant, language: Language): Artwork {
  const title = [scheme.shortName[language], of.number, ...(of.demo ? ['DEMO 見本'] : [])].join(' ');
  return variant === 'print' ? lying(of, language, title) : standing(of, language, title);
}

/** A cloud with a sheet in it that lies open: disclosed, and not: safe. In a square of 100. */
const logo = (x: number, y: number, size: number): Shape => ({
  kind: 'group',
  x,
  y,
  scale: size / 100,
  shapes: [
    { kind: 'path', d: 'M26 82A21 21 0 0 1 22 40A27 27 0 0 1 72 30A26 26 0 0 1 76 82Z', fill: ACCENT },
    { kind: 'path', d: 'M34 44C40 40 46 41 50 45C54 41 60 40 66 44V72C60 68 54 69 50 73C46 69 40 68 34 72Z', fill: '#ffffff' },
    { kind: 'path', d: 'M50 46V71M39 51H45M39 57H45M39 63H45M55 51H61M55 57H61M55 63H61', stroke: ACCENT, strokeWidth: 2.4 },
  ],
});

const line = (content: string, x: number, y: number, size: number, more: Partial<TextShape> = {}): TextShape => ({
  ...{ kind: 'text', content, x, y, size, weight: 'regular', anchor: 'start', fill: INK },
  ...more,
});

const frame = (width: number, height: number): Shape => ({
  ...{ kind: 'rect', x: 0.4, y: 0.4, width: width - 0.8, height: height - 0.8, radius: 2.4 },
  ...{ fill: '#ffffff', stroke: ACCENT, strokeWidth: 0.5 },
});

function lying(of: ArtworkOf, language: Language, title: string): Artwork {
  const [width, top] = [64, 22];
  const band = of.demo ? demoBand(width, top, 40, 10, words.demo[language]) : undefined;
  const height = top + (band?.height ?? 0);
  const room = { maxWidth: 38 };
  return {
    title,
    width,
    height,
    shapes: [
      frame(width, height),
      logo(3, 2, 18),
      line(words.kind[language], 23, 6.6, 2.3, { ...room, fill: MUTED }),
      line(words.mark[language], 23, 12, 4.6, { ...room, weight: 'bold', fill: ACCENT }),
      line(of.number, 23, 18, 4, { ...room, weight: 'bold', tracking: 0.03 }),
      ...(band?.shapes ?? []),
    ],
  };
}

function standing(of: ArtworkOf, language: Language, title: string): Artwork {
  const [width, top] = [40, 44];
  const band = of.demo ? demoBand(width, top, 20, 16, words.demo[language]) : undefined;
  const height = top + (band?.height ?? 0);
  const middle = { anchor: 'middle', maxWidth: 35 } as const;
  return {
    title,
    width,
    height,
    shapes: [
      frame(width, height),
      logo(9.5, 1.5, 21),
      line(words.kind[language], 20, 26.6, 2.2, { ...middle, fill: MUTED }),
      line(words.mark[language], 20, 32.6, 4.6, { ...middle, weight: 'bold', fill: ACCENT }),
      line(of.number, 20, 39.4, 4, { ...middle, weight: 'bold', tracking: 0.03 }),
      ...(band?.shapes ?? []),
    ],
  };
}
