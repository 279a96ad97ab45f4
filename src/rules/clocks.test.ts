import { describe, expect, test } from 'vitest';
import { tennisClub as club } from '../../schemes/tennis-club/book.ts';
import { basics, known } from '../../schemes/tennis-club/sample.ts';
import { overdue } from './clocks.ts';
import { day } from './day.ts';
import { dueOn } from './decide.ts';
import { someone, story } from './story.ts';

const begun = story(club, {
  day: '2026-11-22',
  level: '1',
  edition: 'basic/1.0',
  organisation: 'player-home',
  values: basics,
  facts: known,
});
const badge = begun.attested({ serial: 1 });

describe('what will happen, as known on the day', () => {
  test('every clock of the subject strikes in order; other subjects have other clocks', () => {
    expect(badge.strikes().map(({ clock, on, kind, tells }) => ({ clock, on, kind, tells }))).toEqual([
      { clock: 'renewalReminder', on: '2028-08-23', kind: 'prompt', tells: 'applicant' },
      { clock: 'renewalReminder', on: '2028-09-22', kind: 'prompt', tells: 'applicant' },
      { clock: 'expiry', on: '2028-11-22', kind: 'truth', tells: undefined },
    ]);
    expect(begun.strikes()).toEqual([]);
  });

  test('an open thread strikes on its due date, under its clause, and tells whose turn it is', () => {
    const so = badge.does(someone('Ken', 'club', 'desk'), 'open', {
      place: { opens: 'correction' },
      input: { finding: '泥', due: '2026-12-10' },
    });
    const own = so.strikes().filter((each) => each.clock.startsWith('thread:'));
    expect(own).toMatchObject([{ on: '2026-12-10', kind: 'prompt', clause: 'T-8-1', tells: 'applicant' }]);
    const claimed = so.does(someone('Hanako', 'player-home', 'player'), 'claim', {
      place: { thread: so.thread('correction').id },
      input: { action: '洗った' },
    });
    expect(claimed.strikes().filter((each) => each.clock.startsWith('thread:'))).toMatchObject([{ tells: 'office' }]);
    const verified = claimed.does(someone('Ken', 'club', 'desk'), 'verify', { place: { thread: so.thread('correction').id } });
    expect(verified.strikes().filter((each) => each.clock.startsWith('thread:'))).toEqual([]);
  });

  test('a thread is overdue from the day after, while it waits', () => {
    const so = badge.does(someone('Ken', 'club', 'desk'), 'open', {
      place: { opens: 'correction' },
      input: { finding: '泥', due: '2026-12-10' },
    });
    expect(['2026-12-09', '2026-12-10', '2026-12-11'].map((on) => overdue(club, so.subject, 'correction', day(on)).length)).toEqual([
      0, 0, 1,
    ]);
    expect(overdue(club, so.subject, 'question', day('2027-01-01'))).toEqual([]);
  });
});

describe('the last day in time', () => {
  const holidays = new Set(['2026-11-23']);
  test.each([
    [7, 'calendar', '2026-11-20', '2026-11-27'],
    [0, 'calendar', '2026-11-21', '2026-11-21'],
    [7, 'calendar-to-business', '2026-11-14', '2026-11-24'],
    [7, 'calendar-to-business', '2026-11-13', '2026-11-20'],
    [1, 'business', '2026-11-20', '2026-11-24'],
    [5, 'business', '2026-11-20', '2026-11-30'],
    [1, 'business', '2026-11-21', '2026-11-24'],
  ] as const)('%i %s days from %s end on %s, the first day not counted', (days, counted, from, last) =>
    expect(dueOn({ days, counted, clause: 'T-5-3' }, day(from), holidays)).toBe(last),
  );
});
