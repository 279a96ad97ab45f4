import { Readable } from 'node:stream';
import type { Engine } from '../applications/index.ts';
import { FILE_LIMIT, type Files, UploadBroken } from '../io/files.ts';
import { actorOf, assertMay, type Principal } from '../people/index.ts';
import { contentHash } from '../rules/hash.ts';
import type { JsonObject } from '../rules/json.ts';
import { InvalidInput, NotFound } from '../rules/refusal.ts';
import { text } from '../rules/text.ts';
import { json, type NewEvent, type Tx } from '../store/index.ts';
import type { IncomingFile } from '../web/multipart.ts';
import { rememberErased } from './erasures.ts';
import { assertErasable, type EvidenceEvent, type EvidenceFile, evidenceStream } from './evidence.ts';
import { findFile, goneFile, usesOf } from './list.ts';
import { readOrigin } from './origin.ts';

/** How many files one form may bring, and how large each may be (bytes). */
export const VAULT_LIMITS = { files: 20, fileLimit: FILE_LIMIT } as const;

/** A file whose bytes are stored and that is not yet in the vault. */
export interface Received {
  readonly name: string;
  readonly sha256: string;
  readonly size: number;
  readonly type: string;
}

/** Whose vault files go into: the person's own, or that of the applicant of a case for which the office scans paper. */
export interface Into {
  readonly organisation: string;
  readonly scannedFor?: string;
}

/** Takes in the bytes of one incoming file. Nothing of it is in the vault before `enter`. Refuses an empty file. */
export async function receive(files: Files, organisation: string, incoming: IncomingFile): Promise<Received> {
  const stored = await files.put(organisation, incoming.bytes, { limit: VAULT_LIMITS.fileLimit, complete: incoming.isWhole });
  if (stored.size === 0) {
    throw new InvalidInput([
      { path: 'file', message: text(`「${incoming.name}」は空のファイルです。`, `“${incoming.name}” is an empty file.`) },
    ]);
  }
  return { name: incoming.name, ...stored };
}

const EMPTY_SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/**
 * Enters received files into a vault, all or none, and records who brought in which content. The same
 * content under the same name is the file that is there already.
 */
export async function enter(
  engine: Engine,
  files: Files,
  person: Principal,
  key: string,
  received: readonly Received[],
  into: Into = { organisation: person.organisation.id },
): Promise<readonly EvidenceFile[]> {
  if (received.length === 0) throw new InvalidInput([{ path: 'file', message: text('ファイルを選んでください。', 'Choose a file.') }]);
  const { organisation, scannedFor } = into;
  const named = received.map(({ name, sha256 }) => ({ name, sha256 }));
  const request = { command: 'upload-evidence', organisation, files: named, ...(scannedFor ? { scannedFor } : {}) };
  const { outcome, replayed } = await engine.store.command({ principal: person.person.id, key, request }, async (tx) => {
    await tx.lock(vaultLock(organisation));
    const entered: string[] = [];
    for (const one of received) entered.push(await enterOne(engine, files, tx, person, one, into));
    // Ids only: what a command answered is kept for ever, and a name must be erasable.
    return [...new Set(entered)];
  });
  if (replayed) await discard(engine, files, organisation, received);
  const found: EvidenceFile[] = [];
  for (const id of outcome) {
    const file = await findFile(engine.store, organisation, id);
    if (file) found.push(file);
  }
  return found;
}

/** Gives the id of the file in the vault. */
async function enterOne(
  engine: Engine,
  files: Files,
  tx: Tx,
  person: Principal,
  one: Received,
  { organisation, scannedFor }: Into,
): Promise<string> {
  // A scan is a file of its own: what the applicant has in the vault already is not for the office to find.
  const there = await tx.db
    .selectFrom('files')
    .select('id')
    .where('organisation', '=', organisation)
    .where('sha256', '=', one.sha256)
    .where('name', '=', one.name)
    .where('from_paper', '=', scannedFor !== undefined)
    .where('application', scannedFor === undefined ? 'is' : '=', scannedFor ?? null)
    .where('erased_at', 'is', null)
    .executeTakeFirst();
  if (there) return there.id;
  // Somebody may have erased the last file with this content while ours was coming in.
  const bytes = await files.open(organisation, one.sha256);
  if (!bytes) throw new UploadBroken();
  bytes.stream.destroy();
  const row = {
    id: engine.newId(),
    organisation,
    sha256: one.sha256,
    name: one.name,
    size: one.size,
    type: one.type,
    uploaded_by: person.person.id,
    uploaded_at: tx.now().toISOString(),
    application: scannedFor ?? null,
    from_paper: scannedFor !== undefined,
    erased_at: null,
  };
  await tx.db.insertInto('files').values(row).execute();
  const { sha256, size, type } = one;
  await tx.append(
    evidenceStream(row.id),
    0,
    [happened(engine, { type: 'EvidenceUploaded', data: { sha256, size, type, ...(scannedFor ? { scannedFor } : {}) } })],
    actorOf(person),
  );
  return row.id;
}

const happened = (engine: Engine, event: EvidenceEvent): NewEvent => ({ ...event, effectiveOn: engine.clock.today(), editions: {} });

/** One at a time for each organisation: bytes are removed only while nobody enters a file with the same content. */
export const vaultLock = (organisation: string): string => `evidence:${organisation}`;

/** Removes the bytes of what was received and is in no vault; what another file of the organisation holds stays. */
export async function discard(
  engine: Engine,
  files: Files,
  organisation: string,
  received: readonly Pick<Received, 'sha256'>[],
): Promise<void> {
  for (const sha256 of new Set(received.map((one) => one.sha256))) {
    await engine.store.transaction(async (tx) => {
      await tx.lock(vaultLock(organisation));
      const held = await tx.db
        .selectFrom('files')
        .select('id')
        .where('organisation', '=', organisation)
        .where('sha256', '=', sha256)
        .where('erased_at', 'is', null)
        .executeTakeFirst();
      if (!held) await files.delete(organisation, sha256);
    });
  }
}

/** Runs an upload: whatever goes wrong, nothing of it is left. */
export async function upload(
  engine: Engine,
  files: Files,
  person: Principal,
  read: (take: (incoming: IncomingFile) => Promise<void>) => Promise<{ readonly key: string }>,
): Promise<readonly EvidenceFile[]> {
  const { id } = person.organisation;
  assertMay(person, 'evidence.write', { organisation: id });
  return uploadInto(engine, files, person, { organisation: id }, read);
}

/** Keeps bytes that are already here as a file of the person's own organisation. */
export async function keepInVault(
  engine: Engine,
  files: Files,
  person: Principal,
  key: string,
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
): Promise<EvidenceFile> {
  const [kept] = await upload(engine, files, person, async (take) => {
    await take({ field: 'file', name, bytes: Readable.from([bytes]), isWhole: () => true });
    return { key };
  });
  if (!kept) throw new UploadBroken();
  return kept;
}

/** The same into a vault that was decided on before. */
export async function uploadInto(
  engine: Engine,
  files: Files,
  person: Principal,
  into: Into,
  read: (take: (incoming: IncomingFile) => Promise<void>) => Promise<{ readonly key: string }>,
): Promise<readonly EvidenceFile[]> {
  const received: Received[] = [];
  try {
    const { key } = await read(async (incoming) => {
      received.push(await receive(files, into.organisation, incoming));
    });
    return await enter(engine, files, person, key, received, into);
  } catch (error) {
    // What went wrong first is what the sender is told.
    await discard(engine, files, into.organisation, [...received, { sha256: EMPTY_SHA256 }]).catch(() => undefined);
    throw error;
  }
}

/** One file with its bytes, for the organisation's own people. NotFound for another organisation's as for none; Gone for one that was erased. */
export async function openFile(engine: Engine, files: Files, person: Principal, id: string) {
  assertMay(person, 'evidence.read');
  const file = await findFile(engine.store, person.organisation.id, id);
  if (!file)
    throw (await goneFile({ db: engine.store.db, load: engine.store.read }, person.organisation.id, id)) ?? new NotFound(`evidence ${id}`);
  const bytes = await files.open(person.organisation.id, file.sha256);
  if (!bytes) throw new NotFound(`evidence ${id}`);
  return { file, ...bytes };
}

/**
 * Erases a file: its name and its bytes are gone for good, the history keeps who did it and the hash. Refused while a submitted application
 * or an attestation in force points to it.
 */
export async function erase(
  engine: Engine,
  files: Files,
  person: Principal,
  key: string,
  id: string,
): Promise<{ id: string; sha256: string }> {
  assertMay(person, 'evidence.write');
  const organisation = person.organisation.id;
  const { outcome } = await engine.store.command(
    { principal: person.person.id, key, request: { command: 'erase-evidence', organisation, id } },
    async (tx) => {
      // The same locks as a move whose guards read the vault: nobody files a pointer to what is being erased.
      for (const book of engine.books) await tx.lock(`guards:${book.id}:${organisation}`);
      await tx.lock(vaultLock(organisation));
      const file = await findFile(tx, organisation, id);
      if (!file) throw new NotFound(`evidence ${id}`);
      const uses = await usesOf(engine, tx, person);
      assertErasable(uses.filter((use) => use.document === id));
      await tx.db.updateTable('files').set({ name: '', origin: null, erased_at: tx.now().toISOString() }).where('id', '=', id).execute();
      await rememberErased(tx, [{ what: 'file', organisation, id, sha256: file.sha256 }]);
      const stream = evidenceStream(id);
      await tx.append(
        stream,
        (await tx.load(stream)).length,
        [happened(engine, { type: 'EvidenceErased', data: { sha256: file.sha256 } })],
        actorOf(person),
      );
      return { id, sha256: file.sha256 };
    },
  );
  await discard(engine, files, organisation, [outcome]);
  return outcome;
}

/**
 * Says where a file of the own organisation comes from, when it is not its own work: a contractor's public or signed material, a captured web
 * page (D-4.4-6, D-4.4-7). The history keeps who said what kind when; names stay in the row, which can be erased.
 */
export async function stateOrigin(engine: Engine, person: Principal, key: string, id: string, input: JsonObject): Promise<{ id: string }> {
  assertMay(person, 'evidence.write');
  const organisation = person.organisation.id;
  const { kind, origin } = readOrigin(input, engine.clock.today());
  const request = { command: 'state-evidence-origin', organisation, id, input };
  const { outcome } = await engine.store.command({ principal: person.person.id, key, request }, async (tx) => {
    // A check that reads the origin must still hold when it is committed.
    for (const book of engine.books) await tx.lock(`guards:${book.id}:${organisation}`);
    if (!(await findFile(tx, organisation, id))) throw new NotFound(`evidence ${id}`);
    const kept = origin ? { ...origin } : null;
    await tx.db
      .updateTable('files')
      .set({ origin: kept && json(kept) })
      .where('id', '=', id)
      .execute();
    const stream = evidenceStream(id);
    const data = { kind, hash: contentHash(kept) };
    await tx.append(stream, (await tx.load(stream)).length, [happened(engine, { type: 'EvidenceOriginStated', data })], actorOf(person));
    return { id };
  });
  return outcome;
}
