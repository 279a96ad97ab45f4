import type { z } from 'zod';
import { NotFound } from '../rules/refusal.ts';
import type { Store, StoredEvent } from '../store/index.ts';
import type { SentEnd } from './asked.ts';
import { type AskedEnd, type DirectoryEvent, directoryStream, evolveDirectory, type Listing } from './directory.ts';
import { directoryEvents } from './list.ts';

/** One change of an entry, with who made it and when. */
export type DirectoryChange = DirectoryEvent & Pick<StoredEvent, 'at' | 'actor'>;

/** An entry with everything that happened to it, oldest first; NotFound when there is none. */
export async function findEntry(
  store: Pick<Store, 'read'>,
  place: Pick<Listing, 'kind' | 'entry'>,
): Promise<{ readonly listing: Listing; readonly changes: readonly DirectoryChange[] }> {
  const stored = await store.read(directoryStream(place.kind));
  const listing = evolveDirectory(place.kind, directoryEvents(stored)).find((each) => each.entry === place.entry);
  if (!listing) throw new NotFound(`directory entry ${place.kind} ${place.entry}`);
  return { listing, changes: stored.filter((event) => event.data['entry'] === place.entry) as unknown as readonly DirectoryChange[] };
}

/** An end as it was sent, as the one of its two ways that it names. */
export function endAsked({ how, lastDay, source, decidedOn }: z.output<typeof SentEnd>): AskedEnd {
  return how === 'ended' && lastDay !== null ? { how, lastDay, source, decidedOn } : { how: 'mistake', source, decidedOn };
}
