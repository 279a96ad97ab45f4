import { application, applicationStream, type Case, caseFrom, type Engine, issuedFor } from '../applications/index.ts';
import { attestation, attestationStream, restsOn, standingOf } from '../attestations/index.ts';
import { type EvidenceFile, fileOf, handedOver, isFileId, type PointedAt } from '../evidence/index.ts';
import { type KeepingEnded, keepingEnded } from '../rules/keeping.ts';
import type { Entry } from '../rules/subject.ts';
import type { StoredEvent, Tx } from '../store/index.ts';
import { evolveReturn, type Part, type Return, type ReturnEvent, returnStream } from './return.ts';

type Reader = Pick<Tx, 'db' | 'load' | 'document'>;

/** A file to be returned, with where the case points to it. */
export interface ReturnedFile {
  readonly file: EvidenceFile;
  readonly uses: readonly PointedAt[];
}

/** What is to be returned of a case, and how far it is. */
export interface Due {
  readonly its: Case;
  readonly part: Part;
  /** Absent: they are kept (again). */
  readonly ended?: KeepingEnded;
  /** Key of the attestation that the case led to. */
  readonly attestation?: string;
  readonly files: readonly ReturnedFile[];
  /** Hashes of the dossiers as they were submitted. */
  readonly dossiers: readonly string[];
  /** Acts by which the return of papers was recorded. */
  readonly papers: readonly Entry[];
  readonly state?: Return;
  /** Events of the return so far. */
  readonly version: number;
}

/** The stored events of a return as what they are. */
export const returnEvents = (stored: readonly StoredEvent[]) =>
  stored as unknown as readonly (ReturnEvent & Pick<StoredEvent, 'effectiveOn'>)[];

/**
 * What is to be returned of a case as of today; undefined when the book keeps nothing, or when nothing ended the keeping and nothing was
 * offered. What was erased already is no file of it any more.
 */
export async function dueOf(engine: Pick<Engine, 'books' | 'clock'>, tx: Reader, id: string, asked?: Part): Promise<Due | undefined> {
  const events = await tx.load(applicationStream(id));
  if (events.length === 0) return undefined;
  const its = await caseFrom(engine, tx, application(id, events), events, false);
  const { book, subject } = its;
  if (!book.keeping || subject.receivedOn === undefined) return undefined;
  const key = await issuedFor(tx, id);
  const issued = key === undefined ? [] : await tx.load(attestationStream(key));
  const kept = { application: subject, ...(key === undefined ? {} : { standing: standingOf(issued) }) };
  const ended = keepingEnded(book, kept, engine.clock.today());
  const part = asked ?? (ended?.end === 'superseded' ? 'superseded' : 'all');
  const holds = ended !== undefined && (part === 'superseded') === (ended.end === 'superseded');
  const stored = await tx.load(returnStream(id, part));
  const state = evolveReturn(returnEvents(stored));
  if (!holds && !state) return undefined;
  const newer = part === 'superseded' ? await stillPointed(engine, tx, restsOn(issued)) : new Set<string>();
  const held = key === undefined ? [] : attestation(key, issued).history;
  return {
    ...{ its, part, files: await filesOf(tx, its, newer, state), version: stored.length },
    ...(holds && ended ? { ended } : {}),
    ...(key === undefined ? {} : { attestation: key }),
    ...(state ? { state } : {}),
    dossiers: part === 'superseded' ? [] : submitted(events),
    papers: [...subject.history, ...held].filter((entry) => entry.row === book.keeping?.papersReturnedBy),
  };
}

const submitted = (events: readonly StoredEvent[]): readonly string[] => [
  ...new Set(events.flatMap(({ data }) => (typeof data.dossier === 'string' && data.thread === undefined ? [data.dossier] : []))),
];

/** What the application that took its place points to now: that is not superseded. */
async function stillPointed(engine: Pick<Engine, 'books'>, tx: Reader, id: string): Promise<ReadonlySet<string>> {
  const events = await tx.load(applicationStream(id));
  if (events.length === 0) return new Set();
  const its = await caseFrom(engine, tx, application(id, events), events, false);
  return new Set((await handedOver(tx, its)).filter((use) => use.isNow).map((use) => use.document));
}

/** The files that were handed over with a case, offered, or scanned for it by the office; not those that were erased. */
async function filesOf(tx: Reader, its: Case, without: ReadonlySet<string>, state: Return | undefined): Promise<readonly ReturnedFile[]> {
  const uses = (await handedOver(tx, its)).filter((use) => isFileId(use.document));
  // What was offered is known even when the dossier that pointed to it is gone.
  const ids = [...new Set([...uses.map((use) => use.document), ...(state?.files ?? []).map((file) => file.id)])];
  const rows = await tx.db
    .selectFrom('files')
    .selectAll()
    .where('organisation', '=', its.subject.organisation)
    .where('erased_at', 'is', null)
    .where((row) =>
      row.or([
        row.and([row('application', '=', its.subject.id), row('from_paper', '=', true)]),
        ...(ids.length > 0 ? [row('id', 'in', ids)] : []),
      ]),
    )
    .orderBy('uploaded_at')
    .orderBy('id')
    .execute();
  return rows
    .filter((row) => !without.has(row.id))
    .map((row) => ({ file: fileOf(row), uses: uses.filter((use) => use.document === row.id) }));
}
