import type { Clock } from '../io/clock.ts';
import { type ActId, actorOf, assertMay, bookRoles, type Principal, worksFor } from '../people/index.ts';
import type { Book, Charge } from '../rules/book.ts';
import { decide, type NewRowEvent } from '../rules/decide.ts';
import type { Values } from '../rules/dossier.ts';
import type { Facts } from '../rules/facts.ts';
import { checkForm } from '../rules/form-check.ts';
import type { JsonObject, JsonValue } from '../rules/json.ts';
import { canonicalJson } from '../rules/json.ts';
import { factsFor, isOver, type Located, locate, looksAtDossier, type Place } from '../rules/moves.ts';
import { type Finding, InvalidInput, NotFound, RuleRefused } from '../rules/refusal.ts';
import { evolve, type Subject } from '../rules/subject.ts';
import { readDraft, readDraftValues, type Store, type StoredEvent, sha256, type Tx } from '../store/index.ts';
import { assertPointsToOwn } from './act-pointers.ts';
import {
  application,
  applicationStream,
  assertPaths,
  contentOf,
  fillsDraft,
  isDossierOpen,
  type Opening,
  open,
  referenceCounter,
  referenceOf,
  scopeAnswers,
} from './application.ts';
import { type Change, type DraftField, type Saved, saveDraft, valuesOf } from './draft.ts';
import { formFacts, loadFacts } from './facts.ts';
import { freezeFindings } from './item-findings.ts';
import { type SealedInquiry, seal, sealedInquiries } from './sealed-threads.ts';

/** What the capabilities need from the composition root. */
export interface Engine {
  readonly store: Store;
  readonly books: readonly Book[];
  readonly clock: Clock;
  readonly newId: () => string;
}

/** The book of a scheme; NotFound when this installation does not run it. */
export function bookOf(engine: Pick<Engine, 'books'>, scheme: string): Book {
  const book = engine.books.find((each) => each.id === scheme);
  if (!book) throw new NotFound(`scheme ${scheme}`);
  return book;
}

/** A case as it stands: everything a page or a decision starts from. */
export interface Case {
  readonly book: Book;
  readonly subject: Subject;
  readonly events: readonly StoredEvent[];
  /** The dossier: the draft while it is open, else exactly what was submitted. */
  readonly values: Values;
  /** The dossier in its canonical spelling, and the hash of that. */
  readonly content: string;
  readonly hash: string;
  readonly draft: readonly DraftField[];
  readonly scope: JsonObject;
}

/**
 * Loads a case for a reader. NotFound for a foreign case as for none, and for one that was never submitted to whoever is
 * not its applicant; who may read no case at all is refused before looking, so that nothing tells whether it exists.
 */
export async function loadCase(
  engine: Engine,
  tx: Pick<Tx, 'db' | 'load' | 'document'>,
  id: string,
  person: Principal,
  act: ActId,
): Promise<Case> {
  const { subject, events } = await loadSubject(tx, id, person, act);
  return caseFrom(engine, tx, subject, events, fillsDraft(person, subject));
}

/** The same without the dossier. */
async function loadSubject(tx: Pick<Tx, 'load'>, id: string, person: Principal, act: ActId): Promise<Pick<Case, 'subject' | 'events'>> {
  assertMay(person, act);
  const events = await tx.load(applicationStream(id));
  if (events.length === 0) throw new NotFound(`application ${id}`);
  const subject = application(id, events);
  const isApplicant = person.organisation.kind === 'applicant';
  if (isApplicant && subject.organisation !== person.organisation.id) throw new NotFound(`application ${id}`);
  const isTakenIn = subject.onBehalf && person.organisation.kind === 'office';
  if (!isApplicant && subject.receivedOn === undefined && !isTakenIn) throw new NotFound(`application ${id}`);
  if (!worksFor(person, subject.scheme)) throw new NotFound(`application ${id}`);
  const { organisation, state, scheme } = subject;
  assertMay(person, act, { organisation, state, scheme, onBehalf: subject.onBehalf === true });
  return { subject, events };
}

/** The case that events make. Only whoever fills it reads a draft; everybody else reads what was submitted. */
export async function caseFrom(
  engine: Pick<Engine, 'books'>,
  tx: Pick<Tx, 'db' | 'document'>,
  subject: Subject,
  events: readonly StoredEvent[],
  fills: boolean,
): Promise<Case> {
  const book = bookOf(engine, subject.scheme);
  const scope = scopeAnswers(events);
  const draft = fills && isDossierOpen(book, subject) ? await readDraft(tx.db, subject.id) : undefined;
  const dossier = await dossierFrom(tx, book, subject, scope, draft && valuesOf(draft));
  return { book, subject, events, scope, draft: draft ?? [], ...dossier };
}

type Dossier = Pick<Case, 'values' | 'content' | 'hash'>;

/** The dossier that a draft makes; without one what was submitted, which is kept under its hash. */
async function dossierFrom(
  tx: Pick<Tx, 'document'>,
  book: Book,
  subject: Subject,
  scope: JsonObject,
  draft: Values | undefined,
): Promise<Dossier> {
  if (!draft && subject.dossier) {
    const kept = await tx.document(subject.dossier);
    if (kept === undefined) throw new NotFound(`document ${subject.dossier}`);
    return { values: JSON.parse(kept) as Values, content: kept, hash: subject.dossier };
  }
  const values = draft ? contentOf(book, subject, scope, draft) : scope;
  const content = canonicalJson(values as JsonObject);
  return { values, content, hash: sha256(content) };
}

const unlooked = (): never => {
  throw new Error('a move looked at a dossier that was not read for it');
};
const UNREAD: Dossier = { values: new Proxy({}, { get: unlooked, has: unlooked, ownKeys: unlooked }), content: '', hash: '' };

/** Opens an application for the person's own organisation; gives its id. */
export async function openApplication(
  engine: Engine,
  person: Principal,
  key: string,
  asked: Omit<Opening, 'renews'> & { scheme: string },
): Promise<{ id: string; version: number }> {
  assertMay(person, 'application.open', { organisation: person.organisation.id });
  const book = bookOf(engine, asked.scheme);
  const event = open(book, person.organisation.id, asked, engine.clock.today());
  const request = { command: 'open-application', ...asked, scope: asked.scope } as JsonValue;
  const { outcome } = await engine.store.command({ principal: person.person.id, key, request }, (tx) =>
    openWithin(engine, tx, person, book, event),
  );
  return outcome;
}

/** Appends the opening of an application, by its own organisation or on its behalf, with its number, and saves what its draft begins with. */
export async function openWithin(
  engine: Pick<Engine, 'newId'>,
  tx: Tx,
  person: Principal,
  book: Book,
  event: NewRowEvent,
  draft: Values = {},
): Promise<{ id: string; version: number }> {
  const id = engine.newId();
  const reference = referenceOf(event.effectiveOn, await tx.nextNumber(referenceCounter(book, event.effectiveOn)));
  const role = event.data.onBehalf === true ? 'officer' : 'applicant-editor';
  await tx.append(applicationStream(id), 0, [{ ...event, data: { ...event.data, reference } }], actorOf(person, role));
  const changes = Object.entries(draft).map(([path, value]) => ({ path, value, base: 0 }));
  if (changes.length > 0) await saveDraft(tx, id, changes, person.person.id);
  return { id, version: 1 };
}

/** A case whose draft this person may fill now; refuses like saving. */
export async function loadToFill(engine: Pick<Engine, 'books'>, tx: Pick<Tx, 'load'>, id: string, person: Principal): Promise<Subject> {
  const { subject } = await loadSubject(tx, id, person, 'application.edit');
  assertDossierOpen(bookOf(engine, subject.scheme), subject);
  return subject;
}

/** Saves what somebody typed, field by field. Refuses when the dossier is not open. */
export async function saveFields(engine: Engine, person: Principal, id: string, changes: readonly Change[]): Promise<Saved> {
  if (changes.length > 5000)
    throw new InvalidInput([
      { path: '', message: { ja: '一度に保存できるのは5,000欄までです。', en: 'At most 5,000 fields can be saved at once.' } },
    ]);
  return engine.store.transaction((tx) => saveWithin(engine, tx, person, id, changes), applicationStream(id));
}

/** The same in a transaction that does more. */
export async function saveWithin(
  engine: Pick<Engine, 'books'>,
  tx: Tx,
  person: Principal,
  id: string,
  changes: readonly Change[],
): Promise<Saved> {
  const { subject } = await loadSubject(tx, id, person, 'application.edit');
  const book = bookOf(engine, subject.scheme);
  assertDossierOpen(book, subject);
  assertPaths(
    book,
    subject,
    changes.map((change) => change.path),
  );
  return saveDraft(tx, id, changes, person.person.id);
}

function assertDossierOpen(book: Book, subject: Subject): void {
  if (isDossierOpen(book, subject)) return;
  const state = book.application.states[subject.state];
  throw new RuleRefused('dossier-closed', state?.clause ?? '', {
    ja: `「${state?.label.ja}」の間は申請書類を変更できません。`,
    en: `The dossier cannot be changed while the case is “${state?.label.en}”.`,
  });
}

export interface MoveRequest {
  readonly move: string;
  readonly place: Place;
  readonly input: JsonObject;
  readonly seen: { readonly version: number; readonly hash?: string };
}

export interface Moved {
  readonly id: string;
  readonly version: number;
  readonly state: string;
}

/**
 * Makes a move: one act however often it arrives. In one transaction the facts that its guards name are loaded, the
 * rule book decides, the events are appended, and everything with legal effect that follows from them happens.
 */
export async function makeMove(engine: Engine, person: Principal, key: string, id: string, asked: MoveRequest): Promise<Moved> {
  const request = { command: 'move', application: id, ...asked } as unknown as JsonValue;
  const command = { principal: person.person.id, key, request, stream: applicationStream(id) };
  const { outcome } = await engine.store.command(command, async (tx) => {
    const moved = await makeMoveWithin(engine, tx, person, id, asked);
    return { ...moved };
  });
  return outcome as unknown as Moved;
}

/**
 * How a move is asked for: by a person over the page or API, by money that arrived (see `Charge` in rules/book.ts), or by a member of
 * a committee in a hearing that was put before them.
 */
type AskedBy = 'request' | 'receipt' | 'hearing';

/**
 * The same within a transaction of another act, on the case as that transaction sees it when no version is named. A row that
 * only the receipt of money makes is refused to whoever asks for it by name.
 */
export async function makeMoveWithin(
  engine: Engine,
  tx: Tx,
  person: Principal,
  id: string,
  request: Omit<MoveRequest, 'seen'> & Partial<Pick<MoveRequest, 'seen'>>,
  by: AskedBy = 'request',
): Promise<Moved> {
  const { subject, events } = await loadSubject(tx, id, person, by === 'hearing' ? 'hearing.act' : 'application.move');
  const book = bookOf(engine, subject.scheme);
  const located = locate(book, subject, request.move, request.place);
  if (by !== 'receipt' && located.kind?.charges?.settledBy === request.move) throw onlyByReceipt(located.kind.charges);
  const asked: MoveRequest = { ...request, seen: request.seen ?? { version: subject.version } };
  const its = await caseToMove(tx, { book, subject, events }, located, person);
  const who = { person: person.person.id, organisation: person.organisation.id, parties: bookRoles(person) };
  const day = engine.clock.today();
  if (located.row.needs?.length) await holdStill(tx, its);
  await assertPointsToOwn(tx, located.row, asked.input, subject.organisation);
  const about = { book, subject, values: its.values, day };
  const facts: Partial<Facts> = await loadFacts(tx, factsFor(book, located.row), about);
  const carried = located.row.carries ? { carried: await freezeFindings(tx, book, subject) } : {};
  const newIds = [engine.newId(), engine.newId(), engine.newId()];
  const decided = decide(book, subject, { ...asked, who }, { day, values: its.values, facts, hash: its.hash, ...carried, newIds });
  return (await carryOut(tx, its, decided, person, asked.input)) as unknown as Moved;
}

/** The refusal of a row that only the receipt of money makes. */
export const onlyByReceipt = (charge: Charge) =>
  new RuleRefused('only-by-receipt', charge.clause, {
    ja: 'この手続は、入金の記録を請求に充当し、全額に達したときに行われます。入金の画面から確認してください。',
    en: 'This happens when payments assigned to the charge reach its total: confirm them on the payments page.',
  });

type CaseToMove = Omit<Case, 'draft'>;

/** The case for a move: its dossier is read when the move looks at it. */
async function caseToMove(
  tx: Pick<Tx, 'db' | 'document'>,
  its: Pick<Case, 'book' | 'subject' | 'events'>,
  located: Located,
  person: Principal,
): Promise<CaseToMove> {
  const { book, subject } = its;
  const scope = scopeAnswers(its.events);
  if (!looksAtDossier(book, located)) return { ...its, scope, ...UNREAD };
  const isDraft = fillsDraft(person, subject) && isDossierOpen(book, subject);
  const draft = isDraft ? await readDraftValues(tx.db, subject.id) : undefined;
  return { ...its, scope, ...(await dossierFrom(tx, book, subject, scope, draft)) };
}

/** Facts that guards rest on must still hold at the commit: two decisions about one organisation's models take turns. */
const holdStill = (tx: Tx, its: CaseToMove) => tx.lock(`guards:${its.book.id}:${its.subject.organisation}`);

/** Appends what was decided with everything that has legal effect, in the deciding transaction. */
export async function carryOut(
  tx: Tx,
  its: CaseToMove,
  decided: readonly NewRowEvent[],
  person: Principal,
  input: JsonObject,
): Promise<JsonObject> {
  if (decided.some((event) => event.data.dossier !== undefined)) await tx.putDocument(its.subject.organisation, its.content);
  for (const event of decided) await seal(tx, its.book, its.subject.id, event, { values: its.values, input, person: person.person.id });
  const party = decided[0]?.data.party;
  const stored = await tx.append(
    applicationStream(its.subject.id),
    its.subject.version,
    decided,
    actorOf(person, typeof party === 'string' ? party : undefined),
  );
  const now = stored.reduce(evolve, its.subject);
  return { id: now.id, version: now.version, state: now.state };
}

/** The live form check of a case: the same function as at submission and acceptance. A case that is over is checked no more: its models stand in its own attestation. */
export async function findingsOf(engine: Engine, tx: Pick<Tx, 'db'>, its: Case): Promise<readonly Finding[]> {
  if (isOver(its.book, its.subject)) return [];
  const facts = await formFacts(tx, { book: its.book, subject: its.subject, values: its.values, day: engine.clock.today() });
  return checkForm({ book: its.book, edition: its.subject.edition ?? '', subject: its.subject, values: its.values, facts });
}

/** The sealed inquiries of a case, for those whom the policy lets read them. */
export async function inquiriesOf(tx: Pick<Tx, 'sealed'>, person: Principal, application: string): Promise<readonly SealedInquiry[]> {
  assertMay(person, 'inquiry.read', { organisation: person.organisation.id });
  return sealedInquiries(tx, application);
}
