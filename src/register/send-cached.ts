import type { FastifyReply, FastifyRequest } from 'fastify';
import { NotFound } from '../rules/refusal.ts';
import { type Language, text } from '../rules/text.ts';
import { languageOf } from '../web/api.ts';
import { answerTo, problemJson } from '../web/errors.ts';
import type { CachedPage } from './page-cache.ts';
import type { TypedNumber } from './typed-number.ts';

/** An attestation's page in a language, or its JSON; undefined for a key never issued. */
export type Forms = (key: string, form: Language | 'json') => Promise<CachedPage | undefined>;

/** Sends a kept page: 304 when the caller has it, packed when it takes that. Kept by others only if they ask again. */
export function sendCached(request: FastifyRequest, reply: FastifyReply, page: CachedPage, form: Language | 'json'): FastifyReply {
  const packed = String(request.headers['accept-encoding'] ?? '').includes('gzip');
  const etag = packed ? `"${page.etag}-gz"` : `"${page.etag}"`;
  reply.header('etag', etag).header('cache-control', 'public, no-cache').header('vary', 'accept-encoding');
  if (form === 'json') allowAnyone(reply);
  if (sameTag(request.headers['if-none-match'], page.etag)) return reply.status(304).send();
  reply.header('content-type', page.type);
  if (packed) reply.header('content-encoding', 'gzip');
  return reply.send(packed ? page.packed : page.body);
}

/** Public data may be read from the pages of any site. */
export function allowAnyone(reply: FastifyReply): FastifyReply {
  return reply.header('access-control-allow-origin', '*').header('cross-origin-resource-policy', 'cross-origin');
}

const sameTag = (asked: string | undefined, etag: string): boolean => (asked ?? '').split(',').some((each) => bareTag(each) === etag);

/** A tag without weakness, quotes and packing: the bytes behind both spellings say the same. */
const bareTag = (tag: string): string => tag.trim().replace(/^W\//, '').replace(/^"|"$/g, '').replace(/-gz$/, '');

const details = {
  'wrong-check': text(
    '番号のどこかが1文字違っています(検査文字が合いません)。',
    'One character of this number is wrong (its check character does not fit).',
  ),
  number: text('この番号で発行されたものはありません。', 'Nothing was ever issued under this number.'),
  'no-number': text('番号として読み取れません。', 'This cannot be read as a number.'),
} as const;

/** A number that leads nowhere, told to a program: 404, and what is wrong with the number. */
export function sendUnknown(request: FastifyRequest, reply: FastifyReply, typed: string, reading: TypedNumber): FastifyReply {
  const language = languageOf(request);
  const code = reading.is === 'wrong-check' ? 'wrong-check-character' : 'not-found';
  const problem = problemJson({ ...answerTo(new NotFound(typed)), code, detail: details[reading.is] }, language, request.id);
  return allowAnyone(reply)
    .status(404)
    .header('content-language', language)
    .type('application/problem+json; charset=utf-8')
    .serializer((body: unknown) => JSON.stringify(body))
    .send(problem);
}
