import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Profile } from '../../src/check/profile.ts';
import { type TcpPorts, tcpPorts } from './judge.ts';
import { countOf, holds, rangesOf, spelled } from './port-ranges.ts';

const device = { maker: 'm', model: 'o', firmware: '1', serial: '1' };
const profile = Profile.parse({ device });
const whole: TcpPorts = {
  range: [1, 65_535],
  open: [80],
  refused: [
    [1, 79],
    [81, 65_535],
  ],
  ...{ silent: [], unreachable: [], unsure: [], notLookedAt: [], ended: 'complete' },
  control: { kind: 'open', port: 80, asked: 400, failed: 0 },
  ...{ askedAgain: 0, rate: { lowest: 50, highest: 150 }, seconds: 460 },
};
const judged = (change: Partial<TcpPorts>, declared = profile) => {
  const data = tcpPorts.shape.parse({ ...whole, ...change });
  return tcpPorts.judge({ data, profile: declared, earlier: [] })[0];
};

describe('whether all TCP ports were looked at', () => {
  test('S1.1-13 every port told and checked against one that is known to be open conforms', () => {
    const finding = judged({});
    expect(finding).toMatchObject({ aspect: 'coverage', subject: 'device', verdict: 'conforms' });
    expect(finding?.message.en).toContain('Open: 80. Refused: 65534');
    expect(finding?.message.ja).toContain('開いている:80。拒否:65534');
  });

  test('ports left over when the time was over, or outside the range of the profile, are never taken as closed', () => {
    const late = judged({ refused: [[1, 79]], notLookedAt: [[81, 65_535]], ended: 'time' });
    expect(late?.verdict).toBe('could-not-decide');
    expect(late?.message.en).toContain('65455 TCP ports were not looked at (81-65535)');
    const narrow = judged({ range: [1, 1024], refused: [[1, 79]] });
    expect(narrow?.verdict).toBe('could-not-decide');
    expect(narrow?.message.en).toContain('1025-65535');
  });

  test('answers that contradict each other, or come from everything, decide nothing', () => {
    expect(judged({ unsure: [[443, 443]] })?.verdict).toBe('could-not-decide');
    expect(judged({ ended: 'everything-answers', open: Array.from({ length: 1001 }, (_, n) => n + 1) })?.verdict).toBe('could-not-decide');
  });

  test('silence everywhere is no closed device', () => {
    expect(judged({ open: [], refused: [], silent: [[1, 65_535]], control: { kind: 'none', asked: 0, failed: 0 } })?.verdict).toBe(
      'could-not-decide',
    );
  });

  test('refusals everywhere conform only where no TCP port was declared: an overloaded device refuses too', () => {
    const refusing: Partial<TcpPorts> = { open: [], refused: [[1, 65_535]], control: { kind: 'refused', port: 80, asked: 400, failed: 0 } };
    expect(judged(refusing)?.verdict).toBe('conforms');
    expect(judged(refusing)?.message.en).toContain('could not be checked against an open one');
    const interfaces = [{ at: 'tcp/443', service: 'https', why: 'settings', authentication: 'password' }];
    expect(judged(refusing, Profile.parse({ device, interfaces }))?.verdict).toBe('could-not-decide');
  });
});

describe('ranges of ports', () => {
  test('hold exactly the ports that they were made of, in as few ranges as can be', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 400 })), (ports) => {
        const ranges = rangesOf(1, 400, (port) => ports.includes(port));
        expect(countOf(ranges)).toBe(ports.length);
        for (let port = 1; port <= 400; port += 1) expect(holds(ranges, port)).toBe(ports.includes(port));
        for (const [index, [first]] of ranges.entries()) expect(first).toBeGreaterThan((ranges[index - 1]?.[1] ?? -1) + 1);
      }),
    );
  });
  test('are spelled for people, and cut where there are many', () => {
    expect(
      spelled([
        [22, 22],
        [80, 81],
      ]),
    ).toBe('22, 80-81');
    expect(
      spelled(
        [
          [1, 2],
          [4, 5],
          [7, 9],
        ],
        2,
      ),
    ).toBe('1-2, 4-5 … (+3)');
  });
});
