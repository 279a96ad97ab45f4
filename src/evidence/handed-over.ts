import type { Case } from '../applications/index.ts';
import { bookRoles, type Principal } from '../people/index.ts';
import type { Book, Row } from '../rules/book.ts';
import { type Field, leafFields, pointers, type Values } from '../rules/dossier.ts';
import { dossierOf } from '../rules/editions.ts';
import type { JsonObject } from '../rules/json.ts';
import { isOpen } from '../rules/moves.ts';
import type { Subject } from '../rules/subject.ts';
import type { StoredEvent, Tx } from '../store/index.ts';
import { type PointedAt, pointedAt } from './evidence.ts';

/** A place from which a file was handed over to the office: in a submitted dossier, or in an act of a thread. */
export interface HandedOverUse extends PointedAt {
  /** The clause under which it is handed over. */
  readonly handedOver: string;
  /** The submissions that point to it from this place, 1 for the first; none for an act of a thread. */
  readonly submissions: readonly number[];
  /** Does what stands now (the last submission, or the thread) still point to it? */
  readonly isNow: boolean;
  readonly thread?: string;
}

type Handed = Pick<Case, 'book' | 'subject' | 'events'>;

/**
 * Everything that was handed over with a case, from what was frozen and from what was answered, and from nothing else: each pointer of a
 * field that the edition hands over, in each submission. Nothing of a draft.
 */
export async function handedOver(tx: Pick<Tx, 'document'>, its: Handed): Promise<readonly HandedOverUse[]> {
  const frozen: HandedOverUse[][] = [];
  let edition = its.subject.edition ?? '';
  for (const event of its.events) {
    const { data } = event;
    if (typeof data.edition === 'string') edition = data.edition;
    const hash = data.thread === undefined ? data.dossier : undefined;
    if (typeof hash !== 'string') continue;
    const content = await tx.document(hash, its.subject.organisation);
    const values = content === undefined ? {} : (JSON.parse(content) as Values);
    const number = frozen.length + 1;
    frozen.push(inDossier(its.book, edition, values).map((use) => ({ ...use, submissions: [number], isNow: false })));
  }
  return [...merged(frozen), ...its.events.flatMap((event) => inAct(its.book, event))];
}

function inDossier(book: Book, edition: string, values: Values): readonly Omit<HandedOverUse, 'submissions' | 'isNow'>[] {
  const dossier = dossierOf(book, edition);
  const fields = leafFields(dossier);
  return pointedAt(dossier, values).flatMap((each) => {
    const clause = fields.get(each.path)?.handedOver;
    return clause === undefined ? [] : [{ ...each, handedOver: clause }];
  });
}

/** One line for each place, with the submissions in which it stands. */
function merged(frozen: readonly (readonly HandedOverUse[])[]): readonly HandedOverUse[] {
  const found = new Map<string, HandedOverUse>();
  for (const use of frozen.flat()) {
    const key = JSON.stringify([use.path, use.document, use.place]);
    const submissions = [...new Set([...(found.get(key)?.submissions ?? []), ...use.submissions])];
    found.set(key, { ...use, submissions, isNow: submissions.includes(frozen.length) });
  }
  return [...found.values()];
}

/** Files that an act of the case or of a thread hands over: an answer may point to evidence, too. */
function inAct(book: Book, { data }: Pick<StoredEvent, 'data'>): readonly HandedOverUse[] {
  const input = (typeof data.input === 'object' && data.input !== null ? data.input : {}) as JsonObject;
  const thread = typeof data.thread === 'string' ? data.thread : undefined;
  return asked(book, data).flatMap((field) =>
    field.kind !== 'evidence' || field.handedOver === undefined
      ? []
      : pointers(input[field.id]).map(({ document, place }) => ({
          ...{ document, place, path: field.id, label: field.label, handedOver: field.handedOver ?? '', submissions: [], isNow: true },
          ...(thread === undefined ? {} : { thread }),
        })),
  );
}

function asked(book: Book, data: JsonObject): readonly Field[] {
  const kind = typeof data.threadKind === 'string' ? book.threads[data.threadKind] : undefined;
  const row: Pick<Row, 'asks'> | undefined = kind
    ? (kind.rows[String(data.row)] ?? (data.row === 'open' ? kind.opening : undefined))
    : book.application.rows[String(data.row)];
  return row?.asks ?? [];
}

/**
 * What a reader may open of it: the applicant and the office what they can read; the committee, while it is heard, the dossier and the
 * threads that it reads.
 */
export function openTo(person: Principal, its: Handed, uses: readonly HandedOverUse[]): readonly HandedOverUse[] {
  const { kind } = person.organisation;
  return uses.filter((use) => {
    const thread = its.subject.threads.find((each) => each.id === use.thread);
    return thread === undefined || its.book.threads[thread.kind]?.readers.includes(kind);
  });
}

/**
 * May the person open what was handed over with this case at all? The applicant's own people and the office's officers may; a member of a
 * committee only while the committee is heard in this case, and not after stepping aside (D-6.4-1). Whose case it is was asked before.
 */
export function mayOpenHandedOver(person: Principal, { book, subject }: { readonly book: Book; readonly subject: Subject }): boolean {
  const { kind, id } = person.organisation;
  if (kind === 'applicant') return subject.organisation === id;
  if (kind === 'office') return person.roles.includes('officer');
  return kind === 'committee' && isHeard(person, book, subject);
}

function isHeard(person: Principal, book: Book, subject: Subject): boolean {
  const parties = bookRoles(person);
  const hearings = subject.threads.flatMap((thread) => {
    const kind = book.threads[thread.kind];
    return kind?.readers.includes('committee') ? [{ thread, kind }] : [];
  });
  const hasSteppedAside = hearings.some(({ thread, kind }) =>
    thread.history.some((entry) => entry.by === person.person.id && entry.row === kind.hearing?.recusal),
  );
  return (
    !hasSteppedAside &&
    hearings.some(
      ({ thread, kind }) =>
        isOpen(kind, thread) &&
        kind.states[thread.state]?.waitsFor === 'committee' &&
        Object.values(kind.rows).some((row) => row.by.some((party) => parties.includes(party))),
    )
  );
}
