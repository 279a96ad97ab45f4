import type { Kysely } from 'kysely';
import { day } from '../rules/day.ts';
import type { DirectoryEntry } from '../rules/facts.ts';
import type { Database, DirectoryEntriesTable, Projection, StoredEvent } from '../store/index.ts';
import { DIRECTORY_KINDS, type DirectoryEvent, directoryStream, evolveDirectory, type Listing } from './directory.ts';

/** The stored events of a kind's stream as what they are. */
export const directoryEvents = (stored: readonly StoredEvent[]): readonly DirectoryEvent[] =>
  stored as unknown as readonly DirectoryEvent[];

/** The directory as it stands. */
export const directoryProjection: Projection = {
  name: 'directory',
  tables: ['directory_entries'],
  apply: async (tx, event) => {
    const kind = DIRECTORY_KINDS.find((each) => directoryStream(each) === event.stream);
    if (!kind) return;
    const entry = event.data['entry'];
    const listing = evolveDirectory(kind, directoryEvents(await tx.load(event.stream))).find((each) => each.entry === entry);
    if (!listing) throw new TypeError(`${event.type} is about no entry`);
    const row = rowOf(listing);
    await tx.db
      .insertInto('directory_entries')
      .values(row)
      .onConflict((conflict) => conflict.columns(['kind', 'entry']).doUpdateSet(row))
      .execute();
  },
};

const rowOf = (listing: Listing): DirectoryEntriesTable => ({
  ...{ kind: listing.kind, entry: listing.entry, id: listing.id, name_ja: listing.name.ja, name_en: listing.name.en },
  ...{
    valid_from: listing.from,
    valid_until: listing.until,
    source: listing.source,
    decided_on: listing.decidedOn,
    standing: listing.standing,
  },
});

const listingOf = (row: DirectoryEntriesTable): Listing => ({
  ...{ kind: row.kind, entry: row.entry, id: row.id, name: { ja: row.name_ja, en: row.name_en }, standing: row.standing },
  ...{ from: day(row.valid_from), until: row.valid_until === null ? null : day(row.valid_until) },
  ...{ source: row.source, decidedOn: day(row.decided_on) },
});

/** Every entry, struck ones included: by kind as in DIRECTORY_KINDS, the newest first. */
export async function listDirectory(db: Kysely<Database>): Promise<readonly Listing[]> {
  const rows = await db.selectFrom('directory_entries').selectAll().orderBy('entry', 'desc').execute();
  return DIRECTORY_KINDS.flatMap((kind) => rows.filter((row) => row.kind === kind).map(listingOf));
}

/**
 * What guards may compare with, as a query: every entry that was not struck, expired and ended ones too, because guards look
 * at the day of the work. Each row reads by `directoryFact`, also as JSON.
 */
export const directoryRows = `select kind, id, valid_from, valid_until from directory_entries where standing <> 'struck'`;

export type DirectoryRow = Pick<DirectoryEntriesTable, 'kind' | 'id' | 'valid_from' | 'valid_until'>;

/** An entry as guards compare with it. */
export const directoryFact = (row: DirectoryRow): DirectoryEntry => ({
  kind: row.kind,
  id: row.id,
  from: day(row.valid_from),
  ...(row.valid_until === null ? {} : { until: day(row.valid_until) }),
});
