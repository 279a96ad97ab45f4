import { describe, expect, test } from 'vitest';
import { tennisClub as club } from '../../schemes/tennis-club/book.ts';
import type { Book, Charge, Row, ThreadKind } from './book.ts';
import { checkBook } from './check-book.ts';
import { chargeProblems } from './check-charge.ts';

const fee = club.threads.fee;
const withFee = (change: Partial<ThreadKind>): Book => ({
  ...club,
  threads: { ...club.threads, fee: { ...fee, ...change } as ThreadKind },
});
const charging = (change: Partial<Charge>): Book => withFee({ charges: { ...fee?.charges, ...change } as Charge });
const settling = (change: Partial<Row>): Book => withFee({ rows: { ...fee?.rows, settle: { ...fee?.rows['settle'], ...change } as Row } });
const { to: _to, ...settle } = fee?.rows['settle'] ?? ({} as Row);
const acting = { ...fee?.rows, settle } as Record<string, Row>;
const priced = (change: { readonly net: number }): Book => ({
  ...club,
  terms: club.terms.map((each) => ({ ...each, value: { ...each.value, fees: each.value.fees.map((it) => ({ ...it, ...change })) } })),
});

const lost: Book = {
  ...club,
  terms: club.terms.map((each, index) => (index === 0 ? each : { ...each, value: { ...each.value, fees: [] } })),
};

const BROKEN: readonly (readonly [string, Book, string])[] = [
  ['no fee', charging({ fees: [] }), 'thread fee charges no fee'],
  ['a fee that does not exist', charging({ fees: [{ fee: 'beer' }] }), 'thread fee charges beer, which no terms know'],
  [
    'no fee for some case',
    charging({ fees: [{ fee: 'entry', of: 'new' }] }),
    'thread fee may find no fee to charge a renewal case by the terms from 2026-01-01',
  ],
  [
    'a fee for left-handers only',
    charging({ fees: [{ fee: 'entry', when: { field: 'hand', is: ['left'] } }] }),
    'thread fee may find no fee to charge a new case by the terms from 2026-01-01',
  ],
  ['a fee that some terms do not know', lost, 'thread fee may find no fee to charge a new case by the terms from 2027-04-01'],
  [
    'a fee whose parts do not add up',
    priced({ net: 3000 }),
    'thread fee charges entry of the terms from 2026-01-01: net 3000, tax 100 and total 1100 do not fit together',
  ],
  ['a row that is not there', charging({ settledBy: 'beg' }), 'thread fee is settled by beg, which is no row of it'],
  ['a row that leaves it open', settling({ to: 'awaited' }), 'thread fee is settled by settle, which does not close it'],
  ['an act that asks for more', charging({ settledBy: 'promise' }), 'thread fee row promise asks for paidOn, which no payment says'],
  [
    'a row that depends on who makes it',
    settling({ notBy: ['accept'] }),
    'thread fee row settle depends on who or what is seen, but money makes it',
  ],
  [
    'a row that asks for what no payment says',
    settling({
      asks: [{ id: 'mood', kind: 'text', lines: 'one', maxLength: 9, label: { ja: '', en: '' }, clause: 'T-5-2', required: 'always' }],
    }),
    'thread fee row settle asks for mood, which no payment says',
  ],
  [
    'a condition on what is not asked',
    charging({ when: { field: 'hand', is: ['left'] } }),
    'thread fee is charged on hand, which its opening does not ask',
  ],
  [
    'an act that a state is without',
    withFee({ states: { ...fee?.states, doubted: { label: { ja: '', en: '' }, waitsFor: 'office', clause: 'T-5-2' } }, rows: acting }),
    'thread fee is settled by settle, which cannot be made in doubted',
  ],
  ['an unknown clause', charging({ clause: 'T-0-0' }), 'thread fee charge cites T-0-0, which the book does not know'],
];

describe('a thread in which money is awaited is checked when the book is loaded', () => {
  test('T-5-2 the club’s own is whole', () => expect(chargeProblems(club)).toEqual([]));
  test('T-5-2 an act of every open state may settle it, beside whatever else the thread is about', () =>
    expect(chargeProblems(withFee({ rows: acting }))).toEqual([]));
  test('T-5-2 on what was issued there is no renewal to be charged', () => {
    const charges: Charge = { fees: [{ fee: 'entry', of: 'new' }], settledBy: 'settle', clause: 'T-5-2' };
    expect(chargeProblems(withFee({ on: 'attestation', charges }))).toEqual([]);
  });
  test.each(BROKEN)('T-5-2 %s is told', (_what, book, problem) => {
    expect(chargeProblems(book)).toContain(problem);
    expect(checkBook(book)).toContain(problem);
  });
});
