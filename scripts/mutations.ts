import { books } from '../schemes/index.ts';
import { type Mutation, listMutations as mutationsOf } from '../src/rules/mutation.ts';

/** Everything that can be taken out of a rule book, over all books. */
export const listMutations = (): readonly Mutation[] => books.flatMap((book) => mutationsOf(book));
