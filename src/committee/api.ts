import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { type Engine, titleOf } from '../applications/index.ts';
import type { Principal } from '../people/index.ts';
import type { JsonObject, JsonValue } from '../rules/json.ts';
import type { Language } from '../rules/text.ts';
import { api, idempotencyKey, languageOf, principalOf, refusals } from '../web/api.ts';
import { opinionsIn, standingOfMember } from './hearing.ts';
import { type AgendaItem, agenda, meetingsOf } from './list.ts';
import { moveInHearing, readHearing } from './put-before.ts';

const Text = z.object({ ja: z.string(), en: z.string() });
const Standing = z.enum(['to-speak', 'spoke', 'recused']);
const Json: z.ZodType<JsonValue> = z.json() as z.ZodType<JsonValue>;
const Thread = z.object({ thread: z.string().min(1).max(120) });

const MeetingShape = z.object({
  on: z.string(),
  cases: z.array(
    z.object({
      hearing: z.string(),
      reference: z.string(),
      scheme: z.string(),
      title: z.string(),
      applicant: Text,
      open: z.boolean(),
      opinions: z.number().int(),
      /** What the caller did in it. */
      standing: Standing,
      /** Only for the office. */
      application: z.string().optional(),
    }),
  ),
});

const HearingShape = z.object({
  hearing: z.string(),
  scheme: z.string(),
  meetsOn: z.string(),
  open: z.boolean(),
  title: Text,
  applicant: Text,
  reference: z.string(),
  /** What an opinion is bound to: send it back with the move. */
  hash: z.string(),
  standing: Standing,
  /** How many opinions there are; a member reads them after giving their own. */
  opinionCount: z.number().int(),
  opinions: z.array(z.object({ by: z.string(), at: z.string(), input: z.record(z.string(), z.unknown()), seen: z.string().optional() })),
  recused: z.array(z.string()),
  moves: z.array(z.object({ move: z.string(), label: Text, clause: z.string(), asks: z.array(z.string()) })),
  /** The items of the dossier, and nothing else of it. */
  items: z.record(z.string(), z.unknown()),
  findings: z.array(z.object({ item: z.string(), finding: z.string(), words: z.string() })),
  evidence: z.array(
    z.object({
      id: z.string(),
      name: z.string().optional(),
      sha256: z.string().optional(),
      uses: z.array(z.object({ path: z.string(), place: z.string() })),
    }),
  ),
});

const caseOf = (person: Principal) => (item: AgendaItem) => ({
  hearing: item.thread.id,
  reference: item.reference,
  scheme: item.book.id,
  title: item.title,
  applicant: { ...item.applicant },
  open: item.isOpen,
  opinions: opinionsIn(item).length,
  standing: standingOfMember(item, person.person.id),
  ...(person.organisation.kind === 'office' ? { application: item.application } : {}),
});

/** What the routes hand in: the papers and the archive, as the pages send them. */
export interface Papers {
  papers(person: Principal, thread: string, language: Language): Promise<Buffer>;
  archive(reply: FastifyReply, person: Principal, thread: string, language: Language): Promise<FastifyReply>;
}

/** The API of committees, for their members and the office. */
export function committeeApi(app: FastifyInstance, engine: Engine, given: Papers): void {
  const path = '/api/v1/committee';
  api(app).get(
    `${path}/meetings`,
    {
      schema: {
        summary: 'Meetings with the cases put before the committee, the next first',
        response: { 200: z.array(MeetingShape), ...refusals },
      },
    },
    async (request) => {
      const person = await principalOf(request);
      const items = await engine.store.transaction((tx) => agenda(engine, tx, person));
      return meetingsOf(items, engine.clock.today()).map((meeting) => ({ on: meeting.on, cases: meeting.items.map(caseOf(person)) }));
    },
  );
  api(app).get(
    `${path}/hearings/:thread`,
    {
      schema: {
        summary: 'One case before the committee; 404 for a member once it is over or they recused themselves',
        params: Thread,
        response: { 200: HearingShape, ...refusals },
      },
    },
    async (request) => hearingJson(engine, await principalOf(request), request.params.thread),
  );
  api(app).get(
    `${path}/hearings/:thread/papers.pdf`,
    { schema: { summary: 'The papers as PDF; ?lang=ja or en', params: Thread } },
    async (request, reply) =>
      reply.type('application/pdf').send(await given.papers(await principalOf(request), request.params.thread, languageOf(request))),
  );
  api(app).get(
    `${path}/hearings/:thread/evidence.zip`,
    { schema: { summary: 'The papers and the evidence in one archive; each opening is recorded', params: Thread } },
    async (request, reply) => given.archive(reply, await principalOf(request), request.params.thread, languageOf(request)),
  );
  api(app).post(
    `${path}/hearings/:thread/moves/:move`,
    {
      schema: {
        summary:
          'Give an opinion, or recuse oneself (members). `hash`: the content that was seen; Idempotency-Key: one act however often it arrives',
        params: Thread.extend({ move: z.string().max(64) }),
        body: z.object({ input: (z.record(z.string(), Json) as z.ZodType<JsonObject>).default({}), hash: z.string().max(64) }),
        response: { 200: z.object({ id: z.string() }), ...refusals },
      },
    },
    async (request) => {
      const { thread, move } = request.params;
      return { ...(await moveInHearing(engine, await principalOf(request), idempotencyKey(request), thread, { move, ...request.body })) };
    },
  );
}

async function hearingJson(engine: Engine, person: Principal, thread: string): Promise<z.input<typeof HearingShape>> {
  const heard = await engine.store.transaction((tx) => readHearing(engine, tx, person, thread));
  const { subject, values, hash } = heard.its;

  const inItems = (leaf: string) =>
    heard.dossier.sections.some((section) =>
      section.fields.some((field) => (field.kind === 'disclosure' || field.kind === 'verdict') && leaf.startsWith(`${field.id}/`)),
    );
  return {
    hearing: heard.thread.id,
    scheme: subject.scheme,
    meetsOn: heard.meetsOn,
    open: heard.isOpen,
    title: { ...titleOf(heard.its) },
    applicant: { ...heard.applicant },
    reference: subject.reference,
    hash,
    standing: heard.standing,
    opinionCount: heard.opinionCount,
    opinions: heard.opinions.map((entry) => ({
      by: entry.by,
      at: entry.at,
      input: { ...entry.input },
      ...(entry.seen ? { seen: entry.seen } : {}),
    })),
    recused: heard.recusals.map((entry) => entry.by),
    moves: heard.moves.map(({ id, row }) => ({
      move: id,
      label: { ...row.label },
      clause: row.clause,
      asks: (row.asks ?? []).map((field) => field.id),
    })),
    items: Object.fromEntries(Object.entries(values).filter(([leaf]) => inItems(leaf))),
    findings: (heard.review?.items ?? []).flatMap(({ field, finding }) =>
      finding?.finding ? [{ item: field.id, finding: finding.finding, words: finding.words }] : [],
    ),
    evidence: heard.files.map(({ id, file, uses }) => ({
      id,
      ...(file ? { name: file.name, sha256: file.sha256 } : {}),
      uses: uses.map(({ path: at, place }) => ({ path: at, place })),
    })),
  };
}
