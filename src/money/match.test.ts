import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, day } from '../rules/day.ts';
import { type Awaiting, type Incoming, type Known, propose } from './match.ts';
import { payerKey } from './payer.ts';
import { isReference, paymentReference, referencesIn } from './reference.ts';

const TODAY = day('2026-11-22');
const charge = (serial: number, more: Partial<Awaiting> = {}): Awaiting => ({
  ...{ id: `charge-${serial}`, reference: paymentReference(serial), organisation: `org-${serial}`, state: 'open' },
  ...{ total: 209_000, paid: 0, chargedOn: addDays(TODAY, -5), ...more },
});
const payment = (payer: string, remaining: number, more: Partial<Incoming> = {}): Incoming => ({
  ...{ id: 'payment-5', receivedOn: TODAY, remaining, amount: remaining, payer, payerKey: payerKey(payer) },
  ...{ note: '', account: '普通 1234567', source: 'statement', ...more },
});
const known = (charges: readonly Awaiting[], payers: Readonly<Record<string, string>> = {}, others: readonly Incoming[] = []): Known => ({
  charges,
  payers: new Map(Object.entries(payers).map(([organisation, name]) => [organisation, new Set([payerKey(name)])])),
  others,
});

describe('a payment reference', () => {
  const serials = fc.integer({ min: 1, max: 8_999_999 });
  test('is eight digits that no bank form shortens, one for each serial', () => {
    fc.assert(
      fc.property(serials, serials, (a, b) => {
        const [one, other] = [paymentReference(a), paymentReference(b)];
        expect(one).toMatch(/^[1-9]\d{7}$/);
        expect(one === other).toBe(a === b);
        expect(isReference(one)).toBe(true);
      }),
    );
  });
  test('any single wrong digit and any swap of unlike neighbours is noticed', () => {
    fc.assert(
      fc.property(serials, fc.nat(7), fc.integer({ min: 1, max: 9 }), (serial, at, by) => {
        const digits = [...paymentReference(serial)];
        const wrong = digits.with(at, String((Number(digits[at]) + by) % 10)).join('');
        expect(isReference(wrong)).toBe(false);
        const [a, b] = [digits[at], digits[at + 1]];
        if (a === undefined || b === undefined || a === b) return;
        expect(
          isReference(
            digits
              .with(at, b)
              .with(at + 1, a)
              .join(''),
          ),
        ).toBe(false);
      }),
    );
  });
  test('is found in a payer’s name however a bank spells it, and not inside a longer number', () => {
    const reference = paymentReference(77);
    const wide = reference.replaceAll(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
    for (const words of [
      `${reference}カ)ミホン`,
      `カ)ミホン ${reference}`,
      `${wide} ミホン`,
      `${reference.slice(0, 4)}-${reference.slice(4)} ﾐﾎﾝ`,
      `${reference.slice(0, 4)} ${reference.slice(4)}ミホン`,
    ])
      expect([words, referencesIn(words)]).toEqual([words, [reference]]);
    for (const words of ['', 'ミホン', `9${reference}`, `${reference}1`, reference.slice(1)]) expect(referencesIn(words)).toEqual([]);
  });
  test('a serial beyond the digits is refused', () => {
    for (const serial of [0, -1, 1.5, 9_000_000]) expect(() => paymentReference(serial)).toThrow(RangeError);
  });
});

describe('the name of a payer', () => {
  test.each([
    ['カ)ミホン', 'ﾐﾎﾝ(ｶ'],
    ['カブシキガイシャ ミホン', 'ミホン'],
    ['株式会社見本', '見本(株)'],
    ['ド)デモ・センサー', 'ﾃﾞﾓｾﾝｻ-'],
    ['Demo Sensor LLC', 'DEMO SENSOR'],
    ['みほん しょうじ', 'ミホンシヨウジ'],
  ])('%s and %s are one', (a, b) => expect(payerKey(a)).toBe(payerKey(b)));
  test('a reference in it does not change whose it is', () => {
    const reference = paymentReference(4);
    for (const name of [`${reference}カ)ミホン`, `${reference} ﾐﾎﾝ(ｶ`, `カ)ミホン ${reference}`]) expect(payerKey(name)).toBe('ミホン');
    expect(payerKey(reference)).toBe('');
  });
  test('different names stay different', () => expect(payerKey('カ)ミホン')).not.toBe(payerKey('カ)ミホンシヨウジ')));
  test('comparing twice changes nothing', () => {
    const kana = fc.stringMatching(/^[ア-ンァ-ォャュョーｱ-ﾝぁ-ん ・.]{0,20}$/);
    fc.assert(
      fc.property(kana, (name) => {
        expect(payerKey(payerKey(name))).toBe(payerKey(name));
      }),
    );
  });
});

describe('what a payment is for', () => {
  const owed = charge(1);
  const mihon = { 'org-1': 'カ)ミホン' };
  const said = (of: Incoming, its: Known) => {
    const { kind, certainty, assign } = propose(of, its);
    return [kind, certainty, ...assign.map((each) => `${each.charge} ${each.amount}`)].join(' ');
  };
  test('reference, exact sum and known payer: certain', () =>
    expect(said(payment(`${owed.reference} ミホン`, 209_000), known([owed], mihon))).toBe('settle certain charge-1 209000'));
  test('the same by somebody who never paid for it: a person looks', () =>
    expect(said(payment(`${owed.reference} ダレカ`, 209_000), known([owed], mihon))).toBe('settle likely charge-1 209000'));
  test('the reference in the note counts too', () =>
    expect(said(payment('ミホン', 209_000, { note: `請求${owed.reference}` }), known([owed], mihon))).toBe(
      'settle certain charge-1 209000',
    ));
  test('too little', () => expect(said(payment(owed.reference, 208_000), known([owed]))).toBe('part likely charge-1 208000'));
  test('too much', () => expect(said(payment(owed.reference, 210_000), known([owed]))).toBe('over likely charge-1 209000'));
  test('the rest of a part payment is exact', () =>
    expect(said(payment(`${owed.reference} ミホン`, 9000), known([{ ...owed, paid: 200_000 }], mihon))).toBe(
      'settle certain charge-1 9000',
    ));
  test('paid already', () => {
    const paid = { ...owed, state: 'settled', paid: 209_000 } as const;
    expect(said(payment(owed.reference, 209_000), known([paid]))).toBe('double open');
    expect(said(payment('ミホン', 209_000), known([paid], mihon))).toBe('double open');
  });
  test('awaited no more', () =>
    expect(said(payment(owed.reference, 209_000), known([{ ...owed, state: 'cancelled' }]))).toBe('not-awaited open'));
  test('the payer of another applicant', () =>
    expect(said(payment(`${owed.reference} ミホン`, 209_000), known([owed], { 'org-2': 'ミホン' }))).toBe(
      'other-payer open charge-1 209000',
    ));
  test('before the invoice', () => {
    expect(said(payment(owed.reference, 209_000, { receivedOn: addDays(TODAY, -6) }), known([owed]))).toBe(
      'before-invoice open charge-1 209000',
    );
    expect(said(payment('ミホン', 209_000), known([], mihon))).toBe('before-invoice open');
  });
  test('no reference: payer and sum together, never certain', () => {
    expect(said(payment('ミホン', 209_000), known([owed, charge(2)], mihon))).toBe('settle likely charge-1 209000');
    expect(said(payment('ミホン', 1), known([owed], mihon))).toBe('part likely charge-1 1');
  });
  test('two charges of the same sum: a person chooses; both together: both', () => {
    const two = [owed, charge(2, { organisation: 'org-1' })];
    expect(said(payment('ミホン', 209_000), known(two, mihon))).toBe('ambiguous open');
    expect(said(payment('ミホン', 418_000), known(two, mihon))).toBe('several likely charge-1 209000 charge-2 209000');
    const both = `${two[0]?.reference} ${two[1]?.reference}`;
    expect(said(payment('ミホン', 418_000, { note: both }), known(two, mihon))).toBe('several likely charge-1 209000 charge-2 209000');
    expect(said(payment('ミホン', 209_000, { note: both }), known(two, mihon))).toBe('ambiguous open');
  });
  test('nobody, for nothing', () => expect(said(payment('ナゾ', 5), known([owed], mihon))).toBe('unknown open'));
  test('what is left of a payment', () =>
    expect(said({ ...payment('ミホン', 500), amount: 209_500 }, known([owed], mihon))).toBe('rest open'));
  test('the same transfer by hand and by statement is held up; two lines of statements are two', () => {
    const first = payment(`${owed.reference} ミホン`, 209_000, { id: 'payment-1' });
    const later = payment(`ﾐﾎﾝ ${owed.reference}`, 209_000, { source: 'hand' });
    expect(said(later, known([owed], mihon, [first]))).toBe('twin open');
    expect(said({ ...later, source: 'statement' }, known([owed], mihon, [first]))).toBe('settle certain charge-1 209000');
    expect(said(first, known([owed], mihon, [later]))).toBe('settle certain charge-1 209000');
  });

  const anyCharge = fc
    .record({
      serial: fc.integer({ min: 1, max: 6 }),
      organisation: fc.constantFrom('org-1', 'org-2'),
      state: fc.constantFrom('open' as const, 'settled' as const, 'cancelled' as const),
      total: fc.constantFrom(104_500, 209_000, 10_450),
      share: fc.constantFrom(0, 0.5, 1),
      late: fc.boolean(),
    })
    .map(({ serial, share, late, ...more }) =>
      charge(serial, {
        ...more,
        paid: more.state === 'settled' ? more.total : Math.floor(more.total * share * 0.9),
        chargedOn: addDays(TODAY, late ? 3 : -3),
      }),
    );
  const charges = fc.uniqueArray(anyCharge, { selector: (each) => each.id, maxLength: 6 });
  const anyPayment = fc
    .record({
      words: fc.constantFrom('ミホン', 'ダレカ', ''),
      serials: fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength: 2 }),
      amount: fc.oneof(fc.constantFrom(104_500, 209_000, 10_450, 313_500, 418_000), fc.integer({ min: 1, max: 500_000 })),
    })
    .map(({ words, serials, amount }) => payment(words, amount, { note: serials.map(paymentReference).join(' / ') }));
  const payers = fc.constantFrom({}, { 'org-1': 'ミホン' }, { 'org-1': 'ミホン', 'org-2': 'ミホン' }, { 'org-2': 'ダレカ' });

  test('never more than is there or is awaited, never to a charge that awaits nothing', () => {
    fc.assert(
      fc.property(charges, anyPayment, payers, (all, of, names) => {
        const { assign } = propose(of, known(all, names));
        for (const each of assign) {
          const its = all.find((one) => one.id === each.charge);
          expect(its?.state).toBe('open');
          expect(each.amount).toBeGreaterThan(0);
          expect(each.amount).toBeLessThanOrEqual((its?.total ?? 0) - (its?.paid ?? 0));
        }
        expect(assign.reduce((sum, each) => sum + each.amount, 0)).toBeLessThanOrEqual(of.remaining);
      }),
    );
  });
  test('certain is only the one charge of the one reference, in full, by a payer known for its organisation', () => {
    fc.assert(
      fc.property(charges, anyPayment, payers, (all, of, names) => {
        const its = known(all, names);
        const proposal = propose(of, its);
        if (proposal.certainty !== 'certain') return;
        const owner = all.find((each) => each.id === proposal.assign[0]?.charge);
        expect(proposal.kind).toBe('settle');
        expect(owner && of.note.includes(owner.reference)).toBe(true);
        expect(owner && owner.total - owner.paid).toBe(of.remaining);
        expect(its.payers.get(owner?.organisation ?? '')?.has(of.payerKey)).toBe(true);
      }),
    );
  });
  test('the order of charges does not matter', () => {
    fc.assert(
      fc.property(charges, anyPayment, payers, (all, of, names) => {
        expect(propose(of, known(all.toReversed(), names))).toEqual(propose(of, known(all, names)));
      }),
    );
  });
});
