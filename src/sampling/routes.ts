import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Engine } from '../applications/index.ts';
import { may } from '../people/index.ts';
import type { Book } from '../rules/book.ts';
import { NotFound, RuleRefused } from '../rules/refusal.ts';
import { text } from '../rules/text.ts';
import { api, idempotencyKey, principalOf, refusals } from '../web/api.ts';
import { form, type MemberVisit, page, publicPage } from '../web/page.ts';
import { goTo, type NavigationEntry } from '../web/visit.ts';
import { drawSample } from './commands.ts';
import type { Drawn, DrawOf } from './draw.ts';
import { officeSampling, readDraw, samples } from './list.ts';
import { drawPage, officePage, places } from './pages/draws.ts';

/** The entry of officers, where any scheme samples. */
export const samplingNavigation = (books: readonly Book[]): readonly NavigationEntry[] =>
  samples(books)
    ? [
        {
          label: text('抽出検査', 'Sampling'),
          path: places.office,
          shows: (principal) => principal !== undefined && may(principal, 'sample.draw') === 'yes',
        },
      ]
    : [];

/** Drawing what is inspected: the office's page and act, and the draw that anyone can check. */
export function samplingRoutes(app: FastifyInstance, engine: Engine): void {
  const shown = async (visit: MemberVisit, refusal?: RuleRefused) =>
    officePage(visit, { ...(await officeSampling(engine, visit.principal, engine.clock.today())), books: engine.books }, refusal);
  page(app, places.office, (visit) => shown(visit));
  const fields = z.object({ scheme: z.string().max(64), level: z.string().max(16) });
  form(app, places.office, { fields }, async (visit, asked, key) => {
    try {
      return goTo(visit.to(places.one(await drawSample(engine, visit.principal, key, asked))));
    } catch (error) {
      if (error instanceof RuleRefused) return shown(visit, error);
      throw error;
    }
  });
  publicPage(app, '/draws/:scheme/:level/:year', async (visit) => {
    const { scheme = '', level = '', year = '' } = visit.params;
    return drawPage(visit, bookIn(engine, scheme), await engine.store.transaction((tx) => readDraw(tx, { scheme, level, year })));
  });
  samplingApi(app, engine);
}

function bookIn(engine: Engine, scheme: string): Book {
  const book = engine.books.find(({ id }) => id === scheme);
  if (!book) throw new NotFound(`scheme ${scheme}`);
  return book;
}

const Words = z.object({ ja: z.string(), en: z.string() });
const Which = z.object({ scheme: z.string().max(64), level: z.string().max(16), year: z.string().max(4) });
const Draw = Which.extend({
  on: z.string(),
  percent: z.number().int(),
  clause: z.string(),
  seed: z.string(),
  of: z.number().int(),
  drawn: z.array(z.string()),
});
const Checked = Draw.extend({
  keys: z.array(z.string()).describe('All that was in effect: the ones whose SHA-256 of seed, space and key comes first were drawn'),
  isRight: z.boolean().describe('Drawn again, it is the same'),
});
const Sampling = z.object({
  levels: z.array(
    z.object({
      scheme: z.string(),
      level: z.string(),
      label: Words,
      percent: z.number().int().nullable().describe('Null: it was decided that nothing is sampled'),
      clause: z.string(),
      inEffect: z.number().int(),
      wouldBeDrawn: z.number().int(),
      drawnThisYear: z.boolean(),
    }),
  ),
  draws: z.array(Draw),
});

const drawJson = ({ scheme, level, year, on, percent, clause, seed, of, drawn }: Drawn): z.input<typeof Draw> => ({
  ...{ scheme, level, year, on, percent, clause, seed, of },
  drawn: [...drawn],
});

function samplingApi(app: FastifyInstance, engine: Engine): void {
  const tags = ['sampling'];
  const list = {
    tags,
    summary: 'What an office samples for inspection, and what was drawn (officers)',
    response: { 200: Sampling, ...refusals },
  };
  api(app).get('/api/v1/draws', { schema: list }, async (request) => {
    const { levels, draws } = await officeSampling(engine, await principalOf(request), engine.clock.today());
    return {
      levels: levels.map(({ book, level, sampling, of, many, thisYear }) => ({
        ...{ scheme: book.id, level, label: book.levels[level]?.label ?? text(level, level), percent: sampling.percent },
        ...{ clause: sampling.clause, inEffect: of, wouldBeDrawn: many, drawnThisYear: thisYear !== undefined },
      })),
      draws: draws.map(drawJson),
    };
  });
  const make = {
    tags,
    summary: 'Draw what is inspected this year of a level (officers); once a year, with a seed that nobody chooses',
    body: z.strictObject({ scheme: z.string().max(64), level: z.string().max(16) }),
    response: { 201: Draw, ...refusals },
  };
  api(app).post('/api/v1/draws', { schema: make }, async (request, reply) => {
    const { scheme, level, year }: DrawOf = await drawSample(engine, await principalOf(request), idempotencyKey(request), request.body);
    return reply.status(201).send(drawJson(await engine.store.transaction((tx) => readDraw(tx, { scheme, level, year }))));
  });
  const one = { tags, summary: 'One draw, for anyone to check', security: [], params: Which, response: { 200: Checked, ...refusals } };
  api(app).get('/api/v1/draws/:scheme/:level/:year', { schema: one }, async (request) => {
    bookIn(engine, request.params.scheme);
    const drawn = await engine.store.transaction((tx) => readDraw(tx, request.params));
    return { ...drawJson(drawn), keys: [...drawn.keys], isRight: drawn.isRight };
  });
}
