import { existsSync, readdirSync } from 'node:fs';
import type { Book } from '../src/rules/book.ts';
import { type Mutation, listMutations as mutationsOf } from '../src/rules/mutation.ts';
import { root } from './bootstrap.mjs';

/** Everything that can be taken out of a rule book: of each book that a schemes/<scheme>/scheme.ts exports. */
export async function listMutations(): Promise<readonly Mutation[]> {
  const found: Mutation[] = [];
  for (const scheme of existsSync(`${root}/schemes`) ? readdirSync(`${root}/schemes`).toSorted() : []) {
    if (!existsSync(`${root}/schemes/${scheme}/scheme.ts`)) continue;
    const exported: Record<string, unknown> = await import(`../schemes/${scheme}/scheme.ts`);
    for (const book of new Set(Object.values(exported))) if (isBook(book)) found.push(...mutationsOf(book));
  }
  return found;
}

const isBook = (value: unknown): value is Book =>
  typeof value === 'object' && value !== null && ['id', 'application', 'attestation', 'threads', 'editions'].every((key) => key in value);
