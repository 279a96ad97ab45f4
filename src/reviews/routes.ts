import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Engine, intakeBooks, moveFields, placeFrom } from '../applications/index.ts';
import { assertMay } from '../people/index.ts';
import type { Field } from '../rules/dossier.ts';
import { ITEM_FINDINGS } from '../rules/item-finding.ts';
import type { Place } from '../rules/moves.ts';
import { Conflict, InvalidInput, NotFound, RuleRefused } from '../rules/refusal.ts';
import { typed } from '../web/fields.ts';
import { form, type MemberVisit, page } from '../web/page.ts';
import { goTo } from '../web/visit.ts';
import { act } from './act.ts';
import { inquiryApi } from './api.ts';
import { anchorOf, type Desk, itemNames, openDesk, places } from './desk.ts';
import { findingsApi } from './findings-api.ts';
import { inquiryRoutes } from './inquiry-routes.ts';
import { keepFindings, readReview } from './keep-findings.ts';
import { effort, queue, searchQueue } from './list.ts';
import { keepNote } from './notes.ts';
import { checkPage } from './pages/check.ts';
import { decisionPage } from './pages/decision.ts';
import { effortPage } from './pages/effort.ts';
import { firstTry, movePage } from './pages/move.ts';
import { queuePage, shownFrom } from './pages/queue.ts';
import { renewalPage } from './pages/renewal.ts';
import type { FindingTried } from './pages/review.ts';
import { renewalApi } from './renewal-api.ts';
import { resultRoutes } from './result-routes.ts';
import { returnRoutes } from './return-routes.ts';
import { filterFrom, nextLeft } from './review-items.ts';

/** The pages of officers and of bodies that are asked, and the API of inquiries. Every act ends in the command functions of applications. */
export function reviewRoutes(app: FastifyInstance, engine: Engine): void {
  lists(app, engine);
  check(app, engine);
  returnRoutes(app, engine);
  resultRoutes(app, engine);
  moves(app, engine);
  inquiryRoutes(app, engine);
  inquiryApi(app, engine);
  findingsApi(app, engine);
  renewalApi(app, engine);
}

function lists(app: FastifyInstance, engine: Engine): void {
  page(app, places.queue, async (visit) => {
    assertMay(visit.principal, 'queue.read');
    const query = (visit.query['q'] ?? '').slice(0, 200);
    const items = searchQueue(await queue(engine, visit.principal), query);
    return queuePage(visit, {
      items,
      today: engine.clock.today(),
      show: shownFrom(visit.query['show']),
      query,
      takesPaper: intakeBooks(engine, visit.principal).length > 0,
    });
  });
  page(app, places.effort, async (visit) => {
    assertMay(visit.principal, 'queue.read');
    return effortPage(visit, await effort(engine, visit.principal));
  });
}

const idOf = (visit: MemberVisit): string => visit.params['id'] ?? '';

function check(app: FastifyInstance, engine: Engine): void {
  page(app, '/office/cases/:id', async (visit) =>
    checkPage(visit, await openDesk(engine, visit, idOf(visit)), visit.query['done'] === '1', { show: filterFrom(visit.query['show']) }),
  );
  page(app, places.renewal(':id'), async (visit) => {
    const desk = await openDesk(engine, visit, idOf(visit));
    if (!desk.renewal) throw new NotFound(`renewal ${idOf(visit)}`);
    return renewalPage(visit, desk);
  });
  findingForm(app, engine);
  const fields = z.object({ item: typed({ min: 1, max: 400 }), at: typed({ max: 400 }), comment: typed({ max: 1000 }) });
  form(app, '/office/cases/:id/comments', { fields }, async (visit, { item, at, comment }) => {
    const { dossier, its } = await openDesk(engine, visit, idOf(visit));
    assertMay(visit.principal, 'application.move', { organisation: its.subject.organisation });
    await engine.store.transaction((tx) =>
      keepNote(tx, its.subject.id, itemNames(dossier), { item, by: visit.principal.person.id, comment }),
    );
    return goTo(`${visit.to(places.check(its.subject.id))}${/^[\w-]+$/.test(at) ? `#${at}` : ''}`);
  });
}

/** One finding at one item; then the next item without one. Nothing of another officer's is ever written over. */
function findingForm(app: FastifyInstance, engine: Engine): void {
  const fields = z.object({
    item: typed({ min: 1, max: 400 }),
    base: z.coerce.number().int().min(0),
    content: typed({ max: 64 }),
    show: typed({ max: 20 }),
    finding: z.enum([...ITEM_FINDINGS, '']).default(''),
    words: typed({ max: 20_000 }),
  });
  form(app, '/office/cases/:id/findings', { fields }, async (visit, posted, key) => {
    const id = idOf(visit);
    const show = filterFrom(posted.show);
    const { item, base, content, finding, words } = posted;
    const again = async (wrong: Pick<FindingTried, 'problems'> & Partial<FindingTried>) =>
      checkPage(visit, await openDesk(engine, visit, id), false, { show, tried: { item, words, ...wrong } });
    try {
      await keepFindings(engine, visit.principal, key, id, [{ item, base, content, words, ...(finding === '' ? {} : { finding }) }]);
    } catch (error) {
      if (error instanceof InvalidInput) return again({ problems: error.problems });
      if (error instanceof Conflict) return again({ problems: [], isStale: true });
      if (error instanceof RuleRefused && error.code !== 'idempotency-key-reused') return again({ problems: [], refused: error.text });
      throw error;
    }
    const next = nextLeft((await readReview(engine, visit.principal, id))?.items ?? [], item);
    const query = show === 'all' ? '' : `?show=${show}`;
    return goTo(`${visit.to(places.check(id))}${query}#${next ? anchorOf(next.field) : 'items'}`);
  });
}

/** What a row asks for, whether or not it can be made now: a form sent twice must read alike both times. */
function asksIn({ its }: Desk, move: string, place: Place): readonly Field[] {
  const { book, subject } = its;
  if ('opens' in place) return book.threads[place.opens]?.opening?.asks ?? [];
  if (!('thread' in place)) return book.application.rows[move]?.asks ?? [];
  const kind = subject.threads.find((thread) => thread.id === place.thread)?.kind;
  return (kind && book.threads[kind]?.rows[move]?.asks) || [];
}

function moves(app: FastifyInstance, engine: Engine): void {
  page(app, '/office/cases/:id/moves/:move', async (visit) => {
    const { about } = visit.query;
    const tried = about ? { input: { about }, problems: [] } : firstTry;
    return movePage(visit, await openDesk(engine, visit, idOf(visit)), { id: moveOf(visit), place: placeFrom(visit.query) }, tried);
  });
  form(app, '/office/cases/:id/moves/:move', { fields: moveFields }, async (visit, posted, key) => {
    const desk = await openDesk(engine, visit, idOf(visit));
    const asked = { id: moveOf(visit), place: placeFrom(visit.query) };
    const given = {
      application: desk.its.subject.id,
      move: asked.id,
      place: asked.place,
      asks: asksIn(desk, asked.id, asked.place),
      posted,
      after: doneAt(visit, desk),
    };
    return act(engine, visit, key, given, async (tried) => movePage(visit, await openDesk(engine, visit, idOf(visit)), asked, tried));
  });
  page(app, '/office/cases/:id/decide', async (visit) => decisionPage(visit, await openDesk(engine, visit, idOf(visit)), firstTry));
  form(app, '/office/cases/:id/decide/:move', { fields: moveFields }, async (visit, posted, key) => {
    const desk = await openDesk(engine, visit, idOf(visit));
    const place = { in: 'subject' } as const;
    const given = {
      application: desk.its.subject.id,
      move: moveOf(visit),
      place,
      asks: asksIn(desk, moveOf(visit), place),
      posted,
      after: doneAt(visit, desk),
    };
    return act(engine, visit, key, given, async (tried) => decisionPage(visit, await openDesk(engine, visit, idOf(visit)), tried));
  });
}

const moveOf = (visit: MemberVisit): string => visit.params['move'] ?? '';
const doneAt = (visit: MemberVisit, desk: Desk): string => `${visit.to(places.check(desk.its.subject.id))}?done=1`;
