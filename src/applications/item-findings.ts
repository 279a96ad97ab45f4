import type { Book, Row } from '../rules/book.ts';
import { type Field, fieldsOf, leaves, type Values } from '../rules/dossier.ts';
import { dossierOf } from '../rules/editions.ts';
import type { ItemFinding, ItemFindingIs } from '../rules/item-finding.ts';
import { canonicalJson, type JsonObject, type JsonValue } from '../rules/json.ts';
import { Conflict } from '../rules/refusal.ts';
import type { Subject } from '../rules/subject.ts';
import { type Store, sha256, type Tx } from '../store/index.ts';
import { hashOf } from './application.ts';

/** A finding as it stands while the review runs; one that was taken back has none and keeps its version. */
export interface KeptFinding extends Omit<ItemFinding, 'finding'> {
  readonly finding?: ItemFindingIs;
  readonly version: number;
}

/** One change of a finding: over which version, and none to take it back. */
export interface FindingChange {
  readonly item: string;
  readonly finding?: ItemFindingIs;
  readonly words: string;
  /** The version that the officer saw; 0 when there was none. */
  readonly base: number;
  /** Hash of what the item said when the officer looked at it. */
  readonly content: string;
}

/** What a row froze. */
export interface FrozenFindings {
  readonly dossier: string;
  readonly findings: readonly ItemFinding[];
}

/** Items are what a review looks at one by one. */
export const isReviewed = (field: Field): boolean => field.kind === 'disclosure' || field.kind === 'verdict';

/** The row that makes the findings part of the record, when the case is in a state in which it could be made. */
export function carryingRow(book: Book, subject: Subject): { readonly id: string; readonly row: Row } | undefined {
  const found = Object.entries(book.application.rows).find(
    ([, row]) => row.carries === 'item-findings' && row.from.includes(subject.state),
  );
  return found && { id: found[0], row: found[1] };
}

/** The hash of what an item says. */
export const itemContent = (field: Field, values: Values): string =>
  hashOf(Object.fromEntries(leaves(field).flatMap((path) => (values[path] === undefined ? [] : [[path, values[path] as JsonValue]]))));

/** All findings of a case as they stand, taken-back ones included, in the order of their items' ids. */
export async function findingsKept(tx: Pick<Store, 'db'> | Pick<Tx, 'db'>, application: string): Promise<readonly KeptFinding[]> {
  const rows = await tx.db.selectFrom('item_findings').selectAll().where('application', '=', application).orderBy('item').execute();
  return rows.map((row) => ({
    item: row.item,
    words: row.words,
    by: row.by_person,
    at: row.at,
    content: row.content,
    version: row.version,
    ...(row.finding ? { finding: row.finding } : {}),
  }));
}

/** Findings and the row that carries them take turns: none is written while they are being frozen. */
export const holdFindings = (tx: Pick<Tx, 'lock'>, application: string): Promise<void> => tx.lock(`item-findings:${application}`);

/** Writes one finding over the version that was seen; Conflict when somebody else wrote in between. Call under `holdFindings`. */
export async function keepFinding(
  tx: Pick<Tx, 'db' | 'now'>,
  application: string,
  { item, finding, words, base, content }: FindingChange,
  by: string,
): Promise<number> {
  const at = tx.now().toISOString();
  const current = await tx.db
    .selectFrom('item_findings')
    .select('version')
    .where('application', '=', application)
    .where('item', '=', item)
    .executeTakeFirst();
  if ((current?.version ?? 0) !== base) throw new Conflict(base, current?.version ?? 0);
  const row = { finding: finding ?? null, words, content, by_person: by, at, version: base + 1 };
  await tx.db
    .insertInto('item_findings')
    .values({ application, item, ...row })
    .onConflict((conflict) => conflict.columns(['application', 'item']).doUpdateSet(row))
    .execute();
  return base + 1;
}

/** Freezes what was found into a document of the applicant's organisation; gives its hash. Findings of items that are no more are left out. */
export async function freezeFindings(tx: Tx, book: Book, subject: Subject): Promise<string> {
  await holdFindings(tx, subject.id);
  const items = new Set(fieldsOf(dossierOf(book, subject.edition ?? '')).map((field) => field.id));
  const findings = (await findingsKept(tx, subject.id)).flatMap(({ version: _version, finding, ...kept }): ItemFinding[] =>
    finding && items.has(kept.item) ? [{ ...kept, finding }] : [],
  );
  const content = canonicalJson({ dossier: subject.dossier ?? '', findings } as unknown as JsonObject);
  await tx.putDocument(subject.organisation, content);
  return sha256(content);
}

/** What the last review froze; undefined when none did. */
export async function frozenFindings(tx: Pick<Tx, 'document'>, subject: Subject): Promise<FrozenFindings | undefined> {
  const content = subject.findings === undefined ? undefined : await tx.document(subject.findings, subject.organisation);
  return content === undefined ? undefined : (JSON.parse(content) as FrozenFindings);
}
