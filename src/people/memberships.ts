import { InvalidInput, NotFound, RuleRefused } from '../rules/refusal.ts';
import { text } from '../rules/text.ts';
import type { Actor, Store, Tx } from '../store/index.ts';
import { actorOf, assertMay, grantable, isRoleOf, type OrganisationKind, type Principal, type Role } from './policy.ts';
import { record } from './record.ts';

export interface Membership {
  readonly organisation: {
    readonly id: string;
    readonly nameJa: string;
    readonly nameEn: string;
    readonly kind: OrganisationKind;
    /** The schemes it works for; absent: all. */
    readonly runs?: readonly string[];
  };
  readonly roles: readonly string[];
}

export interface Member {
  readonly person: string;
  readonly name: string;
  readonly mail: string | null;
  readonly roles: readonly string[];
  readonly since: string;
}

/** What a person belongs to today. */
export async function membershipsOf(db: Store['db'] | Tx['db'], person: string): Promise<readonly Membership[]> {
  const rows = await db
    .selectFrom('memberships as m')
    .innerJoin('organisations as o', 'o.id', 'm.organisation')
    .select(['o.id', 'o.name_ja', 'o.name_en', 'o.kind', 'o.runs', 'm.role'])
    .where('m.person', '=', person)
    .where('m.until', 'is', null)
    .orderBy('o.id')
    .orderBy('m.role')
    .execute();
  const found = new Map<string, Membership & { roles: string[] }>();
  for (const row of rows) {
    const organisation = { id: row.id, nameJa: row.name_ja, nameEn: row.name_en, kind: row.kind, ...(row.runs ? { runs: row.runs } : {}) };
    const one = found.get(row.id) ?? { organisation, roles: [] };
    one.roles.push(row.role);
    found.set(row.id, one);
  }
  return [...found.values()];
}

/** Who belongs to an organisation today, the longest first. */
export async function membersOf(db: Store['db'] | Tx['db'], organisation: string): Promise<readonly Member[]> {
  const rows = await db
    .selectFrom('memberships as m')
    .innerJoin('persons as p', 'p.id', 'm.person')
    .select(['p.id', 'p.name', 'p.mail', 'm.role', 'm.since'])
    .where('m.organisation', '=', organisation)
    .where('m.until', 'is', null)
    .orderBy('m.since')
    .orderBy('p.id')
    .orderBy('m.role')
    .execute();
  const found = new Map<string, Member & { roles: string[] }>();
  for (const row of rows) {
    const one = found.get(row.id) ?? { person: row.id, name: row.name, mail: row.mail, roles: [], since: row.since };
    one.roles.push(row.role);
    found.set(row.id, one);
  }
  return [...found.values()];
}

/** Gives a person a role in an organisation; a role already held is left as it is. Who may is decided before: see invitations.ts. */
export async function join(
  tx: Tx,
  person: string,
  organisation: string,
  role: string,
  invitation: string | null,
  actor: Actor,
): Promise<void> {
  const held = await currentRoles(tx, person, organisation);
  if (held.includes(role)) return;
  await tx.db.insertInto('memberships').values({ person, organisation, role, since: tx.now().toISOString(), until: null }).execute();
  await record(tx, `organisation:${organisation}`, { type: 'MemberJoined', data: { person, role, invitation } }, actor);
}

async function currentRoles(tx: Tx, person: string, organisation: string): Promise<readonly string[]> {
  const rows = await tx.db
    .selectFrom('memberships')
    .select('role')
    .where('person', '=', person)
    .where('organisation', '=', organisation)
    .where('until', 'is', null)
    .execute();
  return rows.map((row) => row.role);
}

async function endRoles(tx: Tx, person: string, organisation: string, roles: readonly string[]): Promise<void> {
  if (roles.length === 0) return;
  await tx.db
    .updateTable('memberships')
    .set({ until: tx.now().toISOString() })
    .where('person', '=', person)
    .where('organisation', '=', organisation)
    .where('role', 'in', [...roles])
    .where('until', 'is', null)
    .execute();
}

const leading = {
  applicant: 'responsible',
  office: 'office-admin',
  government: 'respondent',
  evaluator: undefined,
  committee: 'chair',
} as const satisfies Record<OrganisationKind, Role | undefined>;

/** An organisation is never left without anybody who can invite and answer for it. Holds a lock: two leavers at once cannot both be "not the last". */
async function assertSomebodyLeads(tx: Tx, organisation: { id: string; kind: OrganisationKind }, leaving: string): Promise<void> {
  const role = leading[organisation.kind];
  if (!role) return;
  const others = await tx.db
    .selectFrom('memberships')
    .select('person')
    .where('organisation', '=', organisation.id)
    .where('role', '=', role)
    .where('until', 'is', null)
    .where('person', '!=', leaving)
    .execute();
  if (others.length > 0) return;
  throw new RuleRefused(
    'last-responsible',
    'people',
    text(
      'この組織の責任者(管理者)がいなくなるため、行えません。先に別の人を責任者(管理者)にしてください。',
      'The organisation would be left without a responsible person (administrator). First make somebody else one.',
    ),
  );
}

/** Sets the roles of a member of the principal's own organisation. Refuses roles the principal may not grant or take away. */
export async function changeRoles(tx: Tx, principal: Principal, person: string, roles: readonly string[]): Promise<void> {
  const organisation = principal.organisation;
  assertMay(principal, 'people.manage', { organisation: organisation.id });
  await tx.lock(`members:${organisation.id}`);
  const held = await currentRoles(tx, person, organisation.id);
  if (held.length === 0) throw new NotFound(`member ${person}`);
  const wanted = [...new Set(roles)];
  const mine: readonly string[] = grantable(principal);
  const touched = [...wanted.filter((r) => !held.includes(r)), ...held.filter((r) => !wanted.includes(r))];
  const wrong = touched.filter((role) => !mine.includes(role) || !isRoleOf(organisation.kind, role));
  if (wanted.length === 0 || wrong.length > 0) {
    throw new InvalidInput([
      {
        path: 'roles',
        message:
          wanted.length === 0
            ? text(
                '役割を1つ以上選んでください。外す場合は「除名する」を使います。',
                'Choose at least one role. To take a person out, remove the member.',
              )
            : text(`この役割は変更できません: ${wrong.join(', ')}`, `You cannot give or take these roles: ${wrong.join(', ')}`),
      },
    ]);
  }
  const lead = leading[organisation.kind];
  if (lead && held.includes(lead) && !wanted.includes(lead)) await assertSomebodyLeads(tx, organisation, person);
  if (touched.length === 0) return;
  await endRoles(
    tx,
    person,
    organisation.id,
    held.filter((r) => !wanted.includes(r)),
  );
  const since = tx.now().toISOString();
  const added = wanted
    .filter((r) => !held.includes(r))
    .map((role) => ({ person, organisation: organisation.id, role, since, until: null }));
  if (added.length > 0) await tx.db.insertInto('memberships').values(added).execute();
  await record(tx, `organisation:${organisation.id}`, { type: 'MemberRolesChanged', data: { person, roles: wanted } }, actorOf(principal));
}

/** Takes a person out of the principal's own organisation: sessions and tokens for it end with the commit. */
export async function removeMember(tx: Tx, principal: Principal, person: string): Promise<void> {
  const organisation = principal.organisation;
  assertMay(principal, 'people.manage', { organisation: organisation.id });
  await tx.lock(`members:${organisation.id}`);
  const held = await currentRoles(tx, person, organisation.id);
  if (held.length === 0) throw new NotFound(`member ${person}`);
  const lead = leading[organisation.kind];
  if (lead && held.includes(lead)) await assertSomebodyLeads(tx, organisation, person);
  const now = tx.now().toISOString();
  await endRoles(tx, person, organisation.id, held);
  await tx.db
    .updateTable('tokens')
    .set({ revoked_at: now })
    .where('person', '=', person)
    .where('organisation', '=', organisation.id)
    .where('revoked_at', 'is', null)
    .execute();
  await tx.db.deleteFrom('sessions').where('person', '=', person).where('organisation', '=', organisation.id).execute();
  await record(tx, `organisation:${organisation.id}`, { type: 'MemberRemoved', data: { person } }, actorOf(principal));
}
