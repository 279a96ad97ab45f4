import type { FirstAnswer } from '../web/first-answer.ts';
import type { CachedPage } from './page-cache.ts';
import { type CachedAnswer, cachedAnswer, type Form, takesPacked } from './send-cached.ts';

/** The page of an attestation if it is ready for today. */
export type Kept = (key: string, form: Form, packed: boolean) => CachedPage | undefined;

const ASKED = /^([0-9A-Za-z-]{1,100})(\/en|\.json)?$/;
const FORMS = new Map<string | undefined, Form>([
  [undefined, 'ja'],
  ['/en', 'en'],
  ['.json', 'json'],
]);

/**
 * Gives out kept pages of `/<path>/…` before the framework sees the request: codes on shelves are scanned by many. The
 * answer is the route's, but for the id of a request that nobody logs.
 */
export function keptPages(path: string, kept: Kept, security: Readonly<Record<string, string>>): FirstAnswer {
  const prefix = `/${path}/`;
  // Spelled once for a page, not once for a request.
  const wholes = new WeakMap<CachedPage, Spelled>();
  return (request, response) => {
    const { url = '', headers } = request;
    if (request.method !== 'GET' || !url.startsWith(prefix) || headers['content-encoding'] !== undefined) return false;
    const [, key, rest] = ASKED.exec(url.slice(prefix.length)) ?? [];
    const form = FORMS.get(rest);
    if (key === undefined || form === undefined) return false;
    const page = kept(key, form, takesPacked(headers));
    if (!page) return false;
    const whole = headers['if-none-match'] === undefined ? wholes.get(page) : undefined;
    const answer = whole ?? spelled(cachedAnswer(headers, page, form), security);
    if (answer.status === 200) wholes.set(page, answer);
    response.writeHead(answer.status, answer.head);
    response.end(answer.body);
    return true;
  };
}

/** An answer with its headers spelled as they are sent: name, value, name, value. */
interface Spelled {
  readonly status: number;
  readonly head: string[];
  readonly body?: Buffer;
}

function spelled({ status, headers, body }: CachedAnswer, security: Readonly<Record<string, string>>): Spelled {
  const all = { ...security, ...headers, ...(body ? { 'content-length': String(body.length) } : {}) };
  return { status, head: Object.entries(all).flat(), ...(body ? { body } : {}) };
}
