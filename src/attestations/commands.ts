import {
  assertPointsToOwn,
  bookOf,
  type Case,
  type CaseView,
  type Engine,
  loadFacts,
  type MoveRequest,
  onlyByReceipt,
  viewCase,
} from '../applications/index.ts';
import { type ActId, actorOf, assertMay, bookRoles, type Principal } from '../people/index.ts';
import type { Day } from '../rules/day.ts';
import { decide, termsOn } from '../rules/decide.ts';
import type { Values } from '../rules/dossier.ts';
import type { JsonObject, JsonValue } from '../rules/json.ts';
import { factsFor, locate } from '../rules/moves.ts';
import { NotFound, RuleRefused } from '../rules/refusal.ts';
import { parted } from '../rules/rewriting.ts';
import { drawRows } from '../rules/sampling.ts';
import { statusOn } from '../rules/status.ts';
import type { Tx } from '../store/index.ts';
import { attestation, attestationStream, dossierOf, standingOf } from './attestation.ts';
import { keepChanges } from './changes.ts';

/**
 * An attestation as its holder and the office read it, like a case: its own stream and the dossier it rests on. Refuses
 * other organisations; NotFound for a key never issued.
 */
export async function loadHeld(
  engine: Pick<Engine, 'books'>,
  tx: Pick<Tx, 'load' | 'document'>,
  key: string,
  person: Principal,
  act: ActId,
): Promise<Case> {
  assertMay(person, act);
  const events = await tx.load(attestationStream(key));
  if (events.length === 0) throw new NotFound(`attestation ${key}`);
  const subject = attestation(key, events);
  assertMay(person, act, { organisation: subject.organisation, state: subject.state, scheme: subject.scheme });
  const hash = dossierOf(events);
  const content = (await tx.document(hash)) ?? '{}';
  const values = JSON.parse(content) as Values;
  return { book: bookOf(engine, subject.scheme), subject, events, values, content, hash, draft: [], scope: {} };
}

/** An attestation for a reader like a case, with the moves that the book offers after the issue. */
export function heldView(its: Case, person: Principal, day: Day): CaseView {
  const offered = its.book.offeredAfterIssue ?? [];
  const view = viewCase(its, person, day, []);
  const isOffered = ({ id, place }: CaseView['moves'][number]) => {
    if ('opens' in place) return offered.includes(place.opens);
    return 'thread' in place || offered.includes(id);
  };
  return { ...view, moves: view.moves.filter(isOffered) };
}

const onlyByDraw = (clause: string) =>
  new RuleRefused('only-by-draw', clause, {
    ja: '抽出の記録は、抽出によってのみ行われます。',
    en: 'Only the draw itself records what was drawn.',
  });

export interface HeldMoved extends JsonObject {
  readonly key: string;
  readonly version: number;
  readonly state: string;
}

/**
 * Makes a move on an attestation or in one of its threads: one act however often it arrives, decided by the book in the
 * transaction that also brings the register up to date. Guards that read what nothing here loads fail loudly.
 */
export async function moveHeld(engine: Engine, person: Principal, commandKey: string, key: string, asked: MoveRequest): Promise<HeldMoved> {
  const request = { command: 'move-attestation', attestation: key, ...asked } as unknown as JsonValue;
  const { outcome } = await engine.store.command({ principal: person.person.id, key: commandKey, request }, (tx) =>
    moveHeldWithin(engine, tx, person, key, asked),
  );
  return outcome;
}

/** The same within the transaction of another act. New content of the dossier takes effect in it, on the page as well. */
export async function moveHeldWithin(
  engine: Engine,
  tx: Tx,
  person: Principal,
  key: string,
  request: Omit<MoveRequest, 'seen'> & Partial<Pick<MoveRequest, 'seen'>>,
  by: 'request' | 'receipt' | 'draw' = 'request',
): Promise<HeldMoved> {
  const its = await loadHeld(engine, tx, key, person, 'attestation.move');
  const { book, subject, values, hash } = its;
  const day = engine.clock.today();
  const at = locate(book, subject, request.move, request.place);
  if (by !== 'receipt' && at.kind?.charges?.settledBy === request.move) throw onlyByReceipt(at.kind.charges);
  if (by !== 'draw' && at.kind === undefined && drawRows(book).has(request.move)) throw onlyByDraw(at.row.clause);
  const asked: MoveRequest = { ...request, seen: request.seen ?? { version: subject.version } };
  const { row } = at;
  if (row.needs?.length) await tx.lock(`guards:${book.id}:${subject.organisation}`);
  const { input, changed } = parted(its, row, asked.input);
  await assertPointsToOwn(tx, row, input, subject.organisation);
  const loaded = await loadFacts(tx, factsFor(book, row), { book, subject, values, day });
  const facts = { ...loaded, status: statusOn(standingOf(its.events), termsOn(book, day), day).status };
  const who = { person: person.person.id, organisation: person.organisation.id, parties: bookRoles(person) };
  const newIds = [engine.newId(), engine.newId(), engine.newId()];
  const [first, ...more] = decide(book, subject, { ...asked, input, who }, { day, values, changed, facts, hash, newIds });
  if (!first) throw new Error(`${row.event} made no event`);
  const decided = [{ ...first, data: { ...first.data, ...(await keepChanges(tx, its, at, changed)) } }, ...more];
  const { party } = first.data;
  const stored = await tx.append(
    attestationStream(key),
    subject.version,
    decided,
    actorOf(person, typeof party === 'string' ? party : undefined),
  );
  const now = attestation(key, [...its.events, ...stored]);
  return { key, version: now.version, state: now.state };
}
