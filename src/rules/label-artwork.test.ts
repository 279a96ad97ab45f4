import { describe, expect, test } from 'vitest';
import { type Artwork, artworkToSvg, type QrMatrix, type Shape } from './artwork.ts';
import { evenLines, type LabelArtworkInput, labelArtwork } from './label-artwork.ts';

const matrix: QrMatrix = { size: 29, dark: Array.from({ length: 29 * 29 }, (_, i) => i % 3 === 0) };
const input: LabelArtworkInput = {
  schemeName: { ja: 'セキュリティ要件適合評価及びラベリング制度', en: 'Labeling Scheme for <IoT> & Co' },
  levelText: { ja: '★1 適合', en: 'Level 1' },
  stars: 1,
  starsOf: 4,
  number: 'IOT1-000001-K',
  qr: matrix,
  validUntil: { ja: '2028年11月21日まで有効', en: 'Valid until 21 Nov 2028' },
  demo: false,
};

const flat = (shapes: readonly Shape[]): Shape[] =>
  shapes.flatMap((shape) => (shape.kind === 'group' ? [shape, ...flat(shape.shapes)] : [shape]));
const texts = (artwork: Artwork): string[] => flat(artwork.shapes).flatMap((shape) => (shape.kind === 'text' ? [shape.content] : []));
const variants = (['print', 'web'] as const).flatMap((variant) => (['ja', 'en'] as const).map((language) => [variant, language] as const));

describe.each(variants)('L-3.7-1 the %s artwork in %s', (variant, language) => {
  const artwork = labelArtwork(input, variant, language);

  test('bears scheme, level, number, validity and code', () => {
    const said = texts(artwork);
    expect(said.join('').replaceAll(' ', '')).toContain(input.schemeName[language].replaceAll(' ', ''));
    expect(said).toContain(input.levelText[language]);
    expect(said).toContain(input.number);
    expect(said).toContain(input.validUntil?.[language]);
    expect(flat(artwork.shapes).filter((shape) => shape.kind === 'qr')).toHaveLength(1);
  });

  test('keeps the quiet zone of the code inside its frame and free of anything else', () => {
    const code = flat(artwork.shapes).find((shape) => shape.kind === 'qr');
    if (code?.kind !== 'qr') throw new Error('no code');
    expect(code.x).toBeGreaterThan(0.6);
    expect(code.y).toBeGreaterThan(0.6);
    expect(code.x + code.size).toBeLessThan(artwork.width - 0.6);
    for (const shape of artwork.shapes) {
      if (shape.kind !== 'text') continue;
      const apart =
        shape.y < code.y ||
        shape.y - shape.size * 0.8 > code.y + code.size ||
        shape.x + (shape.maxWidth ?? 0) <= code.x ||
        shape.anchor === 'end';
      expect(apart, shape.content).toBe(true);
    }
  });

  test('of a demonstration says so, and any other does not', () => {
    expect(texts(labelArtwork({ ...input, demo: true }, variant, language))).toContain('DEMO 見本');
    expect(labelArtwork({ ...input, demo: true }, variant, language).title).toContain('DEMO');
    expect(texts(artwork)).not.toContain('DEMO 見本');
  });

  test('is the same for the same input', () => {
    expect(labelArtwork(input, variant, language)).toEqual(artwork);
  });
});

test('the level is told by full stars, not by colour alone', () => {
  const full = (stars: number) =>
    flat(labelArtwork({ ...input, stars }, 'print', 'ja').shapes).filter((shape) => shape.kind === 'path' && shape.fill === '#17365d')
      .length;
  expect(full(3) - full(1)).toBe(2);
});

test('a Japanese name breaks where a word may begin', () => {
  expect(evenLines('セキュリティ要件適合評価及びラベリング制度', 3)).toEqual(['セキュリティ', '要件適合評価及び', 'ラベリング制度']);
  expect(evenLines('Labeling Scheme for Security Requirements', 2)).toEqual(['Labeling Scheme for', 'Security Requirements']);
  expect(evenLines('制度', 3)).toEqual(['制度']);
});

test('what stands in the artwork cannot break out of the SVG', () => {
  const svg = artworkToSvg(labelArtwork({ ...input, number: '"><script>x</script>\u0000' }, 'print', 'en'));
  expect(svg).not.toContain('<script');
  expect(svg).toContain('&#60;IoT&#62; &#38;');
  expect(svg).not.toContain('\u0000');
});

test('the SVG refers to nothing outside itself and has its size in millimetres', () => {
  const svg = artworkToSvg(labelArtwork(input, 'web', 'ja'));
  expect(svg).toContain('width="46mm" height="78mm" viewBox="0 0 46 78"');
  expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/href|url\(|http|style|script/);
});
