import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { type Artwork, artworkToSvg } from '../../rules/artwork.ts';
import { fontBytes } from './fonts.ts';
import { outlineArtwork } from './outline.ts';

let ready: Promise<void> | undefined;

/** Once a process; a second call would be refused by the library. */
function prepare(): Promise<void> {
  ready ??= readFile(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')).then((wasm) => initWasm(wasm));
  return ready;
}

/**
 * A picture (PNG) of an SVG of our own, so many pixels wide. Texts are set in Noto Sans JP; nothing outside the SVG is
 * loaded. Not for SVG that a user gave.
 */
export async function svgToPng(svg: string, widthPx: number, options: { background?: string } = {}): Promise<Buffer> {
  await prepare();
  const fontBuffers = svg.includes('<text') ? [fontBytes('regular'), fontBytes('bold')] : [];
  const picture = new Resvg(svg, {
    fitTo: { mode: 'width', value: widthPx },
    font: { fontBuffers, defaultFontFamily: 'Noto Sans JP', loadSystemFonts: false },
    ...(options.background === undefined ? {} : { background: options.background }),
  });
  try {
    const rendered = picture.render();
    try {
      return Buffer.from(rendered.asPng());
    } finally {
      rendered.free();
    }
  } finally {
    picture.free();
  }
}

/** The artwork as SVG with outlines instead of text. */
export const artworkSvg = (artwork: Artwork): string => artworkToSvg(outlineArtwork(artwork));

/** The artwork as PNG at so many dots per inch (300 prints sharply). Around its frame it is transparent. */
export function artworkPng(artwork: Artwork, dpi = 300): Promise<Buffer> {
  return svgToPng(artworkSvg(artwork), Math.round((artwork.width / 25.4) * dpi));
}
