import { type Observations, observed } from '../../src/check/probe.ts';
import type { Profile } from '../../src/check/profile.ts';
import { allIdentified, services, servicesIn } from '../services/judge.ts';
import { readWebPage } from '../services/web-page.ts';

/** What takes passwords, or may do so, and that the profile does not tell how to log in to. */
export interface LoginsSeen {
  /** Ports that ask for a password, or of which it cannot be excluded. */
  readonly undescribed: readonly { readonly port: number; readonly service: string }[];
  /** Was every open port looked at and recognised? Only then does finding none mean that there is none. */
  readonly complete: boolean;
}

/** Reads the observation of `services`; undefined when there is none. */
export function loginsSeen(profile: Profile, earlier: Observations): LoginsSeen | undefined {
  const data = observed(earlier, services);
  if (data === undefined) return undefined;
  const described = new Set(profile.logins.map(({ port }) => port));
  const declared = new Map(profile.interfaces.map(({ at, authentication }) => [at, authentication]));
  const undescribed = servicesIn(data).flatMap(({ port, protocol, http }) => {
    const authentication = declared.get(`tcp/${port}`);
    // Keys and certificates are not guessed one by one.
    if (described.has(port) || ['key', 'certificate', 'token'].includes(authentication ?? '')) return [];
    const found = { port, service: protocol };
    if (['ssh', 'telnet', 'ftp'].includes(protocol)) return [found];
    if (protocol === 'mqtt') return authentication === 'none' ? [] : [found];
    if (protocol !== 'http' || http === undefined) return [];
    const page = readWebPage(http.body, http.headers.get('content-type')?.[0]);
    // Declared as open to anybody, and without any sign of a login.
    const isOpen = authentication === 'none' && !page.passwordField && http.status !== 401;
    return isOpen ? [] : [found];
  });
  return { undescribed, complete: allIdentified(data) };
}
