import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Case, type Engine, intakeAddress, loadCase, loadToFill } from '../applications/index.ts';
import type { Files } from '../io/files.ts';
import { assertMay, type Principal } from '../people/index.ts';
import { NotFound } from '../rules/refusal.ts';
import type { Tx } from '../store/index.ts';
import { api, idempotencyKey, principalOf, refusals } from '../web/api.ts';
import { firstShowing } from '../web/form.ts';
import { keyOfForm, type MultipartLimits, multipartForm, readMultipart } from '../web/multipart.ts';
import { type MemberVisit, page } from '../web/page.ts';
import { goTo } from '../web/visit.ts';
import { type Into, uploadInto, VAULT_LIMITS } from './commands.ts';
import type { EvidenceFile } from './evidence.ts';
import { fileOf } from './list.ts';
import { type ScansView, scansPage } from './pages/scans.ts';

const limits: MultipartLimits = VAULT_LIMITS;

/** The vault of the applicant of a case that the office took in on paper; refused for every other case (D-4.5-1). */
async function vaultOf(engine: Engine, person: Principal, id: string): Promise<Required<Into>> {
  assertMay(person, 'application.intake');
  const subject = await engine.store.transaction((tx) => loadToFill(engine, tx, id, person));
  return { organisation: subject.organisation, scannedFor: subject.id };
}

/** The files that were scanned from paper for a case. */
async function scansOf(tx: Pick<Tx, 'db'>, its: Case): Promise<readonly EvidenceFile[]> {
  const rows = await tx.db
    .selectFrom('files')
    .selectAll()
    .where('organisation', '=', its.subject.organisation)
    .where('application', '=', its.subject.id)
    .where('from_paper', '=', true)
    .where('erased_at', 'is', null)
    .orderBy('uploaded_at')
    .orderBy('id')
    .execute();
  return rows.map(fileOf);
}

/** Scans of papers that came by post: the officer brings them in, they belong to the applicant and to this case, and say that they come from paper. */
export function scanRoutes(app: FastifyInstance, engine: Engine, files: Files): void {
  const Scanned = z.object({ files: z.array(z.object({ id: z.string(), name: z.string(), sha256: z.string() })) });
  api(app).post(
    '/api/v1/applications/:id/scans',
    {
      schema: {
        summary: 'Bring scans of papers into a case that came by post (officers): multipart/form-data with parts named file; all or none',
        params: z.object({ id: z.string().min(8).max(64) }),
        response: { 201: Scanned, ...refusals },
      },
    },
    async (request, reply) => {
      const person = await principalOf(request);
      const key = idempotencyKey(request);
      const into = await vaultOf(engine, person, request.params.id);
      const entered = await uploadInto(engine, files, person, into, async (take) => {
        await readMultipart(request, limits, take);
        return { key };
      });
      return reply.status(201).send({ files: entered.map(({ id, name, sha256 }) => ({ id, name, sha256 })) });
    },
  );
  scanPages(app, engine, files);
}

async function viewOf(engine: Engine, visit: MemberVisit): Promise<ScansView> {
  assertMay(visit.principal, 'application.intake');
  return engine.store.transaction(async (tx) => {
    const its = await loadCase(engine, tx, visit.params['id'] ?? '', visit.principal, 'application.read');
    if (!its.subject.onBehalf) throw new NotFound(`scans of ${its.subject.id}`);
    return { its, files: await scansOf(tx, its), back: intakeAddress(its.subject.id), entered: Number(visit.query['entered'] ?? '') || 0 };
  });
}

function scanPages(app: FastifyInstance, engine: Engine, files: Files): void {
  const path = '/cases/:id/scans';
  page(app, path, async (visit) => scansPage(visit, firstShowing, await viewOf(engine, visit)));
  multipartForm(app, path, {
    read: async (request, visit, check) => {
      const into = await vaultOf(engine, visit.principal, visit.params['id'] ?? '');
      return uploadInto(engine, files, visit.principal, into, async (take) => {
        let seen = {};
        const fields = await readMultipart(request, limits, async (incoming, before) => {
          check(before);
          seen = before;
          await take(incoming);
        });
        check(fields);
        return { key: keyOfForm(visit, { ...seen, ...fields }) };
      });
    },
    run: async (visit, entered) => goTo(`${visit.to(`/cases/${visit.params['id'] ?? ''}/scans`)}?entered=${entered.length}`),
    again: async (visit, attempt) => scansPage(visit, attempt, await viewOf(engine, visit)),
  });
}
