import * as oidc from 'openid-client';
import type { SignInAttempt } from './sessions.ts';

/** Which provider signs people in. */
export interface IssuerSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string | undefined;
  /** The demo provider on loopback speaks plain http. */
  readonly insecure: boolean;
  /** What identities of this issuer are kept under; the issuer itself unless the demo's address may change. */
  readonly identityIssuer: string;
}

/** What the provider vouches for after a sign-in. */
export interface Vouched {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string;
  readonly mail: string | null;
}

export interface SignIn {
  /** Begins: where to send the browser, and what to remember until it comes back. */
  begin(origin: string, language: 'ja' | 'en', returnTo: string): Promise<{ address: string; attempt: SignInAttempt }>;
  /** Ends: checks state, nonce, PKCE and the ID token; throws when any does not hold. */
  finish(attempt: SignInAttempt, callbackUrl: string): Promise<Vouched>;
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 200) : undefined;

/** OpenID Connect by authorization code with PKCE, state and nonce. The provider's metadata are fetched at the first sign-in and kept. */
export function signInWith(settings: () => IssuerSettings): SignIn {
  let discovered: Promise<oidc.Configuration> | undefined;
  const configuration = (): Promise<oidc.Configuration> => {
    discovered ??= (async () => {
      const { issuer, clientId, clientSecret, insecure } = settings();
      const authentication = clientSecret === undefined ? oidc.None() : oidc.ClientSecretBasic(clientSecret);
      return oidc.discovery(new URL(issuer), clientId, undefined, authentication, {
        timeout: 10,
        ...(insecure ? { execute: [oidc.allowInsecureRequests] } : {}),
      });
    })();
    // A provider that was down once must not stay down for us.
    discovered.catch(() => {
      discovered = undefined;
    });
    return discovered;
  };
  return {
    async begin(origin, language, returnTo) {
      const config = await configuration();
      const attempt: SignInAttempt = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
        returnTo,
        origin,
        language,
      };
      const address = oidc.buildAuthorizationUrl(config, {
        redirect_uri: `${origin}/sign-in/callback`,
        scope: 'openid profile email',
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: 'S256',
        ui_locales: language,
        // Whoever signs in says who they are: on a shared desk the last person's provider session must not answer for the next.
        prompt: 'login',
      });
      return { address: address.href, attempt };
    },
    async finish(attempt, callbackUrl) {
      const config = await configuration();
      const tokens = await oidc.authorizationCodeGrant(config, new URL(callbackUrl), {
        pkceCodeVerifier: attempt.verifier,
        expectedState: attempt.state,
        expectedNonce: attempt.nonce,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) throw new Error('the provider sent no ID token');
      const info =
        text(claims['name']) === undefined && config.serverMetadata().userinfo_endpoint !== undefined
          ? await oidc.fetchUserInfo(config, tokens.access_token, claims.sub).catch(() => undefined)
          : undefined;
      const mail = text(claims['email']) ?? text(info?.email) ?? null;
      const name = text(claims['name']) ?? text(info?.name) ?? text(claims['preferred_username']) ?? mail ?? claims.sub;
      return { issuer: settings().identityIssuer, subject: claims.sub, name, mail };
    },
  };
}
