import { assertMay, type Principal, schemesOf } from '../people/index.ts';
import { type Entry, type ListedView, listedView } from '../register/index.ts';
import type { Book } from '../rules/book.ts';
import { type Day, daysBetween } from '../rules/day.ts';
import type { JsonObject } from '../rules/json.ts';
import { NotFound } from '../rules/refusal.ts';
import type { Projection, Store } from '../store/index.ts';
import { attestationStream } from './attestation.ts';

/** Whose each attestation is; what it says stands in the register. */
export const attestationProjection: Projection = {
  name: 'attestations',
  tables: ['attestation_list'],
  apply: async (tx, event) => {
    const { organisation, scheme } = event.data;
    if (!event.stream.startsWith(attestationStream('')) || event.version !== 1) return;
    if (typeof organisation !== 'string' || typeof scheme !== 'string') throw new TypeError(`${event.stream} is nobody's`);
    const key = event.stream.slice(attestationStream('').length);
    await tx.db
      .insertInto('attestation_list')
      .values({ key, organisation, scheme, issued_on: event.effectiveOn as never })
      .execute();
  },
};

/** An attestation as its holder or the office sees it. */
export interface HeldView extends ListedView {
  readonly organisation: string;
  /** Days on which it still holds, today included; 0 when it does not. */
  readonly daysLeft: number;
  /** Were the files of its mark handed over, where the book has an act for that? */
  readonly artworkGiven: boolean;
}

/** At most so many stand in one list. */
export const MOST_LISTED = 500;

interface Holding {
  readonly store: Pick<Store, 'db' | 'read'>;
  readonly books: readonly Book[];
}

const joined = (given: Holding) =>
  given.store.db
    .selectFrom('attestation_list as held')
    .innerJoin('register_entries as entry', 'entry.key', 'held.key')
    .select(['held.organisation', 'held.scheme', 'entry.entry']);

/** The attestations of the person's own organisation, newest first; for the office those of all. */
export async function listHeld(given: Holding, person: Principal, on: Day): Promise<readonly HeldView[]> {
  assertMay(person, 'attestation.read');
  const isOffice = person.organisation.kind === 'office';
  const schemes = (isOffice && schemesOf(person)) || given.books.map((book) => book.id);
  if (schemes.length === 0) return [];
  const run = joined(given).where('held.scheme', 'in', [...schemes]);
  const mine = isOffice ? run : run.where('held.organisation', '=', person.organisation.id);
  const rows = await mine.orderBy('held.issued_on', 'desc').orderBy('held.key', 'desc').limit(MOST_LISTED).execute();
  return rows.flatMap((row) => viewOf(given, row, on) ?? []);
}

/** One attestation for its holder or the office; refuses others, though what is public of it anyone may read. */
export async function findHeld(given: Holding, person: Principal, key: string, on: Day): Promise<HeldView> {
  const row = await joined(given).where('held.key', '=', key).executeTakeFirst();
  if (!row) throw new NotFound(`attestation ${key}`);
  assertMay(person, 'attestation.read', { organisation: row.organisation, scheme: row.scheme });
  const view = viewOf(given, row, on);
  if (!view) throw new NotFound(`attestation ${key}`);
  const act = view.book.artworkUse?.givenBy;
  if (act === undefined) return view;
  const events = await given.store.read(attestationStream(key));
  return { ...view, artworkGiven: events.some((event) => event.data.row === act && event.data.thread === undefined) };
}

function viewOf(given: Holding, row: { organisation: string; entry: JsonObject }, on: Day): HeldView | undefined {
  const entry = row.entry as unknown as Entry;
  const book = given.books.find((each) => each.id === entry.scheme);
  if (!book) return undefined;
  const view = listedView(book, entry, on);
  const daysLeft = view.status.status === 'in-force' ? daysBetween(on, entry.validUntil) + 1 : 0;
  return { ...view, organisation: row.organisation, daysLeft, artworkGiven: false };
}
