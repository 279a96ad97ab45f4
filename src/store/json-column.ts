import type { JsonValue } from '../rules/json.ts';

/** The spelling in which a value is written to a jsonb column. */
export const json = (value: JsonValue): string => JSON.stringify(value);
