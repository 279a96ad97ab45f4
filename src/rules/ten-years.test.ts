import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { iotCloud } from '../../schemes/iot-cloud/book.ts';
import { iotLabel } from '../../schemes/iot-label/book.ts';
import { tennisClub } from '../../schemes/tennis-club/book.ts';
import type { Book } from './book.ts';
import { calendar, strikes } from './clocks.ts';
import { addDays, type Day, day, daysBetween, lastDayOfYears, startOfDay } from './day.ts';
import { dueOn, termsOn } from './decide.ts';
import { renewalFiled } from './grant.ts';
import { type Mark, marksData } from './marks.ts';
import type { Period } from './period.ts';
import { nextChangeOn, standing, statusOn } from './status.ts';
import { fold, type Subject, type SubjectEvent } from './subject.ts';
import { filing } from './terms.ts';

/** Ten years of the calendar: three of them with 29 February. */
const FIRST = day('2026-11-22');
const TEN_YEARS = daysBetween(FIRST, day('2036-11-22'));
const anyDay = fc.integer({ min: 0, max: TEN_YEARS }).map((n) => addDays(FIRST, n));
const RUNS = { numRuns: 120 };

const book: Readonly<Record<string, Book>> = { label: iotLabel, certificate: iotCloud, badge: tennisClub };
const levelOf = (its: Book): string =>
  Object.entries(termsOn(its, FIRST).validity).find(([, validity]) => validity !== 'undecided')?.[0] ?? '';
const yearsOf = (its: Book): number => {
  const validity = termsOn(its, FIRST).validity[levelOf(its)];
  return validity && validity !== 'undecided' ? validity.maxYears : 0;
};

const instant = (on: Day, hour = 12): string => new Date(startOfDay(on) + hour * 3_600_000).toISOString();

interface Told {
  readonly on: Day;
  readonly marks: readonly Mark[];
  readonly data?: Readonly<Record<string, string>>;
  readonly period?: Period;
}

/** The stream of an attestation whose events were recorded on these days. */
function streamOf(its: Book, told: readonly Told[]): readonly SubjectEvent[] {
  return told.map(({ on, marks, data, period }, index) => ({
    type: index === 0 ? 'AttestationIssued' : 'Marked',
    data: {
      ...(index === 0 ? { scheme: its.id, organisation: 'o', level: levelOf(its), state: its.attestation.initial, number: 'N-1' } : {}),
      ...(period ? { period: { ...period } } : {}),
      ...data,
      ...marksData(marks),
    },
    effectiveOn: on,
    at: instant(on),
    version: index + 1,
    actor: { person: 'p', organisation: 'o' },
  }));
}

const periodFrom = (its: Book, from: Day): Period => ({
  from,
  until: lastDayOfYears(from, yearsOf(its)),
  application: 'a',
  edition: 'e',
  issuedOn: from,
});

const issuedOn = (its: Book, on: Day): Told => {
  const period = periodFrom(its, on);
  return { on, marks: [{ mark: 'period', period }], period };
};

const subjectOf = (stream: readonly SubjectEvent[]): Subject => fold('attestation', 'N-1', stream);

/** Goes day by day as a server does: on each day what strikes then, as known then. */
function walk(its: Book, stream: readonly SubjectEvent[], from: Day, until: Day): readonly string[] {
  const told: string[] = [];
  for (let on = from; on <= until; on = addDays(on, 1)) {
    const known = stream.filter(({ effectiveOn }) => effectiveOn <= on);
    if (known.length > 0)
      told.push(...calendar(its, subjectOf(known)).flatMap((each) => (each.on === on ? [`${each.clock} ${each.on}`] : [])));
  }
  return told;
}

describe.each(Object.entries(book))('ten simulated years of a %s', (_name, its) => {
  test('L-3.7-6 D-9.1-1 no clock is missed and none strikes twice, issued on any day, leap days and year ends included', () => {
    const strikesOnce = (issued: Day) => {
      const stream = streamOf(its, [issuedOn(its, issued)]);
      const expected = calendar(its, subjectOf(stream)).map(({ clock, on }) => `${clock} ${on}`);
      const told = walk(its, stream, issued, addDays(lastDayOfYears(issued, yearsOf(its)), 400));
      expect(told).toEqual(expected);
      expect(new Set(told).size).toBe(told.length);
      expect(told.length).toBeGreaterThan(1);
    };
    fc.assert(fc.property(anyDay, strikesOnce), { numRuns: 15 });
    for (const edge of ['2028-02-28', '2028-02-29', '2028-03-01', '2026-12-31', '2027-01-01', '2032-02-29']) strikesOnce(day(edge));
  });

  test('each falls on its own day before the end, reminded in the number of days that the terms of that day say', () => {
    fc.assert(
      fc.property(anyDay, (issued) => {
        const subject = subjectOf(streamOf(its, [issuedOn(its, issued)]));
        const until = lastDayOfYears(issued, yearsOf(its));
        for (const { clock, on } of calendar(its, subject)) {
          const known = strikes(its, subject, on).filter((each) => each.clock === clock && each.on === on);
          expect(known).toHaveLength(1);
        }
        const reminded = calendar(its, subject).map(({ on }) => daysBetween(on, until));
        for (const before of termsOn(its, until).reminderDays) expect(reminded.filter((each) => each === before)).toHaveLength(1);
      }),
      RUNS,
    );
  });

  test('L-3.7-18 on the last day it is in force, on the day after it is not, whatever the day of issue', () => {
    fc.assert(
      fc.property(anyDay, (issued) => {
        const so = standing(streamOf(its, [issuedOn(its, issued)]));
        const until = lastDayOfYears(issued, yearsOf(its));
        const reads = (on: Day) => statusOn(so, termsOn(its, on), on).status;
        expect([addDays(issued, -1), issued, until, addDays(until, 1)].map(reads)).toEqual(['not-yet', 'in-force', 'in-force', 'expired']);
        const truths = calendar(its, subjectOf(streamOf(its, [issuedOn(its, issued)]))).filter(({ kind }) => kind === 'truth');
        expect(truths.map(({ on }) => on)).toContain(addDays(until, 1));
        expect(nextChangeOn(so, termsOn(its, until), until)).toBe(addDays(until, 1));
      }),
      RUNS,
    );
  });

  test('the status on any day is the fold of what was known that day, and changes on no other day than it said', () => {
    const ends = fc.record({
      after: fc.integer({ min: 0, max: 800 }),
      kind: fc.constantFrom('lapsed' as const, 'withdrawn' as const, 'ceased' as const),
    });
    const renewal = fc.record({ before: fc.integer({ min: 1, max: 90 }), lasts: fc.integer({ min: 1, max: 120 }), granted: fc.boolean() });
    fc.assert(
      fc.property(anyDay, fc.option(ends), fc.option(renewal), fc.boolean(), (issued, end, renews, intends) => {
        const first = issuedOn(its, issued);
        const until = lastDayOfYears(issued, yearsOf(its));
        const told: Told[] = [first];
        if (intends) told.push({ on: addDays(until, -1), marks: [{ mark: 'intent', on: addDays(until, -1) }] });
        if (renews) {
          const filedOn = addDays(until, -renews.before);
          const application: Subject = { ...subjectOf(streamOf(its, [first])), kind: 'application', id: 'r', receivedOn: filedOn };
          told.push({ on: filedOn, marks: renewalFiled(its, application, first.period ? [first.period] : []) });
          const on = addDays(filedOn, renews.lasts);
          const starts = termsOn(its, on).renewal.begins === 'day-after-last' ? addDays(until, 1) : on;
          const period = periodFrom(its, starts);
          told.push({
            on,
            marks: [...(renews.granted ? [{ mark: 'period', period } as const] : []), { mark: 'renewal-concluded', application: 'r', on }],
            ...(renews.granted ? { period } : {}),
          });
        }
        if (end) {
          const on = addDays(issued, end.after);
          told.push({ on, marks: [{ mark: 'end', kind: end.kind, on, ground: 'g' }] });
        }
        const stream = streamOf(
          its,
          told.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)),
        );
        const whole = standing(stream);
        let before = statusOn(whole, termsOn(its, issued), issued);
        for (let on = issued; on <= addDays(until, 1000); on = addDays(on, 7)) {
          const asKnown = standing(stream, instant(on, 23));
          const byHand = standing(stream.filter(({ at }) => at <= instant(on, 23)));
          expect(statusOn(asKnown, termsOn(its, on), on)).toEqual(statusOn(byHand, termsOn(its, on), on));
          const now = statusOn(whole, termsOn(its, on), on);
          // It reads the same from the day on which it began until the day before the next change.
          if (before.nextChangeOn === undefined || on < before.nextChangeOn) expect(now.status).toBe(before.status);
          if (now.nextChangeOn) {
            const last = addDays(now.nextChangeOn, -1);
            expect(statusOn(whole, termsOn(its, last), last).status).toBe(now.status);
          }
          before = now;
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('the window of a renewal, from both sides', () => {
  test('D-9.1-1 day 60 and day 30 are in it, day 61 is early and day 29 late, for any last day', () => {
    fc.assert(
      fc.property(anyDay, (end) => {
        const { renewal } = termsOn(iotCloud, end);
        const at = (before: number) => filing(renewal, end, addDays(end, -before));
        expect([61, 60, 31, 30, 29, 0, -1].map(at)).toEqual(['early', 'in-window', 'in-window', 'in-window', 'late', 'late', 'late']);
      }),
      RUNS,
    );
  });

  test('D-9.1-1 the reminders of the window fall on its first and its last day, 29 February and year ends included', () => {
    const boundary = (issued: Day) => {
      const until = lastDayOfYears(issued, 2);
      const days = calendar(iotCloud, subjectOf(streamOf(iotCloud, [issuedOn(iotCloud, issued)])));
      const on = (clock: string) => days.filter((each) => each.clock === clock).map((each) => each.on);
      expect(on('renewalOpens')).toEqual([addDays(until, -60)]);
      expect(on('renewalCloses')).toEqual([addDays(until, -30)]);
      const { renewal } = termsOn(iotCloud, until);
      for (const [clock, outside] of [
        ['renewalOpens', -1],
        ['renewalCloses', 1],
      ] as const) {
        const [told = until] = on(clock);
        expect(filing(renewal, until, told)).toBe('in-window');
        expect(filing(renewal, until, addDays(told, outside))).not.toBe('in-window');
      }
    };
    fc.assert(fc.property(anyDay, boundary), RUNS);
    for (const edge of ['2028-02-29', '2028-03-01', '2030-04-30', '2026-12-31']) boundary(day(edge));
  });

  test('D-9.1-1 a certificate that was ended is reminded of no renewal, whenever it ended', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 729 }), (issued, after) => {
        const on = addDays(issued, after);
        const ended: Told = {
          on,
          marks: [{ mark: 'end', kind: 'withdrawn', on, ground: 'g' }],
          data: { row: 'withdraw', party: 'officer' },
        };
        const clocks = (told: readonly Told[]) => calendar(iotCloud, subjectOf(streamOf(iotCloud, told))).map(({ clock }) => clock);
        expect(clocks([issuedOn(iotCloud, issued)])).toContain('renewalOpens');
        expect(clocks([issuedOn(iotCloud, issued), ended]).filter((clock) => clock.startsWith('renewal'))).toEqual([]);
      }),
      RUNS,
    );
  });

  test.each([
    ['label', 'expiryReminder', 7],
    ['certificate', undefined, 0],
  ] as const)('L-3.7-17 D-9.1-7 a %s renewed in time is told of the new end only, whenever it was renewed', (name, reminder, nearest) => {
    const its = book[name] ?? iotLabel;
    fc.assert(
      fc.property(anyDay, fc.integer({ min: nearest + 1, max: 60 }), (issued, before) => {
        const first = issuedOn(its, issued);
        const until = lastDayOfYears(issued, yearsOf(its));
        const on = addDays(until, -before);
        const period = { ...periodFrom(its, termsOn(its, on).renewal.begins === 'day-after-last' ? addDays(until, 1) : on), issuedOn: on };
        const told = calendar(its, subjectOf(streamOf(its, [first, { on, marks: [{ mark: 'period', period }], period }])));
        const days = (clock: string) => told.filter((each) => each.clock === clock).map((each) => each.on);
        expect(days('expiry')).toEqual([addDays(period.until, 1)]);
        if (reminder) expect(days(reminder).filter((each) => each > on && each <= until)).toEqual([]);
      }),
      RUNS,
    );
  });

  test('L-3.7-15 a label renewed after a gap expired once, and nothing of it reads “re-application pending” any more', () => {
    const issued = day('2026-11-22');
    const until = lastDayOfYears(issued, 2);
    const late = periodFrom(iotLabel, addDays(until, 40));
    const stream = streamOf(iotLabel, [
      issuedOn(iotLabel, issued),
      { on: until, marks: [{ mark: 'intent', on: until }], data: { row: 'intendReapplication', party: 'applicant-responsible' } },
      { on: late.from, marks: [{ mark: 'period', period: late }], period: late },
    ]);
    const days = (clock: string) => calendar(iotLabel, subjectOf(stream)).flatMap((each) => (each.clock === clock ? [each.on] : []));
    expect(days('expiry')).toEqual([addDays(until, 1), addDays(late.until, 1)]);
    expect(days('reapplicationOver')).toEqual([]);
  });

  test('L-3.7-15 “re-application pending” ends on the day that the calendar shows, and reads so on the day before', () => {
    fc.assert(
      fc.property(anyDay, (issued) => {
        const first = issuedOn(iotLabel, issued);
        const until = lastDayOfYears(issued, yearsOf(iotLabel));
        const stream = streamOf(iotLabel, [
          first,
          { on: until, marks: [{ mark: 'intent', on: until }], data: { row: 'intendReapplication', party: 'applicant-responsible' } },
        ]);
        const [over] = calendar(iotLabel, subjectOf(stream)).filter(({ clock }) => clock === 'reapplicationOver');
        const reads = (on: Day) => statusOn(standing(stream), termsOn(iotLabel, on), on).status;
        expect(over).toBeDefined();
        const on = over?.on ?? until;
        expect([until, addDays(until, 1), addDays(on, -1), on].map(reads)).toEqual([
          'in-force',
          'reapplication-pending',
          'reapplication-pending',
          'expired',
        ]);
      }),
      RUNS,
    );
  });
});

describe('due dates', () => {
  const holidays = new Set<string>(termsOn(iotCloud, day('2026-12-01')).holidays);
  test('D-4.7-2 a fee is due on day 7 or the next bank day, never earlier and never on a holiday', () => {
    const kind = Object.values(iotCloud.threads).find((each) => each.charges)?.due;
    if (!kind || !('days' in kind)) throw new Error('no fee is awaited');
    fc.assert(
      fc.property(anyDay, (told) => {
        const due = dueOn(kind, told, holidays);
        const weekday = new Date(`${due}T00:00:00Z`).getUTCDay();
        expect(daysBetween(told, due)).toBeGreaterThanOrEqual(kind.days);
        expect(weekday).not.toBe(0);
        expect(weekday).not.toBe(6);
        expect(holidays.has(due)).toBe(false);
        for (let on = addDays(told, kind.days); on < due; on = addDays(on, 1)) {
          const its = new Date(`${on}T00:00:00Z`).getUTCDay();
          expect(its === 0 || its === 6 || holidays.has(on)).toBe(true);
        }
      }),
      RUNS,
    );
  });

  test('D-9.2-2 a notice that came in time is not flagged, one a day later is, on the day it came', () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom(29, 30, 31, 32), (happened, later) => {
        const told = addDays(happened, later);
        const thread = {
          ...{ id: 't', kind: 'change', state: iotCloud.threads.change?.initial ?? '', openedOn: told },
          history: [{ row: 'open', by: 'p', organisation: 'o', party: 'x', on: told, at: instant(told), input: { changedOn: happened } }],
        };
        const subject: Subject = { ...subjectOf(streamOf(iotCloud, [issuedOn(iotCloud, addDays(happened, -100))])), threads: [thread] };
        const flagged = calendar(iotCloud, subject).filter(({ clock }) => clock === 'changeNotifiedLate');
        expect(flagged.map(({ on }) => on)).toEqual(later > 30 ? [told] : []);
      }),
      RUNS,
    );
  });
});
