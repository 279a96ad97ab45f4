import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Principal } from '../people/index.ts';
import { Forbidden, InvalidInput } from '../rules/refusal.ts';
import { type Language, text } from '../rules/text.ts';
import type { AppContext } from './context.ts';
import { coded, SignInNeeded } from './errors.ts';
import { parse } from './fields.ts';
import type { Attempt, Fields } from './form.ts';
import { languageOfPath, languages, preferredLanguage, reader } from './language.ts';
import { document } from './layout.ts';
import { csrfToken, isCsrfToken, type SignedIn } from './session.ts';
import type { GoTo, Page, Visit } from './visit.ts';

/** A visit by somebody signed in for an organisation. */
export interface MemberVisit extends Visit {
  readonly principal: Principal;
  readonly person: { readonly id: string; readonly name: string };
}

type Made<Result> = Promise<Result> | Result;

const strings = (record: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries((record ?? {}) as Record<string, unknown>).flatMap(([name, value]) => {
      const one = Array.isArray(value) ? value[0] : value;
      return typeof one === 'string' ? [[name, one]] : [];
    }),
  );

/** The session secret that came with the request, if any. */
export const sessionSecret = (request: FastifyRequest, context: AppContext): string | undefined =>
  request.cookies[context.cookies.session] || undefined;

const known = new WeakMap<FastifyRequest, Promise<SignedIn | undefined>>();

/** Who the session cookie speaks for. Looked up once a request. */
export function signedIn(request: FastifyRequest, context: AppContext): Promise<SignedIn | undefined> {
  const found = known.get(request);
  if (found !== undefined) return found;
  const secret = sessionSecret(request, context);
  const lookup = secret === undefined ? Promise.resolve(undefined) : context.identify.bySession(secret);
  known.set(request, lookup);
  return lookup;
}

/** The address of the page one is on: for the answer to a form, the page that held the form, so that its language can be switched. */
function placeOf(request: FastifyRequest, context: AppContext, language: Language): string {
  if (request.method === 'GET' || request.method === 'HEAD') return request.url;
  const { referer } = request.headers;
  const from = referer !== undefined && URL.canParse(referer) ? new URL(referer) : undefined;
  return from && context.origins().all.includes(from.origin) ? `${from.pathname}${from.search}` : `/${language}/`;
}

/** The visit of a request; `who` is left out for public pages, which never look at the session. */
export function visitOf(request: FastifyRequest, context: AppContext, who?: SignedIn, language?: Language): Visit {
  const spoken = language ?? languageOfPath(request.url) ?? preferredLanguage(request.headers['accept-language']);
  const secret = who && sessionSecret(request, context);
  return {
    language: spoken,
    t: reader(spoken),
    url: placeOf(request, context, spoken),
    params: strings(request.params),
    query: strings(request.query),
    principal: who?.principal,
    person: who?.person,
    csrf: secret ? csrfToken(secret) : '',
    demo: context.demo,
    to: (path) => `/${spoken}${path}`,
    newKey: context.newKey,
    request,
  };
}

/** The page as it is sent; for routes that keep rendered pages themselves (the public register). */
export const renderPage = (context: AppContext, visit: Visit, page: Page): string => document(context.site, visit, page).markup;

/** Sends a page, or sends the visitor on (303). */
export function sendPage(context: AppContext, visit: Visit, reply: FastifyReply, made: Page | GoTo): FastifyReply {
  if ('goTo' in made) return reply.redirect(made.goTo, 303);
  return reply
    .status(made.status ?? 200)
    .type('text/html; charset=utf-8')
    .send(renderPage(context, visit, made));
}

async function member(request: FastifyRequest, context: AppContext): Promise<MemberVisit> {
  const who = await signedIn(request, context);
  if (!who) throw new SignInNeeded();
  const { principal } = who;
  if (!principal) throw new NoOrganisation();
  return { ...visitOf(request, context, who), principal, person: who.person };
}

/** Signed in, but for no organisation: none chosen yet, or a member of none any more. Pages lead to /choose. */
export class NoOrganisation extends Forbidden {
  constructor() {
    super(text('所属する組織が選ばれていません。', 'No organisation is chosen.'));
    this.name = 'NoOrganisation';
  }
}

/** A page that anyone may open and that is the same for all: it never looks at the session, so it can be cached. GET /ja<path> and /en<path>. */
export function publicPage(app: FastifyInstance, path: string, show: (visit: Visit, reply: FastifyReply) => Made<Page | GoTo>): void {
  for (const language of languages) publicPageAt(app, `/${language}${path}`, show);
}

/** A public page at an address of its own, e.g. /l/:number. */
export function publicPageAt(app: FastifyInstance, address: string, show: (visit: Visit, reply: FastifyReply) => Made<Page | GoTo>): void {
  app.get(address, async (request, reply) => {
    const visit = visitOf(request, app.akashi);
    return sendPage(app.akashi, visit, reply, await show(visit, reply));
  });
}

/** A page that greets whoever is signed in, and is shown to those who are not. */
export function openPage(app: FastifyInstance, path: string, show: (visit: Visit, reply: FastifyReply) => Made<Page | GoTo>): void {
  for (const language of languages) {
    app.get(`/${language}${path}`, async (request, reply) => {
      const visit = visitOf(request, app.akashi, await signedIn(request, app.akashi));
      return sendPage(app.akashi, visit, reply, await show(visit, reply));
    });
  }
}

/** A page for people signed in for an organisation; others are led to sign in and come back. Check the policy inside: `assertMay(visit.principal, act, record)`. */
export function page(app: FastifyInstance, path: string, show: (visit: MemberVisit, reply: FastifyReply) => Made<Page | GoTo>): void {
  for (const language of languages) {
    app.get(`/${language}${path}`, async (request, reply) => {
      const visit = await member(request, app.akashi);
      return sendPage(app.akashi, visit, reply, await show(visit, reply));
    });
  }
}

/** The fields as typed, without the form's own hidden ones. */
function typedFields(body: unknown): { fields: Fields; csrf: string | undefined; key: string | undefined } {
  const { _csrf, _key, ...fields } = (typeof body === 'object' && body !== null ? body : {}) as Fields;
  return {
    fields,
    csrf: typeof _csrf === 'string' ? _csrf : undefined,
    key: typeof _key === 'string' && /^[\w-]{8,100}$/.test(_key) ? _key : undefined,
  };
}

/** The anti-forgery token that came with a form. */
export const sentCsrf = (request: FastifyRequest): string | undefined => typedFields(request.body).csrf;

/** Refuses a token that is not the session's own; for routes that read their body themselves (uploads). */
export function assertCsrf(request: FastifyRequest, context: AppContext, sent: string | undefined): void {
  const secret = sessionSecret(request, context);
  if (secret === undefined || !isCsrfToken(secret, sent)) throw coded('AKASHI_FORGED');
}

export interface FormOptions<Schema extends z.ZodType, V extends Visit> {
  /** What the form sends (see fields.ts: typed, listOf, ticked). */
  readonly fields: Schema;
  /** The page with the form again, with what was typed and what is wrong; left out, an error page lists it. */
  readonly again?: (visit: V, attempt: Attempt) => Made<Page>;
}

async function answerForm<Schema extends z.ZodType, V extends Visit>(
  context: AppContext,
  visit: V,
  reply: FastifyReply,
  fields: Fields,
  key: string,
  options: FormOptions<Schema, V>,
  run: (visit: V, fields: z.output<Schema>, key: string, reply: FastifyReply) => Made<Page | GoTo>,
): Promise<FastifyReply> {
  try {
    return sendPage(context, visit, reply, await run(visit, parse(options.fields, fields), key, reply));
  } catch (error) {
    if (!(error instanceof InvalidInput) || !options.again) throw error;
    return sendPage(context, visit, reply, { status: 422, ...(await options.again(visit, { fields, problems: error.problems })) });
  }
}

/**
 * POST /ja<path> and /en<path> from a postForm of somebody signed in: same origin and anti-forgery token are checked, the fields parsed; `key` is the form's
 * command key, to be handed to store.command so that a form sent twice is one act.
 */
export function form<Schema extends z.ZodType>(
  app: FastifyInstance,
  path: string,
  options: FormOptions<Schema, MemberVisit>,
  run: (visit: MemberVisit, fields: z.output<Schema>, key: string, reply: FastifyReply) => Made<Page | GoTo>,
): void {
  for (const language of languages) {
    app.post(`/${language}${path}`, async (request, reply) => {
      const visit = await member(request, app.akashi);
      const { fields, csrf, key } = typedFields(request.body);
      assertCsrf(request, app.akashi, csrf);
      return answerForm(app.akashi, visit, reply, fields, key ?? app.akashi.newKey(), options, run);
    });
  }
}

/** Like form, for whoever has a session or none: the token is checked where there is a session; the origin always. */
export function openForm<Schema extends z.ZodType>(
  app: FastifyInstance,
  path: string,
  options: FormOptions<Schema, Visit>,
  run: (visit: Visit, fields: z.output<Schema>, key: string, reply: FastifyReply) => Made<Page | GoTo>,
): void {
  for (const language of languages) {
    app.post(`/${language}${path}`, async (request, reply) => {
      const who = await signedIn(request, app.akashi);
      const { fields, csrf, key } = typedFields(request.body);
      if (who) assertCsrf(request, app.akashi, csrf);
      return answerForm(app.akashi, visitOf(request, app.akashi, who), reply, fields, key ?? app.akashi.newKey(), options, run);
    });
  }
}

/** A form of a public page: the same for all, so it carries no token and never looks at the session; the origin is checked. */
export function publicForm<Schema extends z.ZodType>(
  app: FastifyInstance,
  path: string,
  options: FormOptions<Schema, Visit>,
  run: (visit: Visit, fields: z.output<Schema>, key: string, reply: FastifyReply) => Made<Page | GoTo>,
): void {
  for (const language of languages) {
    app.post(`/${language}${path}`, async (request, reply) => {
      const { fields, key } = typedFields(request.body);
      return answerForm(app.akashi, visitOf(request, app.akashi), reply, fields, key ?? app.akashi.newKey(), options, run);
    });
  }
}
