import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Engine, moveFields } from '../applications/index.ts';
import { documentPdf } from '../io/render/pdf.ts';
import type { Row } from '../rules/book.ts';
import type { DocumentModel } from '../rules/document.ts';
import { NotFound } from '../rules/refusal.ts';
import { SignInNeeded } from '../web/errors.ts';
import { parse } from '../web/fields.ts';
import { languages } from '../web/language.ts';
import { assertCsrf, form, type MemberVisit, NoOrganisation, page, sentCsrf, signedIn, visitOf } from '../web/page.ts';
import { act } from './act.ts';
import { type Desk, openDesk, places } from './desk.ts';
import { clearNotes } from './notes.ts';
import { movePage } from './pages/move.ts';
import { collected, letterOf, returnInput, returnPage } from './pages/return.ts';
import { returnRow } from './work.ts';

const idOf = (visit: MemberVisit): string => visit.params['id'] ?? '';

/** Giving a dossier back: the form with its letter, the letter as PDF before and after. */
export function returnRoutes(app: FastifyInstance, engine: Engine): void {
  page(app, '/office/cases/:id/return', async (visit) => {
    const desk = await openDesk(engine, visit, idOf(visit));
    return returnPage(visit, desk, { input: collected(desk), problems: [] });
  });
  form(app, '/office/cases/:id/return', { fields: moveFields }, async (visit, posted, key) => {
    const desk = await openDesk(engine, visit, idOf(visit));
    const { book, subject } = desk.its;
    // A form that is sent twice finds the case returned already.
    const found = returnRow(book, subject) ?? lastReturn(desk);
    if (!found) throw new NotFound('return');
    if (posted['step'] === 'preview') return returnPage(visit, desk, { input: returnInput(desk, posted), problems: [] });
    const asked = { id: found.id, place: { in: 'subject' } as const };
    const after = `${visit.to(places.check(subject.id))}?done=1`;
    const made = await act(
      engine,
      visit,
      key,
      { application: subject.id, move: found.id, place: asked.place, asks: found.row.asks ?? [], posted, after },
      async (tried) => {
        const now = await openDesk(engine, visit, idOf(visit));
        return returnRow(now.its.book, now.its.subject) ? returnPage(visit, now, tried) : movePage(visit, now, asked, tried);
      },
    );
    if ('goTo' in made) await engine.store.transaction((tx) => clearNotes(tx, subject.id));
    return made;
  });
  letters(app, engine);
}

function lastReturn(desk: Desk): { readonly id: string; readonly row: Row } | undefined {
  const { book, subject } = desk.its;
  const last = subject.history.findLast((entry) => book.application.states[book.application.rows[entry.row]?.to ?? '']?.dossier === 'open');
  const row = last && book.application.rows[last.row];
  return last && row ? { id: last.row, row } : undefined;
}

async function memberOf(request: FastifyRequest): Promise<MemberVisit> {
  const context = request.server.akashi;
  const who = await signedIn(request, context);
  if (!who) throw new SignInNeeded();
  if (!who.principal) throw new NoOrganisation();
  return { ...visitOf(request, context, who), principal: who.principal, person: who.person };
}

async function sendLetter(reply: FastifyReply, model: DocumentModel): Promise<FastifyReply> {
  return reply
    .type('application/pdf')
    .header('content-disposition', 'inline; filename="letter.pdf"')
    .send(await documentPdf(model));
}

/** The letter as it would be (POST, with the form's fields) and as it was sent (GET, by the version of the return). */
function letters(app: FastifyInstance, engine: Engine): void {
  for (const language of languages) {
    app.post(`/${language}/office/cases/:id/return/letter.pdf`, async (request, reply) => {
      const visit = await memberOf(request);
      assertCsrf(request, app.akashi, sentCsrf(request));
      const desk = await openDesk(engine, visit, idOf(visit));
      if (!returnRow(desk.its.book, desk.its.subject)) throw new NotFound('return');
      return sendLetter(reply, letterOf(visit, desk, returnInput(desk, parse(moveFields, request.body))));
    });
    app.get(`/${language}/office/cases/:id/letters/:version`, async (request, reply) => {
      const visit = await memberOf(request);
      const desk = await openDesk(engine, visit, idOf(visit));
      const event = desk.its.events.find((each) => each.version === Number(visit.params['version']));
      const entry = event && desk.its.subject.history.find((each) => each.at === event.at && each.row === event.data.row);
      const to = entry && desk.its.book.application.rows[entry.row]?.to;
      if (!entry || to === undefined || desk.its.book.application.states[to]?.dossier !== 'open') throw new NotFound('letter');
      return sendLetter(reply, letterOf(visit, desk, entry.input, entry));
    });
  }
}
