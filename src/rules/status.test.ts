import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tennisClub as club } from '../../schemes/tennis-club/book.ts';
import { addDays, type Day, day } from './day.ts';
import { termsOn } from './decide.ts';
import { type Mark, marksData, marksFor } from './marks.ts';
import { coveredUntil, newest, type Period } from './period.ts';
import { isWithheld, nextChangeOn, type Standing, standing, statusOn } from './status.ts';
import type { SubjectEvent } from './subject.ts';
import type { Terms } from './terms.ts';

const began = day('2026-01-10');
const plain = termsOn(club, day('2026-06-01'));
const continuing: Terms = plain;
const ending: Terms = { ...plain, renewal: { ...plain.renewal, effect: 'none', begins: 'on-issue' }, reapplicationDays: 30 };

const period = (from: string, until: string): Period => ({
  from: day(from),
  until: day(until),
  application: 'a',
  edition: 'e',
  issuedOn: day(from),
});
const P1 = period('2026-01-10', '2027-01-09');
const P2 = period('2027-01-10', '2028-01-09');
const event = (marks: readonly Mark[], recorded: string, version = 1): SubjectEvent => ({
  type: 'X',
  data: marksData(marks),
  effectiveOn: day(recorded),
  at: `${recorded}T03:00:00Z`,
  version,
  actor: { person: 'p', organisation: 'o' },
});
const so = (...marks: Mark[]): Standing => standing([event(marks, '2026-01-10')]);
const reads = (its: Standing, terms: Terms, on: string) => statusOn(its, terms, day(on));
const filed = (filedOn: string, timely = true, application = 'r'): Mark => ({
  mark: 'renewal-filed',
  application,
  filedOn: day(filedOn),
  timely,
});
const concluded = (on: string, application = 'r'): Mark => ({ mark: 'renewal-concluded', application, on: day(on) });
const of = (its: Period): Mark => ({ mark: 'period', period: its });

describe('the status on every boundary', () => {
  test('before, on the first day, on the last day, after it', () => {
    expect(reads(so(of(P1)), plain, '2026-01-09')).toEqual({ status: 'not-yet', since: '2026-01-09', nextChangeOn: '2026-01-10' });
    expect(reads(so(of(P1)), plain, '2026-01-10')).toEqual({ status: 'in-force', since: '2026-01-10', nextChangeOn: '2027-01-10' });
    expect(reads(so(of(P1)), plain, '2027-01-09').status).toBe('in-force');
    expect(reads(so(of(P1)), plain, '2027-01-10')).toEqual({ status: 'expired', since: '2027-01-10' });
    expect(reads(so(), plain, '2027-01-10')).toEqual({ status: 'not-yet', since: '2027-01-10' });
  });

  test('L-3.7-18 on the effective day of an end it already reads so; the end that comes first wins', () => {
    const end = (kind: 'lapsed' | 'withdrawn' | 'ceased', on: string): Mark => ({ mark: 'end', kind, on: day(on), ground: 'g' });
    const its = so(of(P1), end('withdrawn', '2026-07-01'), end('lapsed', '2026-06-01'));
    expect(reads(its, plain, '2026-05-31')).toEqual({ status: 'in-force', since: '2026-01-10', nextChangeOn: '2026-06-01' });
    expect(reads(its, plain, '2026-06-01')).toEqual({ status: 'lapsed', since: '2026-06-01' });
    expect(reads(its, plain, '2027-06-01').status).toBe('lapsed');
    expect(reads(so(of(P1), end('ceased', '2026-07-01')), plain, '2026-07-01').status).toBe('ceased');
  });

  test('adjoining periods are one stretch; the next change is the end of it', () => {
    const P3 = period('2028-01-10', '2029-01-09');
    const its = so(of(P1), of(P3), of(P2));
    expect(reads(its, plain, '2026-06-01').nextChangeOn).toBe('2029-01-10');
    expect(reads(its, plain, '2027-06-01')).toMatchObject({ since: '2027-01-10', nextChangeOn: '2029-01-10' });
  });

  test('L-3.7-17 a renewal that runs from its own day of issue takes over; a gap reads expired', () => {
    const early = so(of(P1), of(period('2026-12-01', '2027-11-30')));
    expect(reads(early, ending, '2026-12-01')).toMatchObject({ status: 'in-force', since: '2026-12-01', nextChangeOn: '2027-12-01' });
    const late = so(of(P1), of(period('2027-02-01', '2028-01-31')));
    expect(reads(late, ending, '2027-01-15')).toEqual({ status: 'expired', since: '2027-01-10', nextChangeOn: '2027-02-01' });
  });

  test('filing before the last day does not extend where the terms say so', () => {
    const its = so(of(P1), filed('2026-12-01'));
    expect(reads(its, ending, '2027-01-10').status).toBe('expired');
    expect(reads(its, continuing, '2027-01-10').status).toBe('renewal-under-review');
  });

  test('D-9.1-2 a late filing has no continuing effect, nor has one of an earlier period', () => {
    expect(reads(so(of(P1), filed('2026-12-20', false)), continuing, '2027-01-10').status).toBe('expired');
    const earlier = so(of(P1), filed('2026-12-01'), of(P2), concluded('2027-02-01'));
    expect(reads(earlier, continuing, '2028-01-10')).toEqual({ status: 'expired', since: '2028-01-10' });
    const forgotten = so(of(P1), filed('2026-12-01'), of(P2));
    expect(reads(forgotten, continuing, '2028-01-10').status).toBe('expired');
  });

  test('D-9.1-2 refused after the last day it ends on the day of the decision; refused before, on the day after the last', () => {
    expect(reads(so(of(P1), filed('2026-12-01'), concluded('2027-03-01')), continuing, '2027-02-28')).toMatchObject({
      status: 'renewal-under-review',
      nextChangeOn: '2027-03-01',
    });
    expect(reads(so(of(P1), filed('2026-12-01'), concluded('2027-03-01')), continuing, '2027-03-01')).toEqual({
      status: 'expired',
      since: '2027-03-01',
    });
    for (const on of ['2026-12-20', '2027-01-09', '2027-01-10']) {
      expect(reads(so(of(P1), filed('2026-12-01'), concluded(on)), continuing, '2027-01-10')).toEqual({
        status: 'expired',
        since: '2027-01-10',
      });
    }
  });

  test('D-9.1-2 refused and filed again in the window: the second filing carries the effect', () => {
    const its = so(of(P1), filed('2026-11-20', true, 'r1'), concluded('2026-12-01', 'r1'), filed('2026-12-05', true, 'r2'));
    expect(reads(its, continuing, '2027-02-01').status).toBe('renewal-under-review');
  });

  test('the same filing told again replaces what was told', () => {
    expect(so(of(P1), filed('2026-12-01'), filed('2026-12-20', false)).renewals).toEqual([
      { application: 'r', filedOn: '2026-12-20', timely: false },
    ]);
  });

  test('L-3.7-15 re-application pending: said during the period that ended, for a time, never in force', () => {
    const intent = (on: string, until?: string): Mark => ({ mark: 'intent', on: day(on), ...(until ? { until: day(until) } : {}) });
    const its = so(of(P1), intent('2026-12-31'));
    expect(reads(its, ending, '2027-01-09').status).toBe('in-force');
    expect(reads(its, ending, '2027-01-10')).toEqual({ status: 'reapplication-pending', since: '2027-01-10', nextChangeOn: '2027-02-09' });
    expect(reads(its, ending, '2027-02-08').status).toBe('reapplication-pending');
    expect(reads(its, ending, '2027-02-09')).toEqual({ status: 'expired', since: '2027-01-10' });
    expect(reads(so(of(P1), intent('2026-12-31', '2027-01-20')), ending, '2027-01-20').status).toBe('expired');
    expect(reads(so(of(P1), intent('2027-01-10')), ending, '2027-01-15').status).toBe('expired');
    expect(reads(so(of(P1), intent('2026-06-01'), of(P2)), ending, '2028-01-10').status).toBe('expired');
    expect(reads(its, plain, '2027-01-10').status).toBe('expired');
  });

  test('L-3.7-15 re-application pending ends when the new application is decided or dropped, unless another runs', () => {
    const intent: Mark = { mark: 'intent', on: day('2026-12-01') };
    const dropped = [of(P1), intent, filed('2026-12-20', true, 'r1'), concluded('2027-01-15', 'r1')] as const;
    expect(reads(so(...dropped), ending, '2027-01-14')).toEqual({
      ...{ status: 'reapplication-pending', since: '2027-01-10', nextChangeOn: '2027-01-15' },
    });
    expect(reads(so(...dropped), ending, '2027-01-15').status).toBe('expired');
    expect(reads(so(...dropped, filed('2027-01-15', false, 'r2')), ending, '2027-01-15').status).toBe('reapplication-pending');
    expect(reads(so(of(P1), filed('2026-11-01', true, 'r0'), concluded('2026-11-20', 'r0'), intent), ending, '2027-01-15').status).toBe(
      'reapplication-pending',
    );
  });
});

describe('what was known', () => {
  const someDay = fc.integer({ min: -40, max: 1500 }).map((n) => addDays(began, n));
  const someMark: fc.Arbitrary<Mark> = fc.oneof(
    fc
      .tuple(someDay, fc.integer({ min: 0, max: 700 }))
      .map(([from, length]): Mark => ({ mark: 'period', period: { ...P1, from, until: addDays(from, length) } })),
    fc.tuple(someDay, fc.constantFrom('lapsed', 'withdrawn', 'ceased')).map(([on, kind]): Mark => ({ mark: 'end', on, kind, ground: 'g' })),
    fc
      .tuple(someDay, fc.boolean(), fc.constantFrom('r1', 'r2'))
      .map(([filedOn, timely, application]): Mark => ({ mark: 'renewal-filed', filedOn, timely, application })),
    fc.tuple(someDay, fc.constantFrom('r1', 'r2')).map(([on, application]): Mark => ({ mark: 'renewal-concluded', on, application })),
    someDay.map((on): Mark => ({ mark: 'intent', on })),
    fc
      .tuple(someDay, fc.integer({ min: 0, max: 90 }))
      .map(([from, length]): Mark => ({ mark: 'withheld', path: 'f', from, until: addDays(from, length) })),
  );
  const history = fc.array(fc.tuple(someMark, fc.integer({ min: 0, max: 30 })), { maxLength: 12 }).map((entries) => {
    let recorded = began;
    return entries.map(([mark, later], index) => {
      recorded = addDays(recorded, later);
      return event([mark], recorded, index + 1);
    });
  });
  const someTerms = fc.constantFrom(continuing, ending);

  test('the status of any day, as known at an instant, is the fold of the events recorded until then', () => {
    fc.assert(
      fc.property(history, someDay, someDay, someTerms, (events, on, known, terms) => {
        const knownAt = `${known}T12:00:00Z`;
        const until = events.filter((each) => each.at <= knownAt);
        expect(statusOn(standing(events, knownAt), terms, on)).toEqual(statusOn(standing(until), terms, on));
      }),
    );
  });

  test('nothing changes before the day that is told as the next change, and the status does change on it', () => {
    fc.assert(
      fc.property(history, someDay, someTerms, fc.integer({ min: 0, max: 400 }), (events, on, terms, ahead) => {
        const its = standing(events);
        const now = statusOn(its, terms, on);
        const then = addDays(on, ahead);
        if (now.nextChangeOn === undefined || then < now.nextChangeOn) expect(statusOn(its, terms, then).status).toBe(now.status);
        if (now.nextChangeOn !== undefined) {
          expect(now.nextChangeOn > on).toBe(true);
          expect(statusOn(its, terms, now.nextChangeOn).status).not.toBe(now.status);
        }
      }),
      { numRuns: 3000 },
    );
  });

  test('an attestation that ended stays ended', () => {
    fc.assert(
      fc.property(history, someDay, someDay, someTerms, (events, a, b, terms) => {
        const its = standing(events);
        const [first, second]: [Day, Day] = a < b ? [a, b] : [b, a];
        const ended = statusOn(its, terms, first);
        if (['lapsed', 'withdrawn', 'ceased'].includes(ended.status)) expect(statusOn(its, terms, second)).toEqual(ended);
      }),
    );
  });

  test('a public page changes on no day that is not told', () => {
    fc.assert(
      fc.property(history, someDay, someTerms, (events, on, terms) => {
        const its = standing(events);
        const next = nextChangeOn(its, terms, on);
        const face = (d: Day) => [statusOn(its, terms, d).status, isWithheld(its, 'f', d)];
        const lasts = next ?? addDays(on, 800);
        for (let d = on; d < lasts; d = addDays(d, 7)) expect(face(d)).toEqual(face(on));
        expect(face(addDays(lasts, -1))).toEqual(face(on));
      }),
      { numRuns: 200 },
    );
  });
});

describe('marks and periods', () => {
  const acted = { event: 'Done', input: {}, on: day('2026-06-01') };

  test('effects leave marks', () => {
    expect(marksFor(['withdraw'], { ...acted, input: { ground: 'ア' } })).toEqual([
      { mark: 'end', kind: 'withdrawn', on: '2026-06-01', ground: 'ア' },
    ]);
    expect(marksFor(['lapse'], acted)).toEqual([{ mark: 'end', kind: 'lapsed', on: '2026-06-01', ground: 'Done' }]);
    expect(marksFor(['cease', 'intend-reapplication'], acted).map((each) => each.mark)).toEqual(['end', 'intent']);
    expect(marksFor(['withhold'], { ...acted, about: 'f', input: { until: '2026-06-01' } })).toEqual([
      { mark: 'withheld', path: 'f', from: '2026-06-01', until: '2026-06-01' },
    ]);
    expect(marksFor(['freeze-dossier', 'drop'], acted)).toEqual([]);
  });

  test('a withholding of nothing, or until a day that has passed, is a bug of the book', () => {
    expect(() => marksFor(['withhold'], { ...acted, input: { until: '2026-07-01' } })).toThrow(RangeError);
    expect(() => marksFor(['withhold'], { ...acted, about: 'f' })).toThrow(RangeError);
    expect(() => marksFor(['withhold'], { ...acted, about: 'f', input: { until: '2026-05-31' } })).toThrow(RangeError);
  });

  test('the newest period ends last; a stretch has no gap', () => {
    expect(newest([P2, P1])).toBe(P2);
    expect(newest([])).toBeUndefined();
    expect(coveredUntil([P2, P1], day('2026-06-01'))).toBe('2028-01-09');
    expect(coveredUntil([P1, period('2027-01-11', '2027-12-31')], day('2026-06-01'))).toBe('2027-01-09');
    expect(coveredUntil([P1], day('2025-06-01'))).toBeUndefined();
  });
});
