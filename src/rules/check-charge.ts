import type { Book, Charge, Row, ThreadKind } from './book.ts';
import { ARRIVED_FIELDS, taxPercent } from './charge.ts';
import { whenFields } from './dossier.ts';

/**
 * What is wrong with the threads in which money is awaited: each charges fees that the terms know, one of them whatever the case and
 * the day, on a condition only of what its opening asks, and is settled by a row of its own that asks for nothing but what a payment
 * says: one that closes it, or an act that no open state of it is without.
 */
export const chargeProblems = (book: Book): readonly string[] =>
  Object.entries(book.threads).flatMap(([id, kind]) => (kind.charges ? ofKind(book, `thread ${id}`, kind, kind.charges) : []));

function ofKind(book: Book, name: string, kind: ThreadKind, charge: Charge): readonly string[] {
  const row = kind.rows[charge.settledBy];
  return [
    ...(charge.fees.length > 0 ? [] : [`${name} charges no fee`]),
    ...charge.fees.flatMap((each) => feeProblems(book, name, each.fee)),
    ...uncharged(book, name, kind, charge),
    ...unasked(name, kind, charge),
    ...(row ? [] : [`${name} is settled by ${charge.settledBy}, which is no row of it`]),
    ...(row ? unsettled(name, kind, charge.settledBy, row) : []),
    ...(row?.asks ?? [])
      .filter((field) => (ARRIVED_FIELDS as Readonly<Record<string, string>>)[field.id] !== field.kind)
      .map((field) => `${name} row ${charge.settledBy} asks for ${field.id}, which no payment says`),
    ...(row?.notBy || row?.bound ? [`${name} row ${charge.settledBy} depends on who or what is seen, but money makes it`] : []),
    ...(charge.clause in book.clauses ? [] : [`${name} charge cites ${charge.clause}, which the book does not know`]),
  ];
}

/** Money arrives in whatever state the thread is: a row that would not be possible then, or leaves it open elsewhere, cannot receive it. */
function unsettled(name: string, kind: ThreadKind, id: string, row: Row): readonly string[] {
  if (row.to !== undefined) return kind.states[row.to]?.waitsFor === 'end' ? [] : [`${name} is settled by ${id}, which does not close it`];
  return Object.entries(kind.states).flatMap(([state, { waitsFor }]) =>
    waitsFor === 'end' || row.from.includes(state) ? [] : [`${name} is settled by ${id}, which cannot be made in ${state}`],
  );
}

/** What the condition of a charge reads must be asked when the thread is opened. */
const unasked = (name: string, kind: ThreadKind, charge: Charge): readonly string[] =>
  (charge.when === undefined ? [] : whenFields(charge.when))
    .filter((field) => !(kind.opening?.asks ?? []).some((asked) => asked.id === field))
    .map((field) => `${name} is charged on ${field}, which its opening does not ask`);

/** A case that no fee fits on some day would stop where it should be charged. */
const uncharged = (book: Book, name: string, { on }: ThreadKind, charge: Charge): readonly string[] =>
  book.terms.flatMap(({ from, value }) =>
    (on === 'application' ? (['new', 'renewal'] as const) : (['new'] as const))
      .filter(
        (kind) =>
          !charge.fees.some(
            (each) => (each.of ?? kind) === kind && each.when === undefined && value.fees.some((fee) => fee.id === each.fee),
          ),
      )
      .map((kind) => `${name} may find no fee to charge a ${kind} case by the terms from ${from}`),
  );

function feeProblems(book: Book, name: string, id: string): readonly string[] {
  const known = book.terms.flatMap(({ from, value }) => value.fees.filter((fee) => fee.id === id).map((fee) => ({ from, fee })));
  if (known.length === 0) return [`${name} charges ${id}, which no terms know`];
  return known.flatMap(({ from, fee }) => {
    try {
      taxPercent(fee);
      return [];
    } catch (error) {
      return [`${name} charges ${id} of the terms from ${from}: ${error instanceof Error ? error.message : String(error)}`];
    }
  });
}
