import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Engine, loadCase } from '../applications/index.ts';
import { assertMay } from '../people/index.ts';
import { NotFound } from '../rules/refusal.ts';
import { api, principalOf, refusals } from '../web/api.ts';
import { renewalChanges } from './renewal-changes.ts';

const Text = z.object({ ja: z.string(), en: z.string() });
const DifferenceShape = z.object({
  path: z.string(),
  label: Text,
  is: z.enum(['added', 'removed', 'changed']),
  before: z.unknown().optional(),
  now: z.unknown().optional(),
});
const ChangesShape = z.object({
  renews: z.string().describe('Key of what is renewed'),
  comparisons: z.array(
    z.object({
      with: z.enum(['first', 'last']).describe('The new application; at a further renewal the last one beside it'),
      grantedOn: z.string(),
      differences: z.array(DifferenceShape),
    }),
  ),
  superseded: z
    .array(z.object({ document: z.string(), label: Text, place: z.string() }))
    .describe('Documents with the office that the renewal points to no longer'),
});

/** What a renewal changes, for programs of the office: the same as the page of old and new (D-9.1-4, D-10-1). */
export function renewalApi(app: FastifyInstance, engine: Engine): void {
  const schema = {
    summary: 'A renewal beside what it renews (officers): old and new since the new application, and what it supersedes',
    params: z.object({ id: z.string().min(8).max(64) }),
    response: { 200: ChangesShape, ...refusals },
  };
  api(app).get('/api/v1/applications/:id/renewal-changes', { schema }, async (request) => {
    const person = await principalOf(request);
    assertMay(person, 'queue.read');
    return engine.store.transaction(async (tx): Promise<z.input<typeof ChangesShape>> => {
      const its = await loadCase(engine, tx, request.params.id, person, 'application.read');
      const changes = await renewalChanges(tx, its);
      const { renews } = its.subject;
      if (!changes || renews === undefined) throw new NotFound(`renewal ${request.params.id}`);
      return {
        renews,
        comparisons: changes.comparisons.map((each) => ({
          ...{ with: each.with, grantedOn: each.on },
          differences: each.differences.map(({ path, field, is, before, now }) => ({
            ...{ path, label: field.label, is },
            ...(before === undefined ? {} : { before }),
            ...(now === undefined ? {} : { now }),
          })),
        })),
        superseded: changes.superseded.map((each) => ({ ...each })),
      };
    });
  });
}
