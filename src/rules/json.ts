/** What can be stored, hashed and sent without loss. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/**
 * The one canonical spelling of a value (RFC 8785): keys sorted by UTF-16 code units, no white space.
 * Refuses numbers that JSON cannot hold (NaN, infinities).
 */
export function canonicalJson(value: JsonValue): string {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new TypeError('canonical JSON has no NaN and no infinity');
  }
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  let members = '';
  if (isArray(value)) {
    for (const each of value) members += `${members === '' ? '' : ','}${canonicalJson(each)}`;
    return `[${members}]`;
  }
  for (const key of Object.keys(value).sort()) {
    members += `${members === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(value[key] ?? null)}`;
  }
  return `{${members}}`;
}

const isArray = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);
