import { describe, expect, test } from 'vitest';
import type { Attempt } from '../../src/check/login-attempt.ts';
import { Profile } from '../../src/check/profile.ts';
import { openAccess } from './judge.ts';
import type { OpenAccessData } from './shape.ts';

type Seen = OpenAccessData['readings'][number];
type Body = Extract<Seen['open'], { status: number }>;
const body = (status: number, more: Partial<Body> = {}): Body => ({
  ...{ status, bytes: 80, sha256: 'ab', asksToLogIn: false, saysDenied: false, isHtml: false },
  ...more,
});
const attempt = (outcome: Attempt['outcome'], detail = ''): Attempt => ({ outcome, milliseconds: 9, openingMilliseconds: 1, detail });
const nothing: OpenAccessData = { readings: [], mqtt: [], ftp: [], snmp: [], rtsp: [] };
const logins = [{ id: 'web', kind: 'http-basic', port: 80, path: '/', user: 'admin', passwordFrom: 'WEB_PASSWORD', factory: 'none' }];
function judged(data: Partial<OpenAccessData>, profile: object = {}) {
  const parsed = Profile.parse({ device: { maker: 'a', model: 'b', firmware: 'c', serial: 'd' }, ...profile });
  const findings = openAccess.judge({ data: { ...nothing, ...data }, profile: parsed, earlier: [] });
  return Object.fromEntries(findings.map(({ aspect, subject, verdict }) => [`${aspect} ${subject}`, verdict]));
}
const reading = (open: Seen['open'], more: Partial<Seen> = {}, what = 'settings') =>
  Object.values(
    judged(
      { readings: [{ reading: 'config', open, ...more }] },
      { logins, readings: [{ id: 'config', port: 80, path: '/config', needs: 'web', what }] },
    ),
  )[0];
const loggedIn = body(200);

describe('S1.1-01 a a reading that needs a login', () => {
  test('does not conform when its content is given without one', () => {
    expect(reading(body(200, { hasCompared: true }))).toBe('does-not-conform');
    expect(reading(body(200), { loggedIn, alike: 0.9 })).toBe('does-not-conform');
    expect(reading(body(200, { saysDenied: true }), { loggedIn, alike: 1 }, 'personal-data')).toBe('does-not-conform');
  });
  test('conforms when it is refused, sent elsewhere, or asks for a password', () => {
    for (const status of [401, 403]) expect(reading(body(status))).toBe('conforms');
    expect(reading(body(302), { loggedIn })).toBe('conforms');
    expect(reading(body(200, { isHtml: true, asksToLogIn: true }), { loggedIn, alike: 0.9 })).toBe('conforms');
    expect(reading(body(200, { hasCompared: false }))).toBe('conforms');
    expect(reading(body(200, { saysDenied: true }), { loggedIn, alike: 0.1 })).toBe('conforms');
  });
  test('is not decided by a path that may not be there', () => {
    expect(reading(body(302))).toBe('could-not-decide');
    expect(reading(body(401), { loggedIn: body(404) })).toBe('could-not-decide');
    expect(reading(body(404))).toBe('could-not-decide');
    expect(reading({ failure: 'timed-out' })).toBe('could-not-decide');
  });
  test('is not decided by an answer that could be anything', () =>
    expect(reading(body(200), { loggedIn, alike: 0.3 })).toBe('could-not-decide'));
  test('counts as settings or as data, and neither when it is public or a version', () => {
    const at = { port: 80, path: '/x' };
    const readings = [
      { id: 'people', ...at, needs: 'web', what: 'personal-data' },
      { id: 'firmware', ...at, needs: 'web', what: 'version' },
      { id: 'help', ...at, needs: 'public', what: 'settings' },
    ];
    expect(judged({ readings: [{ reading: 'people', open: body(401) }] }, { logins, readings })).toEqual({
      'data reading people': 'conforms',
    });
  });
  test('that the profile does not name is could-not-decide where a web page is declared', () => {
    const interfaces = [{ at: 'tcp/80', service: 'http', why: 'settings', authentication: 'password' }];
    expect(judged({}, { interfaces })).toEqual({ 'settings device': 'could-not-decide' });
    expect(judged({})).toEqual({});
  });
});

describe('S1.1-01 what is asked as nobody', () => {
  const mqtt = (more: Partial<OpenAccessData['mqtt'][number]>) => ({
    port: 1883,
    tls: false,
    attempt: attempt('accepted'),
    topics: [],
    messages: 0,
    own: 0,
    ...more,
  });
  const open = (at: string) => ({ interfaces: [{ at, service: 'x', why: 'y', authentication: 'none' }] });
  test('MQTT: messages are data, the broker itself is settings, silence decides nothing', () => {
    expect(judged({ mqtt: [mqtt({ granted: true, messages: 3, topics: ['home/door'] })] })).toEqual({
      'data tcp/1883': 'does-not-conform',
    });
    expect(judged({ mqtt: [mqtt({ granted: true, own: 40 })] })).toEqual({ 'settings tcp/1883': 'does-not-conform' });
    expect(judged({ mqtt: [mqtt({ granted: true })] })).toEqual({ 'data tcp/1883': 'could-not-decide' });
    expect(judged({ mqtt: [mqtt({ attempt: attempt('refused', 'CONNACK 5') })] })).toEqual({ 'data tcp/1883': 'conforms' });
    expect(judged({ mqtt: [mqtt({ attempt: attempt('dropped') })] })).toEqual({ 'data tcp/1883': 'could-not-decide' });
  });
  test('S1.1-01 b what is declared as open to anybody is argued on documents', () => {
    expect(judged({ mqtt: [mqtt({ messages: 3 })] }, open('tcp/1883'))).toEqual({ 'data tcp/1883': 'could-not-decide' });
    const answers = [{ community: 'public', version: '2c' as const, description: 'U1cx' }];
    expect(judged({ snmp: [{ port: 161, alive: true, answers }] }, open('udp/161'))).toEqual({ 'settings udp/161': 'could-not-decide' });
  });
  test('FTP: anonymous that sees something does not conform', () => {
    const ftp = (outcome: Attempt['outcome'], entries?: number) =>
      judged({ ftp: [{ port: 21, tls: false, attempt: attempt(outcome), ...(entries === undefined ? {} : { entries }) }] })['data tcp/21'];
    expect(ftp('accepted', 2)).toBe('does-not-conform');
    expect(ftp('accepted', 0)).toBe('could-not-decide');
    expect(ftp('accepted')).toBe('could-not-decide');
    expect(ftp('refused')).toBe('conforms');
    expect(ftp('dropped')).toBe('could-not-decide');
  });
  test('SNMP: silence alone is not a refusal', () => {
    const silent = { snmp: [{ port: 161, alive: false, answers: [] }] };
    expect(judged(silent)).toEqual({});
    expect(judged(silent, open('udp/161'))).toEqual({ 'settings udp/161': 'could-not-decide' });
    expect(judged({ snmp: [{ port: 161, alive: true, answers: [] }] })).toEqual({ 'settings udp/161': 'conforms' });
  });
  test('SNMP: what a device says of itself is made visible', () => {
    const description = Buffer.from('SW-8 \u001b]0;owned\u0007').toString('base64');
    const profile = Profile.parse({ device: { maker: 'a', model: 'b', firmware: 'c', serial: 'd' } });
    const data = { ...nothing, snmp: [{ port: 161, alive: true, answers: [{ community: 'public', version: '1' as const, description }] }] };
    const [finding] = openAccess.judge({ data, profile, earlier: [] });
    expect(finding?.verdict).toBe('does-not-conform');
    expect(finding?.message.en).not.toMatch(/\p{Cc}/u);
  });
  test('RTSP: a stream described to nobody does not conform, paths without a stream decide nothing', () => {
    const rtsp = (...statuses: readonly number[]) =>
      judged({ rtsp: [{ port: 554, answers: statuses.map((status, index) => ({ path: `/${index}`, status })) }] })['data tcp/554'];
    expect(rtsp(404, 200)).toBe('does-not-conform');
    expect(rtsp(404, 401)).toBe('conforms');
    expect(rtsp(404, 404)).toBe('could-not-decide');
    expect(rtsp()).toBe('could-not-decide');
  });
});
