import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { api, idempotencyKey, principalOf, refusals } from '../web/api.ts';
import type { PeopleCommands, PeopleDeps } from './commands.ts';
import { openInvitations } from './invitations.ts';
import { membersOf } from './memberships.ts';
import { assertMay, bookRoles, scopes } from './policy.ts';
import { tokensOf } from './tokens.ts';

const Me = z
  .object({
    person: z.object({ id: z.string(), name: z.string() }),
    organisation: z.object({ id: z.string(), name: z.string(), nameEn: z.string().optional(), kind: z.string() }),
    roles: z.array(z.string()),
    bookRoles: z.array(z.string()),
    via: z.enum(['session', 'token']),
    scopes: z.array(z.string()).optional(),
  })
  .meta({ id: 'Me' });
const Member = z.object({ person: z.string(), name: z.string(), roles: z.array(z.string()), since: z.string() }).meta({ id: 'Member' });
const Token = z
  .object({
    id: z.string(),
    name: z.string(),
    organisation: z.string(),
    scopes: z.array(z.string()),
    createdAt: z.string(),
    until: z.string(),
    lastUsedAt: z.string().nullable(),
  })
  .meta({ id: 'Token' });
const Secret = z.string().optional().describe('Shown once: absent when the same command arrives again.');
const tags = ['people'];

/** The API of people and tokens. */
export function peopleApi(app: FastifyInstance, deps: PeopleDeps, commands: PeopleCommands): void {
  const routes = api(app);
  routes.get(
    '/api/v1/me',
    { schema: { tags, summary: 'Who this token or session speaks for', response: { 200: Me, ...refusals } } },
    async (request) => {
      const principal = await principalOf(request);
      return {
        ...principal,
        scopes: principal.scopes && [...principal.scopes],
        roles: [...principal.roles],
        bookRoles: [...bookRoles(principal)],
      };
    },
  );
  routes.get(
    '/api/v1/people',
    {
      schema: {
        tags,
        summary: 'People and open invitations of one’s own organisation',
        response: {
          200: z.object({
            members: z.array(Member),
            invitations: z.array(z.object({ id: z.string(), role: z.string(), until: z.string() })),
          }),
          ...refusals,
        },
      },
    },
    async (request) => {
      const principal = await principalOf(request);
      const organisation = principal.organisation.id;
      assertMay(principal, 'people.read', { organisation });
      const members = await membersOf(deps.store.db, organisation);
      const invitations = await openInvitations(deps.store.db, organisation, deps.clock.now());
      return {
        members: members.map(({ person, name, roles, since }) => ({ person, name, roles: [...roles], since })),
        invitations: invitations.map(({ id, role, until }) => ({ id, role, until })),
      };
    },
  );
  routes.post(
    '/api/v1/people/invitations',
    {
      schema: {
        tags,
        summary: 'Invite somebody into one’s own organisation',
        body: z.strictObject({ role: z.string().min(1).max(40) }),
        response: { 201: z.object({ id: z.string(), until: z.string(), code: Secret }), ...refusals },
      },
    },
    async (request, reply) => {
      const principal = await principalOf(request);
      const { id, until, secret } = await commands.invite(principal, idempotencyKey(request), request.body.role);
      return reply.status(201).send({ id, until, code: secret });
    },
  );
  routes.put(
    '/api/v1/people/:person/roles',
    {
      schema: {
        tags,
        summary: 'Set the roles of a member',
        params: z.object({ person: z.string() }),
        body: z.strictObject({ roles: z.array(z.string().max(40)).max(10) }),
        response: { 204: z.null(), ...refusals },
      },
    },
    async (request, reply) => {
      await commands.changeRoles(await principalOf(request), idempotencyKey(request), request.params.person, request.body.roles);
      return reply.status(204).send(null);
    },
  );
  routes.delete(
    '/api/v1/people/:person',
    {
      schema: {
        tags,
        summary: 'Remove a member: access ends at once',
        params: z.object({ person: z.string() }),
        response: { 204: z.null(), ...refusals },
      },
    },
    async (request, reply) => {
      await commands.removeMember(await principalOf(request), idempotencyKey(request), request.params.person);
      return reply.status(204).send(null);
    },
  );
  routes.post(
    '/api/v1/organisations',
    {
      schema: {
        tags,
        summary: 'Register an organisation and invite its first person (office administrators)',
        body: z.strictObject({
          kind: z.enum(['applicant', 'government', 'committee']),
          nameJa: z.string().trim().min(1).max(200),
          nameEn: z.string().trim().min(1).max(200),
          corporateNumber: z.string().max(40).nullable(),
        }),
        response: { 201: z.object({ organisation: z.string(), id: z.string(), until: z.string(), code: Secret }), ...refusals },
      },
    },
    async (request, reply) => {
      const { secret, ...made } = await commands.foundOrganisation(await principalOf(request), idempotencyKey(request), request.body);
      return reply.status(201).send({ ...made, code: secret });
    },
  );
  tokenApi(app, deps, commands);
}

function tokenApi(app: FastifyInstance, deps: PeopleDeps, commands: PeopleCommands): void {
  const routes = api(app);
  routes.get(
    '/api/v1/tokens',
    { schema: { tags, summary: 'One’s own tokens', response: { 200: z.object({ tokens: z.array(Token) }), ...refusals } } },
    async (request) => {
      const principal = await principalOf(request);
      assertMay(principal, 'token.own', { organisation: principal.organisation.id });
      const tokens = await tokensOf(deps.store.db, principal.person.id, deps.clock.now());
      return { tokens: tokens.map((one) => ({ ...one, scopes: [...one.scopes] })) };
    },
  );
  routes.post(
    '/api/v1/tokens',
    {
      schema: {
        tags,
        summary: 'Issue a personal token for the present organisation',
        body: z.strictObject({ name: z.string().max(100), scopes: z.array(z.enum(scopes)), days: z.number().int() }),
        response: { 201: z.object({ id: z.string(), until: z.string(), token: Secret }), ...refusals },
      },
    },
    async (request, reply) => {
      const { id, until, secret } = await commands.issueToken(await principalOf(request), idempotencyKey(request), request.body);
      return reply.status(201).send({ id, until, token: secret });
    },
  );
  routes.delete(
    '/api/v1/tokens/:id',
    {
      schema: {
        tags,
        summary: 'Revoke one of one’s own tokens',
        params: z.object({ id: z.string() }),
        response: { 204: z.null(), ...refusals },
      },
    },
    async (request, reply) => {
      await commands.revokeToken(await principalOf(request), idempotencyKey(request), request.params.id);
      return reply.status(204).send(null);
    },
  );
}
