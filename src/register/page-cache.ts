import type { Day } from '../rules/day.ts';

/** A rendered public page, kept whole. No session content is ever in one. */
export interface CachedPage {
  readonly body: Buffer;
  /** Is the body packed with gzip? The tag is of the bytes unpacked. */
  readonly packed: boolean;
  readonly etag: string;
  readonly type: string;
}

interface Kept {
  readonly page: CachedPage;
  /** Since it was kept, or since it was last spared. */
  used: boolean;
}

export interface PageCache {
  /** The page as kept for this day; undefined when it has to be made. */
  kept(name: PageName): CachedPage | undefined;
  /** The page as rendered for this day and form, or rendered now and kept. */
  get(name: PageName, render: () => Promise<CachedPage | undefined>): Promise<CachedPage | undefined>;
  /** The entry changed: nothing rendered before is given out again, also what is being rendered right now. */
  forget(key: string): void;
  clear(): void;
}

export interface PageName {
  readonly key: string;
  /** Which page of the entry, language and packing included. */
  readonly form: string;
  /** The day in Tokyo for which it speaks. */
  readonly on: Day;
}

/**
 * Whole pages by entry, form and the status date in Tokyo, so that a page that says "in force" is not found the day
 * after. Holds at most so many bytes; what was kept longest ago and not used since its last turn goes first.
 */
export function pageCache(mostBytes: number): PageCache {
  const pages = new Map<string, Kept>();
  const byKey = new Map<string, Set<string>>();
  const underway = new Map<string, number>();
  const generations = new Map<string, number>();
  let epoch = 0;
  let bytes = 0;
  const generation = (key: string) => `${epoch}.${generations.get(key) ?? 0}`;
  const spell = (name: PageName) => `${name.key}|${name.form}|${name.on}`;
  const drop = (spelled: string, key: string) => {
    const kept = pages.get(spelled);
    if (!kept) return;
    bytes -= kept.page.body.length;
    pages.delete(spelled);
    const forms = byKey.get(key);
    forms?.delete(spelled);
    if (forms?.size === 0) byKey.delete(key);
  };
  const keep = (spelled: string, key: string, page: CachedPage) => {
    drop(spelled, key);
    pages.set(spelled, { page, used: false });
    bytes += page.body.length;
    const forms = byKey.get(key) ?? new Set();
    byKey.set(key, forms.add(spelled));
    for (const [oldest, its] of pages) {
      if (bytes <= mostBytes) break;
      if (!its.used) drop(oldest, oldest.slice(0, oldest.indexOf('|')));
      else {
        its.used = false;
        pages.delete(oldest);
        pages.set(oldest, its);
      }
    }
  };
  const kept = (name: PageName): CachedPage | undefined => {
    const its = pages.get(spell(name));
    if (its) its.used = true;
    return its?.page;
  };
  return {
    kept,
    async get(name, render) {
      const found = kept(name);
      if (found) return found;
      const { key } = name;
      const before = generation(key);
      underway.set(key, (underway.get(key) ?? 0) + 1);
      try {
        const page = await render();
        if (page && generation(key) === before) keep(spell(name), key, page);
        return page;
      } finally {
        const others = (underway.get(key) ?? 1) - 1;
        if (others > 0) underway.set(key, others);
        else {
          underway.delete(key);
          generations.delete(key);
        }
      }
    },
    forget(key) {
      // Only a page that is being rendered right now could still bring the old state.
      if (underway.has(key)) generations.set(key, (generations.get(key) ?? 0) + 1);
      for (const spelled of [...(byKey.get(key) ?? [])]) drop(spelled, key);
    },
    clear() {
      epoch += 1;
      pages.clear();
      byKey.clear();
      bytes = 0;
    },
  };
}
