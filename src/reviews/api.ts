import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Engine, type Inquiry, listInquiries, moveInInquiry, readInquiry } from '../applications/index.ts';
import type { JsonObject, JsonValue } from '../rules/json.ts';
import { InvalidInput } from '../rules/refusal.ts';
import { api, idempotencyKey, ifMatch, principalOf, refusals } from '../web/api.ts';

const Text = z.object({ ja: z.string(), en: z.string() });
const Json: z.ZodType<JsonValue> = z.json() as z.ZodType<JsonValue>;
const Id = z.object({ id: z.string().min(8).max(64) });

const InquiryShape = z.object({
  id: z.string(),
  scheme: z.string(),
  label: Text,
  state: Text,
  waiting: z.boolean(),
  askedOn: z.string(),
  due: z.string().optional(),
  concludedOn: z.string().optional(),
  /** Send it back as If-Match with the answer. */
  version: z.number().int(),
  /** Only the fields that the question needs. */
  fields: z.array(z.object({ path: z.string(), label: Text, value: z.unknown() })),
  moves: z.array(z.object({ move: z.string(), label: Text, clause: z.string(), asks: z.array(z.string()) })),
  answer: z.record(z.string(), z.unknown()).optional(),
  /** Only for the office. */
  application: z.string().optional(),
});

const inquiryJson = (its: Inquiry): z.input<typeof InquiryShape> => ({
  id: its.id,
  scheme: its.book.id,
  label: its.kind.label,
  state: its.state,
  waiting: its.isWaiting,
  askedOn: its.askedOn,
  ...(its.due ? { due: its.due } : {}),
  ...(its.concludedOn ? { concludedOn: its.concludedOn } : {}),
  version: its.version,
  fields: its.extract.map(({ path, field, value }) => ({ path, label: field?.label ?? { ja: path, en: path }, value })),
  moves: its.moves.map(({ id, row }) => ({
    move: id,
    label: row.label,
    clause: row.clause,
    asks: (row.asks ?? []).map((field) => field.id),
  })),
  ...(its.answer ? { answer: { ...its.answer.input } } : {}),
  ...(its.application ? { application: its.application } : {}),
});

/** The API of sealed inquiries, for the body that was asked and the office. Everybody else is refused alike, whatever there is. */
export function inquiryApi(app: FastifyInstance, engine: Engine): void {
  api(app).get(
    '/api/v1/inquiries',
    { schema: { summary: 'Inquiries: those that wait first, the oldest first', response: { 200: z.array(InquiryShape), ...refusals } } },
    async (request) => {
      const person = await principalOf(request);
      return (await engine.store.transaction((tx) => listInquiries(engine, tx, person))).map(inquiryJson);
    },
  );
  api(app).get(
    '/api/v1/inquiries/:id',
    {
      schema: {
        summary: 'One inquiry: the fields that the question needs, and its answer',
        params: Id,
        response: { 200: InquiryShape, ...refusals },
      },
    },
    async (request, reply) => {
      const person = await principalOf(request);
      const its = await engine.store.transaction((tx) => readInquiry(engine, tx, person, request.params.id));
      return reply.header('etag', `"${its.version}"`).send(inquiryJson(its));
    },
  );
  const Body = z.object({ input: (z.record(z.string(), Json) as z.ZodType<JsonObject>).default({}) });
  const Params = z.object({ id: z.string().min(8).max(64), move: z.string().max(64) });
  api(app).post(
    '/api/v1/inquiries/:id/moves/:move',
    {
      schema: {
        summary: 'Answer. If-Match: the version of the inquiry that was seen; Idempotency-Key: one act however often it arrives',
        params: Params,
        body: Body,
        response: { 200: z.object({ id: z.string(), version: z.number().int() }), ...refusals },
      },
    },
    async (request) => {
      const person = await principalOf(request);
      const seen = ifMatch(request);
      if (seen === undefined)
        throw new InvalidInput([
          {
            path: 'If-Match',
            message: {
              ja: 'If-Match ヘッダーに、表示していた照会の版の番号を付けてください。',
              en: 'Send If-Match with the version of the inquiry that you saw.',
            },
          },
        ]);
      return moveInInquiry(engine, person, idempotencyKey(request), request.params.id, {
        move: request.params.move,
        input: request.body.input,
        seen,
      });
    },
  );
}
