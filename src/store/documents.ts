import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { statement } from './statement.ts';
import type { Database } from './tables.ts';

/** SHA-256 of a text's UTF-8, in hex. */
export const sha256 = (content: string): string => createHash('sha256').update(content, 'utf8').digest('hex');

const keep = statement(`
  insert into documents (organisation, hash, content, created_at) values ($1, $2, $3, $4)
  on conflict (organisation, hash) do update
    set content = excluded.content, created_at = excluded.created_at, erased_at = null, remains = null
  where documents.content is null`);

/** Keeps a text of an organisation under its hash; one that was erased and is sent again is there again. */
export async function keepDocument(db: Kysely<Database>, organisation: string, content: string, at: string): Promise<string> {
  const hash = sha256(content);
  await keep(db, organisation, hash, content, at);
  return hash;
}

/**
 * The text with this hash, of this organisation when one is named; of one that was erased what remains of it, if anything;
 * undefined when unknown or gone.
 */
export async function readDocument(db: Kysely<Database>, hash: string, organisation?: string): Promise<string | undefined> {
  const query = db
    .selectFrom('documents as d')
    .leftJoin('documents as r', (join) => join.onRef('r.organisation', '=', 'd.organisation').onRef('r.hash', '=', 'd.remains'))
    .select((of) => of.fn.coalesce('d.content', 'r.content').as('content'))
    .where('d.hash', '=', hash)
    .where((of) => of.or([of('d.content', 'is not', null), of('r.content', 'is not', null)]))
    .orderBy('d.erased_at', (order) => order.asc().nullsFirst());
  const row = await (organisation === undefined ? query : query.where('d.organisation', '=', organisation)).limit(1).executeTakeFirst();
  return row?.content ?? undefined;
}

/** The texts with these hashes, or what remains of them; unknown and erased ones are left out. */
export async function readDocuments(db: Kysely<Database>, hashes: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ hash: string; content: string }>`
    select d.hash, coalesce(d.content, r.content) as content from documents d
      left join documents r on r.organisation = d.organisation and r.hash = d.remains
    where d.hash = any(${hashes}) and coalesce(d.content, r.content) is not null
    order by d.erased_at desc nulls last`.execute(db);
  return new Map(rows.map((row) => [row.hash, row.content]));
}

/**
 * Erases a text and keeps its hash, so that the history still says that it was there; `remains` is the hash of the text of
 * the same organisation that is read in its place from now on. False when there was none.
 */
export async function eraseDocument(
  db: Kysely<Database>,
  organisation: string,
  hash: string,
  at: string,
  remains: string | null = null,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('documents')
    .set({ content: null, erased_at: at, remains: remains === hash ? null : remains })
    .where('organisation', '=', organisation)
    .where('hash', '=', hash)
    .where('content', 'is not', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
