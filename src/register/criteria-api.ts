import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Day } from '../rules/day.ts';
import { criteriaOf, dossierOf, edition, editionHash, openOffers } from '../rules/editions.ts';
import { NotFound } from '../rules/refusal.ts';
import { api, Problem } from '../web/api.ts';
import { shownEdition } from './pages/criteria-page.ts';
import type { RegisterSite } from './register-site.ts';
import { allowAnyone } from './send-cached.ts';

const Words = z.object({ ja: z.string(), en: z.string() });
const Criterion = z.object({
  id: z.string(),
  name: Words,
  category: Words,
  requirement: Words,
  subConditions: z.array(z.object({ key: z.string(), text: Words })),
  methods: z.array(z.string()),
  notApplicableWhen: Words,
  guide: z.array(Words),
  assets: z.array(z.string()),
  threats: z.array(z.string()),
  mappings: z.record(z.string(), z.array(z.string())).describe('Framework → provisions'),
  provenance: z.record(z.string(), z.object({ grade: z.string(), note: Words })),
  uncertain: Words.optional(),
});
const Criteria = z.object({
  scheme: z.string(),
  edition: z.object({
    id: z.string(),
    title: Words,
    documentNumber: z.string(),
    date: z.string(),
    levels: z.array(z.string()),
    hash: z.string(),
  }),
  openFor: z.array(z.string()).describe('Levels that can be applied for under it today'),
  criteria: z.array(Criterion),
  threats: z.record(z.string(), Words),
  assets: z.record(z.string(), Words),
  frameworks: z.record(z.string(), z.object({ label: Words, edition: Words })),
  trace: z.array(z.object({ threat: z.string(), surface: Words, countermeasure: Words })),
  dossier: z.array(z.unknown()).describe('Sections and fields that an application under it fills in'),
});

/** The criteria of an edition as the criteria page shows them, and what its dossier asks; open to anyone. Refuses an unknown edition. */
export function criteriaApi(app: FastifyInstance, site: Pick<RegisterSite, 'books'>, today: () => Day): void {
  const schema = {
    summary: 'Criteria of a scheme: of the edition named, else of the one that is open',
    security: [],
    params: z.object({ scheme: z.string().max(64) }),
    querystring: z.object({ edition: z.string().max(100).optional() }),
    response: {
      200: Criteria,
      404: { description: 'No such scheme', content: { 'application/problem+json': { schema: Problem } } },
      422: { description: 'No such edition', content: { 'application/problem+json': { schema: Problem } } },
    },
  };
  api(app).get('/api/v1/schemes/:scheme/criteria', { schema }, async (request, reply) => {
    const book = site.books.find((each) => each.id === request.params.scheme);
    if (!book) throw new NotFound(`scheme ${request.params.scheme}`);
    const named = request.query.edition;
    const on = today();
    const its = named === undefined ? shownEdition(book, undefined, on) : edition(book, named);
    if (!its) throw new NotFound(`criteria of ${book.id}`);
    const isOpen = (level: string) =>
      [undefined, ...its.types].some((type) => openOffers(book, level, type, on).some((offer) => offer.edition === its.id));
    allowAnyone(reply).header('cache-control', 'no-cache');
    const content = {
      scheme: book.id,
      edition: {
        id: its.id,
        title: its.title,
        documentNumber: its.documentNumber,
        date: its.date,
        levels: its.levels,
        hash: editionHash(book, its.id),
      },
      openFor: its.levels.filter(isOpen),
      criteria: criteriaOf(book, its.id),
      threats: book.vocabulary?.threats ?? {},
      assets: book.vocabulary?.assets ?? {},
      frameworks: book.vocabulary?.frameworks ?? {},
      trace: book.vocabulary?.trace ?? [],
      dossier: dossierOf(book, its.id).sections,
    };
    return content as unknown as z.input<typeof Criteria>;
  });
}
