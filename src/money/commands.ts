import { bookOf, type Engine, makeMoveWithin } from '../applications/index.ts';
import { moveHeldWithin } from '../attestations/index.ts';
import { actorOf, assertMay, type Principal, worksFor } from '../people/index.ts';
import { arrivedInput } from '../rules/charge.ts';
import { type Day, later } from '../rules/day.ts';
import type { JsonObject, JsonValue } from '../rules/json.ts';
import { NotFound, RuleRefused } from '../rules/refusal.ts';
import { text } from '../rules/text.ts';
import type { NewEvent, Tx } from '../store/index.ts';
import {
  type ChargeEvent,
  type ChargeState,
  caseOf,
  chargeStream,
  decideApply,
  decideRefund,
  decideRelease,
  evolveCharge,
  outstanding,
} from './charge.ts';
import { documentNumber } from './charge-on-opening.ts';
import { chargeEvents, paymentEvents } from './list.ts';
import {
  assertRemaining,
  decideAssign,
  decideReceive,
  decideReturn,
  decideSetAside,
  decideTakeUp,
  evolvePayment,
  type PaymentEvent,
  type PaymentState,
  paymentStream,
  type Received,
} from './payment.ts';
import { proposalsFor } from './queue.ts';

/** What became of a payment, and of the charge that it was about. */
export interface Booked {
  readonly payment: string;
  readonly state: PaymentState['state'];
  readonly remaining: number;
  readonly charge?: string;
  /** Of the charge: settled by this act, or how much is still awaited. */
  readonly settled?: boolean;
  readonly outstanding?: number;
  readonly receipt?: string;
}

export const stored = (event: ChargeEvent | PaymentEvent, effectiveOn: Day): NewEvent => ({
  type: event.type,
  data: event.data as unknown as JsonObject,
  effectiveOn,
  editions: {},
});

/** A payment with its version; NotFound when there is none that came to the person's office. */
export async function loadPayment(
  tx: Pick<Tx, 'load'>,
  person: Pick<Principal, 'organisation'>,
  id: string,
): Promise<{ payment: PaymentState; version: number }> {
  const events = await tx.load(paymentStream(id));
  const payment = evolvePayment(id, paymentEvents(events));
  if (!payment || payment.office !== person.organisation.id) throw new NotFound(`payment ${id}`);
  return { payment, version: events.length };
}

/** A charge with its version; NotFound when there is none of a scheme that the person's organisation works for. */
export async function loadCharge(
  tx: Pick<Tx, 'load'>,
  person: Pick<Principal, 'organisation'>,
  id: string,
): Promise<{ charge: ChargeState; version: number }> {
  const events = await tx.load(chargeStream(id));
  const charge = evolveCharge(id, chargeEvents(events));
  if (!charge || !worksFor(person, charge.scheme)) throw new NotFound(`charge ${id}`);
  return { charge, version: events.length };
}

async function act(engine: Engine, person: Principal, key: string, request: JsonObject, run: (tx: Tx) => Promise<Booked>): Promise<Booked> {
  assertMay(person, 'money.keep');
  const { outcome } = await engine.store.command(
    { principal: person.person.id, key, request },
    async (tx) => ({ ...(await run(tx)) }) as JsonObject,
  );
  return outcome as unknown as Booked;
}

/** Enters money that arrived, by hand. Refuses a day to come, a sum that is no whole number of yen, an unnamed payer or account. */
export function recordPayment(engine: Engine, person: Principal, key: string, received: Received): Promise<Booked> {
  return act(engine, person, key, { command: 'record-payment', office: person.organisation.id, ...received }, async (tx) => {
    const id = engine.newId();
    const event = decideReceive(received, person.organisation.id, engine.clock.today());
    await tx.append(paymentStream(id), 0, [stored(event, received.receivedOn)], actorOf(person));
    return { payment: id, state: 'open', remaining: received.amount };
  });
}

/**
 * Assigns a payment to a charge: as much of it as the charge awaits when no sum is named. What reaches the total of the charge
 * settles it in the same transaction: the receipt is issued and the row of the thread is made. Two officers who do it at the
 * same moment settle once; the other is told that nothing of the payment is left.
 */
export function confirmMatch(
  engine: Engine,
  person: Principal,
  key: string,
  payment: string,
  asked: { readonly charge: string; readonly amount?: number },
): Promise<Booked> {
  return act(engine, person, key, { command: 'assign-payment', payment, ...asked }, (tx) =>
    assignWithin(engine, tx, person, payment, asked),
  );
}

/** The same for several payments in one act, all or none: only for those whose proposal is certain as things stand. */
export async function confirmCertain(
  engine: Engine,
  person: Principal,
  key: string,
  pairs: readonly { readonly payment: string; readonly charge: string }[],
): Promise<readonly Booked[]> {
  assertMay(person, 'money.keep');
  const request = { command: 'confirm-certain', pairs } as unknown as JsonValue;
  const { outcome } = await engine.store.command({ principal: person.person.id, key, request }, async (tx) => {
    const payments: PaymentState[] = [];
    for (const { payment } of pairs) payments.push((await loadPayment(tx, person, payment)).payment);
    const lines = await proposalsFor(tx.db, person, payments);
    const charges = pairs.map((pair) => pair.charge);
    const uncertain = pairs.filter(({ payment, charge }, index) => {
      const proposal = lines.find((line) => line.payment.id === payment)?.proposal;
      const isSame = proposal?.certainty === 'certain' && proposal.assign[0]?.charge === charge;
      return !isSame || charges.indexOf(charge) !== index;
    });
    if (uncertain.length > 0) throw notCertain(payments.filter((each) => uncertain.some((pair) => pair.payment === each.id)));
    const booked: JsonObject[] = [];
    for (const { payment, charge } of pairs) booked.push({ ...(await assignWithin(engine, tx, person, payment, { charge }, 'certain')) });
    return booked;
  });
  return outcome as unknown as readonly Booked[];
}

function notCertain(payments: readonly PaymentState[]): RuleRefused {
  const names = payments.map((each) => each.payer);
  return new RuleRefused(
    'not-certain',
    '',
    text(
      `まとめて確認できるのは、請求の番号・金額・名義がすべて一致する未払いの請求への入金だけです。次の入金は1件ずつ確認してください: ${names.join('、')}`,
      `Only payments whose reference, sum and payer all fit an unpaid charge can be confirmed together. Confirm these one by one: ${names.join(', ')}`,
    ),
  );
}

async function assignWithin(
  engine: Engine,
  tx: Tx,
  person: Principal,
  id: string,
  asked: { readonly charge: string; readonly amount?: number },
  proposal?: string,
): Promise<Booked> {
  const today = engine.clock.today();
  const actor = actorOf(person);
  const { payment, version } = await loadPayment(tx, person, id);
  const { charge, version: chargeVersion } = await loadCharge(tx, person, asked.charge);
  assertRemaining(payment);
  const amount = asked.amount ?? Math.min(payment.remaining, Math.max(outstanding(charge), 1));
  const { receivedOn, payer, account } = payment;
  const applied = decideApply(charge, { payment: id, amount, receivedOn, payer, account });
  const assigned = decideAssign(payment, charge.id, amount, proposal);
  await tx.append(paymentStream(id), version, [stored(assigned, today)], actor);
  await tx.append(chargeStream(charge.id), chargeVersion, [stored(applied, today)], actor);
  const now = (await loadCharge(tx, person, charge.id)).charge;
  const left = (await loadPayment(tx, person, id)).payment;
  const booked = { payment: id, state: left.state, remaining: left.remaining, charge: charge.id, outstanding: outstanding(now) };
  if (outstanding(now) > 0) return { ...booked, settled: false };
  return { ...booked, settled: true, receipt: await settle(engine, tx, person, now, chargeVersion + 1) };
}

/** Closes a charge that is paid in full: its receipt, and the row of its thread through the rule engine. Gives the receipt's number. */
async function settle(engine: Engine, tx: Tx, person: Principal, charge: ChargeState, version: number): Promise<string> {
  const today = engine.clock.today();
  const book = bookOf(engine, charge.scheme);
  const receipt = await documentNumber(tx, 'receipt', book, today);
  const settled: ChargeEvent = { type: 'ChargeSettled', data: { receipt, total: charge.total, settledOn: today } };
  await tx.append(chargeStream(charge.id), version, [stored(settled, today)], actorOf(person));
  const its = book.threads[charge.threadKind];
  if (!its?.charges) throw new Error(`thread ${charge.id} of ${caseOf(charge)} awaits no money`);
  const row = its.rows[its.charges.settledBy];
  const arrived = {
    receivedOn: charge.applied.map((each) => each.receivedOn).reduce(later),
    amount: charge.applied.reduce((sum, each) => sum + each.amount, 0),
    account: [...new Set(charge.applied.map((each) => each.account))].join('、'),
    payer: [...new Set(charge.applied.map((each) => each.payer))].join('、'),
    receipt,
  };
  const move = { move: its.charges.settledBy, place: { thread: charge.id }, input: arrivedInput(row ?? {}, arrived) };
  if (charge.attestation) await moveHeldWithin(engine, tx, person, charge.attestation.key, move, 'receipt');
  else await makeMoveWithin(engine, tx, person, charge.application, move, 'receipt');
  return receipt;
}

/** Takes back an assignment made by mistake, while the charge is not settled. */
export function releasePayment(
  engine: Engine,
  person: Principal,
  key: string,
  payment: string,
  asked: { readonly charge: string; readonly reason: string },
): Promise<Booked> {
  return act(engine, person, key, { command: 'release-payment', payment, ...asked }, async (tx) => {
    const { version } = await loadPayment(tx, person, payment);
    const { charge, version: chargeVersion } = await loadCharge(tx, person, asked.charge);
    const released = decideRelease(charge, payment, asked.reason);
    return takeOff(engine, tx, person, { payment, version, charge: charge.id, chargeVersion }, released);
  });
}

/** Gives a fee back that terms allow to be refunded. Refused, with the clause of the fee, for one that is never refunded (D-4.7-1). */
export function refundFee(
  engine: Engine,
  person: Principal,
  key: string,
  payment: string,
  asked: { readonly charge: string; readonly reason: string; readonly returnedOn: Day },
): Promise<Booked> {
  return act(engine, person, key, { command: 'refund-fee', payment, ...asked }, async (tx) => {
    const { version } = await loadPayment(tx, person, payment);
    const { charge, version: chargeVersion } = await loadCharge(tx, person, asked.charge);
    const refunded = decideRefund(charge, payment, asked.reason);
    await takeOff(engine, tx, person, { payment, version, charge: charge.id, chargeVersion }, refunded);
    const { amount } = refunded.data;
    return append(engine, tx, person, payment, (its, today) =>
      decideReturn(its, { amount, returnedOn: asked.returnedOn, reason: asked.reason }, today),
    );
  });
}

async function takeOff(
  engine: Engine,
  tx: Tx,
  person: Principal,
  at: { readonly payment: string; readonly version: number; readonly charge: string; readonly chargeVersion: number },
  off: ChargeEvent & { readonly type: 'PaymentReleased' | 'FeeRefunded' },
): Promise<Booked> {
  const today = engine.clock.today();
  const { amount, reason } = off.data;
  const back: PaymentEvent = { type: 'PaymentUnassigned', data: { charge: at.charge, amount, reason } };
  await tx.append(paymentStream(at.payment), at.version, [stored(back, today)], actorOf(person));
  await tx.append(chargeStream(at.charge), at.chargeVersion, [stored(off, today)], actorOf(person));
  const { charge } = await loadCharge(tx, person, at.charge);
  const { payment } = await loadPayment(tx, person, at.payment);
  const left = { payment: at.payment, state: payment.state, remaining: payment.remaining };
  return { ...left, charge: at.charge, outstanding: outstanding(charge) };
}

async function append(
  engine: Engine,
  tx: Tx,
  person: Principal,
  id: string,
  decide: (payment: PaymentState, today: Day) => PaymentEvent,
): Promise<Booked> {
  const today = engine.clock.today();
  const { payment, version } = await loadPayment(tx, person, id);
  await tx.append(paymentStream(id), version, [stored(decide(payment, today), today)], actorOf(person));
  const { payment: now } = await loadPayment(tx, person, id);
  return { payment: id, state: now.state, remaining: now.remaining };
}

/** Records that money which counts towards nothing went back to who paid it: a surplus, a second payment, a payment for no charge. */
export function returnMoney(
  engine: Engine,
  person: Principal,
  key: string,
  payment: string,
  asked: { readonly amount: number; readonly returnedOn: Day; readonly reason: string },
): Promise<Booked> {
  return act(engine, person, key, { command: 'return-money', payment, ...asked }, (tx) =>
    append(engine, tx, person, payment, (its, today) => decideReturn(its, asked, today)),
  );
}

/** Takes what is left of a payment out of the queue for now, with the reason. */
export function setAside(engine: Engine, person: Principal, key: string, payment: string, reason: string): Promise<Booked> {
  return act(engine, person, key, { command: 'set-aside', payment, reason }, (tx) =>
    append(engine, tx, person, payment, (its) => decideSetAside(its, reason)),
  );
}

/** Puts a payment that was set aside back into the queue. */
export function takeUp(engine: Engine, person: Principal, key: string, payment: string, reason: string): Promise<Booked> {
  return act(engine, person, key, { command: 'take-up', payment, reason }, (tx) =>
    append(engine, tx, person, payment, (its) => decideTakeUp(its, reason)),
  );
}
