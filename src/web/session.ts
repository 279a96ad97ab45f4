import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Principal } from '../people/index.ts';

/** What a session or token says about who asks. */
export interface SignedIn {
  readonly person: { readonly id: string; readonly name: string };
  /** Missing while a person with several organisations has not chosen one, and once they belong to none. */
  readonly principal: Principal | undefined;
}

/** Looks up secrets. Asked on every request, so that a removed membership ends at once. */
export interface Identify {
  bySession(secret: string): Promise<SignedIn | undefined>;
  byToken(secret: string): Promise<SignedIn | undefined>;
}

export interface CookieNames {
  readonly session: string;
  readonly signIn: string;
  readonly secure: boolean;
}

/** With https the names carry `__Host-`: the browser then refuses a cookie set by another host or without Secure. */
export const cookieNames = (secure: boolean): CookieNames =>
  secure ? { session: '__Host-akashi', signIn: '__Host-akashi-signin', secure } : { session: 'akashi', signIn: 'akashi-signin', secure };

const face = (secure: boolean) => ({ path: '/', httpOnly: true, sameSite: 'lax' as const, secure });

/** Gives the visitor a session secret; the server keeps only its hash. */
export function giveCookie(reply: FastifyReply, name: string, secret: string, secure: boolean, seconds: number): void {
  reply.setCookie(name, secret, { ...face(secure), maxAge: seconds });
}

export function takeCookie(reply: FastifyReply, name: string, secure: boolean): void {
  reply.clearCookie(name, face(secure));
}

/** The anti-forgery token of a session: bound to its secret, useless in any other session. */
export const csrfToken = (sessionSecret: string): string => createHmac('sha256', sessionSecret).update('akashi csrf').digest('base64url');

/** True when the token sent is the session's own. */
export function isCsrfToken(sessionSecret: string, sent: string | undefined): boolean {
  const right = Buffer.from(csrfToken(sessionSecret));
  const given = Buffer.from(sent ?? '');
  return given.length === right.length && timingSafeEqual(given, right);
}

/** Where this server answers, as browsers name it: the configured origin, or the loopback spellings of its port. */
export interface Origins {
  readonly primary: string;
  readonly all: readonly string[];
}

/** The origin the visitor used, when it is one of ours; else the primary one. A Host header is never believed further. */
export function originOf(request: FastifyRequest, origins: Origins): string {
  return origins.all.find((one) => new URL(one).host === request.headers.host) ?? origins.primary;
}

/**
 * Does a changing request come from our own pages? Browsers name the origin on every POST; a request without Origin and without
 * Sec-Fetch-Site is no browser's and carries no one else's cookie.
 */
export function isSameOrigin(request: FastifyRequest, origins: Origins): boolean {
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (typeof origin === 'string') return origins.all.includes(origin);
  return site === undefined || site === 'same-origin' || site === 'none';
}
