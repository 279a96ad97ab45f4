import { canonicalJson, type JsonValue } from '../rules/json.ts';
import type { Tx } from '../store/index.ts';
import { json } from '../store/index.ts';

/** One field as it stands in a draft. */
export interface DraftField {
  readonly path: string;
  readonly value: JsonValue;
  /** 1, 2, 3 …; 0 for a field nobody has touched. */
  readonly version: number;
  readonly by: string;
  readonly at: string;
}

/** A change that somebody typed, and the version of the field it was typed over. */
export interface Change {
  readonly path: string;
  readonly value: JsonValue;
  readonly base: number;
}

export interface Saved {
  readonly saved: readonly { readonly path: string; readonly version: number }[];
  /** Fields somebody else changed meanwhile: nothing was overwritten, both values are here. */
  readonly conflicts: readonly { readonly path: string; readonly yours: JsonValue; readonly theirs: JsonValue; readonly version: number; readonly by: string }[];
}

type Reader = Pick<Tx, 'db'>;

/** All fields of a draft. */
export async function readDraft(tx: Reader, application: string): Promise<readonly DraftField[]> {
  const rows = await tx.db.selectFrom('draft_fields').selectAll().where('application', '=', application).execute();
  return rows.map((row) => ({ path: row.path, value: row.value, version: row.version, by: row.by_person, at: row.at }));
}

/** Field path → value. */
export const valuesOf = (fields: readonly DraftField[]): Readonly<Record<string, JsonValue>> => Object.fromEntries(fields.map((field) => [field.path, field.value]));

/**
 * Saves changes field by field. Two people may type at once: a change over an older version is not written but given
 * back with the other's value, so that neither is lost. The same value twice is no conflict.
 */
export async function saveDraft(tx: Pick<Tx, 'db' | 'now'>, application: string, changes: readonly Change[], person: string): Promise<Saved> {
  const current = new Map((await readDraft(tx, application)).map((field) => [field.path, field]));
  const at = tx.now().toISOString();
  const saved: { path: string; version: number }[] = [];
  const conflicts: Saved['conflicts'][number][] = [];
  for (const change of changes) {
    const now = current.get(change.path);
    if (now && canonicalJson(now.value) === canonicalJson(change.value)) {
      saved.push({ path: change.path, version: now.version });
      continue;
    }
    const written = now && now.version !== change.base ? undefined : await write(tx, application, change, person, at);
    if (written === undefined) {
      const theirs = now ?? (await readDraft(tx, application)).find((field) => field.path === change.path);
      conflicts.push({ path: change.path, yours: change.value, theirs: theirs?.value ?? null, version: theirs?.version ?? 0, by: theirs?.by ?? '' });
    } else saved.push({ path: change.path, version: written });
  }
  return { saved, conflicts };
}

async function write(tx: Reader, application: string, change: Change, person: string, at: string): Promise<number | undefined> {
  const value = json(change.value);
  if (change.base === 0) {
    const row = await tx.db
      .insertInto('draft_fields')
      .values({ application, path: change.path, version: 1, value, by_person: person, at })
      .onConflict((conflict) => conflict.columns(['application', 'path']).doNothing())
      .returning('version')
      .executeTakeFirst();
    return row?.version;
  }
  const row = await tx.db
    .updateTable('draft_fields')
    .set({ version: change.base + 1, value, by_person: person, at })
    .where('application', '=', application)
    .where('path', '=', change.path)
    .where('version', '=', change.base)
    .returning('version')
    .executeTakeFirst();
  return row?.version;
}
