import { get as httpGet, type IncomingMessage } from 'node:http';
import { get as httpsGet } from 'node:https';

export type Page =
  | { readonly outcome: 'read'; readonly finalUrl: string; readonly status: number; readonly type: string; readonly body: string }
  | {
      readonly outcome: 'status' | 'unreachable' | 'too-many-redirects' | 'refused-redirect';
      readonly finalUrl: string;
      readonly status?: number;
    };

const REDIRECTS = 5;
const BYTES = 2 * 1024 * 1024;
const TIMEOUT_MS = 15_000;

/**
 * Reads a page that is published for everybody, of an address that whoever runs the command wrote. At most five redirects, never from https to http; at most
 * 2 MB and 15 seconds each. Certificates are checked.
 */
export async function fetchPage(url: string, signal: AbortSignal): Promise<Page> {
  let at = new URL(url);
  for (let redirects = 0; ; redirects++) {
    const answer = await ask(at, AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]));
    signal.throwIfAborted();
    const finalUrl = at.href;
    if (answer === undefined) return { outcome: 'unreachable', finalUrl };
    const { status, location, type, body } = answer;
    if (status >= 300 && status < 400 && location !== undefined) {
      if (redirects >= REDIRECTS) return { outcome: 'too-many-redirects', finalUrl, status };
      const next = URL.canParse(location, at.href) ? new URL(location, at) : undefined;
      const isAsGood = next?.protocol === 'https:' || (next?.protocol === 'http:' && at.protocol === 'http:');
      if (!next || !isAsGood) return { outcome: 'refused-redirect', finalUrl, status };
      at = next;
      continue;
    }
    return status >= 200 && status < 300 ? { outcome: 'read', finalUrl, status, type, body } : { outcome: 'status', finalUrl, status };
  }
}

interface Answer {
  readonly status: number;
  readonly location: string | undefined;
  readonly type: string;
  readonly body: string;
}

function ask(url: URL, signal: AbortSignal): Promise<Answer | undefined> {
  const { promise, resolve } = Promise.withResolvers<Answer | undefined>();
  const get = url.protocol === 'https:' ? httpsGet : httpGet;
  const request = get(
    url,
    { signal, agent: false, headers: { 'user-agent': 'akashi-check', accept: 'text/html, text/plain' } },
    (response) => {
      void bodyOf(response).then((body) => {
        const { statusCode: status = 0, headers } = response;
        resolve({ status, location: headers.location, type: headers['content-type'] ?? 'text/plain', body });
        request.destroy();
      });
    },
  );
  request.on('error', () => resolve(undefined));
  return promise;
}

async function bodyOf(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of response as AsyncIterable<Buffer>) {
      parts.push(part);
      length += part.length;
      if (length > BYTES) break;
    }
  } catch {
    // What came until then is what there is.
  }
  return new TextDecoder().decode(Buffer.concat(parts).subarray(0, BYTES));
}
