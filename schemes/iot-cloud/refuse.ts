import type { Day } from '../../src/rules/day.ts';
import type { PaymentFact } from '../../src/rules/facts.ts';
import type { Finding } from '../../src/rules/refusal.ts';
import { asOf } from '../../src/rules/terms.ts';
import { terms } from './terms.ts';

/** One error under a clause. */
export const no = (code: string, clause: string, ja: string, en: string, path = ''): readonly Finding[] => [
  { code, path, clause, message: { ja, en }, weight: 'error' },
];

/** Nothing when the fee, as it was on the day, has arrived in full; else what is open. */
export function unpaid(id: 'new' | 'renewal' | 'reissue', on: Day, payments: readonly PaymentFact[], clause: string): readonly Finding[] {
  const fee = asOf(terms, on)?.fees.find((each) => each.id === id);
  const paid = payments.filter((each) => each.fee === id).reduce((sum, each) => sum + each.amount, 0);
  if (fee && paid >= fee.total) return [];
  return no(
    'fee-open',
    clause,
    `${fee?.label.ja}${fee?.total.toLocaleString('en-US')}円(税込)の入金が確認できていません。`,
    `${fee?.label.en}: ${fee?.total.toLocaleString('en-US')} yen (tax included) has not been received.`,
  );
}
