import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { statement } from './statement.ts';
import type { Database } from './tables.ts';

/** SHA-256 of a text's UTF-8, in hex. */
export const sha256 = (content: string): string => createHash('sha256').update(content, 'utf8').digest('hex');

const keep = statement(`
  insert into documents (organisation, hash, content, created_at) values ($1, $2, $3, $4)
  on conflict (organisation, hash) do update set content = excluded.content, created_at = excluded.created_at, erased_at = null
  where documents.content is null`);

/** Keeps a text of an organisation under its hash; one that was erased and is sent again is there again. */
export async function keepDocument(db: Kysely<Database>, organisation: string, content: string, at: string): Promise<string> {
  const hash = sha256(content);
  await keep(db, organisation, hash, content, at);
  return hash;
}

/** The text with this hash, of this organisation when one is named; undefined when unknown or erased. */
export async function readDocument(db: Kysely<Database>, hash: string, organisation?: string): Promise<string | undefined> {
  const query = db.selectFrom('documents').select('content').where('hash', '=', hash).where('content', 'is not', null);
  const row = await (organisation === undefined ? query : query.where('organisation', '=', organisation)).limit(1).executeTakeFirst();
  return row?.content ?? undefined;
}

/** The texts with these hashes; unknown and erased ones are left out. */
export async function readDocuments(db: Kysely<Database>, hashes: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ hash: string; content: string }>`
    select hash, content from documents where hash = any(${hashes}) and content is not null`.execute(db);
  return new Map(rows.map((row) => [row.hash, row.content]));
}

/** Erases a text and keeps its hash, so that the history still says that it was there. False when there was none. */
export async function eraseDocument(db: Kysely<Database>, organisation: string, hash: string, at: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('documents')
    .set({ content: null, erased_at: at })
    .where('organisation', '=', organisation)
    .where('hash', '=', hash)
    .where('content', 'is not', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
