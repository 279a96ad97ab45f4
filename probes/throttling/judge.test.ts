import { describe, expect, test } from 'vitest';
import type { Attempt } from '../../src/check/login-attempt.ts';
import type { LoginSeries } from '../../src/check/login-series.ts';
import type { Observation } from '../../src/check/probe.ts';
import { Profile } from '../../src/check/profile.ts';
import type { JsonObject } from '../../src/rules/json.ts';
import { observation } from '../../test/devices/look.ts';
import { defaultPasswords } from '../default-passwords/judge.ts';
import { services } from '../services/judge.ts';
import { type ThrottlingData, throttling } from './judge.ts';

const one = (outcome: Attempt['outcome'], detail: string): Attempt => ({ outcome, milliseconds: 20, openingMilliseconds: 5, detail });
const letIn = one('accepted', 'HTTP 200');
const series = (count: number, attempt: Attempt, after: readonly Attempt[] = [letIn]): LoginSeries => ({
  attempts: Array.from({ length: count }, (_, index) => ({ ...attempt, number: index + 1, at: index * 30 })),
  stopped: 'bound',
  after: after.map((each, index) => ({ ...each, waited: index * 1_000 })),
});
const web = { id: 'web', kind: 'http-basic', port: 80, path: '/', user: 'admin', passwordFrom: 'WEB_PASSWORD', factory: 'none' };
const shell = { id: 'shell', kind: 'ssh', port: 22, user: 'root', passwordFrom: 'SSH_PASSWORD', factory: 'none' };
const profileOf = (more: object) => Profile.parse({ device: { maker: 'a', model: 'b', firmware: 'c', serial: 'd' }, ...more });
const judged = (logins: ThrottlingData['logins'], { profile = { logins: [web] } as object, earlier = [] as readonly Observation[] } = {}) =>
  throttling.judge({ data: { logins }, profile: profileOf(profile), earlier });
const verdicts = (...given: Parameters<typeof judged>) =>
  Object.fromEntries(judged(...given).map(({ subject, verdict }) => [subject, verdict]));
const seenOn = (ports: Readonly<Record<number, string>>, omitted: readonly number[] = []) =>
  observation(
    'services',
    {
      ports: Object.entries(ports).map(([port, said]) => ({
        ...{ port: Number(port), reached: true, spared: false },
        answers: [{ ask: said.startsWith('HTTP') ? 'http' : 'listen', bytes: Buffer.from(said).toString('base64') }],
      })),
      omitted: [...omitted],
      descriptions: [],
    },
    services.version,
  );
const page = (body: string) => `HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n${body}`;

describe('S1.1-04 a restraint on wrong passwords', () => {
  test('none in twenty does not conform, and the number and the rate are told', () => {
    const [finding] = judged([{ login: 'web', baseline: letIn, series: series(20, one('refused', 'HTTP 401')) }]);
    expect(finding).toMatchObject({ aspect: 'throttled', subject: 'login web', verdict: 'does-not-conform' });
    expect(finding?.message.en).toContain('20 wrong passwords in a row (2017 a minute)');
    expect(finding?.message.ja).toContain('20回');
  });
  test('a lock conforms, and from which attempt and for how long is told', () => {
    const locked = series(5, one('refused', 'HTTP 401'), [one('throttled', 'HTTP 429'), letIn]);
    const later = Array.from({ length: 3 }, (_, index) => ({ ...one('throttled', 'HTTP 429'), number: index + 6, at: 200 }));
    const [finding] = judged([{ login: 'web', baseline: letIn, series: { ...locked, attempts: [...locked.attempts, ...later] } }]);
    expect(finding?.verdict).toBe('conforms');
    expect(finding?.message.en).toContain('from wrong password 6 on (HTTP 429). After 1 s');
  });
  test('a right password that is not let in says nothing about wrong ones', () => {
    const [finding] = judged([{ login: 'web', baseline: one('unclear', 'HTTP 404') }]);
    expect(finding?.verdict).toBe('could-not-decide');
    expect(finding?.message.en).toContain('HTTP 404');
  });
  test('a secret that is not set, and a login that was not tried, are could-not-decide with a reason', () => {
    const couldNot = { ja: '未設定', en: 'WEB_PASSWORD is not set.' };
    expect(judged([{ login: 'web', couldNot }])[0]).toMatchObject({
      verdict: 'could-not-decide',
      message: { en: expect.stringContaining('WEB_PASSWORD') },
    });
    expect(verdicts([])).toEqual({ 'login web': 'could-not-decide' });
  });
  test('a made-up password that SSH lets in does not conform; over HTTP the sign of success may be wrong', () => {
    const open = series(1, letIn);
    expect(verdicts([{ login: 'shell', baseline: letIn, series: open }], { profile: { logins: [shell] } })).toEqual({
      'login shell': 'does-not-conform',
    });
    expect(verdicts([{ login: 'web', baseline: letIn, series: open }])).toEqual({ 'login web': 'could-not-decide' });
  });
  test('whoever is still locked out by the well-known passwords has shown the lock', () => {
    const lasting = series(8, one('throttled', 'HTTP 423'), [one('throttled', 'HTTP 423')]);
    const before = observation(
      'default-passwords',
      JSON.parse(
        JSON.stringify({
          logins: [{ login: 'web', baseline: letIn, control: one('refused', 'HTTP 401'), series: lasting, tries: [], same: [], unset: [] }],
        }),
      ) as JsonObject,
      defaultPasswords.version,
    );
    const still = [{ login: 'web', baseline: one('throttled', 'HTTP 423') }];
    expect(verdicts(still, { earlier: [before] })).toEqual({ 'login web': 'conforms' });
    expect(verdicts(still)).toEqual({ 'login web': 'could-not-decide' });
  });
});

describe('S1.1-04 logins that the profile does not tell', () => {
  const nothing = { profile: {} };
  test('a port that may take passwords is could-not-decide, also beside logins that were tried', () => {
    const earlier = [seenOn({ 22: 'SSH-2.0-dropbear\r\n' })];
    expect(verdicts([], { ...nothing, earlier })).toEqual({ device: 'could-not-decide' });
    const tried = [{ login: 'web', baseline: letIn, series: series(20, one('refused', 'HTTP 401')) }];
    expect(verdicts(tried, { earlier })).toEqual({ 'login web': 'does-not-conform', device: 'could-not-decide' });
  });
  test('keys are not guessed one by one', () => {
    const interfaces = [{ at: 'tcp/22', service: 'ssh', why: 'maintenance', authentication: 'key' }];
    expect(verdicts([], { profile: { interfaces }, earlier: [seenOn({ 22: 'SSH-2.0-dropbear\r\n' })] })).toEqual({
      device: 'not-applicable',
    });
  });
  test('a page that the profile opens to anybody, without a field for a password, is no login', () => {
    const interfaces = [{ at: 'tcp/80', service: 'status', why: 'shows the weather', authentication: 'none' }];
    expect(verdicts([], { profile: { interfaces }, earlier: [seenOn({ 80: page('<p>12 degrees</p>') })] })).toEqual({
      device: 'not-applicable',
    });
    const asks = page('<form><input type=password></form>');
    expect(verdicts([], { profile: { interfaces }, earlier: [seenOn({ 80: asks })] })).toEqual({ device: 'could-not-decide' });
  });
  test('not applicable is said only when every open port was recognised', () => {
    expect(verdicts([], { ...nothing, earlier: [seenOn({})] })).toEqual({ device: 'not-applicable' });
    expect(verdicts([], { ...nothing, earlier: [seenOn({}, [9_000])] })).toEqual({ device: 'could-not-decide' });
    expect(verdicts([], nothing)).toEqual({ device: 'could-not-decide' });
  });
});
