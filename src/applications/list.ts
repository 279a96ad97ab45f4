import { sql } from 'kysely';
import { type Principal, schemesOf } from '../people/index.ts';
import type { Book } from '../rules/book.ts';
import { isBlank, models, type Values } from '../rules/dossier.ts';
import { isOpen, tableOf, whoseTurn } from '../rules/moves.ts';
import type { Subject } from '../rules/subject.ts';
import {
  type ApplicationListTable,
  json,
  type Projection,
  type ProjectionTx,
  type Store,
  type StoredEvent,
  statement,
} from '../store/index.ts';
import { application, applicationStream } from './application.ts';
import { bookOf, type Engine } from './commands.ts';

/** All applications as rows for lists and queues, written in the transaction of the event. */
export function applicationProjection(engine: Pick<Engine, 'books'>): Projection {
  return {
    name: 'applications',
    tables: ['application_list'],
    apply: async (tx, event) => {
      if (event.stream.startsWith(applicationStream(''))) await applyEvent(engine, tx, event);
    },
  };
}

async function applyEvent(engine: Pick<Engine, 'books'>, tx: ProjectionTx, event: StoredEvent): Promise<void> {
  const id = event.stream.slice(applicationStream('').length);
  const events = (await tx.load(event.stream)).filter((each) => each.version <= event.version);
  const subject = application(id, events);
  const book = bookOf(engine, subject.scheme);
  const row = rowOf(book, subject, event);
  if (event.version > 1 && event.data.dossier === undefined) await change(tx.db, ...STATE.map((column) => row[column]));
  else {
    const content = subject.dossier ? await tx.document(subject.dossier) : undefined;
    const whole = { ...row, ...namedBy(book, content ? (JSON.parse(content) as Values) : {}) };
    await put(tx.db, ...ALL.map((column) => whole[column]));
  }
}

/** What every event may change. */
const STATE = [
  ...(['id', 'scheme', 'organisation', 'level', 'state', 'whose_turn', 'since', 'due_on'] as const),
  ...(['version', 'submitted_on', 'updated_at', 'more'] as const),
] as const satisfies readonly Column[];
/** With what only a dossier changes. */
const ALL = [...STATE, 'title', 'number_of_models'] as const satisfies readonly Column[];
type Column = keyof ApplicationListTable;

const change = statement(
  `update application_list set ${STATE.map((column, index) => `${column} = $${index + 1}`)
    .slice(1)
    .join(', ')} where id = $1`,
);
const put = statement(`
  insert into application_list (${ALL.join(', ')}) values (${ALL.map((_, index) => `$${index + 1}`).join(', ')})
  on conflict (id) do update set ${ALL.map((column) => `${column} = excluded.${column}`).join(', ')}`);

function rowOf(book: Book, subject: Subject, last: StoredEvent) {
  const due = subject.threads.flatMap((thread) => {
    const kind = book.threads[thread.kind];
    return kind && thread.due && isOpen(kind, thread) ? [thread.due] : [];
  });
  const dueOn = [...due, ...(subject.correctBy ? [subject.correctBy] : [])].sort()[0];
  return {
    id: subject.id,
    scheme: book.id,
    organisation: subject.organisation,
    level: subject.level,
    state: subject.state,
    whose_turn: whoseTurn(book, subject).join(','),
    since: sinceOf(subject, last.at),
    due_on: dueOn ?? null,
    version: subject.version,
    submitted_on: subject.receivedOn ?? null,
    updated_at: last.at,
    more: json({
      ...(subject.onBehalf ? { office: 'taken-in' } : {}),
      reference: subject.reference,
      edition: subject.edition ?? '',
      ...(subject.renews ? { renews: subject.renews } : {}),
    }),
  };
}

/** What the submitted dossier calls the product, and of how many models it is. */
function namedBy(book: Book, values: Values) {
  const publication = book.publication.at(-1)?.value;
  const title = publication ? values[publication.title.ja] : undefined;
  return {
    title: typeof title === 'string' && !isBlank(title) ? title : '',
    number_of_models: models(publication?.models ? values[publication.models] : undefined).length,
  };
}

/** Since when it waits for whom it waits for: the last entry that changed a state or a thread. */
const sinceOf = (subject: Subject, last: string): string =>
  [...subject.history, ...subject.threads.flatMap((thread) => thread.history)]
    .map((entry) => entry.at)
    .sort()
    .at(-1) ?? last;

export interface ListedApplication {
  readonly id: string;
  /** The number by which people speak of it. */
  readonly reference: string;
  readonly scheme: string;
  readonly organisation: string;
  readonly organisationName: { readonly ja: string; readonly en: string };
  /** The product or service as last submitted, else as typed in the draft; may be empty. */
  readonly title: string;
  readonly level: string;
  readonly state: string;
  readonly whoseTurn: readonly string[];
  readonly since: string;
  readonly dueOn?: string;
  readonly models: number;
  readonly version: number;
  readonly submittedOn?: string;
  readonly updatedAt: string;
}

export interface ApplicationQuery {
  /** Only this organisation's; absent: all, for the office. */
  readonly organisation?: string;
  /** Only of these schemes; absent: of all. */
  readonly schemes?: readonly string[];
  readonly side?: string;
  readonly state?: string;
  readonly limit?: number;
}

/** Which applications a person's list holds: an applicant's own; for the office those of the schemes it works for. */
export function listedFor(person: Principal): ApplicationQuery {
  if (person.organisation.kind === 'applicant') return { organisation: person.organisation.id };
  const schemes = schemesOf(person);
  return schemes ? { schemes } : {};
}

/**
 * Applications, those that wait longest first. Drafts show the title as typed so far only to their own organisation;
 * the office never sees an application that was not yet submitted, but for those it took in on paper itself.
 */
export async function listApplications(engine: Engine, query: ApplicationQuery): Promise<readonly ListedApplication[]> {
  let rows = engine.store.db
    .selectFrom('application_list')
    .innerJoin('organisations', 'organisations.id', 'application_list.organisation')
    .selectAll('application_list')
    .select(['organisations.name_ja', 'organisations.name_en'])
    .orderBy('application_list.since')
    .orderBy('application_list.id')
    .limit(query.limit ?? 500);
  rows = query.organisation
    ? rows.where('application_list.organisation', '=', query.organisation)
    : rows.where((each) =>
        each.or([each('application_list.submitted_on', 'is not', null), sql<boolean>`application_list.more ? 'office'`]),
      );
  if (query.schemes?.length === 0) return [];
  if (query.schemes) rows = rows.where('application_list.scheme', 'in', [...query.schemes]);
  if (query.side) rows = rows.where('application_list.whose_turn', 'like', `%${query.side}%`);
  if (query.state) rows = rows.where('application_list.state', '=', query.state);
  const found = await rows.execute();
  const titles = query.organisation
    ? await draftTitles(
        engine,
        found.filter((row) => row.title === ''),
      )
    : new Map<string, string>();
  return found.map((row) => ({
    id: row.id,
    reference: typeof row.more.reference === 'string' ? row.more.reference : row.id,
    scheme: row.scheme,
    organisation: row.organisation,
    organisationName: { ja: row.name_ja, en: row.name_en },
    title: row.title || (titles.get(row.id) ?? ''),
    level: row.level,
    state: row.state,
    whoseTurn: row.whose_turn.split(','),
    since: row.since,
    // An applicant is told when others are due only where it is their own turn: how long a sealed inquiry may run is not theirs.
    ...(row.due_on && (!query.organisation || row.whose_turn.includes('applicant')) ? { dueOn: row.due_on } : {}),
    models: row.number_of_models,
    version: row.version,
    ...(row.submitted_on ? { submittedOn: row.submitted_on } : {}),
    updatedAt: row.updated_at,
  }));
}

async function draftTitles(engine: Engine, rows: readonly { id: string; scheme: string }[]): Promise<ReadonlyMap<string, string>> {
  if (rows.length === 0) return new Map();
  const fields = [...new Set(engine.books.flatMap((book) => book.publication.map((each) => each.value.title.ja)))];
  const found = await engine.store.db
    .selectFrom('draft_fields')
    .select(['application', 'value'])
    .where(
      'application',
      'in',
      rows.map((row) => row.id),
    )
    .where('path', 'in', fields)
    .execute();
  return new Map(found.flatMap((row) => (typeof row.value === 'string' ? [[row.application, row.value]] : [])));
}

/** May somebody act on the state it is in? Used to tell open cases from concluded ones. */
export const isConcluded = (book: Book, row: { state: string }): boolean =>
  tableOf(book, { kind: 'application' }).states[row.state]?.waitsFor === 'end';

/** The names of people and organisations that a history mentions, for those who may read it. */
export async function namesOf(
  store: Pick<Store, 'db'>,
  people: readonly string[],
  organisations: readonly string[],
): Promise<ReadonlyMap<string, { readonly ja: string; readonly en: string }>> {
  const persons =
    people.length > 0
      ? await store.db
          .selectFrom('persons')
          .select(['id', 'name'])
          .where('id', 'in', [...people])
          .execute()
      : [];
  const named =
    organisations.length > 0
      ? await store.db
          .selectFrom('organisations')
          .select(['id', 'name_ja', 'name_en'])
          .where('id', 'in', [...organisations])
          .execute()
      : [];
  return new Map([
    ...persons.map((row) => [row.id, { ja: row.name, en: row.name }] as const),
    ...named.map((row) => [row.id, { ja: row.name_ja, en: row.name_en }] as const),
  ]);
}
