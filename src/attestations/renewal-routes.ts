import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Engine, intakeAddress } from '../applications/index.ts';
import type { JsonObject } from '../rules/json.ts';
import { NotFound } from '../rules/refusal.ts';
import { api, idempotencyKey, principalOf, refusals } from '../web/api.ts';
import { form, type MemberVisit } from '../web/page.ts';
import { goTo } from '../web/visit.ts';
import { loadHeld } from './commands.ts';
import { paperRenewalAddress, renewalAddress } from './pages/renewal.ts';
import { openPaperRenewal, openRenewal, paperRenewalOf, type RenewalOffer, renewalOf } from './renewal.ts';

/** What whoever looks at an attestation is offered as its renewal. */
export const offerFor = (engine: Engine, { principal }: Pick<MemberVisit, 'principal'>, key: string): Promise<RenewalOffer | undefined> =>
  engine.store.transaction(async (tx) => {
    const its = await loadHeld(engine, tx, key, principal, 'attestation.read');
    return renewalOf(tx, its, principal, engine.clock.today());
  });

/** The same for an officer, of whose offices it would come on paper. */
export const shownOffer = async (engine: Engine, visit: Pick<MemberVisit, 'principal'>, key: string): Promise<RenewalOffer | undefined> =>
  (await offerFor(engine, visit, key)) ??
  engine.store.transaction(async (tx) =>
    paperRenewalOf(tx, await loadHeld(engine, tx, key, visit.principal, 'attestation.read'), visit.principal, engine.clock.today()),
  );

/** Answers to questions on scope that the dossier does not hold, or that changed. */
const Scope = (z.record(z.string(), z.json()) as unknown as z.ZodType<JsonObject>).default({});
const Words = z.object({ ja: z.string(), en: z.string() });
const Offer = z.object({
  allowed: z.boolean(),
  window: z
    .object({ opens: z.string(), closes: z.string() })
    .optional()
    .describe('First and last day on which it can be filed, where there is a time'),
  running: z.string().optional().describe('The application that renews it and is not over yet'),
  findings: z.array(z.object({ code: z.string(), clause: z.string(), message: Words })),
});

/** The renewal of what an organisation holds: by its page, and by the API. */
export function renewalRoutes(app: FastifyInstance, engine: Engine): void {
  form(app, renewalAddress(':key'), { fields: z.object({}) }, async (visit, _posted, commandKey) => {
    const { id } = await openRenewal(engine, visit.principal, commandKey, visit.params['key'] ?? '');
    return goTo(visit.to(`/applications/${id}/dossier`));
  });
  const paper = z.object({ receivedOn: z.string().max(10).default('') });
  form(app, paperRenewalAddress(':key'), { fields: paper }, async (visit, { receivedOn }, commandKey) => {
    const { id } = await openPaperRenewal(engine, visit.principal, commandKey, visit.params['key'] ?? '', { receivedOn });
    return goTo(visit.to(intakeAddress(id)));
  });
  const params = z.object({ key: z.string().max(100) });
  const reading = {
    summary: 'Whether its holder can renew an attestation today, and if not, why',
    params,
    response: { 200: Offer, ...refusals },
  };
  api(app).get('/api/v1/held-attestations/:key/renewal', { schema: reading }, async (request) => {
    const { key } = request.params;
    const offer = await offerFor(engine, { principal: await principalOf(request) }, key);
    if (!offer) throw new NotFound(`renewal of ${key}`);
    const { window, running, findings } = offer;
    return {
      allowed: offer.begins !== undefined,
      ...(window ? { window } : {}),
      ...(running ? { running } : {}),
      findings: findings.map(({ code, clause, message }) => ({ code, clause, message })),
    };
  });
  const opening = {
    summary: 'Open the renewal of an attestation for its holder; the draft begins with the dossier it rests on',
    params,
    body: z.object({ scope: Scope }).default({ scope: {} }),
    response: { 200: z.object({ id: z.string(), version: z.number().int() }), ...refusals },
  };
  api(app).post('/api/v1/held-attestations/:key/renewal', { schema: opening }, async (request) =>
    openRenewal(engine, await principalOf(request), idempotencyKey(request), request.params.key, request.body.scope),
  );
  const onPaper = {
    summary: 'Open the renewal of an attestation for its holder, of whom it came on paper (officers); the day of receipt counts',
    params,
    body: z.object({ receivedOn: z.string().max(10), scope: Scope }),
    response: { 201: z.object({ id: z.string(), version: z.number().int() }), ...refusals },
  };
  api(app).post('/api/v1/held-attestations/:key/paper-renewal', { schema: onPaper }, async (request, reply) => {
    const person = await principalOf(request);
    return reply.status(201).send(await openPaperRenewal(engine, person, idempotencyKey(request), request.params.key, request.body));
  });
}
