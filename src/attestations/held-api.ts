import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Engine } from '../applications/index.ts';
import type { JsonObject, JsonValue } from '../rules/json.ts';
import type { Place } from '../rules/moves.ts';
import { InvalidInput } from '../rules/refusal.ts';
import { api, idempotencyKey, ifMatch, principalOf, refusals } from '../web/api.ts';
import { heldView, loadHeld, moveHeld } from './commands.ts';

const Words = z.object({ ja: z.string(), en: z.string() });
const Fields = z.record(z.string(), z.json() as z.ZodType<JsonValue>) as z.ZodType<JsonObject>;
const Key = z.string().max(100);
const HeldCase = z.object({
  key: z.string(),
  version: z.number().int(),
  state: z.object({ id: z.string(), label: Words, waitsFor: z.array(z.string()) }),
  moves: z.array(
    z.object({
      move: z.string(),
      label: Words,
      clause: z.string(),
      thread: z.string().optional(),
      opens: z.string().optional(),
      asks: z.array(z.string()),
    }),
  ),
  threads: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      label: Words,
      state: Words,
      waitsFor: z.string(),
      about: z.string().optional(),
      openedOn: z.string(),
      due: z.string().optional(),
    }),
  ),
  history: z.array(
    z.object({
      at: z.string(),
      on: z.string(),
      label: Words,
      by: z.string(),
      organisation: z.string(),
      input: z.record(z.string(), z.unknown()),
      thread: z.string().optional(),
      clause: z.string(),
    }),
  ),
});

/** An attestation's own record for its holder and the office, and the one endpoint of its moves. */
export function heldApi(app: FastifyInstance, engine: Engine): void {
  const one = {
    summary: 'The record of an attestation for its holder and the office: threads, history, and what can be done now',
    params: z.object({ key: Key }),
    response: { 200: HeldCase, ...refusals },
  };
  api(app).get('/api/v1/held-attestations/:key', { schema: one }, async (request, reply) => {
    const person = await principalOf(request);
    const its = await engine.store.transaction((tx) => loadHeld(engine, tx, request.params.key, person, 'attestation.read'));
    const view = heldView(its, person, engine.clock.today());
    const body: z.input<typeof HeldCase> = {
      key: its.subject.id,
      version: its.subject.version,
      state: { ...view.state, waitsFor: [...view.state.waitsFor] },
      moves: view.moves.map(({ id, place, row }) => ({
        ...{ move: id, label: row.label, clause: row.clause, asks: (row.asks ?? []).map((field) => field.id) },
        ...('thread' in place ? { thread: place.thread } : 'opens' in place ? { opens: place.opens } : {}),
      })),
      threads: view.threads.map(({ thread, label, state, waitsFor, readable }) => ({
        ...{ id: thread.id, kind: thread.kind, label, state, waitsFor, openedOn: thread.openedOn },
        ...(readable && thread.about ? { about: thread.about } : {}),
        ...(readable && thread.due ? { due: thread.due } : {}),
      })),
      history: view.history.map(({ at, on, label, by, organisation, input, thread, clause }) => ({
        ...{ at, on, label, by, organisation, input: { ...input }, clause },
        ...(thread ? { thread } : {}),
      })),
    };
    return reply.header('etag', `"${body.version}"`).send(body);
  });
  const move = {
    summary: 'Make a move on an attestation. If-Match: the version seen; Idempotency-Key: one act however often it arrives',
    params: z.object({ key: Key, move: z.string().max(64) }),
    body: z.object({
      thread: z.string().max(64).optional(),
      opens: z.string().max(64).optional(),
      input: Fields.default({}),
      hash: z.string().length(64).optional(),
    }),
    response: { 200: z.object({ key: z.string(), version: z.number().int(), state: z.string() }), ...refusals },
  };
  api(app).post('/api/v1/attestations/:key/moves/:move', { schema: move }, async (request) => {
    const person = await principalOf(request);
    const version = ifMatch(request);
    if (version === undefined) {
      const message = { ja: 'If-Match ヘッダーに、表示していた版の番号を付けてください。', en: 'Send If-Match with the version you saw.' };
      throw new InvalidInput([{ path: 'If-Match', message }]);
    }
    const { thread, opens, input, hash } = request.body;
    const place: Place = thread ? { thread } : opens ? { opens } : { in: 'subject' };
    const seen = { version, ...(hash ? { hash } : {}) };
    return moveHeld(engine, person, idempotencyKey(request), request.params.key, { move: request.params.move, place, input, seen });
  });
}
