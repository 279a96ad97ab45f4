import type { FastifyInstance } from 'fastify';
import { type Engine, inputFrom, listInquiries, moveFields, moveInInquiry, readInquiry } from '../applications/index.ts';
import { assertMay, personNames } from '../people/index.ts';
import { Conflict, InvalidInput, RuleRefused } from '../rules/refusal.ts';
import { form, type MemberVisit, page } from '../web/page.ts';
import { goTo, type Page } from '../web/visit.ts';
import { places } from './desk.ts';
import { type AnswerTried, inquiriesPage, inquiryPage } from './pages/inquiry.ts';

/** The pages of sealed inquiries: for the body that was asked, and for the office, which reads and does not answer. */
export function inquiryRoutes(app: FastifyInstance, engine: Engine): void {
  page(app, places.inquiries, async (visit) =>
    inquiriesPage(visit, await engine.store.transaction((tx) => listInquiries(engine, tx, visit.principal)), engine.clock.today()),
  );
  page(app, '/inquiries/:id', (visit) => shown(engine, visit, { input: {}, problems: [] }));
  form(app, '/inquiries/:id/moves/:move', { fields: moveFields }, async (visit, posted, key) => {
    const { principal } = visit;
    assertMay(principal, 'inquiry.answer', { organisation: principal.organisation.id });
    const id = visit.params['id'] ?? '';
    const move = visit.params['move'] ?? '';
    const inquiry = await engine.store.transaction((tx) => readInquiry(engine, tx, principal, id));
    const input = inputFrom(inquiry.kind.rows[move]?.asks ?? [], posted);
    try {
      await moveInInquiry(engine, principal, key, id, { move, input, seen: Number(posted['version']) });
      return goTo(`${visit.to(places.inquiry(id))}?done=1`);
    } catch (error) {
      if (error instanceof InvalidInput) return shown(engine, visit, { input, problems: error.problems });
      if (error instanceof Conflict) return shown(engine, visit, { input, problems: [], isStale: true });
      if (error instanceof RuleRefused && error.code !== 'unknown-move')
        return shown(engine, visit, { input, problems: [], refused: error.text });
      throw error;
    }
  });
}

async function shown(engine: Engine, visit: MemberVisit, tried: AnswerTried): Promise<Page> {
  const inquiry = await engine.store.transaction((tx) => readInquiry(engine, tx, visit.principal, visit.params['id'] ?? ''));
  const names = await personNames(engine.store.db, inquiry.answer ? [inquiry.answer.by] : []);
  return inquiryPage(visit, inquiry, engine.clock.today(), names, tried, visit.query['done'] === '1');
}
