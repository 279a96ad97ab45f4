import { sql } from 'kysely';
import { application, applicationStream, bookOf, type Engine } from '../applications/index.ts';
import { bookRoles, type Principal, personNames, schemesOf, worksFor } from '../people/index.ts';
import type { Book } from '../rules/book.ts';
import { day, daysBetween, tokyoDay } from '../rules/day.ts';
import type { Values } from '../rules/dossier.ts';
import type { Finding } from '../rules/refusal.ts';
import { searchText } from '../rules/search-terms.ts';
import { officeSight, type Sight } from '../rules/sight.ts';
import type { Subject, SubjectEvent } from '../rules/subject.ts';
import type { Text } from '../rules/text.ts';
import { seenBy } from './notes.ts';
import { earlierHands, fourEyes, questionWorks, type Work, worksOf } from './work.ts';

/** An open case that was submitted, as the office's lists read it. */
interface OpenCase {
  readonly book: Book;
  readonly subject: Subject;
  /** A question before filing shows neither title nor anything else of the case. */
  readonly sight: Exclude<Sight, 'none'>;
  readonly title: string;
  readonly organisation: Text;
}

/** Who did an act that whoever decides may not have done. */
export interface Hand {
  readonly name: string;
  readonly label: Text;
  readonly isMe: boolean;
}

/** One line of the queue. */
export interface QueueItem {
  readonly id: string;
  /** The number by which people speak of it. */
  readonly reference: string;
  readonly book: Book;
  readonly level: string;
  readonly title: string;
  readonly organisation: Text;
  readonly work: Work;
  /** Whole days since it waits. */
  readonly days: number;
  readonly mark: 'unseen' | 'changed' | 'seen';
  readonly hands: readonly Hand[];
  /** Why the reader may not decide it; absent where nothing stands in the way of the person. */
  readonly notMine?: Finding;
  /** A question before filing: nothing else of the case is seen. */
  readonly question?: true;
  /** Came on paper, and is being filled in by the office. */
  readonly intake?: true;
}

const MOST = 2000;

/**
 * Open cases of the schemes that the person's office works for, as far as the office sees them: submitted, taken in by itself, or (only when
 * asked for) never submitted but with a question that waits for it.
 */
async function openCases(engine: Engine, person: Principal, more: { readonly questions?: true } = {}): Promise<readonly OpenCase[]> {
  const schemes = schemesOf(person) ?? engine.books.map((book) => book.id);
  if (schemes.length === 0) return [];
  const rows = await engine.store.db
    .selectFrom('application_list')
    .innerJoin('organisations', 'organisations.id', 'application_list.organisation')
    .select(['application_list.id', 'application_list.scheme', 'application_list.title', 'organisations.name_ja', 'organisations.name_en'])
    .where('scheme', 'in', [...schemes])
    .where((each) =>
      each.or([
        each('submitted_on', 'is not', null),
        sql<boolean>`more ? 'office'`,
        ...(more.questions ? [each('whose_turn', 'like', '%office%')] : []),
      ]),
    )
    .where('whose_turn', '!=', 'end')
    .orderBy('since')
    .limit(MOST)
    .execute();
  const events = await eventsOf(
    engine,
    rows.map((row) => applicationStream(row.id)),
  );
  return rows.flatMap((row): OpenCase[] => {
    const book = bookOf(engine, row.scheme);
    const subject = application(row.id, events.get(applicationStream(row.id)) ?? []);
    const sight = officeSight(book, subject);
    if (sight === 'none') return [];
    return [{ book, subject, sight, title: sight === 'whole' ? row.title : '', organisation: { ja: row.name_ja, en: row.name_en } }];
  });
}

async function eventsOf(engine: Engine, streams: readonly string[]): Promise<ReadonlyMap<string, readonly SubjectEvent[]>> {
  if (streams.length === 0) return new Map();
  const rows = await engine.store.db
    .selectFrom('events')
    .select(['stream', 'type', 'data', 'effective_on', 'at', 'version', 'actor'])
    .where('stream', 'in', [...streams])
    .orderBy('stream')
    .orderBy('version')
    .execute();
  const events = rows.map((row) => ({
    stream: row.stream,
    type: row.type,
    data: row.data,
    effectiveOn: day(row.effective_on),
    at: row.at,
    version: row.version,
    actor: { person: String(row.actor.person ?? ''), organisation: String(row.actor.organisation ?? '') },
  }));
  return Map.groupBy(events, (event) => event.stream);
}

/** All that the office has to do or waits for, what waits longest first; what is unseen or changed is marked for this person. */
export async function queue(engine: Engine, person: Principal): Promise<readonly QueueItem[]> {
  const today = engine.clock.today();
  const cases = await openCases(engine, person, { questions: true });
  const seen = await seenBy(
    engine.store,
    person.person.id,
    cases.map(({ subject }) => subject.id),
  );
  const names = await personNames(
    engine.store.db,
    cases.flatMap(({ book, subject }) => earlierHands(book, subject).map((entry) => entry.by)),
  );
  const who = { person: person.person.id, organisation: person.organisation.id, parties: bookRoles(person) };
  const items = cases.flatMap(({ book, subject, sight, title, organisation }) => {
    const notMine = fourEyes(book, subject, who);
    const hands = earlierHands(book, subject).map(
      (entry): Hand => ({
        name: names.get(entry.by) ?? entry.by,
        label: book.application.rows[entry.row]?.label ?? { ja: entry.row, en: entry.row },
        isMe: entry.by === person.person.id,
      }),
    );
    const version = seen.get(subject.id);
    return (sight === 'question' ? questionWorks(book, subject, today) : worksOf(book, subject, today)).map(
      (work): QueueItem => ({
        id: subject.id,
        reference: subject.reference,
        book,
        level: subject.level,
        title,
        organisation,
        work,
        days: work.since === '' ? 0 : Math.max(0, daysBetween(tokyoDay(work.since), today)),
        mark: version === undefined ? 'unseen' : version < subject.version ? 'changed' : 'seen',
        hands,
        ...(notMine ? { notMine } : {}),
        ...(sight === 'question' ? { question: true } : {}),
        ...(subject.onBehalf && subject.receivedOn === undefined ? { intake: true } : {}),
      }),
    );
  });
  return items.toSorted((a, b) => (a.work.since < b.work.since ? -1 : a.work.since > b.work.since ? 1 : 0));
}

/** The items in which every word typed stands: in title, applicant, level, state or number; width and case forgiven. */
export function searchQueue(items: readonly QueueItem[], typed: string): readonly QueueItem[] {
  const wanted = typed
    .split(/\s+/u)
    .map(searchText)
    .filter((word) => word !== '');
  if (wanted.length === 0) return items;
  return items.filter((item) => {
    const level = item.book.levels[item.level]?.label;
    const hay = searchText(
      [
        item.title,
        item.organisation.ja,
        item.organisation.en,
        item.reference,
        level?.ja,
        level?.en,
        item.work.what.ja,
        item.work.what.en,
        ...item.hands.map((hand) => hand.name),
      ].join(' '),
    );
    return wanted.every((word) => hay.includes(word));
  });
}

/** Person-minutes that applicants recorded for one criterion, over the dossiers as last submitted (L-3.4-7). */
export interface Effort {
  readonly book: Book;
  readonly criterion: string;
  readonly label: Text;
  readonly n: number;
  readonly median: number;
  readonly least: number;
  readonly most: number;
  readonly total: number;
}

/** Effort per criterion over the newest dossiers as last submitted, in the order of the book. */
export async function effort(engine: Engine, person: Principal): Promise<readonly Effort[]> {
  const submitted = await engine.store.db
    .selectFrom('application_list')
    .select(['id', 'scheme'])
    .where('submitted_on', 'is not', null)
    .orderBy('submitted_on', 'desc')
    .limit(MOST)
    .execute()
    .then((all) => all.filter((row) => worksFor(person, row.scheme)));
  const events = await eventsOf(
    engine,
    submitted.map((row) => applicationStream(row.id)),
  );
  const rows = submitted.flatMap((row) => {
    const hash = events.get(applicationStream(row.id))?.findLast((event) => typeof event.data.dossier === 'string')?.data.dossier;
    return typeof hash === 'string' ? [{ id: row.id, scheme: row.scheme, hash }] : [];
  });
  const hashes = [...new Set(rows.map(({ hash }) => hash))];
  const documents =
    hashes.length === 0
      ? []
      : await engine.store.db
          .selectFrom('documents')
          .select(['hash', 'content'])
          .where('hash', 'in', hashes)
          .where('content', 'is not', null)
          .execute();
  const contents = new Map(documents.map((row) => [row.hash, JSON.parse(row.content ?? '{}') as Values]));
  return engine.books.flatMap((book) => {
    const dossiers = rows.flatMap(({ scheme, hash }) => (scheme === book.id ? [contents.get(hash) ?? {}] : []));
    return book.criteria.flatMap((criterion): Effort[] => {
      const answers = book.editions
        .flatMap((edition) => edition.dossier.sections.flatMap((section) => section.fields))
        .filter((field) => field.kind === 'verdict' && field.criterion === criterion.id);
      const paths = [...new Set(answers.map((field) => `${field.id}/minutes`))];
      const minutes = dossiers
        .flatMap((values) => paths.flatMap((path) => values[path] ?? []).slice(0, 1))
        .filter((value) => typeof value === 'number');
      return minutes.length === 0 ? [] : [{ book, criterion: criterion.id, label: criterion.name, ...spread(minutes) }];
    });
  });
}

function spread(minutes: readonly number[]) {
  const sorted = minutes.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const median = ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
  return { n: sorted.length, median, least: sorted[0] ?? 0, most: sorted.at(-1) ?? 0, total: sorted.reduce((sum, each) => sum + each, 0) };
}
