import type { Book, Row } from './book.ts';
import { leafFields } from './dossier.ts';

/**
 * What is wrong with how a book speaks with the outside: rows that rewrite what no dossier has, or never come into effect; texts told to
 * the public that are not asked for; reports that lead nowhere.
 */
export const outsideProblems = (book: Book): readonly string[] => [
  ...Object.entries(book.attestation.rows).flatMap(([id, row]) => rowProblems(book, `attestation row ${id}`, row, [row])),
  ...Object.entries(book.threads).flatMap(([id, kind]) => {
    const rows = [...Object.entries(kind.rows), ...(kind.opening ? [['open', kind.opening] as const] : [])];
    return rows.flatMap(([name, row]) =>
      rowProblems(
        book,
        `thread ${id} row ${name}`,
        row,
        rows.map(([, each]) => each),
      ),
    );
  }),
  ...voiceProblems(book),
  ...changeProblems(book),
];

function rowProblems(book: Book, name: string, row: Row, beside: readonly Row[]): readonly string[] {
  const { rewrites, tells } = row;
  const known = Array.isArray(rewrites)
    ? new Set(book.editions.flatMap((each) => [...leafFields(each.dossier).values()].map((field) => field.id)))
    : new Set<string>();
  const takesEffect = beside.some((each) => each.effects?.includes('change-content'));
  return [
    ...(Array.isArray(rewrites) ? rewrites.filter((id) => !known.has(id)).map((id) => `${name} rewrites ${id}, which no dossier has`) : []),
    ...(rewrites !== undefined && !takesEffect ? [`${name} rewrites the dossier, which nothing brings into effect`] : []),
    ...(tells ? [tells.japanese, ...(tells.english ? [tells.english] : [])] : [])
      .filter((id) => !row.asks?.some((field) => field.id === id && field.kind === 'text'))
      .map((id) => `${name} tells ${id}, which is no text it asks for`),
  ];
}

function voiceProblems({ voices, threads, clauses }: Book): readonly string[] {
  if (!voices) return [];
  const { opens, input, matter } = voices.takenUp;
  const asks = (threads[opens]?.on === 'attestation' && threads[opens].opening?.asks) || [];
  return [
    ...[voices.doubt.clause, voices.misuse.clause, voices.question.clause]
      .flatMap((clause) => clause.split(' '))
      .filter((clause) => !(clause in clauses))
      .map((clause) => `what anyone may report cites ${clause}, which the book does not know`),
    ...[...Object.keys(input), matter]
      .filter((id) => !asks.some((field) => field.id === id))
      .map((id) => `a report is taken up with ${id}, which ${opens} does not ask for`),
    ...(voices.misuse.grounds.length > 0 ? [] : ['misuse of the mark has no grounds']),
  ];
}

const changeProblems = ({ changes, clauses }: Book): readonly string[] =>
  !changes || changes.clause in clauses ? [] : [`the questions on a change cite ${changes.clause}, which the book does not know`];
