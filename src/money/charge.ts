import type { Day } from '../rules/day.ts';
import { InvalidInput, RuleRefused } from '../rules/refusal.ts';
import type { Fee } from '../rules/terms.ts';
import { type Text, text } from '../rules/text.ts';

/** The stream of a charge; it is named by the thread in which the money is awaited. */
export const chargeStream = (thread: string): string => `charge:${thread}`;

/** What is owed, by whom, for what: fixed on the day on which it is charged. */
export interface Charged {
  readonly scheme: string;
  /** The application that it is about, or that gave the attestation its newest period. */
  readonly application: string;
  /** The number by which people speak of the application. */
  readonly applicationNumber: string;
  /** The attestation in a thread of which it is awaited; absent: a thread of the application. */
  readonly attestation?: { readonly key: string; readonly number: string };
  /** Kind of the thread in which it is awaited. */
  readonly threadKind: string;
  readonly organisation: string;
  readonly fee: string;
  readonly label: Text;
  /** Yen. */
  readonly net: number;
  readonly tax: number;
  readonly total: number;
  /** Rate of consumption tax in percent. */
  readonly percent: number;
  readonly refundable: Fee['refundable'];
  /** Clause of the fee. */
  readonly feeClause: string;
  /** Clause under which it is awaited. */
  readonly clause: string;
  readonly chargedOn: Day;
  readonly dueOn: Day | null;
  readonly invoice: string;
  readonly reference: string;
}

/** The id of the case that a charge stands on: of its attestation, else of its application. */
export const caseOf = (charge: Pick<Charged, 'application' | 'attestation'>): string => charge.attestation?.key ?? charge.application;

/** What a charge is about, as people name it. */
export const caseWords = (charge: Pick<Charged, 'applicationNumber' | 'attestation'>): Text =>
  charge.attestation
    ? text(`番号 ${charge.attestation.number}`, `No. ${charge.attestation.number}`)
    : text(`申請番号 ${charge.applicationNumber}`, `Application ${charge.applicationNumber}`);

/** What happens to a charge. */
export type ChargeEvent =
  | { readonly type: 'FeeCharged'; readonly data: Charged }
  | { readonly type: 'PaymentApplied'; readonly data: Applied }
  | { readonly type: 'PaymentReleased'; readonly data: { readonly payment: string; readonly amount: number; readonly reason: string } }
  | { readonly type: 'ChargeSettled'; readonly data: { readonly receipt: string; readonly total: number; readonly settledOn: Day } }
  | { readonly type: 'FeeRefunded'; readonly data: { readonly payment: string; readonly amount: number; readonly reason: string } }
  | { readonly type: 'ChargeCancelled'; readonly data: { readonly because: string } };

/** Money of one payment that counts towards a charge. */
export interface Applied {
  readonly payment: string;
  readonly amount: number;
  readonly receivedOn: Day;
  readonly payer: string;
  readonly account: string;
}

/** A charge as its events make it. */
export interface ChargeState extends Charged {
  readonly id: string;
  readonly state: 'open' | 'settled' | 'cancelled';
  readonly paid: number;
  readonly applied: readonly Applied[];
  readonly receipt?: string;
  /** The day on which the receipt was issued. */
  readonly settledOn?: Day;
}

/** The charge that its events make; undefined when nothing was charged. */
export function evolveCharge(id: string, events: readonly ChargeEvent[]): ChargeState | undefined {
  let charge: ChargeState | undefined;
  for (const event of events) {
    if (event.type === 'FeeCharged') charge = { ...event.data, id, state: 'open', paid: 0, applied: [] };
    else if (charge) charge = changed(charge, event);
  }
  return charge;
}

function changed(charge: ChargeState, event: Exclude<ChargeEvent, { type: 'FeeCharged' }>): ChargeState {
  switch (event.type) {
    case 'PaymentApplied':
      return withApplied(charge, [...charge.applied, event.data]);
    case 'PaymentReleased':
    case 'FeeRefunded':
      return withApplied(charge, less(charge.applied, event.data.payment, event.data.amount));
    case 'ChargeSettled':
      return { ...charge, state: 'settled', receipt: event.data.receipt, settledOn: event.data.settledOn };
    case 'ChargeCancelled':
      return { ...charge, state: 'cancelled' };
  }
}

const withApplied = (charge: ChargeState, applied: readonly Applied[]): ChargeState => ({
  ...charge,
  applied,
  paid: applied.reduce((sum, each) => sum + each.amount, 0),
});

/** The same without so much of one payment. */
function less(applied: readonly Applied[], payment: string, amount: number): readonly Applied[] {
  let rest = amount;
  return applied.flatMap((each) => {
    if (each.payment !== payment || rest === 0) return [each];
    const taken = Math.min(each.amount, rest);
    rest -= taken;
    return each.amount === taken ? [] : [{ ...each, amount: each.amount - taken }];
  });
}

/** Yen that is still awaited. */
export const outstanding = (charge: ChargeState): number => (charge.state === 'open' ? charge.total - charge.paid : 0);

const amountWrong = (ja: string, en: string) => new InvalidInput([{ path: 'amount', message: text(ja, en) }]);

/** The events of a payment that counts towards a charge. Refuses a charge that awaits nothing, and more than it awaits. */
export function decideApply(charge: ChargeState, applied: Applied): ChargeEvent {
  if (charge.state === 'settled')
    throw new RuleRefused(
      'charge-settled',
      charge.clause,
      text(
        `請求 ${charge.invoice} は既に全額の入金が確認されています。重ねて充当することはできません。`,
        `Invoice ${charge.invoice} is already paid in full: nothing more can be assigned to it.`,
      ),
      { allowed: ['return', 'set-aside'] },
    );
  if (charge.state === 'cancelled')
    throw new RuleRefused(
      'charge-cancelled',
      charge.clause,
      text(
        `請求 ${charge.invoice} は、手続が終わったため取り消されています。`,
        `Invoice ${charge.invoice} was cancelled because its case ended.`,
      ),
      { allowed: ['return', 'set-aside'] },
    );
  if (!Number.isSafeInteger(applied.amount) || applied.amount < 1)
    throw amountWrong('充当する額を1円以上の整数で指定してください。', 'Assign a whole number of yen, at least 1.');
  const open = outstanding(charge);
  if (applied.amount > open)
    throw amountWrong(
      `請求の残額は${yen(open)}円です。それを超えて充当することはできません。`,
      `Only ${yen(open)} yen is open: no more can be assigned.`,
    );
  return { type: 'PaymentApplied', data: applied };
}

/** Takes a payment off a charge that is not settled yet, because it was assigned by mistake. */
export function decideRelease(charge: ChargeState, payment: string, reason: string): ChargeEvent & { readonly type: 'PaymentReleased' } {
  const amount = amountOf(charge, payment);
  if (charge.state !== 'settled') return { type: 'PaymentReleased', data: { payment, amount, reason } };
  throw new RuleRefused(
    'charge-settled',
    charge.clause,
    text(
      `請求 ${charge.invoice} の入金は確認済みで、領収書 ${charge.receipt ?? ''} を発行しています。充当を取り消すことはできません。`,
      `Invoice ${charge.invoice} is settled and receipt ${charge.receipt ?? ''} was issued: the assignment stands.`,
    ),
  );
}

/** Gives a fee back. Refuses, with the clause of the fee, one that is never refunded: only a surplus or a stray payment can be returned (D-4.7-1). */
export function decideRefund(charge: ChargeState, payment: string, reason: string): ChargeEvent & { readonly type: 'FeeRefunded' } {
  const amount = amountOf(charge, payment);
  if (charge.refundable !== 'never') return { type: 'FeeRefunded', data: { payment, amount, reason } };
  throw new RuleRefused(
    'fee-not-refunded',
    charge.feeClause,
    text(
      `${charge.label.ja}は、結果にかかわらず返還しません。返金できるのは、過入金と請求に基づかない入金だけです。`,
      `The fee “${charge.label.en}” is not refunded whatever the outcome. Only a surplus or a payment for no charge can be returned.`,
    ),
    { allowed: ['return'] },
  );
}

function amountOf(charge: ChargeState, payment: string): number {
  const amount = charge.applied.filter((each) => each.payment === payment).reduce((sum, each) => sum + each.amount, 0);
  if (amount > 0) return amount;
  throw new InvalidInput([
    { path: 'charge', message: text('この入金は、この請求に充当されていません。', 'This payment is not assigned to this charge.') },
  ]);
}

/** A sum for people: 209,000. */
export const yen = (amount: number): string => amount.toLocaleString('en-US');
