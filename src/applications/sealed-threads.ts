import type { Book } from '../rules/book.ts';
import type { NewRowEvent } from '../rules/decide.ts';
import type { Values } from '../rules/dossier.ts';
import type { InquiryFact } from '../rules/facts.ts';
import type { JsonObject, JsonValue } from '../rules/json.ts';
import { json, type Tx } from '../store/index.ts';

/** What a sealed inquiry holds: the fields that leave, who asked, and the answer. Never in history, feed, export or log. */
export interface SealedInquiry {
  readonly id: string;
  readonly application: string;
  readonly kind: string;
  readonly askedOn: string;
  readonly concludedOn?: string;
  /** Path → value: only what the question needs (L-3.5-4). */
  readonly extract: Values;
  readonly answer?: JsonObject;
  readonly answeredBy?: string;
}

type Sealing = Pick<Tx, 'sealed' | 'now'>;

/**
 * Keeps what a sealed thread is about apart from the history, in the same transaction: on opening the extract, on
 * conclusion the answer. Events of threads that are not sealed are left alone.
 */
export async function seal(
  tx: Sealing,
  book: Book,
  application: string,
  event: NewRowEvent,
  given: { values: Values; input: JsonObject; person: string },
): Promise<void> {
  const kind = typeof event.data.threadKind === 'string' ? event.data.threadKind : '';
  const sealed = book.threads[kind]?.sealed;
  const id = event.data.thread;
  if (!sealed || typeof id !== 'string') return;
  const at = tx.now().toISOString();
  if (event.data.row === 'open') {
    const extract = Object.fromEntries(
      sealed.extract.flatMap((path) => (given.values[path] === undefined ? [] : [[path, given.values[path] as JsonValue]])),
    );
    const body = json({ kind, extract });
    await tx.sealed((db) =>
      db
        .insertInto('sealed_inquiries')
        .values({ id, application, asked_on: event.effectiveOn, body, concluded_on: null, created_at: at, updated_at: at })
        .execute(),
    );
    return;
  }
  await tx.sealed(async (db) => {
    const row = await db.selectFrom('sealed_inquiries').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    const body = json({ ...row.body, answer: given.input, answeredBy: given.person });
    await db.updateTable('sealed_inquiries').set({ body, concluded_on: event.effectiveOn, updated_at: at }).where('id', '=', id).execute();
  });
}

/** All sealed inquiries of an application, through their own door. */
export async function sealedInquiries(tx: Pick<Tx, 'sealed'>, application: string): Promise<readonly SealedInquiry[]> {
  const rows = await tx.sealed((db) =>
    db.selectFrom('sealed_inquiries').selectAll().where('application', '=', application).orderBy('created_at').execute(),
  );
  return rows.map(inquiryOf);
}

/** One sealed inquiry; undefined when there is none of this id. */
export async function sealedInquiry(tx: Pick<Tx, 'sealed'>, id: string): Promise<SealedInquiry | undefined> {
  const row = await tx.sealed((db) => db.selectFrom('sealed_inquiries').selectAll().where('id', '=', id).executeTakeFirst());
  return row && inquiryOf(row);
}

/** Sealed inquiries of all applications: those that still wait, oldest first; or the concluded ones, newest first. */
export async function allSealedInquiries(
  tx: Pick<Tx, 'sealed'>,
  which: 'waiting' | 'concluded',
  limit: number,
): Promise<readonly SealedInquiry[]> {
  const rows = await tx.sealed((db) => {
    const all = db.selectFrom('sealed_inquiries').selectAll().limit(limit);
    return which === 'waiting'
      ? all.where('concluded_on', 'is', null).orderBy('created_at').execute()
      : all.where('concluded_on', 'is not', null).orderBy('updated_at', 'desc').execute();
  });
  return rows.map(inquiryOf);
}

interface SealedRow {
  readonly id: string;
  readonly application: string;
  readonly asked_on: string;
  readonly concluded_on: string | null;
  readonly body: JsonObject;
}

const inquiryOf = (row: SealedRow): SealedInquiry => ({
  id: row.id,
  application: row.application,
  kind: String(row.body.kind ?? ''),
  askedOn: row.asked_on,
  ...(row.concluded_on ? { concludedOn: row.concluded_on } : {}),
  extract: (row.body.extract ?? {}) as Values,
  ...(row.body.answer ? { answer: row.body.answer as JsonObject } : {}),
  ...(typeof row.body.answeredBy === 'string' ? { answeredBy: row.body.answeredBy } : {}),
});

/** Only what a guard may know: asked and favourable, unfavourable, or still pending. */
export const outcomes = (inquiries: readonly SealedInquiry[]): readonly InquiryFact[] =>
  inquiries.map((each) => ({
    thread: each.id,
    outcome: each.answer === undefined ? 'pending' : each.answer.outcome === 'favourable' ? 'favourable' : 'unfavourable',
  }));
