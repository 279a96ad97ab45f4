import pg from 'pg';

const { builtins } = pg.types;
const instant = pg.types.getTypeParser(builtins.TIMESTAMPTZ, 'text');

const asNumber = (spelling: string): number => {
  const value = Number(spelling);
  if (!Number.isSafeInteger(value)) throw new RangeError(`an integer beyond 2^53 cannot be read: ${spelling}`);
  return value;
};

/** The spelling of every session of ours (UTC, ISO) to ISO 8601 with milliseconds; any other one by way of Date. */
function asInstant(spelling: string): string {
  const [, date, time, fraction = ''] = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?:\.(\d{1,3}))?\+00$/.exec(spelling) ?? [];
  if (date === undefined || time === undefined) return new Date(instant(spelling)).toISOString();
  return `${date}T${time}.${fraction.padEnd(3, '0')}Z`;
}

/**
 * How columns arrive: bigint as a number, a date as YYYY-MM-DD, an instant as ISO 8601 in UTC with milliseconds,
 * jsonb parsed; everything else as node-postgres does.
 */
const parsers = new Map<number, (spelling: string) => unknown>([
  [builtins.INT8, asNumber],
  [builtins.DATE, (spelling) => spelling],
  [builtins.TIMESTAMPTZ, asInstant],
]);

export const columnTypes = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : parsers.get(oid)) ?? pg.types.getTypeParser(oid, format),
};
