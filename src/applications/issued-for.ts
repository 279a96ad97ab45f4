import { sql } from 'kysely';
import type { Store, Tx } from '../store/index.ts';

/** Key of the attestation that an application led to; undefined when it led to none. */
export async function issuedFor(store: Pick<Tx | Store, 'db'>, application: string): Promise<string | undefined> {
  const found = await store.db
    .selectFrom('events')
    .select('stream')
    .where(sql<boolean>`type in ('AttestationIssued', 'AttestationRenewed')`)
    .where(sql<string>`data->>'application'`, '=', application)
    .limit(1)
    .executeTakeFirst();
  return found?.stream.slice(found.stream.indexOf(':') + 1);
}
