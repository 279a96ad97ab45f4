import { type Case, type Engine, loadCase, namesOf } from '../applications/index.ts';
import { attestationStream, loadHeld } from '../attestations/index.ts';
import type { Files } from '../io/files.ts';
import { actorOf, type Principal } from '../people/index.ts';
import { Forbidden, NotFound } from '../rules/refusal.ts';
import { type Text, text } from '../rules/text.ts';
import type { Tx } from '../store/index.ts';
import { type EvidenceEvent, type EvidenceFile, evidenceStream } from './evidence.ts';
import { type HandedOverUse, handedOver, mayOpenHandedOver, openTo } from './handed-over.ts';
import { fileOf, goneFile, isFileId } from './list.ts';

/** Who opened a file that was handed over, and when. */
export interface Opening {
  readonly by: string;
  readonly organisation: string;
  /** ISO 8601 instant. */
  readonly at: string;
}

/** A file that was handed over with a case. */
export interface HandedOverFile {
  readonly id: string;
  /** Absent when the file was erased since, or never was the applicant's. */
  readonly file?: EvidenceFile;
  /** Where it is pointed to, in reading order. */
  readonly uses: readonly HandedOverUse[];
  /** By people of other organisations, the first opening first. */
  readonly opened: readonly Opening[];
}

/** The address of a file that was handed over, without the language. */
export const handedOverAddress = (application: string, file: string): string => `/cases/${application}/documents/${file}/content`;
/** The address of the list of what was handed over, without the language. */
export const documentsAddress = (application: string): string => `/cases/${application}/documents`;

type Reader = Pick<Tx, 'db' | 'document'>;

/**
 * The files that were handed over with a case, for this reader, in the order in which the dossier points to them (D-4.4-1). Only files of
 * the applicant of the case: an id of another organisation's file is no file here. Empty for somebody who may not open them.
 */
export async function handedOverFiles(tx: Reader, its: Case, person: Principal): Promise<readonly HandedOverFile[]> {
  if (!mayOpenHandedOver(person, its)) return [];
  const uses = openTo(person, its, await handedOver(tx, its));
  const ids = [...new Set(uses.map((use) => use.document))];
  const known = ids.filter(isFileId);
  if (known.length === 0) return ids.map((id) => ({ id, uses: uses.filter((use) => use.document === id), opened: [] }));
  const rows = await tx.db
    .selectFrom('files')
    .selectAll()
    .where('organisation', '=', its.subject.organisation)
    .where('id', 'in', known)
    .where('erased_at', 'is', null)
    .execute();
  const files = new Map(rows.map((row) => [row.id, fileOf(row)]));
  const opened = await openings(tx, its.subject.id, [...files.keys()]);
  return ids.map((id) => {
    const file = files.get(id);
    return { id, ...(file ? { file } : {}), uses: uses.filter((use) => use.document === id), opened: opened.get(id) ?? [] };
  });
}

async function openings(tx: Reader, application: string, files: readonly string[]): Promise<ReadonlyMap<string, readonly Opening[]>> {
  if (files.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('events')
    .select(['stream', 'data', 'actor', 'at'])
    .where('stream', 'in', files.map(evidenceStream))
    .where('type', '=', 'EvidenceOpened' satisfies EvidenceEvent['type'])
    .orderBy('position')
    .execute();
  const own = rows.filter((row) => row.data.application === application);
  const openingOf = (row: (typeof own)[number]): Opening => ({
    by: String(row.actor.person ?? ''),
    organisation: String(row.actor.organisation ?? ''),
    at: row.at,
  });
  return new Map(
    [...Map.groupBy(own, (row) => row.stream.slice(evidenceStream('').length))].map(([id, found]) => [id, found.map(openingOf)]),
  );
}

const refusal = text(
  '提出された資料を開けるのは、申請者、事務局の担当者、及び意見聴取中の委員だけです。',
  'What was handed over is open to the applicant, the officers, and a committee while it is heard.',
);

async function loadHandedOver(engine: Engine, tx: Tx, person: Principal, id: string): Promise<Case> {
  // Acts after the issue hand over, too: what they point to belongs to the attestation.
  const isHeld = (await tx.load(attestationStream(id))).length > 0;
  const its = isHeld
    ? await loadHeld(engine, tx, id, person, 'handed-over.read')
    : await loadCase(engine, tx, id, person, 'handed-over.read');
  if (!mayOpenHandedOver(person, its)) throw new Forbidden(refusal);
  return its;
}

/** The list of what was handed over with a case, with the names of those who opened something. */
export async function listDocuments(
  engine: Engine,
  person: Principal,
  id: string,
): Promise<{ readonly its: Case; readonly files: readonly HandedOverFile[]; readonly names: ReadonlyMap<string, Text> }> {
  return engine.store.transaction(async (tx) => {
    const its = await loadHandedOver(engine, tx, person, id);
    const files = await handedOverFiles(tx, its, person);
    const opened = files.flatMap((each) => each.opened);
    const names = await namesOf(
      tx,
      [...new Set(opened.map((each) => each.by))],
      [...new Set([its.subject.organisation, ...opened.map((each) => each.organisation)])],
    );
    return { its, files, names };
  });
}

/** Was the file handed over with this case, though its dossier may be erased since and say so no more? */
async function wasHandedOver(tx: Tx, { subject }: Case, id: string, listed: HandedOverFile | undefined): Promise<boolean> {
  if (listed) return true;
  const events = isFileId(id) ? await tx.load(evidenceStream(id)) : [];
  return events.some(({ data }) => (data.returned as { readonly application?: string } | undefined)?.application === subject.id);
}

/**
 * Opens one file that was handed over with a case, and records who opened it before a byte leaves: the file's own history says so for ever.
 * NotFound for a file that this case did not hand over, whoever's it is.
 */
export async function openDocument(engine: Engine, files: Files, person: Principal, id: string, fileId: string) {
  const file = await engine.store.transaction(async (tx) => {
    const its = await loadHandedOver(engine, tx, person, id);
    const listed = (await handedOverFiles(tx, its, person)).find((each) => each.id === fileId);
    const found = listed?.file;
    if (!found)
      throw (
        ((await wasHandedOver(tx, its, fileId, listed)) && (await goneFile(tx, its.subject.organisation, fileId))) ||
        new NotFound(`evidence ${fileId}`)
      );
    if (person.organisation.id !== found.organisation) {
      const stream = evidenceStream(found.id);
      const event = { type: 'EvidenceOpened', data: { application: id, sha256: found.sha256 } } satisfies EvidenceEvent;
      await tx.append(
        stream,
        (await tx.load(stream)).length,
        [{ ...event, effectiveOn: engine.clock.today(), editions: {} }],
        actorOf(person),
      );
    }
    return found;
  });
  const bytes = await files.open(file.organisation, file.sha256);
  if (!bytes) throw new NotFound(`evidence ${fileId}`);
  return { file, ...bytes };
}
