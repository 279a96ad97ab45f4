import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ClockedServer, startClockedServer } from '../../scripts/demo/clocked-server.ts';
import { BEGINS, ENDS, type TenYears, tellTenYears } from '../../scripts/demo/ten-years/story.ts';

let folder: string;
let server: ClockedServer | undefined;
let told: TenYears;
const lines: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'akashi-ten-years-'));
  server = await startClockedServer(join(folder, 'data'), BEGINS);
  told = await tellTenYears(server, (line) => void lines.push(line));
}, 600_000);
afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** What a page read on which day, without days on which it read as before. */
function turns(key: string): readonly (readonly [on: string, status: string])[] {
  const all = told.readings.filter((each) => each.key === key);
  return all.filter((each, index) => each.status !== all[index - 1]?.status).map(({ on, status }) => [on, status]);
}
const readOn = (key: string, on: string) => told.readings.findLast((each) => each.key === key && each.on === on)?.status;
const refusedFor = (clause: string) => told.refusals.filter((each) => each.clause === clause).map(({ on }) => on);

describe('ten simulated years of the label', () => {
  test('L-3.7-2 L-3.7-5 after ten years every page still answers at its first address, and says what became of the label', () => {
    const { renewed, expired, lapsed, withdrawn } = told.labels;
    expect([renewed, expired, lapsed, withdrawn].map((key) => told.statuses[key])).toEqual(['expired', 'expired', 'lapsed', 'withdrawn']);
    expect(readOn(renewed, ENDS)).toBe('expired');
    expect(readOn(withdrawn, ENDS)).toBe('withdrawn');
  });

  test('L-3.7-6 L-3.7-18 issued on 29 February it is in force until 28 February two years later, and expired on 1 March', () => {
    expect(turns(told.labels.expired)).toEqual([
      ['2028-02-29', 'in-force'],
      ['2030-03-01', 'expired'],
    ]);
    expect(readOn(told.labels.expired, '2030-02-28')).toBe('in-force');
  });

  test('L-3.7-17 renewed in time it is in force without a gap; the old end passes unnoticed, and nobody is reminded of it', () => {
    const { renewed } = told.labels;
    expect(['2028-11-06', '2028-11-23', '2028-11-24'].map((on) => readOn(renewed, on))).toEqual(['in-force', 'in-force', 'in-force']);
    expect(lines.filter((line) => line.includes('有効期限が近い')).map((line) => line.slice(0, 10))).toEqual([
      '2028-07-26',
      '2028-09-24',
      '2028-10-24',
    ]);
    expect(told.reminders).toBeGreaterThan(0);
  });

  test('L-3.7-15 L-3.7-17 filed on the last day it expires all the same, reads re-application pending over the turn of the year, and begins anew', () => {
    expect(turns(told.labels.renewed)).toEqual([
      ['2026-11-24', 'in-force'],
      ['2030-11-06', 'reapplication-pending'],
      ['2031-01-07', 'in-force'],
      ['2034-12-28', 'expired'],
    ]);
    expect(readOn(told.labels.renewed, '2031-01-01')).toBe('reapplication-pending');
  });

  test('L-3.5-4 L-3.7-17 before each renewal the government body is asked again, and nothing is issued before its answer', () => {
    expect(refusedFor('L-3.5-4')).toEqual(['2028-10-16', '2031-01-06', '2032-12-28']);
  });

  test('L-3.7-8 a change reported on the last day of a year lapses the label on that day', () => {
    expect(turns(told.labels.lapsed)).toEqual([
      ['2027-01-15', 'in-force'],
      ['2027-12-31', 'lapsed'],
    ]);
    expect([readOn(told.labels.lapsed, '2027-12-30'), readOn(told.labels.lapsed, '2028-01-01')]).toEqual(['in-force', 'lapsed']);
  });

  test('L-3.7-10 L-3.7-12 L-3.7-13 a doubt from the page leads to withdrawal only after a correction overdue, a hearing, and by another person', () => {
    expect(turns(told.labels.withdrawn)).toEqual([
      ['2029-05-10', 'in-force'],
      ['2030-01-28', 'withdrawn'],
    ]);
    expect([refusedFor('L-3.7-10'), refusedFor('L-3.7-13'), refusedFor('L-3.7-12')]).toEqual([
      ['2029-11-19'],
      ['2030-01-10'],
      ['2030-01-11', '2030-01-28'],
    ]);
  });
});

describe('ten simulated years of the certification', () => {
  test('D-9.1-1 D-9.1-2 on day 61 and on day 29 no renewal begins; filed in the window it is in effect until the decision', () => {
    expect(refusedFor('D-9.1-2')).toEqual(['2028-11-03', '2028-12-05']);
    expect(['2029-01-03', '2029-01-04'].map((on) => readOn(told.certificates.expired, on))).toEqual(['in-force', 'expired']);
    expect(turns(told.certificates.renewed)).toEqual([
      ['2027-01-04', 'in-force'],
      ['2029-01-04', 'renewal-under-review'],
      ['2029-01-22', 'in-force'],
      ['2034-05-20', 'lapsed'],
    ]);
  });

  test('D-9.1-3 D-9.1-5 D-4.7-3 D-11.1-1 D-11.1-2 what lacks its statement, its evidence, its fee, its order of dates or its lead time is refused', () => {
    expect(['D-9.1-3', 'D-9.1-5', 'D-4.7-3', 'D-11.1-1', 'D-11.1-2'].map(refusedFor)).toEqual([
      ['2028-12-04'],
      ['2027-05-17', '2028-12-04'],
      ['2027-05-24'],
      ['2027-08-23'],
      ['2027-10-05'],
    ]);
  });

  test('D-11.4-1 D-4.2-6 withdrawn on 29 February by another person, the service waits until 1 March of the next year', () => {
    const { withdrawn, anew } = told.certificates;
    expect(refusedFor('D-11.4-1')).toEqual(['2028-01-18', '2028-02-15']);
    expect(turns(withdrawn)).toEqual([
      ['2027-06-01', 'in-force'],
      ['2028-02-29', 'withdrawn'],
    ]);
    expect(refusedFor('D-4.2-6')).toEqual(['2029-02-28']);
    expect(turns(anew)[0]).toEqual(['2029-03-26', 'in-force']);
  });

  test('D-11.3-1 D-9.3-1 a merger and the end of a service, learned later, are the only ends that days before read otherwise', () => {
    expect(told.relearned.filter(({ was, is }) => was === 'in-force' && is !== 'in-force')).toEqual([
      { key: told.certificates.anew, on: '2030-12-31', was: 'in-force', is: 'ceased' },
      { key: told.certificates.renewed, on: '2034-05-01', was: 'in-force', is: 'lapsed' },
    ]);
    expect(refusedFor('D-9.3-1')).toEqual(['2031-01-08']);
  });

  test('D-10-1 D-10-2 after every end, and at a renewal, documents go back and are erased, unless another certification needs them', () => {
    expect(told.returns.map(({ end, erasedOn }) => [end, erasedOn])).toEqual([
      ['superseded', '2029-02-23'],
      ['lapsed', '2034-07-02'],
      ['expired', '2029-02-09'],
      ['withdrawn', '2028-04-10'],
      ['ceased', '2031-02-20'],
    ]);
    for (const { files } of told.returns) expect(files).toBeGreaterThan(0);
    expect(told.returns.find(({ end }) => end === 'lapsed')?.kept).toBe(0);
    expect(told.returns.find(({ end }) => end === 'withdrawn')?.kept).toBeGreaterThan(0);
  });
});

test('ended once and killed once in between, the server reads every record as before', () => {
  expect(told.restarts).toHaveLength(2);
  for (const compared of told.restarts) expect(compared).toBeGreaterThan(8);
});
