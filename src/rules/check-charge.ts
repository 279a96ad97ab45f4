import type { Book, Charge, ThreadKind } from './book.ts';
import { ARRIVED_FIELDS, taxPercent } from './charge.ts';

/**
 * What is wrong with the threads in which money is awaited: each stands on an application, charges fees that the terms
 * know, one of them whatever the case and the day, and is closed by a row of its own that asks for nothing but what a payment says.
 */
export const chargeProblems = (book: Book): readonly string[] =>
  Object.entries(book.threads).flatMap(([id, kind]) => (kind.charges ? ofKind(book, `thread ${id}`, kind, kind.charges) : []));

function ofKind(book: Book, name: string, kind: ThreadKind, charge: Charge): readonly string[] {
  const row = kind.rows[charge.settledBy];
  const end = row?.to === undefined ? undefined : kind.states[row.to]?.waitsFor;
  return [
    ...(kind.on === 'application' ? [] : [`${name} charges a fee on an attestation, where nothing receives it`]),
    ...(charge.fees.length > 0 ? [] : [`${name} charges no fee`]),
    ...charge.fees.flatMap((each) => feeProblems(book, name, each.fee)),
    ...uncharged(book, name, charge),
    ...(row ? [] : [`${name} is settled by ${charge.settledBy}, which is no row of it`]),
    ...(row && end !== 'end' ? [`${name} is settled by ${charge.settledBy}, which does not close it`] : []),
    ...(row?.asks ?? [])
      .filter((field) => (ARRIVED_FIELDS as Readonly<Record<string, string>>)[field.id] !== field.kind)
      .map((field) => `${name} row ${charge.settledBy} asks for ${field.id}, which no payment says`),
    ...(row?.notBy || row?.bound ? [`${name} row ${charge.settledBy} depends on who or what is seen, but money makes it`] : []),
    ...(charge.clause in book.clauses ? [] : [`${name} charge cites ${charge.clause}, which the book does not know`]),
  ];
}

/** A case that no fee fits on some day would stop where it should be charged. */
const uncharged = (book: Book, name: string, charge: Charge): readonly string[] =>
  book.terms.flatMap(({ from, value }) =>
    (['new', 'renewal'] as const)
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
