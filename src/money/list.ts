import { type Kysely, sql } from 'kysely';
import type { Book } from '../rules/book.ts';
import type { JsonObject } from '../rules/json.ts';
import { type Database, json, type Projection, type ProjectionTx, type StoredEvent } from '../store/index.ts';
import { type ChargeEvent, type ChargeState, caseOf, chargeStream, evolveCharge } from './charge.ts';
import { payerKey } from './payer.ts';
import { evolvePayment, type PaymentEvent, type PaymentState, paymentStream } from './payment.ts';

/** Charges and payments as they stand, written in the transaction of their events. */
export function moneyProjection({ books }: { readonly books: readonly Book[] }): Projection {
  return {
    name: 'money',
    tables: ['charges', 'charge_payers', 'charge_receipts', 'payments'],
    apply: async (tx, event) => {
      if (event.stream.startsWith(chargeStream(''))) await applyCharge(tx, event);
      else if (event.stream.startsWith(paymentStream(''))) await applyPayment(tx, event);
      else if (/^(application|attestation):/.test(event.stream)) await applyTold(books, tx, event);
    },
  };
}

/** The stored events of a charge's stream as what they are. */
export const chargeEvents = (stored: readonly StoredEvent[]): readonly ChargeEvent[] => stored as unknown as readonly ChargeEvent[];
/** The stored events of a payment's stream as what they are. */
export const paymentEvents = (stored: readonly StoredEvent[]): readonly PaymentEvent[] => stored as unknown as readonly PaymentEvent[];

async function applyCharge(tx: ProjectionTx, event: StoredEvent): Promise<void> {
  const id = event.stream.slice(chargeStream('').length);
  const charge = evolveCharge(id, chargeEvents(await tx.load(event.stream)));
  if (!charge) throw new TypeError(`${event.stream} charges nothing`);
  const row = {
    ...{ scheme: charge.scheme, application: caseOf(charge), organisation: charge.organisation },
    ...{ reference: charge.reference, invoice: charge.invoice, state: charge.state, total: charge.total, paid: charge.paid },
    ...{ charged_on: charge.chargedOn, due_on: charge.dueOn, settled_on: charge.settledOn ?? null },
    version: event.version,
    charge: json(charge as unknown as JsonObject),
  };
  await tx.db
    .insertInto('charges')
    .values({ id, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
  if (event.type === 'FeeCharged') return;
  await tx.db.deleteFrom('charge_receipts').where('charge', '=', id).execute();
  const payments = new Map<string, (typeof charge.applied)[number]>();
  for (const each of charge.applied) {
    const before = payments.get(each.payment);
    payments.set(each.payment, before ? { ...each, amount: before.amount + each.amount } : each);
  }
  const rows = [...payments.values()].map((each) => ({
    ...{ charge: id, payment: each.payment, application: caseOf(charge), organisation: charge.organisation, fee: charge.fee },
    ...{ amount: each.amount, received_on: each.receivedOn, payer_key: payerKey(each.payer) },
  }));
  if (rows.length > 0) await tx.db.insertInto('charge_receipts').values(rows).execute();
}

async function applyPayment(tx: ProjectionTx, event: StoredEvent): Promise<void> {
  const id = event.stream.slice(paymentStream('').length);
  const payment = evolvePayment(id, paymentEvents(await tx.load(event.stream)));
  if (!payment) throw new TypeError(`${event.stream} received nothing`);
  const row = {
    ...{ state: payment.state, received_on: payment.receivedOn, amount: payment.amount, remaining: payment.remaining },
    ...{ payer_key: payerKey(payment.payer), fingerprint: payment.line?.fingerprint ?? null, version: event.version },
    payment: json(payment as unknown as JsonObject),
  };
  await tx.db
    .insertInto('payments')
    .values({ id, entered_at: event.at, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
}

/** Names that the applicant writes in the thread of a charge, such as that of the account it pays from: one-line answers of its side. */
async function applyTold(books: readonly Book[], tx: ProjectionTx, event: StoredEvent): Promise<void> {
  const { thread, threadKind, row, party, input } = event.data;
  if (typeof thread !== 'string' || typeof threadKind !== 'string' || typeof row !== 'string' || typeof party !== 'string') return;
  for (const book of books) {
    const kind = book.threads[threadKind];
    if (!kind?.charges || book.parties[party]?.side !== 'applicant') continue;
    const asked = (kind.rows[row]?.asks ?? []).filter((field) => field.kind === 'text' && field.lines === 'one');
    const told = asked.flatMap((field) => {
      const said = (input as JsonObject | undefined)?.[field.id];
      return typeof said === 'string' && payerKey(said) !== '' ? [{ charge: thread, payer_key: payerKey(said), payer: said }] : [];
    });
    if (told.length === 0) continue;
    await tx.db
      .insertInto('charge_payers')
      .values(told)
      .onConflict((conflict) => conflict.columns(['charge', 'payer_key']).doNothing())
      .execute();
  }
}

const chargeOf = (row: { charge: JsonObject }): ChargeState => row.charge as unknown as ChargeState;
const paymentOf = (row: { payment: JsonObject }): PaymentState => row.payment as unknown as PaymentState;

export interface ChargeQuery {
  readonly organisation?: string;
  /** The case in a thread of which they are awaited: an application, or an attestation. */
  readonly application?: string;
  readonly schemes?: readonly string[];
  readonly state?: ChargeState['state'];
  readonly limit?: number;
}

/** Charges, those due first at the head, the newest first among the rest. */
export async function listCharges(db: Kysely<Database>, query: ChargeQuery): Promise<readonly ChargeState[]> {
  let rows = db
    .selectFrom('charges')
    .select('charge')
    .limit(query.limit ?? 1000);
  rows =
    query.state === 'open'
      ? rows.orderBy('due_on').orderBy('charged_on').orderBy('id')
      : rows.orderBy('charged_on', 'desc').orderBy('id', 'desc');
  if (query.organisation !== undefined) rows = rows.where('organisation', '=', query.organisation);
  if (query.application !== undefined) rows = rows.where('application', '=', query.application);
  if (query.schemes !== undefined) rows = rows.where('scheme', 'in', query.schemes.length > 0 ? [...query.schemes] : ['']);
  if (query.state !== undefined) rows = rows.where('state', '=', query.state);
  return (await rows.execute()).map(chargeOf);
}

/** The charges of an application, or of an attestation, oldest first. */
export const chargesOf = async (tx: { readonly db: Kysely<Database> }, application: string): Promise<readonly ChargeState[]> =>
  (await listCharges(tx.db, { application })).toReversed();

/** Payments of an office in a state, the oldest receipt first; at most so many. */
export async function listPayments(
  db: Kysely<Database>,
  query: { readonly office: string; readonly state?: PaymentState['state']; readonly limit?: number },
): Promise<readonly PaymentState[]> {
  let rows = db
    .selectFrom('payments')
    .select('payment')
    .where(sql<string>`payment ->> 'office'`, '=', query.office)
    .limit(query.limit ?? 500);
  rows = query.state === 'done' ? rows.orderBy('received_on', 'desc').orderBy('id', 'desc') : rows.orderBy('received_on').orderBy('id');
  if (query.state !== undefined) rows = rows.where('state', '=', query.state);
  return (await rows.execute()).map(paymentOf);
}

/** Which of these lines of statements are payments already. */
export async function knownLines(db: Kysely<Database>, fingerprints: readonly string[]): Promise<ReadonlySet<string>> {
  if (fingerprints.length === 0) return new Set();
  const rows = await db
    .selectFrom('payments')
    .select('fingerprint')
    .where('fingerprint', 'in', [...fingerprints])
    .execute();
  return new Set(rows.flatMap((row) => row.fingerprint ?? []));
}
