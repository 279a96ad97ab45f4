import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { contentDisposition } from '../../io/download.ts';
import { documentPdfAside } from '../../io/render/pdf-aside.ts';
import type { Principal } from '../../people/index.ts';
import { pointers } from '../../rules/dossier.ts';
import { NotFound } from '../../rules/refusal.ts';
import type { Language } from '../../rules/text.ts';
import type { Tx } from '../../store/index.ts';
import { api, languageOf, principalOf, refusals } from '../../web/api.ts';
import { languages } from '../../web/language.ts';
import { fillsDraft, isDossierOpen } from '../application.ts';
import { type Case, type Engine, loadCase } from '../commands.ts';
import { namesOf } from '../list.ts';
import { titleOf } from '../pages/case-frame.ts';
import { documentList } from './document-list.ts';
import { formDocument } from './form-document.ts';
import type { FormToPrint } from './form-frame.ts';
import { DOCUMENTS, documentsTitle, type PrintedForm, printable, printedForms } from './forms.ts';

const Id = z.object({ id: z.string().min(8).max(64) });
const FormParams = z.object({ id: z.string().min(8).max(64), form: z.string().max(100) });
/** The rows that make the dossier what it is. */
const FREEZES = ['freeze-dossier', 'amend-dossier'] as const;

/** The forms of an application as PDF: a draft is marked as one; what was submitted names its hash and its day. Page and API. */
export function printRoutes(app: FastifyInstance, engine: Engine): void {
  for (const language of languages) {
    app.get(`/${language}/applications/:id/forms/:form/form.pdf`, async (request, reply) => {
      const { id, form } = FormParams.parse(request.params);
      return sendForm(engine, await principalOf(request), { id, form, language, demo: app.akashi.demo }, reply);
    });
  }
  api(app).get(
    '/api/v1/applications/:id/forms',
    {
      schema: {
        summary: 'The forms of an application that can be printed',
        params: Id,
        response: { 200: z.array(z.object({ id: z.string(), title: z.object({ ja: z.string(), en: z.string() }) })), ...refusals },
      },
    },
    async (request) => {
      const person = await principalOf(request);
      const its = await engine.store.transaction((tx) => loadCase(engine, tx, request.params.id, person, 'application.read'));
      return [...printable(its.book, its.subject.edition ?? '')];
    },
  );
  api(app).get(
    '/api/v1/applications/:id/forms/:form',
    { schema: { summary: 'One form as PDF (application/pdf); ?lang=ja|en', params: FormParams } },
    async (request, reply) =>
      sendForm(engine, await principalOf(request), { ...request.params, language: languageOf(request), demo: app.akashi.demo }, reply),
  );
}

interface Asked {
  readonly id: string;
  readonly form: string;
  readonly language: Language;
  readonly demo: boolean;
}

async function sendForm(engine: Engine, person: Principal, asked: Asked, reply: FastifyReply) {
  const { form, language } = asked;
  const { of, forms } = await engine.store.transaction((tx) => loadForm(engine, tx, person, asked));
  const pdf = await documentPdfAside(form === DOCUMENTS ? documentList(of, forms) : formDocument(of));
  const name = `${of.reference}-${form === DOCUMENTS ? documentsTitle[language] : of.form.title[language]}.pdf`;
  return reply.type('application/pdf').header('content-disposition', contentDisposition('inline', name)).send(pdf);
}

async function loadForm(
  engine: Engine,
  tx: Tx,
  person: Principal,
  { id, form, language, demo }: Asked,
): Promise<{ of: FormToPrint; forms: readonly PrintedForm[] }> {
  const its = await loadCase(engine, tx, id, person, 'application.read');
  const { book, subject, values } = its;
  const forms = printedForms(book, subject.edition ?? '');
  const [first] = forms;
  const chosen = form === DOCUMENTS ? first : forms.find((each) => each.id === form);
  if (!chosen) throw new NotFound(`form ${form}`);
  const documents = await documentsNamed(tx, its);
  const names = await namesOf({ db: tx.db }, [], [subject.organisation]);
  const isDraft = fillsDraft(person, subject) && isDossierOpen(book, subject);
  const frozenOn = subject.history.findLast(({ row }) =>
    FREEZES.some((effect) => book.application.rows[row]?.effects?.includes(effect)),
  )?.on;
  const of: FormToPrint = {
    book,
    edition: subject.edition ?? '',
    form: chosen,
    values,
    documents,
    language,
    reference: subject.reference,
    subject: titleOf(its),
    applicant: names.get(subject.organisation) ?? { ja: '', en: '' },
    standing: isDraft || frozenOn === undefined ? { is: 'draft' } : { is: 'submitted', on: frozenOn, hash: its.hash },
    today: engine.clock.today(),
    demo,
  };
  return { of, forms };
}

/** Only the documents that the dossier points to: the office reads no other name of the vault. */
async function documentsNamed(tx: Pick<Tx, 'db'>, its: Case): Promise<FormToPrint['documents']> {
  const named = new Set(Object.values(its.values).flatMap((value) => pointers(value).map((pointer) => pointer.document)));
  const rows = await tx.db
    .selectFrom('files')
    .select(['id', 'name', 'sha256'])
    .where('organisation', '=', its.subject.organisation)
    .where('erased_at', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .execute();
  return rows.filter((row) => named.has(row.id));
}
