import { describe, expect, test } from 'vitest';
import { day } from '../rules/day.ts';
import { InvalidInput, NotFound } from '../rules/refusal.ts';
import { type AskedEnd, type AskedEntry, type DirectoryEvent, decideEnd, decideEntry, evolveDirectory, validityOn } from './directory.ts';

const today = day('2026-11-22');
const decision = { source: '2026年度第3回技術委員会', decidedOn: day('2026-11-20') };
const asked: AskedEntry = {
  id: '020-0001-40',
  name: { ja: '架空検証', en: 'Fictional' },
  from: day('2025-04-01'),
  until: day('2027-03-31'),
  ...decision,
};

/** The list after these steps, each decided about the list before it. */
function listAfter(...steps: readonly (AskedEntry | { readonly entry: number; readonly end: AskedEnd })[]) {
  const events: DirectoryEvent[] = [];
  const listings = () => evolveDirectory('verification-operator', events);
  for (const step of steps)
    events.push('end' in step ? decideEnd(listings(), step.entry, step.end, today) : decideEntry(listings(), step, today));
  return listings();
}
const ended = (lastDay: string, entry = 1) => ({ entry, end: { how: 'ended', lastDay: day(lastDay), ...decision } as const });
const struck = { entry: 1, end: { how: 'mistake', ...decision } as const };

function pathsOf(run: () => unknown): readonly string[] {
  try {
    run();
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems.map((each) => each.path);
    throw error;
  }
  return [];
}

describe('an entry of the directory', () => {
  test('L-4.3-1 each entry has a validity, whose first and last day count', () => {
    const [listing] = listAfter(asked);
    const on = (spelling: string) => listing && validityOn(listing, day(spelling));
    expect([on('2025-03-31'), on('2025-04-01'), on('2027-03-31'), on('2027-04-01')]).toEqual(['ahead', 'valid', 'valid', 'expired']);
  });
  test('without a last day it stays valid', () => {
    const [listing] = listAfter({ ...asked, until: null });
    expect(listing && validityOn(listing, day('2099-12-31'))).toBe('valid');
  });
  test('a number is kept as it is compared, without full-width spellings and stray spaces', () => {
    expect(listAfter({ ...asked, id: ' ASNITE　０００１  T ' })[0]?.id).toBe('ASNITE 0001 T');
    expect(pathsOf(() => listAfter({ ...asked, id: '　' }))).toEqual(['id']);
  });
  test('it holds from its first day, whenever it was decided and recorded', () => {
    expect(decideEntry([], asked, today)).toMatchObject({
      type: 'DirectoryEntryAdded',
      effectiveOn: '2025-04-01',
      data: { entry: 1, decidedOn: '2026-11-20' },
    });
  });
  test('an end before the beginning and a decision still to come are refused, both at once', () => {
    expect(pathsOf(() => listAfter({ ...asked, until: day('2025-03-31'), decidedOn: day('2026-11-23') }))).toEqual(['until', 'decidedOn']);
    expect(pathsOf(() => listAfter({ ...asked, until: day('2025-04-01'), decidedOn: today }))).toEqual([]);
  });
  test('two periods of one number cannot overlap by a day; they may follow each other', () => {
    const next = { ...asked, from: day('2027-04-01'), until: null };
    expect(listAfter(asked, next).map((each) => each.entry)).toEqual([1, 2]);
    expect(pathsOf(() => listAfter(asked, { ...next, from: day('2027-03-31') }))).toEqual(['from']);
    expect(pathsOf(() => listAfter(next, { ...asked, until: null }))).toEqual(['from']);
    expect(pathsOf(() => listAfter(asked, { ...asked, id: '020-0002-40' }))).toEqual([]);
  });
});

describe('ending an entry', () => {
  test('the last day comes forward, also into the past; the entry stays', () => {
    const listings = listAfter(asked, ended('2026-03-31'));
    expect(listings).toMatchObject([{ entry: 1, until: '2026-03-31', standing: 'ended' }]);
    expect(listings[0] && [validityOn(listings[0], day('2026-03-31')), validityOn(listings[0], day('2026-04-01'))]).toEqual([
      'valid',
      'ended',
    ]);
  });
  test('the last day never moves back, and never before the first', () => {
    for (const last of ['2027-03-31', '2027-04-01', '2025-03-31'])
      expect(
        pathsOf(() => listAfter(asked, ended(last))),
        last,
      ).toEqual(['lastDay']);
    expect(pathsOf(() => listAfter(asked, ended('2026-03-31'), ended('2026-04-01')))).toEqual(['lastDay']);
    expect(listAfter(asked, ended('2026-03-31'), ended('2025-04-01'))[0]?.until).toBe('2025-04-01');
    expect(listAfter({ ...asked, until: null }, ended('2030-03-31'))[0]?.until).toBe('2030-03-31');
  });
  test('what was listed by mistake counts for no day, and frees its number', () => {
    const listings = listAfter(asked, struck, asked);
    expect(listings.map((each) => validityOn(each, today))).toEqual(['struck', 'valid']);
    expect(pathsOf(() => listAfter(asked, struck, struck))).toEqual(['how']);
  });
  test('a number ended early may be listed again from the next day', () => {
    const again = { ...asked, from: day('2026-04-01') };
    expect(listAfter(asked, ended('2026-03-31'), again)).toHaveLength(2);
    expect(pathsOf(() => listAfter(asked, ended('2026-04-01'), again))).toEqual(['from']);
  });
  test('its legal day is the day after the last one', () => {
    expect(decideEnd(listAfter(asked), 1, ended('2026-03-31').end, today)).toMatchObject({
      type: 'DirectoryEntryEnded',
      effectiveOn: '2026-04-01',
    });
  });
  test('an unknown entry cannot be ended, and the decision cannot be still to come', () => {
    expect(() => listAfter(asked, ended('2026-03-31', 2))).toThrow(NotFound);
    expect(pathsOf(() => listAfter(asked, { entry: 1, end: { how: 'mistake', source: 'x', decidedOn: day('2026-11-23') } }))).toEqual([
      'decidedOn',
    ]);
  });
});
