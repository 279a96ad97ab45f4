import { randomBytes } from 'node:crypto';
import type { Attempt } from '../../../check/login-attempt.ts';
import type { Login } from '../../../check/profile.ts';
import { type DeviceRequest, exchange } from '../http-exchange.ts';
import type { Around, Credentials } from './dialogue.ts';
import { basicHeader } from './http-basic.ts';
import { challengeOf, digestHeader } from './http-digest.ts';
import { cookieHeader, webLogin } from './http-form.ts';

/** The part of a request that headers are made for. */
export type SessionRequest = Pick<DeviceRequest, 'port' | 'tls' | 'path' | 'method'>;

/** What makes the device know who asks. */
export interface Session {
  /** For one request; undefined when the device gives no challenge that can be met. */
  headersFor(request: SessionRequest): Promise<Readonly<Record<string, string>> | undefined>;
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
  switch (login.kind) {
    case 'http-basic':
      return { session: { headersFor: async () => ({ authorization: basicHeader(credentials) }) } };
    case 'http-digest':
      return {
        session: {
          async headersFor({ port, tls = false, path, method = 'GET' }) {
            const asked = await exchange(network, { port, tls, path, method, timeoutMs, signal });
            const challenge = asked.outcome === 'answered' ? challengeOf(asked) : undefined;
            return challenge && { authorization: digestHeader(challenge, { method, path }, credentials, randomBytes(12).toString('hex')) };
          },
        },
      };
    case 'http-form':
    case 'http-json': {
      const { attempt, cookies } = await webLogin(around, login, credentials);
      if (attempt.outcome !== 'accepted') return { attempt };
      return { session: { headersFor: async () => ({ cookie: cookieHeader(cookies) }) } };
    }
    default:
      return undefined;
  }
}
