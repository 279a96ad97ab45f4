import type { Day } from './day.ts';
import { RuleRefused } from './refusal.ts';

/** How a scheme writes the numbers of what it issues. */
export interface NumberPattern {
  readonly parts: readonly NumberPart[];
  /** Under which a serial never repeats, and is refused when its digits are used up. */
  readonly clause?: string;
}

export type NumberPart =
  | { readonly literal: string }
  | { readonly serial: number }
  | { readonly yymm: 'of-first-day' }
  | { readonly level: 'as-written' }
  | { readonly check: 'iso-7064-mod-37-36' };

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** ISO/IEC 7064 MOD 37,36: one check character that finds every single wrong character and all but 1 in 630 swaps of neighbours. */
export function checkCharacter(body: string): string {
  let product = 36;
  for (const character of body.toUpperCase()) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) continue;
    const sum = (product + value) % 36 || 36;
    product = (sum * 2) % 37;
  }
  return ALPHABET.charAt((37 - product) % 36);
}

/** Writes a number. Refuses a serial that does not fit its digits: a serial never wraps (D-9.1-7). */
export function writeNumber(pattern: NumberPattern, of: { serial: number; firstDay: Day; level: string }): string {
  let written = '';
  for (const part of pattern.parts) {
    if ('literal' in part) written += part.literal;
    else if ('serial' in part) written += serialDigits(of.serial, part.serial, pattern.clause);
    else if ('yymm' in part) written += `${of.firstDay.slice(2, 4)}${of.firstDay.slice(5, 7)}`;
    else if ('level' in part) written += of.level;
    else written += checkCharacter(written);
  }
  return written;
}

function serialDigits(serial: number, digits: number, clause: string | undefined): string {
  const spelled = String(serial).padStart(digits, '0');
  if (clause !== undefined && spelled.length > digits) {
    throw new RuleRefused('numbers-used-up', clause, {
      ja: `通し番号が${digits}桁を超えるため、番号を付けられません。`,
      en: `The serial does not fit ${digits} digits any more, so no number can be given.`,
    });
  }
  if (!Number.isInteger(serial) || serial < 1 || spelled.length > digits) {
    throw new RangeError(`serial ${serial} does not fit ${digits} digits`);
  }
  return spelled;
}

export type NumberReading =
  | { readonly is: 'well-formed'; readonly number: string }
  | { readonly is: 'wrong-form' }
  | { readonly is: 'wrong-check'; readonly hint: string };

/**
 * Reads a number as people type it: width, case, spaces and hyphens are forgiven, other characters are not. Tells a wrong form from a wrong
 * check character, so that the reader learns that a digit was mistyped.
 */
export function readNumber(pattern: NumberPattern, typed: string): NumberReading {
  const bare = strip(typed);
  if (bare.length !== pattern.parts.reduce((sum, part) => sum + strippedLength(part), 0)) return { is: 'wrong-form' };
  let at = 0;
  let number = '';
  for (const part of pattern.parts) {
    const piece = bare.slice(at, at + strippedLength(part));
    if (!fits(part, piece)) return { is: 'wrong-form' };
    if ('check' in part && checkCharacter(number) !== piece) return { is: 'wrong-check', hint: `${number}□` };
    number += 'literal' in part ? part.literal : piece;
    at += piece.length;
  }
  return { is: 'well-formed', number };
}

const strip = (typed: string) =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s‐‑‒–—―−ー－-]/g, '');

function strippedLength(part: NumberPart): number {
  if ('literal' in part) return strip(part.literal).length;
  if ('serial' in part) return part.serial;
  return 'yymm' in part ? 4 : 1;
}

function fits(part: NumberPart, piece: string): boolean {
  if ('literal' in part) return piece === strip(part.literal);
  if ('yymm' in part) return /^\d{2}(0[1-9]|1[0-2])$/.test(piece);
  if ('serial' in part) return piece.length === part.serial && /^\d+$/.test(piece);
  return /^[0-9A-Z]$/.test(piece);
}
