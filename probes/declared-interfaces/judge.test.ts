import { describe, expect, test } from 'vitest';
import type { Observation } from '../../src/check/probe.ts';
import { Profile } from '../../src/check/profile.ts';
import type { JsonObject } from '../../src/rules/json.ts';
import { type DeclaredInterfaces, declaredInterfaces } from './judge.ts';

const made = { version: 1, startedAt: '2026-11-22T00:00:00Z', endedAt: '2026-11-22T00:10:00Z', sent: 1, personMinutes: 0 };
const seen = (probe: string, data: JsonObject): Observation => ({ ...made, probe, outcome: 'observed', data });
const ports = (open: readonly number[], change: JsonObject = {}) =>
  seen('tcp-ports', {
    ...{ range: [1, 65_535], open, refused: [[81, 65_535]], silent: [[22, 22]], unreachable: [], unsure: [], notLookedAt: [] },
    ...{ ended: 'complete', control: { kind: 'open', port: 80, asked: 4, failed: 0 }, askedAgain: 0 },
    ...{ rate: { lowest: 50, highest: 150 }, seconds: 460 },
    ...change,
  });
const udp = (...answered: readonly number[]) =>
  seen('udp-services', {
    asked: [...answered, 53].map((port) => ({
      ...{ port, payload: 'x', name: 'CoAP' },
      ...(port === 53 ? { outcome: 'unreachable', answers: [] } : { outcome: 'answered', answers: ['AA=='] }),
    })),
  });
const services = seen('services', {
  ports: [
    {
      port: 8080,
      reached: true,
      spared: false,
      answers: [{ ask: 'listen', bytes: Buffer.from('SSH-2.0-dropbear_2022.83\r\n').toString('base64') }],
    },
  ],
  omitted: [],
});
const profileOf = (at: readonly string[], physical?: JsonObject) =>
  Profile.parse({
    device: { maker: 'm', model: 'o', firmware: '1', serial: '1' },
    interfaces: at.map((each) => ({ at: each, service: 's', why: 'w', authentication: 'none' })),
    ...(physical ? { physical } : {}),
  });
const judged = (profile: Profile, earlier: readonly Observation[], physical: DeclaredInterfaces['physical'] = []) =>
  declaredInterfaces
    .judge({ data: declaredInterfaces.shape.parse({ physical }), profile, earlier })
    .map(({ aspect, subject, verdict, message }) => ({ line: `${aspect} ${subject} ${verdict}`, message }));
const lines = (...given: Parameters<typeof judged>) => judged(...given).map(({ line }) => line);

describe('S1.1-13 a: declared against observed', () => {
  test('what is declared, and nothing else, being open conforms', () => {
    expect(lines(profileOf(['tcp/80', 'udp/5683']), [ports([80]), udp(5683)])).toEqual([
      'undeclared-open device conforms',
      'declared-not-seen device conforms',
      'physical bluetooth could-not-decide',
      'physical usb could-not-decide',
    ]);
  });

  test('each undeclared TCP and UDP port is a fault with its number and what it seems to be', () => {
    const found = judged(profileOf(['tcp/80']), [ports([80, 8080, 9000]), udp(5683), services]);
    expect(found.slice(0, 3).map(({ line }) => line)).toEqual([
      'undeclared-open tcp/8080 does-not-conform',
      'undeclared-open tcp/9000 does-not-conform',
      'undeclared-open udp/5683 does-not-conform',
    ]);
    const [ssh, unknown, coap] = found.map(({ message }) => message);
    expect(ssh?.en).toContain('tcp/8080 is open without being declared (SSH');
    expect(ssh?.ja).toContain('tcp/8080 が、宣言なしに開いています(SSH');
    expect(unknown?.en).toContain('the service is not recognised');
    expect(coap?.en).toContain('CoAP');
  });

  test.each([
    ['no scan of TCP', [udp()]],
    ['no question over UDP', [ports([80])]],
    ['a narrow range', [ports([80], { range: [1, 1024] }), udp()]],
    ['ports left over', [ports([80], { notLookedAt: [[5, 9]], ended: 'time' }), udp()]],
    ['answers that contradict each other', [ports([80], { unsure: [[5, 5]] }), udp()]],
    ['everything answering', [ports([80, 81], { ended: 'everything-answers' }), udp()]],
    ['a scan of another version', [{ ...ports([80]), version: 2 }, udp()]],
  ])('with %s, that nothing else is open cannot be said', (_, earlier) => {
    expect(lines(profileOf(['tcp/80']), earlier)).toContain('undeclared-open device could-not-decide');
  });

  test('a fault that was seen stays a fault, however little else was looked at', () => {
    const found = lines(profileOf(['tcp/80']), [ports([80, 23], { notLookedAt: [[500, 65_535]], ended: 'time' })]);
    expect(found.slice(0, 2)).toEqual(['undeclared-open tcp/23 does-not-conform', 'undeclared-open device could-not-decide']);
  });

  test('what was declared and refuses, is silent or was not looked at is named, each with what to do', () => {
    const found = judged(profileOf(['tcp/443', 'tcp/22', 'udp/53', 'udp/9']), [ports([80]), udp()]);
    const missing = found.filter(({ line }) => line.startsWith('declared-not-seen'));
    expect(missing.map(({ line }) => line)).toEqual(
      ['tcp/443', 'tcp/22', 'udp/53', 'udp/9'].map((at) => `declared-not-seen ${at} could-not-decide`),
    );
    expect(missing.map(({ message }) => message.en.slice(0, 60))).toEqual([
      'tcp/443 is declared but closed. Start its service and run it',
      'tcp/22 is declared but does not answer. Check its service, a',
      'udp/53 is declared but closed. Start its service and run it ',
      'udp/9 is declared but was not looked at. Check the bounds of',
    ]);
  });
});

describe('S1.1-13 b, c: physical interfaces', () => {
  const all = [ports([80]), udp()];
  const about = (...given: Parameters<typeof lines>) => lines(...given).filter((line) => line.startsWith('physical'));
  test('declared as not there: not applicable', () => {
    expect(about(profileOf([], { bluetooth: 'none', usb: 'none' }), all)).toEqual([
      'physical bluetooth not-applicable',
      'physical usb not-applicable',
    ]);
  });
  test('disabled or used counts only as a person confirmed it on the device', () => {
    const profile = profileOf([], { bluetooth: 'disabled', usb: 'used' });
    expect(about(profile, all)).toEqual(['physical bluetooth could-not-decide', 'physical usb could-not-decide']);
    expect(
      about(profile, all, [
        { kind: 'bluetooth', answer: 'as-declared' },
        { kind: 'usb', answer: 'as-declared' },
      ]),
    ).toEqual(['physical bluetooth conforms', 'physical usb conforms']);
    expect(
      about(profile, all, [
        { kind: 'bluetooth', answer: 'otherwise' },
        { kind: 'usb', answer: 'not-asked', reason: { ja: '無人', en: 'nobody' } },
      ]),
    ).toEqual(['physical bluetooth does-not-conform', 'physical usb could-not-decide']);
  });
});
