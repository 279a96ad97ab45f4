import type { DemoPersonId } from '../../src/people/demo-people.ts';
import type { Scope } from '../../src/people/policy.ts';

/** A signed-in browser, as far as HTTP goes: for the demo script and for tests. */
export interface SignedInAs {
  /** For the Cookie header. */
  readonly cookie: string;
  /** For the X-Akashi-CSRF header, and the `_csrf` field of forms. */
  readonly csrf: string;
}

async function follow(
  start: string,
  jar: Map<string, string>,
  init: RequestInit = {},
): Promise<{ address: string; body: string; status: number }> {
  let address = start;
  let request = init;
  for (let hops = 0; hops < 20; hops++) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(address, { ...request, redirect: 'manual', headers: { ...request.headers, cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...rest] = line.split(';');
      const at = pair.indexOf('=');
      const gone = rest.some((part) => /^\s*(max-age=0|expires=thu, 01 jan 1970)/i.test(part));
      if (gone || pair.slice(at + 1) === '') jar.delete(pair.slice(0, at));
      else jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const next = response.headers.get('location');
    const body = await response.text();
    if (response.status < 300 || response.status >= 400 || next === null) return { address, body, status: response.status };
    address = new URL(next, address).href;
    request = {};
  }
  throw new Error(`too many redirects from ${start}`);
}

const csrfIn = (page: string): string | undefined => /name="(?:akashi-csrf" content|_csrf" value)="([^"]+)"/.exec(page)?.[1];

/** Signs in at a demo server as one of its ready-made people, the way a browser does: by following the redirects and pressing the person's button. `landing` is where to arrive. */
export async function signInAs(server: string, person: DemoPersonId, landing = '/en/tokens'): Promise<SignedInAs> {
  const jar = new Map<string, string>();
  const people = await follow(`${server}/sign-in/start?lang=en&return=${encodeURIComponent(landing)}`, jar);
  const action = /<form method="post" action="(\/demo-idp\/people\/[^"]+)"/.exec(people.body)?.[1];
  if (action === undefined) throw new Error(`no demo people at ${people.address} (${people.status})`);
  const landed = await follow(new URL(action, people.address).href, jar, {
    method: 'POST',
    body: new URLSearchParams({ person }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  const csrf = csrfIn(landed.body);
  if (landed.status !== 200 || csrf === undefined) throw new Error(`sign-in as ${person} ended at ${landed.address} (${landed.status})`);
  return { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '), csrf };
}

/** Signs in as a demo person and gets a personal token that lives a day. */
export async function tokenAs(server: string, person: DemoPersonId, scopes: readonly Scope[] = ['read', 'write']): Promise<string> {
  const { cookie, csrf } = await signInAs(server, person);
  const response = await fetch(`${server}/api/v1/tokens`, {
    method: 'POST',
    headers: {
      cookie,
      'x-akashi-csrf': csrf,
      'content-type': 'application/json',
      'idempotency-key': `token-${person}-${csrf.slice(0, 12)}`,
    },
    body: JSON.stringify({ name: 'demo', scopes, days: 1 }),
  });
  const made = (await response.json()) as { token?: string };
  if (made.token === undefined) throw new Error(`no token for ${person}: ${response.status} ${JSON.stringify(made)}`);
  return made.token;
}
