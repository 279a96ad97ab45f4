import type { Day } from '../rules/day.ts';

/** A rendered public page, kept whole. No session content is ever in one. */
export interface CachedPage {
  readonly body: Buffer;
  /** Is the body packed with gzip? The tag is of the bytes unpacked. */
  readonly packed: boolean;
  readonly etag: string;
  readonly type: string;
}

/** A page in the cache. */
export interface Kept {
  readonly page: CachedPage;
  /** Room for what is made of the page once, as long as it is kept. */
  head?: string[];
}

export interface PageCache {
  /** The page as kept for this day; undefined when it has to be made. */
  kept(name: Omit<PageName, 'key'>): Kept | undefined;
  /** The page as rendered for this day, or rendered now and kept. */
  get(name: PageName, render: () => Promise<CachedPage | undefined>): Promise<CachedPage | undefined>;
  /** The entry changed: nothing rendered before is given out again, also what is being rendered right now. */
  forget(key: string): void;
  clear(): void;
}

export interface PageName {
  /** The entry that it tells of. */
  readonly key: string;
  /** Which page of the entry: its own address, language included. */
  readonly address: string;
  readonly packed: boolean;
  /** The day in Tokyo for which it speaks. */
  readonly on: Day;
}

/** The pages of one address, plain and packed. */
interface Shelf {
  readonly key: string;
  plain?: Kept;
  packed?: Kept;
  /** Since it was kept, or since it was last spared. */
  used: boolean;
}

const weight = ({ plain, packed }: Shelf): number => (plain?.page.body.length ?? 0) + (packed?.page.body.length ?? 0);

/**
 * Whole pages by address, all of one status date in Tokyo: when it is another day, or was, none is left, so that a page
 * that says "in force" is not found the day after. Holds at most so many bytes; what was kept longest ago and not used
 * since its last turn goes first.
 */
export function pageCache(mostBytes: number): PageCache {
  const shelves = new Map<string, Shelf>();
  const byKey = new Map<string, Set<string>>();
  const underway = new Map<string, number>();
  const generations = new Map<string, number>();
  let day: Day | undefined;
  let epoch = 0;
  let bytes = 0;
  const generation = (key: string) => `${epoch}.${generations.get(key) ?? 0}`;
  const clear = () => {
    epoch += 1;
    shelves.clear();
    byKey.clear();
    bytes = 0;
  };
  const turnTo = (on: Day) => {
    if (day !== on) clear();
    day = on;
  };
  const drop = (address: string) => {
    const shelf = shelves.get(address);
    if (!shelf) return;
    bytes -= weight(shelf);
    shelves.delete(address);
    const addresses = byKey.get(shelf.key);
    addresses?.delete(address);
    if (addresses?.size === 0) byKey.delete(shelf.key);
  };
  const keep = ({ key, address, packed }: PageName, page: CachedPage) => {
    const before = shelves.get(address);
    drop(address);
    const shelf = { ...before, key, used: false, [packed ? 'packed' : 'plain']: { page } };
    shelves.set(address, shelf);
    bytes += weight(shelf);
    byKey.set(key, (byKey.get(key) ?? new Set()).add(address));
    for (const [oldest, its] of shelves) {
      if (bytes <= mostBytes) break;
      if (!its.used) drop(oldest);
      else {
        its.used = false;
        shelves.delete(oldest);
        shelves.set(oldest, its);
      }
    }
  };
  const kept: PageCache['kept'] = ({ address, packed, on }) => {
    if (day !== on) turnTo(on);
    const shelf = shelves.get(address);
    const its = packed ? shelf?.packed : shelf?.plain;
    if (shelf && its) shelf.used = true;
    return its;
  };
  return {
    kept,
    async get(name, render) {
      const found = kept(name);
      if (found) return found.page;
      const { key } = name;
      const before = generation(key);
      underway.set(key, (underway.get(key) ?? 0) + 1);
      try {
        const page = await render();
        if (page && generation(key) === before) keep(name, page);
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
      for (const address of [...(byKey.get(key) ?? [])]) drop(address);
    },
    clear,
  };
}
