import type { Clock } from '../io/clock.ts';
import { actorOf, assertMay, type Principal } from '../people/index.ts';
import type { Day } from '../rules/day.ts';
import type { Actor, Store, Tx } from '../store/index.ts';
import {
  type AskedEnd,
  type AskedEntry,
  type DirectoryEvent,
  type DirectoryKind,
  decideEnd,
  decideEntry,
  directoryStream,
  evolveDirectory,
  type Listing,
} from './directory.ts';
import { directoryEvents } from './list.ts';

export interface DirectoryDeps {
  readonly store: Store;
  readonly clock: Clock;
}

/** Appends what is decided about a kind's list as it stands; gives the entry's number. */
export async function enter(
  tx: Tx,
  kind: DirectoryKind,
  actor: Actor,
  decide: (listings: readonly Listing[]) => DirectoryEvent,
): Promise<number> {
  const stored = await tx.load(directoryStream(kind));
  const { type, data, effectiveOn } = decide(evolveDirectory(kind, directoryEvents(stored)));
  await tx.append(directoryStream(kind), stored.length, [{ type, data, effectiveOn, editions: {} }], actor);
  return data.entry;
}

/** Lists somebody: one act under its key. Gives the number of the entry within its kind; refusals as in decideEntry, and Forbidden. */
export async function addEntry(
  { store, clock }: DirectoryDeps,
  by: Principal,
  key: string,
  kind: DirectoryKind,
  asked: AskedEntry,
): Promise<number> {
  assertMay(by, 'directory.keep');
  const today: Day = clock.today();
  const request = { act: 'directory-add', organisation: by.organisation.id, kind, ...asked };
  const { outcome } = await store.command({ principal: by.person.id, key, request }, async (tx) => ({
    entry: await enter(tx, kind, actorOf(by), (listings) => decideEntry(listings, asked, today)),
  }));
  return outcome.entry;
}

/** Ends an entry, or strikes it as a mistake: one act under its key. Refusals as in decideEnd, and Forbidden. */
export async function endEntry(
  { store, clock }: DirectoryDeps,
  by: Principal,
  key: string,
  of: Pick<Listing, 'kind' | 'entry'>,
  asked: AskedEnd,
): Promise<void> {
  assertMay(by, 'directory.keep');
  const today: Day = clock.today();
  const request = { act: 'directory-end', organisation: by.organisation.id, kind: of.kind, entry: of.entry, ...asked };
  await store.command({ principal: by.person.id, key, request }, async (tx) => ({
    entry: await enter(tx, of.kind, actorOf(by), (listings) => decideEnd(listings, of.entry, asked, today)),
  }));
}
