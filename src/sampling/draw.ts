import type { Day } from '../rules/day.ts';

const DRAWS = 'draw:';

/** One draw: of one level of a scheme in one year. */
export interface DrawOf {
  readonly scheme: string;
  readonly level: string;
  /** YYYY, of the calendar in Tokyo. */
  readonly year: string;
}

/** The stream of a draw; there is one a year, so a second one is refused by its version alone. */
export const drawStream = ({ scheme, level, year }: DrawOf): string => `${DRAWS}${scheme}:${level}:${year}`;
/** What all of them begin with. */
export const DRAW_STREAMS = DRAWS;
/** How the history of what was drawn names the draw. */
export const drawName = ({ scheme, level, year }: DrawOf): string => `${scheme}/${level}/${year}`;

/** Under whose name the lists that draws were made from are kept as documents: nobody's organisation. */
export const DRAWN_FROM = 'public:draws';

/** What happened: the seed, the share, what it was drawn from (a document) and what came out, all public. */
export interface SampleDrawn extends DrawOf {
  readonly percent: number;
  readonly seed: string;
  /** Hash of the list of keys in effect on the day. */
  readonly from: string;
  readonly of: number;
  readonly drawn: readonly string[];
  readonly clause: string;
}

/** A draw as its event tells it. */
export interface Drawn extends SampleDrawn {
  readonly on: Day;
}
