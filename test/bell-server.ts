import { capabilitiesFor } from '../src/capabilities.ts';
import { type DemoPersonId, demoPeople } from '../src/people/demo-people.ts';
import { openSession } from '../src/people/sessions.ts';
import type { Book } from '../src/rules/book.ts';
import type { Capability } from '../src/serve.ts';
import { startTestServer, type TestServer } from '../src/test-server.ts';
import { csrfToken } from '../src/web/session.ts';
import { bellBook } from './bell-book.ts';
import { createDatabase, type EngineName } from './empty-store.ts';

/** Somebody signed in at a bell server: their own fetch, and the tokens a browser would have. */
export interface Someone {
  readonly cookie: string;
  readonly csrf: string;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** A changing API call: with the anti-forgery header and a fresh command key, unless one is given. */
  send(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>;
}

export interface BellServer extends TestServer {
  as(person: DemoPersonId): Promise<Someone>;
}

let keys = 0;
const freshKey = () => `test-key-${++keys}`;

/** A demo server whose only schemes are the given books (the bells when none is given), on a data folder of its own. */
export async function startBellServer(
  more: {
    readonly now?: Date;
    readonly books?: readonly Book[];
    readonly engine?: EngineName;
    /** The capabilities as changed for a test. */
    readonly capabilities?: (all: readonly Capability[]) => readonly Capability[];
  } = {},
): Promise<BellServer> {
  const database = more.engine === 'postgresql' ? await createDatabase() : undefined;
  const all = capabilitiesFor(more.books ?? [bellBook]);
  const server = await startTestServer(more.capabilities?.(all) ?? all, {
    now: more.now ?? new Date('2026-11-22T00:00:00Z'),
    ...(database ? { environment: { DATABASE_URL: database.url } } : {}),
  });
  const close = async () => {
    await server.close();
    await database?.drop();
  };
  return { ...server, as: (id) => someoneAt(server, id), close };
}

/** A demo person signed in at any running server. */
export async function someoneAt(
  { store, clock, address }: Pick<TestServer, 'store' | 'clock' | 'address'>,
  id: DemoPersonId,
): Promise<Someone> {
  const person = demoPeople.find((each) => each.id === id);
  const secret = await openSession({ store, clock }, id, person?.organisation ?? '');
  const csrf = csrfToken(secret);
  const cookie = `akashi=${secret}`;
  const request = (path: string, init: RequestInit = {}) =>
    fetch(`${address}${path}`, {
      redirect: 'manual',
      ...init,
      headers: { cookie, ...(init.headers as Record<string, string> | undefined) },
    });
  return {
    cookie,
    csrf,
    fetch: request,
    send: (method, path, body, headers = {}) =>
      request(path, {
        method,
        headers: {
          'x-akashi-csrf': csrf,
          'idempotency-key': freshKey(),
          ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
      }),
  };
}

/** A form with files, as a browser sends it. */
export function formWith(
  fields: Readonly<Record<string, string>>,
  ...files: readonly { readonly name: string; readonly content: string | Uint8Array<ArrayBuffer>; readonly field?: string }[]
): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const { name, content, field = 'file' } of files) form.append(field, new Blob([content]), name);
  return form;
}
