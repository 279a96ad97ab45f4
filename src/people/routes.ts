import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Routes } from '../web/app.ts';
import { listOf, typed } from '../web/fields.ts';
import { type Attempt, firstShowing } from '../web/form.ts';
import { form, type MemberVisit, page } from '../web/page.ts';
import { originOf } from '../web/session.ts';
import { goTo, type Page } from '../web/visit.ts';
import { peopleApi } from './api.ts';
import { type Issued, type PeopleCommands, type PeopleDeps, peopleCommands } from './commands.ts';
import { openInvitations } from './invitations.ts';
import { membersOf } from './memberships.ts';
import { type PeopleView, peoplePage } from './pages/people-page.ts';
import { tokensPage } from './pages/tokens-page.ts';
import { assertMay, scopes } from './policy.ts';
import { tokensOf } from './tokens.ts';

const Nothing = z.object({});

function peopleRoutes(app: FastifyInstance, deps: PeopleDeps, commands: PeopleCommands): void {
  const shown = async (visit: MemberVisit, more: Omit<PeopleView, 'members' | 'invitations'> = {}): Promise<Page> => {
    const organisation = visit.principal.organisation.id;
    assertMay(visit.principal, 'people.read', { organisation });
    const [members, invitations] = await Promise.all([
      membersOf(deps.store.db, organisation),
      openInvitations(deps.store.db, organisation, deps.clock.now()),
    ]);
    return peoplePage(visit, { members, invitations, ...more });
  };
  const linkOf = (visit: MemberVisit, issued: Issued): string =>
    issued.secret === undefined
      ? 'shown-before'
      : `${originOf(visit.request, app.akashi.origins())}${visit.to('/invitation')}?code=${issued.secret}`;
  const again = (tried: NonNullable<PeopleView['tried']>) => (visit: MemberVisit, attempt: Attempt) => shown(visit, { attempt, tried });

  page(app, '/people', (visit) => shown(visit));
  form(
    app,
    '/people/invite',
    { fields: z.object({ role: typed({ min: 1, max: 40 }) }), again: again('invite') },
    async (visit, fields, key) => shown(visit, { link: linkOf(visit, await commands.invite(visit.principal, key, fields.role)) }),
  );
  form(
    app,
    '/people/organisations',
    {
      fields: z.object({
        kind: z.enum(['applicant', 'government', 'committee']),
        nameJa: typed({ min: 1 }),
        nameEn: typed({ min: 1 }),
        corporateNumber: typed({ max: 40 }),
      }),
      again: again('found'),
    },
    async (visit, fields, key) => {
      const asked = { ...fields, corporateNumber: fields.corporateNumber === '' ? null : fields.corporateNumber };
      return shown(visit, { link: linkOf(visit, await commands.foundOrganisation(visit.principal, key, asked)) });
    },
  );
  form(app, '/people/invitations/:id/cancel', { fields: Nothing }, async (visit, _fields, key) => {
    await commands.cancelInvitation(visit.principal, key, visit.params['id'] ?? '');
    return goTo(`${visit.to('/people')}?done=1`);
  });
  form(
    app,
    '/people/:person/roles',
    { fields: z.object({ roles: listOf(z.string().max(40)) }), again: again('roles') },
    async (visit, fields, key) => {
      await commands.changeRoles(visit.principal, key, visit.params['person'] ?? '', fields.roles);
      return goTo(`${visit.to('/people')}?done=1`);
    },
  );
  form(app, '/people/:person/remove', { fields: Nothing }, async (visit, _fields, key) => {
    const person = visit.params['person'] ?? '';
    await commands.removeMember(visit.principal, key, person);
    return goTo(person === visit.principal.person.id ? visit.to('/choose') : `${visit.to('/people')}?done=1`);
  });
}

function tokenRoutes(app: FastifyInstance, deps: PeopleDeps, commands: PeopleCommands): void {
  const shown = async (visit: MemberVisit, more: { attempt?: Attempt; secret?: string } = {}): Promise<Page> =>
    tokensPage(visit, {
      tokens: await tokensOf(deps.store.db, visit.principal.person.id, deps.clock.now()),
      attempt: firstShowing,
      ...more,
    });
  page(app, '/tokens', (visit) => shown(visit));
  form(
    app,
    '/tokens',
    {
      fields: z.object({ name: typed({ max: 100 }), scopes: listOf(z.enum(scopes)), days: z.coerce.number().int() }),
      again: (visit, attempt) => shown(visit, { attempt }),
    },
    async (visit, fields, key) =>
      shown(visit, { secret: (await commands.issueToken(visit.principal, key, fields)).secret ?? 'shown-before' }),
  );
  form(app, '/tokens/:id/revoke', { fields: Nothing }, async (visit, _fields, key) => {
    await commands.revokeToken(visit.principal, key, visit.params['id'] ?? '');
    return goTo(`${visit.to('/tokens')}?done=revoked`);
  });
}

/** Pages and API of people and tokens; both end in the same commands. */
export const peopleAndTokenRoutes =
  (deps: PeopleDeps): Routes =>
  (app) => {
    const commands = peopleCommands(deps);
    peopleRoutes(app, deps, commands);
    tokenRoutes(app, deps, commands);
    peopleApi(app, deps, commands);
  };
