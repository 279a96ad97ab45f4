import { describe, expect, test } from 'vitest';
import { iotLabel } from '../../schemes/iot-label/book.ts';
import { devicePartProblems } from './check-device-part.ts';
import { type DeviceFinding, type DevicePart, deviceAnswers } from './device-part.ts';
import { VERDICTS, type Verdict } from './verdict.ts';

const part: DevicePart = {
  edition: 'common/1',
  version: 1,
  tests: [
    { finding: 'ports/coverage', criterion: 'C-1', sub: 'a', weight: 'decides' },
    { finding: 'ports/undeclared', criterion: 'C-1', sub: 'a', weight: 'decides' },
    { finding: 'plugs/closed', subject: 'usb', criterion: 'C-1', sub: 'b', weight: 'decides' },
    { finding: 'tls/versions', criterion: 'C-2', sub: 'a', weight: 'refutes' },
  ],
  settledBy: { 'C-1': [['a', 'b']] },
  effort: { ja: '', en: '' },
  clause: 'C-1',
  provenance: { grade: 'ours', note: { ja: '', en: '' } },
};
const found = (name: string, verdict: Verdict, subject = 'device'): DeviceFinding => {
  const [probe = '', aspect = ''] = name.split('/');
  return { probe, aspect, subject, verdict, message: { ja: `${name}は${verdict}。`, en: `${name} ${verdict}.` } };
};
const good = [found('ports/coverage', 'conforms'), found('ports/undeclared', 'conforms'), found('plugs/closed', 'conforms', 'usb')];
const verdicts = (findings: readonly DeviceFinding[]) =>
  Object.fromEntries(deviceAnswers(part, findings).map(({ criterion, verdict }) => [criterion, verdict]));

describe('L-3.4-5 what a device test says about a criterion', () => {
  test('given every deciding finding conforms, then the criterion conforms and one that documents settle stays open', () => {
    expect(verdicts(good)).toEqual({ 'C-1': 'conforms', 'C-2': 'not-tested' });
  });
  test('given one contradiction among what conforms, then the criterion does not conform and says why', () => {
    const findings = [
      ...good,
      found('ports/undeclared', 'does-not-conform', 'tcp/23'),
      found('tls/versions', 'does-not-conform', 'tcp/443'),
    ];
    expect(verdicts(findings)).toEqual({ 'C-1': 'does-not-conform', 'C-2': 'does-not-conform' });
    expect(deviceAnswers(part, findings)[0]?.reason.en).toBe('ports/undeclared does-not-conform.');
  });
  test.each(['could-not-decide', 'not-tested'] as const)('given one deciding finding reads %s, then it is no pass', (verdict) => {
    for (const at of good.keys()) {
      const findings = good.map((each, n) => (n === at ? { ...each, verdict } : each));
      expect(verdicts(findings)['C-1']).toBe(verdict);
    }
  });
  test('given a deciding test found nothing at all, then it is no pass', () => {
    for (const at of good.keys()) expect(verdicts(good.toSpliced(at, 1))['C-1']).toBe('not-tested');
    expect(verdicts([])).toEqual({ 'C-1': 'not-tested', 'C-2': 'not-tested' });
  });
  test('given a finding on another subject, then it does not settle what the test names', () => {
    expect(verdicts([...good.slice(0, 2), found('plugs/closed', 'conforms', 'bluetooth')])['C-1']).toBe('not-tested');
  });
  test('given nothing applies, then the criterion does not apply, with the reasons', () => {
    const findings = good.map((each) => ({ ...each, verdict: 'not-applicable' as const }));
    const [answer] = deviceAnswers(part, findings);
    expect(answer).toMatchObject({ verdict: 'not-applicable', reason: { en: expect.stringContaining('plugs/closed') } });
  });
  test('no mixture without a conforming or reasoned not-applicable finding for every deciding test counts', () => {
    for (const first of VERDICTS)
      for (const second of VERDICTS)
        for (const third of VERDICTS) {
          const mixture = [first, second, third].map((verdict, at) => ({ ...(good[at] ?? found('x/y', verdict)), verdict }));
          const settled = mixture.every(({ verdict }) => verdict === 'conforms' || verdict === 'not-applicable');
          expect(['conforms', 'not-applicable'].includes(verdicts(mixture)['C-1'] ?? ''), `${first} ${second} ${third}`).toBe(settled);
        }
  });
});

describe('the device part of a book is checked when it is loaded', () => {
  const [its] = iotLabel.deviceParts ?? [];
  const problems = (change: Partial<DevicePart>) => (its ? devicePartProblems({ ...iotLabel, deviceParts: [{ ...its, ...change }] }) : []);
  test('the label’s own holds', () => expect(problems({})).toEqual([]));
  test('what does not exist is named', () => {
    expect(problems({ edition: 'common/9' })).toEqual(['device part of common/9: no such edition']);
    expect(problems({ tests: [...(its?.tests ?? []), { finding: 'a/b', criterion: 'S1.1-99', sub: 'a', weight: 'refutes' }] })).toEqual([
      'device part of common/1.1: a/b bears on S1.1-99 a, which does not exist',
    ]);
  });
  test('a clause that the book does not know is named', () =>
    expect(problems({ clause: 'X-1' })).toEqual(['device part of common/1.1 cites X-1, which the book does not know']));
  test('what could never be settled, and what a document alone settles, is named', () => {
    expect(problems({ settledBy: { ...its?.settledBy, 'S1.1-05': [['a']] } })).toEqual([
      'device part of common/1.1: nothing decides S1.1-05 a',
      'device part of common/1.1: S1.1-05 is not evaluated on a device',
    ]);
    expect(problems({ settledBy: {} })).toContain('device part of common/1.1: throttling/throttled decides S1.1-04, which nothing settles');
  });
});
