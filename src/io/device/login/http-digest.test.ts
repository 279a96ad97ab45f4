import { describe, expect, test } from 'vitest';
import { challengeOf, digestHeader } from './http-digest.ts';

const credentials = { user: 'Mufasa', password: 'Circle of Life' };
const cnonce = 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ';
const challenge = (algorithm: string) =>
  `Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=${algorithm}, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"`;
const asked = (...lines: readonly string[]) => challengeOf({ headers: { 'www-authenticate': lines } });

describe('HTTP Digest', () => {
  test.each([
    ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
    ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
  ])('answers the example of RFC 7616 section 3.9.1 with %s', (algorithm, response) => {
    const found = asked(challenge(algorithm));
    expect(found && digestHeader(found, { method: 'GET', path: '/dir/index.html' }, credentials, cnonce)).toContain(
      `response="${response}"`,
    );
  });
  test('answers the example of RFC 2617 section 3.5', () => {
    const found = asked(
      'Digest realm="testrealm@host.com", qop="auth,auth-int", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"',
    );
    const header =
      found && digestHeader(found, { method: 'GET', path: '/dir/index.html' }, { user: 'Mufasa', password: 'Circle Of Life' }, '0a4f113b');
    expect(header).toContain('response="6629fae49393a05397450978507c4ef1"');
  });
  test('takes the strongest challenge, in one header or in several', () => {
    expect(asked(challenge('MD5'), challenge('SHA-256'))?.algorithm).toBe('SHA-256');
    expect(asked(`${challenge('MD5')}, ${challenge('SHA-256')}`)?.algorithm).toBe('SHA-256');
    expect(asked('Basic realm="x"', challenge('MD5'))?.algorithm).toBe('MD5');
  });
  test('has no answer to what it cannot compute', () => {
    expect(asked('Basic realm="digest x"')).toBeUndefined();
    expect(asked(challenge('SHA-512-256'))).toBeUndefined();
    expect(asked('Digest realm="x", nonce="y", qop="auth-int"')).toBeUndefined();
    expect(asked()).toBeUndefined();
  });
  test('sends no quotation mark that would end a value', () => {
    const found = asked('Digest realm="a", nonce="b"');
    const header = found && digestHeader(found, { method: 'GET', path: '/' }, { user: 'x", realm="y', password: 'z' }, 'c');
    expect(header).toContain('username="x\\", realm=\\"y"');
  });
});
