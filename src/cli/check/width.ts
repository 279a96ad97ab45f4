/** Columns that a text takes in a terminal: two for each full-width character. Text from a device went through `visible` before. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const point of text) columns += widthOf(point);
  return columns;
}

/** The text in at most so many columns, `…` at its end when something was cut. */
export function fitted(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  let kept = '';
  let taken = 1;
  for (const point of text) {
    taken += widthOf(point);
    if (taken > columns) break;
    kept += point;
  }
  return `${kept}…`;
}

/** The text with spaces behind it up to so many columns. */
export const padded = (text: string, columns: number): string => text + ' '.repeat(Math.max(0, columns - columnsOf(text)));

/** Lines of at most so many columns. Japanese breaks anywhere but before a closing mark, words are kept whole where they fit. */
export function wrapped(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.match(/[\x21-\x7e]+|./gu) ?? []) {
    const hangs = closing.test(piece);
    if (line !== '' && !hangs && columnsOf(line) + columnsOf(piece) > columns) {
      lines.push(line.trimEnd());
      line = '';
    }
    if (line === '' && piece === ' ') continue;
    line += piece;
  }
  return line.trim() === '' ? lines : [...lines, line.trimEnd()];
}

const closing = /^[、。,.,.:;!?)」』】〕]/u;
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}]|[\u{20000}-\u{3fffd}]/u;
const none = /^\p{M}$/u;
const widthOf = (point: string): number => (none.test(point) ? 0 : wide.test(point) ? 2 : 1);
