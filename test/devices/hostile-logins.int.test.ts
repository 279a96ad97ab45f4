import { describe, expect, test } from 'vitest';
import { Profile } from '../../src/check/profile.ts';
import { attemptLogin } from '../../src/io/device/login/index.ts';
import { startLineServer } from './line-server.ts';

const user = { user: 'admin', passwordFrom: 'THE_PASSWORD', factory: 'none' };
const form = { path: '/login', fields: { user: 'u', password: 'p' }, success: { status: [200] } };
const loginsAt = (port: number) =>
  Profile.shape.logins.parse([
    { ...user, id: 'basic', kind: 'http-basic', port, path: '/' },
    { ...user, id: 'digest', kind: 'http-digest', port, path: '/' },
    { ...user, ...form, id: 'form', kind: 'http-form', port, token: { path: '/', field: 't' } },
    { ...user, ...form, id: 'json', kind: 'http-json', port },
    { ...user, id: 'https', kind: 'http-basic', port, path: '/', tls: true },
    ...['ssh', 'telnet', 'ftp', 'mqtt'].map((kind) => ({ ...user, id: kind, kind, port })),
    ...['telnet', 'ftp', 'mqtt'].map((kind) => ({ ...user, id: `${kind}-tls`, kind, port, tls: true })),
  ]);

const endless = 'A'.repeat(3_000_000);
const devices: readonly (readonly [string, Parameters<typeof startLineServer>])[] = [
  ['says nothing', [() => undefined]],
  ['talks without end', [() => Buffer.from(endless), endless]],
  ['hangs up at the first word', [() => 'hang-up' as const]],
  [
    'greets like everything and answers nonsense',
    [() => Buffer.from([0xff, 0xfa, 0x18, 0xff, 0x00, 0x1b, 0x5b]), '220-login: SSH-2.0-x\r\n220 ready\r\n'],
  ],
  ['answers options without end', [() => Buffer.from([255, 253, 24, 255, 251, 1]), '\u00ff\u00fd\u0018']],
];

describe.concurrent('a device that misbehaves at the login', () => {
  test.each(devices)(
    '%s: every attempt ends, is not taken for a yes, and repeats nothing of the device',
    async (_what, [reply, greeting]) => {
      const server = await startLineServer(reply, greeting);
      const around = { network: server.network, signal: AbortSignal.timeout(60_000), timeoutMs: 400 };
      const made = await Promise.all(
        loginsAt(server.port).map(
          async (login) => [login.id, await attemptLogin(around, login, { user: 'admin', password: 'secret-word' })] as const,
        ),
      );
      await server.stop();
      for (const [id, { outcome, detail }] of made) {
        expect(['unclear', 'dropped', 'refused', 'throttled'], id).toContain(outcome);
        expect(detail, id).toMatch(/^[\w -]{1,40}$/);
      }
    },
  );

  test('an attempt ends when the run is stopped', async () => {
    const server = await startLineServer(() => undefined);
    const stopping = new AbortController();
    const around = { network: server.network, signal: stopping.signal, timeoutMs: 50_000 };
    const all = Promise.all(loginsAt(server.port).map((login) => attemptLogin(around, login, { user: 'admin', password: 'x' })));
    setTimeout(() => stopping.abort(), 300);
    for (const { outcome } of await all) expect(outcome).not.toBe('accepted');
    await server.stop();
  });
});
