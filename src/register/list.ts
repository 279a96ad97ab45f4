import { sql } from 'kysely';
import { bookOf, type Engine } from '../applications/index.ts';
import { attestationStream } from '../attestations/index.ts';
import type { Book } from '../rules/book.ts';
import { addDays, type Day } from '../rules/day.ts';
import { modelKey, type Values } from '../rules/dossier.ts';
import { NotFound } from '../rules/refusal.ts';
import { bigrams, searchText, wantedTerms } from '../rules/search-terms.ts';
import { json, type Projection, type ProjectionTx, type RegisterReader, type StoredEvent } from '../store/index.ts';
import { type Entry, type Registration, register } from './entry.ts';

/** The public register as a read model, written in the transaction of the event. */
export function registerProjection(engine: Pick<Engine, 'books'>): Projection {
  return {
    name: 'register',
    tables: ['register_entries', 'register_models'],
    apply: async (tx, event) => {
      if (event.stream.startsWith(attestationStream(''))) await applyEvent(engine, tx, event);
    },
  };
}

async function applyEvent(engine: Pick<Engine, 'books'>, tx: ProjectionTx, event: StoredEvent): Promise<void> {
  const key = event.stream.slice(attestationStream('').length);
  const events = await tx.load(event.stream);
  const known = events.filter((each) => each.version <= event.version);
  const book = bookOf(engine, String(known[0]?.data.scheme ?? ''));
  const hash = known.findLast((each) => typeof each.data.dossier === 'string')?.data.dossier;
  const content = typeof hash === 'string' ? await tx.document(hash) : undefined;
  if (content === undefined) throw new NotFound(`dossier of ${key}`);
  await write(tx, book, register(book, key, known, JSON.parse(content) as Values, event.effectiveOn), event);
}

async function write(tx: ProjectionTx, book: Book, its: Registration, event: StoredEvent): Promise<void> {
  const { entry } = its;
  const names = [
    ...new Set([
      entry.number,
      entry.title.ja,
      entry.title.en,
      entry.applicant.ja,
      entry.applicant.en,
      its.manufacturer,
      ...entry.models.flatMap((each) => [each.model, each.name ?? '']),
    ]),
  ].filter((name) => name !== '');
  const row = {
    key: entry.key,
    scheme: book.id,
    number: entry.number,
    level: entry.level,
    product_ja: entry.title.ja,
    product_en: entry.title.en,
    applicant: entry.applicant.ja,
    manufacturer: its.manufacturer,
    type: entry.type ?? '',
    issued_on: entry.issuedOn,
    valid_from: entry.validFrom,
    valid_until: entry.validUntil,
    ended_on: entry.standing.ends[0]?.on ?? null,
    status_from_events: its.status.status,
    entry: json(entry as never),
    version: event.position,
    next_change_on: its.nextChangeOn ?? null,
    search: [...new Set(names.flatMap(bigrams))],
    // One name a line, so that no word is found across two of them.
    search_text: names.map(searchText).join('\n'),
  };
  const { key: _key, ...changed } = row;
  await tx.db
    .insertInto('register_entries')
    .values(row)
    .onConflict((conflict) => conflict.column('key').doUpdateSet(changed))
    .execute();
  await writeModels(tx, its);
}

/** One row a model and period; the table's constraint keeps a model out of two attestations of a level on one day. */
async function writeModels(tx: ProjectionTx, its: Registration): Promise<void> {
  const { entry } = its;
  await tx.db.deleteFrom('register_models').where('attestation', '=', entry.key).execute();
  const end = entry.standing.ends.map((each) => each.on).sort()[0];
  const spans = entry.standing.periods.flatMap((period) => {
    const until = end !== undefined && end <= period.until ? end : addDays(period.until, 1);
    return period.from < until ? [`[${period.from},${until})`] : [];
  });
  const rows = spans.flatMap((days) =>
    entry.models.map((each) => ({
      attestation: entry.key,
      scheme: entry.scheme,
      level: entry.level,
      maker: its.maker,
      model: each.model,
      model_key: modelKey(each.model),
      days,
    })),
  );
  for (let at = 0; at < rows.length; at += 500)
    await tx.db
      .insertInto('register_models')
      .values(rows.slice(at, at + 500))
      .execute();
}

export interface Found {
  readonly entry: Entry;
  readonly version: number;
}

/** The public entry with its version; undefined for a key never issued. */
export async function findEntry(register: Pick<RegisterReader, 'db'>, key: string): Promise<Found | undefined> {
  const row = await register.db.selectFrom('register_entries').select(['entry', 'version']).where('key', '=', key).executeTakeFirst();
  return row ? { entry: row.entry as unknown as Entry, version: row.version } : undefined;
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
  register: Pick<RegisterReader, 'db'>,
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
  if (terms.length > 0) rows = rows.where('search', '@>', sql.val(terms) as never);
  // What is left of a word has no sign that LIKE would take for a pattern.
  for (const word of words) rows = rows.where('search_text', 'like', `%${word}%`);
  if (query.scheme) rows = rows.where('scheme', '=', query.scheme);
  if (query.level) rows = rows.where('level', '=', query.level);
  if (query.applicant) rows = rows.where('applicant', '=', query.applicant);
  if (query.standing === 'in-force') {
    rows = rows.where('valid_until', '>=', today).where((each) => each.or([each('ended_on', 'is', null), each('ended_on', '>', today)]));
  } else if (query.standing === 'ended') {
    rows = rows.where((each) => each.or([each('valid_until', '<', today), each('ended_on', '<=', today)]));
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
  const selected = rows.select(['entry', 'version']).limit(query.limit).offset(query.offset);
  const ordered =
    query.order === 'name'
      ? selected.orderBy('product_ja').orderBy('key')
      : query.order === 'ends-first'
        ? selected.orderBy('valid_until').orderBy('key')
        : selected.orderBy('issued_on', 'desc').orderBy('key', 'desc');
  const found = await ordered.execute();
  return { entries: found.map((row) => ({ entry: row.entry as unknown as Entry, version: row.version })), count: Number(counted.count) };
}
