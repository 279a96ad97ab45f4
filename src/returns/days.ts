import type { Book } from '../rules/book.ts';
import { addDays, type Day } from '../rules/day.ts';
import { type Text, text } from '../rules/text.ts';
import type { Part, Return } from './return.ts';

/** A day of a return: until when the applicant can fetch the documents, and on which day the system erases them. */
export interface ReturnDay {
  readonly clock: string;
  readonly on: Day;
  readonly kind: 'due' | 'job';
  readonly label: Text;
  readonly clause: string;
}

/** What the clocks of returns begin with; no clock of a book is named so. */
export const RETURN_CLOCKS = 'return:';
/** The same of the return of one part. */
export const returnClocks = (part: Part): string => `${RETURN_CLOCKS}${part}:`;

/** What will happen to documents that are offered; nothing once they were erased or are kept again, and nobody has to fetch twice. */
export function returnDays(book: Pick<Book, 'keeping'>, so: Return | undefined): readonly ReturnDay[] {
  if (so?.state !== 'offered') return [];
  const { fetchUntil, fetchedOn, part, clause } = so;
  const fetch: ReturnDay = {
    ...{ clock: `${returnClocks(part)}fetch`, on: fetchUntil, kind: 'due', clause },
    label: text('返却する書類の取得の期限', 'Returned documents are to be fetched'),
  };
  const erase: ReturnDay = {
    ...{ clock: `${returnClocks(part)}erase`, on: addDays(fetchUntil, 1), kind: 'job', clause: book.keeping?.clause ?? clause },
    label: text('返却した書類の消去', 'Returned documents are erased'),
  };
  return fetchedOn === undefined ? [fetch, erase] : [erase];
}
