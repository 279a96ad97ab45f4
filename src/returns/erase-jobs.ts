import type { Engine } from '../applications/index.ts';
import {
  discard,
  type Erased,
  type EvidenceEvent,
  eraseDossier,
  evidenceStream,
  type Ledger,
  rememberErased,
  replayErasures,
  usesOfOrganisation,
  vaultLock,
} from '../evidence/index.ts';
import type { Files } from '../io/files.ts';
import { systemActor } from '../people/index.ts';
import type { Job, Tx } from '../store/index.ts';
import { happened } from './commands.ts';
import { type Due, dueOf } from './due.ts';
import { ERASE, isPart, type Part, type Remembered, type ReturnEvent, returnStream } from './return.ts';

/** What erasing needs beside the engine. */
export interface Vault {
  readonly files: Files;
  readonly ledger: Ledger;
}

/**
 * Carries out what is due: each return once, however many servers run this and wherever one of them stops. Gives how many were erased.
 */
export async function eraseDue(engine: Engine, vault: Vault): Promise<number> {
  let erased = 0;
  for (;;) {
    const jobs = await engine.store.takeJobs([ERASE], 10, 600);
    if (jobs.length === 0) return erased;
    for (const job of jobs) erased += await carryOut(engine, vault, job);
  }
}

async function carryOut(engine: Engine, vault: Vault, job: Job): Promise<number> {
  const { application, part } = job.payload;
  try {
    const done = typeof application === 'string' && isPart(part) && (await eraseReturned(engine, vault, application, part));
    await engine.store.finishJob(job.id);
    return done ? 1 : 0;
  } catch (error) {
    const again = new Date(engine.clock.now().getTime() + Math.min(job.attempts, 12) * 5 * 60_000).toISOString();
    await engine.store.retryJob(job.id, again, error instanceof Error ? error.message : String(error));
    return 0;
  }
}

/**
 * Erases what was returned with a case, once the time to fetch it is over: never before, never what is kept again, never what another case
 * of the organisation still rests on. Afterwards the list beside the data names it and its bytes are gone. False when nothing was to do.
 */
export async function eraseReturned(engine: Engine, vault: Vault, application: string, part: Part): Promise<boolean> {
  const outcome = await engine.store.transaction((tx) => decideAndErase(engine, tx, application, part));
  // Also when an earlier run of this job stopped right here.
  if (outcome.organisation !== undefined) {
    await replayErasures(engine, vault.ledger);
    await discard(engine, vault.files, outcome.organisation, outcome.bytes);
  }
  return outcome.isNew;
}

interface Outcome {
  readonly isNew: boolean;
  readonly organisation?: string;
  readonly bytes: readonly { readonly sha256: string }[];
}
const NOTHING: Outcome = { isNew: false, bytes: [] };

async function decideAndErase(engine: Engine, tx: Tx, application: string, part: Part): Promise<Outcome> {
  const first = await dueOf(engine, tx, application, part);
  if (!first?.state) return NOTHING;
  const { organisation } = first.state;
  // The same locks as a move whose guards read the vault: nobody files a pointer to what is being erased.
  for (const book of engine.books) await tx.lock(`guards:${book.id}:${organisation}`);
  await tx.lock(vaultLock(organisation));
  const due = await dueOf(engine, tx, application, part);
  if (due?.state?.state === 'erased') return { isNew: false, organisation, bytes: due.state.gone?.files ?? [] };
  const today = engine.clock.today();
  if (due?.state?.state !== 'offered' || due.state.fetchUntil >= today) return NOTHING;
  if (!due.ended) {
    const off: ReturnEvent = { type: 'ReturnCalledOff', data: { because: 'kept-again' } };
    await tx.append(returnStream(application, part), due.version, [happened(off, today)], systemActor);
    return NOTHING;
  }
  return erase(engine, tx, due);
}

async function erase(engine: Engine, tx: Tx, due: Due): Promise<Outcome> {
  const { its, part } = due;
  const { organisation, id } = its.subject;
  const clause = its.book.keeping?.clause ?? '';
  const returned = { application: id, clause };
  const needed = await neededElsewhere(engine, tx, due);
  const gone = due.files.filter(({ file }) => !needed.has(file.id)).map(({ file }) => file);
  const today = engine.clock.today();
  for (const file of gone) {
    await tx.db.updateTable('files').set({ name: '', origin: null, erased_at: tx.now().toISOString() }).where('id', '=', file.id).execute();
    const stream = evidenceStream(file.id);
    const event = { type: 'EvidenceErased', data: { sha256: file.sha256, returned } } satisfies EvidenceEvent;
    await tx.append(stream, (await tx.load(stream)).length, [{ ...event, effectiveOn: today, editions: {} }], systemActor);
  }
  const dossiers: { hash: string; remains: string }[] = [];
  const listed: Erased[] = gone.map((file) => ({ what: 'file', organisation, id: file.id, sha256: file.sha256, returned }));
  for (const hash of due.dossiers) {
    const edition = editionOf(its.events, hash) ?? its.subject.edition ?? '';
    const erased: Erased = { what: 'dossier', organisation, id: hash, sha256: hash, returned, scheme: its.book.id, edition };
    if (await isFrozenElsewhere(tx, id, hash)) continue;
    const remains = await eraseDossier(engine, tx, erased);
    if (remains === undefined) continue;
    dossiers.push({ hash, remains });
    listed.push(erased);
  }
  if (part === 'all') await tx.db.deleteFrom('draft_fields').where('application', '=', id).execute();
  await rememberErased(tx, listed);
  const files: readonly Remembered[] = gone.map(({ id: file, sha256, name, size }) => ({ id: file, sha256, name, size }));
  const kept = due.files.flatMap(({ file }) => {
    const by = needed.get(file.id);
    return by === undefined ? [] : [{ id: file.id, by }];
  });
  const event: ReturnEvent = { type: 'DocumentsErased', data: { files, kept, dossiers, clause } };
  await tx.append(returnStream(id, part), due.version, [happened(event, today)], systemActor);
  return { isNew: true, organisation, bytes: files };
}

/** The edition of the dossier when it was submitted. */
function editionOf(events: Due['its']['events'], hash: string): string | undefined {
  let edition: string | undefined;
  for (const { data } of events) {
    if (typeof data.edition === 'string') edition = data.edition;
    if (data.dossier === hash) return edition;
  }
  return undefined;
}

/** The same content submitted with another case is that case's too. */
async function isFrozenElsewhere(tx: Tx, application: string, hash: string): Promise<boolean> {
  const found = await tx.db
    .selectFrom('events')
    .select('stream')
    .where((event) => event(event.ref('data', '->>').key('dossier'), '=', hash))
    .where('stream', 'like', 'application:%')
    .where('stream', '<>', `application:${application}`)
    .limit(1)
    .executeTakeFirst();
  if (!found) return false;
  const other = await tx.db
    .selectFrom('returns')
    .select('state')
    .where('application', '=', found.stream.slice('application:'.length))
    .where('part', '=', 'all')
    .executeTakeFirst();
  return other?.state !== 'erased';
}

/** Files of the case that another one rests on: one that runs or is in force, or one whose own return is still to come. */
async function neededElsewhere(engine: Engine, tx: Tx, due: Due): Promise<ReadonlyMap<string, string>> {
  const { id, organisation } = due.its.subject;
  const done = await tx.db
    .selectFrom('returns')
    .select(['application', 'part'])
    .where('organisation', '=', organisation)
    .where('state', '=', 'erased')
    .execute();
  const isDone = (application: string) => done.some((row) => row.application === application && row.part === 'all');
  const others = (await usesOfOrganisation(engine, tx, organisation)).filter((use) => use.application !== id && !isDone(use.application));
  const needed = new Map(others.filter((use) => use.standing !== 'past').map((use) => [use.document, use.application]));
  const past = new Set(others.filter((use) => use.standing === 'past').map((use) => use.application));
  for (const other of past) {
    const theirs = await dueOf(engine, tx, other, 'all');
    for (const { file } of theirs?.files ?? []) if (!needed.has(file.id)) needed.set(file.id, other);
  }
  return needed;
}
