import type { Clock } from '../io/clock.ts';
import { newToken, tokenHash } from '../io/ids.ts';
import type { JsonObject } from '../rules/json.ts';
import { json, type Store } from '../store/index.ts';
import type { Identify, SignedIn } from '../web/session.ts';
import { membershipsOf } from './memberships.ts';
import { findPerson, type Identity } from './persons.ts';
import type { Principal } from './policy.ts';

/** Seconds a session lives, and the ten minutes given for the way through the sign-in provider. */
export const sessionSeconds = 12 * 3600;
export const signInSeconds = 600;

/** Where somebody is on the way through the provider: bound to a cookie of its own, used once. */
export interface SignInAttempt {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly returnTo: string;
  readonly origin: string;
  readonly language: 'ja' | 'en';
}

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
}

const after = (clock: Clock, seconds: number): string => new Date(clock.now().getTime() + seconds * 1000).toISOString();

async function keep(
  { store, clock }: Deps,
  row: { person: string | null; organisation: string | null; data: JsonObject; seconds: number },
): Promise<string> {
  const secret = newToken();
  await store.db.deleteFrom('sessions').where('expires_at', '<', clock.now().toISOString()).execute();
  await store.db
    .insertInto('sessions')
    .values({
      id_hash: tokenHash(secret),
      person: row.person,
      organisation: row.organisation,
      csrf: '',
      expires_at: after(clock, row.seconds),
      data: json(row.data),
    })
    .execute();
  return secret;
}

/** Opens a session; gives its secret for the cookie. */
export const openSession = (deps: Deps, person: string, organisation: string | null): Promise<string> =>
  keep(deps, { person, organisation, data: { kind: 'session' }, seconds: sessionSeconds });

/** Somebody the provider knows and we do not: can do nothing but use an invitation. */
export const openGuestSession = (deps: Deps, identity: Identity): Promise<string> =>
  keep(deps, { person: null, organisation: null, data: { kind: 'guest', ...identity }, seconds: signInSeconds });

/** The identity of a guest session, or undefined. */
export async function guestOf({ store, clock }: Deps, secret: string): Promise<Identity | undefined> {
  const row = await store.db
    .selectFrom('sessions')
    .select('data')
    .where('id_hash', '=', tokenHash(secret))
    .where('person', 'is', null)
    .where('expires_at', '>', clock.now().toISOString())
    .executeTakeFirst();
  const { kind, issuer, subject, name, mail } = row?.data ?? {};
  if (kind !== 'guest' || typeof issuer !== 'string' || typeof subject !== 'string' || typeof name !== 'string') return undefined;
  return { issuer, subject, name, mail: typeof mail === 'string' ? mail : null };
}

/** Remembers a sign-in attempt; gives the secret for its cookie. */
export const openAttempt = (deps: Deps, attempt: SignInAttempt): Promise<string> =>
  keep(deps, { person: null, organisation: null, data: { kind: 'attempt', ...attempt }, seconds: signInSeconds });

/** Takes a sign-in attempt: it is gone afterwards, so that an answer is good for one try. */
export async function takeAttempt({ store, clock }: Deps, secret: string): Promise<SignInAttempt | undefined> {
  const row = await store.db
    .deleteFrom('sessions')
    .where('id_hash', '=', tokenHash(secret))
    .where('person', 'is', null)
    .returning(['data', 'expires_at'])
    .executeTakeFirst();
  if (!row || row.expires_at <= clock.now().toISOString() || row.data['kind'] !== 'attempt') return undefined;
  const { state, nonce, verifier, returnTo, origin, language } = row.data;
  const all = [state, nonce, verifier, returnTo, origin];
  if (!all.every((one) => typeof one === 'string')) return undefined;
  return {
    state: String(state),
    nonce: String(nonce),
    verifier: String(verifier),
    returnTo: String(returnTo),
    origin: String(origin),
    language: language === 'en' ? 'en' : 'ja',
  };
}

/** Sets the organisation the session speaks for: only one the person belongs to, else false. */
export async function chooseOrganisation({ store }: Deps, secret: string, person: string, organisation: string): Promise<boolean> {
  const mine = await membershipsOf(store.db, person);
  if (!mine.some((one) => one.organisation.id === organisation)) return false;
  await store.db
    .updateTable('sessions')
    .set({ organisation })
    .where('id_hash', '=', tokenHash(secret))
    .where('person', '=', person)
    .execute();
  return true;
}

/** Ends a session (or a guest session). */
export async function closeSession({ store }: Deps, secret: string): Promise<void> {
  await store.db.deleteFrom('sessions').where('id_hash', '=', tokenHash(secret)).execute();
}

async function principalFor(
  { store }: Deps,
  person: { id: string; name: string },
  organisation: string | null,
  rest: Pick<Principal, 'via' | 'scopes'>,
): Promise<Principal | undefined> {
  const mine = await membershipsOf(store.db, person.id);
  const found = mine.find((one) => one.organisation.id === organisation);
  if (!found) return undefined;
  const { id, nameJa, nameEn, kind, runs } = found.organisation;
  return { person, organisation: { id, name: nameJa, nameEn, kind, ...(runs ? { runs } : {}) }, roles: found.roles, ...rest };
}

/** Looks up session and token secrets. Memberships are read every time: what was removed a moment ago no longer speaks. */
export function identifyBy(deps: Deps): Identify {
  const { store, clock } = deps;
  return {
    async bySession(secret): Promise<SignedIn | undefined> {
      const row = await store.db
        .selectFrom('sessions')
        .select(['person', 'organisation'])
        .where('id_hash', '=', tokenHash(secret))
        .where('expires_at', '>', clock.now().toISOString())
        .executeTakeFirst();
      if (!row?.person) return undefined;
      const person = await findPerson(store.db, row.person);
      return person && { person, principal: await principalFor(deps, person, row.organisation, { via: 'session' }) };
    },
    async byToken(secret): Promise<SignedIn | undefined> {
      const now = clock.now();
      const row = await store.db
        .selectFrom('tokens')
        .select(['id', 'person', 'organisation', 'scopes', 'last_used_at'])
        .where('hash', '=', tokenHash(secret))
        .where('revoked_at', 'is', null)
        .where('expires_at', '>', now.toISOString())
        .executeTakeFirst();
      if (!row) return undefined;
      const person = await findPerson(store.db, row.person);
      if (!person) return undefined;
      const principal = await principalFor(deps, person, row.organisation, { via: 'token', scopes: row.scopes });
      // To the hour is enough to notice a stolen or forgotten token, and spares a write on every call.
      if (row.last_used_at === null || Date.parse(row.last_used_at) < now.getTime() - 3_600_000) {
        await store.db.updateTable('tokens').set({ last_used_at: now.toISOString() }).where('id', '=', row.id).execute();
      }
      return { person, principal };
    },
  };
}
