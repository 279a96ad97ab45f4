import { application, applicationStream, type Case, caseFrom, contentOf, type Engine, issuedFor } from '../applications/index.ts';
import { attestation, attestationStream, standingOf } from '../attestations/index.ts';
import { assertMay, type Principal } from '../people/index.ts';
import type { Book } from '../rules/book.ts';
import { type Day, dayText } from '../rules/day.ts';
import { termsOn } from '../rules/decide.ts';
import type { Values } from '../rules/dossier.ts';
import { dossierOf } from '../rules/editions.ts';
import type { EvidenceOrigin } from '../rules/facts.ts';
import type { JsonObject } from '../rules/json.ts';
import { Gone } from '../rules/refusal.ts';
import { type StatusId, statusOn } from '../rules/status.ts';
import type { Store, Tx } from '../store/index.ts';
import { type EvidenceEvent, type EvidenceFile, evidenceStream, pointedAt, type Use, type UseStanding } from './evidence.ts';
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

/** When a file of this organisation was erased, and why, for whoever could have opened it; undefined for every other. */
export async function goneFile(tx: Pick<Store, 'db'> & Pick<Tx, 'load'>, organisation: string, id: string): Promise<Gone | undefined> {
  if (!isFileId(id)) return undefined;
  const row = await tx.db
    .selectFrom('files')
    .select('erased_at')
    .where('id', '=', id)
    .where('organisation', '=', organisation)
    .where('erased_at', 'is not', null)
    .executeTakeFirst();
  if (!row) return undefined;
  const event = (await tx.load(evidenceStream(id))).findLast((each) => each.type === ('EvidenceErased' satisfies EvidenceEvent['type']));
  const returned = event?.data as (EvidenceEvent & { readonly type: 'EvidenceErased' })['data'] | undefined;
  const on = event && dayText(event.effectiveOn);
  return returned?.returned
    ? new Gone(
        {
          ja: `この資料は申請者に返却され、${on?.ja}に消去されました。名称とハッシュ値は返却の記録に残っています。`,
          en: `This document was returned to the applicant and erased on ${on?.en}. Its name and hash stay in the record of the return.`,
        },
        returned.returned.clause,
      )
    : new Gone(
        { ja: `この資料は、申請者が${on?.ja ?? ''}に消去しました。`, en: `The applicant erased this document on ${on?.en ?? ''}.` },
        '',
      );
}

/** Where the files of the person's own organisation are used: in drafts, in what was submitted, in what was attested. */
export async function usesOf(engine: Pick<Engine, 'books' | 'clock'>, tx: Reader, person: Principal): Promise<readonly Use[]> {
  assertMay(person, 'application.read', { organisation: person.organisation.id });
  return usesOfOrganisation(engine, tx, person.organisation.id);
}

/** The same of any organisation, for an act of the system. */
export async function usesOfOrganisation(
  engine: Pick<Engine, 'books' | 'clock'>,
  tx: Reader,
  organisation: string,
): Promise<readonly Use[]> {
  const rows = await tx.db.selectFrom('application_list').select('id').where('organisation', '=', organisation).execute();
  const uses: Use[] = [];
  for (const { id } of rows) {
    const events = await tx.load(applicationStream(id));
    uses.push(...(await usesIn(engine, tx, await caseFrom(engine, tx, application(id, events), events, true))));
  }
  return uses;
}

async function usesIn(engine: Pick<Engine, 'clock'>, tx: Reader, its: Case): Promise<readonly Use[]> {
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
async function attestedBy(
  engine: Pick<Engine, 'clock'>,
  tx: Reader,
  { book, subject }: Case,
): Promise<{ key: string; inForce: boolean } | undefined> {
  const key = book.application.states[subject.state]?.waitsFor === 'end' ? await issuedFor(tx, subject.id) : undefined;
  if (key === undefined) return undefined;
  const events = await tx.load(attestationStream(key));
  return { key: attestation(key, events).number ?? key, inForce: isKept(book, events, engine.clock.today()) };
}

const isKept = (book: Book, events: Parameters<typeof standingOf>[0], today: Day): boolean =>
  !OVER.has(statusOn(standingOf(events), termsOn(book, today), today).status);
