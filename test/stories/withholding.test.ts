import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { iotCloud } from '../../schemes/iot-cloud/book.ts';
import { attestationProjection } from '../../src/attestations/list.ts';
import { attestationRoutes } from '../../src/attestations/routes.ts';
import { settableClock } from '../../src/io/clock.ts';
import type { Principal } from '../../src/people/index.ts';
import { registerProjection } from '../../src/register/index.ts';
import { day } from '../../src/rules/day.ts';
import type { SignedIn } from '../../src/web/session.ts';
import { certify, cloudValues } from '../certified.ts';
import { type EmptyStore, emptyStore } from '../empty-store.ts';
import { publicSite } from '../public-site.ts';

const clock = settableClock(new Date('2026-11-22T03:00:00Z'));
const books = [iotCloud];
const SECRET = '秘匿区一番地';
const item = 'A2-04';
const people = {
  provider: { organisation: { id: 'org-1', name: '株式会社みなと', kind: 'applicant' }, roles: ['responsible'] },
  stranger: { organisation: { id: 'org-2', name: '株式会社よそ', kind: 'applicant' }, roles: ['responsible'] },
  officer: { organisation: { id: 'aspic', name: '認定機関', kind: 'office' }, roles: ['officer'] },
} as const satisfies Record<string, Pick<Principal, 'organisation' | 'roles'>>;
type Who = keyof typeof people;

let empty: EmptyStore;
let app: FastifyInstance;
let acts = 0;
let ids = 0;

const signedIn = (cookie: string | undefined): SignedIn | undefined => {
  const its = people[cookie as Who];
  if (!its) return undefined;
  const person = { id: `p-${cookie}`, name: String(cookie) };
  return { person, principal: { person, ...its, via: 'session' } };
};
const asToken = (its: SignedIn | undefined) =>
  its?.principal && { ...its, principal: { ...its.principal, via: 'token' as const, scopes: ['read', 'write'] } };
/** Noon in Tokyo, or the instant itself. */
const at = (when: string) => clock.set(new Date(when.includes('T') ? when : `${when}T03:00:00Z`));
const get = (url: string, who?: Who) => app.inject({ url, ...(who ? { headers: { cookie: `akashi=${who}` } } : {}) });

interface Held {
  readonly version: number;
  readonly threads: readonly { readonly id: string; readonly kind: string }[];
  readonly history: readonly {
    readonly label: { ja: string };
    readonly input: Record<string, unknown>;
    readonly on: string;
    readonly by: string;
  }[];
}
const held = async (key: string): Promise<Held> => (await get(`/api/v1/held-attestations/${key}`, 'officer')).json();
async function move(who: Who, key: string, name: string, input: object, place: { opens?: string; thread?: string } = {}) {
  const { version } = await held(key);
  const headers = {
    authorization: `Bearer ${who}-${'x'.repeat(30)}`,
    'if-match': `"${version}"`,
    'idempotency-key': `act-${++acts}-withholding`,
  };
  return app.inject({ method: 'POST', url: `/api/v1/attestations/${key}/moves/${name}`, headers, payload: { input, ...place } });
}
const request = (key: string, reason = '防犯上の理由', who: Who = 'provider') =>
  move(who, key, 'open', { about: `${item}/content`, reason }, { opens: 'furtherWithholding' });
async function grant(key: string, until: string, finding = '所在地の一部は防犯上もっとも') {
  const thread = (await held(key)).threads.findLast((each) => each.kind === 'furtherWithholding')?.id;
  return move('officer', key, 'withhold', { finding, until }, { ...(thread ? { thread } : {}) });
}

/** Where the public finds the content: page, JSON, the API, search, comparison. */
async function seen(key: string): Promise<readonly string[]> {
  const search = async (path: string) => (await get(`${path}?q=${encodeURIComponent(SECRET)}`)).body.includes(key);
  const has = async (url: string) => (await get(url)).body.includes(SECRET);
  const found = {
    page: await has(`/c/${key}`),
    english: await has(`/c/${key}/en`),
    json: await has(`/c/${key}.json`),
    api: await has(`/api/v1/attestations/${key}`),
    comparison: await has(`/api/v1/comparison?of=${key}`),
    search: await search('/api/v1/attestations'),
    list: await search('/ja/register'),
    csv: await search('/ja/register.csv'),
  };
  return Object.entries(found).flatMap(([where, is]) => (is ? [where] : []));
}
const EVERYWHERE = ['page', 'english', 'json', 'api', 'comparison', 'search', 'list', 'csv'];

const fresh = (carried?: Parameters<typeof certify>[1] extends infer G ? (G extends { carried?: infer C } ? C : never) : never) =>
  certify(empty.store, { values: cloudValues({ [`${item}/content`]: `本店 ${SECRET}` }), ...(carried ? { carried } : {}) });

beforeAll(async () => {
  empty = await emptyStore('pglite', { now: clock.now, projections: [registerProjection({ books }), attestationProjection] });
  const engine = { store: empty.store, books, clock, newId: () => `thread-${String(++ids).padStart(6, '0')}` };
  const identity = {
    bySession: async (secret: string) => signedIn(secret),
    byToken: async (secret: string) => asToken(signedIn(secret.split('-')[0])),
  };
  app = await publicSite(
    { source: empty.store, books, clock, applications: true },
    { identity: identity as never, routes: (inside) => attestationRoutes(inside, engine) },
  );
});
afterAll(async () => {
  await app?.close();
  await empty?.remove();
});

describe('a part withheld from the beginning', () => {
  test('D-7.2-2 what was withheld during the review is withheld from the first page on, and ends by itself', async () => {
    at('2026-11-22');
    const key = await fresh([{ mark: 'withheld', path: `${item}/content`, from: day('2026-11-20'), until: day('2027-03-31') }]);
    expect(await seen(key)).toEqual([]);
    at('2027-03-31');
    expect(await seen(key)).toEqual([]);
    at('2027-04-01');
    expect(await seen(key)).toEqual(EVERYWHERE);
  });
});

describe('a part withheld later', () => {
  test('D-7.2-2 on request and with a finding it leaves page, JSON, list and search at once, though both were kept ready', async () => {
    at('2026-11-22');
    const key = await fresh();
    expect(await seen(key)).toEqual(EVERYWHERE);
    expect((await request(key)).statusCode).toBe(200);
    // Asked for is not granted.
    expect(await seen(key)).toEqual(EVERYWHERE);
    expect((await grant(key, '2027-03-31')).statusCode).toBe(200);
    expect(await seen(key)).toEqual([]);
    const page = (await get(`/c/${key}`)).body;
    expect(/id="item-A2-04".*?<\/tr>/s.exec(page)?.[0]).toContain('公表を留保しています(2027年3月31日まで)');
    const line = (await get(`/c/${key}.json`))
      .json()
      .sections.flatMap((each: { lines: object[] }) => each.lines)
      .find((each: { id: string }) => each.id === item);
    expect(line).toMatchObject({ value: null, withheld: { until: '2027-03-31' } });
    const row = await empty.store.db.selectFrom('register_entries').selectAll().where('key', '=', key).executeTakeFirstOrThrow();
    expect([row.next_change_on, JSON.stringify(row).includes(SECRET)]).toEqual(['2027-04-01', false]);
  });
  test('D-7.2-2 it is withheld through its last day in Tokyo and public from midnight on, without any event', async () => {
    at('2026-11-22');
    const key = await fresh();
    await request(key);
    await grant(key, '2027-03-31');
    const { version } = await held(key);
    at('2027-03-31T14:59:59.000Z');
    expect(await seen(key)).toEqual([]);
    at('2027-03-31T15:00:00.000Z');
    expect(await seen(key)).toEqual(EVERYWHERE);
    expect((await held(key)).version).toBe(version);
    expect((await get(`/c/${key}`)).body).not.toContain('公表を留保しています');
  });
  test('D-7.2-2 extended before its end, it lasts to the new last day without a gap', async () => {
    at('2026-11-22');
    const key = await fresh();
    await request(key);
    await grant(key, '2027-03-31');
    at('2027-03-20');
    await request(key, '引き続き防犯上の理由');
    expect((await grant(key, '2027-09-30', '事情は変わっていない')).statusCode).toBe(200);
    for (const when of ['2027-03-31', '2027-04-01', '2027-09-30']) {
      at(when);
      expect([when, await seen(key)]).toEqual([when, []]);
    }
    at('2027-10-01');
    expect(await seen(key)).toEqual(EVERYWHERE);
  });
  test('D-7.2-2 asked for again after its end, it is public in between and withheld from the new finding on', async () => {
    at('2026-11-22');
    const key = await fresh();
    await request(key);
    await grant(key, '2027-03-31');
    at('2027-04-10');
    expect(await seen(key)).toEqual(EVERYWHERE);
    await request(key, '再び必要になった');
    await grant(key, '2027-06-30');
    expect(await seen(key)).toEqual([]);
    at('2027-06-30');
    expect(await seen(key)).toEqual([]);
    at('2027-07-01');
    expect(await seen(key)).toEqual(EVERYWHERE);
  });
  test('D-7.2-2 a rebuild of the register brings nothing back', async () => {
    at('2026-11-22');
    const key = await fresh();
    await request(key);
    await grant(key, '2027-03-31');
    await empty.store.rebuild(['register']);
    expect(await seen(key)).toEqual([]);
    at('2027-04-01');
    expect(await seen(key)).toEqual(EVERYWHERE);
  });
});

describe('request and finding', () => {
  test('D-7.2-2 without a reason nothing is asked for, a period that has passed is refused with the clause, and what was declined stays public', async () => {
    at('2026-11-22');
    const key = await fresh();
    const blank = await request(key, '');
    expect([blank.statusCode, blank.json().errors[0].path]).toEqual([422, 'reason']);
    await request(key);
    const past = await grant(key, '2026-11-21');
    expect([past.statusCode, past.json()]).toMatchObject([422, { code: 'period-over', clause: 'D-7.2-2' }]);
    const thread = (await held(key)).threads.at(-1)?.id ?? '';
    expect((await move('officer', key, 'decline', { finding: '理由がない' }, { thread })).statusCode).toBe(200);
    expect(await seen(key)).toEqual(EVERYWHERE);
  });
  test('D-7.2-3 only a part of the content column can be withheld, and the names in the list never', async () => {
    at('2026-11-22');
    const key = await fresh();
    for (const about of ['businessName', 'A2-04/evidence', 'A2-01/content', 'B1-01/content']) {
      await move('provider', key, 'open', { about, reason: '理由' }, { opens: 'furtherWithholding' });
      const refused = await grant(key, '2027-03-31');
      expect([about, refused.json().code, refused.json().clause]).toEqual([about, 'not-withholdable', 'D-7.2-3']);
    }
  });
  test('D-7.2-2 nobody but the holder asks, nobody but the office finds, and others see neither', async () => {
    at('2026-11-22');
    const key = await fresh();
    expect((await request(key, '理由', 'stranger')).statusCode).toBe(403);
    expect((await request(key, '理由', 'officer')).statusCode).toBe(403);
    await request(key, '内密の理由');
    const thread = (await held(key)).threads.at(-1)?.id ?? '';
    expect((await move('provider', key, 'withhold', { finding: '自分で', until: '2027-03-31' }, { thread })).statusCode).toBe(403);
    for (const url of [`/ja/attestations/${key}`, `/api/v1/held-attestations/${key}`]) {
      const answer = await get(url, 'stranger');
      expect([answer.statusCode, answer.body.includes('内密')]).toEqual([403, false]);
    }
    for (const url of [`/c/${key}`, `/c/${key}.json`]) expect((await get(url)).body).not.toContain('内密');
  });
  test('D-7.2-2 the page of the request offers the items to choose from, and an extension comes with its item', async () => {
    at('2026-11-22');
    const key = await fresh();
    const form = (await get(`/ja/attestations/${key}/moves/open?opens=furtherWithholding&about=A2-04%2Fcontent`, 'provider')).body;
    expect(form).toMatch(/<option value="A2-04\/content" selected>A2-04 事業所/);
    expect(form).not.toContain('value="B1-01/content"');
    expect((await get(`/ja/attestations/${key}/moves/open?opens=furtherWithholding`, 'officer')).statusCode).toBe(404);
  });
  // Last: it starts the store anew, behind the back of the app.
  test('D-7.2-3 request, reason, finding, last day and each extension are kept with who and when, for the holder and the office, after a restart too', async () => {
    at('2026-11-22');
    const key = await fresh();
    await request(key, '最初の理由');
    await grant(key, '2027-03-31', '最初の判断');
    at('2027-03-01');
    await request(key, '更新の理由');
    await grant(key, '2027-09-30', '更新の判断');
    for (const who of ['provider', 'officer'] as const) {
      const page = (await get(`/ja/attestations/${key}`, who)).body;
      for (const said of ['最初の理由', '最初の判断', '更新の理由', '更新の判断', '2027年9月30日', 'A2-04 事業所'])
        expect([who, page.includes(said) && said]).toEqual([who, said]);
    }
    const events = await (await empty.reopen()).read(`attestation:${key}`);
    expect(events.slice(1).map((event) => [event.type, event.effectiveOn, event.actor.person])).toEqual([
      ['FurtherWithholdingRequested', '2026-11-22', 'p-provider'],
      ['PublicationWithheld', '2026-11-22', 'p-officer'],
      ['FurtherWithholdingRequested', '2027-03-01', 'p-provider'],
      ['PublicationWithheld', '2027-03-01', 'p-officer'],
    ]);
    expect(events.at(-1)?.data.input).toEqual({ finding: '更新の判断', until: '2027-09-30' });
  });
});
