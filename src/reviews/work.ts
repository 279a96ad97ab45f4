import type { Book, Row } from '../rules/book.ts';
import { dueOf } from '../rules/clocks.ts';
import { type Day, startOfDay } from '../rules/day.ts';
import { type Doer, isOpen, isOver, locate, obstacles, whoseTurn } from '../rules/moves.ts';
import type { Finding } from '../rules/refusal.ts';
import { questionsBeforeFiling } from '../rules/sight.ts';
import type { Entry, Subject, Thread } from '../rules/subject.ts';
import type { Text } from '../rules/text.ts';

/** What there is to do: look at the form, at an answer that came, decide, or wait for somebody else. */
export const WORK_KINDS = ['check', 'answer', 'decide', 'waiting'] as const;
export type WorkKind = (typeof WORK_KINDS)[number];

/** One piece of work of the office on a case. */
export interface Work {
  readonly kind: WorkKind;
  /** What it waits in: the state, or the thread with its state. */
  readonly what: Text;
  readonly waitsFor: readonly string[];
  /** ISO instant since when. */
  readonly since: string;
  readonly due?: Day;
  readonly isOverdue: boolean;
}

/** A decision that this case could end with. */
export interface Decision {
  readonly id: string;
  readonly row: Row;
  readonly is: 'issue' | 'refuse';
}

/** The rows by which the case can be decided from the state it is in. */
export function decisionsOf(book: Book, subject: Subject): readonly Decision[] {
  return Object.entries(book.application.rows).flatMap(([id, row]): Decision[] => {
    if (!row.from.includes(subject.state)) return [];
    if (row.effects?.includes('decide-issue')) return [{ id, row, is: 'issue' }];
    return row.effects?.includes('decide-refuse') ? [{ id, row, is: 'refuse' }] : [];
  });
}

/** Is the row the office's? */
export const isOfTheOffice = (book: Book, row: Pick<Row, 'by'>): boolean => row.by.some((party) => book.parties[party]?.side === 'office');

/** The row by which the office gives a dossier back: it opens the dossier again. */
export function returnRow(book: Book, subject: Subject): { readonly id: string; readonly row: Row } | undefined {
  const found = Object.entries(book.application.rows).find(
    ([, row]) =>
      row.from.includes(subject.state) &&
      isOfTheOffice(book, row) &&
      row.to !== undefined &&
      book.application.states[row.to]?.dossier === 'open',
  );
  return found && { id: found[0], row: found[1] };
}

/** Who did what a decision may not be made by the same person as: for the second person to see at once. */
export function earlierHands(book: Book, subject: Subject): readonly Entry[] {
  const names = new Set(decisionsOf(book, subject).flatMap(({ row }) => row.notBy ?? []));
  const beside = subject.threads.flatMap((thread) =>
    thread.history.filter((entry) => names.has(`${thread.kind}.${entry.row}`) || names.has(entry.row)),
  );
  return [...subject.history.filter((entry) => names.has(entry.row)), ...beside];
}

/** Why this person may make none of the decisions, though it is their party's: the same person as before (four eyes). */
export function fourEyes(book: Book, subject: Subject, who: Doer): Finding | undefined {
  const found = decisionsOf(book, subject).map(({ id }) =>
    obstacles(book, subject, locate(book, subject, id, { in: 'subject' }), who).find((finding) => finding.code === 'same-person'),
  );
  return found.length > 0 && found.every((finding) => finding !== undefined) ? found[0] : undefined;
}

const TAKEN_IN: Text = { ja: '紙で届いた申請の記入中', en: 'Being filled in from paper' };

/** What the office has to do about a case, or for whom it waits; nothing once the case is over. */
export function worksOf(book: Book, subject: Subject, today: Day): readonly Work[] {
  if (isOver(book, subject)) return [];
  const open = subject.threads.filter((thread) => isOpenThread(book, thread));
  if (open.length > 0) return open.map((thread) => threadWork(book, thread, today));
  const state = book.application.states[subject.state];
  const isTakenIn = subject.onBehalf === true && subject.receivedOn === undefined && state?.dossier === 'open';
  const waitsFor = isTakenIn ? ['office'] : whoseTurn(book, subject);
  const kind = !waitsFor.includes('office') ? 'waiting' : decisionsOf(book, subject).length > 0 ? 'decide' : 'check';
  const due = state?.dossier === 'open' ? subject.correctBy : undefined;
  return [
    {
      kind,
      what: isTakenIn ? TAKEN_IN : (state?.label ?? { ja: subject.state, en: subject.state }),
      waitsFor,
      since: lastAt([...subject.history, ...subject.threads.flatMap((thread) => thread.history)]) || beginningOf(subject.openedOn),
      ...(due ? { due } : {}),
      isOverdue: due !== undefined && due < today,
    },
  ];
}

/** What the office has to do about a case of which it sees a question before filing and nothing else. */
export const questionWorks = (book: Book, subject: Subject, today: Day): readonly Work[] =>
  isOver(book, subject)
    ? []
    : questionsBeforeFiling(book, subject)
        .filter(({ kind, thread }) => isOpen(kind, thread))
        .map(({ thread }) => threadWork(book, thread, today));

const isOpenThread = (book: Book, thread: Thread): boolean => {
  const kind = book.threads[thread.kind];
  return kind !== undefined && isOpen(kind, thread);
};

function threadWork(book: Book, thread: Thread, today: Day): Work {
  const kind = book.threads[thread.kind];
  const state = kind?.states[thread.state];
  const side = state?.waitsFor ?? 'nobody';
  const due = dueOf(book, thread);
  return {
    kind: side === 'office' ? 'answer' : 'waiting',
    what: { ja: `${kind?.label.ja}:${state?.label.ja}`, en: `${kind?.label.en}: ${state?.label.en}` },
    waitsFor: [side],
    since: lastAt(thread.history),
    ...(due ? { due } : {}),
    isOverdue: due !== undefined && due < today,
  };
}

/** The instant at which a day begins in Tokyo. */
const beginningOf = (on: Day): string => new Date(startOfDay(on)).toISOString();

const lastAt = (entries: readonly Entry[]): string =>
  entries
    .map((entry) => entry.at)
    .sort()
    .at(-1) ?? '';
