import { join } from 'node:path';
import { applicationApi } from '../src/applications/api.ts';
import type { Engine } from '../src/applications/index.ts';
import { applicationProjection } from '../src/applications/list.ts';
import { issueOnDecision } from '../src/attestations/index.ts';
import { evidenceRoutes } from '../src/evidence/routes.ts';
import { type Files, openFolderFiles } from '../src/io/files.ts';
import { type DemoPersonId, demoPeople } from '../src/people/demo-people.ts';
import { openSession } from '../src/people/sessions.ts';
import { registerProjection } from '../src/register/index.ts';
import type { Book } from '../src/rules/book.ts';
import type { Capability, ServerDeps } from '../src/serve.ts';
import { startTestServer, type TestServer } from '../src/test-server.ts';
import { csrfToken } from '../src/web/session.ts';
import { bellBook } from './bell-book.ts';

/** Somebody signed in at a bell server: their own fetch, and the tokens a browser would have. */
export interface Someone {
  readonly cookie: string;
  readonly csrf: string;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** A changing API call: with the anti-forgery header and a fresh command key, unless one is given. */
  send(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>;
}

export interface BellServer extends TestServer {
  readonly files: Files;
  readonly engine: Engine;
  as(person: DemoPersonId): Promise<Someone>;
}

let keys = 0;
const freshKey = () => `test-key-${++keys}`;

/** A demo server whose only schemes are the given books (the bells when none is given), on a data folder of its own. */
export async function startBellServer(
  more: { readonly now?: Date; readonly books?: readonly Book[]; readonly capabilities?: readonly Capability[] } = {},
): Promise<BellServer> {
  const books = more.books ?? [bellBook];
  let files: Files | undefined;
  let engine: Engine | undefined;
  const bells: Capability = {
    projections: [applicationProjection({ books }), registerProjection({ books })],
    reactions: ({ origin }) => [issueOnDecision({ books, origin })],
    start: async (deps) => {
      files = await openFolderFiles(join(deps.dataDir, 'files'));
      engine = engineOf(deps, books);
      return async () => undefined;
    },
    routes: (app) => {
      if (!files || !engine) throw new Error('not started');
      applicationApi(app, engine);
      evidenceRoutes(app, engine, files);
    },
  };
  const server = await startTestServer([bells, ...(more.capabilities ?? [])], { now: more.now ?? new Date('2026-11-22T00:00:00Z') });
  if (!files || !engine) throw new Error('not started');
  const { store, clock, address } = server;
  const as = async (id: DemoPersonId): Promise<Someone> => {
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
  };
  return { ...server, files, engine, as };
}

export const engineOf = (deps: Pick<ServerDeps, 'store' | 'clock' | 'newId'>, books: readonly Book[]): Engine => ({
  store: deps.store,
  clock: deps.clock,
  newId: deps.newId,
  books,
});

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
