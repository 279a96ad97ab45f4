import { sql } from 'kysely';
import { fold } from '../rules/subject.ts';
import type { FeedCursor, StoredEvent, Tx } from '../store/index.ts';
import { idOf, isWatched, kindOf } from './calendar-days.ts';
import { letterFor } from './letters.ts';
import { mailJobs } from './mail-job.ts';
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
  const telling = events.filter(({ stream, data }) => isWatched(stream) && typeof data.to === 'string');
  const streams = new Map<string, readonly StoredEvent[]>();
  for (const { stream } of telling) if (!streams.has(stream)) streams.set(stream, await tx.load(stream));
  const letters = telling.flatMap((event) => {
    const { stream } = event;
    const known = (streams.get(stream) ?? []).filter(({ version }) => version <= event.version);
    const subject = fold(kindOf(stream), idOf(stream), known);
    const book = at.books.find(({ id }) => id === subject.scheme);
    const letter = book && letterFor(book, subject, event);
    return letter ? [{ event, subject, book, letter }] : [];
  });
  if (letters.length === 0) return 0;
  const whom = await recipientsOf(
    tx.db,
    letters.map(({ subject }) => ({ applicant: subject.organisation })),
    at.way === 'outbox',
  );
  const jobs = letters.flatMap(({ event: { stream, version }, subject, book, letter }) =>
    mailJobs(`letter:${stream}:${version}`, {
      ...{ book, stream, origin: at.origin(), at: tx.now().toISOString() },
      told: { ...letter, reference: subject.number ?? subject.reference, path: pageOf(stream, 'applicant') },
      to: whom({ applicant: subject.organisation }),
    }),
  );
  await tx.enqueue(...jobs);
  return jobs.length;
}
