import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { contentDisposition } from '../../io/download.ts';
import { writeCsv } from '../../io/workbook/csv.ts';
import { assertMay, type Principal } from '../../people/index.ts';
import { type Model, modelKey } from '../../rules/dossier.ts';
import { Conflict, InvalidInput } from '../../rules/refusal.ts';
import { text } from '../../rules/text.ts';
import type { Tx } from '../../store/index.ts';
import { api, principalOf, refusals } from '../../web/api.ts';
import { listOf, parse, typed } from '../../web/fields.ts';
import { type Attempt, type Fields, firstShowing } from '../../web/form.ts';
import { languages } from '../../web/language.ts';
import { type MultipartLimits, multipartForm, readSmallFiles, type SmallFile } from '../../web/multipart.ts';
import { form, type MemberVisit, page } from '../../web/page.ts';
import { type GoTo, goTo } from '../../web/visit.ts';
import { type Engine, findingsOf } from '../commands.ts';
import { places } from '../pages/desk.ts';
import {
  attestedModels,
  checkedFamily,
  type FamilyOfCase,
  LIST_LIMIT,
  loadFamily,
  type Previewed,
  previewFamily,
  readList,
  saveFamily,
} from './commands.ts';
import { type ReadList, takeOver } from './family.ts';
import { type ModelsView, modelsPage } from './page.ts';
import { modelsPreviewPage } from './preview-page.ts';

const limits: MultipartLimits = { fileLimit: LIST_LIMIT, files: 1, fieldLimit: 8 * 1024 * 1024 };
const ApplicationId = z.object({ id: z.string().min(8).max(64) });
const ModelShape = z.object({
  model: z.string().max(1000),
  name: z.string().max(2000).optional(),
  difference: z.string().max(5000).optional(),
});
const Family = z.array(ModelShape).max(20_000);
const How = z.enum(['add', 'replace']);
const Base = z.coerce.number().int().min(0);

/** The family of models of an application: page and API, by hand, by paste, from CSV or XLSX. */
export function modelRoutes(app: FastifyInstance, engine: Engine): void {
  modelApi(app, engine);
  modelPages(app, engine);
}

const withoutUndefined = (list: z.output<typeof Family>): readonly Model[] =>
  list.map(({ model, name, difference }) => ({
    model,
    ...(name === undefined ? {} : { name }),
    ...(difference === undefined ? {} : { difference }),
  }));

const AttestedShape = z.object({ place: z.number().int(), model: z.string(), attestation: z.string() });
const ChangeShape = z.object({
  version: z.number().int(),
  saved: z.boolean(),
  models: z.number().int(),
  added: z.array(z.string()),
  removed: z.array(z.string()),
  changed: z.array(z.string()),
  kept: z.number().int(),
  attested: z.array(AttestedShape).describe('Models that an attestation in force carries already: the form check will refuse them'),
});

const changeJson = (change: Previewed, version: number, saved: boolean) => ({
  version,
  saved,
  models: change.family.length,
  added: change.added.map(({ model }) => model),
  removed: change.removed.map(({ model }) => model),
  changed: change.changed.map(({ to }) => to.model),
  kept: change.kept,
  attested: [...change.attested],
});

/** For a change: may this person make one at all, and what is the family now? */
async function familyFor<O>(engine: Engine, person: Principal, id: string, run: (tx: Tx, of: FamilyOfCase) => Promise<O>): Promise<O> {
  assertMay(person, 'application.edit');
  return engine.store.transaction(async (tx) => run(tx, await loadFamily(engine, tx, id, person)));
}

function modelApi(app: FastifyInstance, engine: Engine): void {
  api(app).put(
    '/api/v1/applications/:id/models',
    {
      schema: {
        summary: 'Replace the family of models, over the version of the field that was seen; all bad rows are told at once',
        params: ApplicationId,
        body: z.object({ models: Family, base: Base }),
        response: { 200: ChangeShape, ...refusals },
      },
    },
    async (request) => {
      const person = await principalOf(request);
      const { id } = request.params;
      const { field, change } = await familyFor(engine, person, id, async (tx, of) => {
        const family = checkedFamily(withoutUndefined(request.body.models), of.field.maxRows);
        return { field: of.field.id, change: await previewFamily(engine, tx, of, family, 'replace') };
      });
      return changeJson(change, await saveFamily(engine, person, id, field, change.family, request.body.base), true);
    },
  );
  api(app).post(
    '/api/v1/applications/:id/models/import',
    {
      schema: {
        summary:
          'Read models from a CSV or XLSX: multipart/form-data with file (or paste), how=add|replace, apply=yes to save, base=<version seen>. Every bad row is told at once, at row/<number> or its cell',
        params: ApplicationId,
        response: { 200: ChangeShape, ...refusals },
      },
    },
    async (request) => {
      const person = await principalOf(request);
      const { id } = request.params;
      assertMay(person, 'application.edit');
      const { fields, files } = await readSmallFiles(request, limits);
      const asked = parse(
        z.object({
          how: How.default('replace'),
          apply: z.enum(['yes', 'no']).default('no'),
          base: Base.optional(),
          paste: z.string().optional(),
        }),
        fields,
      );
      const { models, problems } = await listFor(engine, person, id, { file: files[0], pasted: asked.paste ?? '' });
      if (problems.length > 0) throw new InvalidInput(problems.map(({ row, cell, message }) => ({ path: cell ?? `row/${row}`, message })));
      const { of, change } = await familyFor(engine, person, id, async (tx, its) => ({
        of: its,
        change: await previewFamily(engine, tx, its, models, asked.how),
      }));
      if (asked.apply === 'no') return changeJson(change, of.version, false);
      return changeJson(change, await saveFamily(engine, person, id, of.field.id, change.family, asked.base ?? of.version), true);
    },
  );
}

/** Reads what was brought, outside any transaction: a workbook takes its time. */
async function listFor(
  engine: Engine,
  person: Principal,
  id: string,
  given: { readonly file: SmallFile | undefined; readonly pasted: string },
): Promise<ReadList> {
  if (!given.file && given.pasted.trim() === '') throw nothingGiven();
  const most = await familyFor(engine, person, id, async (_tx, of) => of.field.maxRows);
  return readList(given, most);
}

const nothingGiven = () =>
  new InvalidInput([
    { path: 'file', message: text('ファイルを選ぶか、型番を貼り付けてください。', 'Choose a file, or paste the models.') },
  ]);

async function modelsView(engine: Engine, visit: MemberVisit, told?: ModelsView['told']): Promise<ModelsView> {
  return engine.store.transaction(async (tx) => {
    const of = await loadFamily(engine, tx, visit.params['id'] ?? '', visit.principal);
    const findings = (await findingsOf(engine, tx, of.its)).filter(
      (finding) => finding.path === of.field.id || finding.path.startsWith(`${of.field.id}/`),
    );
    const number = Number(visit.query['page'] ?? '1');
    const said = told ?? (visit.query['saved'] === 'yes' ? 'saved' : undefined);
    return {
      of,
      findings,
      attested: await attestedModels(engine, tx, of, of.family),
      find: visit.query['find'] ?? '',
      page: Number.isSafeInteger(number) && number > 0 ? number : 1,
      ...(said ? { told: said } : {}),
    };
  });
}

const again = (engine: Engine) => async (visit: MemberVisit, attempt: Attempt) =>
  modelsPage(visit, attempt, await modelsView(engine, visit));

/** Saves and goes to look; a family that somebody else changed meanwhile is shown as it is now. */
async function savedOr(engine: Engine, visit: MemberVisit, save: () => Promise<unknown>): Promise<GoTo | ReturnType<typeof modelsPage>> {
  try {
    await save();
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    return { ...modelsPage(visit, firstShowing, await modelsView(engine, visit, 'moved')), status: 412 };
  }
  return goTo(`${visit.to(places.models(visit.params['id'] ?? ''))}?saved=yes`);
}

function modelPages(app: FastifyInstance, engine: Engine): void {
  const path = '/applications/:id/models';
  const idOf = (visit: MemberVisit) => visit.params['id'] ?? '';
  page(app, path, async (visit) => modelsPage(visit, firstShowing, await modelsView(engine, visit)));

  const One = z.object({ base: Base, model: typed({ min: 1, max: 100 }), name: typed({ max: 200 }), difference: typed({ max: 500 }) });
  form(app, path, { fields: One, again: again(engine) }, async (visit, { base, model, name, difference }) => {
    const { field, family } = await familyFor(engine, visit.principal, idOf(visit), async (_tx, of) => ({
      field: of.field,
      family: takeOver(of.family, [{ model, ...(name ? { name } : {}), ...(difference ? { difference } : {}) }], 'add').family,
    }));
    return savedOr(engine, visit, () =>
      saveFamily(engine, visit.principal, idOf(visit), field.id, checkedFamily(family, field.maxRows), base),
    );
  });

  form(
    app,
    `${path}/remove`,
    { fields: z.object({ base: Base, remove: listOf(z.string().max(1000)) }) },
    async (visit, { base, remove }) => {
      const gone = new Set(remove.map(modelKey));
      const { field, family } = await familyFor(engine, visit.principal, idOf(visit), async (_tx, of) => ({
        field: of.field,
        family: of.family.filter((each) => !gone.has(modelKey(each.model))),
      }));
      return savedOr(engine, visit, () => saveFamily(engine, visit.principal, idOf(visit), field.id, family, base));
    },
  );

  multipartForm(app, `${path}/import`, {
    read: async (request, visit, check) => {
      assertMay(visit.principal, 'application.edit');
      const { fields, files } = await readSmallFiles(request, limits, check);
      return { fields, file: files[0] };
    },
    run: (visit, read) => preview(engine, visit, read),
    again: again(engine),
  });

  multipartForm(app, `${path}/confirm`, {
    read: async (request, _visit, check) => (await readSmallFiles(request, limits, check)).fields,
    run: async (visit, fields) => {
      const { family, base } = parse(z.object({ family: z.string().transform(fromJson).pipe(Family), base: Base }), fields);
      const field = await familyFor(engine, visit.principal, idOf(visit), async (_tx, of) => of.field);
      return savedOr(engine, visit, () =>
        saveFamily(engine, visit.principal, idOf(visit), field.id, checkedFamily(withoutUndefined(family), field.maxRows), base),
      );
    },
    again: again(engine),
  });

  for (const language of languages) {
    app.get(`/${language}${path}/list.csv`, async (request, reply) =>
      csv(engine, await principalOf(request), (request.params as { id: string }).id, reply),
    );
  }
}

const fromJson = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
};

async function preview(engine: Engine, visit: MemberVisit, { fields, file }: { fields: Fields; file: SmallFile | undefined }) {
  const { how, paste } = parse(z.object({ how: How.default('add'), paste: z.string().default('') }), fields);
  const id = visit.params['id'] ?? '';
  const { models, problems } = await listFor(engine, visit.principal, id, { file, pasted: paste });
  if (problems.length === 0)
    return modelsPreviewPage(
      visit,
      await familyFor(engine, visit.principal, id, async (tx, of) => ({ of, change: await previewFamily(engine, tx, of, models, how) })),
    );
  const typedAgain: Attempt = { fields: { paste, how }, problems: [] };
  return modelsPage(visit, typedAgain, await modelsView(engine, visit), problems);
}

async function csv(engine: Engine, person: Principal, id: string, reply: FastifyReply): Promise<FastifyReply> {
  const { family } = await engine.store.transaction((tx) => loadFamily(engine, tx, id, person));
  const rows = family.map(({ model, name, difference }) => [model, name ?? '', difference ?? '']);
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', contentDisposition('attachment', `models-${id}.csv`))
    .send(Buffer.from(writeCsv([['型番', '名称', '違い'], ...rows])));
}
