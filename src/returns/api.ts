import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Engine } from '../applications/index.ts';
import type { Files } from '../io/files.ts';
import { api, idempotencyKey, principalOf, refusals } from '../web/api.ts';
import { offerReturn, readReturn } from './commands.ts';
import type { Due } from './due.ts';
import { listDue, listReturns } from './list.ts';
import { sendReturn } from './send-return.ts';

const tags = ['returns'];
const PartShape = z.enum(['all', 'superseded']);
const Which = z.object({ id: z.string().min(1).max(64), part: PartShape });
const ReturnShape = z
  .object({
    application: z.string(),
    reference: z.string(),
    scheme: z.string(),
    organisation: z.string(),
    part: PartShape.describe('all: nothing of the case is kept any more; superseded: a renewal took its place'),
    state: z.enum(['due', 'offered', 'called-off', 'erased']),
    end: z.string().nullable().describe('What ended the keeping; null while the documents are kept again'),
    endedOn: z.string().nullable(),
    clause: z.string().nullable(),
    fetchUntil: z.string().nullable().describe('Last day on which they can be fetched; erased on the day after'),
    fetchedOn: z.string().nullable(),
    erasedOn: z.string().nullable(),
    files: z.array(z.object({ id: z.string(), name: z.string(), sha256: z.string(), size: z.number().int() })),
    kept: z.array(z.object({ id: z.string(), by: z.string() })).describe('Not erased: another case of the organisation rests on them'),
    dossiers: z.array(z.string()).describe('Hashes of the submitted dossiers'),
    papers: z.array(z.object({ on: z.string(), to: z.string() })).describe('Return of paper originals, as recorded'),
  })
  .meta({ id: 'Return', description: 'Documents that go back to the applicant and are erased (D-10-1, D-10-2).' });

/** A return as JSON. */
export function returnJson({ its, part, ended, state, files, dossiers, papers }: Due): z.input<typeof ReturnShape> {
  const { subject, book } = its;
  return {
    ...{ application: subject.id, reference: subject.reference, scheme: book.id, organisation: subject.organisation, part },
    ...{ state: state?.state ?? 'due', end: ended?.end ?? null, endedOn: ended?.on ?? null, clause: ended?.clause ?? null },
    ...{ fetchUntil: state?.fetchUntil ?? null, fetchedOn: state?.fetchedOn ?? null, erasedOn: state?.erasedOn ?? null },
    files: (state?.gone?.files ?? files.map(({ file }) => file)).map(({ id, name, sha256, size }) => ({ id, name, sha256, size })),
    kept: (state?.gone?.kept ?? []).map((each) => ({ ...each })),
    dossiers: [...dossiers],
    papers: papers.map((entry) => ({
      on: typeof entry.input.returnedOn === 'string' ? entry.input.returnedOn : entry.on,
      to: typeof entry.input.to === 'string' ? entry.input.to : '',
    })),
  };
}

/** The API of returns: what is to be returned, the offer, and the archive. */
export function returnsApi(app: FastifyInstance, engine: Engine, files: Files): void {
  const list = {
    tags,
    summary: 'For an officer what is to be returned and not erased yet; for an applicant what was offered, and what was erased',
    response: { 200: z.array(ReturnShape), ...refusals },
  };
  api(app).get('/api/v1/returns', { schema: list }, async (request) => {
    const person = await principalOf(request);
    const found =
      person.organisation.kind === 'office'
        ? await listDue(engine, person)
        : await listReturns(engine, person, { states: ['offered', 'erased'] });
    return found.map(returnJson);
  });
  const one = { tags, summary: 'One return', params: Which, response: { 200: ReturnShape, ...refusals } };
  api(app).get('/api/v1/returns/:id/:part', { schema: one }, async (request) => {
    const person = await principalOf(request);
    const { id, part } = request.params;
    return returnJson(await engine.store.transaction((tx) => readReturn(engine, tx, person, id, part)));
  });
  const offer = {
    tags,
    summary: 'Tell the applicant until when the documents can be fetched (officers); on the day after they are erased',
    params: Which,
    body: z.strictObject({ fetchUntil: z.string().max(10) }),
    response: { 200: z.object({ application: z.string(), fetchUntil: z.string() }), ...refusals },
  };
  api(app).post('/api/v1/returns/:id/:part/offer', { schema: offer }, async (request) => {
    const { id, part } = request.params;
    const person = await principalOf(request);
    return offerReturn(engine, person, idempotencyKey(request), { application: id, part, fetchUntil: request.body.fetchUntil });
  });
  api(app).get(
    '/api/v1/returns/:id/:part/archive.zip',
    { schema: { tags, summary: 'Everything that is returned, as one archive; 410 once it is erased', params: Which } },
    async (request, reply) => sendReturn(engine, files, await principalOf(request), request.params.id, request.params.part, reply),
  );
}
