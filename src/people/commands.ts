import type { Clock } from '../io/clock.ts';
import { newId, newToken } from '../io/ids.ts';
import type { Store } from '../store/index.ts';
import { cancelInvitation, invite, inviteFirst } from './invitations.ts';
import { changeRoles, removeMember } from './memberships.ts';
import { foundOrganisation } from './organisations.ts';
import { actorOf, assertMay, type Principal, type Scope } from './policy.ts';
import { issueToken, revokeToken } from './tokens.ts';

export interface PeopleDeps {
  readonly store: Store;
  readonly clock: Clock;
}

/** A secret shown once: undefined when the command was sent a second time, because only its hash was kept. */
export interface Issued {
  readonly id: string;
  readonly until: string;
  readonly secret: string | undefined;
}

/**
 * What pages and API both call: each is one act under its key, however often it arrives. Outcomes are kept for ever, so no secret is ever in one.
 */
export const peopleCommands = ({ store, clock }: PeopleDeps) => ({
  async invite(principal: Principal, key: string, role: string): Promise<Issued> {
    const secret = newToken();
    const { outcome, replayed } = await store.command(
      { principal: principal.person.id, key, request: { act: 'invite', organisation: principal.organisation.id, role } },
      async (tx) => ({
        ...(await invite(tx, principal, role, secret)),
      }),
    );
    return { ...outcome, secret: replayed ? undefined : secret };
  },
  async cancelInvitation(principal: Principal, key: string, invitation: string): Promise<void> {
    await store.command(
      { principal: principal.person.id, key, request: { act: 'cancel-invitation', organisation: principal.organisation.id, invitation } },
      async (tx) => {
        await cancelInvitation(tx, principal, invitation);
        return {};
      },
    );
  },
  async changeRoles(principal: Principal, key: string, person: string, roles: readonly string[]): Promise<void> {
    await store.command(
      { principal: principal.person.id, key, request: { act: 'change-roles', organisation: principal.organisation.id, person, roles } },
      async (tx) => {
        await changeRoles(tx, principal, person, roles);
        return {};
      },
    );
  },
  async removeMember(principal: Principal, key: string, person: string): Promise<void> {
    await store.command(
      { principal: principal.person.id, key, request: { act: 'remove-member', organisation: principal.organisation.id, person } },
      async (tx) => {
        await removeMember(tx, principal, person);
        return {};
      },
    );
  },
  async foundOrganisation(
    principal: Principal,
    key: string,
    asked: {
      readonly kind: 'applicant' | 'government' | 'committee';
      readonly nameJa: string;
      readonly nameEn: string;
      readonly corporateNumber: string | null;
    },
  ): Promise<Issued & { readonly organisation: string }> {
    const secret = newToken();
    const request = { act: 'found-organisation', by: principal.organisation.id, ...asked };
    const { outcome, replayed } = await store.command({ principal: principal.person.id, key, request }, async (tx) => {
      const id = newId(clock);
      assertMay(principal, 'organisation.found', { organisation: id });
      // A committee works for the schemes of the office that registers it, and for no more.
      const { runs } = principal.organisation;
      await foundOrganisation(tx, { id, ...asked, ...(asked.kind === 'committee' && runs ? { runs } : {}) }, actorOf(principal));
      return { organisation: id, ...(await inviteFirst(tx, principal, { id, kind: asked.kind }, secret)) };
    });
    return { ...outcome, secret: replayed ? undefined : secret };
  },
  async issueToken(
    principal: Principal,
    key: string,
    asked: { readonly name: string; readonly scopes: readonly Scope[]; readonly days: number },
  ): Promise<Issued> {
    const secret = newToken();
    const { outcome, replayed } = await store.command(
      { principal: principal.person.id, key, request: { act: 'issue-token', organisation: principal.organisation.id, ...asked } },
      async (tx) => ({
        ...(await issueToken(tx, principal, { id: newId(clock), secret, ...asked })),
      }),
    );
    return { ...outcome, secret: replayed ? undefined : secret };
  },
  async revokeToken(principal: Principal, key: string, token: string): Promise<void> {
    await store.command({ principal: principal.person.id, key, request: { act: 'revoke-token', token } }, async (tx) => {
      await revokeToken(tx, principal, token);
      return {};
    });
  },
});
export type PeopleCommands = ReturnType<typeof peopleCommands>;
