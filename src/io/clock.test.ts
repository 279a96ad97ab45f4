import { expect, test } from 'vitest';
import { settableClock, systemClock } from './clock.ts';

test('today is the calendar day in Tokyo, nine hours ahead of UTC', () => {
  const clock = settableClock(new Date('2026-11-21T15:00:01Z'));
  expect(clock.today()).toBe('2026-11-22');
  clock.set(new Date('2026-11-21T14:00:00Z'));
  expect(clock.today()).toBe('2026-11-21');
});

test('a set clock runs on and can be put back to the machine time', () => {
  const clock = settableClock(new Date('2030-01-01T00:00:00Z'));
  expect(clock.now().toISOString()).toMatch(/^2030-01-01T00:00/);
  const again = settableClock(new Date(systemClock.now().getTime() + clock.offset()));
  expect(again.today()).toBe('2030-01-01');
  clock.set();
  expect(clock.offset()).toBe(0);
});

test('a clock refuses what is not an instant', () => {
  expect(() => settableClock(new Date('soon'))).toThrow(RangeError);
});
