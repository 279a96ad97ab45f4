/** Characters that may not begin a line (JIS X 4051: closing marks, small kana, repeat and length marks, punctuation). */
const NOT_FIRST = new Set(
  '、。，．・：；？！!?,.:;)]}）］｝〕〉》」』】〙〗〟’”»ゝゞーァィゥェォッャュョヮヵヶぁぃぅぇぉっゃゅょゎゕゖㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ々〻‐゠–〜～％%°℃',
);
/** Characters that may not end a line (opening marks). */
const NOT_LAST = new Set('([{（［｛〔〈《「『【〘〖〝‘“«￥$＄№#＃');
/** Where a word too long for any line may be broken after, before it is broken anywhere. */
const SOFT = /[/\-_.?&=:@]/;

const WIDE = /[\u2e80-\u303f\u3040-\u30ff\u3100-\u33ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\u{20000}-\u{3ffff}]/u;
const segmenter = new Intl.Segmenter('ja', { granularity: 'grapheme' });

/** A piece of text set in one style. */
export interface Run {
  readonly text: string;
  readonly bold: boolean;
}

export interface Line {
  /** What stands on the line, in its styles; spaces at its end are gone. */
  readonly runs: readonly Run[];
  readonly width: number;
  /** The text goes on after it, so that it may be justified. */
  readonly continues: boolean;
}

interface Atom {
  readonly text: string;
  readonly bold: boolean;
  readonly width: number;
  /** A line may end after this atom. */
  readonly breakable: boolean;
  readonly space: boolean;
}

/**
 * Breaks styled text into lines no wider than `width` (any unit), by `measure`. Japanese breaks anywhere but where kinsoku
 * forbids it, words in Latin letters stay whole, and what is too long for any line is broken so that nothing is cut off.
 * A newline in the text ends a line.
 */
export function breakLines(runs: readonly Run[], width: number, measure: (text: string, bold: boolean) => number): Line[] {
  return paragraphs(runs).flatMap((paragraph) => fill(atoms(paragraph, width, measure), width));
}

function paragraphs(runs: readonly Run[]): Run[][] {
  const found: Run[][] = [[]];
  for (const run of runs) {
    run.text.split(/\r\n|\r|\n/).forEach((text, i) => {
      if (i > 0) found.push([]);
      found.at(-1)?.push({ text, bold: run.bold });
    });
  }
  return found;
}

function atoms(runs: readonly Run[], width: number, measure: (text: string, bold: boolean) => number): Atom[] {
  const characters = runs.flatMap((run) => Array.from(segmenter.segment(run.text), ({ segment }) => ({ text: segment, bold: run.bold })));
  const found: Atom[] = [];
  let at = 0;
  while (at < characters.length) {
    const first = characters[at];
    if (!first) break;
    let text = first.text;
    let end = at + 1;
    // A word, or the characters that kinsoku ties together only by their neighbours: those are single atoms.
    if (!WIDE.test(first.text) && first.text.trim() !== '') {
      for (
        let next = characters[end];
        next && next.bold === first.bold && !WIDE.test(next.text) && next.text.trim() !== '';
        next = characters[end]
      ) {
        text += next.text;
        end++;
      }
    }
    const next = characters[end];
    const measured = measure(text, first.bold);
    const breakable = !next || mayBreak(text, next.text, next.bold === first.bold);
    if (measured <= width) found.push({ text, bold: first.bold, width: measured, breakable, space: text.trim() === '' });
    else found.push(...broken(text, first.bold, width, measure, breakable));
    at = end;
  }
  return found;
}

function mayBreak(before: string, after: string, sameStyle: boolean): boolean {
  const last = [...before].at(-1) ?? '';
  if (NOT_LAST.has(last) || NOT_FIRST.has(after)) return false;
  if (before.trim() === '' || after.trim() === '') return true;
  // Two Latin words in different styles with nothing between them are one word.
  return WIDE.test(before) || WIDE.test(after) || sameStyle;
}

/** A word wider than the line, in pieces that fit: after a slash or the like where that is near, else anywhere. */
function broken(
  word: string,
  bold: boolean,
  width: number,
  measure: (text: string, bold: boolean) => number,
  lastBreakable: boolean,
): Atom[] {
  const pieces: string[] = [];
  let piece = '';
  for (const { segment } of segmenter.segment(word)) {
    if (piece !== '' && measure(piece + segment, bold) > width) {
      const soft = [...piece].findLastIndex((character) => SOFT.test(character));
      const characters = [...piece];
      const cut = soft > characters.length / 2 ? soft + 1 : characters.length;
      pieces.push(characters.slice(0, cut).join(''));
      piece = characters.slice(cut).join('');
    }
    piece += segment;
  }
  pieces.push(piece);
  return pieces.map((text, i) => ({
    text,
    bold,
    width: measure(text, bold),
    breakable: i < pieces.length - 1 || lastBreakable,
    space: false,
  }));
}

function fill(all: readonly Atom[], width: number): Line[] {
  const lines: Line[] = [];
  let start = 0;
  while (start < all.length) {
    let used = 0;
    let end = start;
    let breakAt = -1;
    for (; end < all.length; end++) {
      const atom = all[end];
      if (!atom) break;
      // Spaces may hang over the end of the line: they are not drawn there.
      if (!atom.space && used + atom.width > width + 1e-6 && end > start) break;
      used += atom.width;
      if (atom.breakable) breakAt = end + 1;
    }
    // Nothing may be broken here: break all the same rather than run over the edge.
    const stop = end === all.length ? end : breakAt > start ? breakAt : Math.max(end, start + 1);
    lines.push(line(all.slice(start, stop), stop < all.length));
    start = stop;
    while (stop < all.length && all[start]?.space) start++;
  }
  return lines.length > 0 ? lines : [{ runs: [], width: 0, continues: false }];
}

function line(held: readonly Atom[], continues: boolean): Line {
  const kept = held.slice(0, held.findLastIndex((atom) => !atom.space) + 1);
  const runs: Run[] = [];
  for (const atom of kept) {
    const last = runs.at(-1);
    if (last && last.bold === atom.bold) runs[runs.length - 1] = { text: last.text + atom.text, bold: last.bold };
    else runs.push({ text: atom.text, bold: atom.bold });
  }
  return { runs, width: kept.reduce((sum, atom) => sum + atom.width, 0), continues };
}
