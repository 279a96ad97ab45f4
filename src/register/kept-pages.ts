import type { FirstAnswer } from '../web/first-answer.ts';
import type { Kept } from './page-cache.ts';
import { cachedAnswer, takesPacked } from './send-cached.ts';

/** The page at an address below the path, if it is ready for today. */
export type KeptAt = (address: string, packed: boolean) => Kept | undefined;

/**
 * Gives out kept pages of `/<path>/…` before the framework sees the request: codes on shelves are scanned by many. The
 * answer is the route's, but for the id of a request that nobody logs.
 */
export function keptPages(path: string, keptAt: KeptAt, security: Readonly<Record<string, string>>): FirstAnswer {
  const prefix = `/${path}/`;
  return (request, response) => {
    const { url = '', headers } = request;
    if (request.method !== 'GET' || !url.startsWith(prefix) || headers['content-encoding'] !== undefined) return false;
    const kept = keptAt(url.slice(prefix.length), takesPacked(headers));
    if (!kept) return false;
    if (headers['if-none-match'] === undefined && kept.head) {
      response.writeHead(200, kept.head);
      response.end(kept.page.body);
      return true;
    }
    const answer = cachedAnswer(headers, kept.page, url.endsWith('.json') ? 'json' : 'ja');
    const length = answer.body ? { 'content-length': String(answer.body.length) } : {};
    // Spelled once for a page, not once for a request: name, value, name, value.
    const head = Object.entries({ ...security, ...answer.headers, ...length }).flat();
    if (answer.status === 200) kept.head = head;
    response.writeHead(answer.status, head);
    response.end(answer.body);
    return true;
  };
}
