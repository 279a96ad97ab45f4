import { type Attempt, LOCK_MESSAGE } from '../../../check/login-attempt.ts';
import type { Sign } from '../../../check/profile.ts';
import type { Answered } from '../http-exchange.ts';
import { speaksOfLock } from './lock-message.ts';

type Told = readonly [Attempt['outcome'], string];

const LATER = new Set([423, 429, 503]);

/** What an answer to Basic or Digest credentials means: the status says it. */
export function outcomeOfStatus(answer: Answered): Told {
  const { status, body } = answer;
  if (status >= 200 && status < 300) return ['accepted', `HTTP ${status}`];
  return laterOf(answer) ?? (status === 401 || status === 403 ? noOf(status, body) : ['unclear', `HTTP ${status}`]);
}

/** What an answer to a form or to JSON means: the profile says what yes looks like. */
export function outcomeOfSign(answer: Answered, success: Sign): Told {
  const { status, body } = answer;
  if (fits(answer, success)) return ['accepted', `HTTP ${status}`];
  const isNo = status < 404 || status === 422;
  return laterOf(answer) ?? (isNo ? noOf(status, body) : ['unclear', `HTTP ${status}`]);
}

/** True when every part of the sign that is named fits. */
export function fits(answer: Answered, { status, body, location, cookie }: Sign): boolean {
  return (
    (status === undefined || status.includes(answer.status)) &&
    (body === undefined || Buffer.from(answer.body).includes(body)) &&
    (location === undefined || locationOf(answer).startsWith(location)) &&
    (cookie === undefined || setCookies(answer).has(cookie))
  );
}

/** Cookies that an answer sets, without those that it takes back. */
export function setCookies(answer: Answered): ReadonlyMap<string, string> {
  const set = (answer.headers['set-cookie'] ?? []).flatMap((line): [string, string][] => {
    const [pair = '', ...attributes] = line.split(';');
    const [name = '', ...rest] = pair.split('=');
    const value = rest.join('=').trim();
    const isTakenBack = value === '' || attributes.some((each) => /^\s*max-age\s*=\s*(?:0|-\d+)\s*$/i.test(each));
    return name.trim() === '' || isTakenBack ? [] : [[name.trim(), value]];
  });
  return new Map(set);
}

/** Where it sends to, as a path when it is on the device itself. */
function locationOf(answer: Answered): string {
  return (answer.headers['location']?.[0] ?? '').replace(/^https?:\/\/[^/]+(?=\/|$)/i, '');
}

const laterOf = ({ status }: Answered): Told | undefined => (LATER.has(status) ? ['throttled', `HTTP ${status}`] : undefined);
const noOf = (status: number, body: Uint8Array): Told => (speaksOfLock(body) ? ['throttled', LOCK_MESSAGE] : ['refused', `HTTP ${status}`]);
