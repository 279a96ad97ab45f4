import { randomBytes } from 'node:crypto';
import type { Attempt } from '../../../check/login-attempt.ts';
import type { Login } from '../../../check/profile.ts';
import { type DeviceRequest, type Exchange, exchange } from '../http-exchange.ts';
import type { Around, Credentials } from './dialogue.ts';
import { basicHeader } from './http-basic.ts';
import { challengeOf, digestHeader } from './http-digest.ts';
import { cookieHeader, webLogin } from './http-form.ts';

/** Requests as the person who logged in. */
export interface Session {
  request(request: DeviceRequest): Promise<Exchange>;
}

/**
 * Logs in over HTTP for requests that need it: Basic and Digest go along with each request, a form or JSON login leaves its cookies. The attempt tells why there
 * is no session; undefined for a login that is not HTTP.
 */
export async function openSession(
  around: Around,
  login: Login,
  credentials: Credentials,
): Promise<{ readonly session: Session } | { readonly attempt: Attempt } | undefined> {
  const { network, signal, timeoutMs } = around;
  const send = (request: DeviceRequest, headers: Readonly<Record<string, string>>) =>
    exchange(network, { timeoutMs, signal, ...request, headers: { ...request.headers, ...headers } });
  switch (login.kind) {
    case 'http-basic':
      return { session: { request: (request) => send(request, { authorization: basicHeader(credentials) }) } };
    case 'http-digest':
      return {
        session: {
          async request(request) {
            const { body: _, ...bare } = request;
            const first = await send(bare, {});
            const challenge = first.outcome === 'answered' ? challengeOf(first) : undefined;
            if (challenge === undefined) return first;
            const of = { method: request.method ?? 'GET', path: request.path };
            return await send(request, { authorization: digestHeader(challenge, of, credentials, randomBytes(12).toString('hex')) });
          },
        },
      };
    case 'http-form':
    case 'http-json': {
      const { attempt, cookies } = await webLogin(around, login, credentials);
      if (attempt.outcome !== 'accepted') return { attempt };
      return { session: { request: (request) => send(request, cookies.size === 0 ? {} : { cookie: cookieHeader(cookies) }) } };
    }
    default:
      return undefined;
  }
}
