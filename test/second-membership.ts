import { signInAs, tokenAs } from '../scripts/demo/demo-sign-in.ts';
import type { DemoPersonId } from '../src/people/demo-people.ts';
import { walkKey } from './walk-server.ts';

const asked = async (response: Response): Promise<Response> => {
  if (response.status >= 400) throw new Error(`${response.url}: ${response.status} ${await response.text()}`);
  return response;
};

/** Joins a person to a second organisation by an invitation of its administrator; gives a token by which the person acts for the second. */
export async function secondMembership(server: string, person: DemoPersonId, administrator: DemoPersonId, role: string): Promise<string> {
  const admin = await tokenAs(server, administrator, ['read', 'people']);
  const invited = await fetch(`${server}/api/v1/people/invitations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${admin}`, 'content-type': 'application/json', 'idempotency-key': walkKey() },
    body: JSON.stringify({ role }),
  });
  const { code } = (await (await asked(invited)).json()) as { code: string };
  const { cookie, csrf } = await signInAs(server, person, `/en/invitation?code=${code}`);
  const joined = await fetch(`${server}/en/invitation`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ code, _csrf: csrf }).toString(),
  });
  const second = (await asked(joined)).headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const page = await (await fetch(`${server}/en/tokens`, { headers: { cookie: second } })).text();
  const made = await fetch(`${server}/api/v1/tokens`, {
    method: 'POST',
    headers: {
      cookie: second,
      'x-akashi-csrf': /name="akashi-csrf" content="([^"]+)"/.exec(page)?.[1] ?? '',
      'content-type': 'application/json',
      'idempotency-key': walkKey(),
    },
    body: JSON.stringify({ name: 'second', scopes: ['read', 'write'], days: 1 }),
  });
  return ((await (await asked(made)).json()) as { token: string }).token;
}
