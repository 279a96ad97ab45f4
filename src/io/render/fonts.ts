import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';
import type { Weight } from '../../rules/artwork.ts';

const FILES = {
  regular: '@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans-jp/700Bold/NotoSansJP_700Bold.ttf',
} as const satisfies Record<Weight, string>;

const find = createRequire(import.meta.url);
const bytes = new Map<Weight, Buffer>();
const fonts = new Map<Weight, Font>();

/** The whole Noto Sans JP (TrueType) of a weight, read once a process. */
export function fontBytes(weight: Weight): Buffer {
  const known = bytes.get(weight);
  if (known) return known;
  const read = readFileSync(find.resolve(FILES[weight]));
  bytes.set(weight, read);
  return read;
}

/** The same font, parsed for measuring and for outlines. */
export function parsedFont(weight: Weight): Font {
  const known = fonts.get(weight);
  if (known) return known;
  const parsed = create(fontBytes(weight));
  if (parsed.type !== 'TTF') throw new Error('the font is a collection');
  fonts.set(weight, parsed);
  return parsed;
}
