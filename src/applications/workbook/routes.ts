import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { contentDisposition } from '../../io/download.ts';
import { WORKBOOK_LIMITS } from '../../io/workbook/model.ts';
import { readWorkbook, writeWorkbook } from '../../io/workbook/workbook.ts';
import { assertMay, type Principal } from '../../people/index.ts';
import { pointers } from '../../rules/dossier.ts';
import type { JsonValue } from '../../rules/json.ts';
import { InvalidInput } from '../../rules/refusal.ts';
import { type Language, text } from '../../rules/text.ts';
import type { Tx } from '../../store/index.ts';
import { api, languageOf, principalOf, refusals } from '../../web/api.ts';
import { parse } from '../../web/fields.ts';
import { type Attempt, firstShowing } from '../../web/form.ts';
import { languages } from '../../web/language.ts';
import { type MultipartLimits, multipartForm, readSmallFiles, type SmallFile } from '../../web/multipart.ts';
import { type MemberVisit, page } from '../../web/page.ts';
import { goTo } from '../../web/visit.ts';
import { fillsDraft, isDossierOpen } from '../application.ts';
import { type Case, type Engine, loadCase, saveFields } from '../commands.ts';
import { evidenceFor } from '../facts.ts';
import { sheetFields } from './checklist.ts';
import { type Compared, compareWithDraft } from './compare.ts';
import { workbookPage, workbookPreviewPage } from './page.ts';
import type { Vault } from './pointers.ts';
import { type CellProblem, readChecklist } from './read.ts';
import { checklistWorkbook } from './sheets.ts';

const limits: MultipartLimits = { fileLimit: WORKBOOK_LIMITS.bytes, files: 1, fieldLimit: 16 * 1024 * 1024 };
const ApplicationId = z.object({ id: z.string().min(8).max(64) });
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The checklist of an application out to Excel and back: page and API. */
export function workbookRoutes(app: FastifyInstance, engine: Engine): void {
  workbookApi(app, engine);
  workbookPages(app, engine);
}

interface Loaded {
  readonly its: Case;
  readonly vault: Vault;
}

/** The case, and the documents that may be named: all of the vault for its own people, for others only those that the dossier points to. */
async function load(engine: Engine, tx: Tx, id: string, person: Principal): Promise<Loaded> {
  const its = await loadCase(engine, tx, id, person, 'application.read');
  const rows = await tx.db
    .selectFrom('files')
    .select(['id', 'name'])
    .where('organisation', '=', its.subject.organisation)
    .where('erased_at', 'is', null)
    .orderBy('id')
    .execute();
  if (person.organisation.id === its.subject.organisation) return { its, vault: { files: rows } };
  const scanned = (await evidenceFor(tx, person, its.subject)).map((each) => each.id);
  const named = new Set([...scanned, ...Object.values(its.values).flatMap((value) => pointers(value).map((pointer) => pointer.document))]);
  return { its, vault: { files: rows.filter((row) => named.has(row.id)) } };
}

async function exported(engine: Engine, person: Principal, id: string, language: Language, reply: FastifyReply): Promise<FastifyReply> {
  const { its, vault } = await engine.store.transaction((tx) => load(engine, tx, id, person));
  const versions = new Map(its.draft.map((field) => [field.path, field.version]));
  const model = checklistWorkbook({
    book: its.book,
    edition: its.subject.edition ?? '',
    application: id,
    values: its.values,
    versions,
    vault,
    language,
  });
  return reply
    .type(xlsx)
    .header('content-disposition', contentDisposition('attachment', `${its.book.id}-${id}.xlsx`))
    .send(Buffer.from(await writeWorkbook(model)));
}

interface Imported extends Loaded {
  readonly problems: readonly CellProblem[];
  readonly compared: Compared;
}

/** Reads a filled in workbook and compares it with the draft. Nothing is saved. Refused while the dossier is closed. */
async function imported(engine: Engine, person: Principal, id: string, file: SmallFile | undefined): Promise<Imported> {
  assertMay(person, 'application.edit');
  await saveFields(engine, person, id, []);
  if (!file) throw new InvalidInput([{ path: 'file', message: text('Excel ファイルを選んでください。', 'Choose an Excel file.') }]);
  const workbook = await readWorkbook(file.bytes);
  const { its, vault } = await engine.store.transaction((tx) => load(engine, tx, id, person));
  const { touched, problems } = readChecklist(
    { book: its.book, edition: its.subject.edition ?? '', application: id, values: its.values, vault },
    workbook,
  );
  return { its, vault, problems, compared: compareWithDraft(touched, its.draft) };
}

const ChangeShape = z.object({ path: z.string(), cell: z.string(), from: z.unknown(), to: z.unknown() });
const ImportShape = z.object({ changes: z.array(ChangeShape), conflicts: z.array(ChangeShape), saved: z.number().int() });
const Changes = z.array(z.object({ path: z.string().max(200), value: z.json(), base: z.number().int().min(0) })).max(5000);

function workbookApi(app: FastifyInstance, engine: Engine): void {
  api(app).get(
    '/api/v1/applications/:id/workbook',
    { schema: { summary: 'The checklist as .xlsx; ?lang=ja|en', params: ApplicationId } },
    async (request, reply) => exported(engine, await principalOf(request), request.params.id, languageOf(request), reply),
  );
  api(app).post(
    '/api/v1/applications/:id/workbook',
    {
      schema: {
        summary:
          'Read a filled in checklist: multipart/form-data with file, and apply=yes to save. Everything that cannot be taken is told at once, with its cell. What somebody else changed since the export comes back under conflicts and is not overwritten',
        params: ApplicationId,
        response: { 200: ImportShape, ...refusals },
      },
    },
    async (request) => {
      const person = await principalOf(request);
      assertMay(person, 'application.edit');
      const { fields, files } = await readSmallFiles(request, limits);
      const { apply } = parse(z.object({ apply: z.enum(['yes', 'no']).default('no') }), fields);
      const { problems, compared } = await imported(engine, person, request.params.id, files[0]);
      if (problems.length > 0)
        throw new InvalidInput(problems.map(({ cell, message }) => ({ path: cell === '' ? 'file' : cell, message })));
      const shown = { changes: [...compared.changes], conflicts: [...compared.conflicts] };
      if (apply === 'no' || compared.changes.length === 0) return { ...shown, saved: 0 };
      const { saved, conflicts } = await saveFields(engine, person, request.params.id, changesOf(compared));
      const late = new Set(conflicts.map((each) => each.path));
      return {
        changes: shown.changes.filter((each) => !late.has(each.path)),
        conflicts: [...shown.conflicts, ...shown.changes.filter((each) => late.has(each.path))],
        saved: saved.length,
      };
    },
  );
}

const changesOf = ({ changes }: Compared) => changes.map(({ path, to, base }) => ({ path, value: to, base }));

function workbookPages(app: FastifyInstance, engine: Engine): void {
  const path = '/applications/:id/workbook';
  const idOf = (visit: MemberVisit) => visit.params['id'] ?? '';
  const view = async (visit: MemberVisit) => {
    const { its } = await engine.store.transaction((tx) => load(engine, tx, idOf(visit), visit.principal));
    const isOpen = fillsDraft(visit.principal, its.subject) && isDossierOpen(its.book, its.subject);
    return { its, isOpen, saved: Number(visit.query['saved'] ?? '') || 0, late: Number(visit.query['late'] ?? '') || 0 };
  };
  const again = async (visit: MemberVisit, attempt: Attempt) => workbookPage(visit, attempt, await view(visit));

  page(app, path, async (visit) => workbookPage(visit, firstShowing, await view(visit)));
  for (const language of languages) {
    app.get(`/${language}${path}/file.xlsx`, async (request, reply) =>
      exported(engine, await principalOf(request), (request.params as { id: string }).id, language, reply),
    );
  }
  multipartForm(app, path, {
    read: async (request, visit, check) => {
      assertMay(visit.principal, 'application.edit');
      return (await readSmallFiles(request, limits, check)).files[0];
    },
    run: async (visit, file) => {
      const { its, vault, problems, compared } = await imported(engine, visit.principal, idOf(visit), file);
      if (problems.length > 0) return workbookPage(visit, firstShowing, await view(visit), problems);
      return workbookPreviewPage(visit, { its, vault, compared, fields: sheetFields(its.book, its.subject.edition ?? '') });
    },
    again,
  });
  multipartForm(app, `${path}/apply`, {
    read: async (request, _visit, check) => (await readSmallFiles(request, limits, check)).fields,
    run: async (visit, fields) => {
      const { changes } = parse(z.object({ changes: z.string().transform(fromJson).pipe(Changes) }), fields);
      const { saved, conflicts } = await saveFields(
        engine,
        visit.principal,
        idOf(visit),
        changes as readonly { path: string; value: JsonValue; base: number }[],
      );
      return goTo(
        `${visit.to(`/applications/${idOf(visit)}/workbook`)}?saved=${saved.length}${conflicts.length > 0 ? `&late=${conflicts.length}` : ''}`,
      );
    },
    again,
  });
}

const fromJson = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
};
