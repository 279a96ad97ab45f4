import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { JsonValue } from '../../rules/json.ts';
import { api, principalOf, refusals } from '../../web/api.ts';
import { listOf } from '../../web/fields.ts';
import { form, type MemberVisit, page } from '../../web/page.ts';
import { goTo } from '../../web/visit.ts';
import { type Engine, loadCase } from '../commands.ts';
import { openDesk, places } from '../pages/desk.ts';
import { offerFrom, reuseSources, takeOver } from './commands.ts';
import { reuseOfferPage, reusePage } from './page.ts';

const Id = z.object({ id: z.string().min(8).max(64) });
const Text = z.object({ ja: z.string(), en: z.string() });
const Source = z.object({ id: z.string(), reference: z.string(), title: z.string(), state: z.string() });
const Field = z.object({
  field: z.string(),
  section: z.string(),
  label: Text,
  standing: z.enum(['new', 'same', 'other']).describe('new: nothing stands here; same: the same does; other: something else was typed'),
  values: z.record(z.string(), z.unknown()),
  lost: z.number().int().describe('Pointers left out because their document was erased'),
});
const SavedShape = z.object({
  saved: z.array(z.object({ path: z.string(), version: z.number().int() })),
  conflicts: z.array(z.object({ path: z.string(), yours: z.unknown(), theirs: z.unknown(), version: z.number().int(), by: z.string() })),
});

/** Taking over what is about the applicant from an earlier application of the same organisation: page and API. */
export function reuseRoutes(app: FastifyInstance, engine: Engine): void {
  reuseApi(app, engine);
  reusePages(app, engine);
}

function reuseApi(app: FastifyInstance, engine: Engine): void {
  const path = '/api/v1/applications/:id/reuse';
  api(app).get(
    path,
    {
      schema: {
        summary: 'Applications to take over from; with ?from=, the fields that could be taken over and how they stand here',
        params: Id,
        querystring: z.object({ from: z.string().min(8).max(64).optional() }),
        response: { 200: z.object({ sources: z.array(Source), fields: z.array(Field) }), ...refusals },
      },
    },
    async (request) => {
      const person = await principalOf(request);
      const { id } = request.params;
      const { from } = request.query;
      const { its, fields } = await engine.store.transaction(async (tx) => {
        if (from !== undefined) return offerFrom(engine, tx, id, from, person);
        return { its: await loadCase(engine, tx, id, person, 'application.edit'), fields: [] };
      });
      const sources = await reuseSources(engine, person, its);
      return {
        sources: sources.map(({ id: source, reference, title, state }) => ({ id: source, reference, title, state })),
        fields: fields.map(({ field, section, standing, values, lost }) => ({
          field: field.id,
          section: section.id,
          label: field.label,
          standing,
          values: { ...values } as Record<string, JsonValue>,
          lost,
        })),
      };
    },
  );
  api(app).post(
    path,
    {
      schema: {
        summary:
          'Take fields over: those named, else those where nothing stands yet. A field that holds something is overwritten only when it is named',
        params: Id,
        body: z.object({ from: z.string().min(8).max(64), fields: z.array(z.string().max(200)).max(2000).optional() }),
        response: { 200: SavedShape, ...refusals },
      },
    },
    async (request) => {
      const person = await principalOf(request);
      const { from, fields } = request.body;
      const saved = await takeOver(engine, person, { id: request.params.id, from, ...(fields ? { fields } : {}) });
      return { saved: [...saved.saved], conflicts: [...saved.conflicts] };
    },
  );
}

function reusePages(app: FastifyInstance, engine: Engine): void {
  const path = '/applications/:id/reuse';
  const show = async (visit: MemberVisit) => {
    const desk = await openDesk(engine, visit, visit.params['id'] ?? '');
    const sources = await reuseSources(engine, visit.principal, desk.its);
    const from = visit.query['from'];
    const told = { saved: Number(visit.query['saved'] ?? '') || 0, late: Number(visit.query['late'] ?? '') || 0 };
    if (from === undefined || !desk.editable) return reusePage(visit, desk, sources, told);
    const offer = await engine.store.transaction((tx) => offerFrom(engine, tx, desk.its.subject.id, from, visit.principal));
    return reuseOfferPage(visit, desk, offer);
  };
  page(app, path, show);
  const fields = z.object({
    from: z.string().min(8).max(64),
    take: listOf(z.string().max(200)),
    seen: z
      .string()
      .max(400_000)
      .transform(fromJson)
      .pipe(z.record(z.string(), z.number().int().min(0))),
  });
  form(app, path, { fields }, async (visit, { from, take, seen }) => {
    const id = visit.params['id'] ?? '';
    const { saved, conflicts } = await takeOver(engine, visit.principal, { id, from, fields: take, seen: new Map(Object.entries(seen)) });
    const count = (many: number) => String(many);
    const query = new URLSearchParams({ saved: count(saved.length), ...(conflicts.length > 0 ? { late: count(conflicts.length) } : {}) });
    return goTo(`${visit.to(places.reuse(id))}?${query.toString()}`);
  });
}

const fromJson = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
};
