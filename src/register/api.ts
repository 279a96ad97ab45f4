import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { downloadHeaders } from '../io/download.ts';
import { writeCsv } from '../io/workbook/csv.ts';
import type { Day } from '../rules/day.ts';
import type { Language } from '../rules/text.ts';
import { api, Problem } from '../web/api.ts';
import { COUNTED_TO, type RegisterQuery, searchRegister } from './list.ts';
import { readListQuery, registerQuery } from './list-query.ts';
import { ListedAttestation, listedJson, PublicAttestation } from './public-json.ts';
import { type ListedView, listedView } from './public-view.ts';
import type { RegisterSite } from './register-site.ts';
import { allowAnyone, type Forms, sendCached, sendUnknown, takesPacked } from './send-cached.ts';
import { readTyped } from './typed-number.ts';

const Query = z.object({
  q: z.string().max(100).optional().describe('Words in the number, product, model or vendor; all must be found'),
  scheme: z.string().max(64).optional(),
  level: z.string().max(16).optional(),
  status: z.enum(['in-force', 'ended']).optional(),
  order: z.enum(['newest', 'name', 'ends-first']).default('newest'),
  limit: z.coerce.number().int().min(1).max(1000).default(50),
  offset: z.coerce.number().int().min(0).max(COUNTED_TO).default(0),
});
const List = z.object({
  asOf: z.string(),
  count: z
    .number()
    .int()
    .describe(`All that match; ${COUNTED_TO + 1} means more than ${COUNTED_TO}`),
  items: z.array(ListedAttestation),
});

/** The public API, open to anyone from anywhere: one attestation, and the list with its exports. Reading only. */
export function registerApi(app: FastifyInstance, site: RegisterSite, today: () => Day, forms: Forms): void {
  const found = async (query: RegisterQuery) => {
    const on = today();
    const { entries, count } = await searchRegister(site.source, query, on);
    const views = entries.flatMap(({ entry }) =>
      site.books.filter((book) => book.id === entry.scheme).map((book) => listedView(book, entry, on)),
    );
    return { on, count, views };
  };
  api(app).get(
    '/api/v1/attestations',
    { schema: { summary: 'The public register as a list', security: [], querystring: Query, response: { 200: List } } },
    async (request, reply) => {
      const { q, scheme, level, status, order, limit, offset } = request.query;
      const list = await found({
        ...(q ? { words: q } : {}),
        ...(scheme ? { scheme } : {}),
        ...(level ? { level } : {}),
        ...(status ? { standing: status } : {}),
        order,
        limit,
        offset,
      });
      allowAnyone(reply).header('cache-control', 'no-cache');
      return { asOf: list.on, count: list.count, items: list.views.map(listedJson) };
    },
  );
  const one = {
    summary: 'One attestation: everything public about it',
    security: [],
    params: z.object({ key: z.string().max(300) }),
    response: {
      200: PublicAttestation,
      404: { description: 'Never issued', content: { 'application/problem+json': { schema: Problem } } },
    },
  };
  api(app).get('/api/v1/attestations/:key', { schema: one, logLevel: 'warn' }, async (request, reply): Promise<never> => {
    const { key } = request.params;
    const reading = readTyped(site.books, key);
    const packed = takesPacked(request.headers);
    const page = (await forms(key, 'json', packed)) ?? (reading.is === 'number' ? await forms(reading.key, 'json', packed) : undefined);
    return (page ? sendCached(request, reply, page, 'json') : sendUnknown(request, reply, key, reading)) as never;
  });
  for (const language of ['ja', 'en'] as const) exports(app, language, found);
}

function exports(
  app: FastifyInstance,
  language: Language,
  found: (query: RegisterQuery) => Promise<{ on: Day; count: number; views: readonly ListedView[] }>,
): void {
  const list = async (query: unknown) => found(registerQuery(readListQuery(query as Record<string, string>), COUNTED_TO, 0));
  const save = (reply: FastifyReply, name: string, type: string) =>
    reply.headers({ ...downloadHeaders({ name, type }), 'cache-control': 'no-cache' });
  app.get(`/${language}/register.csv`, async (request, reply) => {
    const { on, views } = await list(request.query);
    const bytes = writeCsv([
      columns.map((column) => column.label[language]),
      ...views.map((view) => columns.map((column) => column.cell(view, language))),
    ]);
    return save(reply, `register-${on}.csv`, 'text/csv').header('content-type', 'text/csv; charset=utf-8').send(Buffer.from(bytes));
  });
  app.get(`/${language}/register.json`, async (request, reply) => {
    const { on, count, views } = await list(request.query);
    return save(reply, `register-${on}.json`, 'application/json').send(JSON.stringify({ asOf: on, count, items: views.map(listedJson) }));
  });
}

const columns: readonly { label: { ja: string; en: string }; cell: (view: ListedView, language: Language) => string }[] = [
  { label: { ja: '番号', en: 'Number' }, cell: (view) => view.entry.number },
  { label: { ja: '製品・サービス', en: 'Product or service' }, cell: (view, language) => view.entry.title[language] },
  { label: { ja: '事業者', en: 'Vendor' }, cell: (view, language) => view.entry.applicant[language] },
  { label: { ja: '制度', en: 'Scheme' }, cell: (view, language) => view.book.name[language] },
  { label: { ja: 'レベル', en: 'Level' }, cell: (view, language) => view.level.label[language] },
  { label: { ja: '状態', en: 'Status' }, cell: (view, language) => view.status.word[language] },
  { label: { ja: '状態の日付', en: 'Since' }, cell: (view) => view.status.since },
  { label: { ja: '発行日', en: 'Issued on' }, cell: (view) => view.entry.issuedOn },
  { label: { ja: '有効期限', en: 'Valid until' }, cell: (view) => view.entry.validUntil },
  { label: { ja: '型番', en: 'Models' }, cell: (view) => view.entry.models.map((each) => each.model).join(' / ') },
  { label: { ja: '公開ページ', en: 'Public page' }, cell: (view) => view.entry.address },
];
