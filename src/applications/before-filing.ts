import { assertMay, bookRoles, findOrganisation, type Principal, schemesOf, worksFor } from '../people/index.ts';
import type { Book, ThreadKind } from '../rules/book.ts';
import { decide } from '../rules/decide.ts';
import type { Field } from '../rules/dossier.ts';
import type { JsonObject, JsonValue } from '../rules/json.ts';
import { factsFor, isOpen, isOver, locate, type Possible, possibleMoves } from '../rules/moves.ts';
import { NotFound } from '../rules/refusal.ts';
import { officeSight, questionsBeforeFiling } from '../rules/sight.ts';
import type { Entry, Subject, Thread } from '../rules/subject.ts';
import type { Text } from '../rules/text.ts';
import type { Tx } from '../store/index.ts';
import { application, applicationStream, scopeAnswers } from './application.ts';
import { bookOf, carryOut, caseFrom, type Engine } from './commands.ts';
import { loadFacts } from './facts.ts';

/** What was said in a question, in order. */
export interface Said {
  readonly entry: Entry;
  readonly label: Text;
  readonly asks: readonly Field[];
  readonly party: Text;
}

/** One question of a case that was never submitted. */
export interface Asked {
  readonly thread: Thread;
  readonly kind: ThreadKind;
  readonly state: Text;
  readonly isWaiting: boolean;
  readonly said: readonly Said[];
  readonly moves: readonly Possible[];
}

/**
 * What the office sees of a case of which nothing was submitted but a question: who asks, the answers to the scope questions with their outcome, and the
 * questions with their answers. Nothing of the dossier is in it, nor anything else that happened.
 */
export interface BeforeFiling {
  readonly id: string;
  readonly reference: string;
  readonly book: Book;
  readonly level: string;
  readonly organisation: Text;
  readonly scope: { readonly answers: JsonObject; readonly outcome: string; readonly clause: string; readonly reason: Text };
  readonly version: number;
  readonly asked: readonly Asked[];
}

type Reader = Pick<Tx, 'db' | 'load'>;

/** One case with questions before filing, for an officer; NotFound for a case without any, for a submitted one, and for one of another office's scheme. */
export async function readBeforeFiling(engine: Pick<Engine, 'books'>, tx: Reader, person: Principal, id: string): Promise<BeforeFiling> {
  assertMay(person, 'queue.read');
  const events = await tx.load(applicationStream(id));
  if (events.length === 0) throw new NotFound(`question ${id}`);
  const subject = application(id, events);
  const book = bookOf(engine, subject.scheme);
  if (!worksFor(person, book.id) || officeSight(book, subject) !== 'question') throw new NotFound(`question ${id}`);
  const organisation = await findOrganisation(tx.db, subject.organisation);
  const { outcome, clause, reason } = (events[0]?.data.scope ?? {}) as { outcome?: string; clause?: string; reason?: Text };
  return {
    ...{ id, reference: subject.reference, book, level: subject.level, version: subject.version },
    organisation: { ja: organisation?.nameJa ?? '', en: organisation?.nameEn ?? '' },
    scope: { answers: scopeAnswers(events), outcome: outcome ?? '', clause: clause ?? '', reason: reason ?? { ja: '', en: '' } },
    asked: askedIn(book, subject, person),
  };
}

function askedIn(book: Book, subject: Subject, person: Principal): readonly Asked[] {
  const who = { person: person.person.id, organisation: person.organisation.id, parties: bookRoles(person) };
  const moves = possibleMoves(book, subject, who);
  return questionsBeforeFiling(book, subject).map(({ kind, thread }) => ({
    thread,
    kind,
    state: kind.states[thread.state]?.label ?? { ja: thread.state, en: thread.state },
    isWaiting: isOpen(kind, thread) && !isOver(book, subject),
    said: thread.history.map((entry) => {
      const row = kind.rows[entry.row] ?? kind.opening;
      return { entry, label: row?.label ?? kind.label, asks: row?.asks ?? [], party: book.parties[entry.party]?.label ?? kind.label };
    }),
    moves: moves.filter(({ place }) => 'thread' in place && place.thread === thread.id),
  }));
}

/** At most so many wait in the list of questions. */
const MOST = 500;

/** Cases of which a question before filing waits for the office, the oldest first. */
export async function listBeforeFiling(engine: Engine, person: Principal): Promise<readonly BeforeFiling[]> {
  assertMay(person, 'queue.read');
  const schemes = schemesOf(person);
  if (schemes?.length === 0) return [];
  return engine.store.transaction(async (tx) => {
    const waiting = tx.db
      .selectFrom('application_list')
      .select('id')
      .where('submitted_on', 'is', null)
      .where('whose_turn', 'like', '%office%')
      .orderBy('since')
      .limit(MOST);
    const rows = await (schemes ? waiting.where('scheme', 'in', [...schemes]) : waiting).execute();
    const found: BeforeFiling[] = [];
    for (const { id } of rows) {
      const its = await readBeforeFiling(engine, tx, person, id).catch((error: unknown) => {
        if (error instanceof NotFound) return undefined;
        throw error;
      });
      if (its?.asked.some((each) => each.isWaiting)) found.push(its);
    }
    return found;
  });
}

export interface AnswerBeforeFiling {
  readonly move: string;
  readonly thread: string;
  readonly input: JsonObject;
  /** The version of the case as it was shown. */
  readonly seen: number;
}

/**
 * A move of the office in a question before filing: one act however often it arrives. It sees no more of the case than the question shows, so what it
 * could bind to the dossier is the scope alone. NotFound for any thread but such a question.
 */
export async function moveBeforeFiling(
  engine: Engine,
  person: Principal,
  key: string,
  id: string,
  asked: AnswerBeforeFiling,
): Promise<{ id: string; version: number }> {
  assertMay(person, 'application.move');
  const request = { command: 'move-before-filing', application: id, ...asked } as unknown as JsonValue;
  const { outcome } = await engine.store.command({ principal: person.person.id, key, request }, async (tx) => {
    const its = await readBeforeFiling(engine, tx, person, id);
    if (!its.asked.some(({ thread }) => thread.id === asked.thread)) throw new NotFound(`thread ${asked.thread}`);
    const events = await tx.load(applicationStream(id));
    const subject = application(id, events);
    const whole = await caseFrom(engine, tx, subject, events, false);
    const place = { thread: asked.thread };
    const day = engine.clock.today();
    const located = locate(its.book, subject, asked.move, place);
    const facts = await loadFacts(tx, factsFor(its.book, located.row), { book: its.book, subject, values: whole.values, day });
    const who = { person: person.person.id, organisation: person.organisation.id, parties: bookRoles(person) };
    const command = { move: asked.move, place, who, input: asked.input, seen: { version: asked.seen } };
    const newIds = [engine.newId(), engine.newId(), engine.newId()];
    const decided = decide(its.book, subject, command, { day, values: whole.values, facts, hash: whole.hash, newIds });
    const { version } = await carryOut(tx, whole, decided, person, asked.input);
    return { id, version: Number(version) };
  });
  return outcome;
}
