import type { Book, Charge, Row } from './book.ts';
import type { Day } from './day.ts';
import { termsOn } from './decide.ts';
import { holds, type Values } from './dossier.ts';
import type { JsonObject } from './json.ts';
import type { Subject } from './subject.ts';
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

/**
 * The day whose terms say what a case costs: that on which the filing was received, so that a fee that changes while the
 * form is checked does not reach it; before any receipt the day itself.
 */
export const feeDay = (subject: Pick<Subject, 'receivedOn'>, on: Day): Day => subject.receivedOn ?? on;

/**
 * The first fee of the charge that fits the case: new or renewal, and its condition on what was filled in. Throws when none
 * does or the terms of the day do not know it: a book that charges nothing where it should is a mistake, never a free case.
 */
export function chargedFee(book: Book, charge: Charge, subject: Subject, values: Values, on: Day): Fee {
  const kind = subject.renews === undefined ? 'new' : 'renewal';
  const fits = charge.fees.find((each) => (each.of ?? kind) === kind && (each.when === undefined || holds(each.when, values)));
  if (!fits) throw new Error(`${book.id} charges no fee that fits ${kind} case ${subject.id}`);
  const day = feeDay(subject, on);
  const fee = termsOn(book, day).fees.find((each) => each.id === fits.fee);
  if (!fee) throw new Error(`the terms of ${book.id} on ${day} know no fee ${fits.fee}`);
  return fee;
}

/** The rate of consumption tax in whole percent that a fee contains. Throws when tax and net are of no whole rate, yen rounded. */
export function taxPercent(fee: Pick<Fee, 'net' | 'tax' | 'total'>): number {
  const percent = fee.net === 0 ? 0 : Math.round((fee.tax * 100) / fee.net);
  if (Math.abs((fee.net * percent) / 100 - fee.tax) >= 1 || fee.net + fee.tax !== fee.total)
    throw new RangeError(`net ${fee.net}, tax ${fee.tax} and total ${fee.total} do not fit together`);
  return percent;
}
