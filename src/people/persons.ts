import type { Actor, Store, Tx } from '../store/index.ts';
import { record } from './record.ts';

/** Who the sign-in provider says somebody is. The address is never the identity: people change and reuse addresses. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string;
  readonly mail: string | null;
}

export interface Person {
  readonly id: string;
  readonly name: string;
}

/** The person with this issuer and subject, or undefined. */
export async function findPersonByIdentity(
  db: Store['db'] | Tx['db'],
  identity: Pick<Identity, 'issuer' | 'subject'>,
): Promise<Person | undefined> {
  return db
    .selectFrom('persons')
    .select(['id', 'name'])
    .where('issuer', '=', identity.issuer)
    .where('subject', '=', identity.subject)
    .executeTakeFirst();
}

/** The person with this id, or undefined. */
export async function findPerson(db: Store['db'] | Tx['db'], id: string): Promise<Person | undefined> {
  return db.selectFrom('persons').select(['id', 'name']).where('id', '=', id).executeTakeFirst();
}

/** The names of people, for lists and histories: a Map from id to name; an erased or unknown person is absent. */
export async function personNames(db: Store['db'] | Tx['db'], ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await db.selectFrom('persons').select(['id', 'name']).where('id', 'in', wanted).execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Registers a person under a new id. Name and address go into the row only, never into the history. */
export async function registerPerson(tx: Tx, id: string, identity: Identity, actor: Actor): Promise<Person> {
  await tx.db
    .insertInto('persons')
    .values({
      id,
      name: identity.name,
      issuer: identity.issuer,
      subject: identity.subject,
      mail: identity.mail,
      created_at: tx.now().toISOString(),
    })
    .execute();
  await record(tx, `person:${id}`, { type: 'PersonRegistered', data: {} }, actor);
  return { id, name: identity.name };
}
