import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type CaseView, type Engine, inputFrom } from '../applications/index.ts';
import { handedOverAddress, handedOverFiles } from '../evidence/index.ts';
import { downloadHeaders } from '../io/download.ts';
import { documentPdf } from '../io/render/pdf.ts';
import { letterPage } from '../reviews/index.ts';
import type { Values } from '../rules/dossier.ts';
import type { JsonValue } from '../rules/json.ts';
import { NotFound } from '../rules/refusal.ts';
import { type Language, text } from '../rules/text.ts';
import { api, languageOf, principalOf, refusals } from '../web/api.ts';
import type { Fields } from '../web/form.ts';
import { buttonLink } from '../web/form.ts';
import { type Html, html } from '../web/html.ts';
import { spellDay } from '../web/language.ts';
import { type MemberVisit, page } from '../web/page.ts';
import { backLink, heading } from '../web/parts.ts';
import { changesOf, proposed, threadsWithChanges } from './changes.ts';
import { loadHeld } from './commands.ts';
import { findHeld } from './list.ts';
import { viewHeld } from './move-routes.ts';
import { changePage } from './pages/change-page.ts';
import type { BesideThreads } from './pages/held-course.ts';
import { rewrittenTable } from './pages/rewritten.ts';
import { withdrawalNotice } from './withdrawal-notice.ts';

const words = {
  back: text('ラベル・認定のページへ戻る', 'Back to the label or certification'),
  pdf: text('PDFで保存する', 'Save as PDF'),
} as const;

/** What a change leads to, and the notice of a withdrawal as page and PDF. */
export function lifeRoutes(app: FastifyInstance, engine: Engine): void {
  changeRoutes(app, engine);
  noticeRoutes(app, engine);
}

function changeRoutes(app: FastifyInstance, engine: Engine): void {
  page(app, '/attestations/:key/change', async (visit) => {
    const view = await viewHeld(engine, visit, visit.params['key'] ?? '');
    const questions = view.its.book.changes?.questions ?? [];
    return changePage(visit, view, inputFrom(questions, visit.request.query as Fields));
  });
  const schema = {
    summary: 'What a change leads to, by the answers to the questions of the book; nothing is recorded',
    params: z.object({ key: z.string().max(100) }),
    body: z.object({ answers: z.record(z.string(), z.json() as z.ZodType<JsonValue>) }),
    response: {
      200: z.object({
        questions: z.array(z.object({ id: z.string(), label: z.object({ ja: z.string(), en: z.string() }) })),
        verdict: z
          .object({
            outcome: z.string(),
            clause: z.string(),
            reason: z.object({ ja: z.string(), en: z.string() }),
            row: z.string().optional(),
            opens: z.string().optional(),
          })
          .optional()
          .describe('Absent while not all that matters is answered'),
      }),
      ...refusals,
    },
  };
  api(app).post('/api/v1/attestations/:key/change-verdict', { schema }, async (request) => {
    const person = await principalOf(request);
    const { book } = await engine.store.transaction((tx) => loadHeld(engine, tx, request.params.key, person, 'attestation.read'));
    if (!book.changes) throw new NotFound(`changes of ${book.id}`);
    const verdict = book.changes.decide(request.body.answers as Values);
    return {
      questions: book.changes.questions.map(({ id, label }) => ({ id, label })),
      ...(verdict
        ? {
            verdict: {
              ...{ outcome: verdict.outcome, clause: verdict.clause, reason: verdict.reason },
              ...(verdict.row ? { row: verdict.row } : {}),
              ...(verdict.opens ? { opens: verdict.opens } : {}),
            },
          }
        : {}),
    };
  });
}

function noticeRoutes(app: FastifyInstance, engine: Engine): void {
  const noticeFor = async (visit: Pick<MemberVisit, 'principal'>, key: string, language: Language) => {
    const { entry } = await findHeld(engine, visit.principal, key, engine.clock.today());
    const its = await engine.store.transaction((tx) => loadHeld(engine, tx, key, visit.principal, 'attestation.read'));
    const told = { title: entry.title, applicant: entry.applicant, demo: app.akashi.demo, spellDay };
    const model = withdrawalNotice(its, told, language);
    if (!model) throw new NotFound(`notice of ${key}`);
    return model;
  };
  page(app, '/attestations/:key/withdrawal', async (visit) => {
    const key = visit.params['key'] ?? '';
    const model = await noticeFor(visit, key, visit.language);
    const title = text(model.title, model.title);
    return {
      title,
      body: html`<div class="narrow">${backLink(visit, words.back, visit.to(`/attestations/${key}`))}${heading(visit, title)}${letterPage(model, 1)}<div class="actions">${buttonLink(visit, words.pdf, `/api/v1/attestations/${key}/withdrawal.pdf?lang=${visit.language}`, 'secondary')}</div></div>`,
    };
  });
  const schema = {
    summary: 'The notice of a withdrawal as PDF, for the holder and the office',
    params: z.object({ key: z.string().max(100) }),
    querystring: z.object({ lang: z.enum(['ja', 'en']).optional() }),
    response: { 200: { description: 'The file', content: { 'application/pdf': { schema: z.string() } } }, ...refusals },
  };
  api(app).get('/api/v1/attestations/:key/withdrawal.pdf', { schema }, async (request, reply): Promise<never> => {
    const language = languageOf(request);
    const { key } = request.params;
    const bytes = await documentPdf(await noticeFor({ principal: await principalOf(request) }, key, language));
    const name = `${key}-withdrawal-${language}.pdf`;
    return reply.headers(downloadHeaders({ name, type: 'application/pdf', size: bytes.length })).send(bytes as never) as never;
  });
}

/** What is shown beside the words of the threads: files handed over in them, and old beside new content. */
export async function besideThreads(engine: Engine, visit: MemberVisit, view: CaseView): Promise<BesideThreads> {
  const { its } = view;
  return engine.store.transaction(async (tx) => {
    const handed = await handedOverFiles(tx, its, visit.principal);
    const files = handed.flatMap(({ id, file, uses }) =>
      file
        ? uses.flatMap((use) =>
            use.thread
              ? [{ id, thread: use.thread, name: file.name, place: use.place, address: handedOverAddress(its.subject.id, id) }]
              : [],
          )
        : [],
    );
    const changes = new Map<string, Html>();
    for (const thread of threadsWithChanges(its.subject, its.events))
      changes.set(thread, rewrittenTable(visit, view, await proposed(tx, its.events, thread)));
    const rewritten = new Map<string, Html>();
    for (const event of its.events) {
      const own = event.data.thread === undefined ? await changesOf(tx, event) : [];
      if (own.length > 0) rewritten.set(event.at, rewrittenTable(visit, view, own));
    }
    return { files, changes, rewritten };
  });
}
