import { type Kysely, sql } from 'kysely';
import type { Engine } from '../applications/index.ts';
import type { Principal } from '../people/index.ts';
import { assertMay, schemesOf } from '../people/index.ts';
import type { Book } from '../rules/book.ts';
import type { Day } from '../rules/day.ts';
import type { Database, Projection } from '../store/index.ts';
import { type Due, dueOf, returnEvents } from './due.ts';
import { evolveReturn, isPart, type Part, RETURNS } from './return.ts';

/** How far each return is, written in the transaction of its events. */
export const returnsProjection: Projection = {
  name: 'returns',
  tables: ['returns'],
  apply: async (tx, event) => {
    if (!event.stream.startsWith(RETURNS)) return;
    const so = evolveReturn(returnEvents((await tx.load(event.stream)).filter((each) => each.version <= event.version)));
    if (!so) throw new TypeError(`${event.stream} offers nothing`);
    const row = { scheme: so.scheme, organisation: so.organisation, state: so.state, fetch_until: so.fetchUntil, version: event.version };
    await tx.db
      .insertInto('returns')
      .values({ application: so.application, part: so.part, ...row })
      .onConflict((conflict) => conflict.columns(['application', 'part']).doUpdateSet(row))
      .execute();
  },
};

/** At most so many cases stand in one list. */
export const MOST_LISTED = 200;

interface Candidate {
  readonly application: string;
  readonly part: Part;
}

/** States in which a book may end the keeping without anything having been issued. */
const endStates = (books: readonly Book[]): readonly string[] =>
  books.flatMap((book) =>
    Object.values(book.application.rows).flatMap((row) =>
      row.to !== undefined && row.effects?.some((effect) => effect === 'decide-refuse' || effect === 'drop')
        ? [`${book.id}:${row.to}`]
        : [],
    ),
  );

/** Cases that may have something to return and of which it is not erased: over without an attestation, over with it, or superseded. */
async function candidates(db: Kysely<Database>, books: readonly Book[], today: Day): Promise<readonly Candidate[]> {
  const schemes = books.map((book) => book.id);
  const { rows } = await sql<{ application: string; part: string }>`
    with over as (
      select id as application, 'all' as part from application_list
      where scheme = any(${schemes}) and scheme || ':' || state = any(${endStates(books)}) and submitted_on is not null),
    issued as (
      select e.stream, e.data->>'application' as application, e.position from events e
      where e.type in ('AttestationIssued', 'AttestationRenewed')),
    ended as (
      select i.application, 'all' as part from register_entries r join issued i on i.stream = 'attestation:' || r.key
      where r.scheme = any(${schemes}) and (r.ended_on <= ${today} or coalesce(r.effect_until, r.valid_until) < ${today})),
    superseded as (
      select i.application, 'superseded' as part from register_entries r join issued i on i.stream = 'attestation:' || r.key
      where r.scheme = any(${schemes}) and exists (select from issued n where n.stream = i.stream and n.position > i.position))
    select f.application, f.part from (select * from over union select * from ended union select * from superseded) f
    where not exists (select from returns r where r.application = f.application and r.part = f.part and r.state = 'erased')
    order by f.application limit ${MOST_LISTED}`.execute(db);
  return rows.flatMap(({ application, part }) => (isPart(part) ? [{ application, part }] : []));
}

const keeping = (books: readonly Book[], person: Principal): readonly Book[] => {
  const schemes = schemesOf(person);
  return books.filter((book) => book.keeping && (schemes === undefined || schemes.includes(book.id)));
};

/** What an officer's office has to return, what waits longest first; to what was offered belongs the day until which it can be fetched. */
export async function listDue(engine: Engine, person: Principal): Promise<readonly Due[]> {
  assertMay(person, 'return.keep');
  const books = keeping(engine.books, person);
  if (books.length === 0) return [];
  return engine.store.transaction(async (tx) => {
    const found: Due[] = [];
    for (const { application, part } of await candidates(tx.db, books, engine.clock.today())) {
      const due = await dueOf(engine, tx, application, part);
      if (due && due.state?.state !== 'erased' && hasAnything(due)) found.push(due);
    }
    return found.toSorted((a, b) => (waitsSince(a) < waitsSince(b) ? -1 : 1));
  });
}

const hasAnything = ({ part, files, state }: Due): boolean => part === 'all' || files.length > 0 || state !== undefined;
const waitsSince = ({ ended, state }: Due): string => state?.fetchUntil ?? ended?.on ?? '';

/** What was erased lately in these schemes, and what an applicant was offered. */
export async function listReturns(
  engine: Engine,
  person: Principal,
  query: { readonly states: readonly ('offered' | 'erased')[] },
): Promise<readonly Due[]> {
  assertMay(person, 'return.read');
  const schemes = keeping(engine.books, person).map((book) => book.id);
  if (schemes.length === 0) return [];
  return engine.store.transaction(async (tx) => {
    let rows = tx.db
      .selectFrom('returns')
      .select(['application', 'part'])
      .where('scheme', 'in', schemes)
      .where('state', 'in', [...query.states])
      .orderBy('fetch_until', 'desc')
      .limit(MOST_LISTED);
    if (person.organisation.kind === 'applicant') rows = rows.where('organisation', '=', person.organisation.id);
    const found: Due[] = [];
    for (const { application, part } of await rows.execute()) {
      const due = await dueOf(engine, tx, application, part);
      if (due) found.push(due);
    }
    return found;
  });
}
