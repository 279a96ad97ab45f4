import type { Language, Text } from '../rules/text.ts';
import type { Assets } from './assets.ts';
import { attributes, type Html, html } from './html.ts';
import { icon, seal } from './icons.ts';
import { samePageIn } from './language.ts';
import type { NavigationEntry, Page, Visit } from './visit.ts';

/** What is the same on every page of this installation. */
export interface Site {
  readonly assets: Assets;
  readonly navigation: readonly NavigationEntry[];
}

const words = {
  service: { ja: 'Akashi', en: 'Akashi' },
  tagline: { ja: '適合性評価・ラベリング', en: 'Conformity and labelling' },
  skip: { ja: '本文へ移動', en: 'Skip to the content' },
  demo: {
    ja: 'デモ環境です。実在の制度・組織・製品ではなく、ここで発行されるラベルに効力はありません。',
    en: 'Demonstration. No real scheme, organisation or product; labels issued here have no effect.',
  },
  demoTag: { ja: 'デモ', en: 'Demo' },
  navigation: { ja: '主なページ', en: 'Main pages' },
  account: { ja: 'アカウント', en: 'Account' },
  signIn: { ja: 'サインイン', en: 'Sign in' },
  signOut: { ja: 'サインアウト', en: 'Sign out' },
  tokens: { ja: 'アクセストークン', en: 'Access tokens' },
  change: { ja: '所属の切り替え', en: 'Switch organisation' },
  translation: {
    ja: '',
    en: 'English is a translation for convenience; the Japanese text prevails.',
  },
  api: { ja: 'API(OpenAPI)', en: 'API (OpenAPI)' },
  about: {
    ja: 'Akashi は、適合性評価制度の申請・確認・発行・公開を一つの流れで扱うソフトウェアです。',
    en: 'Akashi runs conformity-assessment schemes from application to public register.',
  },
} as const satisfies Record<string, Text>;

const addressIn = (visit: Visit, page: Page, language: Language): string => page.addresses?.[language] ?? samePageIn(language, visit.url);

function languageSwitch(visit: Visit, page: Page): Html {
  const other = visit.language === 'ja' ? 'en' : 'ja';
  return html`<a class="language" href="${addressIn(visit, page, other)}" hreflang="${other}" lang="${other}" rel="alternate">${icon('globe')}${other === 'en' ? 'English' : '日本語'}</a>`;
}

/** An organisation's name in the visit's language. */
const organisationName = (visit: Visit, one: { readonly name: string; readonly nameEn?: string }): string =>
  visit.language === 'en' ? (one.nameEn ?? one.name) : one.name;

function account(visit: Visit): Html {
  if (!visit.person) return html`<a class="header-link" href="${visit.to('/sign-in')}">${icon('person')}${visit.t(words.signIn)}</a>`;
  const { principal, t } = visit;
  return html`<details class="account"><summary>${icon('person')}<span class="account-who"><span class="account-name">${visit.person.name}</span>${
    principal && html`<span class="account-organisation">${organisationName(visit, principal.organisation)}</span>`
  }</span></summary>
<div class="account-menu">
${principal && html`<p class="account-menu-organisation">${organisationName(visit, principal.organisation)}</p>`}
<a href="${visit.to('/tokens')}">${t(words.tokens)}</a>
<a href="${visit.to('/choose')}">${t(words.change)}</a>
<form method="post" action="${visit.to('/sign-out')}"><input type="hidden" name="_csrf" value="${visit.csrf}"><button class="link-button" type="submit">${t(words.signOut)}</button></form>
</div></details>`;
}

function navigation(site: Site, visit: Visit): Html | false {
  const shown = site.navigation.filter((entry) => entry.shows(visit.principal));
  const here = visit.url.split('?')[0] ?? '';
  const matches = shown.flatMap((entry) =>
    [entry.path, ...(entry.covers ?? [])]
      .filter((path) => here === visit.to(path) || here.startsWith(`${visit.to(path)}/`))
      .map((path) => ({ entry, depth: path.length })),
  );
  const current = matches.sort((a, b) => b.depth - a.depth)[0]?.entry;
  if (shown.length === 0) return false;
  return html`<nav class="navigation" aria-label="${visit.t(words.navigation)}"><ul>${shown.map(
    (entry) =>
      html`<li><a href="${visit.to(entry.path)}"${attributes({ 'aria-current': entry === current && 'page' })}>${visit.t(entry.label)}</a></li>`,
  )}</ul></nav>`;
}

/** The whole document around a page's body. */
export function document(site: Site, visit: Visit, page: Page): Html {
  const { t, language } = visit;
  const variant = page.variant ?? 'plain';
  const title = `${t(page.title)} | ${t(words.service)}`;
  return html`<!doctype html>
<html lang="${language}" class="${variant}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${visit.demo ? `【${t(words.demoTag)}】` : ''}${title}</title>
${page.description && html`<meta name="description" content="${t(page.description)}">`}
<meta name="color-scheme" content="light">
${visit.csrf !== '' && html`<meta name="akashi-csrf" content="${visit.csrf}">`}
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${site.assets.address('app.css')}">
<link rel="stylesheet" href="${site.assets.address('fonts.css')}">
${(['ja', 'en'] as const).map((one) => html`<link rel="alternate" hreflang="${one}" href="${addressIn(visit, page, one)}">`)}
${['enhance.js', ...(page.scripts ?? [])].map((name) => html`<script type="module" src="${site.assets.address(name)}"></script>`)}
</head>
<body>
<a class="skip" href="#main">${t(words.skip)}</a>
${visit.demo && html`<aside class="demo-banner" aria-label="${t(words.demoTag)}"><p><strong>${t(words.demoTag)}</strong> ${t(words.demo)}</p></aside>`}
<header class="header"><div class="header-inner">
<a class="brand" href="${visit.to('/')}">${seal}<span class="brand-name">${t(words.service)}</span><span class="brand-tagline">${t(words.tagline)}</span></a>
<div class="header-tools">${languageSwitch(visit, page)}${page.account !== 'hidden' && account(visit)}</div>
</div>${navigation(site, visit)}</header>
<main id="main" class="main" tabindex="-1">
${page.body}
</main>
<footer class="footer"><div class="footer-inner">
<p>${t(words.about)}</p>
${language === 'en' && html`<p>${t(words.translation)}</p>`}
<ul class="footer-links"><li><a href="/api/v1/openapi.json">${t(words.api)}</a></li></ul>
</div></footer>
</body>
</html>
`;
}
