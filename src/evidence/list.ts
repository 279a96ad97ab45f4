import { type Case, contentOf, type Engine, issuedFor, loadCase } from '../applications/index.ts';
import { attestation, attestationStream, standingOf } from '../attestations/index.ts';
import type { Principal } from '../people/index.ts';
import type { Book } from '../rules/book.ts';
import type { Day } from '../rules/day.ts';
import { termsOn } from '../rules/decide.ts';
import type { Values } from '../rules/dossier.ts';
import { dossierOf } from '../rules/editions.ts';
import type { EvidenceOrigin } from '../rules/facts.ts';
import type { JsonObject } from '../rules/json.ts';
import { type StatusId, statusOn } from '../rules/status.ts';
import type { Store, Tx } from '../store/index.ts';
import { type EvidenceFile, pointedAt, type Use, type UseStanding } from './evidence.ts';
import { handedOver } from './handed-over.ts';

type Reader = Pick<Tx, 'db' | 'load' | 'document'>;

interface FileRow {
  readonly id: string;
  readonly organisation: string;
  readonly name: string;
  readonly size: number;
  readonly type: string;
  readonly sha256: string;
  readonly uploaded_by: string;
  readonly uploaded_at: string;
  readonly application: string | null;
  readonly origin: JsonObject | null;
  readonly from_paper: boolean;
}

/** A row of the vault as a file. */
export const fileOf = (row: FileRow): EvidenceFile => ({
  id: row.id,
  organisation: row.organisation,
  name: row.name,
  size: Number(row.size),
  type: row.type,
  sha256: row.sha256,
  uploadedBy: row.uploaded_by,
  uploadedAt: row.uploaded_at,
  ...(row.origin ? { origin: row.origin as EvidenceOrigin } : {}),
  ...(row.from_paper && row.application !== null ? { scannedFor: row.application } : {}),
});

/** A file's id is a UUID; not every text is, and PostgreSQL would say so as an error. */
export const isFileId = (id: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);

/** The files of one organisation that were not erased, the newest first. */
export async function filesOf(tx: Pick<Store, 'db'>, organisation: string): Promise<readonly EvidenceFile[]> {
  const rows = await tx.db
    .selectFrom('files')
    .selectAll()
    .where('organisation', '=', organisation)
    .where('erased_at', 'is', null)
    .orderBy('uploaded_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map(fileOf);
}

/** One file of this organisation; undefined for another's, an erased and an unknown one alike. */
export async function findFile(tx: Pick<Store, 'db'>, organisation: string, id: string): Promise<EvidenceFile | undefined> {
  if (!isFileId(id)) return undefined;
  const row = await tx.db
    .selectFrom('files')
    .selectAll()
    .where('id', '=', id)
    .where('organisation', '=', organisation)
    .where('erased_at', 'is', null)
    .executeTakeFirst();
  return row && fileOf(row);
}

/** Where the files of the person's own organisation are used: in drafts, in what was submitted, in what was attested. */
export async function usesOf(engine: Engine, tx: Reader, person: Principal): Promise<readonly Use[]> {
  const rows = await tx.db.selectFrom('application_list').select('id').where('organisation', '=', person.organisation.id).execute();
  const uses: Use[] = [];
  for (const { id } of rows) uses.push(...(await usesIn(engine, tx, await loadCase(engine, tx, id, person, 'application.read'))));
  return uses;
}

async function usesIn(engine: Engine, tx: Reader, its: Case): Promise<readonly Use[]> {
  const { book, subject } = its;
  const state = book.application.states[subject.state];
  const frozen = subject.dossier ? (JSON.parse((await tx.document(subject.dossier)) ?? '{}') as Values) : undefined;
  const settled = await attestedBy(engine, tx, its);
  const standing: UseStanding = settled ? (settled.inForce ? 'in-force' : 'past') : state?.waitsFor === 'end' ? 'past' : 'submitted';
  const submitted = frozen ? pointersOf(its, frozen, standing, settled?.key) : [];
  const drafted = state?.dossier === 'open' ? pointersOf(its, its.values, 'draft', undefined) : [];
  const isNew = (use: Use) =>
    !submitted.some((each) => each.path === use.path && each.document === use.document && each.place === use.place);
  // What went to the office is kept there, also what a later submission left out, and what went with an answer.
  const before = (await handedOver(tx, its))
    .filter((each) => each.isNow === false || each.thread !== undefined)
    .map((each) => ({ ...each, ...ofCase(its, frozen ?? its.values, standing, settled?.key) }));
  return [...submitted, ...before.filter(isNew), ...drafted.filter(isNew)];
}

const ofCase = ({ book, subject }: Case, values: Values, standing: UseStanding, attested: string | undefined) => ({
  application: subject.id,
  scheme: book.id,
  title: titleOf(book, values),
  standing,
  clause: book.evidenceKept ?? '',
  ...(attested ? { attestation: attested } : {}),
});

function pointersOf(its: Case, values: Values, standing: UseStanding, attested: string | undefined): readonly Use[] {
  const { book, subject, scope } = its;
  const content = contentOf(book, subject, scope, values);
  const of = ofCase(its, values, standing, attested);
  return pointedAt(dossierOf(book, subject.edition ?? ''), content).map((each) => ({ ...each, ...of }));
}

function titleOf(book: Book, values: Values): string {
  const field = book.publication.at(-1)?.value.title.ja;
  const title = field ? values[field] : undefined;
  return typeof title === 'string' ? title : '';
}

const OVER: ReadonlySet<StatusId> = new Set(['expired', 'lapsed', 'withdrawn', 'ceased']);

/** The attestation that the application led to. */
async function attestedBy(engine: Engine, tx: Reader, { book, subject }: Case): Promise<{ key: string; inForce: boolean } | undefined> {
  const key = book.application.states[subject.state]?.waitsFor === 'end' ? await issuedFor(tx, subject.id) : undefined;
  if (key === undefined) return undefined;
  const events = await tx.load(attestationStream(key));
  return { key: attestation(key, events).number ?? key, inForce: isKept(book, events, engine.clock.today()) };
}

const isKept = (book: Book, events: Parameters<typeof standingOf>[0], today: Day): boolean =>
  !OVER.has(statusOn(standingOf(events), termsOn(book, today), today).status);
