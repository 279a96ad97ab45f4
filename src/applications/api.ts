import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { assertMay, type Principal } from '../people/index.ts';
import { openOffers } from '../rules/editions.ts';
import type { JsonObject, JsonValue } from '../rules/json.ts';
import type { Place } from '../rules/moves.ts';
import type { Finding } from '../rules/refusal.ts';
import { InvalidInput } from '../rules/refusal.ts';
import { api, idempotencyKey, ifMatch, principalOf, refusals } from '../web/api.ts';
import { type Case, type Engine, findingsOf, loadCase, makeMove, openApplication, saveFields } from './commands.ts';
import { listApplications, listedFor } from './list.ts';
import { viewCase } from './view.ts';

const Json: z.ZodType<JsonValue> = z.json() as z.ZodType<JsonValue>;
const JsonRecord = z.record(z.string(), Json) as z.ZodType<JsonObject>;
const Text = z.object({ ja: z.string(), en: z.string() });
const ApplicationId = z.object({ id: z.string().min(8).max(64) });
const FindingShape = z.object({ code: z.string(), path: z.string(), clause: z.string(), message: Text, weight: z.enum(['error', 'note']) });

const PlaceShape = {
  thread: z.string().max(64).optional().describe('Thread in which the move is made'),
  opens: z.string().max(64).optional().describe('Kind of thread that the move opens'),
};

const CaseShape = z.object({
  id: z.string(),
  scheme: z.string(),
  level: z.string(),
  edition: z.string(),
  organisation: z.string(),
  version: z.number().int(),
  state: z.object({ id: z.string(), label: Text, waitsFor: z.array(z.string()) }),
  /** The answers to the scope questions and what they led to; who answered, and when (L-3.2-5). */
  scope: z
    .object({
      answers: z.record(z.string(), z.unknown()),
      outcome: z.string(),
      clause: z.string(),
      reason: Text,
      by: z.string(),
      at: z.string(),
    })
    .optional(),
  receivedOn: z.string().optional(),
  correctBy: z.string().optional(),
  /** What an approval is bound to: send it back with the move. */
  hash: z.string(),
  values: z.record(z.string(), z.unknown()),
  versions: z.record(z.string(), z.number().int()),
  moves: z.array(z.object({ move: z.string(), label: Text, clause: z.string(), ...PlaceShape, asks: z.array(z.string()) })),
  threads: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      label: Text,
      state: Text,
      waitsFor: z.string(),
      openedOn: z.string(),
      due: z.string().optional(),
    }),
  ),
  history: z.array(
    z.object({
      at: z.string(),
      on: z.string(),
      label: Text,
      by: z.string(),
      organisation: z.string(),
      party: Text,
      input: z.record(z.string(), z.unknown()),
      thread: z.string().optional(),
      clause: z.string(),
    }),
  ),
  ahead: z.array(z.object({ on: z.string(), label: Text, clause: z.string() })),
  findings: z.array(FindingShape),
});

/** The API of applications: opening, filling, checking, moving. Every page ends in the same command functions. */
export function applicationApi(app: FastifyInstance, engine: Engine): void {
  schemes(app, engine);
  reading(app, engine);
  writing(app, engine);
}

function schemes(app: FastifyInstance, engine: Engine): void {
  api(app).get(
    '/api/v1/schemes',
    {
      schema: {
        summary: 'The schemes that run here, their scope questions and what is open for applications',
        response: { 200: z.array(z.unknown()) },
      },
    },
    async () => {
      const today = engine.clock.today();
      return engine.books.map((book) => ({
        id: book.id,
        name: book.name,
        owner: book.owner,
        scope: book.scope.questions,
        levels: Object.entries(book.levels).map(([id, level]) => ({
          id,
          label: level.label,
          mark: level.mark,
          attestedBy: level.attestedBy,
          open: openOffers(book, id, undefined, today).map((offer) => offer.edition),
        })),
      }));
    },
  );
}

/** A case as JSON for a reader. */
export function caseJson(its: Case, person: Principal, today: ReturnType<Engine['clock']['today']>, findings: readonly Finding[]) {
  const view = viewCase(its, person, today, findings);
  const { subject } = its;
  return {
    id: subject.id,
    scheme: subject.scheme,
    level: subject.level,
    edition: subject.edition ?? '',
    organisation: subject.organisation,
    version: subject.version,
    state: { ...view.state, waitsFor: [...view.state.waitsFor] },
    ...scopeJson(its),
    ...(subject.receivedOn ? { receivedOn: subject.receivedOn } : {}),
    ...(subject.correctBy ? { correctBy: subject.correctBy } : {}),
    hash: its.hash,
    values: { ...its.values },
    versions: Object.fromEntries(its.draft.map((field) => [field.path, field.version])),
    moves: view.moves.map(({ id, place, row }) => ({
      move: id,
      label: row.label,
      clause: row.clause,
      ...('thread' in place ? { thread: place.thread } : {}),
      ...('opens' in place ? { opens: place.opens } : {}),
      asks: (row.asks ?? []).map((field) => field.id),
    })),
    threads: view.threads.map(({ thread, label, state, waitsFor, readable }) => ({
      id: thread.id,
      kind: thread.kind,
      label,
      state,
      waitsFor,
      openedOn: thread.openedOn,
      ...(readable && thread.due ? { due: thread.due } : {}),
    })),
    history: view.history.map(({ asks: _asks, ...line }) => ({ ...line, input: { ...line.input } })),
    ahead: view.ahead.map(({ on, label, clause }) => ({ on, label, clause })),
    findings: [...view.findings],
  };
}

function scopeJson({ events: [opened] }: Case) {
  const scope = opened?.data.scope;
  return opened && typeof scope === 'object' && scope !== null ? { scope: { ...scope, by: opened.actor.person, at: opened.at } } : {};
}

function reading(app: FastifyInstance, engine: Engine): void {
  api(app).get(
    '/api/v1/applications',
    {
      schema: {
        summary: 'Applications of the own organisation; for the office: all that were submitted',
        response: { 200: z.array(z.unknown()), ...refusals },
      },
    },
    async (request) => {
      const person = await principalOf(request);
      assertMay(person, 'application.list');
      return [...(await listApplications(engine, listedFor(person)))];
    },
  );
  api(app).get(
    '/api/v1/applications/:id',
    {
      schema: {
        summary: 'One application: dossier, state, history, possible moves, findings',
        params: ApplicationId,
        response: { 200: CaseShape, ...refusals },
      },
    },
    async (request, reply) => {
      const person = await principalOf(request);
      const json = await engine.store.transaction(async (tx) => {
        const its = await loadCase(engine, tx, request.params.id, person, 'application.read');
        return caseJson(its, person, engine.clock.today(), await findingsOf(engine, tx, its)) as never as JsonValue;
      });
      const body = json as never as z.input<typeof CaseShape>;
      return reply.header('etag', `"${body.version}"`).send(body);
    },
  );
  api(app).get(
    '/api/v1/applications/:id/findings',
    {
      schema: {
        summary: 'The live form check: the same function as at submission and acceptance',
        params: ApplicationId,
        response: { 200: z.object({ hash: z.string(), findings: z.array(FindingShape) }), ...refusals },
      },
    },
    async (request) => {
      const person = await principalOf(request);
      return engine.store.transaction(async (tx) => {
        const its = await loadCase(engine, tx, request.params.id, person, 'application.read');
        return { hash: its.hash, findings: [...(await findingsOf(engine, tx, its))] as never };
      }) as never;
    },
  );
}

function writing(app: FastifyInstance, engine: Engine): void {
  const Opening = z.object({
    scheme: z.string().max(64),
    level: z.string().max(16),
    type: z.string().max(100).optional(),
    scope: JsonRecord,
  });
  api(app).post(
    '/api/v1/applications',
    {
      schema: {
        summary: 'Open an application: the scope questions lead to a reasoned outcome',
        body: Opening,
        response: { 201: z.object({ id: z.string(), version: z.number().int() }), ...refusals },
      },
    },
    async (request, reply) => {
      const person = await principalOf(request);
      const { type, ...asked } = request.body;
      const opened = await openApplication(engine, person, idempotencyKey(request), { ...asked, ...(type ? { type } : {}) });
      return reply.status(201).send(opened);
    },
  );
  const Changes = z.object({
    changes: z
      .array(z.object({ path: z.string().max(200), value: Json, base: z.number().int().min(0) }))
      .min(1)
      .max(5000),
  });
  const SavedShape = z.object({
    saved: z.array(z.object({ path: z.string(), version: z.number().int() })),
    conflicts: z.array(z.object({ path: z.string(), yours: z.unknown(), theirs: z.unknown(), version: z.number().int(), by: z.string() })),
  });
  api(app).put(
    '/api/v1/applications/:id/fields',
    {
      schema: {
        summary: 'Save fields of the draft, each over the version it was typed over; a field somebody else changed is given back',
        params: ApplicationId,
        body: Changes,
        response: { 200: SavedShape, ...refusals },
      },
    },
    async (request) => {
      const person = await principalOf(request);
      const saved = await saveFields(engine, person, request.params.id, request.body.changes);
      return { saved: [...saved.saved], conflicts: [...saved.conflicts] };
    },
  );
  const MoveBody = z.object({ ...PlaceShape, input: JsonRecord.default({}), hash: z.string().length(64).optional() });
  const MoveParams = z.object({ id: z.string().min(8).max(64), move: z.string().max(64) });
  api(app).post(
    '/api/v1/applications/:id/moves/:move',
    {
      schema: {
        summary: 'Make a move. If-Match: the version seen; Idempotency-Key: one act however often it arrives',
        params: MoveParams,
        body: MoveBody,
        response: { 200: z.object({ id: z.string(), version: z.number().int(), state: z.string() }), ...refusals },
      },
    },
    async (request) => {
      const person = await principalOf(request);
      const version = ifMatch(request);
      if (version === undefined) {
        throw new InvalidInput([
          {
            path: 'If-Match',
            message: { ja: 'If-Match ヘッダーに、表示していた版の番号を付けてください。', en: 'Send If-Match with the version you saw.' },
          },
        ]);
      }
      const { thread, opens, input, hash } = request.body;
      const place: Place = thread ? { thread } : opens ? { opens } : { in: 'subject' };
      return makeMove(engine, person, idempotencyKey(request), request.params.id, {
        move: request.params.move,
        place,
        input,
        seen: { version, ...(hash ? { hash } : {}) },
      });
    },
  );
}
