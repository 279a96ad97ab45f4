import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Engine } from '../applications/index.ts';
import { contentDisposition, downloadHeaders } from '../io/download.ts';
import { api, languageOf, principalOf, refusals } from '../web/api.ts';
import { certificateFile } from './certificate-file.ts';
import { heldApi } from './held-api.ts';
import { LABEL_FILES, labelFile, VARIANTS } from './label-file.ts';
import { findHeld, listHeld } from './list.ts';

const Held = z.object({
  key: z.string(),
  number: z.string(),
  address: z.string(),
  scheme: z.string(),
  level: z.string(),
  product: z.object({ ja: z.string(), en: z.string() }),
  status: z.string(),
  validUntil: z.string(),
  daysLeft: z.number().int().describe('Days on which it still holds, today included'),
});

/** The holder's side of attestations: what the organisation holds, and the label files. */
export function attestationApi(app: FastifyInstance, engine: Engine): void {
  heldApi(app, engine);
  certificateApi(app, engine);
  const list = { summary: 'Attestations of the own organisation; for the office: all', response: { 200: z.array(Held), ...refusals } };
  api(app).get('/api/v1/held-attestations', { schema: list }, async (request) => {
    const held = await listHeld(engine, await principalOf(request), engine.clock.today());
    return held.map(({ entry, status, daysLeft }) => ({
      ...{ key: entry.key, number: entry.number, address: entry.address, scheme: entry.scheme, level: entry.level },
      ...{ product: entry.title, status: status.status, validUntil: entry.validUntil, daysLeft },
    }));
  });
  const artwork = {
    summary: 'The label as SVG, PNG or PDF, for print or web; for its holder, while it is in force',
    params: z.object({ key: z.string().max(100), file: z.enum(LABEL_FILES) }),
    querystring: z.object({ variant: z.enum(VARIANTS).default('print'), lang: z.enum(['ja', 'en']).optional() }),
    response: {
      200: {
        description: 'The file',
        content: {
          'image/svg+xml': { schema: z.string() },
          'image/png': { schema: z.string() },
          'application/pdf': { schema: z.string() },
        },
      },
      ...refusals,
    },
  };
  api(app).get('/api/v1/attestations/:key/artwork/:file', { schema: artwork }, async (request, reply): Promise<never> => {
    const view = await findHeld(engine, await principalOf(request), request.params.key, engine.clock.today());
    const made = await labelFile(view, request.params.file, request.query.variant, languageOf(request), app.akashi.demo);
    // Drawn by ourselves from numbers: an SVG of ours may keep its type, and is still saved, never opened as a page.
    const headers = {
      ...downloadHeaders({ name: made.name, type: made.type, size: made.bytes.length }),
      'content-type': made.type,
      'content-disposition': contentDisposition('attachment', made.name),
    };
    return reply.headers(headers).send(made.bytes as never) as never;
  });
}

function certificateApi(app: FastifyInstance, engine: Engine): void {
  const schema = {
    summary: 'The certificate as PDF, with the dates of certification and of issue; for its holder and the office, while it is in effect',
    params: z.object({ key: z.string().max(100) }),
    querystring: z.object({ lang: z.enum(['ja', 'en']).optional() }),
    response: { 200: { description: 'The file', content: { 'application/pdf': { schema: z.string() } } }, ...refusals },
  };
  api(app).get('/api/v1/attestations/:key/certificate.pdf', { schema }, async (request, reply): Promise<never> => {
    const view = await findHeld(engine, await principalOf(request), request.params.key, engine.clock.today());
    const { name, bytes } = await certificateFile(view, languageOf(request), app.akashi.demo);
    return reply.headers(downloadHeaders({ name, type: 'application/pdf', size: bytes.length })).send(bytes as never) as never;
  });
}
