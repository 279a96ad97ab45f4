import { tokyoDay } from '../rules/day.ts';
import type { JsonObject } from '../rules/json.ts';
import type { Actor, Tx } from '../store/index.ts';

/** What happens to people and organisations. No name, address or secret is ever in it: those lie in rows that can be erased. */
export type PeopleEvent =
  | {
      readonly type: 'OrganisationFounded';
      readonly data: { readonly kind: string; readonly corporateNumber: string | null; readonly runs?: readonly string[] };
    }
  | { readonly type: 'OrganisationLimited'; readonly data: { readonly runs: readonly string[] } }
  | { readonly type: 'MemberInvited'; readonly data: { readonly invitation: string; readonly role: string; readonly until: string } }
  | { readonly type: 'InvitationCancelled'; readonly data: { readonly invitation: string } }
  | { readonly type: 'MemberJoined'; readonly data: { readonly person: string; readonly role: string; readonly invitation: string | null } }
  | { readonly type: 'MemberRolesChanged'; readonly data: { readonly person: string; readonly roles: readonly string[] } }
  | { readonly type: 'MemberRemoved'; readonly data: { readonly person: string } }
  | { readonly type: 'PersonRegistered'; readonly data: JsonObject }
  | {
      readonly type: 'TokenIssued';
      readonly data: { readonly token: string; readonly organisation: string; readonly scopes: readonly string[]; readonly until: string };
    }
  | { readonly type: 'TokenRevoked'; readonly data: { readonly token: string } };

/** Appends to `person:<id>` or `organisation:<id>` at its present end. */
export async function record(
  tx: Tx,
  stream: `person:${string}` | `organisation:${string}`,
  event: PeopleEvent,
  actor: Actor,
): Promise<void> {
  const before = await tx.load(stream);
  await tx.append(
    stream,
    before.length,
    [{ type: event.type, data: event.data, effectiveOn: tokyoDay(tx.now().getTime()), editions: {} }],
    actor,
  );
}

/** The system itself: founding the first office, seeding demo data. */
export const systemActor: Actor = { person: 'system', organisation: 'system', role: 'system', via: 'system' };
