import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPace } from './pace.ts';

/** A clock that stands still until somebody waits. */
function fakeTime() {
  let at = 0;
  return {
    now: () => new Date(at).toISOString(),
    elapsed: () => at,
    wait: async (milliseconds: number) => {
      at += milliseconds;
    },
    pass: (milliseconds: number) => {
      at += milliseconds;
    },
  };
}
const why = { ja: '再送', en: 'reset' };

describe('the pace towards a device', () => {
  test('L-4.3-2 starts gently, at a third of the bound', () => {
    expect(createPace({ ceiling: 150, ...fakeTime() }).rate).toBe(50);
  });

  test('turns come no faster than the rate, whatever the bound', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 2, max: 300 }), async (ceiling, turns) => {
        const time = fakeTime();
        const pace = createPace({ ceiling, ...time });
        for (let n = 0; n < turns; n += 1) await pace.turn();
        const burst = Math.max(1, pace.rate / 50);
        expect(turns).toBeLessThanOrEqual(burst + 1 + (time.elapsed() * pace.rate) / 1000 + 1e-6);
      }),
    );
  });

  test('strain halves the rate at once and is told with its time and reason', () => {
    const time = fakeTime();
    const pace = createPace({ ceiling: 150, ...time });
    time.pass(1000);
    pace.strained(why);
    expect(pace.rate).toBe(25);
    expect(pace.strains).toEqual([{ at: '1970-01-01T00:00:01.000Z', why, rate: 25 }]);
    pace.strained(why);
    expect(pace.strains, 'one cause is counted once').toHaveLength(1);
  });

  test('no sequence of signs takes the rate below 2 a second or above the bound', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.array(fc.tuple(fc.boolean(), fc.nat(100_000))), (ceiling, signs) => {
        const time = fakeTime();
        const pace = createPace({ ceiling, ...time });
        for (const [strained, passed] of signs) {
          time.pass(passed);
          if (strained) pace.strained(why);
          else pace.eased();
          expect(pace.rate).toBeLessThanOrEqual(ceiling);
          expect(pace.rate).toBeGreaterThanOrEqual(Math.min(2, ceiling));
        }
      }),
    );
  });

  test('clean stretches raise it to the bound of the profile and no further', () => {
    const pace = createPace({ ceiling: 150, ...fakeTime() });
    pace.eased();
    expect(pace.rate).toBe(62.5);
    for (let n = 0; n < 20; n += 1) pace.eased();
    expect(pace.rate).toBe(150);
  });

  test('it stays below what hurt, and after a quiet minute tries a little more', () => {
    const time = fakeTime();
    const pace = createPace({ ceiling: 150, ...time });
    pace.strained(why);
    for (let n = 0; n < 50; n += 1) pace.eased();
    expect(pace.rate).toBe(40);
    time.pass(61_000);
    for (let n = 0; n < 50; n += 1) pace.eased();
    expect(pace.rate).toBe(50);
  });
});
