import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Engine, editionTitle, issuedFor, loadCase, titleOf } from '../applications/index.ts';
import { attestation, attestationStream, standingOf } from '../attestations/index.ts';
import { documentPdf } from '../io/render/pdf.ts';
import { findOrganisation, type Principal } from '../people/index.ts';
import { NotFound } from '../rules/refusal.ts';
import { text } from '../rules/text.ts';
import type { Tx } from '../store/index.ts';
import { api, languageOf, principalOf, refusals } from '../web/api.ts';
import { buttonLink } from '../web/form.ts';
import { html } from '../web/html.ts';
import { languages, spellDay } from '../web/language.ts';
import { page } from '../web/page.ts';
import { backLink, clause, heading } from '../web/parts.ts';
import { places } from './desk.ts';
import { letterPage } from './letter-page.ts';
import { decisionMade, type Result, resultLetter } from './result-letter.ts';

/** The result of a case for whoever may read it; NotFound while nothing is decided. */
async function resultOf(engine: Engine, person: Principal, id: string, demo: boolean): Promise<Result> {
  return engine.store.transaction(async (tx) => {
    const its = await loadCase(engine, tx, id, person, 'application.read');
    const { book, subject } = its;
    const made = decisionMade(book, subject);
    if (!made) throw new NotFound(`result of ${id}`);
    const organisation = await findOrganisation(tx.db, subject.organisation);
    const name = organisation
      ? { ja: organisation.nameJa, en: organisation.nameEn }
      : { ja: subject.organisation, en: subject.organisation };
    const issued = made.is === 'issue' ? await issuedBy(tx, id) : undefined;
    return { book, subject, made, title: titleOf(its), applicant: name, edition: editionTitle(its), demo, ...(issued ? { issued } : {}) };
  });
}

async function issuedBy(tx: Tx, id: string): Promise<Result['issued']> {
  const key = await issuedFor(tx, id);
  if (key === undefined) return undefined;
  const events = await tx.load(attestationStream(key));
  const period = standingOf(events).periods.find((each) => each.application === id);
  return { number: attestation(key, events).number ?? key, ...(period ? { period } : {}) };
}

const words = {
  title: text('審査の結果の通知', 'Notice of the result'),
  pdf: text('PDFで保存・印刷する', 'Save or print as PDF'),
  back: text('申請の経過へ', 'Back to the case'),
};

const Text = z.object({ ja: z.string(), en: z.string() });
const ResultShape = z.object({
  outcome: z.enum(['issued', 'refused']),
  state: Text,
  clause: z.string(),
  decidedOn: z.string(),
  /** Hash of the dossier that was decided on. */
  dossier: z.string().optional(),
  number: z.string().optional(),
  from: z.string().optional(),
  until: z.string().optional(),
  /** What the decision says, as it was filled in: the items that need improvement among it. */
  says: z.record(z.string(), z.unknown()),
});

/** The notice of the result: a page, its PDF and its JSON, for the applicant and the office alike (D-6.5-1). */
export function resultRoutes(app: FastifyInstance, engine: Engine): void {
  page(app, '/applications/:id/result', async (visit) => {
    const id = visit.params['id'] ?? '';
    const its = await resultOf(engine, visit.principal, id, visit.demo);
    const isOffice = visit.principal.organisation.kind === 'office';
    return {
      title: words.title,
      ...(isOffice ? { variant: 'office' as const } : {}),
      body: html`${backLink(visit, words.back, visit.to(isOffice ? places.check(id) : `/applications/${id}`))}${heading(
        visit,
        words.title,
        {
          above: visit.t(its.title),
          lead: html`<strong>${visit.t(its.book.application.states[its.made.row.to ?? '']?.label ?? its.made.row.label)}</strong> ${clause(its.made.row.clause)}`,
          actions: buttonLink(visit, words.pdf, `${visit.to(places.result(id))}.pdf`, 'secondary'),
        },
      )}<div class="result">${letterPage(resultLetter(its, visit.language, spellDay), 1)}</div>`,
    };
  });
  for (const language of languages) {
    app.get(`/${language}/applications/:id/result.pdf`, async (request, reply) => {
      const { id } = request.params as { id: string };
      const its = await resultOf(engine, await principalOf(request), id, app.akashi.demo);
      return reply
        .type('application/pdf')
        .header('content-disposition', 'inline; filename="result.pdf"')
        .send(await documentPdf(resultLetter(its, language, spellDay)));
    });
  }
  resultApi(app, engine);
}

function resultApi(app: FastifyInstance, engine: Engine): void {
  const path = '/api/v1/applications/:id/result';
  const params = z.object({ id: z.string().min(8).max(64) });
  api(app).get(
    path,
    {
      schema: {
        summary: 'The result: granted or refused, with each item that needs improvement',
        params,
        response: { 200: ResultShape, ...refusals },
      },
    },
    async (request) => {
      const { book, made, issued } = await resultOf(engine, await principalOf(request), request.params.id, app.akashi.demo);
      const { row, entry } = made;
      return {
        outcome: made.is === 'issue' ? ('issued' as const) : ('refused' as const),
        state: { ...(book.application.states[row.to ?? '']?.label ?? row.label) },
        clause: row.clause,
        decidedOn: entry.on,
        ...(entry.seen ? { dossier: entry.seen } : {}),
        ...(issued ? { number: issued.number } : {}),
        ...(issued?.period ? { from: issued.period.from, until: issued.period.until } : {}),
        says: { ...entry.input },
      };
    },
  );
  api(app).get(`${path}.pdf`, { schema: { summary: 'The notice as PDF; ?lang=ja or en', params } }, async (request, reply) => {
    const its = await resultOf(engine, await principalOf(request), request.params.id, app.akashi.demo);
    return reply.type('application/pdf').send(await documentPdf(resultLetter(its, languageOf(request), spellDay)));
  });
}
