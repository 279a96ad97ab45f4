import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Case, type Engine, isDossierOpen, loadCase } from '../applications/index.ts';
import { type AttachedCheck, attachedChecks, BUNDLE_LIMIT } from '../check/index.ts';
import { pointedAt } from '../evidence/index.ts';
import { assertMay, may, type Principal } from '../people/index.ts';
import { devicePartsFor, dossierOf } from '../rules/editions.ts';
import { InvalidInput, NotFound, RuleRefused } from '../rules/refusal.ts';
import { text } from '../rules/text.ts';
import { VERDICTS } from '../rules/verdict.ts';
import type { Tx } from '../store/index.ts';
import { api, idempotencyKey, principalOf, refusals } from '../web/api.ts';
import { type Attempt, firstShowing } from '../web/form.ts';
import { keyOfForm, type MultipartLimits, multipartForm, readSmallFiles, type SmallFile } from '../web/multipart.ts';
import { type MemberVisit, page } from '../web/page.ts';
import { type Attached, attach, type DeviceChecks } from './attach.ts';
import { type DeviceChecksView, deviceChecksPage } from './page.ts';

const limits: MultipartLimits = { fileLimit: BUNDLE_LIMIT, files: 1 };
const ApplicationId = z.object({ id: z.string().min(8).max(64) });
const Verdict = z.enum(VERDICTS);
const AttachedShape = z.object({
  document: z.string().describe('The bundle in the evidence vault'),
  filled: z.array(z.string()).describe('Paths of the fields that were filled'),
  differs: z
    .array(z.object({ criterion: z.string(), stands: Verdict, found: Verdict }))
    .describe('Answers of a person that say otherwise; they stand'),
  open: z.array(z.string()).describe('Criteria that the tests bear on and did not settle'),
  answers: z.record(z.string(), Verdict),
  signedBy: z.string(),
});
const CheckShape = z.object({
  document: z.string(),
  sha256: z.string(),
  signedBy: z.string(),
  tool: z.string(),
  edition: z.string(),
  device: z.object({ model: z.string(), serial: z.string(), firmware: z.string() }),
  testedAt: z.string(),
  answers: z.record(z.string(), Verdict),
  by: z.string(),
  at: z.string(),
});

/** Results of device tests put into a dossier: page and API (L-3.4-6). */
export function deviceCheckRoutes(app: FastifyInstance, engine: Engine, its: DeviceChecks): void {
  deviceCheckApi(app, engine, its);
  deviceCheckPages(app, engine, its);
}

/** The checks that a reader of the case sees: its own people all, others those that the dossier in front of them points to. */
async function readChecks(engine: Engine, tx: Tx, id: string, person: Principal): Promise<{ its: Case; checks: readonly AttachedCheck[] }> {
  const its = await loadCase(engine, tx, id, person, 'application.read');
  const { book, subject } = its;
  if (devicePartsFor(book, subject.edition ?? '').length === 0) throw new NotFound(`device part for ${subject.edition}`);
  const checks = await attachedChecks(tx, its);
  if (person.organisation.id === subject.organisation) return { its, checks };
  const named = new Set(pointedAt(dossierOf(book, subject.edition ?? ''), its.values).map((pointer) => pointer.document));
  return { its, checks: checks.filter((check) => named.has(check.document)) };
}

function deviceCheckApi(app: FastifyInstance, engine: Engine, its: DeviceChecks): void {
  const path = '/api/v1/applications/:id/device-checks';
  api(app).get(
    path,
    {
      schema: {
        summary: 'Results of device tests that were put into the dossier',
        params: ApplicationId,
        response: { 200: z.array(CheckShape), ...refusals },
      },
    },
    async (request) => {
      const person = await principalOf(request);
      const { checks } = await engine.store.transaction((tx) => readChecks(engine, tx, request.params.id, person));
      return checks.map(({ document, sha256, signedBy, tool, edition, device, testedAt, answers, by, at }) => ({
        ...{ document, sha256, signedBy, tool, edition, device: { ...device }, testedAt, by, at },
        answers: { ...answers },
      }));
    },
  );
  api(app).post(
    path,
    {
      schema: {
        summary:
          'Put the result of akashi check into the dossier: multipart/form-data with file. It goes into the vault, is judged again, and fills what nobody wrote. What a person wrote stands; where it says otherwise, that comes back under differs',
        params: ApplicationId,
        response: { 201: AttachedShape, ...refusals },
      },
    },
    async (request, reply) => {
      const person = await principalOf(request);
      assertMay(person, 'application.edit');
      const key = idempotencyKey(request);
      const { files } = await readSmallFiles(request, limits);
      const { document, filled, differs, open, answers, signedBy } = await attach(
        engine,
        its,
        person,
        key,
        request.params.id,
        theFile(files),
      );
      return reply
        .status(201)
        .send({ document, signedBy, filled: [...filled], differs: [...differs], open: [...open], answers: { ...answers } });
    },
  );
}

function deviceCheckPages(app: FastifyInstance, engine: Engine, its: DeviceChecks): void {
  const path = '/applications/:id/device-checks';
  const idOf = (visit: MemberVisit) => visit.params['id'] ?? '';
  const view = async (visit: MemberVisit): Promise<DeviceChecksView> => {
    const { its: found, checks } = await engine.store.transaction((tx) => readChecks(engine, tx, idOf(visit), visit.principal));
    const { organisation, scheme, onBehalf } = found.subject;
    const isOpen =
      isDossierOpen(found.book, found.subject) &&
      may(visit.principal, 'application.edit', { organisation, scheme, onBehalf: onBehalf === true }) === 'yes';
    const efforts = devicePartsFor(found.book, found.subject.edition ?? '').map((part) => part.effort);
    return { its: found, isOpen, checks, judges: its.judges, efforts };
  };
  const again = async (visit: MemberVisit, attempt: Attempt) => deviceChecksPage(visit, attempt, await view(visit));
  page(app, path, async (visit) => deviceChecksPage(visit, firstShowing, await view(visit)));
  multipartForm(app, path, {
    read: async (request, visit, check) => {
      assertMay(visit.principal, 'application.edit');
      const { fields, files } = await readSmallFiles(request, limits, check);
      return { key: keyOfForm(visit, fields), files };
    },
    run: async (visit, { key, files }) => {
      const taken = await attached(() => attach(engine, its, visit.principal, key, idOf(visit), theFile(files)));
      return deviceChecksPage(visit, firstShowing, { ...(await view(visit)), ...taken });
    },
    again,
  });
}

/** What came of it, or the refusal to show on the page. */
async function attached(run: () => Promise<Attached>): Promise<Pick<DeviceChecksView, 'attached' | 'refused'>> {
  try {
    return { attached: await run() };
  } catch (error) {
    if (error instanceof RuleRefused) return { refused: { message: error.text, clause: error.clause, findings: error.findings } };
    throw error;
  }
}

function theFile(files: readonly SmallFile[]): SmallFile {
  const [file] = files;
  if (!file) throw new InvalidInput([{ path: 'file', message: text('結果ファイルを選んでください。', 'Choose the result file.') }]);
  return file;
}
