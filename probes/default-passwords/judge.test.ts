import { describe, expect, test } from 'vitest';
import type { Attempt } from '../../src/check/login-attempt.ts';
import { Profile } from '../../src/check/profile.ts';
import { type DefaultPasswordsData, defaultPasswords, pairsFor } from './judge.ts';
import { labelOf, wellKnown } from './well-known.ts';

type Tried = DefaultPasswordsData['logins'][number];
const one = (outcome: Attempt['outcome'], detail = 'CONNACK 4'): Attempt => ({ outcome, milliseconds: 20, openingMilliseconds: 5, detail });
const letIn = one('accepted', 'CONNACK 0');
const known = (label: string): Tried['tries'][number] => ({ kind: 'well-known', label });
const factory: Tried['tries'][number] = { kind: 'declared', place: 1 };

/** Tries with their outcomes; those without one were not made. */
function tried(tries: readonly (readonly [Tried['tries'][number], Attempt?])[], more: Partial<Tried> = {}): Tried {
  const made = tries.flatMap(([, attempt]) => (attempt ? [attempt] : []));
  return {
    login: 'broker',
    baseline: letIn,
    control: one('refused'),
    series: {
      attempts: made.map((each, index) => ({ ...each, number: index + 1, at: index * 30 })),
      stopped: 'bound',
      after: [{ ...letIn, waited: 0 }],
    },
    tries: tries.map(([each]) => each),
    same: [],
    unset: [],
    ...more,
  };
}
function judged(data: Tried, more: object = {}) {
  const login = {
    id: 'broker',
    kind: 'mqtt',
    port: 1883,
    user: 'hub',
    passwordFrom: 'BROKER_PASSWORD',
    factory: 'unique-per-device',
    ...more,
  };
  const profile = Profile.parse({ device: { maker: 'a', model: 'b', firmware: 'c', serial: 'd' }, logins: [login] });
  const findings = defaultPasswords.judge({ data: { logins: [data] }, profile, earlier: [] });
  return { findings, verdicts: Object.fromEntries(findings.map(({ aspect, verdict }) => [aspect, verdict])) };
}
const withDefault = { defaultsFrom: ['BROKER_DEFAULT'] };

describe('S1.1-02 factory passwords', () => {
  test('that are refused conform', () => {
    const { verdicts } = judged(
      tried([
        [factory, one('refused')],
        [known('admin/admin'), one('refused')],
      ]),
      withDefault,
    );
    expect(verdicts).toEqual({ 'declared-defaults': 'conforms', guessable: 'conforms' });
  });
  test.each(['unique-per-device', 'none', 'change-at-first-use'])('that are let in beside the right one do not conform (%s)', (how) => {
    const { verdicts, findings } = judged(
      tried([
        [factory, letIn],
        [known('admin/admin'), one('refused')],
      ]),
      { ...withDefault, factory: how },
    );
    expect(verdicts).toEqual({ 'declared-defaults': 'does-not-conform', guessable: 'conforms' });
    expect(findings[0]?.message.en).toContain('number 1 of defaultsFrom');
  });
  test('that still are the password of the device, or are not set, are could-not-decide', () => {
    const rest = [[known('admin/admin'), one('refused')]] as const;
    expect(judged(tried(rest, { same: [1] }), withDefault).verdicts['declared-defaults']).toBe('could-not-decide');
    expect(judged(tried(rest, { unset: [1] }), withDefault).verdicts['declared-defaults']).toBe('could-not-decide');
  });
  test('of which none is declared are not applicable, except where the first use must change one', () => {
    const rest = tried([[known('admin/admin'), one('refused')]]);
    expect(judged(rest).verdicts['declared-defaults']).toBe('not-applicable');
    expect(judged(rest, { factory: 'none' }).verdicts['declared-defaults']).toBe('not-applicable');
    expect(judged(rest, { factory: 'change-at-first-use' }).verdicts['declared-defaults']).toBe('could-not-decide');
  });
});

describe('S1.1-02 well-known passwords', () => {
  test('one that is let in does not conform, and its label is told', () => {
    const { verdicts, findings } = judged(
      tried([
        [known('admin/admin'), one('refused')],
        [known('root/root'), letIn],
      ]),
    );
    expect(verdicts['guessable']).toBe('does-not-conform');
    expect(findings.find(({ aspect }) => aspect === 'guessable')?.message.ja).toContain('root/root');
  });
  test('that were not all tried are could-not-decide', () => {
    expect(judged(tried([[known('admin/admin'), one('refused')], [known('root/root')]])).verdicts['guessable']).toBe('could-not-decide');
  });
  test('errors of the device are no refusals', () => {
    expect(judged(tried([[known('admin/admin'), one('unclear', 'HTTP 500')]])).verdicts['guessable']).toBe('could-not-decide');
    expect(judged(tried([[known('admin/admin'), one('dropped')]], { control: one('dropped') })).verdicts['guessable']).toBe('conforms');
  });
  test('refusals of a device that had locked unseen say nothing', () => {
    const made = tried([
      [factory, one('refused')],
      [known('admin/admin'), one('refused')],
    ]);
    const locked = {
      ...made,
      series: {
        ...made.series,
        attempts: made.series?.attempts ?? [],
        stopped: 'bound' as const,
        after: [{ ...one('refused'), waited: 0 }],
      },
    };
    expect(judged(locked, withDefault).verdicts).toEqual({ 'declared-defaults': 'could-not-decide', guessable: 'could-not-decide' });
  });
  test('where a made-up password is let in, passwords are not checked at all', () => {
    const open = tried([[known('admin/admin')]], { control: letIn });
    expect(judged(open).verdicts).toEqual({ 'declared-defaults': 'does-not-conform', guessable: 'does-not-conform' });
    const form = { kind: 'http-form', path: '/login', fields: { password: 'p' }, success: { status: [200] } };
    expect(judged(open, form).verdicts).toEqual({ 'declared-defaults': 'could-not-decide', guessable: 'could-not-decide' });
  });
});

describe('the list of well-known pairs', () => {
  test('is short and has no pair twice', () => {
    expect(wellKnown).toHaveLength(20);
    expect(new Set(wellKnown.map(labelOf)).size).toBe(20);
  });
  test('is cut to the bound, and to different passwords where a login takes no user', () => {
    const login = Profile.shape.logins.parse([
      {
        id: 'web',
        kind: 'http-form',
        port: 80,
        path: '/',
        fields: { password: 'p' },
        success: { status: [302] },
        user: 'x',
        passwordFrom: 'WEB_PASSWORD',
        factory: 'none',
      },
    ])[0];
    if (login === undefined) throw new Error('no login');
    const passwords = pairsFor(login, 100).map(({ password }) => password);
    expect(new Set(passwords).size).toBe(passwords.length);
    expect(pairsFor(login, 3)).toHaveLength(3);
    expect(pairsFor(login, -1)).toHaveLength(0);
  });
});
