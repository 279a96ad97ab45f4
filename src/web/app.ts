import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import swagger from '@fastify/swagger';
import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject, serializerCompiler } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { InvalidInput, NotFound } from '../rules/refusal.ts';
import { languageOf } from './api.ts';
import { serveAssets } from './assets.ts';
import type { AppContext } from './context.ts';
import { errorPage } from './error-page.ts';
import { answerTo, coded, problemJson, SignInNeeded } from './errors.ts';
import { problemsOf, readFields } from './fields.ts';
import { type FirstAnswer, firstOf, forEmptyRequests } from './first-answer.ts';
import { languageOfPath, preferredLanguage } from './language.ts';
import { NoOrganisation, renderPage, signedIn, visitOf } from './page.ts';
import { isSameOrigin } from './session.ts';

/** A capability's routes: they find the context at app.akashi, and their own dependencies in a closure. */
export type Routes = (app: FastifyInstance) => void;

export interface AppOptions {
  readonly context: AppContext;
  /** GET /healthz answers 200 only when this is true. */
  readonly ready: () => Promise<boolean>;
  readonly newRequestId: () => string;
  readonly routes: readonly Routes[];
  readonly logger: FastifyServerOptions['logger'];
  /** Off unless a proxy in front is trusted. */
  readonly trustProxy: boolean;
  /** A server that listens already (the port is taken before the store is opened). */
  readonly server?: {
    readonly use: Server;
    readonly serveWith: (handler: (request: IncomingMessage, response: ServerResponse) => void) => void;
  };
}

/** 100 MB, the size of one uploaded file. */
export const fileLimit = 100 * 1024 * 1024;
const bodyLimit = 2 * 1024 * 1024;
/** Longer than the minute after which proxies usually let go of an idle connection. */
const KEEP_ALIVE_MS = 72_000;

const policyOf = (formAction: readonly string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    // Browsers refuse an IPv6 literal in a source list.
    `form-action ${["'self'", ...formAction.filter((origin) => !origin.includes('['))].join(' ')}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');

/** The content security policy, with more places a form may lead to (the demo provider's page). */
export const contentSecurityPolicy = policyOf;

/** Path only: queries may hold secrets (invitations, sign-in codes), headers and bodies always may. */
const logged = {
  req: (request: { id: string; method: string; url: string }) => ({
    id: request.id,
    method: request.method,
    path: request.url.split('?')[0],
  }),
  res: (reply: { statusCode?: number }) => ({ status: reply.statusCode }),
  err: (error: Error) => ({ type: error.name, message: error.message, stack: error.stack ?? '' }),
};

/** The headers of every answer. */
export const securityHeaders = (context: Pick<AppContext, 'cookies'>): Readonly<Record<string, string>> => ({
  'content-security-policy': policyOf([]),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
  ...(context.cookies.secure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
});

function secure(app: FastifyInstance, context: AppContext): void {
  const headers = securityHeaders(context);
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headers).header('x-request-id', request.id);
    const encoding = request.headers['content-encoding'];
    // A decoder's bug (CVE-2026-111497) is not reachable when nothing is decoded.
    if (encoding !== undefined && encoding !== 'identity') throw coded('AKASHI_COMPRESSED_BODY');
    const changing = request.method !== 'GET' && request.method !== 'HEAD' && request.method !== 'OPTIONS';
    if (
      changing &&
      request.headers.authorization === undefined &&
      !request.url.startsWith('/demo-idp/') &&
      !isSameOrigin(request, context.origins())
    ) {
      throw coded('AKASHI_FORGED');
    }
  });
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
}

function answerErrors(app: FastifyInstance, context: AppContext): void {
  app.setNotFoundHandler((request) => {
    throw new NotFound(request.url);
  });
  app.setErrorHandler(async (error, request, reply) => {
    const found = answerTo(error);
    if (found.status >= 500) request.log.error({ err: error }, 'unexpected error');
    if (request.url.startsWith('/api/')) {
      if (found.status === 401) reply.header('www-authenticate', 'Bearer realm="akashi"');
      const language = languageOf(request);
      return reply
        .status(found.status)
        .header('content-language', language)
        .type('application/problem+json; charset=utf-8')
        .serializer((body: unknown) => JSON.stringify(body))
        .send(problemJson(found, language, request.id));
    }
    const language = languageOfPath(request.url) ?? preferredLanguage(request.headers['accept-language']);
    if (error instanceof SignInNeeded && request.method === 'GET') {
      return reply.redirect(`/${language}/sign-in?return=${encodeURIComponent(request.url)}`, 303);
    }
    if (error instanceof NoOrganisation && request.method === 'GET') {
      return reply.redirect(`/${language}/choose?return=${encodeURIComponent(request.url)}`, 303);
    }
    const isPublic = request.url.startsWith('/l/');
    const who = isPublic || found.status >= 500 ? undefined : await signedIn(request, context).catch(() => undefined);
    const visit = visitOf(request, context, who, language);
    return reply
      .status(found.status)
      .type('text/html; charset=utf-8')
      .send(renderPage(context, visit, errorPage(visit, found)));
  });
}

/** The Fastify app around the capabilities' routes; not yet listening. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { context, logger, server } = options;
  const first: FirstAnswer[] = [];
  const app = Fastify({
    logger: typeof logger === 'object' ? { ...logger, serializers: logged } : logger === true ? { serializers: logged } : (logger ?? false),
    bodyLimit,
    trustProxy: options.trustProxy,
    requestIdHeader: false,
    genReqId: options.newRequestId,
    routerOptions: { maxParamLength: 300 },
    return503OnClosing: true,
    serverFactory: (handler: (request: IncomingMessage, response: ServerResponse) => void) => {
      if (!server) return createServer({ ...forEmptyRequests, keepAliveTimeout: KEEP_ALIVE_MS }, firstOf(first, handler));
      server.serveWith(firstOf(first, handler));
      return server.use;
    },
  });
  app.decorate('akashi', context);
  app.decorate('firstAnswers', first);
  app.addHook('preClose', async () => {
    first.length = 0;
  });
  app.setValidatorCompiler<z.ZodType>(({ schema, httpPart }) => (data) => {
    const result = schema.safeParse(data, { reportInput: true });
    return result.success
      ? { value: result.data }
      : { error: new InvalidInput(problemsOf(result.error, httpPart === 'body' ? '' : (httpPart ?? ''))) };
  });
  app.setSerializerCompiler(serializerCompiler);
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, readFields(String(body))),
  );
  // Before our own hooks: an early refusal is still a page for whoever is signed in.
  await app.register(cookie);
  secure(app, context);
  answerErrors(app, context);
  await app.register(multipart, {
    limits: { fileSize: fileLimit, files: 50, fields: 50, fieldSize: 64 * 1024, headerPairs: 50 },
    throwFileSizeLimit: true,
  });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Akashi API',
        version: '1',
        description: 'Every refusal is application/problem+json and names its clause. Changing calls need an Idempotency-Key.',
      },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'A personal access token.' } } },
      security: [{ token: [] }],
    },
    transform: (route) => (route.url.startsWith('/api/') ? jsonSchemaTransform(route) : { schema: { hide: true }, url: route.url }),
    transformObject: jsonSchemaTransformObject,
  });
  await app.register((inside, _options, done) => {
    inside.get('/healthz', { logLevel: 'warn' }, async (_request, reply) => {
      const ready = await options.ready().catch(() => false);
      return reply
        .status(ready ? 200 : 503)
        .type('application/json')
        .send(JSON.stringify({ status: ready ? 'ready' : 'not-ready' }));
    });
    inside.get('/', (request, reply) =>
      reply.header('vary', 'accept-language').redirect(`/${preferredLanguage(request.headers['accept-language'])}/`, 302),
    );
    inside.get('/ja', (_request, reply) => reply.redirect('/ja/', 308));
    inside.get('/en', (_request, reply) => reply.redirect('/en/', 308));
    serveAssets(inside, context.site.assets);
    inside.get('/api/v1/openapi.json', { schema: { hide: true } }, async (_request, reply) =>
      reply.type('application/json').send(JSON.stringify(app.swagger())),
    );
    for (const routes of options.routes) routes(inside);
    done();
  });
  return app;
}
