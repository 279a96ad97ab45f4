import { describe, expect, test } from 'vitest';
import type { Observation } from '../../src/check/probe.ts';
import { Profile } from '../../src/check/profile.ts';
import { type SecondOpinion, secondOpinion } from './judge.ts';
import { readNmap, readSslscan, readTestssl } from './reports.ts';

const address = '192.168.1.20';
const profile = Profile.parse({ device: { maker: 'M', model: 'C', firmware: '1', serial: '7' } });
const seen = (probe: string, data: object): Observation => ({
  ...{ probe, version: 1, startedAt: '2026-11-22T04:00:00Z', endedAt: '2026-11-22T04:00:00Z', sent: 1, personMinutes: 0 },
  ...{ outcome: 'observed', data: data as never },
});
const scan = (open: readonly number[]) =>
  seen('tcp-ports', {
    range: [1, 65_535],
    open,
    refused: [[1, 21]],
    silent: [],
    unreachable: [],
    unsure: [],
    notLookedAt: [],
    ended: 'complete',
    control: { kind: 'none', asked: 0, failed: 0 },
    askedAgain: 0,
    rate: { lowest: 1, highest: 1 },
    seconds: 1,
  });
const greeting = (version: string, outcome: string) => ({ version, group: 'aead', outcome, answer: '' });
const hellos = (asked: readonly object[]) =>
  seen('tls', {
    at: '2026-11-22T04:00:00Z',
    ports: [{ port: 443, asked, chains: [], control: 'accepted' }],
    omitted: [],
    allIdentified: true,
  });
const judged = (data: SecondOpinion, earlier: readonly Observation[]) =>
  secondOpinion.judge({ data, profile, earlier }).map(({ aspect, verdict }) => [aspect, verdict]);

const nmapXml = `<?xml version="1.0"?><!DOCTYPE nmaprun><nmaprun scanner="nmap" version="7.93"><scaninfo type="connect" protocol="tcp" services="22,80-443"/>
<host><address addr="${address}" addrtype="ipv4"/><ports><extraports state="closed" count="3"/>
<port protocol="tcp" portid="22"><state state="open"/></port><port protocol="tcp" portid="80"><state state="filtered"/></port>
<port protocol="udp" portid="161"><state state="open"/></port></ports></host></nmaprun>`;

describe('reports of other tools', () => {
  test('of nmap tell what it looked at and what was open over TCP', () => {
    expect(readNmap(nmapXml, address, 'import')).toEqual({
      tool: 'nmap',
      version: '7.93',
      from: 'import',
      looked: [
        [22, 22],
        [80, 443],
      ],
      open: [22],
    });
  });
  test('about another device are not taken', () => {
    expect(readNmap(nmapXml, '192.168.1.21', 'import')).toBeUndefined();
    expect(readSslscan('<document><ssltest host="192.168.1.21" port="443"/></document>', address, 'import')).toEqual([]);
  });
  test.each([
    '',
    '<',
    '{}',
    '<nmaprun/>',
    `<!DOCTYPE x [<!ENTITY a "${'a'.repeat(99)}">]><nmaprun><host><address addr="&a;"/></host></nmaprun>`,
  ])('that are none are told: %j', (file) => {
    expect(readNmap(file, address, 'import')).toBeUndefined();
    expect(readSslscan(file, address, 'import')).toEqual([]);
    expect(readTestssl(file, address)).toEqual([]);
  });
  test('of sslscan and testssl.sh tell the versions that are taken', () => {
    const xml = `<document version="2.0.7"><ssltest host="${address}" port="443"><protocol type="ssl" version="2" enabled="0"/><protocol type="tls" version="1.0" enabled="1"/></ssltest></document>`;
    expect(readSslscan(xml, address, 'run')[0]?.versions).toEqual([{ version: 'TLS 1.0', taken: true }]);
    const rows = [
      { id: 'TLS1_1', ip: `camera/${address}`, port: '443', finding: 'not offered' },
      { id: 'TLS1_2', ip: `camera/${address}`, port: '443', finding: 'offered (OK)' },
      { id: 'TLS1_3', ip: 'camera/192.168.1.21', port: '443', finding: 'offered' },
      { id: 'engine_problem', ip: '/', port: '443', finding: 'x' },
    ];
    expect(readTestssl(JSON.stringify(rows), address)).toEqual([
      {
        ...{ tool: 'testssl.sh', version: '', from: 'import', port: 443 },
        versions: [
          { version: 'TLS 1.1', taken: false },
          { version: 'TLS 1.2', taken: true },
        ],
      },
    ]);
  });
});

describe('a second opinion', () => {
  const nmap = (open: readonly number[]): SecondOpinion => ({
    ports: [{ tool: 'nmap', version: '7.93', from: 'run', looked: [[1, 1024]], open: [...open] }],
    tls: [],
  });
  test('that sees the same open ports agrees; ports that it did not look at are left out', () => {
    expect(judged(nmap([22, 443]), [scan([22, 443, 8080])])).toEqual([['ports-agree', 'conforms']]);
  });
  test.each([[[22]], [[22, 443, 80]]])('that sees others is a matter for a person, never a verdict on the device: %j', (open) => {
    expect(judged(nmap(open), [scan([22, 443])])).toEqual([['ports-agree', 'could-not-decide']]);
  });
  test('with nothing to compare it with is none', () => {
    expect(judged(nmap([22]), [])).toEqual([['ports-agree', 'could-not-decide']]);
    expect(judged({ ports: [], tls: [] }, [])).toEqual([]);
  });
  test('on TLS compares only versions that both could tell', () => {
    const report = (taken: boolean): SecondOpinion => ({
      ports: [],
      tls: [
        {
          tool: 'sslscan',
          version: '2',
          from: 'run',
          port: 443,
          versions: [
            { version: 'TLS 1.0', taken },
            { version: 'SSLv3', taken: true },
          ],
        },
      ],
    });
    const own = hellos([greeting('TLS 1.0', 'refused'), greeting('SSLv3', 'silent')]);
    expect(judged(report(false), [own])).toEqual([['tls-agree', 'conforms']]);
    expect(judged(report(true), [own])).toEqual([['tls-agree', 'could-not-decide']]);
    expect(judged(report(false), [hellos([greeting('TLS 1.0', 'silent')])])).toEqual([['tls-agree', 'could-not-decide']]);
  });
});
