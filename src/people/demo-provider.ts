import type { FastifyInstance } from 'fastify';
import { exportJWK, generateKeyPair } from 'jose';
import Provider from 'oidc-provider';
import { newToken } from '../io/ids.ts';
import { NotFound } from '../rules/refusal.ts';
import { text } from '../rules/text.ts';
import { contentSecurityPolicy } from '../web/app.ts';
import { type Html, html } from '../web/html.ts';
import { renderPage, visitOf } from '../web/page.ts';
import { heading, notice } from '../web/parts.ts';
import type { Page, Visit } from '../web/visit.ts';
import { demoNewcomer, demoOrganisations, demoPeople } from './demo-people.ts';
import { memoryAdapter } from './demo-provider-memory.ts';
import { roleName } from './role-names.ts';

/** How our own sign-in reaches the demo provider. */
export interface DemoProvider {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Begins to answer under /demo-idp/ once the address is known. `origins`: every spelling a browser may use. */
  start(address: string, origins: readonly string[]): Promise<void>;
}

const knownPeople: readonly { readonly id: string; readonly name: string }[] = [...demoPeople, demoNewcomer];

const words = {
  newcomer: text('まだ所属のない人', 'Somebody who belongs nowhere yet'),
  newcomerRole: text('招待を試すとき', 'For trying an invitation'),
  title: text('デモの利用者を選ぶ', 'Choose a demo person'),
  lead: text(
    'パスワードはありません。選んだ人としてサインインします。いつでもサインアウトして別の人になれます。',
    'There are no passwords: you sign in as the person you choose, and can sign out and be somebody else at any time.',
  ),
  loopback: text('このデモはこのコンピューターからだけ使えます', 'This demo can be used from this computer only'),
  gone: text('このサインインは期限切れです。はじめからやり直してください。', 'This sign-in has expired. Start again.'),
  again: text('サインインをやり直す', 'Start signing in again'),
};

const personButton = (visit: Visit, person: { readonly id: string; readonly name: string; readonly nameEn: string }, note: string): Html =>
  html`<li><button class="demo-person" type="submit" name="person" value="${person.id}"><span class="demo-name">${visit.language === 'ja' ? person.name : person.nameEn}</span><span class="demo-role">${note}</span></button></li>`;

function peoplePage(visit: Visit, action: string): Page {
  const { t, language } = visit;
  return {
    title: words.title,
    variant: 'public',
    body: html`${heading(visit, words.title, { lead: words.lead })}
${notice(visit, 'info', words.loopback)}
<form method="post" action="${action}" class="demo-people">
${demoOrganisations.map(
  (organisation) =>
    html`<section class="demo-group"><h2>${language === 'ja' ? organisation.nameJa : organisation.nameEn}</h2><ul>${demoPeople
      .filter((person) => person.organisation === organisation.id)
      .map((person) =>
        personButton(visit, person, person.roles.map((role) => t(roleName(role))).join(language === 'ja' ? '・' : ', ')),
      )}</ul></section>`,
)}
<section class="demo-group"><h2>${t(words.newcomer)}</h2><ul>${personButton(visit, demoNewcomer, t(words.newcomerRole))}</ul></section>
</form>`,
  };
}

async function providerAt(address: string, origins: readonly string[], client: { id: string; secret: string }): Promise<Provider> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const provider = new Provider(`${address}/demo-idp`, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: origins.map((origin) => `${origin}/sign-in/callback`),
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), kid: 'demo', use: 'sig', alg: 'RS256' }] },
    adapter: memoryAdapter(),
    cookies: { keys: [newToken()] },
    claims: { openid: ['sub'], profile: ['name'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/demo-idp/people/${interaction.uid}` },
    findAccount: (_context, id) => {
      const person = knownPeople.find((one) => one.id === id);
      return person && { accountId: id, claims: () => ({ sub: id, name: person.name }) };
    },
    loadExistingGrant: async (context) => {
      const { client: asking, session } = context.oidc;
      if (!asking || !session?.accountId) return undefined;
      // The demo people agree to everything: one click signs in.
      const grant = new context.oidc.provider.Grant({ clientId: asking.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
    ttl: { Session: 3600, Grant: 3600, Interaction: 600, AccessToken: 60, IdToken: 60, AuthorizationCode: 60 },
  });
  return provider;
}

/** Mounts the demo provider. Only ever called for a demo folder on a loopback host without an issuer (installation-mode.ts). */
export function mountDemoProvider(app: FastifyInstance): DemoProvider {
  const client = { id: 'akashi-demo', secret: newToken() };
  let running: { provider: Provider; origins: readonly string[] } | undefined;
  const get = () => {
    if (!running) throw new NotFound('demo provider');
    return running;
  };
  app.register((inside, _options, done) => {
    // The provider reads its own bodies.
    inside.removeAllContentTypeParsers();
    inside.addContentTypeParser('*', (_request, _payload, done) => done(null));
    inside.get<{ Params: { uid: string } }>('/demo-idp/people/:uid', async (request, reply) => {
      const { provider, origins } = get();
      const details = await provider.interactionDetails(request.raw, reply.raw).catch(() => undefined);
      const language = details?.params['ui_locales'] === 'en' ? 'en' : 'ja';
      const visit = visitOf(request, app.akashi, undefined, language);
      const page: Page = details
        ? peoplePage(visit, `/demo-idp/people/${request.params.uid}`)
        : {
            title: words.gone,
            status: 410,
            body: html`${heading(visit, words.gone)}<p><a href="${visit.to('/sign-in')}">${visit.t(words.again)}</a></p>`,
          };
      return reply
        .status(page.status ?? 200)
        .header('content-security-policy', contentSecurityPolicy(origins))
        .type('text/html; charset=utf-8')
        .send(renderPage(app.akashi, visit, page));
    });
    inside.post('/demo-idp/people/:uid', async (request, reply) => {
      const { provider } = get();
      const chosen = new URLSearchParams(await readSmall(request.raw)).get('person');
      if (!knownPeople.some((one) => one.id === chosen)) throw new NotFound('demo person');
      const next = await provider.interactionResult(request.raw, reply.raw, { login: { accountId: String(chosen), remember: false } });
      return reply.redirect(next, 303);
    });
    inside.all('/demo-idp/*', (request, reply) => {
      const answer = get().provider.callback();
      reply.hijack();
      const { raw } = request;
      Object.assign(raw, { originalUrl: raw.url });
      raw.url = raw.url?.slice('/demo-idp'.length) || '/';
      answer(raw, reply.raw);
    });
    done();
  });
  return {
    clientId: client.id,
    clientSecret: client.secret,
    start: async (address, origins) => {
      running = { provider: await providerAt(address, origins, client), origins };
    },
  };
}

async function readSmall(stream: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream) {
    size += part.length;
    if (size > 1000) throw new NotFound('demo person');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
