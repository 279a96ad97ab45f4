import { bookRoles, type Principal } from '../people/index.ts';
import type { Side } from '../rules/book.ts';
import { strikes } from '../rules/clocks.ts';
import type { Day } from '../rules/day.ts';
import type { Field } from '../rules/dossier.ts';
import type { JsonObject } from '../rules/json.ts';
import { isOpen, type Possible, possibleMoves, tableOf, whoseTurn } from '../rules/moves.ts';
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
  /** The fields that the input answers, for whoever shows it. */
  readonly asks: readonly Field[];
  readonly thread?: string;
  readonly clause: string;
}

/** A case, or an attestation read like one, as one reader may see it: same for the page and the API. */
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
      ...(kind?.readers.includes(side)
        ? { state: state?.label ?? { ja: thread.state, en: thread.state }, readable: true }
        : { state: kind && isOpen(kind, thread) ? RUNS : ENDED, readable: false }),
      waitsFor: state?.waitsFor ?? 'nobody',
    };
  });
  const state = tableOf(book, subject).states[subject.state];
  return {
    its,
    side,
    state: { id: subject.state, label: state?.label ?? { ja: subject.state, en: subject.state }, waitsFor: whoseTurn(book, subject) },
    moves: possibleMoves(book, subject, who).filter((move) => !isMadeByMoney(its, move)),
    history: historyFor(its, threads),
    threads,
    ahead: strikes(book, subject, day).filter(
      (strike) => !threads.some((each) => !each.readable && strike.clock === `thread:${each.thread.id}`),
    ),
    findings,
  };
}

/** The row of a thread that only the receipt of money makes: nobody is offered it. */
function isMadeByMoney({ book, subject }: Pick<Case, 'book' | 'subject'>, { id, place }: Possible): boolean {
  const kind = 'thread' in place ? subject.threads.find((thread) => thread.id === place.thread)?.kind : undefined;
  return kind !== undefined && book.threads[kind]?.charges?.settledBy === id;
}

/** On which side of the scheme a person's organisation stands. */
export const sideOf = (person: Principal): Side => person.organisation.kind;

function historyFor(its: Case, threads: readonly ThreadView[]): readonly HistoryLine[] {
  const { book, subject } = its;
  const own = subject.history.map((entry) => line(its, entry, tableOf(book, subject).rows[entry.row]));
  const beside = threads.flatMap((view) =>
    view.thread.history.flatMap((entry): HistoryLine[] => {
      const kind = book.threads[view.thread.kind];
      if (!view.readable) return fromOutside(its, view, entry);
      const row = kind?.rows[entry.row] ?? kind?.opening ?? { label: view.label, clause: kind?.clause ?? '' };
      return [{ ...line(its, entry, row), thread: view.thread.id }];
    }),
  );
  return [...openedLine(its), ...own, ...beside].toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** Who opened the case, under the clause that its scope answers led to. */
function openedLine({ book, subject, events }: Case): readonly HistoryLine[] {
  const [opening] = events;
  if (!opening) return [];
  const { actor } = opening;
  const { clause } = (opening.data.scope ?? {}) as { clause?: string };
  return [
    {
      at: opening.at,
      on: opening.effectiveOn,
      label: subject.kind !== 'application' ? ISSUED : subject.onBehalf ? ON_BEHALF : OPENED,
      by: actor.person,
      organisation: actor.organisation,
      party: book.parties[actor.role]?.label ?? { ja: '', en: '' },
      input: {},
      asks: [],
      clause: clause ?? '',
    },
  ];
}

/** Whoever may not read a thread learns that it runs and that it ended: not who acted in it, nor by which row (L-3.5-4). */
function fromOutside(its: Case, { thread, label }: ThreadView, entry: Entry): HistoryLine[] {
  const kind = its.book.threads[thread.kind];
  const said =
    entry === thread.history[0]
      ? { ja: `${label.ja}の開始`, en: `${label.en} opened` }
      : { ja: `${label.ja}の終了`, en: `${label.en} ended` };
  const isEnd = entry === thread.history.at(-1) && kind !== undefined && !isOpen(kind, thread);
  if (entry !== thread.history[0] && !isEnd) return [];
  return [
    {
      at: entry.at,
      on: entry.on,
      label: said,
      by: '',
      organisation: '',
      party: { ja: '', en: '' },
      input: {},
      asks: [],
      thread: thread.id,
      clause: kind?.clause ?? '',
    },
  ];
}

const ISSUED: Text = { ja: '発行', en: 'Issued' };
const OPENED: Text = { ja: '申請を開始', en: 'Application opened' };
const ON_BEHALF: Text = { ja: '紙で届いた申請を事務局が開始', en: 'Opened by the office for an application on paper' };
const RUNS: Text = { ja: '進行中', en: 'Running' };
const ENDED: Text = { ja: '終了', en: 'Ended' };

function line(
  its: Case,
  entry: Entry,
  row: { readonly label: Text; readonly asks?: readonly Field[]; readonly clause: string } | undefined,
): HistoryLine {
  return {
    at: entry.at,
    on: entry.on,
    label: row?.label ?? { ja: entry.row, en: entry.row },
    by: entry.by,
    organisation: entry.organisation,
    party: its.book.parties[entry.party]?.label ?? { ja: entry.party, en: entry.party },
    input: entry.input,
    asks: row?.asks ?? [],
    clause: row?.clause ?? '',
  };
}
