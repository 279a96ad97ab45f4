import type { Book, ThreadKind } from './book.ts';
import { ARRIVED_FIELDS, taxPercent } from './charge.ts';

/**
 * What is wrong with the threads in which money is awaited: each stands on an application, charges fees that the terms
 * always know, and is closed by a row of its own that asks for nothing but what a payment says.
 */
export const chargeProblems = (book: Book): readonly string[] =>
  Object.entries(book.threads).flatMap(([id, kind]) => (kind.charges ? ofKind(book, `thread ${id}`, kind, kind.charges) : []));

function ofKind(book: Book, name: string, kind: ThreadKind, charge: NonNullable<ThreadKind['charges']>): readonly string[] {
  const row = kind.rows[charge.settledBy];
  const end = row?.to === undefined ? undefined : kind.states[row.to]?.waitsFor;
  return [
    ...(kind.on === 'application' ? [] : [`${name} charges a fee on an attestation, where nothing receives it`]),
    ...(charge.fees.length > 0 ? [] : [`${name} charges no fee`]),
    ...charge.fees.flatMap((each) => feeProblems(book, name, each.fee)),
    ...(row ? [] : [`${name} is settled by ${charge.settledBy}, which is no row of it`]),
    ...(row && end !== 'end' ? [`${name} is settled by ${charge.settledBy}, which does not close it`] : []),
    ...(row?.asks ?? [])
      .filter((field) => (ARRIVED_FIELDS as Readonly<Record<string, string>>)[field.id] !== field.kind)
      .map((field) => `${name} row ${charge.settledBy} asks for ${field.id}, which no payment says`),
    ...(row?.notBy || row?.bound ? [`${name} row ${charge.settledBy} depends on who or what is seen, but money makes it`] : []),
    ...(charge.clause in book.clauses ? [] : [`${name} charge cites ${charge.clause}, which the book does not know`]),
  ];
}

const feeProblems = (book: Book, name: string, id: string): readonly string[] =>
  book.terms.flatMap(({ from, value }) => {
    const fee = value.fees.find((each) => each.id === id);
    if (!fee) return [`${name} charges ${id}, which the terms from ${from} do not know`];
    try {
      taxPercent(fee);
      return [];
    } catch (error) {
      return [`${name} charges ${id} of the terms from ${from}: ${error instanceof Error ? error.message : String(error)}`];
    }
  });
