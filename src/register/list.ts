import { type SelectQueryBuilder, sql } from 'kysely';
import type { Day } from '../rules/day.ts';
import { searchText, wantedTerms } from '../rules/search-terms.ts';
import type { Database, RegisterReader } from '../store/index.ts';
import type { Entry } from './entry.ts';

export { registerProjection } from './projection.ts';

type Register = Pick<RegisterReader, 'db'>;

export interface Found {
  readonly entry: Entry;
  readonly version: number;
}

/** The public entry with its version; undefined for a key never issued. */
export async function findEntry(register: Register, key: string): Promise<Found | undefined> {
  const row = await register.db.selectFrom('register_entries').select(['entry', 'version']).where('key', '=', key).executeTakeFirst();
  return row ? { entry: row.entry as unknown as Entry, version: row.version } : undefined;
}

/**
 * The public entry as it reads on a day: with what was withheld until the day before. That lies apart, where neither the
 * page nor the process that only reads the register finds it any earlier; no event and no job is needed for it to appear.
 */
export async function readEntry(register: Register, key: string, on: Day): Promise<Found | undefined> {
  const found = await findEntry(register, key);
  if (!found?.entry.standing.withheld.some((each) => each.until < on)) return found;
  const opened = await register.db
    .selectFrom('register_withheld')
    .select(['line', 'path', 'value'])
    .where('attestation', '=', key)
    .where('opens_on', '<=', on)
    .execute();
  const lines = new Set(opened.map((row) => row.line));
  const entry: Entry = {
    ...found.entry,
    fields: { ...found.entry.fields, ...Object.fromEntries(opened.map((row) => [row.path, row.value])) },
    withheld: found.entry.withheld.filter((line) => !lines.has(line)),
  };
  return { ...found, entry };
}

/** Counting stops here: a longer list is "more than". */
export const COUNTED_TO = 10_000;
const MOST_WORDS = 10;

export interface RegisterQuery {
  readonly words?: string;
  readonly scheme?: string;
  readonly level?: string;
  readonly applicant?: string;
  /** in-force or ended, as of the day. */
  readonly standing?: 'in-force' | 'ended';
  readonly order?: 'newest' | 'name' | 'ends-first';
  readonly limit: number;
  readonly offset: number;
}

/** Entries that match, newest first unless ordered otherwise, with the count of all that match, up to COUNTED_TO + 1. */
export async function searchRegister(
  register: Register,
  query: RegisterQuery,
  today: Day,
): Promise<{ entries: readonly Found[]; count: number }> {
  const words = (query.words ?? '')
    .split(/\s+/u)
    .map(searchText)
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS);
  let rows = register.db.selectFrom('register_entries');
  const terms = [...new Set(words.flatMap(wantedTerms))];
  const opened = await openedWith(register, words, today);
  if (opened.every((keys) => keys.length === 0)) {
    if (terms.length > 0) rows = rows.where('search', '@>', sql.val(terms) as never);
    // What is left of a word has no sign that LIKE would take for a pattern.
    for (const word of words) rows = rows.where('search_text', 'like', `%${word}%`);
  } else {
    words.forEach((word, i) => {
      const inEntry = sql<boolean>`(search @> ${wantedTerms(word)} and search_text like ${`%${word}%`})`;
      rows = rows.where(sql<boolean>`(${inEntry} or key = any(${opened[i] ?? []}))`);
    });
  }
  if (query.scheme) rows = rows.where('scheme', '=', query.scheme);
  if (query.level) rows = rows.where('level', '=', query.level);
  if (query.applicant) rows = rows.where('applicant', '=', query.applicant);
  if (query.standing === 'in-force') {
    rows = rows.where('effect_until', '>=', today).where((each) => each.or([each('ended_on', 'is', null), each('ended_on', '>', today)]));
  } else if (query.standing === 'ended') {
    rows = rows.where((each) => each.or([each('effect_until', '<', today), each('ended_on', '<=', today)]));
  }
  const counted = await register.db
    .selectFrom(
      rows
        .select(sql`1`.as('one'))
        .limit(COUNTED_TO + 1)
        .as('found'),
    )
    .select((each) => each.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const total = Number(counted.count);
  // Few enough: found by their words first, then put in order. Else the planner may walk the whole order, looking for the words in each row.
  const keys = terms.length > 0 && total <= COUNTED_TO ? await keysInOrder(register, rows, query) : undefined;
  const wanted = keys ? register.db.selectFrom('register_entries').where('key', 'in', keys) : rows.limit(query.limit).offset(query.offset);
  const order = orders[query.order ?? 'newest'];
  const found = keys?.length === 0 ? [] : await wanted.select(['entry', 'version']).orderBy(order).execute();
  return { entries: found.map((row) => ({ entry: row.entry as unknown as Entry, version: row.version })), count: total };
}

/** For each word the entries in which it stands in what is withheld no longer. */
async function openedWith(register: Register, words: readonly string[], today: Day): Promise<readonly (readonly string[])[]> {
  return Promise.all(
    words.map(async (word) => {
      const rows = await register.db
        .selectFrom('register_withheld')
        .select('attestation')
        .where('search', '@>', sql.val(wantedTerms(word)) as never)
        .where('search_text', 'like', `%${word}%`)
        .where('opens_on', '<=', today)
        .execute();
      return [...new Set(rows.map((row) => row.attestation))];
    }),
  );
}

const orders = {
  newest: sql`issued_on desc, key desc`,
  name: sql`product_ja, key`,
  'ends-first': sql`valid_until, key`,
} as const;

type Rows = SelectQueryBuilder<Pick<Database, 'register_entries'>, 'register_entries', object>;

/** Keys of the page asked for. */
async function keysInOrder(register: Register, rows: Rows, query: RegisterQuery): Promise<readonly string[]> {
  const found = await register.db
    .with(
      (named) => named('matching').materialized(),
      () => rows.select(['key', 'issued_on', 'product_ja', 'valid_until']),
    )
    .selectFrom('matching')
    .select('key')
    .orderBy(orders[query.order ?? 'newest'])
    .limit(query.limit)
    .offset(query.offset)
    .execute();
  return found.map((row) => row.key);
}
