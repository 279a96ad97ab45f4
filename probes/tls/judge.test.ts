import { describe, expect, test } from 'vitest';
import { Profile } from '../../src/check/profile.ts';
import { scanned } from '../../test/devices/look.ts';
import { cipherSuites, findCipherSuite, suitesFor, TLS_VERSIONS, type TlsVersion } from './cipher-suites.ts';
import { tls } from './judge.ts';
import type { TlsData, TlsPort } from './shape.ts';

const profile = Profile.parse({ device: { maker: 'Fictional', model: 'T', firmware: '1', serial: '1' } });
const at = '2026-11-22T12:00:00.000Z';
const good = {
  subject: 'CN=camera',
  issuer: 'CN=camera',
  validFrom: '2026-01-01T00:00:00.000Z',
  validTo: '2028-01-01T00:00:00.000Z',
  keyType: 'rsa',
  keyBits: 2048,
  signature: 'sha256WithRSAEncryption',
  selfSigned: true,
  sha256: '00',
};
type Read = NonNullable<TlsPort['chains'][number][number]['read']>;
type Asked = TlsPort['asked'][number];

const accepts = (version: TlsVersion, suite: number, more: Partial<Asked> = {}): Asked => ({
  version,
  group: findCipherSuite(suite)?.group ?? 'aead',
  outcome: 'accepted',
  chosen: { version: TLS_VERSIONS[version], suite, compression: 0 },
  answer: '',
  ...more,
});
const refuses = (version: TlsVersion, group: Asked['group']): Asked => ({ version, group, outcome: 'refused', answer: '' });
const modern: readonly Asked[] = [
  accepts('TLS 1.2', 0xc02f),
  accepts('TLS 1.3', 0x1301),
  ...(['SSLv3', 'TLS 1.0', 'TLS 1.1', 'TLS 1.2'] as const).flatMap((version) =>
    (['des', 'rc4', 'anon', 'export', 'null'] as const).map((group) => refuses(version, group)),
  ),
];
const port = (more: Partial<TlsPort> = {}, read: Partial<Read> = {}): TlsPort => ({
  port: 443,
  asked: [...modern],
  chains: [[{ der: '', read: { ...good, ...read } }]],
  control: 'accepted',
  ...more,
});
const verdicts = (ports: readonly TlsPort[], more: Partial<TlsData> = {}) =>
  Object.fromEntries(
    tls
      .judge({ data: { at, ports: [...ports], omitted: [], allIdentified: true, ...more }, profile, earlier: [scanned([443])] })
      .map(({ aspect, subject, verdict }) => [`${aspect} ${subject}`, verdict]),
  );
const judged = (more: Partial<TlsPort>, read: Partial<Read> = {}) => {
  const all = verdicts([port(more, read)]);
  return [all['versions tcp/443'], all['ciphers tcp/443'], all['certificate tcp/443']];
};
const silent = (version: TlsVersion, group: Asked['group']): Asked => ({ version, group, outcome: 'silent', answer: '' });

describe('TLS settings', () => {
  test('TLS 1.2 and 1.3 with authenticated ciphers conform', () => expect(judged({})).toEqual(['conforms', 'conforms', 'conforms']));
  test.each(['SSLv3', 'TLS 1.0', 'TLS 1.1'] as const)('%s accepted does not conform', (version) => {
    expect(judged({ asked: [...modern, accepts(version, 0x2f)] })[0]).toBe('does-not-conform');
  });
  test('a lower version than was offered counts as the one that was chosen', () => {
    const fellBack = accepts('TLS 1.2', 0x2f, { chosen: { version: 0x0301, suite: 0x2f, compression: 0 } });
    expect(judged({ asked: [fellBack] })[0]).toBe('does-not-conform');
  });
  test.each([
    ['NULL', 0x02],
    ['EXPORT', 0x03],
    ['anon', 0x34],
    ['RC4', 0x05],
    ['DES', 0x09],
    ['3DES', 0x0a],
  ])('%s accepted does not conform', (_name, suite) => {
    expect(judged({ asked: [...modern, accepts('TLS 1.2', suite)] })[1]).toBe('does-not-conform');
  });
  test('compression does not conform', () => {
    const compressed = accepts('TLS 1.2', 0xc02f, { chosen: { version: 0x0303, suite: 0xc02f, compression: 1 } });
    expect(judged({ asked: [compressed] })[1]).toBe('does-not-conform');
  });
  test('CBC alone conforms, with a remark', () => {
    const [finding] = tls
      .judge({ data: { at, ports: [port({ asked: [accepts('TLS 1.2', 0x2f)] })], omitted: [], allIdentified: true }, profile, earlier: [] })
      .filter(({ aspect }) => aspect === 'ciphers');
    expect(finding?.verdict).toBe('conforms');
    expect(finding?.message.ja).toContain('CBC');
  });
  test('a suite that nobody knows is not passed', () =>
    expect(judged({ asked: [...modern, accepts('TLS 1.2', 0xfafa)] })[1]).toBe('could-not-decide'));
  test('silence is no refusal', () => {
    expect(judged({ asked: [...modern, silent('SSLv3', 'cbc')] })[0]).toBe('could-not-decide');
    expect(judged({ asked: [...modern, silent('TLS 1.2', 'rc4')] })[1]).toBe('could-not-decide');
  });
  test('silence does not excuse what was accepted', () => {
    expect(judged({ asked: [...modern, silent('SSLv3', 'cbc'), accepts('TLS 1.0', 0x05)] }).slice(0, 2)).toEqual([
      'does-not-conform',
      'does-not-conform',
    ]);
  });
  test('refusals of a device that refuses everything in the end prove nothing', () => {
    expect(judged({ control: 'lost' }).slice(0, 2)).toEqual(['could-not-decide', 'could-not-decide']);
  });
  test('a port that accepts no hello is not passed', () => {
    expect(judged({ asked: [refuses('TLS 1.2', 'aead')], chains: [], control: 'none' })).toEqual(Array(3).fill('could-not-decide'));
  });
  test('no TLS port: not applicable only where every port was recognised', () => {
    expect(verdicts([])).toEqual({
      'versions device': 'not-applicable',
      'ciphers device': 'not-applicable',
      'certificate device': 'not-applicable',
    });
    expect(new Set(Object.values(verdicts([], { allIdentified: false })))).toEqual(new Set(['could-not-decide']));
  });
  test('no TLS port in a scan that did not come to its end: not decided', () => {
    const found = tls.judge({ data: { at, ports: [], omitted: [], allIdentified: true }, profile, earlier: [] });
    expect(found.map(({ verdict }) => verdict)).toEqual(Array(3).fill('could-not-decide'));
  });
  test('ports that were left out are told', () =>
    expect(verdicts([port()], { omitted: [9443] })['versions device']).toBe('could-not-decide'));
});

describe('certificates', () => {
  test.each<[string, Partial<Read>, string]>([
    ['RSA 1024', { keyBits: 1024 }, 'does-not-conform'],
    ['RSA 2047', { keyBits: 2047 }, 'does-not-conform'],
    ['an old curve', { keyType: 'ec', curve: 'prime192v1' }, 'does-not-conform'],
    ['P-256', { keyType: 'ec', curve: 'prime256v1' }, 'conforms'],
    ['SHA-1', { signature: 'sha1WithRSAEncryption' }, 'does-not-conform'],
    ['SHA-1 with ECDSA', { signature: 'ecdsa-with-SHA1' }, 'does-not-conform'],
    ['MD5', { signature: 'md5WithRSAEncryption' }, 'does-not-conform'],
    ['SHA-512', { signature: 'sha512WithRSAEncryption' }, 'conforms'],
    ['expired yesterday', { validTo: '2026-11-21T12:00:00.000Z' }, 'does-not-conform'],
    ['expires within the hour', { validTo: '2026-11-22T12:30:00.000Z' }, 'conforms'],
    ['valid from tomorrow', { validFrom: '2026-11-23T12:00:00.000Z' }, 'does-not-conform'],
    ['signed by another', { selfSigned: false, issuer: 'CN=ca' }, 'conforms'],
    ['a key of no known kind', { keyType: 'gost' }, 'could-not-decide'],
  ])('%s', (_name, read, verdict) => expect(judged({}, read)[2]).toBe(verdict));
  test('one that cannot be read is not passed', () => expect(judged({ chains: [[{ der: 'AAAA' }]] })[2]).toBe('could-not-decide'));
  test('one bad chain among two is enough, an issuer counts, and the signature of a root does not', () => {
    const leaf = { der: '', read: { ...good, selfSigned: false } };
    expect(judged({ chains: [[leaf], [{ der: '', read: { ...good, keyBits: 1024 } }]] })[2]).toBe('does-not-conform');
    const issuer = { der: '', read: { ...good, selfSigned: false, signature: 'sha1WithRSAEncryption' } };
    expect(judged({ chains: [[leaf, issuer]] })[2]).toBe('does-not-conform');
    const root = { der: '', read: { ...good, signature: 'sha1WithRSAEncryption' } };
    expect(judged({ chains: [[leaf, root]] })[2]).toBe('conforms');
  });
  test('what a name holds is made visible', () => {
    const [, , finding] = tls.judge({
      data: { at, ports: [port({}, { subject: 'CN=\u001b[2J\u202e' })], omitted: [], allIdentified: true },
      profile,
      earlier: [],
    });
    expect(finding?.message.ja).toContain('CN=␛[2J⟨U+202E⟩');
  });
});

describe('the table of suites', () => {
  test('has each number once, and a group for each name', () => {
    expect(new Set(cipherSuites.map(({ code }) => code)).size).toBe(cipherSuites.length);
    expect(findCipherSuite(0x0a)).toMatchObject({ name: 'RSA_WITH_3DES_EDE_CBC_SHA', group: 'des' });
    expect(findCipherSuite(0xc02f)).toMatchObject({ name: 'ECDHE_RSA_WITH_AES_128_GCM_SHA256', group: 'aead' });
    expect(findCipherSuite(0x17)).toMatchObject({ name: 'DH_anon_EXPORT_WITH_RC4_40_MD5', group: 'anon' });
  });
  test('offers no version what it does not have', () => {
    expect(suitesFor('TLS 1.0', 'aead')).toEqual([]);
    expect(suitesFor('TLS 1.3', 'aead').map(({ code }) => code >> 8)).toEqual([0x13, 0x13, 0x13, 0x13, 0x13]);
    expect(suitesFor('TLS 1.3', 'cbc')).toEqual([]);
    expect(suitesFor('TLS 1.2', 'aead').every(({ since13 }) => !since13)).toBe(true);
  });
  test('fits into one hello', () => {
    for (const version of Object.keys(TLS_VERSIONS) as TlsVersion[])
      for (const group of ['cbc', 'aead', 'null', 'anon'] as const) expect(suitesFor(version, group).length).toBeLessThanOrEqual(200);
  });
});
