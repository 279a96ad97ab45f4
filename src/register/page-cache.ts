import type { Day } from '../rules/day.ts';
import type { Language } from '../rules/text.ts';

/** A rendered public page, kept whole. No session content is ever in one. */
export interface CachedPage {
  readonly body: Buffer;
  readonly etag: string;
  readonly type: string;
}

export interface PageCache {
  /** The page as rendered for this day and language, or rendered now and kept. */
  get(key: string, form: string, language: Language, on: Day, render: () => Promise<CachedPage | undefined>): Promise<CachedPage | undefined>;
  /** The entry changed: nothing rendered before is given out again, also what is being rendered right now. */
  forget(key: string): void;
  clear(): void;
}

/**
 * Whole pages by entry, form, language and the status date in Tokyo, so that a page that says "in force" is not found
 * the day after. Holds at most `most` pages; the oldest used go first.
 */
export function pageCache(most: number): PageCache {
  const pages = new Map<string, CachedPage>();
  const generations = new Map<string, number>();
  let epoch = 0;
  const generation = (key: string) => `${epoch}.${generations.get(key) ?? 0}`;
  return {
    async get(key, form, language, on, render) {
      const name = `${key}|${form}|${language}|${on}`;
      const kept = pages.get(name);
      if (kept) {
        pages.delete(name);
        pages.set(name, kept);
        return kept;
      }
      const before = generation(key);
      const page = await render();
      if (page && generation(key) === before) {
        pages.set(name, page);
        if (pages.size > most) pages.delete(pages.keys().next().value ?? '');
      }
      return page;
    },
    forget(key) {
      generations.set(key, (generations.get(key) ?? 0) + 1);
      for (const name of pages.keys()) if (name.startsWith(`${key}|`)) pages.delete(name);
      if (generations.size > 10_000) {
        generations.clear();
        epoch += 1;
        pages.clear();
      }
    },
    clear() {
      epoch += 1;
      generations.clear();
      pages.clear();
    },
  };
}
