import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Clock } from '../io/clock.ts';
import { newId } from '../io/ids.ts';
import { Forbidden, InvalidInput } from '../rules/refusal.ts';
import { text } from '../rules/text.ts';
import type { Store } from '../store/index.ts';
import type { Routes } from '../web/app.ts';
import { typed } from '../web/fields.ts';
import { assertCsrf, openForm, openPage, page, sentCsrf, sessionSecret } from '../web/page.ts';
import { safeReturn } from '../web/safe-return.ts';
import { csrfToken, giveCookie, originOf, takeCookie } from '../web/session.ts';
import { goTo, type NavigationEntry } from '../web/visit.ts';
import { acceptInvitation, findInvitation } from './invitations.ts';
import { membershipsOf } from './memberships.ts';
import { choosePage, invitationPage, nobodyPage, signedOutPage, signInPage, troublePage } from './pages/sign-in-pages.ts';
import { findPersonByIdentity, registerPerson } from './persons.ts';
import {
  chooseOrganisation,
  closeSession,
  guestOf,
  openAttempt,
  openGuestSession,
  openSession,
  sessionSeconds,
  signInSeconds,
  takeAttempt,
} from './sessions.ts';
import type { SignIn } from './sign-in.ts';

export interface SignInDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly signIn: SignIn;
  /** Where a member lands: the first entry shown to them and not to everybody. */
  readonly navigation: readonly NavigationEntry[];
}

const Code = z.object({ code: typed({ min: 20, max: 100 }) });
const usedUp = new InvalidInput([
  {
    path: 'code',
    message: text('この招待は使用済みか、期限切れか、取り消されています。', 'This invitation was used, has expired or was cancelled.'),
  },
]);

function begin(app: FastifyInstance, deps: SignInDeps): void {
  openPage(app, '/sign-in', (visit) => {
    const back = safeReturn(visit.query['return'], visit.to('/home'));
    return visit.person ? goTo(back) : signInPage(visit, back);
  });
  app.get('/sign-in/start', async (request, reply) => {
    const query = request.query as { return?: unknown; lang?: unknown };
    const language = query.lang === 'en' ? 'en' : 'ja';
    const back = safeReturn(typeof query.return === 'string' ? query.return : undefined, `/${language}/home`);
    const { address, attempt } = await deps.signIn.begin(originOf(request, app.akashi.origins()), language, back);
    giveCookie(reply, app.akashi.cookies.signIn, await openAttempt(deps, attempt), app.akashi.cookies.secure, signInSeconds);
    return reply.redirect(address, 303);
  });
}

function finish(app: FastifyInstance, deps: SignInDeps): void {
  const { cookies } = app.akashi;
  app.get('/sign-in/callback', async (request, reply) => {
    const secret = request.cookies[cookies.signIn];
    takeCookie(reply, cookies.signIn, cookies.secure);
    const attempt = secret === undefined ? undefined : await takeAttempt(deps, secret);
    if (!attempt) return reply.redirect('/ja/sign-in/trouble', 303);
    const to = (path: string) => `/${attempt.language}${path}`;
    const vouched = await deps.signIn.finish(attempt, `${attempt.origin}${request.url}`).catch((error: unknown) => {
      request.log.warn({ err: error }, 'sign-in refused');
      return undefined;
    });
    if (!vouched) return reply.redirect(to('/sign-in/trouble'), 303);
    // A session from before is never carried over: a fixed one would be worth nothing.
    const before = sessionSecret(request, app.akashi);
    if (before !== undefined) await closeSession(deps, before);
    const person = await findPersonByIdentity(deps.store.db, vouched);
    if (!person) {
      giveCookie(reply, cookies.session, await openGuestSession(deps, vouched), cookies.secure, signInSeconds);
      return reply.redirect(attempt.returnTo.startsWith(to('/invitation?')) ? attempt.returnTo : to('/sign-in/nobody'), 303);
    }
    const mine = await membershipsOf(deps.store.db, person.id);
    const only = mine.length === 1 ? mine[0]?.organisation.id : undefined;
    giveCookie(reply, cookies.session, await openSession(deps, person.id, only ?? null), cookies.secure, sessionSeconds);
    const chosen = only !== undefined || attempt.returnTo.startsWith(to('/invitation?'));
    return reply.redirect(chosen ? attempt.returnTo : `${to('/choose')}?return=${encodeURIComponent(attempt.returnTo)}`, 303);
  });
  openPage(app, '/sign-in/trouble', troublePage);
  openPage(app, '/sign-in/nobody', nobodyPage);
}

function leave(app: FastifyInstance, deps: SignInDeps): void {
  openForm(app, '/sign-out', { fields: z.object({}) }, async (visit, _fields, _key, reply) => {
    const secret = sessionSecret(visit.request, app.akashi);
    if (secret !== undefined) await closeSession(deps, secret);
    takeCookie(reply, app.akashi.cookies.session, app.akashi.cookies.secure);
    return goTo(visit.to('/signed-out'));
  });
  openPage(app, '/signed-out', signedOutPage);
}

function choose(app: FastifyInstance, deps: SignInDeps): void {
  openPage(app, '/choose', async (visit) => {
    if (!visit.person) return goTo(visit.to('/sign-in'));
    return choosePage(visit, await membershipsOf(deps.store.db, visit.person.id), safeReturn(visit.query['return'], visit.to('/home')));
  });
  openForm(
    app,
    '/choose',
    { fields: z.object({ organisation: typed({ min: 1 }), return: typed({ max: 2000 }) }) },
    async (visit, fields) => {
      const secret = sessionSecret(visit.request, app.akashi);
      if (!visit.person || secret === undefined) return goTo(visit.to('/sign-in'));
      const done = await chooseOrganisation(deps, secret, visit.person.id, fields.organisation);
      if (!done) throw new Forbidden(text('この組織には所属していません。', 'You do not belong to this organisation.'));
      return goTo(safeReturn(fields.return, visit.to('/home')));
    },
  );
  page(app, '/home', (visit) => {
    const first = deps.navigation.find((entry) => entry.path !== '/home' && entry.shows(visit.principal) && !entry.shows(undefined));
    return goTo(visit.to(first?.path ?? '/people'));
  });
}

function joinByInvitation(app: FastifyInstance, deps: SignInDeps): void {
  openPage(app, '/invitation', async (visit) => {
    const secret = sessionSecret(visit.request, app.akashi);
    const code = visit.query['code'] ?? '';
    const invitation = await findInvitation(deps.store.db, code, deps.clock.now());
    if (!invitation) throw usedUp;
    const guest = secret === undefined || visit.person ? undefined : await guestOf(deps, secret);
    return invitationPage(visit, {
      invitation,
      code,
      who: visit.person?.name ?? guest?.name,
      csrf: secret === undefined ? '' : csrfToken(secret),
    });
  });
  openForm(app, '/invitation', { fields: Code }, async (visit, fields, _key, reply) => {
    const secret = sessionSecret(visit.request, app.akashi);
    if (secret === undefined) return goTo(visit.to('/sign-in'));
    // A guest has no session yet, but a cookie: the token is bound to it all the same.
    assertCsrf(visit.request, app.akashi, sentCsrf(visit.request));
    const guest = visit.person ? undefined : await guestOf(deps, secret);
    if (!visit.person && !guest) return goTo(visit.to('/sign-in'));
    const id = visit.person?.id ?? newId(deps.clock);
    const joined = await deps.store.transaction(async (tx) => {
      const known = guest && (await findPersonByIdentity(tx.db, guest));
      if (guest && !known) await registerPerson(tx, id, guest, { person: id, organisation: '', role: 'guest', via: 'session' });
      const person = known?.id ?? id;
      return { person, organisation: (await acceptInvitation(tx, person, fields.code)).organisation.id };
    });
    await closeSession(deps, secret);
    const { cookies } = app.akashi;
    giveCookie(reply, cookies.session, await openSession(deps, joined.person, joined.organisation), cookies.secure, sessionSeconds);
    return goTo(visit.to('/home'));
  });
}

/** Routes of signing in and out, choosing an organisation and joining by invitation. */
export const signInRoutes =
  (deps: SignInDeps): Routes =>
  (app) => {
    begin(app, deps);
    finish(app, deps);
    leave(app, deps);
    choose(app, deps);
    joinByInvitation(app, deps);
  };
