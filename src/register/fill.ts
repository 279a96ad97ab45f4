import { sql } from 'kysely';
import { attestationStream } from '../attestations/index.ts';
import type { Book } from '../rules/book.ts';
import type { BulkTx, StoredEvent } from '../store/index.ts';
import { json } from '../store/index.ts';
import type { Registration } from './entry.ts';
import { entryRow, modelRows, withheldRows } from './rows.ts';

/** Attestations read, derived and written in one go: few enough that the server answers others in between. */
const AT_ONCE = 200;

/** What an attestation's events make of it with the dossier that it rests on. */
export interface Derivation {
  /** Hash of the dossier after these events. */
  readonly dossier: (events: readonly StoredEvent[]) => string | undefined;
  readonly derive: (
    stream: string,
    events: readonly StoredEvent[],
    dossier: string | undefined,
  ) => { readonly book: Book; readonly its: Registration };
}

/**
 * The register's rows of every attestation that these events belong to, as of its newest event: one derivation for an
 * attestation, however many events it has. While one part is derived here, the database writes the one before.
 */
export async function fillRegister(tx: BulkTx, events: readonly StoredEvent[], derivation: Derivation): Promise<void> {
  const newest = new Map<string, number>();
  for (const { stream, position } of events) {
    if (stream.startsWith(attestationStream(''))) newest.set(stream, Math.max(position, newest.get(stream) ?? 0));
  }
  const written = await versions(tx, [...newest.keys()]);
  const streams = [...newest].flatMap(([stream, position]) => ((written.get(stream) ?? 0) < position ? [stream] : []));
  await forget(
    tx,
    streams.filter((stream) => written.has(stream)),
  );
  const read = (at: number) => readPart(tx, streams.slice(at, at + AT_ONCE), derivation);
  let reading = heard(read(0));
  let writing = Promise.resolve();
  for (let at = 0; at < streams.length; at += AT_ONCE) {
    const part = await reading;
    reading = heard(read(at + AT_ONCE));
    const rows = part.map(({ stream, its, content }) => ({
      ...derivation.derive(stream, its, content),
      version: its.at(-1)?.position ?? 0,
    }));
    await writing;
    writing = heard(write(tx, rows));
  }
  await writing;
}

/** A failure is thrown where the promise is awaited, which may be later than it happens. */
function heard<O>(promise: Promise<O>): Promise<O> {
  promise.catch(() => undefined);
  return promise;
}

const keyOf = (stream: string): string => stream.slice(attestationStream('').length);

/** Stream → position of the event that its row is as of. */
async function versions(tx: BulkTx, streams: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ key: string; version: number }>`
    select key, version from register_entries where key = any(${streams.map(keyOf)})`.execute(tx.db);
  return new Map(rows.map((row) => [attestationStream(row.key), row.version]));
}

/** Takes out rows that are about to be written anew. */
async function forget(tx: BulkTx, streams: readonly string[]): Promise<void> {
  if (streams.length === 0) return;
  const keys = streams.map(keyOf);
  await sql`delete from register_entries where key = any(${keys})`.execute(tx.db);
  await sql`delete from register_withheld where attestation = any(${keys})`.execute(tx.db);
  await sql`delete from register_models where attestation = any(${keys})`.execute(tx.db);
}

async function readPart(tx: BulkTx, streams: readonly string[], { dossier }: Derivation) {
  if (streams.length === 0) return [];
  const all = await tx.loadAll(streams);
  const parts = streams.map((stream) => {
    const its = all.get(stream) ?? [];
    return { stream, its, hash: dossier(its) ?? '' };
  });
  const contents = await tx.documents(parts.map(({ hash }) => hash));
  return parts.map(({ stream, its, hash }) => ({ stream, its, content: contents.get(hash) }));
}

/** One statement, so that the database needs nothing of us in between. */
async function write(
  tx: BulkTx,
  rows: readonly { readonly book: Book; readonly its: Registration; readonly version: number }[],
): Promise<void> {
  const entries = rows.map(({ book, its, version }) => entryRow(book, its, version));
  const models = rows.flatMap(({ its }) => modelRows(its));
  const withheld = rows.flatMap(({ its }) => withheldRows(its));
  await sql`
    with entries as (
      insert into register_entries (key, scheme, number, level, product_ja, product_en, applicant, manufacturer, type, issued_on, valid_from,
        valid_until, effect_until, ended_on, status_from_events, entry, version, next_change_on, search, search_text)
      select * from jsonb_to_recordset(${json(entries as never)}::jsonb) as e(key text, scheme text, number text, level text,
        product_ja text, product_en text, applicant text, manufacturer text, type text, issued_on date, valid_from date, valid_until date,
        effect_until date, ended_on date, status_from_events text, entry jsonb, version bigint, next_change_on date, search text[], search_text text)),
    withheld as (
      insert into register_withheld (attestation, line, path, opens_on, value, search, search_text)
      select * from jsonb_to_recordset(${json(withheld as never)}::jsonb) as w(attestation text, line text, path text, opens_on date,
        value jsonb, search text[], search_text text))
    insert into register_models (attestation, scheme, level, maker, model, model_key, days)
    select * from jsonb_to_recordset(${json(models as never)}::jsonb) as m(attestation text, scheme text, level text, maker text,
      model text, model_key text, days daterange)`.execute(tx.db);
}
