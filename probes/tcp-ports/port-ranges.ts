import { z } from 'zod';

export const PortNumber = z.number().int().min(1).max(65_535);

/** Ports as ascending ranges, first and last included: `[[1, 79], [81, 65535]]`. */
export const PortRanges = z.array(z.tuple([PortNumber, PortNumber])).max(40_000);
export type PortRanges = z.infer<typeof PortRanges>;

/** The ports from `first` to `last` for which `has` is true, as ranges. */
export function rangesOf(first: number, last: number, has: (port: number) => boolean): PortRanges {
  const ranges: PortRanges = [];
  let start: number | undefined;
  for (let port = first; port <= last + 1; port += 1) {
    const inside = port <= last && has(port);
    if (inside) start ??= port;
    else if (start !== undefined) {
      ranges.push([start, port - 1]);
      start = undefined;
    }
  }
  return ranges;
}

/** How many ports the ranges hold. */
export const countOf = (ranges: PortRanges): number => ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);

export const holds = (ranges: PortRanges, port: number): boolean => ranges.some(([first, last]) => first <= port && port <= last);

/** `22, 80-81` and, after `most` ranges, how many more. */
export function spelled(ranges: PortRanges, most = 12): string {
  const shown = ranges.slice(0, most).map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`));
  return ranges.length > most ? `${shown.join(', ')} … (+${countOf(ranges.slice(most))})` : shown.join(', ');
}
