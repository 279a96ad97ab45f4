import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { assertMay, findOrganisation } from '../people/index.ts';
import type { JsonObject, JsonValue } from '../rules/json.ts';
import { InvalidInput, NotFound, RuleRefused } from '../rules/refusal.ts';
import { api, idempotencyKey, principalOf, refusals } from '../web/api.ts';
import type { Fields } from '../web/form.ts';
import { form, type MemberVisit, page } from '../web/page.ts';
import { goTo, type Page } from '../web/visit.ts';
import { bookOf, type Engine } from './commands.ts';
import { findApplicants, intakeBooks, openOnBehalf } from './intake.ts';
import { openDesk } from './pages/desk.ts';
import { type IntakeTried, intakeAddress, intakeCasePage, intakePage } from './pages/intake.ts';
import { inputFrom, moveFields } from './pages/move.ts';

const Json: z.ZodType<JsonValue> = z.json() as z.ZodType<JsonValue>;

/** Taking in an application that came on paper: the office opens the case for its applicant, fills it, and takes it in. */
export function intakeRoutes(app: FastifyInstance, engine: Engine): void {
  api(app).post(
    '/api/v1/intakes',
    {
      schema: {
        summary: 'Open an application for the applicant named on paper (officers)',
        body: z.object({
          scheme: z.string().max(64),
          organisation: z.string().max(64),
          level: z.string().max(16),
          type: z.string().max(100).optional(),
          scope: z.record(z.string(), Json) as z.ZodType<JsonObject>,
        }),
        response: { 201: z.object({ id: z.string(), version: z.number().int() }), ...refusals },
      },
    },
    async (request, reply) => {
      const { type, ...asked } = request.body;
      const opened = await openOnBehalf(engine, await principalOf(request), idempotencyKey(request), {
        ...asked,
        ...(type ? { type } : {}),
      });
      return reply.status(201).send(opened);
    },
  );
  pages(app, engine);
}

const word = (posted: Fields, name: string): string => (typeof posted[name] === 'string' ? posted[name] : '');

function pages(app: FastifyInstance, engine: Engine): void {
  const shown = async (visit: MemberVisit, posted: Fields, tried?: IntakeTried): Promise<Page> => {
    assertMay(visit.principal, 'application.intake');
    const books = intakeBooks(engine, visit.principal);
    const book = books.find((each) => each.id === word(posted, 'scheme')) ?? (books.length === 1 ? books[0] : undefined);
    const query = word(posted, 'q').slice(0, 200);
    return intakePage(visit, { books, book, query, found: await findApplicants(engine.store, query), today: engine.clock.today(), tried });
  };
  page(app, intakeAddress(), (visit) => shown(visit, visit.query));
  form(app, intakeAddress(), { fields: moveFields }, async (visit, posted, key) => {
    assertMay(visit.principal, 'application.intake');
    const book = bookOf(engine, word(posted, 'scheme'));
    const input = inputFrom(book.scope.questions, posted);
    const type = word(posted, 'type');
    try {
      const opened = await openOnBehalf(engine, visit.principal, key, {
        ...{ scheme: book.id, organisation: word(posted, 'organisation'), level: word(posted, 'level'), scope: input },
        ...(type ? { type } : {}),
      });
      return goTo(visit.to(intakeAddress(opened.id)));
    } catch (error) {
      const tried = { input, organisation: word(posted, 'organisation'), level: word(posted, 'level') };
      if (error instanceof InvalidInput) return shown(visit, posted, { ...tried, problems: error.problems });
      if (error instanceof RuleRefused) return shown(visit, posted, { ...tried, problems: [], refused: error });
      throw error;
    }
  });
  page(app, `${intakeAddress()}/:id`, async (visit) => {
    assertMay(visit.principal, 'application.intake');
    const desk = await openDesk(engine, visit, visit.params['id'] ?? '');
    if (!desk.its.subject.onBehalf) throw new NotFound(`intake ${desk.its.subject.id}`);
    const organisation = await findOrganisation(engine.store.db, desk.its.subject.organisation);
    return intakeCasePage(visit, desk, { ja: organisation?.nameJa ?? '', en: organisation?.nameEn ?? '' });
  });
}
