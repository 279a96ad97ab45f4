import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { assertMay } from '../people/index.ts';
import { api, idempotencyKey, principalOf, refusals } from '../web/api.ts';
import { EntryPlace, Kind, SentDay, SentEnd, SentEntry } from './asked.ts';
import { addEntry, type DirectoryDeps, endEntry } from './commands.ts';
import { type Listing, validityOn } from './directory.ts';
import { endAsked, findEntry } from './entry-history.ts';
import { listDirectory } from './list.ts';

const Entry = z
  .object({
    kind: Kind,
    entry: z.number().int().describe('Its number within its kind'),
    id: z.string().describe('Registration or accreditation number; of a qualification, the code that dossiers name it by'),
    name: z.object({ ja: z.string(), en: z.string() }),
    from: z.string().describe('First day of validity'),
    until: z.string().nullable().describe('Last day of validity; null where none is set'),
    source: z.string(),
    decidedOn: z.string(),
  })
  .meta({ id: 'DirectoryEntry' });
const Change = z.object({
  type: z.string(),
  at: z.string(),
  by: z.string(),
  organisation: z.string(),
  source: z.string(),
  decidedOn: z.string(),
  lastDay: z.string().optional(),
});
const tags = ['directory'];

const entryJson = ({ standing: _, ...listing }: Listing) => listing;

/** The API of the directory: the list is open to anyone, changing it is the office's. */
export function directoryApi(app: FastifyInstance, deps: DirectoryDeps): void {
  const { store, clock } = deps;
  const list = {
    tags,
    summary: 'Designated qualifications, verification operators and evaluation bodies, with their days of validity',
    security: [],
    querystring: z.object({ kind: Kind.optional(), on: SentDay.optional().describe('Only what is valid on this day') }),
    response: { 200: z.object({ asOf: z.string(), entries: z.array(Entry) }), 422: refusals[422] },
  };
  api(app).get('/api/v1/directory', { schema: list }, async (request, reply) => {
    const { kind, on } = request.query;
    const listings = (await listDirectory(store.db)).filter(
      (each) => each.standing !== 'struck' && (!kind || each.kind === kind) && (!on || validityOn(each, on) === 'valid'),
    );
    reply.headers({ 'access-control-allow-origin': '*', 'cache-control': 'no-cache' });
    return { asOf: clock.today(), entries: listings.map(entryJson) };
  });
  const add = {
    tags,
    summary: 'List a qualification, a verification operator or an evaluation body',
    body: SentEntry,
    response: { 201: Entry, ...refusals },
  };
  api(app).post('/api/v1/directory', { schema: add }, async (request, reply) => {
    const { kind, ...asked } = request.body;
    const principal = await principalOf(request);
    const entry = await addEntry(deps, principal, idempotencyKey(request), kind, asked);
    const { listing } = await findEntry(store, { kind, entry });
    return reply.status(201).send(entryJson(listing));
  });
  const end = {
    tags,
    summary: 'End the validity of an entry after its last day, or strike an entry made by mistake; the record stays',
    params: EntryPlace,
    body: SentEnd,
    response: { 200: Entry.extend({ standing: z.string() }), ...refusals },
  };
  api(app).post('/api/v1/directory/:kind/:entry/end', { schema: end }, async (request) => {
    await endEntry(deps, await principalOf(request), idempotencyKey(request), request.params, endAsked(request.body));
    return (await findEntry(store, request.params)).listing;
  });
  const history = {
    tags,
    summary: 'Who changed an entry, and when; for the office',
    params: EntryPlace,
    response: { 200: z.array(Change), ...refusals },
  };
  api(app).get('/api/v1/directory/:kind/:entry/history', { schema: history }, async (request) => {
    assertMay(await principalOf(request), 'directory.read');
    const { changes } = await findEntry(store, request.params);
    return changes.map(({ type, at, actor, data }) => ({
      ...{ type, at, by: actor.person, organisation: actor.organisation, source: data.source, decidedOn: data.decidedOn },
      ...('lastDay' in data ? { lastDay: data.lastDay } : {}),
    }));
  });
}
