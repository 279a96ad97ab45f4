import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Principal } from '../people/index.ts';
import { InvalidInput } from '../rules/refusal.ts';
import { type Language, text } from '../rules/text.ts';
import { SignInNeeded } from './errors.ts';
import { preferredLanguage } from './language.ts';
import { assertCsrf, NoOrganisation, signedIn } from './page.ts';

/**
 * The app as API routes see it: schemas in zod, types inferred. Routes live under /api/v1 and appear in the OpenAPI document:
 * api(app).post('/api/v1/applications', { schema: { summary, body, response: { 201: … } } }, async (request, reply) => …).
 */
export const api = (app: FastifyInstance) => app.withTypeProvider<ZodTypeProvider>();

/**
 * Who calls, for which organisation: from the bearer token, or from the session of our own pages (then a changing call must carry the header
 * X-Akashi-CSRF). Throws SignInNeeded (401) for nobody.
 */
export async function principalOf(request: FastifyRequest): Promise<Principal> {
  const context = request.server.akashi;
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const secret = /^Bearer ([\w-]{20,200})$/i.exec(authorization)?.[1];
    const who = secret === undefined ? undefined : await context.identify.byToken(secret);
    if (!who?.principal) throw new SignInNeeded();
    return who.principal;
  }
  const who = await signedIn(request, context);
  if (!who) throw new SignInNeeded();
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    const sent = request.headers['x-akashi-csrf'];
    assertCsrf(request, context, typeof sent === 'string' ? sent : undefined);
  }
  if (!who.principal) throw new NoOrganisation();
  return who.principal;
}

/**
 * The Idempotency-Key header, required on every changing call: the same key and body again is the same act.
 * 8 to 200 visible ASCII characters.
 */
export function idempotencyKey(request: FastifyRequest): string {
  const key = request.headers['idempotency-key'];
  if (typeof key === 'string' && /^[\x21-\x7e]{8,200}$/.test(key)) return key;
  throw new InvalidInput([
    {
      path: 'Idempotency-Key',
      message: text('Idempotency-Key ヘッダー(8〜200文字)を付けてください。', 'Send an Idempotency-Key header of 8 to 200 characters.'),
    },
  ]);
}

/** The version the caller last saw, from If-Match: "7" → 7; undefined when absent; anything else is refused. */
export function ifMatch(request: FastifyRequest): number | undefined {
  const header = request.headers['if-match'];
  if (header === undefined) return undefined;
  const found = /^(?:W\/)?"(\d{1,9})"$/.exec(header)?.[1];
  if (found !== undefined) return Number(found);
  throw new InvalidInput([
    {
      path: 'If-Match',
      message: text('If-Match は "7" のように版の番号で指定してください。', 'Give If-Match as a version number in quotes, like "7".'),
    },
  ]);
}

/** The language an API caller asked for: ?lang=, else Accept-Language, else Japanese. */
export function languageOf(request: FastifyRequest): Language {
  const { lang } = request.query as { lang?: unknown };
  return lang === 'ja' || lang === 'en' ? lang : preferredLanguage(request.headers['accept-language']);
}

/** The shape of every refusal of the API. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string(),
    clause: z.string().optional(),
    errors: z.array(z.object({ path: z.string(), code: z.string(), clause: z.string().optional(), message: z.string() })),
    allowed: z.array(z.string()),
    request: z.string(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem: names the clause, lists every bad field, says what would be allowed.' });

/** The refusals every endpoint may answer with, for `response: { 200: …, ...refusals }`. */
export const refusals = {
  401: { description: 'Sign-in needed', content: { 'application/problem+json': { schema: Problem } } },
  403: { description: 'Not allowed', content: { 'application/problem+json': { schema: Problem } } },
  404: { description: 'Not found, or not for this caller', content: { 'application/problem+json': { schema: Problem } } },
  409: { description: 'A rule refuses it in this state', content: { 'application/problem+json': { schema: Problem } } },
  412: { description: 'The record moved on', content: { 'application/problem+json': { schema: Problem } } },
  422: { description: 'Invalid input, or findings', content: { 'application/problem+json': { schema: Problem } } },
} as const;
