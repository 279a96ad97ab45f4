import { describe, expect, test } from 'vitest';
import type { Observation } from '../../src/check/probe.ts';
import { Profile } from '../../src/check/profile.ts';
import { scanned } from '../../test/devices/look.ts';
import { services } from '../services/judge.ts';
import type { Answer } from '../services/recognise.ts';
import { udpServices } from '../udp-services/judge.ts';
import { clearTextAdministration } from './judge.ts';
import { resolveLead } from './lead.ts';
import type { ClearTextData, Page } from './shape.ts';

const base64 = (text: string) => Buffer.from(text, 'latin1').toString('base64');
const kept = (probe: string, version: number, data: Extract<Observation, { outcome: 'observed' }>['data']): Observation => ({
  ...{ probe, version, startedAt: '', endedAt: '', sent: 0, personMinutes: 0 },
  ...{ outcome: 'observed', data },
});
type Ports = Readonly<Record<number, readonly [Answer['ask'], string]>>;
const seen = (ports: Ports, omitted: readonly number[] = []) =>
  kept('services', services.version, {
    ports: Object.entries(ports).map(([port, [ask, said]]) => ({
      ...{ port: Number(port), reached: true, spared: false },
      answers: [{ ask, bytes: base64(said) }],
    })),
    omitted: [...omitted],
    descriptions: [],
  });
const snmp = (payload: string) =>
  kept('udp-services', udpServices.version, { asked: [{ port: 161, payload, name: 'SNMP', outcome: 'answered', answers: ['AA=='] }] });
const profileOf = (more: object = {}) => Profile.parse({ device: { maker: 'a', model: 'b', firmware: 'c', serial: 'd' }, ...more });
const page = (more: Partial<Page> = {}): Page => ({
  ...{ port: 80, path: '/', via: 'start' as const, status: 200, challenges: [], contentType: 'text/html', complete: true },
  body: base64('<p>All lights are green and the line is up.</p>'),
  ...more,
});
const judge = (
  ports: Ports,
  data: Partial<ClearTextData> = {},
  { profile = {}, earlier = [] as readonly Observation[], omitted = [] as readonly number[] } = {},
) =>
  Object.fromEntries(
    clearTextAdministration
      .judge({
        data: { pages: [], ftp: [], rtsp: [], cutShort: [], ...data },
        profile: profileOf(profile),
        earlier: [scanned([1, 65_535]), seen(ports, omitted), ...earlier],
      })
      .map(({ subject, verdict }) => [subject, verdict]),
  );
const http: Ports = { 80: ['http', 'HTTP/1.0 200 OK\r\n\r\n'] };
const { status: _status, ...silent } = page({ body: '', complete: false, failure: 'timed-out' });
const toHttps = page({ status: 301, location: 'https://192.0.2.1/', body: '' });
const admin = { interfaces: [{ at: 'tcp/80', service: 'web', why: 'settings', authentication: 'password', administration: true }] };
const login = {
  logins: [
    {
      id: 'web',
      user: 'a',
      passwordFrom: 'PASSWORD',
      factory: 'none',
      kind: 'http-json',
      port: 80,
      path: '/api/login',
      fields: { password: 'p' },
      success: { status: [200] },
    },
  ],
};

describe('HTTP without TLS', () => {
  test.each<[string, readonly Page[], object, string]>([
    ['a page without any login', [page()], {}, 'conforms'],
    ['a password field', [page({ body: base64('<input type=password>') })], {}, 'does-not-conform'],
    [
      'a password field behind a frame',
      [page(), page({ path: '/l.html', via: 'page', body: base64('<input type="password">') })],
      {},
      'does-not-conform',
    ],
    ['Basic', [page({ status: 401, challenges: ['Basic realm="x"'], body: '' })], {}, 'does-not-conform'],
    ['Digest', [page({ status: 401, challenges: ['Digest realm="x", nonce="y"'], body: '' })], {}, 'does-not-conform'],
    ['nothing but a redirect to HTTPS', [toHttps], {}, 'conforms'],
    ['nothing but a redirect to HTTPS, declared as administration', [toHttps], admin, 'conforms'],
    [
      'a redirect to HTTPS, and a login elsewhere',
      [toHttps, page({ path: '/cgi', via: 'declared', body: base64('<input type=password>') })],
      {},
      'does-not-conform',
    ],
    ['a refresh to HTTPS', [page({ body: base64('<meta http-equiv=refresh content="0;url=https://192.0.2.1/">') })], admin, 'conforms'],
    ['declared as administration, and answers', [page()], admin, 'does-not-conform'],
    ['declared as administration, and has nothing', [page({ status: 404, body: '' })], admin, 'conforms'],
    [
      'a declared login that is there',
      [page(), page({ path: '/api/login', via: 'declared', status: 405, body: '' })],
      login,
      'does-not-conform',
    ],
    [
      'a declared login that only redirects to HTTPS',
      [toHttps, page({ path: '/api/login', via: 'declared', status: 308, location: 'https://d/api/login', body: '' })],
      login,
      'conforms',
    ],
    [
      'a declared login that is not there',
      [page(), page({ path: '/api/login', via: 'declared', status: 404, body: '' })],
      login,
      'conforms',
    ],
    ['a page that a script builds', [page({ body: base64('<div id=app></div><script src=a.js></script>') })], {}, 'could-not-decide'],
    ['a page that speaks of signing in', [page({ body: base64('<a href="#">Log in</a>') })], {}, 'could-not-decide'],
    ['a page that was cut off', [page({ complete: false })], {}, 'could-not-decide'],
    ['a page that did not come', [silent], {}, 'could-not-decide'],
    ['no page at all', [], {}, 'could-not-decide'],
  ])('%s', (_name, pages, profile, verdict) => expect(judge(http, { pages: [...pages] }, { profile })['tcp/80']).toBe(verdict));
  test('pages that lead further than was looked are not passed', () => {
    expect(judge(http, { pages: [page()], cutShort: [80] })['tcp/80']).toBe('could-not-decide');
  });
});

describe('other ways in', () => {
  const ftp: Ports = { 21: ['listen', '220 (vsFTPd 3.0.3)\r\n'] };
  const mqtt = (code: number): Ports => ({ 1883: ['mqtt', `\u0020\u0002\u0000${String.fromCharCode(code)}`] });
  const rtsp: Ports = { 554: ['rtsp', 'RTSP/1.0 200 OK\r\n\r\n'] };
  const broker = (administration: boolean) => ({
    interfaces: [{ at: 'tcp/1883', service: 'mqtt', why: 'readings', authentication: 'none', administration }],
  });
  test('Telnet and VNC never conform', () => {
    expect(judge({ 23: ['listen', 'login: '], 5900: ['listen', 'RFB 003.008\n'] })).toEqual({
      'tcp/23': 'does-not-conform',
      'tcp/5900': 'does-not-conform',
    });
  });
  test.each([
    ['220 hi\r\n331 password please\r\n', 'does-not-conform'],
    ['220 hi\r\n230 welcome\r\n', 'does-not-conform'],
    ['220 hi\r\n530 sessions must use encryption\r\n', 'conforms'],
    ['220-hi\r\n220 more\r\n534 TLS first\r\n', 'conforms'],
    ['220 hi\r\n', 'could-not-decide'],
    ['', 'could-not-decide'],
  ])('FTP that says %j', (said, verdict) => expect(judge(ftp, { ftp: [{ port: 21, answer: base64(said) }] })['tcp/21']).toBe(verdict));
  test('RTSP conforms only when its stream was seen to need no password', () => {
    const says = (said: readonly string[], profile = {}) =>
      judge(rtsp, { rtsp: [{ port: 554, answers: said.map(base64) }] }, { profile })['tcp/554'];
    const [wants, shows, lacks] = ['RTSP/1.0 401 Unauthorized\r\n', 'RTSP/1.0 200 OK\r\n', 'RTSP/1.0 404 Not Found\r\n'];
    expect([says([lacks, wants]), says([lacks, shows]), says([lacks, lacks]), says([''])]).toEqual([
      'does-not-conform',
      'conforms',
      'could-not-decide',
      'could-not-decide',
    ]);
    const declared = { interfaces: [{ at: 'tcp/554', service: 'rtsp', why: 'the picture', authentication: 'password' }] };
    expect(says([lacks], declared)).toBe('does-not-conform');
  });
  test('MQTT: a password in clear text, or what the profile says of it', () => {
    expect(judge(mqtt(5))['tcp/1883']).toBe('does-not-conform');
    expect(judge(mqtt(0))['tcp/1883']).toBe('could-not-decide');
    expect(judge(mqtt(0), {}, { profile: broker(true) })['tcp/1883']).toBe('does-not-conform');
    expect(judge(mqtt(0), {}, { profile: broker(false) })['tcp/1883']).toBe('conforms');
  });
  test('CoAP over TCP is what the profile says of it', () => {
    const coap: Ports = { 5683: ['listen', '\u0040\u00e1\u0022'] };
    const interfaces = (administration: boolean) => ({
      interfaces: [{ at: 'tcp/5683', service: 'coap', why: 'readings', authentication: 'none', administration }],
    });
    expect(judge(coap)['tcp/5683']).toBe('could-not-decide');
    expect(judge(coap, {}, { profile: interfaces(true) })['tcp/5683']).toBe('does-not-conform');
    expect(judge(coap, {}, { profile: interfaces(false) })['tcp/5683']).toBe('conforms');
  });
  test('SNMP before version 3 does not conform; version 3 alone cannot be told', () => {
    expect(judge({}, {}, { earlier: [snmp('snmp-v2c')] })).toEqual({ 'udp/161': 'does-not-conform' });
    expect(judge({}, {}, { earlier: [snmp('snmp-v3')] })).toEqual({ 'udp/161': 'could-not-decide' });
  });
  test('SSH and what is inside TLS are encrypted', () => {
    expect(
      judge({ 22: ['listen', 'SSH-2.0-dropbear\r\n'], 443: ['tls-http', 'HTTP/1.1 401 x\r\nWWW-Authenticate: Basic\r\n\r\n'] }),
    ).toEqual({ device: 'conforms' });
  });
  test('what was not recognised, or not looked at, is not passed', () => {
    expect(judge({ 99: ['listen', '\u0001'] })).toEqual({ 'tcp/99': 'could-not-decide' });
    expect(judge({ 22: ['listen', 'SSH-2.0-x\r\n'] }, {}, { omitted: [23] })).toEqual({ device: 'could-not-decide' });
    const nothing = clearTextAdministration.judge({
      data: { pages: [], ftp: [], rtsp: [], cutShort: [] },
      profile: profileOf(),
      earlier: [],
    });
    expect(nothing.map(({ verdict }) => verdict)).toEqual(['could-not-decide']);
  });
  test('a scan that did not come to its end is no ground', () => {
    const data = { pages: [], ftp: [], rtsp: [], cutShort: [] };
    const found = clearTextAdministration.judge({ data, profile: profileOf(), earlier: [seen({})] });
    expect(found.map(({ verdict }) => verdict)).toEqual(['could-not-decide']);
  });
  test('no open port at all conforms', () => expect(judge({})).toEqual({ device: 'conforms' }));
});

describe('where a page leads', () => {
  const from = { port: 8080, path: '/a/b.html?x=1' };
  test.each([
    ['c.html', { to: 'page', port: 8080, path: '/a/c.html' }],
    ['/c', { to: 'page', port: 8080, path: '/c' }],
    ['//elsewhere/c', { to: 'page', port: 80, path: '/c' }],
    ['http://router.local:8080/x?y', { to: 'page', port: 8080, path: '/x?y' }],
    ['https://192.0.2.1:8443/', { to: 'https' }],
    ['HTTPS://x', { to: 'https' }],
    ['javascript:alert(1)', { to: 'nowhere' }],
    ['file:///etc/passwd', { to: 'nowhere' }],
    ['http://[', { to: 'nowhere' }],
  ])('%s', (target, lead) => expect(resolveLead(target, from)).toEqual(lead));
});
