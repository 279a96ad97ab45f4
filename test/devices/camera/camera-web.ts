import { randomBytes } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Camera, Faults } from './camera.ts';

const BODY_LIMIT = 4 * 1024 * 1024;

/** The camera's pages: sign in, settings, picture, update, reset. `after` is called once an answer is out: an update or a reset starts the camera anew. */
export function cameraPages(camera: Camera, faults: Faults, server: string, after: (what: 'update' | 'erase') => void) {
  const sessions = new Set<string>();
  const isIn = (request: IncomingMessage) => sessions.has(/(?:^|; )session=(\w+)/.exec(request.headers.cookie ?? '')?.[1] ?? '');
  const mayRead = (request: IncomingMessage) => faults.opensSettings === true || isIn(request);

  const answer: RequestListener = async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://camera').pathname;
    const give = (status: number, type: string, content: string, headers: Record<string, string> = {}) => {
      response.writeHead(status, { server, 'content-type': type, 'cache-control': 'no-store', ...headers }).end(content);
    };
    const json = (value: object, status = 200) => give(status, 'application/json', JSON.stringify(value));
    const body = await bodyOf(request, response);
    if (body === undefined) return;
    if (path === '/' && request.method === 'GET') return give(200, 'text/html; charset=utf-8', signInPage(faults));
    if (path === '/login' && request.method === 'POST') {
      const wait = camera.lockedFor();
      if (wait > 0 && !faults.allowsAnyNumberOfAttempts) {
        return give(429, 'text/plain', 'Too many attempts. Try again later.', { 'retry-after': String(Math.ceil(wait / 1000)) });
      }
      const form = new URLSearchParams(body.toString('latin1'));
      if (!camera.isRight(form.get('user') ?? '', form.get('password') ?? ''))
        return give(401, 'text/html', '<p>Wrong user or password.</p>');
      const session = randomBytes(16).toString('hex');
      sessions.add(session);
      return give(303, 'text/plain', '', { location: '/home', 'set-cookie': `session=${session}; HttpOnly; SameSite=Strict; Path=/` });
    }
    if (path === '/api/version') return json({ model: 'MC-200', version: camera.version });
    if (['/home', '/api/settings', '/api/people', '/api/update', '/api/reset'].includes(path) && !mayRead(request)) {
      return give(401, 'text/plain', 'Sign in first.');
    }
    if (path === '/home') return give(200, 'text/html; charset=utf-8', '<h1>MC-200</h1>');
    if (path === '/api/settings') return json({ name: camera.settings.name, recording: camera.settings.recording });
    if (path === '/api/people') return json({ people: camera.settings.people });
    if (path === '/api/update' && request.method === 'POST' && isIn(request)) {
      if (!camera.upload(imageIn(request, body))) return json({ error: 'image refused' }, 400);
      json({ accepted: true });
      return after('update');
    }
    if (path === '/api/reset' && request.method === 'POST' && isIn(request)) {
      camera.erase();
      sessions.clear();
      json({ erased: true });
      return after('erase');
    }
    return give(404, 'text/plain', 'Not found.');
  };
  return { answer, endSessions: () => sessions.clear() };
}

async function bodyOf(request: IncomingMessage, response: ServerResponse): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of request as AsyncIterable<Buffer>) {
      length += part.length;
      if (length > BODY_LIMIT) {
        response.writeHead(413).end();
        return undefined;
      }
      parts.push(part);
    }
  } catch {
    return undefined; // hung up
  }
  return Buffer.concat(parts);
}

/** The image as the body, or as the one part of a form. */
function imageIn(request: IncomingMessage, body: Buffer): Uint8Array {
  const boundary = /boundary=("?)([^";]+)\1/.exec(request.headers['content-type'] ?? '')?.[2];
  if (boundary === undefined) return new Uint8Array(body);
  const start = body.indexOf('\r\n\r\n');
  const end = body.lastIndexOf(`\r\n--${boundary}`);
  return start < 0 || end < start ? new Uint8Array() : new Uint8Array(body.subarray(start + 4, end));
}

const signInPage = (faults: Faults): string => {
  // What a malicious or careless device might say: it must come out as text wherever it is shown.
  const title = faults.takesAnyImage ? 'IPCAM \u001b[2J\u001b]0;owned\u0007<script>alert(1)</script>' : 'MC-200';
  return `<!doctype html><title>${title}</title><form method="post" action="/login"><input name="user"><input type="password" name="password"><button>Sign in</button></form>`;
};
