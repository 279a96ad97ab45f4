import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Engine } from '../applications/index.ts';
import type { JsonObject, JsonValue } from '../rules/json.ts';
import { InvalidInput, NotFound } from '../rules/refusal.ts';
import { text } from '../rules/text.ts';
import { api, idempotencyKey, ifMatch, Problem, principalOf, refusals } from '../web/api.ts';
import { listedOf, openedVoice } from './about.ts';
import { concludeVoice, eraseContact, receiveVoice, takeUp } from './commands.ts';
import { officeVoices, ownQuestions, type SpokenVoice, soughtVoice } from './list.ts';
import { ANSWER, WORDS } from './pages/report.ts';
import { asReference, VOICE_KINDS } from './voice.ts';

const tags = ['voices'];
const Input = z.record(z.string(), z.json() as z.ZodType<JsonValue>) as z.ZodType<JsonObject>;
const Outcome = z.object({
  reference: z.string(),
  attestation: z.string(),
  kind: z.enum(VOICE_KINDS),
  state: z.enum(['open', 'taken-up', 'closed', 'answered']),
  receivedOn: z.string(),
  concludedOn: z.string().optional(),
  sentence: z.string().describe('What whoever spoke is told; empty until then'),
});
const Spoken = Outcome.extend({ words: z.string().describe('Empty once erased'), ground: z.string().optional() });
const Listed = z.object({ open: z.array(Spoken), openCount: z.number().int(), done: z.array(Spoken) });
const Record = Spoken.extend({
  contact: z.string().describe('Where to write back; empty when none was left or it was erased'),
  version: z.number().int().describe('Of the attestation that it is about: send it back as If-Match when taking it up'),
  opens: z.string().optional().describe('The kind of case that taking it up opens; left out while none can be opened'),
  asks: z.array(z.string()).describe('What opening that case asks for'),
  suggested: Input.describe('What of it stands already; `input` replaces it field by field'),
});
const Reference = z.object({ reference: z.string().max(40) });
const Sentence = (most: number) => z.strictObject({ sentence: z.string().trim().min(1).max(most) });
const Concluded = { 200: Outcome, ...refusals };

const outcomeJson = ({ reference, attestation, kind, state, receivedOn, concludedOn, toldWhat }: SpokenVoice): z.input<typeof Outcome> => ({
  ...{ reference, attestation, kind, state, receivedOn, sentence: toldWhat },
  ...(concludedOn ? { concludedOn } : {}),
});
const spokenJson = (voice: SpokenVoice): z.input<typeof Spoken> => ({
  ...outcomeJson(voice),
  words: voice.said,
  ...(voice.ground ? { ground: voice.ground } : {}),
});

async function sought(engine: Engine, typed: string): Promise<SpokenVoice> {
  const voice = await soughtVoice(engine.store, typed);
  if (!voice) throw new NotFound(`voice ${typed}`);
  return voice;
}

/** What opening a case on a voice asks for, and what of it the voice and the book fill in. */
function takingUp({ voice, held }: Awaited<ReturnType<typeof openedVoice>>) {
  const way = held.book.voices?.takenUp;
  const asks = (way && held.book.threads[way.opens]?.opening?.asks) || [];
  const suggested: JsonObject = way ? { ...way.input, [way.matter]: voice.said } : {};
  return { opens: way?.opens, asks: asks.map((field) => field.id), suggested };
}

/** The API of what anyone says about an attestation: to send it, to see what became of it, and to handle or answer it. */
export function voicesApi(app: FastifyInstance, engine: Engine, admit: (request: FastifyRequest) => void): void {
  publicApi(app, engine, admit);
  readingApi(app, engine);
  handlingApi(app, engine);
}

function publicApi(app: FastifyInstance, engine: Engine, admit: (request: FastifyRequest) => void): void {
  const send = {
    tags,
    summary: 'Report a doubt or a misuse of the mark, or ask the holder; no account needed',
    security: [],
    params: z.object({ key: z.string().max(100) }),
    body: z.object({
      kind: z.enum(VOICE_KINDS),
      ground: z.string().max(100).optional(),
      words: z.string().trim().min(WORDS.least).max(WORDS.most),
      contact: z.string().trim().max(WORDS.contact).optional(),
    }),
    response: {
      201: z.object({ reference: z.string() }),
      429: { description: 'Too many', content: { 'application/problem+json': { schema: Problem } } },
      ...refusals,
    },
  };
  api(app).post('/api/v1/attestations/:key/voices', { schema: send }, async (request, reply) => {
    await listedOf(engine, request.params.key);
    admit(request);
    const { kind, ground, words, contact } = request.body;
    const said = { kind, words, ...(ground ? { ground } : {}), ...(contact && kind !== 'question' ? { contact } : {}) };
    return reply.status(201).send({ reference: await receiveVoice(engine, app.akashi.newKey(), request.params.key, said) });
  });
  const summary = 'What became of a report or question, by its reference number';
  api(app).get(
    '/api/v1/voices/:reference',
    { schema: { tags, summary, security: [], params: Reference, response: Concluded } },
    async (request) => outcomeJson(await sought(engine, request.params.reference)),
  );
}

function readingApi(app: FastifyInstance, engine: Engine): void {
  const list = {
    tags,
    summary: 'For an officer what the public reported; for an applicant the questions of buyers to the own organisation',
    response: { 200: Listed, ...refusals },
  };
  api(app).get('/api/v1/voices', { schema: list }, async (request) => {
    const person = await principalOf(request);
    if (person.organisation.kind === 'applicant') {
      const all = await ownQuestions(engine.store, person);
      const open = all.filter((voice) => voice.state === 'open');
      const done = all.filter((voice) => voice.state !== 'open');
      return { open: open.map(spokenJson), openCount: open.length, done: done.map(spokenJson) };
    }
    const { open, openCount, done } = await officeVoices(engine.store, engine.books, person);
    return { open: open.map(spokenJson), openCount, done: done.map(spokenJson) };
  });
  const one = { tags, summary: 'One report for the office, and how it can be taken up', params: Reference };
  api(app).get(
    '/api/v1/voices/:reference/record',
    { schema: { ...one, response: { 200: Record, ...refusals } } },
    async (request, reply) => {
      const its = await openedVoice(engine, await principalOf(request), asReference(request.params.reference));
      const { voice, held } = its;
      const { opens, asks, suggested } = takingUp(its);
      return reply.header('etag', `"${held.version}"`).send({
        ...{ ...spokenJson(voice), contact: voice.contactAddress, version: held.version },
        ...(held.canOpen && opens !== undefined ? { opens, asks, suggested } : { asks: [], suggested: {} }),
      });
    },
  );
}

function handlingApi(app: FastifyInstance, engine: Engine): void {
  const close = {
    tags,
    summary: 'Close a report with a reason (officers): one sentence that whoever reported can read',
    params: Reference,
    body: Sentence(ANSWER.sentence),
    response: Concluded,
  };
  api(app).post('/api/v1/voices/:reference/close', { schema: close }, async (request) => {
    const reference = asReference(request.params.reference);
    const how = { as: 'VoiceClosed', sentence: request.body.sentence } as const;
    await concludeVoice(engine, await principalOf(request), idempotencyKey(request), reference, how);
    return outcomeJson(await sought(engine, reference));
  });
  const answer = { ...close, summary: 'Answer a question of a buyer (people of the holder)', body: Sentence(ANSWER.question) };
  api(app).post('/api/v1/voices/:reference/answer', { schema: answer }, async (request) => {
    const reference = asReference(request.params.reference);
    const how = { as: 'VoiceAnswered', sentence: request.body.sentence } as const;
    await concludeVoice(engine, await principalOf(request), idempotencyKey(request), reference, how);
    return outcomeJson(await sought(engine, reference));
  });
  const takes = {
    tags,
    summary: 'Open a case on a report (officers). If-Match: the version of the attestation that was seen',
    params: Reference,
    body: Sentence(ANSWER.sentence).extend({ input: Input.default({}) }),
    response: Concluded,
  };
  api(app).post('/api/v1/voices/:reference/take-up', { schema: takes }, async (request) => {
    const person = await principalOf(request);
    const version = ifMatch(request);
    if (version === undefined) {
      const message = text(
        'If-Match ヘッダーに、表示していたラベル・認定の版の番号を付けてください。',
        'Send If-Match with the version of the attestation that you saw.',
      );
      throw new InvalidInput([{ path: 'If-Match', message }]);
    }
    const its = await openedVoice(engine, person, asReference(request.params.reference));
    const input = { ...takingUp(its).suggested, ...request.body.input };
    await takeUp(engine, person, idempotencyKey(request), its.voice.reference, { input, version, sentence: request.body.sentence });
    return outcomeJson(await sought(engine, its.voice.reference));
  });
  const erases = {
    tags,
    summary: 'Erase the address of who reported (officers); that there was one stays in the history',
    params: Reference,
    response: Concluded,
  };
  api(app).post('/api/v1/voices/:reference/erase-contact', { schema: erases }, async (request) => {
    const reference = asReference(request.params.reference);
    await eraseContact(engine, await principalOf(request), idempotencyKey(request), reference);
    return outcomeJson(await sought(engine, reference));
  });
}
