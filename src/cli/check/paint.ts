import process from 'node:process';
import type { Verdict } from '../../rules/verdict.ts';

type Brush = (text: string) => string;
/** Colours of a terminal, or none. Verdicts differ by symbol and word as well. */
export interface Paint {
  readonly bold: Brush;
  readonly dim: Brush;
  readonly red: Brush;
  readonly green: Brush;
  readonly yellow: Brush;
  readonly cyan: Brush;
  of(verdict: Verdict): Brush;
}

/** Colours when asked for and the environment variable NO_COLOR is not set (no-color.org). */
export function paint(isColoured: boolean): Paint {
  const brush =
    (on: number, off: number): Brush =>
    (text) =>
      isColoured ? `\x1b[${on}m${text}\x1b[${off}m` : text;
  const [red, green, yellow, dim] = [brush(31, 39), brush(32, 39), brush(33, 39), brush(2, 22)];
  const brushes: Readonly<Record<Verdict, Brush>> = {
    conforms: green,
    'does-not-conform': red,
    'could-not-decide': yellow,
    'not-applicable': dim,
    'not-tested': dim,
  };
  return { bold: brush(1, 22), dim, red, green, yellow, cyan: brush(36, 39), of: (verdict) => brushes[verdict] };
}

const symbols: Readonly<Record<Verdict, string>> = {
  conforms: '✓',
  'does-not-conform': '✗',
  'could-not-decide': '?',
  'not-applicable': '–',
  'not-tested': '·',
};
export const symbolOf = (verdict: Verdict): string => symbols[verdict];

/** Colours only where a person watches, and not when they said no. */
export const isColoured = (): boolean => process.stdout.isTTY === true && !process.env['NO_COLOR'];
