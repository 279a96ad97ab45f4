import type { Engine } from '../applications/index.ts';
import { type Lines, openLines } from '../io/lines.ts';
import { systemActor } from '../people/index.ts';
import type { Values } from '../rules/dossier.ts';
import { dossierOf } from '../rules/editions.ts';
import { canonicalJson, type JsonObject } from '../rules/json.ts';
import { whatStays } from '../rules/keeping.ts';
import { eraseDocument, json, type Tx } from '../store/index.ts';
import { type EvidenceEvent, evidenceStream } from './evidence.ts';

/** One thing that was erased for good. */
export type Erased = {
  readonly what: 'file' | 'dossier';
  readonly organisation: string;
  /** The id of the file, or the hash of the dossier. */
  readonly id: string;
  readonly sha256: string;
  /** The application with which it was returned, under which clause; absent: its owner erased it. */
  readonly returned?: { readonly application: string; readonly clause: string };
  /** Of a dossier: whose rules say what stays of it. */
  readonly scheme?: string;
  readonly edition?: string;
};

/** The list of what was erased, kept beside the data and its back-ups: a copy of the data that is restored is told it again. */
export type Ledger = Lines;

/** Opens the list in a file of its own. */
export const openLedger = (path: string): Promise<Ledger> => openLines(path);

const keyOf = ({ what, organisation, id }: Pick<Erased, 'what' | 'organisation' | 'id'>): string => `${what}:${organisation}:${id}`;

/** Writes down what a transaction erases, in that transaction. The list beside the data follows by `replayErasures`. */
export async function rememberErased(tx: Pick<Tx, 'db' | 'now'>, erased: readonly Erased[]): Promise<void> {
  if (erased.length === 0) return;
  const at = tx.now().toISOString();
  await tx.db
    .insertInto('erasures')
    .values(
      erased.map((each) => ({
        what: each.what,
        organisation: each.organisation,
        id: each.id,
        sha256: each.sha256,
        at,
        entry: json({ ...each }),
      })),
    )
    .onConflict((conflict) => conflict.columns(['what', 'organisation', 'id']).doNothing())
    .execute();
}

/** Erases a dossier but for what the book lets stay; gives the hash of that. The text is the erased one's, when it is there. */
export async function eraseDossier(engine: Pick<Engine, 'books'>, tx: Tx, erased: Erased): Promise<string | undefined> {
  const book = engine.books.find(({ id }) => id === erased.scheme);
  const content = await tx.document(erased.id, erased.organisation);
  const publication = book?.publication.at(-1)?.value;
  if (!book?.keeping || !publication || content === undefined) return undefined;
  const stays = whatStays(dossierOf(book, erased.edition ?? ''), JSON.parse(content) as Values, book.keeping, publication);
  const remains = await tx.putDocument(erased.organisation, canonicalJson(stays as JsonObject));
  const isErased = await eraseDocument(tx.db, erased.organisation, erased.id, tx.now().toISOString(), remains);
  return isErased ? remains : undefined;
}

export interface Replayed {
  /** Erased again, because an older copy of the data had brought it back. */
  readonly again: readonly Erased[];
  /** Added to the list beside the data. */
  readonly listed: number;
}

/**
 * Makes data and list agree: what the list names and the data has again is erased again, which the history says; what the data says was
 * erased is added to the list. Safe to run at any time, by any number of servers.
 */
export async function replayErasures(engine: Engine, ledger: Ledger): Promise<Replayed> {
  const listed = new Map((await ledger.read()).map((line) => JSON.parse(line) as Erased).map((each) => [keyOf(each), each]));
  const rows = await engine.store.db.selectFrom('erasures').select(['what', 'organisation', 'id', 'entry']).execute();
  const known = new Set(rows.map(keyOf));
  const again: Erased[] = [];
  for (const [key, erased] of listed) if (!known.has(key) && (await eraseAgain(engine, erased))) again.push(erased);
  const missing = rows.filter((row) => !listed.has(keyOf(row))).map((row) => JSON.stringify(row.entry));
  await ledger.add(missing);
  return { again, listed: missing.length };
}

async function eraseAgain(engine: Engine, erased: Erased): Promise<boolean> {
  return engine.store.transaction(async (tx) => {
    await tx.lock(`evidence:${erased.organisation}`);
    const done = erased.what === 'file' ? await eraseFileAgain(engine, tx, erased) : (await eraseDossier(engine, tx, erased)) !== undefined;
    if (done && erased.what === 'dossier' && erased.returned)
      await tx.db.deleteFrom('draft_fields').where('application', '=', erased.returned.application).execute();
    await rememberErased(tx, [erased]);
    return done;
  });
}

async function eraseFileAgain(engine: Engine, tx: Tx, erased: Erased): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('files')
    .set({ name: '', origin: null, erased_at: tx.now().toISOString() })
    .where('id', '=', erased.id)
    .where('organisation', '=', erased.organisation)
    .where('erased_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  const stream = evidenceStream(erased.id);
  const { sha256, returned } = erased;
  const event = { type: 'EvidenceErased', data: { sha256, again: true, ...(returned ? { returned } : {}) } } satisfies EvidenceEvent;
  await tx.append(stream, (await tx.load(stream)).length, [{ ...event, effectiveOn: engine.clock.today(), editions: {} }], systemActor);
  return true;
}
