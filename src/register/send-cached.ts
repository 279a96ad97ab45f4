import type { FastifyReply, FastifyRequest } from 'fastify';
import { NotFound } from '../rules/refusal.ts';
import { type Language, text } from '../rules/text.ts';
import { languageOf } from '../web/api.ts';
import { answerTo, problemJson } from '../web/errors.ts';
import type { CachedPage } from './page-cache.ts';
import type { TypedNumber } from './typed-number.ts';

export type Form = Language | 'json';

/** An attestation's page in a language, or its JSON, packed or not; undefined for a key never issued. */
export type Forms = (key: string, form: Form, packed: boolean) => Promise<CachedPage | undefined>;

type AskedWith = FastifyRequest['headers'];

/** Does the caller take gzip? */
export const takesPacked = (headers: AskedWith): boolean => String(headers['accept-encoding'] ?? '').includes('gzip');

export interface CachedAnswer {
  readonly status: 200 | 304;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

/** What a kept page answers: 304 when the caller has it. Kept by others only if they ask again. */
export function cachedAnswer(asked: AskedWith, page: CachedPage, form: Form): CachedAnswer {
  const headers = {
    etag: page.packed ? `"${page.etag}-gz"` : `"${page.etag}"`,
    'cache-control': 'public, no-cache',
    vary: 'accept-encoding',
    ...(form === 'json' ? forAnyone : {}),
  };
  if (sameTag(asked['if-none-match'], page.etag)) return { status: 304, headers };
  return {
    status: 200,
    headers: { ...headers, 'content-type': page.type, ...(page.packed ? { 'content-encoding': 'gzip' } : {}) },
    body: page.body,
  };
}

export function sendCached(request: FastifyRequest, reply: FastifyReply, page: CachedPage, form: Form): FastifyReply {
  const { status, headers, body } = cachedAnswer(request.headers, page, form);
  return reply.status(status).headers(headers).send(body);
}

const forAnyone = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' } as const;

/** Public data may be read from the pages of any site. */
export function allowAnyone(reply: FastifyReply): FastifyReply {
  return reply.headers(forAnyone);
}

const sameTag = (asked: string | undefined, etag: string): boolean => asked?.split(',').some((each) => bareTag(each) === etag) ?? false;

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
