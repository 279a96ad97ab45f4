/** Code points of a line of device output at most, unless told otherwise. */
export const VISIBLE_LENGTH = 200;

/**
 * Text that a device sent, made safe to show in a terminal, a file or (escaped as ever) a page: control characters, escape sequences, line ends, bidi
 * overrides, invisible and unassigned characters, lone surrogates and piled-up combining marks each become a symbol or `⟨U+…⟩`. At most `limit` code points; `…` ends what was cut.
 * Showing what was shown changes nothing.
 */
export function visible(text: string, limit: number = VISIBLE_LENGTH): string {
  const units: string[] = [];
  let length = 0;
  let marks = 0;
  // Each code point becomes at most ten; nothing behind the limit can be seen.
  for (const point of text.slice(0, limit * 2 + 2)) {
    marks = MARK.test(point) ? marks + 1 : 0;
    const unit = marks > MARKS_IN_A_ROW || UNSAFE.test(point) ? symbolOf(point) : point;
    length += lengthOf(unit);
    units.push(unit);
    if (length > limit) return cut(units, length, limit);
  }
  return units.join('');
}

/** Bytes that a device sent, as UTF-8 where they are, made safe like `visible`; a byte that is no text becomes `⟨9B⟩`. */
export function visibleBytes(bytes: Uint8Array, limit: number = VISIBLE_LENGTH): string {
  // The cut may fall into a character: up to three bytes more are looked at, and an incomplete end is dropped.
  const head = bytes.subarray(0, limit * 4 + 4);
  return visible(asText(head, head.length < bytes.length), limit);
}

function asText(bytes: Uint8Array, isCut: boolean): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: isCut });
  } catch {
    return Array.from(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : `⟨${hex(byte, 2)}⟩`)).join('');
  }
}

const MARKS_IN_A_ROW = 2;
const MARK = /^\p{M}$/u;
// Cc control, Cf format (bidi, zero width, tags), Cs lone surrogates, Co private, Cn unassigned, Zl and Zp line ends; ignorables are drawn as nothing.
const UNSAFE = /^[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]$/u;

function symbolOf(point: string): string {
  const code = point.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCharCode(0x24_00 + code);
  if (code === 0x7f) return '\u2421';
  return `⟨U+${hex(code, 4)}⟩`;
}

function cut(units: string[], length: number, limit: number): string {
  let left = length;
  while (left > limit - 1 && units.length > 0) left -= lengthOf(units.pop() ?? '');
  return limit < 1 ? '' : `${units.join('')}…`;
}

const lengthOf = (unit: string): number => [...unit].length;
const hex = (value: number, digits: number): string => value.toString(16).toUpperCase().padStart(digits, '0');
