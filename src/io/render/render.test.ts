import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import jsqr from 'jsqr';
import { PNG } from 'pngjs';
import { afterAll, describe, expect, test } from 'vitest';
import { pdftotextPath } from '../../../test/available.ts';
import { day } from '../../rules/day.ts';
import type { DocumentModel } from '../../rules/document.ts';
import { labelArtwork } from '../../rules/label-artwork.ts';
import { parsedFont } from './fonts.ts';
import { artworkPdf, documentPdf } from './pdf.ts';
import { qrMatrix } from './qr.ts';
import { artworkPng, artworkSvg, svgToPng } from './svg-to-png.ts';

const ADDRESS = 'https://register.akashi.example.jp/l/IOT1-000001-K';
const on = day('2026-11-22');
const label = (demo: boolean) => ({
  schemeName: { ja: 'セキュリティ要件適合評価及びラベリング制度', en: 'Labeling Scheme for Security Requirements of IoT Products' },
  levelText: { ja: '★1 適合', en: 'Level 1' },
  stars: 1,
  starsOf: 4,
  number: 'IOT1-000001-K',
  qr: qrMatrix(ADDRESS),
  validUntil: { ja: '2028年11月21日まで有効', en: 'Valid until 21 Nov 2028' },
  demo,
});
const variants = (['print', 'web'] as const).flatMap((variant) => [false, true].map((demo) => [variant, demo] as const));

const folder = mkdtempSync(join(tmpdir(), 'akashi-render-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// pdftoppm and pdftotext come together in Debian's poppler-utils; the test command says so when they are not there.
const poppler = pdftotextPath;
const tool = (name: 'pdftoppm' | 'pdftotext') => join(dirname(poppler ?? ''), name);

/** What an independent decoder reads on a picture; a transparent pixel counts as white paper. */
function decode(png: Buffer): string | undefined {
  const { data, width, height } = PNG.sync.read(png);
  const pixels = new Uint8ClampedArray(data);
  for (let i = 0; i < pixels.length; i += 4) if (pixels[i + 3] === 0) pixels.fill(255, i, i + 4);
  return jsqr.default(pixels, width, height)?.data;
}

function pages(pdf: Buffer, dpi: number): Buffer[] {
  const file = join(folder, 'x.pdf');
  writeFileSync(file, pdf);
  execFileSync(tool('pdftoppm'), ['-png', '-r', String(dpi), file, join(folder, 'page')]);
  return readdirSync(folder)
    .filter((name) => name.startsWith('page'))
    .sort()
    .map((name) => {
      const png = readFileSync(join(folder, name));
      rmSync(join(folder, name));
      return png;
    });
}

function textOf(pdf: Buffer): string {
  const file = join(folder, 'y.pdf');
  writeFileSync(file, pdf);
  return execFileSync(tool('pdftotext'), ['-layout', file, '-'], { encoding: 'utf8' });
}

describe('the code on the artwork leads to the product page', () => {
  test.each(variants)('L-3.7-1 the QR code of the %s PNG (demo %s) is read by another decoder, sharp and small', async (variant, demo) => {
    const artwork = labelArtwork(label(demo), variant, 'ja');
    for (const dpi of [300, 150, 96]) expect(decode(await artworkPng(artwork, dpi)), `${dpi} dpi`).toBe(ADDRESS);
  });

  test.skipIf(!poppler).each(variants)('L-3.7-1 the QR code of the %s PDF (demo %s) is read by another decoder', async (variant, demo) => {
    const [page, ...more] = pages(await artworkPdf(labelArtwork(label(demo), variant, 'ja'), on), 300);
    expect(more).toHaveLength(0);
    expect(page && decode(page)).toBe(ADDRESS);
  });

  test('a code with a hole in it is still read', async () => {
    const artwork = labelArtwork(label(false), 'print', 'ja');
    const hole = { kind: 'rect', x: 53, y: 14, width: 5.5, height: 5.5, fill: '#ffffff' } as const;
    expect(decode(await artworkPng({ ...artwork, shapes: [...artwork.shapes, hole] }))).toBe(ADDRESS);
  });
});

describe('the artwork', () => {
  test('has its physical size: 72 mm at 300 dpi are 850 dots', async () => {
    const { width, height } = PNG.sync.read(await artworkPng(labelArtwork(label(false), 'print', 'ja'), 300));
    expect([width, height]).toEqual([850, 425]);
    expect((await artworkPdf(labelArtwork(label(false), 'print', 'ja'), on)).toString('latin1')).toContain(
      '/MediaBox [0 0 204.094488 102.047244]',
    );
  });

  test('needs no font: its texts are outlines', () => {
    expect(artworkSvg(labelArtwork(label(true), 'web', 'en'))).not.toContain('<text');
  });

  test('is set in a font that has every character of it, rare ones too', () => {
    for (const weight of ['regular', 'bold'] as const) {
      for (const character of ['髙', '﨑', '𠮷', '★', ...JSON.stringify(label(true).schemeName)]) {
        expect(parsedFont(weight).hasGlyphForCodePoint(character.codePointAt(0) ?? 0), character).toBe(true);
      }
    }
  });

  test('can be a picture with real text too, set in the same font', async () => {
    const picture = (content: string) =>
      svgToPng(
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><text y="8" font-family="Noto Sans JP" font-size="8">${content}</text></svg>`,
        40,
      );
    expect(PNG.sync.read(await picture('\u3000')).data.some((v) => v !== 0)).toBe(false);
    expect(PNG.sync.read(await picture('証')).data.some((v) => v !== 0)).toBe(true);
  });
});

const sentence = '本ラベルは、申請者が適合基準に基づいて自ら評価した結果を示すものです（髙﨑・𠮷田）。';
const notice: DocumentModel = {
  language: 'ja',
  title: '適合ラベル発行通知書',
  author: '事務局',
  on,
  header: 'IOT1-000001-K',
  footer: '制度事務局',
  stamp: 'DEMO 見本',
  blocks: [
    { kind: 'paragraph', text: sentence.repeat(3) },
    { kind: 'heading', level: 1, text: '申請' },
    { kind: 'facts', rows: [{ label: '申請者', value: '株式会社サンプル' }] },
    { kind: 'list', items: ['一つ目', ['二つ目は', { bold: '太字' }]], ordered: true },
    { kind: 'artwork', artwork: labelArtwork(label(false), 'print', 'ja'), align: 'center' },
    { kind: 'heading', level: 2, text: '結果' },
    {
      kind: 'table',
      columns: [
        { header: '項番列', share: 1 },
        { header: '基準列', share: 3 },
      ],
      rows: [
        ...Array.from({ length: 60 }, (_, i) => [`R${i + 1}.`, `基準 ${i + 1}`]),
        ['長い', Array.from({ length: 300 }, (_, i) => `句${i}。`).join('')],
      ],
    },
    { kind: 'rule' },
    { kind: 'page-break' },
    { kind: 'paragraph', text: '以上', align: 'right', small: true },
  ],
};

describe('the document', () => {
  test('is the same file for the same model, with its fonts inside and its language told', async () => {
    const [one, two] = [await documentPdf(notice), await documentPdf(notice)];
    expect(one.equals(two)).toBe(true);
    const raw = one.toString('latin1');
    expect(raw.match(/\/FontFile2/g)).toHaveLength(2);
    expect(raw).toContain('/Lang (ja)');
    expect(raw).not.toMatch(/\/Helvetica|\/JavaScript/);
  });

  test.skipIf(!poppler)('says everything, on numbered pages, with the table header on each page that the table reaches', async () => {
    const pdf = await documentPdf(notice);
    const sheets = textOf(pdf).split('\f').slice(0, -1);
    const bare = sheets.join('').replace(/\s/g, '');
    for (let i = 1; i <= 60; i++) expect(bare).toContain(`R${i}.基準${i}`);
    for (let i = 0; i < 300; i++) expect(bare).toContain(`句${i}。`);
    expect(bare).toContain('髙﨑・𠮷田');
    expect(bare).toContain('2.二つ目は太字');
    sheets.forEach((sheet, i) => {
      expect(sheet.replace(/\s/g, '')).toContain(`${i + 1}/${sheets.length}`);
      expect(sheet).toContain('IOT1-000001-K');
      expect(sheet.includes('項番列')).toBe(/R\d+\.|句\d+/.test(sheet));
      expect(sheet).not.toContain('DEMO');
    });
    expect(sheets.length).toBeGreaterThan(3);
  });

  test.skipIf(!poppler)('cuts nothing off: the margins of every page stay white', async () => {
    for (const png of pages(await documentPdf({ ...notice, stamp: '' }), 50)) {
      const { data, width, height } = PNG.sync.read(png);
      const edge = Math.floor((18 / 210) * width);
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < edge; x++) {
          expect(data[(y * width + x) * 4]).toBe(255);
          expect(data[(y * width + width - 1 - x) * 4]).toBe(255);
        }
      }
    }
  });

  test.skipIf(!poppler)(
    'carries a code that can be scanned from the printed page',
    async () => {
      const found = pages(await documentPdf(notice), 200).map(decode);
      expect(found).toContain(ADDRESS);
    },
    60_000,
  );
});
