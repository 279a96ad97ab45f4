import type { Attempt } from '../../../check/login-attempt.ts';
import { type Answered, exchange } from '../http-exchange.ts';
import { type Around, attemptWatch, type Credentials, type Dialogue, type LoginOf, unanswered } from './dialogue.ts';
import { outcomeOfSign, setCookies } from './http-outcome.ts';

type WebLogin = LoginOf<'http-form'>;

/** A login by a form, as a browser sends it: the page with the token first when the profile names one, its cookies and hidden value with the password. */
export const httpForm: Dialogue<'http-form'> = async (around, login, credentials) => (await webLogin(around, login, credentials)).attempt;

/** A login by a JSON body; else like a form. */
export const httpJson: Dialogue<'http-json'> = async (around, login, credentials) => (await webLogin(around, login, credentials)).attempt;

/** The attempt, and the cookies that the device gave for it. */
export async function webLogin(
  { network, signal, timeoutMs }: Around,
  login: WebLogin,
  { user, password }: Credentials,
): Promise<{ readonly attempt: Attempt; readonly cookies: ReadonlyMap<string, string> }> {
  const { port, tls, path, method, fields, extra, token } = login;
  const watch = attemptWatch();
  const cookies = new Map<string, string>();
  const ended = (outcome: Attempt['outcome'], detail: string) => ({ attempt: watch.ended(outcome, detail), cookies });
  const values: Record<string, string> = { ...extra };
  if (token !== undefined) {
    const page = await exchange(network, { port, tls, path: token.path, timeoutMs, signal });
    if (page.outcome === 'failed') return ended(...unanswered(page));
    for (const [name, value] of setCookies(page)) cookies.set(name, value);
    const found = tokenIn(page, token.field);
    if (found === undefined) return ended(...outcomeWithoutToken(page));
    values[token.field] = found;
  }
  if (fields.user !== undefined) values[fields.user] = user;
  values[fields.password] = password;
  watch.passwordSent();
  const isJson = login.kind === 'http-json';
  const answer = await exchange(network, {
    ...{ port, tls, path, method, timeoutMs, signal },
    headers: {
      'content-type': isJson ? 'application/json' : 'application/x-www-form-urlencoded',
      ...(cookies.size === 0 ? {} : { cookie: cookieHeader(cookies) }),
    },
    body: isJson ? JSON.stringify(values) : new URLSearchParams(values).toString(),
  });
  if (answer.outcome === 'failed') return ended(...unanswered(answer));
  for (const [name, value] of setCookies(answer)) cookies.set(name, value);
  return ended(...outcomeOfSign(answer, login.success));
}

function outcomeWithoutToken({ status }: Answered): readonly [Attempt['outcome'], string] {
  return status === 429 || status === 503 ? ['throttled', `HTTP ${status}`] : ['unclear', 'no token on the page'];
}

export const cookieHeader = (cookies: ReadonlyMap<string, string>): string =>
  [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');

/** The value of a hidden field, of a meta element, or of a member of a JSON body of that name. */
export function tokenIn({ body }: Pick<Answered, 'body'>, field: string): string | undefined {
  const page = new TextDecoder().decode(body);
  for (const [element] of page.matchAll(/<(?:input|meta)\b[^>]{0,2000}>/gi)) {
    if (attribute(element, 'name') === field) return attribute(element, 'value') ?? attribute(element, 'content');
  }
  return memberOf(page, field);
}

function memberOf(page: string, field: string): string | undefined {
  try {
    const value: unknown = JSON.parse(page);
    const found = typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined;
    return typeof found === 'string' || typeof found === 'number' ? String(found) : undefined;
  } catch {
    return undefined;
  }
}

function attribute(element: string, name: string): string | undefined {
  const match = new RegExp(`[\\s"']${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>"']+))`, 'i').exec(element);
  return match === null ? undefined : unescaped(match[1] ?? match[2] ?? match[3] ?? '');
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const unescaped = (text: string): string =>
  text.replaceAll(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return entities[name.toLowerCase()] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
