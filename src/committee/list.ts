import { application, applicationStream, bookOf, type Engine } from '../applications/index.ts';
import { assertMay, type Principal, worksFor } from '../people/index.ts';
import type { Book } from '../rules/book.ts';
import type { Day } from '../rules/day.ts';
import type { Text } from '../rules/text.ts';
import type { Projection, ProjectionTx, StoredEvent, Tx } from '../store/index.ts';
import { type Heard, hearingsOf } from './hearing.ts';

/** Which cases lie before a committee on which day, written in the transaction of the event. */
export function hearingProjection({ books }: Pick<Engine, 'books'>): Projection {
  return {
    name: 'hearings',
    tables: ['hearings'],
    apply: async (tx, event) => {
      if (event.stream.startsWith(applicationStream(''))) await applyEvent(books, tx, event);
    },
  };
}

async function applyEvent(books: readonly Book[], tx: ProjectionTx, event: StoredEvent): Promise<void> {
  const { data } = event;
  const kind = typeof data.threadKind === 'string' ? data.threadKind : undefined;
  // A case that moves may end what is heard in it.
  const mayMatter = kind === undefined ? data.to !== undefined : books.some((book) => book.threads[kind]?.hearing);
  if (!mayMatter) return;
  const id = event.stream.slice(applicationStream('').length);
  const subject = application(id, await tx.load(event.stream));
  const book = books.find((each) => each.id === subject.scheme);
  for (const heard of book ? hearingsOf(book, subject) : []) {
    const row = { application: id, kind: heard.kindId, meets_on: heard.meetsOn, open: heard.isOpen };
    await tx.db
      .insertInto('hearings')
      .values({ thread: heard.thread.id, ...row })
      .onConflict((conflict) => conflict.column('thread').doUpdateSet(row))
      .execute();
  }
}

/** A case on the agenda of a meeting. */
export interface AgendaItem extends Heard {
  readonly application: string;
  readonly reference: string;
  readonly book: Book;
  readonly title: string;
  readonly applicant: Text;
}

const MOST = 500;

/**
 * What lies before the committee, by the day of the meeting: for its members what is open, for the office also what was concluded.
 * Only of schemes that the reader's organisation works for. Refuses everybody else.
 */
export async function agenda(
  engine: Pick<Engine, 'books'>,
  tx: Pick<Tx, 'db' | 'load'>,
  person: Principal,
  on?: Day,
): Promise<readonly AgendaItem[]> {
  assertMay(person, 'hearing.read');
  const all = tx.db
    .selectFrom('hearings')
    .innerJoin('application_list', 'application_list.id', 'hearings.application')
    .innerJoin('organisations', 'organisations.id', 'application_list.organisation')
    .select([
      'hearings.thread',
      'hearings.application',
      'application_list.scheme',
      'application_list.title',
      'organisations.name_ja',
      'organisations.name_en',
    ])
    .orderBy('hearings.meets_on', 'desc')
    .orderBy('application_list.submitted_on')
    .orderBy('hearings.thread')
    .limit(MOST);
  const open = person.organisation.kind === 'office' ? all : all.where('hearings.open', '=', true);
  const rows = await (on ? open.where('hearings.meets_on', '=', on) : open).execute();
  const found: AgendaItem[] = [];
  for (const row of rows.filter(({ scheme }) => worksFor(person, scheme))) {
    const book = bookOf(engine, row.scheme);
    const subject = application(row.application, await tx.load(applicationStream(row.application)));
    const heard = hearingsOf(book, subject).find((each) => each.thread.id === row.thread);
    if (!heard) continue;
    const applicant = { ja: row.name_ja, en: row.name_en };
    found.push({ ...heard, application: subject.id, reference: subject.reference, book, title: row.title, applicant });
  }
  return found;
}

/** A day on which a committee meets. */
export interface Meeting {
  readonly on: Day;
  readonly items: readonly AgendaItem[];
}

/** The meetings that these make: first those to come, the next first; then those that were, the newest first. */
export function meetingsOf(items: readonly AgendaItem[], today: Day): readonly Meeting[] {
  const meetings = [...Map.groupBy(items, (item) => item.meetsOn)].map(([on, its]) => ({ on, items: its }));
  const coming = meetings.filter((each) => each.on >= today).toSorted((a, b) => (a.on < b.on ? -1 : 1));
  return [...coming, ...meetings.filter((each) => each.on < today).toSorted((a, b) => (a.on < b.on ? 1 : -1))];
}
