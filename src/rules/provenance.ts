import type { Text } from './text.ts';

/** Where a fact comes from, carried to the screen (design principle 12). */
export interface Provenance {
  readonly grade: 'official' | 'public-source' | 'inferred' | 'unverified' | 'ours';
  readonly note: Text;
}
