import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Engine, loadCase } from '../applications/index.ts';
import { assertMay, schemesOf, worksFor } from '../people/index.ts';
import { api, idempotencyKey, principalOf, refusals } from '../web/api.ts';
import {
  confirmCertain,
  confirmMatch,
  loadPayment,
  recordPayment,
  refundFee,
  releasePayment,
  returnMoney,
  setAside,
  takeUp,
} from './commands.ts';
import { listCharges, listPayments } from './list.ts';
import { proposalsFor } from './queue.ts';
import { readCharge } from './read-charge.ts';
import {
  BookedShape,
  bookedJson,
  ChargeShape,
  chargeJson,
  QueuedShape,
  queuedJson,
  SentAssignment,
  SentPairs,
  SentPayment,
  SentReason,
  SentRefund,
  SentRelease,
  SentReturn,
} from './shapes.ts';

const Id = z.object({ id: z.string().min(1).max(64) });
const tags = ['money'];

/** The API of money: what is owed, what arrived, and what officers do with it. Pages end in the same commands. */
export function moneyApi(app: FastifyInstance, engine: Engine): void {
  charges(app, engine);
  payments(app, engine);
  acts(app, engine);
}

function charges(app: FastifyInstance, engine: Engine): void {
  const list = {
    tags,
    summary: 'Charges: of the own organisation; for the office of all',
    querystring: z.object({
      state: z.enum(['open', 'settled', 'cancelled']).optional(),
      scheme: z.string().max(64).optional(),
      application: z.string().max(64).optional(),
    }),
    response: { 200: z.array(ChargeShape), ...refusals },
  };
  api(app).get('/api/v1/charges', { schema: list }, async (request) => {
    const person = await principalOf(request);
    assertMay(person, 'money.read');
    const { state, scheme, application } = request.query;
    const schemes = scheme === undefined ? schemesOf(person) : [scheme].filter((each) => worksFor(person, each));
    const found = await listCharges(engine.store.db, {
      ...(person.organisation.kind === 'applicant' ? { organisation: person.organisation.id } : {}),
      ...(state ? { state } : {}),
      ...(schemes ? { schemes } : {}),
      ...(application ? { application } : {}),
    });
    return found.map(chargeJson);
  });
  const one = { tags, summary: 'One charge, with what was paid towards it', params: Id, response: { 200: ChargeShape, ...refusals } };
  api(app).get('/api/v1/charges/:id', { schema: one }, async (request) =>
    chargeJson(await readCharge(engine, await principalOf(request), request.params.id)),
  );
  const ofApplication = {
    tags,
    summary: 'The charges of an application, oldest first',
    params: Id,
    response: { 200: z.array(ChargeShape), ...refusals },
  };
  api(app).get('/api/v1/applications/:id/charges', { schema: ofApplication }, async (request) => {
    const person = await principalOf(request);
    assertMay(person, 'money.read');
    await engine.store.transaction((tx) => loadCase(engine, tx, request.params.id, person, 'application.read'));
    const found = await listCharges(engine.store.db, { application: request.params.id });
    return found.toReversed().map(chargeJson);
  });
}

function payments(app: FastifyInstance, engine: Engine): void {
  const list = {
    tags,
    summary: 'Payments that arrived; those that wait for somebody (state=open) each with a proposal',
    querystring: z.object({ state: z.enum(['open', 'done', 'aside']).default('open') }),
    response: { 200: z.array(QueuedShape), ...refusals },
  };
  api(app).get('/api/v1/payments', { schema: list }, async (request) => {
    const person = await principalOf(request);
    assertMay(person, 'money.desk');
    const { state } = request.query;
    const found = await listPayments(engine.store.db, { office: person.organisation.id, state });
    const lines = state === 'open' ? await proposalsFor(engine.store.db, person, found) : [];
    return found.map((payment, index) => queuedJson(payment, lines[index]));
  });
  const one = { tags, summary: 'One payment, with a proposal while it waits', params: Id, response: { 200: QueuedShape, ...refusals } };
  api(app).get('/api/v1/payments/:id', { schema: one }, async (request) => {
    const person = await principalOf(request);
    assertMay(person, 'money.desk');
    const { payment } = await loadPayment({ load: engine.store.read }, person, request.params.id);
    const [line] = payment.state === 'open' ? await proposalsFor(engine.store.db, person, [payment]) : [];
    return queuedJson(payment, line);
  });
  const record = {
    tags,
    summary: 'Record money that arrived, by hand',
    body: SentPayment,
    response: { 201: BookedShape, ...refusals },
  };
  api(app).post('/api/v1/payments', { schema: record }, async (request, reply) => {
    const person = await principalOf(request);
    return reply.status(201).send(bookedJson(await recordPayment(engine, person, idempotencyKey(request), request.body)));
  });
}

function acts(app: FastifyInstance, engine: Engine): void {
  const response = { 200: BookedShape, ...refusals };
  const schema = <Body extends z.ZodType>(summary: string, body: Body) => ({ tags, summary, params: Id, body, response });
  api(app).post(
    '/api/v1/payments/:id/assign',
    {
      schema: schema(
        'Assign it to a charge; what reaches the total settles the charge, issues its receipt and moves its case',
        SentAssignment,
      ),
    },
    async (request) => {
      const { charge, amount } = request.body;
      const asked = { charge, ...(amount === undefined ? {} : { amount }) };
      return bookedJson(await confirmMatch(engine, await principalOf(request), idempotencyKey(request), request.params.id, asked));
    },
  );
  api(app).post(
    '/api/v1/payments/:id/release',
    { schema: schema('Take back an assignment made by mistake, while the charge is not settled', SentRelease) },
    async (request) =>
      bookedJson(await releasePayment(engine, await principalOf(request), idempotencyKey(request), request.params.id, request.body)),
  );
  api(app).post(
    '/api/v1/payments/:id/return',
    { schema: schema('Record that money which counts towards no charge went back to the payer', SentReturn) },
    async (request) =>
      bookedJson(await returnMoney(engine, await principalOf(request), idempotencyKey(request), request.params.id, request.body)),
  );
  api(app).post(
    '/api/v1/payments/:id/refund',
    { schema: schema('Give a fee back; refused, with its clause, where the fee is never refunded', SentRefund) },
    async (request) =>
      bookedJson(await refundFee(engine, await principalOf(request), idempotencyKey(request), request.params.id, request.body)),
  );
  api(app).post(
    '/api/v1/payments/:id/set-aside',
    { schema: schema('Take what is left of it out of the queue for now', SentReason) },
    async (request) =>
      bookedJson(await setAside(engine, await principalOf(request), idempotencyKey(request), request.params.id, request.body.reason)),
  );
  api(app).post('/api/v1/payments/:id/take-up', { schema: schema('Put it back into the queue', SentReason) }, async (request) =>
    bookedJson(await takeUp(engine, await principalOf(request), idempotencyKey(request), request.params.id, request.body.reason)),
  );
  const certain = {
    tags,
    summary: 'Confirm several payments in one act, all or none: only those whose reference, sum and payer fit an unpaid charge',
    body: SentPairs,
    response: { 200: z.array(BookedShape), ...refusals },
  };
  api(app).post('/api/v1/payments/confirm-certain', { schema: certain }, async (request) => {
    const booked = await confirmCertain(engine, await principalOf(request), idempotencyKey(request), request.body.payments);
    return booked.map(bookedJson);
  });
}
