import { tokenHash } from '../io/ids.ts';
import { Forbidden, InvalidInput, NotFound, RuleRefused } from '../rules/refusal.ts';
import { text } from '../rules/text.ts';
import type { Actor, Store, Tx } from '../store/index.ts';
import { join } from './memberships.ts';
import { actorOf, assertMay, grantable, isRoleOf, type OrganisationKind, type Principal, policy } from './policy.ts';
import { record } from './record.ts';

/** Days an invitation stays open. */
export const invitationDays = 14;

export interface Invitation {
  readonly id: string;
  readonly organisation: { readonly id: string; readonly nameJa: string; readonly nameEn: string; readonly kind: OrganisationKind };
  readonly role: string;
  readonly until: string;
}

const later = (now: Date, days: number): string => new Date(now.getTime() + days * 86_400_000).toISOString();

/** What names an invitation in lists and in the history: part of the hash of its secret, useless for joining. */
const idOf = (hash: string): string => hash.slice(0, 16);

async function open(tx: Tx, organisation: string, role: string, secret: string, by: Actor): Promise<{ id: string; until: string }> {
  const hash = tokenHash(secret);
  const until = later(tx.now(), invitationDays);
  await tx.db
    .insertInto('invitations')
    .values({ hash, organisation, role, invited_by: by.person, expires_at: until, used_at: null, used_by: null })
    .execute();
  await record(tx, `organisation:${organisation}`, { type: 'MemberInvited', data: { invitation: idOf(hash), role, until } }, by);
  return { id: idOf(hash), until };
}

/**
 * Invites somebody into the principal's own organisation. `secret` is a fresh token of io/ids.ts; only its hash is kept. Refuses a role that the
 * principal may not grant: no role can make a higher one.
 */
export async function invite(tx: Tx, principal: Principal, role: string, secret: string): Promise<{ id: string; until: string }> {
  assertMay(principal, 'people.manage', { organisation: principal.organisation.id });
  const mine: readonly string[] = grantable(principal);
  if (!isRoleOf(principal.organisation.kind, role) || !mine.includes(role)) throw new Forbidden(policy['people.manage'].refusal);
  return open(tx, principal.organisation.id, role, secret, actorOf(principal));
}

const firstRole = { applicant: 'responsible', government: 'respondent', office: 'office-admin', committee: 'chair' } as const;

/** The office invites the first person of an organisation it registered, or a respondent of a government body. Never into an organisation that has its own responsible person. */
export async function inviteFirst(
  tx: Tx,
  principal: Principal,
  organisation: { id: string; kind: 'applicant' | 'government' | 'committee' },
  secret: string,
): Promise<{ id: string; until: string }> {
  assertMay(principal, 'organisation.found', { organisation: organisation.id });
  const role = firstRole[organisation.kind];
  if (organisation.kind === 'applicant') {
    const members = await tx.db
      .selectFrom('memberships')
      .select('person')
      .where('organisation', '=', organisation.id)
      .where('until', 'is', null)
      .execute();
    if (members.length > 0) {
      throw new RuleRefused(
        'has-responsible',
        'people',
        text(
          'この組織には既に利用者がいます。招待はその組織の責任者が行います。',
          'This organisation has people already: its responsible person invites others.',
        ),
      );
    }
  }
  return open(tx, organisation.id, role, secret, actorOf(principal));
}

/** The very first invitation of an office, made by whoever runs the server (command line). */
export const inviteBySystem = (
  tx: Tx,
  organisation: string,
  role: string,
  secret: string,
  actor: Actor,
): Promise<{ id: string; until: string }> => open(tx, organisation, role, secret, actor);

/** The open invitation behind a secret; undefined when unknown, used or expired (all alike to the asker). */
export async function findInvitation(db: Store['db'] | Tx['db'], secret: string, now: Date): Promise<Invitation | undefined> {
  const row = await db
    .selectFrom('invitations as i')
    .innerJoin('organisations as o', 'o.id', 'i.organisation')
    .select(['i.hash', 'i.role', 'i.expires_at', 'o.id', 'o.name_ja', 'o.name_en', 'o.kind'])
    .where('i.hash', '=', tokenHash(secret))
    .where('i.used_at', 'is', null)
    .where('i.expires_at', '>', now.toISOString())
    .executeTakeFirst();
  return (
    row && {
      id: idOf(row.hash),
      organisation: { id: row.id, nameJa: row.name_ja, nameEn: row.name_en, kind: row.kind },
      role: row.role,
      until: row.expires_at,
    }
  );
}

/** Joins by an invitation, once: the row is taken in the same transaction, so two who use it at once cannot both join. */
export async function acceptInvitation(tx: Tx, person: string, secret: string): Promise<Invitation> {
  const invitation = await findInvitation(tx.db, secret, tx.now());
  const taken =
    invitation &&
    (await tx.db
      .updateTable('invitations')
      .set({ used_at: tx.now().toISOString(), used_by: person })
      .where('hash', '=', tokenHash(secret))
      .where('used_at', 'is', null)
      .executeTakeFirst());
  if (!invitation || taken?.numUpdatedRows !== 1n) {
    throw new InvalidInput([
      {
        path: 'code',
        message: text('この招待は使用済みか、期限切れか、取り消されています。', 'This invitation was used, has expired or was cancelled.'),
      },
    ]);
  }
  const { organisation, role, id } = invitation;
  await join(tx, person, organisation.id, role, id, { person, organisation: organisation.id, role, via: 'session' });
  return invitation;
}

/** Invitations of an organisation that are still open. */
export async function openInvitations(
  db: Store['db'] | Tx['db'],
  organisation: string,
  now: Date,
): Promise<readonly { id: string; role: string; until: string; invitedBy: string | null }[]> {
  const rows = await db
    .selectFrom('invitations')
    .select(['hash', 'role', 'expires_at', 'invited_by'])
    .where('organisation', '=', organisation)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now.toISOString())
    .orderBy('expires_at')
    .execute();
  return rows.map((row) => ({ id: idOf(row.hash), role: row.role, until: row.expires_at, invitedBy: row.invited_by }));
}

/** Cancels an open invitation of the principal's own organisation. */
export async function cancelInvitation(tx: Tx, principal: Principal, id: string): Promise<void> {
  assertMay(principal, 'people.manage', { organisation: principal.organisation.id });
  if (!/^[0-9a-f]{16}$/.test(id)) throw new NotFound('invitation');
  const gone = await tx.db
    .deleteFrom('invitations')
    .where('organisation', '=', principal.organisation.id)
    .where('hash', 'like', `${id}%`)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  if (gone.numDeletedRows === 0n) throw new NotFound('invitation');
  await record(
    tx,
    `organisation:${principal.organisation.id}`,
    { type: 'InvitationCancelled', data: { invitation: id } },
    actorOf(principal),
  );
}
