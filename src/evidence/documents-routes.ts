import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Engine } from '../applications/index.ts';
import { downloadHeaders } from '../io/download.ts';
import type { Files } from '../io/files.ts';
import { api, principalOf, refusals } from '../web/api.ts';
import { languages } from '../web/language.ts';
import { page } from '../web/page.ts';
import { type HandedOverFile, listDocuments, openDocument } from './documents.ts';
import { documentsPage } from './pages/documents.ts';

const Text = z.object({ ja: z.string(), en: z.string() });
export const OriginShape = z
  .object({
    contractor: z.string().optional(),
    signedBy: z.string().optional(),
    address: z.string().optional(),
    on: z.string().optional(),
  })
  .meta({ id: 'EvidenceOrigin', description: 'Where a file comes from when it is not the applicant’s own.' });

const DocumentShape = z
  .object({
    id: z.string(),
    erased: z.boolean(),
    name: z.string().optional(),
    size: z.number().int().optional(),
    type: z.string().optional(),
    sha256: z.string().optional(),
    origin: OriginShape.optional(),
    scannedFromPaper: z.boolean(),
    content: z.string().optional().describe('Address of the bytes; fetching them is recorded'),
    uses: z.array(
      z.object({
        path: z.string(),
        label: Text,
        place: z.string(),
        clause: z.string(),
        submissions: z.array(z.number().int()),
        stands: z.boolean().describe('The last submission, or an answer, points to it'),
        thread: z.string().optional(),
      }),
    ),
    opened: z.array(z.object({ by: z.string(), organisation: z.string(), at: z.string() })),
  })
  .meta({ id: 'HandedOverFile', description: 'A file that went to the office with an application, and where it is pointed to.' });

const documentJson = (application: string, { id, file, uses, opened }: HandedOverFile): z.input<typeof DocumentShape> => ({
  id,
  erased: file === undefined,
  ...(file
    ? {
        ...{ name: file.name, size: file.size, type: file.type, sha256: file.sha256 },
        content: `/api/v1/applications/${application}/documents/${id}/content`,
      }
    : {}),
  ...(file?.origin ? { origin: { ...file.origin } } : {}),
  scannedFromPaper: file?.scannedFor !== undefined,
  uses: uses.map((use) => ({
    ...{ path: use.path, label: use.label, place: use.place, clause: use.handedOver },
    submissions: [...use.submissions],
    stands: use.isNow,
    ...(use.thread === undefined ? {} : { thread: use.thread }),
  })),
  opened: opened.map((each) => ({ ...each })),
});

/** What was handed over with a case: the list of submitted documents, and each file, by page and API. */
export function documentRoutes(app: FastifyInstance, engine: Engine, files: Files): void {
  const Application = z.object({ id: z.string().min(8).max(64) });
  api(app).get(
    '/api/v1/applications/:id/documents',
    {
      schema: {
        summary: 'Files handed over with an application: for its applicant, the officers, and a committee while it is heard',
        params: Application,
        response: { 200: z.array(DocumentShape), ...refusals },
      },
    },
    async (request) => {
      const listed = await listDocuments(engine, await principalOf(request), request.params.id);
      return listed.files.map((each) => documentJson(request.params.id, each));
    },
  );
  api(app).get(
    '/api/v1/applications/:id/documents/:file/content',
    {
      schema: {
        summary: 'The bytes of a file that was handed over; who fetched them is recorded',
        params: Application.extend({ file: z.string().max(64) }),
      },
    },
    (request, reply) => content(engine, files, request, reply),
  );
  page(app, '/cases/:id/documents', async (visit) =>
    documentsPage(visit, await listDocuments(engine, visit.principal, visit.params['id'] ?? '')),
  );
  for (const language of languages)
    app.get(`/${language}/cases/:id/documents/:file/content`, (request, reply) => content(engine, files, request, reply));
}

/** A picture or plain text may be looked at in the browser when asked for; all else is saved. Never HTML, SVG or script. */
const SHOWN: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'text/plain']);

async function content(engine: Engine, files: Files, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { id, file: fileId } = request.params as { id: string; file: string };
  const { show } = request.query as { show?: unknown };
  const { file, size, stream } = await openDocument(engine, files, await principalOf(request), id, fileId);
  const inline = show === '1' && SHOWN.has(file.type);
  return reply.headers(downloadHeaders({ name: file.name, type: file.type, size, inline })).send(stream);
}
