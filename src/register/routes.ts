import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Book } from '../rules/book.ts';
import { dayWatch } from '../rules/day.ts';
import { NotFound } from '../rules/refusal.ts';
import type { Language } from '../rules/text.ts';
import { securityHeaders } from '../web/app.ts';
import { openPage, sendPage, visitOf } from '../web/page.ts';
import { goTo, type Visit } from '../web/visit.ts';
import { registerApi } from './api.ts';
import { pack, renderAttestation } from './attestation-forms.ts';
import { compare, keysAsked } from './comparison.ts';
import { comparisonApi } from './comparison-api.ts';
import { criteriaApi } from './criteria-api.ts';
import { type KeptAt, keptPages } from './kept-pages.ts';
import { findEntry, readEntry, searchRegister } from './list.ts';
import { readListQuery, registerQuery } from './list-query.ts';
import { pageCache } from './page-cache.ts';
import { pathOf } from './pages/attestation-page.ts';
import { comparePage } from './pages/compare-page.ts';
import { criteriaIndexPage, criteriaPage, shownEdition } from './pages/criteria-page.ts';
import { listPage } from './pages/list-page.ts';
import { startPage } from './pages/start-page.ts';
import { unknownNumberPage } from './pages/unknown-number.ts';
import { listedView, publicView } from './public-view.ts';
import type { RegisterSite } from './register-site.ts';
import { type Forms, sendCached, sendUnknown, takesPacked } from './send-cached.ts';
import { statusApi } from './status-api.ts';
import { readTyped } from './typed-number.ts';

const CACHE_BYTES = 256 * 1024 * 1024;
const languages = ['ja', 'en'] as const satisfies readonly Language[];

/** All public pages and the public API. None of them looks at the session of whoever asks, but for the header of the start page, the list and the criteria. */
export function registerRoutes(app: FastifyInstance, site: RegisterSite): void {
  const today = dayWatch(site.clock.now);
  startAndList(app, site, today);
  criteria(app, site, today);
  criteriaApi(app, site, today);
  comparisonApi(app, site, today);
  const { forms, keptAt } = attestationForms(app, site, today);
  registerApi(app, site, today, forms);
  statusApi(app, site, today);
  for (const path of pathsOf(site.books)) {
    attestationRoutes(app, site, path, forms);
    app.firstAnswers.push(keptPages(path, keptAt, securityHeaders(app.akashi)));
  }
}

/** Every path that a book ever published under: old addresses stay good for ever. */
const pathsOf = (books: readonly Book[]): readonly string[] => [
  ...new Set(books.flatMap((book) => book.publication.map((entry) => entry.value.path))),
];

/** Renders an attestation's pages once a day, or once a change; `keptAt` gives what is ready. */
function attestationForms(app: FastifyInstance, site: RegisterSite, today: ReturnType<typeof dayWatch>): { forms: Forms; keptAt: KeptAt } {
  const cache = pageCache(site.cacheBytes ?? CACHE_BYTES);
  const stop = site.source.onChange((streams) => {
    for (const stream of streams) if (stream.startsWith('attestation:')) cache.forget(stream.slice('attestation:'.length));
  });
  app.addHook('onClose', async () => stop());
  const forms: Forms = (key, form, packed) => {
    const name = { key, address: addressOf(key, form), packed, on: today() };
    return cache.get(name, async () => {
      const found = await readEntry(site.source, key, name.on);
      const book = found && site.books.find((each) => each.id === found.entry.scheme);
      const page =
        found &&
        book &&
        renderAttestation(app.akashi, publicView(book, found.entry, name.on), found.version, form, { reports: site.applications });
      return page && packed ? pack(page) : page;
    });
  };
  return { forms, keptAt: (address, packed) => cache.kept({ address, packed, on: today() }) };
}

const KEY = /^[0-9A-Za-z-]{1,100}$/;

/** The addresses of one publication path: `/<path>/<number>`, `/en` after it, `.json` behind it. */
function attestationRoutes(app: FastifyInstance, site: RegisterSite, path: string, forms: Forms): void {
  const answer = async (request: FastifyRequest, reply: FastifyReply, typed: string, form: Language | 'json') => {
    const page = KEY.test(typed) ? await forms(typed, form, takesPacked(request.headers)) : undefined;
    if (page) return sendCached(request, reply, page, form);
    const reading = readTyped(site.books, typed);
    const found = reading.is === 'number' ? await findEntry(site.source, reading.key) : undefined;
    if (found && found.entry.key !== typed)
      return reply.header('cache-control', 'public, no-cache').redirect(addressOf(pathOf(found), form), 301);
    if (form === 'json') return sendUnknown(request, reply, typed, reading);
    const visit = publicVisit(app, request, form);
    return sendPage(
      app.akashi,
      visit,
      reply.header('cache-control', 'no-cache'),
      unknownNumberPage(visit, typed, reading, site.books, path),
    );
  };
  const quiet = { logLevel: 'warn' } as const;
  app.get<{ Params: { number: string } }>(`/${path}/:number`, quiet, (request, reply) => {
    const { number } = request.params;
    return number.endsWith('.json')
      ? answer(request, reply, number.slice(0, -'.json'.length), 'json')
      : answer(request, reply, number, 'ja');
  });
  app.get<{ Params: { number: string } }>(`/${path}/:number/en`, quiet, (request, reply) =>
    answer(request, reply, request.params.number, 'en'),
  );
  app.get(`/${path}`, quiet, (_request, reply) => reply.redirect('/ja/register', 302));
}

const addressOf = (path: string, form: Language | 'json'): string =>
  form === 'json' ? `${path}.json` : form === 'en' ? `${path}/en` : path;

/** A visit that carries nothing of whoever asks but what they typed. */
const publicVisit = (app: FastifyInstance, request: FastifyRequest, language: Language): Visit =>
  visitOf(request, app.akashi, undefined, language);

function startAndList(app: FastifyInstance, site: RegisterSite, today: ReturnType<typeof dayWatch>): void {
  openPage(app, '/', (visit) => startPage(visit, site.books, today(), site.applications));
  openPage(app, '/register/compare', async (visit) => {
    const keys = keysAsked(visit.request.query);
    return comparePage(visit, await compare(site, keys, today()), keys);
  });
  openPage(app, '/register', async (visit) => {
    const query = readListQuery(visit.query);
    const reading = query.words === '' ? ({ is: 'no-number' } as const) : readTyped(site.books, query.words);
    const exact = reading.is === 'number' ? await findEntry(site.source, reading.key) : undefined;
    if (exact) return goTo(addressOf(pathOf(exact), visit.language));
    const on = today();
    const { entries, count } = await searchRegister(site.source, registerQuery(query), on);
    const views = entries.flatMap(({ entry }) =>
      site.books.filter((book) => book.id === entry.scheme).map((book) => listedView(book, entry, on)),
    );
    return listPage(visit, site.books, query, { views, count }, reading);
  });
}

function criteria(app: FastifyInstance, site: RegisterSite, today: ReturnType<typeof dayWatch>): void {
  openPage(app, '/criteria', (visit) => criteriaIndexPage(visit, site.books));
  openPage(app, '/criteria/:scheme', (visit) => {
    const book = site.books.find((each) => each.id === visit.params['scheme']);
    if (!book) throw new NotFound(visit.url);
    return criteriaPage(visit, book, shownEdition(book, visit.query['edition'], today()), today());
  });
  for (const language of languages) app.get(`/${language}/criteria/`, (_request, reply) => reply.redirect(`/${language}/criteria`, 308));
}
