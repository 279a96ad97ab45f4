import { sql } from 'kysely';
import { evolveReturn, returnEvents, returnPlaces } from '../returns/index.ts';
import type { Book } from '../rules/book.ts';
import { fold } from '../rules/subject.ts';
import type { FeedCursor, StoredEvent, Tx } from '../store/index.ts';
import { idOf, isReturn, isWatched, kindOf } from './calendar-days.ts';
import { letterFor, returnLetter } from './letters.ts';
import { mailJobs } from './mail-job.ts';
import type { Told } from './mail-text.ts';
import { pageOf } from './places.ts';
import { recipientsOf } from './recipients.ts';
import { keepProgress, progress, type Surveillance } from './sweep.ts';

const NAME = 'letters';
const AT_ONCE = 200;

/** Begins at the end of the history, where it has not begun: nobody gets letters about what was before. */
export async function beginLetters({ store }: Pick<Surveillance, 'store'>): Promise<void> {
  await store.transaction(async (tx) => {
    await tx.lock('surveillance-letters');
    if (await progress(tx, NAME)) return;
    const { rows } = await sql<FeedCursor>`
      select tx::text as tx, position from events order by events.tx desc, position desc limit 1`.execute(tx.db);
    const last = rows[0];
    await keepProgress(tx, NAME, last ? { tx: last.tx, position: last.position } : { tx: '0', position: 0 });
  });
}

/**
 * Writes the letters that new events ask for, once each, following the history from where it stopped. Gives how many
 * were queued.
 */
export async function followLetters(at: Surveillance): Promise<number> {
  let queued = 0;
  for (;;) {
    const from = await progress(at.store, NAME);
    if (!from) return queued;
    const cursor = { tx: String(from.tx), position: Number(from.position) };
    const { events, cursor: next } = await at.store.feed(cursor, AT_ONCE);
    if (events.length === 0 || !next) return queued;
    queued += await at.store.transaction(async (tx) => {
      await tx.lock('surveillance-letters');
      const now = await progress(tx, NAME);
      // Another server was faster.
      if (String(now?.tx) !== cursor.tx || Number(now?.position) !== cursor.position) return 0;
      await keepProgress(tx, NAME, { tx: next.tx, position: next.position });
      return at.way === 'none' ? 0 : write(at, tx, events);
    });
  }
}

async function write(at: Surveillance, tx: Tx, events: readonly StoredEvent[]): Promise<number> {
  const letters = [...(await aboutCases(at, tx, events)), ...(await aboutReturns(at, tx, events))];
  if (letters.length === 0) return 0;
  const whom = await recipientsOf(
    tx.db,
    letters.map(({ organisation }) => ({ applicant: organisation })),
    at.way === 'outbox',
  );
  const jobs = letters.flatMap(({ event: { stream, version }, organisation, book, about, told }) =>
    mailJobs(`letter:${stream}:${version}`, {
      ...{ book, stream: about, told, origin: at.origin(), at: tx.now().toISOString() },
      to: whom({ applicant: organisation }),
    }),
  );
  await tx.enqueue(...jobs);
  return jobs.length;
}

/** A letter that an event asks for, to the people of an applicant. */
interface Written {
  readonly event: StoredEvent;
  readonly book: Book;
  readonly organisation: string;
  /** The stream of the case or attestation that it is about. */
  readonly about: string;
  readonly told: Told;
}

async function aboutCases(at: Surveillance, tx: Tx, events: readonly StoredEvent[]): Promise<readonly Written[]> {
  const telling = events.filter(({ stream, data }) => isWatched(stream) && typeof data.to === 'string');
  const streams = await loaded(tx, telling);
  return telling.flatMap((event) => {
    const { stream } = event;
    const known = (streams.get(stream) ?? []).filter(({ version }) => version <= event.version);
    const subject = fold(kindOf(stream), idOf(stream), known);
    const book = at.books.find(({ id }) => id === subject.scheme);
    const letter = book && letterFor(book, subject, event);
    if (!letter) return [];
    const told = { ...letter, reference: subject.number ?? subject.reference, path: pageOf(stream, 'applicant') };
    return [{ event, book, organisation: subject.organisation, about: stream, told }];
  });
}

async function aboutReturns(at: Surveillance, tx: Tx, events: readonly StoredEvent[]): Promise<readonly Written[]> {
  const telling = events.filter(({ stream }) => isReturn(stream));
  const streams = await loaded(tx, telling);
  return telling.flatMap((event) => {
    const known = returnEvents((streams.get(event.stream) ?? []).filter(({ version }) => version <= event.version));
    const [so, its] = [evolveReturn(known), known.at(-1)];
    const book = at.books.find(({ id }) => id === so?.scheme);
    const letter = so && its && book && returnLetter(book, so, its);
    if (!letter) return [];
    const told = { ...letter, reference: so.reference, path: returnPlaces.one(so.application, so.part) };
    return [{ event, book, organisation: so.organisation, about: `application:${so.application}`, told }];
  });
}

/** The whole streams of these events. */
async function loaded(tx: Tx, events: readonly StoredEvent[]): Promise<ReadonlyMap<string, readonly StoredEvent[]>> {
  const streams = new Map<string, readonly StoredEvent[]>();
  for (const { stream } of events) if (!streams.has(stream)) streams.set(stream, await tx.load(stream));
  return streams;
}
