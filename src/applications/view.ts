import { bookRoles, type Principal } from '../people/index.ts';
import type { Side } from '../rules/book.ts';
import { strikes } from '../rules/clocks.ts';
import type { Day } from '../rules/day.ts';
import type { JsonObject } from '../rules/json.ts';
import { type Possible, possibleMoves, whoseTurn } from '../rules/moves.ts';
import type { Finding } from '../rules/refusal.ts';
import type { Entry, Thread } from '../rules/subject.ts';
import type { Text } from '../rules/text.ts';
import type { Case } from './commands.ts';

/** One line of a case's history for a reader. */
export interface HistoryLine {
  readonly at: string;
  readonly on: Day;
  readonly label: Text;
  readonly by: string;
  readonly organisation: string;
  readonly party: Text;
  readonly input: JsonObject;
  readonly thread?: string;
  readonly clause: string;
}

/** A case as one reader may see it: same for the page and the API. */
export interface CaseView {
  readonly its: Case;
  readonly side: Side;
  readonly state: { readonly id: string; readonly label: Text; readonly waitsFor: readonly string[] };
  readonly moves: readonly Possible[];
  readonly history: readonly HistoryLine[];
  readonly threads: readonly ThreadView[];
  readonly ahead: readonly { readonly on: Day; readonly label: Text; readonly clause: string }[];
  readonly findings: readonly Finding[];
}

export interface ThreadView {
  readonly thread: Thread;
  readonly label: Text;
  readonly state: Text;
  readonly waitsFor: string;
  /** May this reader see what is in it? Others learn that it runs and that it ended. */
  readonly readable: boolean;
}

/** Builds the view of a case for a reader; what is in threads that are not theirs is left out. */
export function viewCase(its: Case, person: Principal, day: Day, findings: readonly Finding[]): CaseView {
  const { book, subject } = its;
  const side = sideOf(person);
  const who = { person: person.person.id, organisation: person.organisation.id, parties: bookRoles(person) };
  const threads = subject.threads.map((thread): ThreadView => {
    const kind = book.threads[thread.kind];
    const state = kind?.states[thread.state];
    return {
      thread,
      label: kind?.label ?? { ja: thread.kind, en: thread.kind },
      state: state?.label ?? { ja: thread.state, en: thread.state },
      waitsFor: state?.waitsFor ?? 'nobody',
      readable: kind?.readers.includes(side) ?? false,
    };
  });
  const state = book.application.states[subject.state];
  return {
    its,
    side,
    state: { id: subject.state, label: state?.label ?? { ja: subject.state, en: subject.state }, waitsFor: whoseTurn(book, subject) },
    moves: possibleMoves(book, subject, who),
    history: historyFor(its, threads),
    threads,
    ahead: strikes(book, subject, day),
    findings,
  };
}

/** On which side of the scheme a person's organisation stands. */
export const sideOf = (person: Principal): Side => person.organisation.kind;

function historyFor(its: Case, threads: readonly ThreadView[]): readonly HistoryLine[] {
  const { book, subject } = its;
  const own = subject.history.map((entry) => line(its, entry, book.application.rows[entry.row]));
  const beside = threads.flatMap((view) =>
    view.thread.history.map((entry) => {
      const kind = book.threads[view.thread.kind];
      const row = kind?.rows[entry.row] ?? kind?.opening ?? { label: view.label, clause: kind?.clause ?? '' };
      const shown = view.readable ? entry : { ...entry, input: {} };
      return { ...line(its, shown, row), thread: view.thread.id };
    }),
  );
  return [...own, ...beside].toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function line(its: Case, entry: Entry, row: { readonly label: Text; readonly clause: string } | undefined): HistoryLine {
  return {
    at: entry.at,
    on: entry.on,
    label: row?.label ?? { ja: entry.row, en: entry.row },
    by: entry.by,
    organisation: entry.organisation,
    party: its.book.parties[entry.party]?.label ?? { ja: entry.party, en: entry.party },
    input: entry.input,
    clause: row?.clause ?? '',
  };
}
