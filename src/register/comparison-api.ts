import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Day } from '../rules/day.ts';
import { api } from '../web/api.ts';
import { compare, keysAsked, MOST_COMPARED } from './comparison.ts';
import { ListedAttestation, lineJson, listedJson, PublicAttestation } from './public-json.ts';
import type { RegisterSite } from './register-site.ts';
import { allowAnyone } from './send-cached.ts';

const Words = z.object({ ja: z.string(), en: z.string() });
const Value = PublicAttestation.shape.sections.element.shape.lines.element.omit({ id: true, label: true });
const Compared = z.object({
  asOf: z.string(),
  attestations: z.array(ListedAttestation),
  sections: z.array(
    z.object({
      id: z.string(),
      part: Words.optional(),
      label: Words,
      lines: z.array(
        z.object({
          id: z.string(),
          label: Words,
          differs: z.boolean().describe('Any two say something else; what is withheld is left out of the question'),
          values: z.array(Value).describe('In the order of the attestations'),
        }),
      ),
    }),
  ),
  leftOut: z.array(z.string()).describe('Asked for and not compared: never issued, of another scheme than the first, or one too many'),
});

/** The comparison as JSON: nothing that its page does not show. */
export function comparisonApi(app: FastifyInstance, site: Pick<RegisterSite, 'source' | 'books'>, today: () => Day): void {
  const schema = {
    summary: `Attestations of one scheme side by side, item by item; at most ${MOST_COMPARED}`,
    security: [],
    querystring: z.object({ of: z.union([z.string().max(500), z.array(z.string().max(100)).max(20)]).optional() }),
    response: { 200: Compared },
  };
  api(app).get('/api/v1/comparison', { schema }, async (request, reply) => {
    const { on, views, sections, leftOut } = await compare(site, keysAsked(request.query), today());
    allowAnyone(reply).header('cache-control', 'no-cache');
    return {
      asOf: on,
      attestations: views.map(listedJson),
      sections: sections.map(({ id, part, label, lines }) => ({
        ...{ id, label, ...(part ? { part } : {}) },
        lines: lines.map((line) => ({
          ...{ id: line.id, label: line.label, differs: line.differs },
          values: line.values.map((value) => {
            const {
              id: _id,
              label: _label,
              ...rest
            } = lineJson({ id: line.id, label: line.label, value, ...(line.item ? { item: line.item } : {}) });
            return rest;
          }),
        })),
      })),
      leftOut: [...leftOut],
    };
  });
}
