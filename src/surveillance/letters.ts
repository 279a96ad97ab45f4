import type { Return, ReturnEvent } from '../returns/index.ts';
import type { Book, Side, State } from '../rules/book.ts';
import { dueOf } from '../rules/clocks.ts';
import { addDays, type Day } from '../rules/day.ts';
import { isOver, tableOf } from '../rules/moves.ts';
import type { Subject, SubjectEvent } from '../rules/subject.ts';
import { type Text, text } from '../rules/text.ts';

/** Something that somebody else did and that the applicant learns by letter. */
export interface Letter {
  readonly what: Text;
  readonly by?: Day;
  /** The day on which it was, where nothing has to be done. */
  readonly on?: Day;
  /** What follows by itself. */
  readonly next?: { readonly on: Day; readonly what: Text };
  readonly clause: string;
}

const words = {
  offered: text('書類をお返しします。期限までに取得してください', 'Your documents are returned: fetch them in time'),
  erases: text('事務局が保管する書類の消去', 'What the office keeps of them is erased'),
  calledOff: text('書類の返却を取りやめ、引き続き保管します', 'Your documents are not returned: they are kept on'),
  erased: text('返却した書類を消去しました', 'The returned documents were erased'),
};
const DECIDED = text('手続の結果が出ました', 'There is a result');
const waits = (words: Text): Text => text(`お手続きが必要です:${words.ja}`, `Your turn: ${words.en}`);

/**
 * What the applicant is written about an event of their case or attestation, as it stands after it: a thread or the
 * case now waits for them, or there is a result (which one is told on the page only). Nothing for what they did
 * themselves, and nothing of threads that they may not read.
 */
export function letterFor(book: Book, subject: Subject, event: SubjectEvent): Letter | undefined {
  const { data, actor } = event;
  if (typeof data.to !== 'string' || actor.organisation === subject.organisation) return undefined;
  if (typeof data.thread === 'string') return threadLetter(book, subject, data.thread);
  const state = tableOf(book, subject).states[data.to];
  if (isOver(book, subject)) return { what: DECIDED, clause: state?.clause ?? '' };
  if (state?.waitsFor !== 'applicant') return undefined;
  return { what: waits(state.label), clause: state.clause, ...(subject.correctBy ? { by: subject.correctBy } : {}) };
}

/**
 * What the applicant is written about the return of their documents: that they can be fetched and until when, that they are kept after all,
 * and that they were erased. Nothing for what they did themselves.
 */
export function returnLetter(book: Book, so: Return, event: ReturnEvent & { readonly effectiveOn: Day }): Letter | undefined {
  const clause = book.keeping?.clause ?? so.clause;
  if (event.type === 'DocumentsOffered') {
    const { fetchUntil } = event.data;
    return { what: words.offered, by: fetchUntil, next: { on: addDays(fetchUntil, 1), what: words.erases }, clause: event.data.clause };
  }
  if (event.type === 'ReturnCalledOff') return { what: words.calledOff, on: event.effectiveOn, clause };
  return event.type === 'DocumentsErased' ? { what: words.erased, on: event.effectiveOn, clause } : undefined;
}

function threadLetter(book: Book, subject: Subject, id: string): Letter | undefined {
  const thread = subject.threads.find((each) => each.id === id);
  const kind = thread && book.threads[thread.kind];
  if (!thread || !kind?.readers.includes('applicant' satisfies Side) || isOver(book, subject)) return undefined;
  const state: State | undefined = kind.states[thread.state];
  if (state?.waitsFor !== 'applicant') return undefined;
  const due = dueOf(book, thread);
  return {
    what: waits(text(`${kind.label.ja}(${state.label.ja})`, `${kind.label.en} (${state.label.en})`)),
    clause: state.clause,
    ...(due ? { by: due } : {}),
  };
}
