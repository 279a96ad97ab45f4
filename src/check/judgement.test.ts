import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { findingsOf, findingsOfAll } from './judgement.ts';
import { anyJudge, type Judge, type Observation } from './probe.ts';
import { Profile } from './profile.ts';

const both = (en: string) => ({ ja: `${en}。`, en });
const profile = Profile.parse({ device: { maker: 'm', model: 'o', firmware: '1', serial: '1' } });
const Data = z.strictObject({ open: z.boolean() });
const door: Judge<z.infer<typeof Data>> = {
  ...{ id: 'door', version: 2, title: both('door'), after: [], aspects: { lock: both('lock'), hinge: both('hinge') } },
  effort: { unattendedSeconds: 1, personMinutes: 0, prerequisites: [] },
  shape: Data,
  judge: ({ data }) => [
    { aspect: 'lock', subject: 'device', verdict: data.open ? 'does-not-conform' : 'conforms', message: both(`open ${data.open}`) },
  ],
};
const made = {
  ...{ probe: 'door', version: 2, startedAt: '2026-11-22T00:00:00Z', endedAt: '2026-11-22T00:00:01Z', sent: 1, personMinutes: 0 },
};
const saw = (data: Record<string, boolean | string>): Observation => ({ ...made, outcome: 'observed', data });
const verdicts = (judge: Judge<z.infer<typeof Data>>, observation: Observation | undefined) =>
  findingsOf(anyJudge(judge), observation, profile, []).map(({ aspect, verdict }) => `${aspect} ${verdict}`);
const undecided = ['lock could-not-decide', 'hinge could-not-decide'];

describe('judging the observations of a run', () => {
  test('every aspect is told, what nothing was found about as not tested', () => {
    expect(verdicts(door, saw({ open: false }))).toEqual(['lock conforms', 'hinge not-tested']);
  });
  test('a probe that did not run leaves every aspect not tested', () => {
    expect(verdicts(door, undefined)).toEqual(['lock not-tested', 'hinge not-tested']);
  });
  test('what could not be observed is could-not-decide in every aspect, with the reason of the observation', () => {
    const reason = both('it went away');
    const found = findingsOf(anyJudge(door), { ...made, outcome: 'could-not', reason }, profile, []);
    expect(found.map(({ verdict, message }) => [verdict, message])).toEqual([
      ['could-not-decide', reason],
      ['could-not-decide', reason],
    ]);
  });
  test('an observation of another version, or of another form, is never a pass', () => {
    expect(verdicts(door, { ...saw({ open: false }), version: 1 })).toEqual(undecided);
    expect(verdicts(door, saw({ open: 'no' }))).toEqual(undecided);
  });
  test('a crashed judge, or one that tells of an aspect which it does not have, is never a pass', () => {
    const crashes = () => {
      throw new RangeError('beyond the end\nof it');
    };
    expect(verdicts({ ...door, judge: crashes }, saw({ open: false }))).toEqual(undecided);
    const strays: typeof door.judge = () => [
      { aspect: 'lock', subject: 'device', verdict: 'conforms', message: both('shut') },
      { aspect: 'roof', subject: 'device', verdict: 'conforms', message: both('tight') },
    ];
    expect(verdicts({ ...door, judge: strays }, saw({ open: false }))).toEqual(undecided);
    expect(findingsOf(anyJudge({ ...door, judge: crashes }), saw({ open: false }), profile, [])[0]?.message.en).toContain(
      'RangeError: beyond the end)',
    );
  });
  test('a judge sees what was observed before its probe, not after', () => {
    const seen: string[] = [];
    const looks: typeof door.judge = ({ earlier }) => {
      seen.push(...earlier.map(({ probe }) => probe));
      return [];
    };
    findingsOfAll(
      [anyJudge({ ...door, judge: looks })],
      [
        { ...made, probe: 'gate', outcome: 'could-not', reason: both('x') },
        saw({ open: true }),
        { ...made, probe: 'roof', outcome: 'could-not', reason: both('x') },
      ],
      profile,
    );
    expect(seen).toEqual(['gate']);
  });
});
