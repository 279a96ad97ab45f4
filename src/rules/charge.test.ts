import { describe, expect, test } from 'vitest';
import { tennisClub as club } from '../../schemes/tennis-club/book.ts';
import type { Book, Charge } from './book.ts';
import { arrivedInput, chargedFee, taxPercent } from './charge.ts';
import { day } from './day.ts';
import type { Subject } from './subject.ts';
import { text } from './text.ts';

const subject: Subject = {
  ...{ kind: 'application', id: 'a', reference: '2026-00001', scheme: club.id, organisation: 'o', level: '1', version: 1, state: 'unpaid' },
  ...{ history: [], threads: [], periods: [], openedOn: day('2026-11-01') },
};
const [feeThread] = Object.entries(club.threads).filter(([, kind]) => kind.charges !== undefined);
if (!feeThread) throw new Error('the club charges nothing');
const [, kind] = feeThread;
const charges = kind.charges as Charge;
describe('what a case is charged', () => {
  test('T-5-2 the fee is that of the day of receipt, not of the day on which it is charged', () => {
    expect(chargedFee(club, charges, subject, {}, day('2026-12-01')).total).toBe(1100);
    expect(chargedFee(club, charges, subject, {}, day('2027-04-01')).total).toBe(2200);
    const received = { ...subject, receivedOn: day('2027-03-31') };
    expect(chargedFee(club, charges, received, {}, day('2027-04-01')).total).toBe(1100);
  });
  test('the first fee that fits is charged: by new or renewal, and by what was filled in', () => {
    const fee = { ...chargedFee(club, charges, subject, {}, day('2026-12-01')) };
    const priced: Book = {
      ...club,
      terms: club.terms.map((entry) => ({
        ...entry,
        value: { ...entry.value, fees: ['wide', 'again', 'usual'].map((each) => ({ ...fee, id: each })) },
      })),
    };
    const several: Charge = {
      ...charges,
      fees: [
        { fee: 'wide', when: { field: 'hand', is: ['both'] } },
        { fee: 'again', of: 'renewal' },
        { fee: 'usual', of: 'new' },
      ],
    };
    const charged = (its: Subject, values = {}) => chargedFee(priced, several, its, values, day('2026-12-01')).id;
    expect([charged(subject), charged({ ...subject, renews: 'key' }), charged(subject, { hand: 'both' })]).toEqual([
      'usual',
      'again',
      'wide',
    ]);
  });
  test('a case that no fee fits is a mistake, never free of charge', () => {
    const renewals: Charge = { ...charges, fees: [{ fee: 'entry', of: 'renewal' }] };
    expect(() => chargedFee(club, renewals, subject, {}, day('2026-12-01'))).toThrow('charges no fee that fits');
    const unknown: Charge = { ...charges, fees: [{ fee: 'nothing' }] };
    expect(() => chargedFee(club, unknown, subject, {}, day('2026-12-01'))).toThrow('charges no fee that fits');
  });
  test.each([
    [190_000, 19_000, 10],
    [127_273, 12_727, 10],
    [1000, 80, 8],
    [1000, 0, 0],
  ])('D-4.7-1 net %i with tax %i is a rate of %i percent', (net, tax, percent) =>
    expect(taxPercent({ net, tax, total: net + tax })).toBe(percent),
  );
  test('sums that do not fit together are refused', () => {
    expect(() => taxPercent({ net: 1000, tax: 105, total: 1105 })).toThrow(RangeError);
    expect(() => taxPercent({ net: 1000, tax: 100, total: 1000 })).toThrow(RangeError);
  });
  test('the row that settles gets what it asks for, and nothing else', () => {
    const arrived = { receivedOn: day('2026-11-22'), amount: 1100, account: '普通 1', payer: 'ア', receipt: 'R-1' };
    const asks = [{ id: 'amount', kind: 'money', label: text('', ''), clause: 'T-5-2', required: 'always' }] as const;
    expect(arrivedInput({ asks }, arrived)).toEqual({ amount: 1100 });
    expect(arrivedInput({}, arrived)).toEqual({});
  });
});
