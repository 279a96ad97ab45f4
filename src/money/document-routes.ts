import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { application, applicationStream, bookOf, type Engine, titleOf } from '../applications/index.ts';
import { contentDisposition } from '../io/download.ts';
import { documentPdf } from '../io/render/pdf.ts';
import { findOrganisation, type Principal } from '../people/index.ts';
import type { Values } from '../rules/dossier.ts';
import { RuleRefused } from '../rules/refusal.ts';
import { text } from '../rules/text.ts';
import { api, principalOf } from '../web/api.ts';
import { SignInNeeded } from '../web/errors.ts';
import { languages, spellDay } from '../web/language.ts';
import { NoOrganisation, signedIn } from '../web/page.ts';
import type { ChargeState } from './charge.ts';
import { type DocumentOf, invoiceDocument, receiptDocument } from './documents.ts';
import { issuerMissing, issuerOf } from './issuer-settings.ts';
import { readCharge } from './read-charge.ts';

const Id = z.object({ id: z.string().min(1).max(64) });
type Kind = 'invoice' | 'receipt';

/** Invoice and receipt as PDF: for the applicant whose they are and for the office. */
export function documentRoutes(app: FastifyInstance, engine: Engine, demo: boolean): void {
  for (const kind of ['invoice', 'receipt'] as const) {
    const summary =
      kind === 'invoice'
        ? 'The qualified invoice as PDF; refused while nobody has entered who issues it'
        : 'The receipt as PDF, once the charge is settled';
    api(app).get(`/api/v1/charges/:id/${kind}.pdf`, { schema: { tags: ['money'], summary, params: Id } }, async (request, reply) =>
      send(engine, await principalOf(request), request.params.id, kind, demo, reply),
    );
    for (const language of languages)
      app.get(`/${language}/charges/:id/${kind}.pdf`, async (request, reply) =>
        send(engine, await memberOf(request), (request.params as { id: string }).id, kind, demo, reply),
      );
  }
}

async function memberOf(request: FastifyRequest): Promise<Principal> {
  const who = await signedIn(request, request.server.akashi);
  if (!who) throw new SignInNeeded();
  if (!who.principal) throw new NoOrganisation();
  return who.principal;
}

async function send(engine: Engine, person: Principal, id: string, kind: Kind, demo: boolean, reply: FastifyReply): Promise<FastifyReply> {
  const charge = await readCharge(engine, person, id);
  const of = await documentOf(engine, charge, demo);
  const model = kind === 'invoice' ? invoiceDocument(of) : receiptDocument(of);
  if (!model) throw notPaid(charge);
  const number = kind === 'invoice' ? charge.invoice : charge.receipt;
  return reply
    .type('application/pdf')
    .header('content-disposition', contentDisposition('inline', `${kind === 'invoice' ? '請求書' : '領収書'}-${number}.pdf`))
    .header('cache-control', 'private, no-store')
    .send(await documentPdf(model));
}

const notPaid = (charge: ChargeState) =>
  new RuleRefused(
    'not-paid',
    charge.clause,
    text('領収書は、全額の入金が確認されてから発行します。', 'A receipt is issued once the charge is paid in full.'),
  );

async function documentOf(engine: Engine, charge: ChargeState, demo: boolean): Promise<DocumentOf> {
  const issuer = await issuerOf(engine.store, charge);
  if (!issuer) throw issuerMissing(charge);
  const book = bookOf(engine, charge.scheme);
  const organisation = await findOrganisation(engine.store.db, charge.organisation);
  const title = await engine.store.transaction(async (tx) => {
    const subject = application(charge.application, await tx.load(applicationStream(charge.application)));
    const content = subject.dossier ? await tx.document(subject.dossier) : undefined;
    const values = (content ? JSON.parse(content) : {}) as Values;
    return titleOf({ book, values }).ja;
  });
  return {
    ...{ charge, issuer, title, demo, scheme: book.name.ja },
    recipient: organisation?.nameJa ?? charge.organisation,
    spell: (day) => spellDay('ja', day),
  };
}
