import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Engine, moveAddress, namesOf, viewCase } from '../applications/index.ts';
import { heldMoveAddress, heldView, loadHeld } from '../attestations/index.ts';
import type { Files } from '../io/files.ts';
import { assertMay, may } from '../people/index.ts';
import type { Book } from '../rules/book.ts';
import { text } from '../rules/text.ts';
import { principalOf } from '../web/api.ts';
import { type Attempt, firstShowing } from '../web/form.ts';
import { languages } from '../web/language.ts';
import { form, type MemberVisit, page } from '../web/page.ts';
import { goTo, type NavigationEntry, type Page } from '../web/visit.ts';
import { returnsApi } from './api.ts';
import { earliest, offerReturn, readReturn } from './commands.ts';
import type { Due } from './due.ts';
import { listDue, listReturns } from './list.ts';
import { deskPage, minePage } from './pages/lists.ts';
import { returnPage } from './pages/return-page.ts';
import { places } from './pages/words.ts';
import { partOf, sendReturn } from './send-return.ts';

/** The entries of those who return documents and of those who get them back, where a book keeps any. */
export const returnsNavigation = (books: readonly Book[]): readonly NavigationEntry[] => {
  if (!books.some((book) => book.keeping)) return [];
  const label = text('書類の返却', 'Returns');
  return [
    { label, path: places.desk, shows: (principal) => principal !== undefined && may(principal, 'return.keep') === 'yes' },
    {
      label,
      path: places.mine,
      shows: (principal) => principal?.organisation.kind === 'applicant' && may(principal, 'return.read') === 'yes',
    },
  ];
};

/** What is returned once it is kept no more: pages and API of the office and of the applicant. */
export function returnsRoutes(app: FastifyInstance, engine: Engine, files: Files): void {
  returnsApi(app, engine, files);
  page(app, places.desk, async (visit) => {
    const due = await listDue(engine, visit.principal);
    const past = await listReturns(engine, visit.principal, { states: ['erased'] });
    const names = await namesOf(engine.store, [], [...new Set([...due, ...past].map((each) => each.its.subject.organisation))]);
    return deskPage(visit, { due, past, names });
  });
  page(app, places.mine, async (visit) => {
    assertMay(visit.principal, 'return.read', { organisation: visit.principal.organisation.id });
    return minePage(visit, await listReturns(engine, visit.principal, { states: ['offered', 'erased'] }));
  });
  page(app, '/returns/:id/:part', (visit) => showing(engine, visit, firstShowing));
  const fields = z.object({ fetchUntil: z.string().max(10).default(''), version: z.string().max(10).default('') });
  const again = (visit: MemberVisit, attempt: Attempt) => showing(engine, visit, attempt);
  form(app, '/returns/:id/:part', { fields, again }, async (visit, { fetchUntil }, key) => {
    const { application, part } = asked(visit);
    await offerReturn(engine, visit.principal, key, { application, part, fetchUntil });
    return goTo(visit.to(places.one(application, part)));
  });
  for (const language of languages)
    app.get(`/${language}/returns/:id/:part/archive.zip`, async (request, reply) => {
      const { id, part } = request.params as { id: string; part: string };
      return sendReturn(engine, files, await principalOf(request), id, part, reply);
    });
}

const asked = (visit: MemberVisit) => ({ application: visit.params['id'] ?? '', part: partOf(visit.params['part']) });

async function showing(engine: Engine, visit: MemberVisit, attempt: Attempt): Promise<Page> {
  const { application, part } = asked(visit);
  const today = engine.clock.today();
  const due = await engine.store.transaction((tx) => readReturn(engine, tx, visit.principal, application, part));
  const names = await namesOf(engine.store, [], [due.its.subject.organisation]);
  const papersAt = await papersAddress(engine, visit, due);
  return returnPage(visit, { due, names, attempt, first: earliest(due, today), ...(papersAt === undefined ? {} : { papersAt }) });
}

/** Where the book lets this person record that the papers went back: on the case, or on what it led to. */
async function papersAddress(engine: Engine, visit: MemberVisit, due: Due): Promise<string | undefined> {
  const { principal } = visit;
  const row = due.its.book.keeping?.papersReturnedBy;
  if (principal.organisation.kind !== 'office' || row === undefined) return undefined;
  const today = engine.clock.today();
  const key = due.attestation;
  if (key === undefined) {
    const move = viewCase(due.its, principal, today, []).moves.find((each) => each.id === row);
    return move && moveAddress(visit, due.its.subject.id, move);
  }
  const held = await engine.store.transaction((tx) => loadHeld(engine, tx, key, principal, 'attestation.read'));
  const move = heldView(held, principal, today).moves.find((each) => each.id === row);
  return move && heldMoveAddress(visit, key, move.id, move.place);
}
