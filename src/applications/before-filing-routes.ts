import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { JsonObject, JsonValue } from '../rules/json.ts';
import { Conflict, InvalidInput, RuleRefused } from '../rules/refusal.ts';
import { api, idempotencyKey, ifMatch, principalOf, refusals } from '../web/api.ts';
import { form, type MemberVisit, page } from '../web/page.ts';
import { goTo, type Page } from '../web/visit.ts';
import { type BeforeFiling, listBeforeFiling, moveBeforeFiling, readBeforeFiling } from './before-filing.ts';
import type { Engine } from './commands.ts';
import { type AnswerTried, questionPage } from './pages/before-filing.ts';
import { inputFrom, moveFields } from './pages/move.ts';

/** The address of the questions of a case before filing, for the office, without the language. */
export const beforeFilingAddress = (id: string): string => `/office/questions/${id}`;

const Text = z.object({ ja: z.string(), en: z.string() });
const Json: z.ZodType<JsonValue> = z.json() as z.ZodType<JsonValue>;
const JsonRecord = z.record(z.string(), Json) as z.ZodType<JsonObject>;
const Id = z.object({ id: z.string().min(8).max(64) });

const Shape = z
  .object({
    id: z.string(),
    reference: z.string(),
    scheme: z.string(),
    level: z.string(),
    organisation: Text,
    scope: z.object({ answers: z.record(z.string(), z.unknown()), outcome: z.string(), clause: z.string(), reason: Text }),
    version: z.number().int(),
    questions: z.array(
      z.object({
        thread: z.string(),
        kind: z.string(),
        label: Text,
        state: Text,
        waiting: z.boolean(),
        said: z.array(z.object({ at: z.string(), by: z.string(), label: Text, input: z.record(z.string(), z.unknown()) })),
        moves: z.array(z.object({ move: z.string(), label: Text, clause: z.string(), asks: z.array(z.string()) })),
      }),
    ),
  })
  .meta({
    id: 'QuestionBeforeFiling',
    description: 'A question before filing: who asks, the scope answers and the thread. Nothing of the dossier.',
  });

const jsonOf = (its: BeforeFiling): z.input<typeof Shape> => ({
  ...{ id: its.id, reference: its.reference, scheme: its.book.id, level: its.level, organisation: its.organisation, version: its.version },
  scope: { ...its.scope, answers: { ...its.scope.answers } },
  questions: its.asked.map(({ thread, kind, state, isWaiting, said, moves }) => ({
    ...{ thread: thread.id, kind: thread.kind, label: kind.label, state, waiting: isWaiting },
    said: said.map(({ entry, label }) => ({ at: entry.at, by: entry.by, label, input: { ...entry.input } })),
    moves: moves.map(({ id, row }) => ({
      move: id,
      label: row.label,
      clause: row.clause,
      asks: (row.asks ?? []).map((field) => field.id),
    })),
  })),
});

/** Questions before filing, for the office: list, one, and the answer, by API and page. */
export function beforeFilingRoutes(app: FastifyInstance, engine: Engine): void {
  readingApi(app, engine);
  answerApi(app, engine);
  pages(app, engine);
}

function readingApi(app: FastifyInstance, engine: Engine): void {
  api(app).get(
    '/api/v1/questions',
    {
      schema: {
        summary: 'Questions before filing that wait for the office, the oldest first',
        response: { 200: z.array(Shape), ...refusals },
      },
    },
    async (request) => (await listBeforeFiling(engine, await principalOf(request))).map(jsonOf),
  );
  api(app).get(
    '/api/v1/questions/:id',
    {
      schema: {
        summary: 'The questions of one case of which nothing was submitted yet',
        params: Id,
        response: { 200: Shape, ...refusals },
      },
    },
    async (request, reply) => {
      const person = await principalOf(request);
      const its = await engine.store.transaction((tx) => readBeforeFiling(engine, tx, person, request.params.id));
      return reply.header('etag', `"${its.version}"`).send(jsonOf(its));
    },
  );
}

function answerApi(app: FastifyInstance, engine: Engine): void {
  api(app).post(
    '/api/v1/questions/:id/moves/:move',
    {
      schema: {
        summary: 'Answer. If-Match: the version seen; Idempotency-Key: one act however often it arrives',
        params: Id.extend({ move: z.string().max(64) }),
        body: z.object({ thread: z.string().max(64), input: JsonRecord.default({}) }),
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
            message: { ja: 'If-Match ヘッダーに、表示していた版の番号を付けてください。', en: 'Send If-Match with the version you saw.' },
          },
        ]);
      const { thread, input } = request.body;
      return moveBeforeFiling(engine, person, idempotencyKey(request), request.params.id, {
        move: request.params.move,
        thread,
        input,
        seen,
      });
    },
  );
}

function pages(app: FastifyInstance, engine: Engine): void {
  const shown = async (visit: MemberVisit, tried?: AnswerTried): Promise<Page> => {
    const its = await engine.store.transaction((tx) => readBeforeFiling(engine, tx, visit.principal, visit.params['id'] ?? ''));
    return questionPage(visit, engine, its, tried);
  };
  page(app, '/office/questions/:id', (visit) => shown(visit));
  form(app, '/office/questions/:id/:thread/:move', { fields: moveFields }, async (visit, posted, key) => {
    const { id = '', thread = '', move = '' } = visit.params;
    const its = await engine.store.transaction((tx) => readBeforeFiling(engine, tx, visit.principal, id));
    const asks = its.asked.find((each) => each.thread.id === thread)?.kind.rows[move]?.asks ?? [];
    const input = inputFrom(asks, posted);
    try {
      await moveBeforeFiling(engine, visit.principal, key, id, { move, thread, input, seen: Number(posted['version']) });
      return goTo(`${visit.to(beforeFilingAddress(id))}?done=1`);
    } catch (error) {
      if (error instanceof InvalidInput) return shown(visit, { input, problems: error.problems });
      if (error instanceof Conflict) return shown(visit, { input, problems: [], isStale: true });
      if (error instanceof RuleRefused && error.code !== 'unknown-move') return shown(visit, { input, problems: [], refused: error.text });
      throw error;
    }
  });
}
