import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { type Clock, settableClock, systemClock } from './io/clock.ts';
import { newId, newOpaqueId } from './io/ids.ts';
import { createDemoPeople, demoIssuer } from './people/demo-people.ts';
import { mountDemoProvider } from './people/demo-provider.ts';
import { type FolderMarker, installationMode, isLoopback } from './people/installation-mode.ts';
import { peopleAndTokenRoutes } from './people/routes.ts';
import { identifyBy } from './people/sessions.ts';
import { type IssuerSettings, signInWith } from './people/sign-in.ts';
import { signInRoutes } from './people/sign-in-routes.ts';
import type { Text } from './rules/text.ts';
import type { Settings } from './settings.ts';
import { openStore, type Projection, type Reaction, type Store } from './store/index.ts';
import { buildApp } from './web/app.ts';
import { openAssets } from './web/assets.ts';
import type { AppContext } from './web/context.ts';
import { forEmptyRequests } from './web/first-answer.ts';
import { cookieNames, type Origins } from './web/session.ts';
import type { NavigationEntry } from './web/visit.ts';

/** What a capability's routes get from the composition root. */
export interface ServerDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly dataDir: string;
  readonly demo: boolean;
  /** The server's own address as browsers see it, without a slash at the end; known once it listens. */
  readonly origin: () => string;
  /** Where mail is handed over; absent: none is sent. A demo never sends any. */
  readonly mail?: Settings['mail'];
  /** Told of what whoever runs the server should know. */
  readonly warn?: ((message: string) => void) | undefined;
}

/** What a capability brings: listed in server.ts. */
export interface Capability {
  readonly routes?: (app: FastifyInstance, deps: ServerDeps) => void;
  readonly projections?: readonly Projection[];
  readonly reactions?: (deps: Pick<ServerDeps, 'origin'>) => readonly Reaction[];
  readonly navigation?: readonly NavigationEntry[];
  /** Runs once the store is open and before requests are served; what it returns is called at shutdown. */
  readonly start?: (deps: ServerDeps) => Promise<() => Promise<void>>;
}

export interface RunningServer {
  readonly address: string;
  readonly demo: boolean;
  readonly store: Store;
  readonly clock: Clock;
  close(): Promise<void>;
}

/** The server does not start, and says why in both languages. */
export class StartRefused extends Error {
  readonly text: Text;
  constructor(text: Text) {
    super(`${text.ja}\n${text.en}`);
    this.name = 'StartRefused';
    this.text = text;
  }
}

interface Marker {
  readonly kind: 'demo' | 'real';
}

const markerFile = (dataDir: string): string => join(dataDir, 'akashi.json');

async function readMarker(dataDir: string): Promise<FolderMarker> {
  const content = await readFile(markerFile(dataDir), 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (content === undefined) return 'new';
  const { kind } = JSON.parse(content) as Partial<Marker>;
  if (kind === 'demo' || kind === 'real') return kind;
  throw new Error(`${markerFile(dataDir)} does not say what the folder is for`);
}

async function writeMarker(dataDir: string, marker: Marker): Promise<void> {
  await writeFile(`${markerFile(dataDir)}.part`, JSON.stringify(marker));
  await rename(`${markerFile(dataDir)}.part`, markerFile(dataDir));
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** Takes the port at once, before the store is opened, and answers 503 until there is more to say. */
async function takePort(host: string, port: number): Promise<{ server: Server; serve: (handler: Handler) => void }> {
  let handler: Handler = (_request, response) => {
    response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '2' }).end('{"status":"starting"}');
  };
  const server = createServer(forEmptyRequests, (request, response) => handler(request, response));
  server.requestTimeout = 600_000;
  server.headersTimeout = 30_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return {
    server,
    serve: (next) => {
      handler = next;
    },
  };
}

function originsOf(settings: Settings, port: number): Origins {
  if (settings.origin !== undefined) return { primary: settings.origin, all: [settings.origin] };
  const host = settings.host.includes(':') ? `[${settings.host.replace(/[[\]]/g, '')}]` : settings.host;
  const own = `http://${host}:${port}`;
  if (!isLoopback(settings.host)) return { primary: own, all: [own] };
  return { primary: own, all: [...new Set([own, `http://127.0.0.1:${port}`, `http://localhost:${port}`, `http://[::1]:${port}`])] };
}

/** A database that holds demo people is a demo's, one that holds others is not: the folder's marker alone could be another database's. */
async function assertSameKind(store: Store, demo: boolean): Promise<void> {
  const anyPerson = await store.db.selectFrom('persons').select('issuer').limit(1).executeTakeFirst();
  const demoPerson = await store.db.selectFrom('persons').select('id').where('issuer', '=', demoIssuer).limit(1).executeTakeFirst();
  if (demo && anyPerson && !demoPerson) {
    throw new StartRefused({
      ja: 'DATABASE_URL のデータベースには本番のデータがあります。デモとしては起動しません。AKASHI_OIDC_ISSUER を指定してください。',
      en: 'The database named by DATABASE_URL holds real data and is not started as a demo. Set AKASHI_OIDC_ISSUER.',
    });
  }
  if (!demo && demoPerson) {
    throw new StartRefused({
      ja: 'DATABASE_URL のデータベースはデモ用です。本番には別のデータベースを使ってください。',
      en: 'The database named by DATABASE_URL was made for a demo. Use another database for real.',
    });
  }
}

export interface ServeOptions {
  readonly settings: Settings;
  readonly capabilities: readonly Capability[];
  /** The demo's settable clock is made here when left out; a real installation always runs on the machine's. */
  readonly clock?: Clock;
  readonly warn?: (message: string) => void;
}

/** Starts everything: takes the port, opens the store, builds the app. Refuses with StartRefused or StoreUnavailable, and then leaves nothing open. */
export async function serve({ settings, capabilities, ...options }: ServeOptions): Promise<RunningServer> {
  const { dataDir, host } = settings;
  const marker = await readMarker(dataDir);
  const mode = installationMode({ marker, host, issuer: settings.oidc?.issuer });
  if ('refused' in mode) throw new StartRefused(mode.refused);
  const demo = mode.mode === 'demo';
  const clock = options.clock ?? (demo ? settableClock() : systemClock);
  const { server, serve: serveWith } = await takePort(host, settings.port);
  const closers: (() => Promise<unknown>)[] = [];
  // First nobody new comes in and who is in finishes; then what they used is closed, the store last.
  const closeAll = async () => {
    await closeServer(server);
    for (const close of closers.toReversed()) await close();
  };
  try {
    const { port } = server.address() as AddressInfo;
    const origins = originsOf(settings, port);
    await mkdir(dataDir, { recursive: true });
    const store = await openStore({
      databaseUrl: settings.databaseUrl,
      ownerUrl: settings.ownerUrl,
      registerUrl: settings.registerUrl,
      dataDir,
      now: clock.now,
      projections: capabilities.flatMap((one) => one.projections ?? []),
      reactions: capabilities.flatMap((one) => one.reactions?.({ origin: () => origins.primary }) ?? []),
      warn: options.warn,
    });
    closers.push(() => store.close());
    await assertSameKind(store, demo);
    if (marker === 'new') await writeMarker(dataDir, { kind: mode.mode });
    if (demo) await createDemoPeople(store);
    const deps: ServerDeps = {
      store,
      clock,
      newId: () => newId(clock),
      dataDir,
      demo,
      origin: () => origins.primary,
      mail: settings.mail,
      warn: options.warn,
    };
    for (const one of capabilities) if (one.start) closers.push(await one.start(deps));
    const app = await appFor({ settings, capabilities, deps, origins, server, serveWith, port });
    closers.push(() => app.close());
    return { address: origins.primary, demo, store, clock, close: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  // A long upload may finish; what hangs is cut.
  await Promise.race([closed, after(5000, undefined, { ref: false })]);
  server.closeAllConnections();
  await closed;
}

interface AppParts {
  readonly settings: Settings;
  readonly capabilities: readonly Capability[];
  readonly deps: ServerDeps;
  readonly origins: Origins;
  readonly server: Server;
  readonly serveWith: (handler: Handler) => void;
  readonly port: number;
}

async function appFor({ settings, capabilities, deps, origins, server, serveWith, port }: AppParts): Promise<FastifyInstance> {
  const { store, clock, demo } = deps;
  const navigation = capabilities.flatMap((one) => one.navigation ?? []);
  const context: AppContext = {
    site: { assets: await openAssets(), navigation },
    identify: identifyBy({ store, clock }),
    origins: () => origins,
    cookies: cookieNames(origins.primary.startsWith('https://')),
    demo,
    newKey: newOpaqueId,
  };
  const provider: { issuer?: IssuerSettings } = {};
  const signIn = signInWith(() => {
    if (!provider.issuer) throw new Error('no sign-in provider');
    return provider.issuer;
  });
  const built: { handler?: Handler } = {};
  const startDemo: { run?: () => Promise<void> } = {};
  const app = await buildApp({
    context,
    ready: () => store.ready(),
    newRequestId: newOpaqueId,
    trustProxy: settings.trustProxy,
    logger: { level: settings.logLevel ?? (demo ? 'warn' : 'info') },
    server: {
      use: server,
      serveWith: (handler) => {
        built.handler = handler;
      },
    },
    routes: [
      signInRoutes({ store, clock, signIn, navigation }),
      peopleAndTokenRoutes({ store, clock }),
      ...(demo
        ? [
            (inside: FastifyInstance) => {
              const mounted = mountDemoProvider(inside);
              const loopback = `http://${host(settings.host)}:${port}`;
              provider.issuer = {
                issuer: `${loopback}/demo-idp`,
                clientId: mounted.clientId,
                clientSecret: mounted.clientSecret,
                insecure: true,
                identityIssuer: demoIssuer,
              };
              startDemo.run = () => mounted.start(loopback, origins.all);
            },
          ]
        : []),
      ...capabilities.flatMap((one) => (one.routes ? [(inside: FastifyInstance) => one.routes?.(inside, deps)] : [])),
    ],
  });
  if (settings.oidc)
    provider.issuer = { ...settings.oidc, insecure: settings.oidc.issuer.startsWith('http://'), identityIssuer: settings.oidc.issuer };
  await startDemo.run?.();
  await app.ready();
  if (built.handler) serveWith(built.handler);
  return app;
}

const host = (one: string): string => (one.includes(':') ? `[${one.replace(/[[\]]/g, '')}]` : one);
