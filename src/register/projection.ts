import { bookOf, type Engine } from '../applications/index.ts';
import { attestationStream } from '../attestations/index.ts';
import type { Book } from '../rules/book.ts';
import type { Values } from '../rules/dossier.ts';
import { NotFound } from '../rules/refusal.ts';
import { json, type Projection, type ProjectionTx, type StoredEvent } from '../store/index.ts';
import { type Registration, register } from './entry.ts';
import { fillRegister } from './fill.ts';
import { entryRow, modelRows, withheldRows } from './rows.ts';

type Books = Pick<Engine, 'books'>;

/** The public register as a read model, written in the transaction of the event. */
export function registerProjection(engine: Books): Projection {
  return {
    name: 'register',
    tables: ['register_entries', 'register_models', 'register_withheld'],
    version: 3,
    apply: async (tx, event) => {
      if (event.stream.startsWith(attestationStream(''))) await applyEvent(engine, tx, event);
    },
    applyAll: (tx, events) =>
      fillRegister(tx, events, { dossier: dossierHash, derive: (stream, its, content) => registered(engine, stream, its, content) }),
  };
}

const keyOfStream = (stream: string): string => stream.slice(attestationStream('').length);

/** The registration after the last of these events. */
function registered(
  engine: Books,
  stream: string,
  events: readonly StoredEvent[],
  content: string | undefined,
): { book: Book; its: Registration } {
  const key = keyOfStream(stream);
  const last = events.at(-1);
  if (content === undefined || !last) throw new NotFound(`dossier of ${key}`);
  const book = bookOf(engine, String(events[0]?.data.scheme ?? ''));
  return { book, its: register(book, key, events, JSON.parse(content) as Values, last.effectiveOn) };
}

/** Hash of the dossier on which an attestation rests after these events. */
function dossierHash(events: readonly StoredEvent[]): string | undefined {
  const hash = events.findLast((each) => typeof each.data.dossier === 'string')?.data.dossier;
  return typeof hash === 'string' ? hash : undefined;
}

async function applyEvent(engine: Books, tx: ProjectionTx, event: StoredEvent): Promise<void> {
  const known = (await tx.load(event.stream)).filter((each) => each.version <= event.version);
  const hash = dossierHash(known);
  const { book, its } = registered(engine, event.stream, known, hash === undefined ? undefined : await tx.document(hash));
  await write(tx, book, its, event.position);
}

async function write(tx: ProjectionTx, book: Book, its: Registration, version: number): Promise<void> {
  const made = entryRow(book, its, version);
  const row = { ...made, entry: json(made.entry as never) };
  const { key, ...changed } = row;
  await tx.db
    .insertInto('register_entries')
    .values(row)
    .onConflict((conflict) => conflict.column('key').doUpdateSet(changed))
    .execute();
  await tx.db.deleteFrom('register_withheld').where('attestation', '=', key).execute();
  const withheld = withheldRows(its).map((each) => ({ ...each, value: json(each.value), search: [...each.search] }));
  if (withheld.length > 0) await tx.db.insertInto('register_withheld').values(withheld).execute();
  // The table's constraint keeps a model out of two attestations of a level on one day.
  await tx.db.deleteFrom('register_models').where('attestation', '=', key).execute();
  const rows = modelRows(its);
  for (let at = 0; at < rows.length; at += 500)
    await tx.db
      .insertInto('register_models')
      .values(rows.slice(at, at + 500))
      .execute();
}
