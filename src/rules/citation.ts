import type { Book } from './book.ts';

/** What is wrong with a citation: it names no clause, or one that the book does not know. Several are separated by spaces or commas. */
export const citation = (book: Pick<Book, 'clauses'>, name: string, clause: string): readonly string[] => {
  const cited = clause.split(/[ ,、]+/).filter((each) => each !== '');
  if (cited.length === 0) return [`${name} cites no clause`];
  return cited.filter((each) => !(each in book.clauses)).map((each) => `${name} cites ${each}, which the book does not know`);
};
