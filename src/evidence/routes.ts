import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Engine, inputFrom, moveFields, namesOf } from '../applications/index.ts';
import { downloadHeaders } from '../io/download.ts';
import type { Files } from '../io/files.ts';
import { assertMay, type Principal } from '../people/index.ts';
import { fieldsOf } from '../rules/dossier.ts';
import { InvalidInput, NotFound } from '../rules/refusal.ts';
import { text } from '../rules/text.ts';
import { api, idempotencyKey, principalOf, refusals } from '../web/api.ts';
import { firstShowing } from '../web/form.ts';
import { languages } from '../web/language.ts';
import { keyOfForm, type MultipartLimits, multipartForm, readMultipart } from '../web/multipart.ts';
import { form, type MemberVisit, page } from '../web/page.ts';
import { goTo } from '../web/visit.ts';
import { erase, openFile, stateOrigin, upload, VAULT_LIMITS } from './commands.ts';
import { documentRoutes, OriginShape } from './documents-routes.ts';
import { byFile, type EvidenceFile, evidenceStream, isBinding, type Use } from './evidence.ts';
import { filesOf, findFile, usesOf } from './list.ts';
import { originFields } from './origin.ts';
import { type FileView, filePage } from './pages/file.ts';
import { type VaultView, vaultPage } from './pages/vault.ts';
import { evidenceDay } from './pages/words.ts';
import { scanRoutes } from './scans.ts';

const FileId = z.object({ id: z.string().max(64) });
const limits: MultipartLimits = VAULT_LIMITS;

const UseShape = z.object({
  application: z.string(),
  title: z.string(),
  path: z.string(),
  label: z.object({ ja: z.string(), en: z.string() }),
  place: z.string(),
  standing: z.enum(['draft', 'submitted', 'in-force', 'past']),
  attestation: z.string().optional(),
});
const FileShape = z
  .object({
    id: z.string(),
    name: z.string(),
    size: z.number().int(),
    type: z.string(),
    sha256: z.string(),
    uploadedAt: z.string(),
    uploadedBy: z.string(),
    origin: OriginShape.optional(),
    scannedFor: z.string().optional(),
  })
  .meta({ id: 'EvidenceFile', description: 'A file of the own organisation’s evidence vault. The type is told from the content.' });
const UsedFileShape = FileShape.extend({ usedIn: z.array(UseShape), erasable: z.boolean() });

const fileJson = ({ id, name, size, type, sha256, uploadedAt, uploadedBy, origin, scannedFor }: EvidenceFile) => ({
  ...{ id, name, size, type, sha256, uploadedAt, uploadedBy },
  ...(origin ? { origin: { ...origin } } : {}),
  ...(scannedFor ? { scannedFor } : {}),
});
const useJson = ({ application, title, path, label, place, standing, attestation }: Use) => ({
  application,
  title,
  path,
  label,
  place,
  standing,
  ...(attestation ? { attestation } : {}),
});
const usedFileJson = (file: EvidenceFile, uses: readonly Use[]) => ({
  ...fileJson(file),
  usedIn: uses.map(useJson),
  erasable: !uses.some(isBinding),
});

/**
 * The vendor's own vault: pages and API. Closed to everybody but the people of the organisation; what a submitted application handed over is
 * open to the office by the application's own list.
 */
export function evidenceRoutes(app: FastifyInstance, engine: Engine, files: Files): void {
  evidenceApi(app, engine, files);
  originApi(app, engine);
  evidencePages(app, engine, files);
  documentRoutes(app, engine, files);
  scanRoutes(app, engine, files);
}

function evidenceApi(app: FastifyInstance, engine: Engine, files: Files): void {
  api(app).post(
    '/api/v1/evidence',
    {
      schema: {
        summary: 'Bring files into the vault: multipart/form-data with one or more parts named file, 100 MB each; all or none',
        response: { 201: z.object({ files: z.array(FileShape) }), ...refusals },
      },
    },
    async (request, reply) => {
      const person = await principalOf(request);
      const key = idempotencyKey(request);
      const entered = await upload(engine, files, person, async (take) => {
        await readMultipart(request, limits, take);
        return { key };
      });
      return reply.status(201).send({ files: entered.map(fileJson) });
    },
  );
  api(app).get(
    '/api/v1/evidence',
    {
      schema: {
        summary: 'Files of the own vault, the newest first, with where each is used',
        response: { 200: z.array(UsedFileShape), ...refusals },
      },
    },
    async (request) => {
      const { all, uses } = await vault(engine, await principalOf(request));
      return all.map((file) => usedFileJson(file, uses.get(file.id) ?? []));
    },
  );
  api(app).get(
    '/api/v1/evidence/:id',
    { schema: { summary: 'One file of the own vault', params: FileId, response: { 200: UsedFileShape, ...refusals } } },
    async (request) => {
      const { file, uses } = await one(engine, await principalOf(request), request.params.id);
      return usedFileJson(file, uses);
    },
  );
  api(app).get(
    '/api/v1/evidence/:id/content',
    { schema: { summary: 'The bytes, always as an attachment', params: FileId } },
    async (request, reply) => content(engine, files, request, reply),
  );
  api(app).delete(
    '/api/v1/evidence/:id',
    {
      schema: {
        summary: 'Erase a file for good; refused while something submitted or in force points to it',
        params: FileId,
        response: { 200: z.object({ id: z.string(), sha256: z.string() }), ...refusals },
      },
    },
    async (request) => {
      const person = await principalOf(request);
      return erase(engine, files, person, idempotencyKey(request), request.params.id);
    },
  );
}

function originApi(app: FastifyInstance, engine: Engine): void {
  api(app).put(
    '/api/v1/evidence/:id/origin',
    {
      schema: {
        summary: 'Say where a file comes from: own, contractor-public, contractor-signed, web-page',
        params: FileId,
        body: z.record(z.string().max(40), z.string().max(4000)),
        response: { 200: UsedFileShape, ...refusals },
      },
    },
    async (request) => {
      const person = await principalOf(request);
      const { id } = request.params;
      await stateOrigin(engine, person, idempotencyKey(request), id, request.body);
      const { file, uses } = await one(engine, person, id);
      return usedFileJson(file, uses);
    },
  );
}

async function content(engine: Engine, files: Files, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { id } = request.params as { id: string };
  const { file, size, stream } = await openFile(engine, files, await principalOf(request), id);
  return reply.headers(downloadHeaders({ name: file.name, type: file.type, size })).send(stream);
}

async function vault(engine: Engine, person: Principal) {
  assertMay(person, 'evidence.read');
  return engine.store.transaction(async (tx) => ({
    all: await filesOf(tx, person.organisation.id),
    uses: byFile(await usesOf(engine, tx, person)),
  }));
}

async function one(engine: Engine, person: Principal, id: string) {
  assertMay(person, 'evidence.read');
  return engine.store.transaction(async (tx) => {
    const file = await findFile(tx, person.organisation.id, id);
    if (!file) throw new NotFound(`evidence ${id}`);
    return {
      file,
      uses: (await usesOf(engine, tx, person)).filter((use) => use.document === id),
      history: await tx.load(evidenceStream(id)),
    };
  });
}

async function vaultView(engine: Engine, visit: MemberVisit): Promise<VaultView> {
  const { all, uses } = await vault(engine, visit.principal);
  const names = await namesOf(engine.store, [...new Set(all.map((file) => file.uploadedBy))], []);
  const number = Number(visit.query['page'] ?? '1');
  return {
    files: all,
    uses,
    names,
    show: visit.query['show'] === 'unused' ? 'unused' : 'all',
    page: Number.isSafeInteger(number) && number > 0 ? number : 1,
    entered: Number(visit.query['entered'] ?? '') || 0,
    erased: visit.query['erased'] === 'yes',
    handsOver: engine.books.some((book) => book.editions.some((edition) => fieldsOf(edition.dossier).some((field) => field.handedOver))),
  };
}

async function fileView(engine: Engine, visit: MemberVisit): Promise<FileView> {
  const { file, uses, history } = await one(engine, visit.principal, visit.params['id'] ?? '');
  const foreign = history.map((event) => event.actor.organisation).filter((each) => each !== file.organisation);
  const names = await namesOf(engine.store, [...new Set(history.map((event) => event.actor.person))], [...new Set(foreign)]);
  const book = engine.books.find((each) => uses.some((use) => use.scheme === each.id)) ?? engine.books[0];
  if (!book) throw new NotFound('scheme');
  return {
    file,
    uses,
    book,
    history: history.map((event) => ({
      at: evidenceDay(event.at),
      by: visit.t(names.get(event.actor.person) ?? { ja: '(消去済み)', en: '(erased)' }),
      organisation: event.actor.organisation === file.organisation ? '' : visit.t(names.get(event.actor.organisation) ?? text('', '')),
      type: event.type,
    })),
  };
}

function evidencePages(app: FastifyInstance, engine: Engine, files: Files): void {
  page(app, '/evidence', async (visit) => vaultPage(visit, firstShowing, await vaultView(engine, visit)));
  multipartForm(app, '/evidence', {
    read: (request, visit, check) =>
      upload(engine, files, visit.principal, async (take) => {
        let seen = {};
        const fields = await readMultipart(request, limits, async (incoming, before) => {
          check(before);
          seen = before;
          await take(incoming);
        });
        check(fields);
        return { key: keyOfForm(visit, { ...seen, ...fields }) };
      }),
    run: async (visit, entered) => goTo(visit.to(`/evidence?entered=${entered.length}`)),
    again: async (visit, attempt) => vaultPage(visit, attempt, await vaultView(engine, visit)),
  });
  for (const language of languages)
    app.get(`/${language}/evidence/:id/content`, (request, reply) => content(engine, files, request, reply));
  page(app, '/evidence/:id', async (visit) => filePage(visit, await fileView(engine, visit)));
  form(app, '/evidence/:id/origin', { fields: moveFields }, async (visit, posted, key) => {
    const id = visit.params['id'] ?? '';
    const input = inputFrom(originFields, posted);
    try {
      await stateOrigin(engine, visit.principal, key, id, input);
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      return filePage(visit, await fileView(engine, visit), { input, problems: error.problems });
    }
    return goTo(`${visit.to(`/evidence/${id}`)}#origin`);
  });
  form(app, '/evidence/:id/erase', { fields: z.object({}) }, async (visit, _fields, key) => {
    await erase(engine, files, visit.principal, key, visit.params['id'] ?? '');
    return goTo(visit.to('/evidence?erased=yes'));
  });
}
