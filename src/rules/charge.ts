import type { Book, Charge, Row, ThreadKind } from './book.ts';
import type { Day } from './day.ts';
import { termsOn } from './decide.ts';
import { holds, type Values } from './dossier.ts';
import type { JsonObject } from './json.ts';
import type { Subject, Thread } from './subject.ts';
import type { Fee } from './terms.ts';

/** What is known of the money that settled a charge, as its row may ask for it: several payments are summed, the last day counts. */
export interface Arrived {
  readonly receivedOn: Day;
  /** Yen. */
  readonly amount: number;
  readonly account: string;
  readonly payer: string;
  /** Number of the receipt issued for it. */
  readonly receipt: string;
}

/** The fields that the row `settledBy` can be given, with the kind that each must have. */
export const ARRIVED_FIELDS = {
  receivedOn: 'date',
  amount: 'money',
  account: 'text',
  payer: 'text',
  receipt: 'text',
} as const satisfies Record<keyof Arrived, string>;

/** What the row asks for, out of what arrived. */
export const arrivedInput = (row: Pick<Row, 'asks'>, arrived: Arrived): JsonObject =>
  Object.fromEntries((row.asks ?? []).flatMap((field) => (isArrivedField(field.id) ? [[field.id, arrived[field.id]]] : [])));

const isArrivedField = (id: string): id is keyof Arrived => id in ARRIVED_FIELDS;

/** The charge of a thread: none where money is awaited only on a condition that does not hold of what was said at its opening. */
export function chargeOf(kind: Pick<ThreadKind, 'charges'> | undefined, thread: Pick<Thread, 'history'>): Charge | undefined {
  const charges = kind?.charges;
  if (!charges) return undefined;
  return charges.when === undefined || holds(charges.when, (thread.history[0]?.input ?? {}) as Values) ? charges : undefined;
}

/**
 * The day whose terms say what a case costs: that on which the filing was received, so that a fee that changes while the
 * form is checked does not reach it; before any receipt, and for an attestation, the day itself.
 */
export const feeDay = ({ kind, receivedOn }: Pick<Subject, 'kind' | 'receivedOn'>, on: Day): Day =>
  (kind === 'application' ? receivedOn : undefined) ?? on;

/**
 * The first fee of the charge that fits the case and that the terms of the day know: new or renewal, and its condition on what
 * was filled in. Throws when there is none: a book that charges nothing where it should is a mistake, never a free case.
 */
export function chargedFee(book: Pick<Book, 'id' | 'terms'>, charge: Charge, subject: Subject, values: Values, on: Day): Fee {
  const kind = subject.renews === undefined ? 'new' : 'renewal';
  const day = feeDay(subject, on);
  const { fees } = termsOn(book, day);
  for (const { fee: id, of, when } of charge.fees) {
    const fee = fees.find((each) => each.id === id);
    if (fee && (of ?? kind) === kind && (when === undefined || holds(when, values))) return fee;
  }
  throw new Error(`${book.id} charges no fee that fits ${kind} case ${subject.id} by the terms of ${day}`);
}

/** The rate of consumption tax in whole percent that a fee contains. Throws when tax and net are of no whole rate, yen rounded. */
export function taxPercent(fee: Pick<Fee, 'net' | 'tax' | 'total'>): number {
  const percent = fee.net === 0 ? 0 : Math.round((fee.tax * 100) / fee.net);
  if (Math.abs((fee.net * percent) / 100 - fee.tax) >= 1 || fee.net + fee.tax !== fee.total)
    throw new RangeError(`net ${fee.net}, tax ${fee.tax} and total ${fee.total} do not fit together`);
  return percent;
}
