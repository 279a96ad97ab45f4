import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip as gzipWith } from 'node:zlib';
import type { Language } from '../rules/text.ts';
import type { AppContext } from '../web/context.ts';
import { reader } from '../web/language.ts';
import { renderPage } from '../web/page.ts';
import type { Visit } from '../web/visit.ts';
import type { CachedPage } from './page-cache.ts';
import { attestationPage, pathOf } from './pages/attestation-page.ts';
import { publicJson } from './public-json.ts';
import type { PublicView } from './public-view.ts';

/**
 * A page of an attestation, or its JSON, as bytes. Its tag says which version of the entry and which day it speaks of,
 * and the hash of the bytes stands for the language and for the build that made them.
 */
export function renderAttestation(
  context: AppContext,
  view: PublicView,
  version: number,
  form: Language | 'json',
  more: { readonly reports?: boolean } = {},
): CachedPage {
  const made = form === 'json' ? JSON.stringify(publicJson(view)) : pageOf(context, view, form, more);
  const body = Buffer.from(made);
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 16);
  return {
    body,
    packed: false,
    etag: `${version}-${view.on}-${hash}`,
    type: form === 'json' ? 'application/json; charset=utf-8' : 'text/html; charset=utf-8',
  };
}

const gzip = promisify(gzipWith);

/** The page as it goes to who takes gzip; packed beside the thread that answers. */
export const pack = async (page: CachedPage): Promise<CachedPage> => ({
  ...page,
  body: await gzip(page.body, { level: 6 }),
  packed: true,
});

function pageOf(context: AppContext, view: PublicView, language: Language, more: { readonly reports?: boolean }): string {
  const visit = visitOfNobody(context, pathOf(view), language);
  return renderPage(context, visit, attestationPage(visit, view, more));
}

/** A visit without a visitor: what is rendered with it is the same for everybody. */
function visitOfNobody(context: AppContext, path: string, language: Language): Visit {
  const nobody: Omit<Visit, 'request'> = {
    language,
    t: reader(language),
    url: language === 'en' ? `${path}/en` : path,
    params: {},
    query: {},
    principal: undefined,
    person: undefined,
    csrf: '',
    demo: context.demo,
    to: (to) => `/${language}${to}`,
    newKey: () => '',
  };
  return nobody as Visit;
}
