import { assertMay, bookRoles, type Principal, worksFor } from '../people/index.ts';
import type { Book, ThreadKind } from '../rules/book.ts';
import type { Day } from '../rules/day.ts';
import { decide } from '../rules/decide.ts';
import { type Field, leafFields } from '../rules/dossier.ts';
import { dossierOf } from '../rules/editions.ts';
import type { JsonObject, JsonValue } from '../rules/json.ts';
import { factsFor, isOpen, isOver, locate, type Possible, possibleMoves } from '../rules/moves.ts';
import { Conflict, NotFound } from '../rules/refusal.ts';
import type { Subject, Thread } from '../rules/subject.ts';
import type { Text } from '../rules/text.ts';
import type { Tx } from '../store/index.ts';
import { application, applicationStream } from './application.ts';
import { bookOf, carryOut, caseFrom, type Engine } from './commands.ts';
import { loadFacts } from './facts.ts';
import { allSealedInquiries, type SealedInquiry, sealedInquiry } from './sealed-threads.ts';

/** A sealed inquiry as the body that was asked, or the office, may see it: nothing of the case around it. */
export interface Inquiry {
  readonly id: string;
  readonly book: Book;
  readonly kind: ThreadKind;
  readonly state: Text;
  /** Does it still wait for an answer? */
  readonly isWaiting: boolean;
  readonly askedOn: Day;
  readonly due?: Day;
  readonly concludedOn?: string;
  /** How many entries its own history has: what an answer is given over. */
  readonly version: number;
  /** The fields that the question needs, in the book's order, and no others (L-3.5-4). */
  readonly extract: readonly { readonly path: string; readonly field?: Field; readonly value: JsonValue }[];
  /** What this reader can do in it now. */
  readonly moves: readonly Possible[];
  readonly answer?: { readonly asks: readonly Field[]; readonly input: JsonObject; readonly by: string };
  /** The case it belongs to: for the office only. */
  readonly application?: string;
}

type Reader = Pick<Tx, 'load' | 'sealed'>;

/** The inquiries that this reader may see: first those that wait, oldest first, then the newest concluded ones. Refuses applicants (L-3.5-4). */
export async function listInquiries(
  engine: Pick<Engine, 'books'>,
  tx: Reader,
  person: Principal,
  limit = 200,
): Promise<readonly Inquiry[]> {
  assertMay(person, 'inquiry.read', { organisation: person.organisation.id });
  const sealed = [...(await allSealedInquiries(tx, 'waiting', limit)), ...(await allSealedInquiries(tx, 'concluded', limit))];
  const found: Inquiry[] = [];
  for (const each of sealed) {
    const its = await inquiryFor(engine, tx, person, each);
    if (its) found.push(its);
  }
  return [...found.filter((each) => each.isWaiting), ...found.filter((each) => !each.isWaiting)];
}

/** One inquiry; NotFound for one that is not there, or not for this reader. */
export async function readInquiry(engine: Pick<Engine, 'books'>, tx: Reader, person: Principal, id: string): Promise<Inquiry> {
  assertMay(person, 'inquiry.read', { organisation: person.organisation.id });
  const sealed = await sealedInquiry(tx, id);
  const its = sealed && (await inquiryFor(engine, tx, person, sealed));
  if (!its) throw new NotFound(`inquiry ${id}`);
  return its;
}

async function inquiryFor(
  engine: Pick<Engine, 'books'>,
  tx: Reader,
  person: Principal,
  sealed: SealedInquiry,
): Promise<Inquiry | undefined> {
  const subject = application(sealed.application, await tx.load(applicationStream(sealed.application)));
  const book = bookOf(engine, subject.scheme);
  const kind = book.threads[sealed.kind];
  const thread = subject.threads.find((each) => each.id === sealed.id);
  if (!kind || !thread || !kind.readers.includes(person.organisation.kind) || !worksFor(person, book.id)) return undefined;
  const who = { person: person.person.id, organisation: person.organisation.id, parties: bookRoles(person) };
  const isMine = ({ place }: Possible) => 'thread' in place && place.thread === thread.id;
  return {
    id: sealed.id,
    book,
    kind,
    state: kind.states[thread.state]?.label ?? { ja: thread.state, en: thread.state },
    isWaiting: isOpen(kind, thread) && !isOver(book, subject),
    askedOn: thread.openedOn,
    ...(thread.due ? { due: thread.due } : {}),
    ...(sealed.concludedOn ? { concludedOn: sealed.concludedOn } : {}),
    version: thread.history.length,
    extract: extractOf(book, subject, kind, sealed),
    moves: possibleMoves(book, subject, who).filter(isMine),
    ...answerOf(kind, thread, sealed),
    ...(person.organisation.kind === 'office' ? { application: subject.id } : {}),
  };
}

function extractOf(book: Book, subject: Subject, kind: ThreadKind, sealed: SealedInquiry): Inquiry['extract'] {
  const fields = new Map([
    ...book.scope.questions.map((field) => [field.id, field] as const),
    ...leafFields(dossierOf(book, subject.edition ?? '')),
  ]);
  const ordered = [...new Set([...(kind.sealed?.extract ?? []), ...Object.keys(sealed.extract)])];
  return ordered.flatMap((path) => {
    const value = sealed.extract[path];
    const field = fields.get(path);
    return value === undefined ? [] : [{ path, value, ...(field ? { field } : {}) }];
  });
}

function answerOf(kind: ThreadKind, thread: Thread, sealed: SealedInquiry): Pick<Inquiry, 'answer'> {
  if (!sealed.answer) return {};
  const row = kind.rows[thread.history.at(-1)?.row ?? ''];
  return { answer: { asks: row?.asks ?? [], input: sealed.answer, by: sealed.answeredBy ?? '' } };
}

export interface InquiryMove {
  readonly move: string;
  readonly input: JsonObject;
  /** The inquiry's own version as it was shown. */
  readonly seen: number;
}

/**
 * A move inside a sealed inquiry, by the body that was asked: one act however often it arrives. It knows no other part of
 * the case: what happens beside it neither hinders the answer nor is told. NotFound for an inquiry of others.
 */
export async function moveInInquiry(
  engine: Engine,
  person: Principal,
  key: string,
  id: string,
  asked: InquiryMove,
): Promise<{ id: string; version: number }> {
  assertMay(person, 'inquiry.answer', { organisation: person.organisation.id });
  const request = { command: 'move-in-inquiry', inquiry: id, ...asked };
  const { outcome } = await engine.store.command({ principal: person.person.id, key, request }, async (tx) => {
    const its = await readInquiry(engine, tx, person, id);
    if (its.version !== asked.seen) throw new Conflict(asked.seen, its.version);
    const sealed = await sealedInquiry(tx, id);
    const events = await tx.load(applicationStream(sealed?.application ?? ''));
    const subject = application(sealed?.application ?? '', events);
    const whole = await caseFrom(engine, tx, subject, events, false);
    const day = engine.clock.today();
    const place = { thread: id };
    const located = locate(its.book, subject, asked.move, place);
    const facts = await loadFacts(tx, factsFor(its.book, located.row), { book: its.book, subject, values: whole.values, day });
    const who = { person: person.person.id, organisation: person.organisation.id, parties: bookRoles(person) };
    const command = { move: asked.move, place, who, input: asked.input, seen: { version: subject.version } };
    const decided = decide(its.book, subject, command, {
      day,
      values: whole.values,
      facts,
      hash: whole.hash,
      newIds: [engine.newId(), engine.newId(), engine.newId()],
    });
    await carryOut(tx, whole, decided, person, asked.input);
    return { id, version: its.version + 1 };
  });
  return outcome;
}
