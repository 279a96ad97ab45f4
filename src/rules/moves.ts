import type { Book, Row, Side, Table, ThreadKind } from './book.ts';
import type { Values } from './dossier.ts';
import { type FactName, type Facts, factsNamed } from './facts.ts';
import type { JsonObject } from './json.ts';
import { type Finding, RuleRefused } from './refusal.ts';
import type { Entry, Subject, Thread } from './subject.ts';
import type { Text } from './text.ts';

/** A row in its place: on the subject itself, opening a thread, or in a thread. */
export type Place = { readonly in: 'subject' } | { readonly opens: string } | { readonly thread: string };

/** Who acts, and as which parties of the book. The parties come from memberships, never from the request. */
export interface Doer {
  readonly person: string;
  readonly organisation: string;
  readonly parties: readonly string[];
}

export interface Located {
  readonly row: Row;
  readonly id: string;
  readonly kind?: ThreadKind;
  readonly thread?: Thread;
}

/** The table of rows that a subject follows. */
export const tableOf = (book: Book, subject: Pick<Subject, 'kind'>): Table =>
  subject.kind === 'application' ? book.application : book.attestation;

/** Finds a row; refuses one the book does not have, or a thread that is not there. */
export function locate(book: Book, subject: Subject, id: string, place: Place): Located {
  if ('opens' in place) {
    const kind = book.threads[place.opens];
    if (!kind?.opening || kind.on !== subject.kind) throw unknownMove(id);
    return { row: kind.opening, id, kind };
  }
  if ('thread' in place) {
    const thread = subject.threads.find((each) => each.id === place.thread);
    const kind = thread ? book.threads[thread.kind] : undefined;
    const row = kind?.rows[id];
    if (!thread || !kind || !row) throw unknownMove(id);
    return { row, id, kind, thread };
  }
  const row = tableOf(book, subject).rows[id];
  if (!row) throw unknownMove(id);
  return { row, id };
}

const unknownMove = (id: string) =>
  new RuleRefused('unknown-move', '', { ja: `「${id}」という手続はありません。`, en: `There is no move “${id}”.` });

/** The facts that the guards of a row read; the engine loads these and no others. */
export function factsFor(book: Book, row: Row): ReadonlySet<FactName> {
  return new Set((row.needs ?? []).flatMap((id) => book.guards[id]?.uses ?? []));
}

/** Does making the row look at the dossier: its guards, what it is bound to, what it files, what a sealed thread takes from it? */
export function looksAtDossier(book: Book, { row, kind }: Pick<Located, 'row' | 'kind'>): boolean {
  const files = row.effects?.some((effect) => effect === 'freeze-dossier' || effect === 'amend-dossier');
  const sealed = [kind, ...(row.opens ?? []).map((id) => book.threads[id])].some((each) => each?.sealed);
  return files || sealed || row.bound !== undefined || (row.needs ?? []).length > 0;
}

const refusal = (code: string, clause: string, ja: string, en: string): Finding => ({
  code,
  path: '',
  clause,
  message: { ja, en },
  weight: 'error',
});

/**
 * Why a person may not make this row now, facts aside: wrong party, wrong state, the same person as before, an open
 * thread. Empty when the row itself allows it.
 */
export function obstacles(book: Book, subject: Subject, at: Located, who: Doer): readonly Finding[] {
  const { row, thread, kind } = at;
  const table: Table = kind && thread ? kind : tableOf(book, subject);
  const state = thread?.state ?? subject.state;
  const found: Finding[] = [];
  if (thread && isOver(book, subject)) {
    found.push(
      refusal(
        'case-over',
        row.clause,
        `案件は終わっているため、「${row.label.ja}」はできません。`,
        `The case is over: “${row.label.en}” is no longer possible.`,
      ),
    );
  }
  if (!row.by.some((party) => who.parties.includes(party))) {
    const names = row.by.map((party) => book.parties[party]?.label ?? { ja: party, en: party });
    found.push(
      refusal(
        'wrong-party',
        row.clause,
        `「${row.label.ja}」ができるのは${names.map((n) => n.ja).join('、')}です。`,
        `Only ${names.map((n) => n.en).join(', ')} may do “${row.label.en}”.`,
      ),
    );
  }
  if (!row.from.includes(state)) {
    const now: Text = table.states[state]?.label ?? { ja: state, en: state };
    found.push(
      refusal(
        'wrong-state',
        row.clause,
        `現在は「${now.ja}」のため、「${row.label.ja}」はできません。`,
        `“${row.label.en}” is not possible while the case is “${now.en}”.`,
      ),
    );
  }
  if (row.intake === 'on-behalf' && !subject.onBehalf) {
    found.push(
      refusal(
        'not-taken-in',
        row.clause,
        `「${row.label.ja}」ができるのは、紙で届いた申請として事務局が開いた案件だけです。`,
        `“${row.label.en}” is possible only in a case that the office opened for an application on paper.`,
      ),
    );
  }
  found.push(...personObstacles(book, subject, at, who), ...threadObstacles(book, subject, row));
  return found;
}

function personObstacles(book: Book, subject: Subject, at: Located, who: Doer): readonly Finding[] {
  const found: Finding[] = [];
  for (const other of at.row.notBy ?? []) {
    if (!entriesOf(subject, other).some((entry) => entry.by === who.person)) continue;
    const label = rowLabel(book, subject, other);
    found.push(
      refusal(
        'same-person',
        at.row.clause,
        `「${label.ja}」をした人は「${at.row.label.ja}」をできません。別の担当者が行ってください。`,
        `Whoever did “${label.en}” may not do “${at.row.label.en}”: another person must.`,
      ),
    );
  }
  const own = at.thread
    ? at.thread.history
    : at.kind
      ? subject.threads.flatMap((each) => (book.threads[each.kind] === at.kind ? each.history : []))
      : subject.history;
  if (at.row.once === 'per-person' && own.some((entry) => entry.row === at.id && entry.by === who.person)) {
    found.push(
      refusal('once-only', at.row.clause, `「${at.row.label.ja}」は一人一回です。`, `“${at.row.label.en}” is possible once per person.`),
    );
  }
  return found;
}

/** Everything that was done under a row's name over the whole case: `row`, or `thread kind.row`. */
function entriesOf(subject: Subject, name: string): readonly Entry[] {
  const [kind, row] = name.includes('.') ? name.split('.') : [undefined, name];
  const threads = subject.threads.filter((thread) => kind === undefined || thread.kind === kind).flatMap((thread) => thread.history);
  return [...(kind === undefined ? subject.history : []), ...threads].filter((entry) => entry.row === row);
}

function threadObstacles(book: Book, subject: Subject, row: Row): readonly Finding[] {
  return (row.blockedBy ?? []).flatMap((id) => {
    const kind = book.threads[id];
    if (!kind || !subject.threads.some((thread) => thread.kind === id && isOpen(kind, thread))) return [];
    return [
      refusal(
        'open-thread',
        row.clause,
        `「${kind.label.ja}」が終わるまで「${row.label.ja}」はできません。`,
        `“${row.label.en}” waits until “${kind.label.en}” is concluded.`,
      ),
    ];
  });
}

/** A thread is open while it waits for somebody. */
export function isOpen(kind: Pick<ThreadKind, 'states'>, thread: Thread): boolean {
  const waitsFor = kind.states[thread.state]?.waitsFor;
  return waitsFor !== undefined && waitsFor !== 'end' && waitsFor !== 'nobody';
}

/** Is the subject in a state that ends it? Its threads have ended with it. */
export const isOver = (book: Book, subject: Subject): boolean => tableOf(book, subject).states[subject.state]?.waitsFor === 'end';

/** The label of a row wherever it stands in the book. */
export function rowLabel(book: Book, subject: Pick<Subject, 'kind'>, id: string): Text {
  const [inKind, inRow] = id.split('.');
  const its = inRow === undefined ? undefined : book.threads[inKind ?? ''];
  if (its) return (inRow === 'open' ? its.opening : its.rows[inRow ?? ''])?.label ?? { ja: id, en: id };
  const threads = Object.values(book.threads).flatMap((kind) => [
    ...Object.entries(kind.rows),
    ...(kind.opening ? [['open', kind.opening] as const] : []),
  ]);
  const all = [...Object.entries(tableOf(book, subject).rows), ...threads] as readonly (readonly [string, { label: Text }])[];
  return all.find(([each]) => each === id)?.[1].label ?? { ja: id, en: id };
}

/** What guards are asked about. */
export interface Asked {
  readonly values: Values;
  readonly input: JsonObject;
  readonly changed?: Values;
  readonly facts: Partial<Facts>;
}

/** What the row's guards find, each with the facts it named and no others. */
export function guardFindings(
  book: Book,
  subject: Subject,
  at: Pick<Located, 'row' | 'thread'>,
  who: Doer,
  given: Asked,
): readonly Finding[] {
  const { values, input, changed = {} } = given;
  return (at.row.needs ?? []).flatMap((id) => {
    const guard = book.guards[id];
    if (!guard) return [];
    const facts = factsNamed(guard.uses, given.facts);
    return guard.check({ subject, values, input, changed, facts, who, ...(at.thread ? { thread: at.thread } : {}) });
  });
}

/** Everything in the way of a row, in the user's words; empty when it may be made. */
export function whyNot(book: Book, subject: Subject, id: string, place: Place, who: Doer, given: Asked): readonly Finding[] {
  const at = locate(book, subject, id, place);
  const first = obstacles(book, subject, at, who);
  return first.length > 0 ? first : guardFindings(book, subject, at, who, given).filter((finding) => finding.weight === 'error');
}

export interface Possible {
  readonly id: string;
  readonly place: Place;
  readonly row: Row;
}

/** The rows that this person could make now, guards aside: what the page offers as buttons. */
export function possibleMoves(book: Book, subject: Subject, who: Doer): readonly Possible[] {
  const own = Object.entries(tableOf(book, subject).rows).map(([id, row]) => ({ id, row, place: { in: 'subject' } as Place }));
  const opening = Object.entries(book.threads).flatMap(([kind, thread]) =>
    thread.opening && thread.on === subject.kind ? [{ id: 'open', row: thread.opening, place: { opens: kind } as Place }] : [],
  );
  const inThreads = subject.threads.flatMap((thread) =>
    Object.entries(book.threads[thread.kind]?.rows ?? {}).map(([id, row]) => ({ id, row, place: { thread: thread.id } as Place })),
  );
  return [...own, ...opening, ...inThreads].filter(
    (each) => obstacles(book, subject, locate(book, subject, each.id, each.place), who).length === 0,
  );
}

/** Whose turn it is: the sides that open threads wait for, else the side that the state waits for. */
export function whoseTurn(book: Book, subject: Subject): readonly (Side | 'nobody' | 'end')[] {
  if (isOver(book, subject)) return ['end'];
  const waiting = subject.threads.flatMap((thread): Side[] => {
    const kind = book.threads[thread.kind];
    const side = kind && isOpen(kind, thread) ? kind.states[thread.state]?.waitsFor : undefined;
    return side && side !== 'nobody' && side !== 'end' ? [side] : [];
  });
  if (waiting.length > 0) return [...new Set(waiting)];
  return [tableOf(book, subject).states[subject.state]?.waitsFor ?? 'nobody'];
}
