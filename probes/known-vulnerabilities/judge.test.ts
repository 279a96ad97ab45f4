import { describe, expect, test } from 'vitest';
import type { Observation } from '../../src/check/probe.ts';
import { Profile } from '../../src/check/profile.ts';
import { scanned } from '../../test/devices/look.ts';
import { services } from '../services/judge.ts';
import { productsIn } from '../services/products.ts';
import { advisories, knownVulnerabilities } from './judge.ts';
import { compare, isAffected } from './version.ts';

const profile = Profile.parse({ device: { maker: 'a', model: 'b', firmware: 'c', serial: 'd' } });
const seen = (banners: readonly string[], omitted: readonly number[] = []): Observation => ({
  probe: 'services',
  version: services.version,
  startedAt: '',
  endedAt: '',
  sent: 0,
  personMinutes: 0,
  outcome: 'observed',
  data: {
    ports: banners.map((banner, at) => ({
      port: at + 1,
      reached: true,
      spared: false,
      answers: [{ ask: banner.startsWith('HTTP') ? 'http' : 'listen', bytes: Buffer.from(banner).toString('base64') }],
    })),
    omitted: [...omitted],
    descriptions: [],
  },
});
const judge = (...banners: readonly string[]) => knownVulnerabilities.judge({ data: {}, profile, earlier: [scanned([1]), seen(banners)] });
const web = (server: string) => `HTTP/1.1 200 OK\r\nServer: ${server}\r\n\r\n`;

describe('known vulnerabilities', () => {
  test.each([
    ['SSH-2.0-OpenSSH_8.4p1', 'could-not-decide'],
    ['SSH-2.0-OpenSSH_8.5p1', 'does-not-conform'],
    ['SSH-2.0-OpenSSH_9.7p1', 'does-not-conform'],
    ['SSH-2.0-OpenSSH_9.8p1', 'could-not-decide'],
    ['SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3', 'could-not-decide'],
    ['SSH-2.0-OpenSSH_9.9p1 Debian-1', 'could-not-decide'],
    ['SSH-2.0-dropbear_2014.65', 'does-not-conform'],
    ['SSH-2.0-dropbear_0.52', 'does-not-conform'],
    ['SSH-2.0-dropbear_2022.83', 'could-not-decide'],
    ['SSH-2.0-dropbear', 'could-not-decide'],
    ['SSH-2.0-RomSShell_4.31', 'could-not-decide'],
    ['220 (vsFTPd 2.3.4)\r\n', 'does-not-conform'],
    ['220 (vsFTPd 3.0.3)\r\n', 'could-not-decide'],
    ['220 bftpd 1.6.6 ready\r\n', 'could-not-decide'],
    [web('lighttpd/1.4.35'), 'does-not-conform'],
    [web('lighttpd/1.4.69'), 'could-not-decide'],
    [web('lighttpd'), 'could-not-decide'],
    [web('nginx/1.22.1'), 'could-not-decide'],
    [web('nginx/1.18.0 (Ubuntu)'), 'could-not-decide'],
    [web('Apache/2.4.62 (Unix) OpenSSL/1.0.1e'), 'does-not-conform'],
    [web('Apache/2.4'), 'could-not-decide'],
    [web('CUPS/1.7 IPP/2.1'), 'does-not-conform'],
    [web('CUPS/2.0 IPP/2.1'), 'could-not-decide'],
    [web('muster-web'), 'could-not-decide'],
    ['\u0001\u0002', 'could-not-decide'],
  ])('%s: %s', (banner, verdict) => expect(judge(banner).map((finding) => finding.verdict)).toEqual([verdict]));
  test('the advisories are named with their source, and the list with its day', () => {
    expect(judge('SSH-2.0-dropbear_2014.65')[0]?.message.ja).toContain('https://nvd.nist.gov/vuln/detail/CVE-2016-7406');
    expect(judge('SSH-2.0-dropbear_2022.83')[0]?.message.en).toContain(advisories.asOf);
  });
  test('without open ports there is nothing to look up; ports that were left over are told', () => {
    expect(judge().map(({ verdict }) => verdict)).toEqual(['not-applicable']);
    expect(knownVulnerabilities.judge({ data: {}, profile, earlier: [seen([])] }).map(({ verdict }) => verdict)).toEqual([
      'could-not-decide',
    ]);
    const [, left] = knownVulnerabilities.judge({ data: {}, profile, earlier: [seen(['SSH-2.0-dropbear_2022.83'], [99])] });
    expect(left?.verdict).toBe('could-not-decide');
    expect(knownVulnerabilities.judge({ data: {}, profile, earlier: [] }).map(({ verdict }) => verdict)).toEqual(['could-not-decide']);
  });
  test("a list of the user's own counts as well, below the bound of 7 not", () => {
    const own = (score: number) => ({
      asOf: '2026-10-01',
      covers: ['Dropbear'],
      advisories: [
        {
          id: 'OWN-1',
          product: 'Dropbear',
          cvss: { version: '3.1' as const, score },
          what: { ja: 'テスト', en: 'test' },
          affected: [{ through: '2022.83' }],
          source: 'https://example.com/1',
        },
      ],
    });
    const with_ = (score: number) =>
      knownVulnerabilities.judge({ data: { own: own(score) }, profile, earlier: [seen(['SSH-2.0-dropbear_2022.83'])] })[0]?.verdict;
    expect([with_(7), with_(6.9)]).toEqual(['does-not-conform', 'conforms']);
  });
  test('a list that does not say to be complete for a program is no pass of it, however long', () => {
    const own = { asOf: '2026-10-01', covers: ['OpenSSH'], advisories: [] };
    const verdict = (banner: string) => knownVulnerabilities.judge({ data: { own }, profile, earlier: [seen([banner])] })[0]?.verdict;
    expect(verdict('SSH-2.0-OpenSSH_9.9p1')).toBe('conforms');
    expect(verdict('SSH-2.0-dropbear_2022.83')).toBe('could-not-decide');
    expect(advisories.covers).toEqual([]);
  });
});

describe('the list that is shipped', () => {
  test('has each vulnerability once, all serious, all at NVD, and only programs that the services probe can name', () => {
    const ids = advisories.advisories.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const lines = [
      'SSH-2.0-OpenSSH_1',
      'SSH-2.0-dropbear_1',
      'SSH-2.0-libssh_1',
      '(vsFTPd 1)',
      'ProFTPD 1',
      'LIVE555 Streaming Media v2018.01.01',
    ];
    const servers = [
      'nginx',
      'Apache',
      'lighttpd',
      'Boa',
      'GoAhead',
      'RomPager',
      'MiniUPnPd',
      'Portable SDK for UPnP devices',
      'CUPS',
      'OpenSSL',
      'PHP',
    ];
    const named = new Set(
      [
        ...lines.flatMap((line) => (['ssh', 'ftp', 'rtsp'] as const).flatMap((place) => productsIn(place, line))),
        ...servers.flatMap((line) => productsIn('http', line)),
      ].map(({ product }) => product),
    );
    for (const { id, product, cvss, source } of advisories.advisories) {
      expect(cvss.score, id).toBeGreaterThanOrEqual(7);
      expect(source).toBe(`https://nvd.nist.gov/vuln/detail/${id}`);
      expect(named, id).toContain(product);
    }
  });
});

describe('versions', () => {
  test.each([
    ['1.2.3', '1.2.3', 'same'],
    ['1.2.10', '1.2.9', 'more'],
    ['1.0.1e', '1.0.1f', 'less'],
    ['1.0.1', '1.0.1f', 'less'],
    ['1.0.2', '1.0.1f', 'more'],
    ['7.3p1', '7.3', 'more'],
    ['7.2p2', '7.3', 'less'],
    ['9.8p1', '9.8p1', 'same'],
    ['0.94.14rc21', '0.94.14', 'less'],
    ['0.94.14', '0.94.14rc21', 'more'],
    ['2.0', '2.0.3', 'open'],
    ['2.1', '2.0.3', 'more'],
    ['2018.10.17', '2019.02.03', 'less'],
    ['1.4.35-devel-7', '1.4.35', 'same'],
    ['1.3.3c', '1.3.3d', 'less'],
  ])('%s against %s: %s', (one, other, order) => expect(compare(one, other)).toBe(order));
  test('ranges are closed below, and above as they say', () => {
    expect(isAffected('1.4.50', [{ before: '1.4.50' }])).toBe('no');
    expect(isAffected('1.4.50', [{ through: '1.4.50' }])).toBe('yes');
    expect(isAffected('1.4.49', [{ from: '1.4.50', through: '1.4.50' }])).toBe('no');
    expect(isAffected('2.0', [{ from: '1.0', before: '2.0.3' }])).toBe('open');
  });
});
