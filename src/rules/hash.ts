import { createHash } from 'node:crypto';
import { canonicalJson, type JsonValue } from './json.ts';

/** SHA-256 of a text in UTF-8, hex. */
export const textHash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** SHA-256 of the canonical spelling, hex. Two values have one hash exactly when they are the same value. */
export const contentHash = (value: JsonValue): string => createHash('sha256').update(canonicalJson(value)).digest('hex');
