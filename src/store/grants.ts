import { type Kysely, sql } from 'kysely';
import type { Database } from './tables.ts';

/** Owns nothing and signs in nowhere: the server steps into it for the government inquiry alone. */
export const INQUIRY_ROLE = 'akashi_inquiry';

export interface Roles {
  readonly owner: string;
  readonly server: string;
  readonly register?: string | undefined;
}

/**
 * Gives each role what it needs and no more (PostgreSQL only, run by the owner after migrations and rebuilds):
 * the server may add to the history but not change it, and reaches the sealed inquiries only as `akashi_inquiry`;
 * the register's role reads what is public of the register (its models' rows name makers that may be withheld), and what is withheld for a time from its day on. Gives back what could not be separated.
 */
export async function grant(owner: Kysely<Database>, roles: Roles): Promise<readonly string[]> {
  if (roles.owner === roles.server) return [];
  const server = sql.id(roles.server);
  const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(owner);
  const schema = sql.id(rows[0]?.schema ?? 'public');
  await owner.transaction().execute(async (tx) => {
    await sql`grant usage on schema ${schema} to ${server}`.execute(tx);
    await sql`grant select, insert, update, delete on all tables in schema ${schema} to ${server}`.execute(tx);
    await sql`revoke update, delete, truncate on events, commands from ${server}`.execute(tx);
    await sql`revoke insert, update, delete, truncate on migrations, projections from ${server}`.execute(tx);
    await sql`revoke all on sealed_inquiries from ${server}`.execute(tx);
    await sql`drop policy if exists register_withheld_served on register_withheld`.execute(tx);
    await sql`create policy register_withheld_served on register_withheld to ${server} using (true) with check (true)`.execute(tx);
    if (roles.register) {
      const register = sql.id(roles.register);
      await sql`revoke all on all tables in schema ${schema} from ${register}`.execute(tx);
      await sql`grant usage on schema ${schema} to ${register}`.execute(tx);
      await sql`grant select on register_entries, register_withheld to ${register}`.execute(tx);
    }
  });
  if (await seal(owner, roles.server)) return [];
  await sql`grant select, insert, update, delete on sealed_inquiries to ${server}`.execute(owner);
  return [`the role ${INQUIRY_ROLE} could not be made (the owner needs CREATEROLE): the sealed inquiries are open to the serving role`];
}

async function seal(owner: Kysely<Database>, serverName: string): Promise<boolean> {
  const server = sql.id(serverName);
  const inquiry = sql.id(INQUIRY_ROLE);
  try {
    await owner.transaction().execute(async (tx) => {
      const { rows } = await sql<{ made: boolean; version: number; schema: string }>`
        select exists (select from pg_roles where rolname = ${INQUIRY_ROLE}) as made,
          current_setting('server_version_num')::int as version, current_schema() as schema`.execute(tx);
      const found = rows[0];
      if (!found?.made) await sql`create role ${inquiry} nologin`.execute(tx);
      // Membership must not bring the rights along unasked: PostgreSQL 16 says so with the grant, 15 with the role.
      if ((found?.version ?? 0) >= 160000) {
        await sql`grant ${inquiry} to ${server} with inherit false, set true`.execute(tx);
      } else {
        await sql`alter role ${server} noinherit`.execute(tx);
        await sql`grant ${inquiry} to ${server}`.execute(tx);
      }
      await sql`grant usage on schema ${sql.id(found?.schema ?? 'public')} to ${inquiry}`.execute(tx);
      await sql`grant select, insert, update, delete on sealed_inquiries to ${inquiry}`.execute(tx);
    });
    return true;
  } catch {
    return false;
  }
}

/** True when the connection may step into the inquiry role and cannot reach the sealed table without. */
export async function isSealed(db: Kysely<Database>): Promise<boolean> {
  const { rows } = await sql<{ sealed: boolean }>`
    select exists (select from pg_roles where rolname = ${INQUIRY_ROLE})
      and not has_table_privilege('sealed_inquiries', 'select') as sealed`.execute(db);
  return rows[0]?.sealed ?? false;
}
