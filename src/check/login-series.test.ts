import { describe, expect, test } from 'vitest';
import { type Attempt, LOCK_MESSAGE, NO_ANSWER_IN_TIME } from './login-attempt.ts';
import { heldBy, type LoginSeries, openAgainAfter, restraintIn } from './login-series.ts';

const one = (outcome: Attempt['outcome'], milliseconds = 20, detail = 'HTTP 401'): Attempt => ({
  outcome,
  milliseconds,
  openingMilliseconds: 5,
  detail,
});
const letIn = one('accepted', 20, 'HTTP 200');
const made = (...attempts: readonly Attempt[]): LoginSeries['attempts'] =>
  attempts.map((attempt, index) => ({ ...attempt, number: index + 1, at: index * 30 }));
const times = (count: number, attempt: Attempt): readonly Attempt[] => Array.from({ length: count }, () => attempt);
const series = (attempts: readonly Attempt[], after: readonly Attempt[] = [letIn], more: Partial<LoginSeries> = {}): LoginSeries => ({
  attempts: made(...attempts),
  stopped: 'bound',
  after: after.map((attempt, index) => ({ ...attempt, waited: index * 1_000 })),
  ...more,
});

describe('S1.1-04 a what holds back whoever guesses is told by its kind and its first attempt', () => {
  test('429 from the sixth wrong password on is a rate limit', () => {
    const held = heldBy(letIn, series([...times(5, one('refused')), ...times(3, one('throttled', 9, 'HTTP 429'))]));
    expect(held).toEqual({ kind: 'rate-limit', from: 6, detail: 'HTTP 429' });
  });
  test('words about a lock that were not there at first are a lock-out', () => {
    const held = heldBy(letIn, series([...times(4, one('refused')), ...times(3, one('throttled', 9, LOCK_MESSAGE))]));
    expect(held).toMatchObject({ kind: 'lock-out', from: 5 });
  });
  test('a page that always warns of a lock has none', () => {
    expect(heldBy(letIn, series(times(20, one('throttled', 9, LOCK_MESSAGE))))).toMatchObject({ kind: 'none', attempts: 20 });
  });
  test('the right password that is refused after the series is a lock-out, whatever the refusals looked like', () => {
    const locked = series(times(20, one('refused')), [one('refused'), one('refused'), letIn]);
    expect(heldBy(letIn, locked)).toMatchObject({ kind: 'lock-out', from: 0 });
    expect(openAgainAfter(locked)).toBe(2);
  });
  test('delays that grow are told with the last', () => {
    expect(heldBy(letIn, series([120, 240, 480, 960, 1_920].map((each) => one('refused', each))))).toEqual({
      kind: 'growing-delay',
      from: 2,
      seconds: 1.9,
    });
  });
  test('a second more each time, after three free tries, is a delay from the fourth on', () => {
    const attempts = [...times(3, one('refused')), ...times(5, one('refused', 1_300))];
    expect(heldBy(letIn, series(attempts))).toMatchObject({ kind: 'fixed-delay', from: 4 });
  });
  test('four delayed answers are not enough, and neither is half a second', () => {
    expect(restraintIn(letIn, made(...times(4, one('refused', 1_300))))).toBeUndefined();
    expect(restraintIn(letIn, made(...times(20, one('refused', 500))))).toBeUndefined();
  });
  test('throttled from time to time is a limit too', () => {
    const pattern = Array.from({ length: 12 }, (_, index) => (index % 3 === 2 ? one('refused') : one('throttled', 9, 'HTTP 429')));
    expect(heldBy(letIn, series(pattern))).toMatchObject({ kind: 'rate-limit', from: 1 });
  });
});

describe('S1.1-04 a no restraint is said only of what was seen', () => {
  test('twenty refusals at full speed and the right password at once after them', () => {
    expect(heldBy(letIn, series(times(20, one('refused'))))).toMatchObject({ kind: 'none', attempts: 20, perMinute: 2017 });
  });
  test('nine refusals are too few', () => {
    expect(heldBy(letIn, series(times(9, one('refused'))))).toEqual({ kind: 'unclear', why: 'too-few' });
  });
  test('a login that hangs up on every wrong password refuses by that', () => {
    expect(heldBy(letIn, series(times(20, one('dropped', 9, 'hung up'))))).toMatchObject({ kind: 'none' });
  });
  test('a slow device is not a careful one', () => {
    expect(heldBy(one('accepted', 1_500), series(times(20, one('refused', 1_500)), [one('accepted', 1_500)]))).toEqual({
      kind: 'unclear',
      why: 'slow',
    });
  });
  test('errors of the server say neither yes nor no', () => {
    expect(heldBy(letIn, series(times(20, one('unclear', 9, 'HTTP 500'))))).toEqual({ kind: 'unclear', why: 'mixed' });
  });
  test('a made-up password that is let in is told before anything else', () => {
    expect(heldBy(letIn, series([...times(3, one('refused')), letIn]))).toEqual({ kind: 'accepted', attempts: 4 });
  });
});

describe('S1.1-04 a a device that no longer answers', () => {
  const gone = [...times(5, one('refused')), ...times(3, one('connection-refused', 0, 'connection refused'))];
  const never = times(3, one('connection-refused', 0, 'connection refused'));
  test('has blocked the sender when it answers elsewhere', () => {
    expect(heldBy(letIn, series(gone, never, { alive: true }))).toMatchObject({ kind: 'connection-refused', from: 6 });
  });
  test('has blocked the sender when it lets the right password in again', () => {
    expect(heldBy(letIn, series(gone, [one('connection-refused'), letIn], { alive: false }))).toMatchObject({
      kind: 'connection-refused',
      from: 6,
    });
  });
  test('may as well have failed when it does neither', () => {
    expect(heldBy(letIn, series(gone, never, { alive: false }))).toEqual({ kind: 'unclear', why: 'gone' });
    const hung = [...times(5, one('refused')), ...times(3, one('unclear', 10_000, NO_ANSWER_IN_TIME))];
    expect(heldBy(letIn, series(hung, never, { alive: false }))).toEqual({ kind: 'unclear', why: 'gone' });
  });
});
