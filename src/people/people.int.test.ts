import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SignedInAs, signInAs, tokenAs } from '../../scripts/demo/demo-sign-in.ts';
import { createDatabase, engines } from '../../test/empty-store.ts';
import { text } from '../rules/text.ts';
import type { Capability } from '../serve.ts';
import { startTestServer, type TestServer } from '../test-server.ts';
import { principalOf } from '../web/api.ts';
import { html } from '../web/html.ts';
import { page } from '../web/page.ts';
import type { DemoPersonId } from './demo-people.ts';

const probe: Capability = {
  routes: (app) => {
    app.get('/api/v1/probe', async (request) => ({ principal: await principalOf(request) }));
    app.get('/api/v1/broken', async () => {
      throw new Error('the password is hunter2');
    });
    page(app, '/probe', (visit) => ({
      title: text('確認', 'Probe'),
      body: html`<p id="who">${visit.principal.person.id} ${visit.principal.organisation.id}</p>`,
    }));
  },
};

for (const engine of engines)
  describe.skipIf(!engine.available)(`people on ${engine.name}`, () => {
    let server: TestServer;
    let database: Awaited<ReturnType<typeof createDatabase>> | undefined;
    beforeAll(async () => {
      database = engine.name === 'postgresql' ? await createDatabase() : undefined;
      server = await startTestServer([probe], {
        now: new Date('2026-11-22T00:00:00Z'),
        environment: database ? { DATABASE_URL: database.url } : {},
      });
    });
    afterAll(async () => {
      await server.close();
      await database?.drop();
    });

    const key = () => randomBytes(12).toString('hex');
    const get = (path: string, headers: Record<string, string> = {}) => fetch(`${server.address}${path}`, { redirect: 'manual', headers });
    const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
    const call = (method: string, path: string, token: string, body?: unknown, headers: Record<string, string> = {}) =>
      fetch(`${server.address}${path}`, {
        method,
        headers: {
          ...bearer(token),
          'idempotency-key': key(),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    const post = (path: string, who: SignedInAs, fields: Record<string, string>, headers: Record<string, string> = {}) =>
      fetch(`${server.address}${path}`, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie: who.cookie, 'content-type': 'application/x-www-form-urlencoded', origin: server.address, ...headers },
        body: new URLSearchParams({ _csrf: who.csrf, _key: key(), ...fields }).toString(),
      });
    const all = ['read', 'write', 'people'] as const;
    const admin = (person: DemoPersonId) => tokenAs(server.address, person, all);

    describe('signing in', () => {
      test('a demo person signs in by OpenID Connect and acts for their own organisation', async () => {
        const who = await signInAs(server.address, 'demo-hanako');
        const shown = await (await get('/ja/probe', { cookie: who.cookie })).text();
        expect(shown).toContain('demo-hanako demo-camera');
        expect(shown).toContain('デモ環境です');
      });

      test('somebody not signed in is led to sign in and back, and the API answers 401', async () => {
        const response = await get('/en/people');
        expect(response.status).toBe(303);
        expect(response.headers.get('location')).toBe('/en/sign-in?return=%2Fen%2Fpeople');
        const refused = await get('/api/v1/me');
        expect(refused.status).toBe(401);
        expect(refused.headers.get('content-type')).toContain('application/problem+json');
        expect(refused.headers.get('www-authenticate')).toContain('Bearer');
      });

      test('open redirect: signing in never leads off the site', async () => {
        for (const evil of ['https://evil.example/', '//evil.example', '/\\evil.example']) {
          const shown = await (await get(`/ja/sign-in?return=${encodeURIComponent(evil)}`)).text();
          expect(/href="\/sign-in\/start[^"]*return=([^"&]+)"/.exec(shown)?.[1]).toBe('%2Fja%2Fhome');
          expect((await get(`/sign-in/start?return=${encodeURIComponent(evil)}`)).status).toBe(303);
        }
        const kept = await server.store.db.selectFrom('sessions').select('data').where('person', 'is', null).execute();
        expect(JSON.stringify(kept)).not.toContain('evil');
      });

      test('an answer of the provider without the attempt’s cookie signs nobody in', async () => {
        const response = await get('/sign-in/callback?code=stolen&state=stolen');
        expect(response.headers.get('location')).toBe('/ja/sign-in/trouble');
        expect(response.headers.getSetCookie().some((line) => line.startsWith('akashi=') && !line.includes('akashi=;'))).toBe(false);
      });

      test('the session cookie is HttpOnly and SameSite=Lax, and signing out ends the session at the server', async () => {
        const who = await signInAs(server.address, 'demo-ken');
        expect((await get('/ja/probe', { cookie: who.cookie })).status).toBe(200);
        expect((await post('/ja/sign-out', who, {})).headers.get('location')).toBe('/ja/signed-out');
        expect((await get('/ja/probe', { cookie: who.cookie })).status).toBe(303);
      });
    });

    describe('whose record it is', () => {
      test('tenant taken from a client-supplied id: organisation named in body, query or header changes nothing', async () => {
        const token = await admin('demo-hanako');
        const asked = await get('/api/v1/me?organisation=demo-sensor', { ...bearer(token), 'x-organisation': 'demo-sensor' });
        expect(await asked.json()).toMatchObject({ organisation: { id: 'demo-camera' } });
        const sent = await call('POST', '/api/v1/people/invitations', token, { role: 'editor', organisation: 'demo-sensor' });
        expect(sent.status).toBe(422);
        const people = (await (await get('/api/v1/people?organisation=demo-sensor', bearer(token))).json()) as {
          members: { person: string }[];
        };
        expect(people.members.map((m) => m.person)).toEqual(['demo-hanako', 'demo-taro']);
      });

      test('tenant taken from a client-supplied id: a session cannot choose an organisation its person does not belong to', async () => {
        const who = await signInAs(server.address, 'demo-hanako');
        expect((await post('/ja/choose', who, { organisation: 'demo-office', return: '/ja/probe' })).status).toBe(403);
        expect(await (await get('/ja/probe', { cookie: who.cookie })).text()).toContain('demo-hanako demo-camera');
      });

      test('nobody changes or removes a person of another organisation', async () => {
        const token = await admin('demo-hanako');
        expect((await call('PUT', '/api/v1/people/demo-ken/roles', token, { roles: ['responsible'] })).status).toBe(404);
        expect((await call('DELETE', '/api/v1/people/demo-ken', token)).status).toBe(404);
      });
    });

    describe('roles and invitations', () => {
      test('one role making a higher one: an editor invites nobody, raises nobody, and an officer makes no administrator', async () => {
        const editor = await admin('demo-taro');
        for (const role of ['editor', 'responsible', 'office-admin']) {
          expect((await call('POST', '/api/v1/people/invitations', editor, { role })).status, role).toBe(403);
        }
        expect((await call('PUT', '/api/v1/people/demo-taro/roles', editor, { roles: ['responsible'] })).status).toBe(403);
        const officer = await admin('demo-suzuki');
        expect((await call('POST', '/api/v1/people/invitations', officer, { role: 'office-admin' })).status).toBe(403);
        expect((await call('PUT', '/api/v1/people/demo-suzuki/roles', officer, { roles: ['officer', 'office-admin'] })).status).toBe(403);
      });

      test('one role making a higher one: a responsible person grants no role of another kind of organisation', async () => {
        const token = await admin('demo-hanako');
        expect((await call('POST', '/api/v1/people/invitations', token, { role: 'officer' })).status).toBe(403);
        expect((await call('PUT', '/api/v1/people/demo-taro/roles', token, { roles: ['editor', 'office-admin'] })).status).toBe(422);
      });

      test('one role making a higher one: a token cannot issue a token with more scopes than its own', async () => {
        const token = await tokenAs(server.address, 'demo-taro', ['people']);
        const asked = await call('POST', '/api/v1/tokens', token, { name: 'more', scopes: ['write'], days: 1 });
        expect(asked.status).toBe(422);
        const readOnly = await tokenAs(server.address, 'demo-taro', ['read']);
        expect((await call('POST', '/api/v1/tokens', readOnly, { name: 'more', scopes: ['read'], days: 1 })).status).toBe(403);
      });

      test('an invitation works once, for whoever opens it, and its secret is kept nowhere', async () => {
        const token = await admin('demo-hanako');
        const made = (await (await call('POST', '/api/v1/people/invitations', token, { role: 'editor' })).json()) as { code: string };
        const kept = JSON.stringify([
          await server.store.db.selectFrom('invitations').selectAll().execute(),
          await server.store.db.selectFrom('events').select(['data']).execute(),
          await server.store.db.selectFrom('commands').select(['outcome']).execute(),
        ]);
        expect(kept).not.toContain(made.code);
        const who = await signInAs(server.address, 'demo-ken');
        expect((await get(`/ja/invitation?code=${made.code}`, { cookie: who.cookie })).status).toBe(200);
        expect((await post('/ja/invitation', who, { code: made.code })).headers.get('location')).toBe('/ja/home');
        const again = await signInAs(server.address, 'demo-misaki');
        expect((await post('/ja/invitation', again, { code: made.code })).status).toBe(422);
        const members = await server.store.db
          .selectFrom('memberships')
          .select('person')
          .where('organisation', '=', 'demo-camera')
          .where('until', 'is', null)
          .execute();
        expect(members.map((m) => m.person).toSorted()).toEqual(['demo-hanako', 'demo-ken', 'demo-taro']);
        expect((await call('DELETE', '/api/v1/people/demo-ken', token)).status).toBe(204);
      });

      test('somebody the provider knows and nobody invited gets in nowhere; with an invitation they join, and only after pressing the button', async () => {
        await expect(signInAs(server.address, 'demo-newcomer')).rejects.toThrow('/en/sign-in/nobody (403)');
        const token = await admin('demo-misaki');
        const made = (await (await call('POST', '/api/v1/people/invitations', token, { role: 'editor' })).json()) as { code: string };
        const guest = await signInAs(server.address, 'demo-newcomer', `/en/invitation?code=${made.code}`);
        expect((await get('/ja/probe', { cookie: guest.cookie })).status).toBe(303);
        expect((await get('/api/v1/me', { cookie: guest.cookie })).status).toBe(401);
        expect((await post('/en/invitation', { ...guest, csrf: 'forged' }, { code: made.code })).status).toBe(403);
        expect((await post('/en/invitation', guest, { code: made.code })).headers.get('location')).toBe('/en/home');
        const joined = await signInAs(server.address, 'demo-newcomer');
        expect(await (await get('/ja/probe', { cookie: joined.cookie })).text()).toContain('demo-sensor');
      });

      test('an expired invitation is refused', async () => {
        const token = await admin('demo-hanako');
        const made = (await (await call('POST', '/api/v1/people/invitations', token, { role: 'editor' })).json()) as { code: string };
        server.clock.set(new Date('2026-12-07T00:00:00Z'));
        expect((await get(`/ja/invitation?code=${made.code}`)).status).toBe(422);
        server.clock.set(new Date('2026-11-22T00:00:00Z'));
      });

      test('the last responsible person cannot be removed or lowered', async () => {
        const token = await admin('demo-misaki');
        const removed = await call('DELETE', '/api/v1/people/demo-misaki', token);
        expect(removed.status).toBe(409);
        expect(await removed.json()).toMatchObject({ code: 'last-responsible' });
        expect((await call('PUT', '/api/v1/people/demo-misaki/roles', token, { roles: ['editor'] })).status).toBe(409);
      });

      test('the same command sent twice is one act, and the secret is shown once', async () => {
        const token = await admin('demo-hanako');
        const headers = { 'idempotency-key': key() };
        const first = (await (await call('POST', '/api/v1/people/invitations', token, { role: 'editor' }, headers)).json()) as {
          id: string;
          code?: string;
        };
        const second = (await (await call('POST', '/api/v1/people/invitations', token, { role: 'editor' }, headers)).json()) as {
          id: string;
          code?: string;
        };
        expect(second.id).toBe(first.id);
        expect(first.code).toBeDefined();
        expect(second.code).toBeUndefined();
        expect((await call('POST', '/api/v1/people/invitations', token, { role: 'responsible' }, headers)).status).toBe(422);
      });
    });

    describe('access ends', () => {
      test('sign-in surviving removal of the role: session and token of a removed person speak no more, at once', async () => {
        const who = await signInAs(server.address, 'demo-taro');
        const token = await tokenAs(server.address, 'demo-taro');
        expect((await get('/ja/probe', { cookie: who.cookie })).status).toBe(200);
        const responsible = await admin('demo-hanako');
        expect((await call('DELETE', '/api/v1/people/demo-taro', responsible)).status).toBe(204);
        expect((await get('/ja/probe', { cookie: who.cookie })).status).toBe(303);
        expect((await get('/api/v1/probe', bearer(token))).status).toBe(401);
        expect((await get('/api/v1/probe', { cookie: who.cookie })).status).toBe(401);
      });

      test('sign-in surviving removal of the role: a role taken away is gone from a session that is open', async () => {
        const who = await signInAs(server.address, 'demo-sato');
        const token = await admin('demo-sato');
        const code = (
          (await (await call('POST', '/api/v1/people/invitations', token, { role: 'office-admin' })).json()) as { code: string }
        ).code;
        const suzuki = await signInAs(server.address, 'demo-suzuki');
        expect((await post('/ja/invitation', suzuki, { code })).status).toBe(303);
        const second = await admin('demo-suzuki');
        expect((await call('PUT', '/api/v1/people/demo-sato/roles', second, { roles: ['officer'] })).status).toBe(204);
        expect((await post('/ja/people/invite', who, { role: 'officer' })).status).toBe(403);
        expect((await call('PUT', '/api/v1/people/demo-sato/roles', second, { roles: ['officer', 'office-admin'] })).status).toBe(204);
      });

      test('acting with another person’s token: a token is its own person’s, revocable by nobody else, and dead once revoked', async () => {
        const hanako = await admin('demo-hanako');
        const misaki = await admin('demo-misaki');
        const mine = (await (await call('POST', '/api/v1/tokens', hanako, { name: 'mine', scopes: ['read'], days: 1 })).json()) as {
          id: string;
          token: string;
        };
        expect(await (await get('/api/v1/me', bearer(mine.token))).json()).toMatchObject({
          person: { id: 'demo-hanako' },
          organisation: { id: 'demo-camera' },
        });
        expect((await call('DELETE', `/api/v1/tokens/${mine.id}`, misaki)).status).toBe(404);
        const listed = (await (await get('/api/v1/tokens', bearer(misaki))).json()) as { tokens: { id: string }[] };
        expect(listed.tokens.some((one) => one.id === mine.id)).toBe(false);
        expect((await call('DELETE', `/api/v1/tokens/${mine.id}`, hanako)).status).toBe(204);
        expect((await get('/api/v1/me', bearer(mine.token))).status).toBe(401);
      });

      test('acting with another person’s token: a session cookie beside a token does not lend it its rights', async () => {
        const who = await signInAs(server.address, 'demo-sato');
        const token = await tokenAs(server.address, 'demo-ken', ['read']);
        expect(await (await get('/api/v1/me', { ...bearer(token), cookie: who.cookie })).json()).toMatchObject({
          person: { id: 'demo-ken' },
        });
        expect(
          (await get('/api/v1/me', { authorization: 'Bearer wrong-token-of-forty-characters-0000000000', cookie: who.cookie })).status,
        ).toBe(401);
      });

      test('a token expires', async () => {
        const token = await tokenAs(server.address, 'demo-ken', ['read']);
        server.clock.set(new Date('2026-11-23T01:00:00Z'));
        expect((await get('/api/v1/me', bearer(token))).status).toBe(401);
        server.clock.set(new Date('2026-11-22T00:00:00Z'));
      });
    });

    describe('the history of people', () => {
      test('wrong actor in the history: events about people name who acted, for whom, in which way', async () => {
        const token = await admin('demo-misaki');
        expect((await call('POST', '/api/v1/people/invitations', token, { role: 'editor' })).status).toBe(201);
        const events = await server.store.read('organisation:demo-sensor');
        expect(events.at(-1)).toMatchObject({
          type: 'MemberInvited',
          actor: { person: 'demo-misaki', organisation: 'demo-sensor', role: 'responsible', via: 'token' },
        });
      });

      test('secrets in the audit history: no name, address, token or hash is in an event', async () => {
        const token = await admin('demo-misaki');
        const events = JSON.stringify(await server.store.db.selectFrom('events').select(['data', 'actor']).execute());
        expect(events).not.toContain(token);
        expect(events).not.toContain('例示');
        for (const { hash } of await server.store.db.selectFrom('tokens').select('hash').execute()) expect(events).not.toContain(hash);
      });

      test('the office registers an organisation with a checked corporate number and invites its responsible person', async () => {
        const token = await admin('demo-sato');
        const wrong = await call('POST', '/api/v1/organisations', token, {
          kind: 'applicant',
          nameJa: '新しい会社(見本)',
          nameEn: 'New (sample)',
          corporateNumber: '8000012050002',
        });
        expect(wrong.status).toBe(422);
        expect(await wrong.json()).toMatchObject({ errors: [{ path: 'corporateNumber' }] });
        const right = await call('POST', '/api/v1/organisations', token, {
          kind: 'applicant',
          nameJa: '新しい会社(見本)',
          nameEn: 'New (sample)',
          corporateNumber: '7-1234-5678-9012',
        });
        expect(right.status).toBe(201);
        const made = (await right.json()) as { organisation: string };
        const row = await server.store.db
          .selectFrom('organisations')
          .select('corporate_number')
          .where('id', '=', made.organisation)
          .executeTakeFirst();
        expect(row?.corporate_number).toBe('7123456789012');
        expect(
          (
            await call('POST', '/api/v1/organisations', await admin('demo-hanako'), {
              kind: 'applicant',
              nameJa: 'x',
              nameEn: 'x',
              corporateNumber: null,
            })
          ).status,
        ).toBe(403);
      });
    });

    describe('the web around it', () => {
      test('a form from another site, without the token, or with another session’s token is refused', async () => {
        const who = await signInAs(server.address, 'demo-hanako');
        const other = await signInAs(server.address, 'demo-misaki');
        expect((await post('/ja/people/invite', who, { role: 'editor' }, { origin: 'https://evil.example' })).status).toBe(403);
        expect((await post('/ja/people/invite', who, { role: 'editor', _csrf: '' })).status).toBe(403);
        expect((await post('/ja/people/invite', who, { role: 'editor', _csrf: other.csrf })).status).toBe(403);
        expect(
          (
            await fetch(`${server.address}/api/v1/tokens`, {
              method: 'POST',
              headers: { cookie: who.cookie, 'content-type': 'application/json' },
              body: '{}',
            })
          ).status,
        ).toBe(422);
        expect(
          (
            await fetch(`${server.address}/api/v1/tokens`, {
              method: 'POST',
              headers: { cookie: who.cookie, 'content-type': 'application/json', 'idempotency-key': key() },
              body: JSON.stringify({ name: 'x', scopes: ['read'], days: 1 }),
            })
          ).status,
        ).toBe(403);
      });

      test('a page has a strict content security policy, no inline script or style, and is not stored', async () => {
        const who = await signInAs(server.address, 'demo-hanako');
        const response = await get('/ja/people', { cookie: who.cookie });
        const policy = response.headers.get('content-security-policy') ?? '';
        for (const part of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"])
          expect(policy).toContain(part);
        expect(policy).not.toContain('unsafe');
        expect(response.headers.get('cache-control')).toBe('no-store');
        const shown = await response.text();
        expect(shown).not.toMatch(/<script(?![^>]* src=)/);
        expect(shown).not.toMatch(/<style|\sstyle=|\son\w+=/);
      });

      test('script typed into a form is shown back, never run', async () => {
        const who = await signInAs(server.address, 'demo-sato');
        const shown = await (
          await post('/ja/people/organisations', who, { kind: 'applicant', nameJa: '"><script>alert(1)</script>', nameEn: '' })
        ).text();
        expect(shown).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
        expect(shown).not.toContain('<script>alert');
        expect(shown).toContain('href="#f-nameEn"');
      });

      test('a compressed request body is refused with 415', async () => {
        const response = await fetch(`${server.address}/api/v1/tokens`, {
          method: 'POST',
          headers: { 'content-encoding': 'br', 'content-type': 'application/json' },
          body: 'x',
        });
        expect(response.status).toBe(415);
        expect(await response.json()).toMatchObject({ code: 'compressed-body' });
      });

      test('a bug answers 500 and tells nothing', async () => {
        const response = await get('/api/v1/broken');
        expect(response.status).toBe(500);
        expect(await response.text()).not.toContain('hunter2');
      });

      test('the API lists every bad field at once', async () => {
        const response = await call('POST', '/api/v1/tokens', await admin('demo-ken'), { name: 5, scopes: ['everything'], days: 'many' });
        const { errors } = (await response.json()) as { errors: { path: string }[] };
        expect(errors.map((e) => e.path)).toEqual(['name', 'scopes/0', 'days']);
      });

      test('the OpenAPI document is 3.1 and names the people endpoints and no page', async () => {
        const document = (await (await get('/api/v1/openapi.json')).json()) as { openapi: string; paths: Record<string, unknown> };
        expect(document.openapi).toMatch(/^3\.1/);
        expect(Object.keys(document.paths)).toContain('/api/v1/tokens');
        expect(Object.keys(document.paths).every((path) => path.startsWith('/api/v1/'))).toBe(true);
      });

      test('healthz is ready, assets never change under their name, no path climbs out', async () => {
        expect((await get('/healthz')).status).toBe(200);
        const shown = await (await get('/ja/sign-in')).text();
        const sheet = /href="(\/assets\/app\.[^"]+\.css)"/.exec(shown)?.[1] ?? '';
        const asset = await get(sheet);
        expect(asset.headers.get('cache-control')).toContain('immutable');
        expect((await get('/assets/..%2fmanifest.json')).status).toBe(404);
        expect((await get('/assets/manifest.json')).status).toBe(404);
      });

      test('the start address answers in the language asked for', async () => {
        expect((await get('/', { 'accept-language': 'en-US,en;q=0.9' })).headers.get('location')).toBe('/en/');
        expect((await get('/', { 'accept-language': 'de' })).headers.get('location')).toBe('/ja/');
      });
    });
  });
