import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../scripts/bootstrap.mjs';
import { type Caller, caller } from '../scripts/demo/api-client.ts';
import { tokenAs } from '../scripts/demo/demo-sign-in.ts';
import { capabilitiesFor } from '../src/capabilities.ts';
import { type SettableClock, settableClock } from '../src/io/clock.ts';
import { type DemoPersonId, demoPeople } from '../src/people/demo-people.ts';
import { openSession } from '../src/people/sessions.ts';
import type { Book } from '../src/rules/book.ts';
import { type RunningServer, serve } from '../src/serve.ts';
import { readSettings } from '../src/settings.ts';

/** One of the demo's people at a walk server: the API by a token of their own, the pages by a session. Both survive a restart. */
export interface Walker {
  readonly api: Caller;
  readonly token: string;
  /** Any request with the token, answered as it comes. */
  ask(
    method: string,
    path: string,
    init?: { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> },
  ): Promise<Response>;
  /** A page as this person sees it, with the status it came with. */
  page(path: string): Promise<{ readonly status: number; readonly html: string }>;
}

/** A real server on a free port with a data folder of its own, that can be ended and started again on the same folder and port. */
export interface WalkServer {
  readonly address: string;
  readonly dataDir: string;
  readonly clock: SettableClock;
  as(person: DemoPersonId): Promise<Walker>;
  /** What anybody gets, without any session. */
  anyone(path: string): Promise<{ readonly status: number; readonly html: string }>;
  restart(): Promise<void>;
  close(): Promise<void>;
}

let keys = 0;
/** A command key that no other call of this test run has. */
export const walkKey = (): string => `walk-key-${String(++keys).padStart(6, '0')}`;

const read = async (response: Response) => ({ status: response.status, html: await response.text() });

/** Starts a walk server for these books. `now` is where its clock starts; it runs on from there. */
export async function startWalkServer(books: readonly Book[], now = new Date('2026-11-22T01:00:00Z')): Promise<WalkServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'akashi-walk-'));
  const clock = settableClock(now);
  const start = (port: string): Promise<RunningServer> =>
    serve({
      settings: readSettings({ PORT: port, AKASHI_DATA: dataDir, AKASHI_LOG: 'silent' }),
      capabilities: capabilitiesFor(books),
      clock,
    });
  let running = await start('0');
  const { address } = running;
  const as = async (id: DemoPersonId): Promise<Walker> => {
    const token = await tokenAs(address, id);
    const home = demoPeople.find((each) => each.id === id)?.organisation ?? '';
    const secret = await openSession({ store: running.store, clock }, id, home);
    return {
      api: caller(address, token),
      token,
      ask: (method, path, { body, headers = {} } = {}) =>
        fetch(`${address}${path}`, {
          method,
          redirect: 'manual',
          headers: {
            authorization: `Bearer ${token}`,
            'idempotency-key': walkKey(),
            ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
            ...headers,
          },
          ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
        }),
      page: async (path) => read(await fetch(`${address}${path}`, { redirect: 'manual', headers: { cookie: `akashi=${secret}` } })),
    };
  };
  return {
    address,
    dataDir,
    clock,
    as,
    anyone: async (path) => read(await fetch(`${address}${path}`, { redirect: 'manual' })),
    restart: async () => {
      await running.close();
      running = await start(new URL(address).port);
    },
    close: async () => {
      await running.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The example's own notes and what the demo supplies: the evidence of the story, everywhere the same. */
export async function storyEvidence(): Promise<readonly string[]> {
  const example = join(root, 'examples', 'iot-label', 'ruuvi-gateway');
  const of = async (folder: string) => (await readdir(join(example, folder))).toSorted().map((name) => join(example, folder, name));
  return [...(await of('notes')), ...(await of('supplied'))];
}
