import type { Kysely } from 'kysely';
import { type Principal, worksFor } from '../people/index.ts';
import { day } from '../rules/day.ts';
import type { Database } from '../store/index.ts';
import type { ChargeState } from './charge.ts';
import { listPayments } from './list.ts';
import { type Awaiting, type Incoming, type KnownPayers, type Proposal, propose, referencesOf } from './match.ts';
import { payerKey } from './payer.ts';
import type { PaymentState } from './payment.ts';

/** A payment that somebody has to look at, with what could be done with it. */
export interface QueueLine {
  readonly payment: PaymentState;
  readonly proposal: Proposal;
  /** The charges that the proposal speaks of, as they stand. */
  readonly charges: readonly ChargeState[];
}

/** As matching sees it. */
const incoming = (payment: PaymentState): Incoming => ({
  ...{ id: payment.id, receivedOn: payment.receivedOn, remaining: payment.remaining, amount: payment.amount },
  ...{ payer: payment.payer, payerKey: payerKey(payment.payer), note: payment.note, account: payment.account, source: payment.source },
});

/** Proposals for these payments, from the charges of the schemes that the person works for and the payers known now. */
export async function proposalsFor(
  db: Kysely<Database>,
  person: Pick<Principal, 'organisation'>,
  payments: readonly PaymentState[],
): Promise<readonly QueueLine[]> {
  if (payments.length === 0) return [];
  const references = [...new Set(payments.flatMap(referencesOf))];
  const keys = [...new Set(payments.map((each) => payerKey(each.payer)))].filter((key) => key !== '');
  const payers = await knownPayers(db, keys);
  const rows = await db
    .selectFrom('charges')
    .select('charge')
    .where((each) =>
      each.or([
        each('state', '=', 'open'),
        ...(references.length > 0 ? [each('reference', 'in', references)] : []),
        ...(payers.size > 0 ? [each('organisation', 'in', [...payers.keys()])] : []),
      ]),
    )
    .execute();
  const charges = rows.map((row) => row.charge as unknown as ChargeState).filter((each) => worksFor(person, each.scheme));
  const awaiting = charges.map(
    ({ id, reference, organisation, state, total, paid, chargedOn }): Awaiting => ({
      id,
      reference,
      organisation,
      state,
      total,
      paid,
      chargedOn,
    }),
  );
  const others = await likePayments(db, person.organisation.id, payments);
  return payments.map((payment) => {
    const proposal = propose(incoming(payment), { charges: awaiting, payers, others });
    return { payment, proposal, charges: charges.filter((each) => proposal.about.includes(each.id)) };
  });
}

/** All payments that wait for somebody of the person's office, the oldest first. */
export const queueOf = async (db: Kysely<Database>, person: Principal): Promise<readonly QueueLine[]> =>
  proposalsFor(db, person, await listPayments(db, { office: person.organisation.id, state: 'open' }));

/**
 * Organisations for which somebody of these names pays: by their own name, by a name that they told with a charge, and by
 * what an officer confirmed before.
 */
async function knownPayers(db: Kysely<Database>, keys: readonly string[]): Promise<KnownPayers> {
  if (keys.length === 0) return new Map();
  const told = await db
    .selectFrom('charge_payers')
    .innerJoin('charges', 'charges.id', 'charge_payers.charge')
    .select(['charges.organisation', 'charge_payers.payer_key'])
    .where('charge_payers.payer_key', 'in', [...keys])
    .execute();
  const confirmed = await db
    .selectFrom('charge_receipts')
    .select(['organisation', 'payer_key'])
    .where('payer_key', 'in', [...keys])
    .execute();
  const named = await db.selectFrom('organisations').select(['id', 'name_ja', 'name_en']).where('kind', '=', 'applicant').execute();
  const payers = new Map<string, Set<string>>();
  const add = (organisation: string, key: string) => {
    if (keys.includes(key)) payers.set(organisation, (payers.get(organisation) ?? new Set()).add(key));
  };
  for (const row of [...told, ...confirmed]) add(row.organisation, row.payer_key);
  for (const row of named) for (const name of [row.name_ja, row.name_en]) add(row.id, payerKey(name));
  return payers;
}

/** Payments of the same day and sum as these, whatever became of them. */
async function likePayments(db: Kysely<Database>, office: string, payments: readonly PaymentState[]): Promise<readonly Incoming[]> {
  const days = [...new Set(payments.map((each) => each.receivedOn))];
  const sums = [...new Set(payments.map((each) => each.amount))];
  const rows = await db
    .selectFrom('payments')
    .select('payment')
    .where(
      'received_on',
      'in',
      days.map((each) => day(each)),
    )
    .where('amount', 'in', sums)
    .execute();
  return rows.flatMap((row) => {
    const payment = row.payment as unknown as PaymentState;
    return payment.office === office ? [incoming(payment)] : [];
  });
}
