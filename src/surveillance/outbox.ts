import { sql } from 'kysely';
import type { Engine } from '../applications/index.ts';
import { assertMay, type Principal, schemesOf } from '../people/index.ts';
import type { JsonObject } from '../rules/json.ts';
import { NotFound } from '../rules/refusal.ts';
import type { Store } from '../store/index.ts';
import { MOST_TRIES } from './deliver.ts';
import { MAIL, payloadOf } from './mail-job.ts';

/** Queued; handed over (in a demo: shown); failed and tried again; given up until somebody says so. */
export type MailStanding = 'waiting' | 'done' | 'failing' | 'given-up';

export interface OutboxMail {
  readonly id: number;
  /** Name of whom it is for; the id of somebody who is gone. */
  readonly to: string;
  readonly organisation: { readonly ja: string; readonly en: string };
  readonly subject: string;
  readonly text: string;
  readonly queuedAt: string;
  readonly dueAt: string;
  readonly doneAt: string | null;
  readonly attempts: number;
  readonly error: string | null;
  readonly standing: MailStanding;
}

const MOST = 200;

interface Row {
  readonly id: number;
  readonly payload: JsonObject;
  readonly attempts: number;
  readonly due_at: string;
  readonly done_at: string | null;
  readonly last_error: string | null;
  readonly name: string | null;
  readonly name_ja: string | null;
  readonly name_en: string | null;
}

const standingOf = (row: Row): MailStanding => {
  if (row.done_at !== null) return 'done';
  if (row.last_error === null) return 'waiting';
  return row.attempts >= MOST_TRIES ? 'given-up' : 'failing';
};

const select = sql`
  select j.id, j.payload, j.attempts, j.due_at, j.done_at, j.last_error, p.name, o.name_ja, o.name_en from jobs j
  left join persons p on p.id = j.payload->>'person' left join organisations o on o.id = j.payload->>'organisation'`;

function viewOf(row: Row): OutboxMail {
  const { subject, text, person, organisation, queuedAt } = payloadOf(row.payload);
  return {
    ...{ id: row.id, subject, text, queuedAt, dueAt: row.due_at, doneAt: row.done_at, attempts: row.attempts, error: row.last_error },
    to: row.name ?? person,
    organisation: { ja: row.name_ja ?? organisation, en: row.name_en ?? organisation },
    standing: standingOf(row),
  };
}

/** The schemes whose mail somebody of an office sees. */
const schemes = ({ books }: Pick<Engine, 'books'>, person: Principal): string[] => [...(schemesOf(person) ?? books.map((book) => book.id))];

/** The mail of the schemes of an office: first what is not delivered, then the newest. Refuses everybody else. */
export async function outbox(engine: Pick<Engine, 'store' | 'books'>, person: Principal): Promise<readonly OutboxMail[]> {
  assertMay(person, 'queue.read');
  const { rows } = await sql<Row>`
    ${select} where j.kind = ${MAIL} and j.payload->>'scheme' = any(${schemes(engine, person)}::text[])
    order by (j.done_at is null and j.last_error is not null) desc, (j.done_at is null) desc, j.done_at desc, j.id desc
    limit ${MOST}`.execute(engine.store.db);
  return rows.map(viewOf);
}

/** One mail of the outbox; NotFound for one of another scheme. */
export async function outboxMail(engine: Pick<Engine, 'store' | 'books'>, person: Principal, id: number): Promise<OutboxMail> {
  assertMay(person, 'queue.read');
  const { rows } = await sql<Row>`
    ${select} where j.kind = ${MAIL} and j.id = ${id} and j.payload->>'scheme' = any(${schemes(engine, person)}::text[])`.execute(
    engine.store.db,
  );
  const row = rows[0];
  if (!row) throw new NotFound(`mail ${id}`);
  return viewOf(row);
}

/** Has what failed tried again at once, from the first try on; gives how many. */
export async function tryAgain(engine: Pick<Engine, 'store' | 'books' | 'clock'>, person: Principal): Promise<number> {
  assertMay(person, 'queue.read');
  return retryFailed(engine.store, schemes(engine, person), engine.clock.now());
}

async function retryFailed(store: Store, of: string[], now: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    update jobs set due_at = ${now.toISOString()}, attempts = 0, leased_until = null
    where kind = ${MAIL} and done_at is null and last_error is not null and (leased_until is null or leased_until <= ${now.toISOString()})
      and payload->>'scheme' = any(${of}::text[])`.execute(store.db);
  return Number(numAffectedRows ?? 0n);
}
