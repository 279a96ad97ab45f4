import type { Book, Row, Table, ThreadKind } from './book.ts';
import { editionHash } from './editions.ts';

/** One thing that can be taken out of a rule book to see whether a test notices. */
export interface Mutation {
  readonly id: string;
  /** Clauses whose tests must fail without it. */
  readonly clause: string;
}

const KEYS = ['needs', 'notBy', 'blockedBy'] as const;

/** Every removable guard of a book: on rows, in threads, and the form rules and content guards of its editions. */
export function listMutations(book: Book): readonly Mutation[] {
  const tables = [...namedTables(book)].flatMap(([name, table]) =>
    Object.entries(table.rows).flatMap(([id, row]) => rowMutations(book, `${name}.${id}`, row)),
  );
  const openings = Object.entries(book.threads).flatMap(([id, kind]) =>
    kind.opening ? rowMutations(book, `${id}.open`, kind.opening) : [],
  );
  const editions = book.editions.flatMap((edition) => [
    ...Object.entries(edition.formRules).map(([rule, clause]) => ({ id: `${book.id}:${edition.id}:form:${rule}`, clause })),
    ...edition.contentGuards.map((id) => ({ id: `${book.id}:${edition.id}:content:${id}`, clause: book.guards[id]?.clause ?? '' })),
  ]);
  return [...tables, ...openings, ...editions];
}

function rowMutations(book: Book, name: string, row: Row): readonly Mutation[] {
  const lists = KEYS.flatMap((key) =>
    (row[key] ?? []).map((value) => ({
      id: `${book.id}:${name}:${key}:${value}`,
      clause: key === 'needs' ? (book.guards[value]?.clause ?? row.clause) : row.clause,
    })),
  );
  const flags = (['once', 'bound'] as const).flatMap((key) => (row[key] ? [{ id: `${book.id}:${name}:${key}`, clause: row.clause }] : []));
  return [...lists, ...flags];
}

const namedTables = (book: Book): ReadonlyMap<string, Table | ThreadKind> =>
  new Map<string, Table>([['application', book.application], ['attestation', book.attestation], ...Object.entries(book.threads)]);

/** The book without one of its guards; the book itself when the id is not one of its own. */
export function without(book: Book, id: string): Book {
  const [scheme, place = '', key = '', value = ''] = splitId(id);
  if (scheme !== book.id) return book;
  if (key === 'form' || key === 'content')
    return approvedAnew({
      ...book,
      editions: book.editions.map((edition) => (edition.id === place ? withoutRule(edition, key, value) : edition)),
    });
  const [table = '', row = ''] = place.split('.');
  const strip = (its: Row): Row => {
    const entries = Object.entries(its).map(
      ([name, held]) => [name, name === key && Array.isArray(held) ? held.filter((each) => each !== value) : held] as const,
    );
    return Object.fromEntries(entries.filter(([name]) => !(name === key && (key === 'once' || key === 'bound')))) as unknown as Row;
  };
  const inTable = <T extends Table>(its: T): T => {
    const found = its.rows[row];
    return found ? { ...its, rows: { ...its.rows, [row]: strip(found) } } : its;
  };
  if (table === 'application') return { ...book, application: inTable(book.application) };
  if (table === 'attestation') return { ...book, attestation: inTable(book.attestation) };
  const kind = book.threads[table];
  if (!kind) return book;
  const changed = row === 'open' && kind.opening ? { ...kind, opening: strip({ ...kind.opening }) } : inTable(kind);
  return { ...book, threads: { ...book.threads, [table]: changed } };
}

/** An edition without one of its rules has another hash; approved as it is now, or every filing would be refused for that reason alone. */
const approvedAnew = (book: Book): Book => ({
  ...book,
  offers: book.offers.map((offer) => ({ ...offer, hash: editionHash(book, offer.edition) })),
});

const splitId = (id: string) => id.split(':');

function withoutRule(edition: Book['editions'][number], key: 'form' | 'content', value: string): Book['editions'][number] {
  if (key === 'content') return { ...edition, contentGuards: edition.contentGuards.filter((each) => each !== value) };
  return { ...edition, formRules: Object.fromEntries(Object.entries(edition.formRules).filter(([rule]) => rule !== value)) };
}
