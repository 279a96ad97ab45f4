import { type Day, isDay } from '../rules/day.ts';
import { InvalidInput, RuleRefused } from '../rules/refusal.ts';
import { text } from '../rules/text.ts';
import { yen } from './charge.ts';

export const paymentStream = (id: string): string => `payment:${id}`;

/** Money that arrived, as told by whoever entered it or by the line of a bank statement. */
export interface Received {
  readonly receivedOn: Day;
  /** Yen. */
  readonly amount: number;
  readonly payer: string;
  /** The office's account to which it came. */
  readonly account: string;
  readonly note: string;
}

/** Where a line of a statement stood. */
export interface StatementLine {
  readonly statement: string;
  readonly row: number;
  /** The same line is one payment, however often it is imported. */
  readonly fingerprint: string;
}

export type PaymentEvent =
  | { readonly type: 'PaymentReceived'; readonly data: Received & { readonly office: string; readonly line?: StatementLine } }
  | { readonly type: 'PaymentAssigned'; readonly data: { readonly charge: string; readonly amount: number; readonly proposal?: string } }
  | { readonly type: 'PaymentUnassigned'; readonly data: { readonly charge: string; readonly amount: number; readonly reason: string } }
  | { readonly type: 'PaymentReturned'; readonly data: Returned }
  | { readonly type: 'PaymentSetAside'; readonly data: { readonly reason: string } }
  | { readonly type: 'PaymentTakenUp'; readonly data: { readonly reason: string } };

export interface Returned {
  readonly amount: number;
  readonly returnedOn: Day;
  readonly reason: string;
}

/** A payment as its events make it. */
export interface PaymentState extends Received {
  readonly id: string;
  /** The organisation of the office to which it came: others do not see it. */
  readonly office: string;
  readonly source: 'hand' | 'statement';
  readonly line?: StatementLine;
  readonly assigned: readonly { readonly charge: string; readonly amount: number }[];
  readonly returned: number;
  /** Yen assigned to nothing and returned to nobody. */
  readonly remaining: number;
  /** open: somebody has to look at it. done: nothing of it remains. aside: looked at and kept for now. */
  readonly state: 'open' | 'done' | 'aside';
}

export function evolvePayment(id: string, events: readonly PaymentEvent[]): PaymentState | undefined {
  let payment: PaymentState | undefined;
  for (const event of events) {
    if (event.type === 'PaymentReceived') {
      const { line, ...received } = event.data;
      const start = { assigned: [], returned: 0, remaining: received.amount, state: 'open' } as const;
      payment = { ...received, id, source: line ? 'statement' : 'hand', ...(line ? { line } : {}), ...start };
    } else if (payment) payment = changed(payment, event);
  }
  return payment;
}

function changed(payment: PaymentState, event: Exclude<PaymentEvent, { type: 'PaymentReceived' }>): PaymentState {
  switch (event.type) {
    case 'PaymentAssigned':
      return counted({ ...payment, assigned: [...payment.assigned, { charge: event.data.charge, amount: event.data.amount }] });
    case 'PaymentUnassigned':
      return counted({ ...payment, assigned: payment.assigned.filter((each) => each.charge !== event.data.charge) });
    case 'PaymentReturned':
      return counted({ ...payment, returned: payment.returned + event.data.amount });
    case 'PaymentSetAside':
      return { ...payment, state: 'aside' };
    case 'PaymentTakenUp':
      return counted(payment);
  }
}

function counted(payment: PaymentState): PaymentState {
  const remaining = payment.amount - payment.returned - payment.assigned.reduce((sum, each) => sum + each.amount, 0);
  return { ...payment, remaining, state: remaining === 0 ? 'done' : 'open' };
}

/** Most yen that one transfer can be: what fits twelve digits of the banks' own records. */
const MOST = 999_999_999_999;

/** Refuses what is no payment: a day still to come, a sum that is no whole number of yen, nobody who paid. All problems at once. */
export function receivedProblems(received: Received, today: Day): InvalidInput['problems'] {
  const wrong = (path: string, ja: string, en: string) => [{ path, message: text(ja, en) }];
  return [
    ...(!isDay(received.receivedOn)
      ? wrong('receivedOn', '入金日を実在する日で指定してください。', 'Give an existing day of receipt.')
      : received.receivedOn > today
        ? wrong('receivedOn', '入金日が本日より後の日になっています。', 'The day of receipt is still to come.')
        : []),
    ...(Number.isSafeInteger(received.amount) && received.amount >= 1 && received.amount <= MOST
      ? []
      : wrong('amount', '入金額は1円以上の整数で指定してください。', 'The amount is a whole number of yen, at least 1.')),
    ...(received.payer.trim() === '' ? wrong('payer', '振込名義を入力してください。', 'Enter the name of the payer.') : []),
    ...(received.account.trim() === '' ? wrong('account', '入金口座を入力してください。', 'Enter the account.') : []),
  ];
}

export function decideReceive(received: Received, office: string, today: Day, line?: StatementLine): PaymentEvent {
  const problems = receivedProblems(received, today);
  if (problems.length > 0) throw new InvalidInput(problems);
  return { type: 'PaymentReceived', data: { ...received, office, ...(line ? { line } : {}) } };
}

/** Refuses a payment of which nothing is left, in words that say so. */
export function assertRemaining(payment: PaymentState): void {
  if (payment.remaining > 0) return;
  throw new RuleRefused(
    'payment-used',
    '',
    text(
      'この入金は既に全額を処理済みです。ほかの担当者が先に確認した可能性があります。',
      'Nothing of this payment is left: somebody else may have confirmed it first.',
    ),
  );
}

/** The event by which so much of a payment counts towards a charge. Refuses more than is left of it. */
export function decideAssign(payment: PaymentState, charge: string, amount: number, proposal?: string): PaymentEvent {
  assertRemaining(payment);
  if (amount > payment.remaining)
    throw new InvalidInput([
      {
        path: 'amount',
        message: text(`この入金の残額は${yen(payment.remaining)}円です。`, `Only ${yen(payment.remaining)} yen of this payment is left.`),
      },
    ]);
  return { type: 'PaymentAssigned', data: { charge, amount, ...(proposal ? { proposal } : {}) } };
}

/** The event by which money that counts towards nothing goes back to who paid it. */
export function decideReturn(payment: PaymentState, returned: Returned, today: Day): PaymentEvent {
  assertRemaining(payment);
  const problems = [
    ...(Number.isSafeInteger(returned.amount) && returned.amount >= 1 && returned.amount <= payment.remaining
      ? []
      : [
          {
            path: 'amount',
            message: text(
              `返金額は1円以上${yen(payment.remaining)}円以下の整数で指定してください。`,
              `Return a whole number of yen between 1 and ${yen(payment.remaining)}.`,
            ),
          },
        ]),
    ...(returned.returnedOn >= payment.receivedOn && returned.returnedOn <= today
      ? []
      : [
          {
            path: 'returnedOn',
            message: text('返金日は、入金日から本日までの日としてください。', 'The day of the return lies between the receipt and today.'),
          },
        ]),
  ];
  if (problems.length > 0) throw new InvalidInput(problems);
  return { type: 'PaymentReturned', data: returned };
}

/** Keeps what is left of a payment for later, out of the queue, with a reason. */
export function decideSetAside(payment: PaymentState, reason: string): PaymentEvent {
  assertRemaining(payment);
  return { type: 'PaymentSetAside', data: { reason } };
}

export function decideTakeUp(payment: PaymentState, reason: string): PaymentEvent {
  if (payment.state === 'aside') return { type: 'PaymentTakenUp', data: { reason } };
  throw new RuleRefused('not-set-aside', '', text('この入金は保留されていません。', 'This payment is not set aside.'));
}
