import { canonicalJson, type JsonValue } from '../rules/json.ts';
import { Conflict } from '../rules/refusal.ts';
import { type DraftField, readDraft, saveDraftField, type Tx } from '../store/index.ts';

export type { DraftField } from '../store/index.ts';

/** A change that somebody typed, and the version of the field it was typed over; 0 for a field nobody has touched. */
export interface Change {
  readonly path: string;
  readonly value: JsonValue;
  readonly base: number;
}

export interface Saved {
  readonly saved: readonly { readonly path: string; readonly version: number }[];
  /** Fields somebody else changed meanwhile: nothing was overwritten, both values are here. */
  readonly conflicts: readonly {
    readonly path: string;
    readonly yours: JsonValue;
    readonly theirs: JsonValue;
    readonly version: number;
    readonly by: string;
  }[];
}

/** Field path → value. */
export const valuesOf = (fields: readonly DraftField[]): Readonly<Record<string, JsonValue>> =>
  Object.fromEntries(fields.map((field) => [field.path, field.value]));

/**
 * Saves changes field by field. Two people may type at once: a change over an older version is not written but given
 * back with the other's value, so that neither is lost. The same value twice is no conflict.
 */
export async function saveDraft(tx: Pick<Tx, 'db' | 'now'>, application: string, changes: readonly Change[], person: string): Promise<Saved> {
  const current = new Map((await readDraft(tx.db, application)).map((field) => [field.path, field]));
  const at = tx.now().toISOString();
  const saved: { path: string; version: number }[] = [];
  const lost: Change[] = [];
  for (const change of changes) {
    const now = current.get(change.path);
    if (now && canonicalJson(now.value) === canonicalJson(change.value)) {
      saved.push({ path: change.path, version: now.version });
      continue;
    }
    const { path, value, base } = change;
    const written = await saveDraftField(tx.db, { application, path, expectedVersion: base, value, byPerson: person, at }).catch(lostRace);
    if (written === undefined) lost.push(change);
    else saved.push({ path, version: written });
  }
  return { saved, conflicts: lost.length === 0 ? [] : await bothValues(tx, application, lost) };
}

/** Who typed over an older version is told so; any other error goes on. */
function lostRace(error: unknown): undefined {
  if (!(error instanceof Conflict)) throw error;
}

async function bothValues(tx: Pick<Tx, 'db'>, application: string, lost: readonly Change[]): Promise<Saved['conflicts']> {
  const now = new Map((await readDraft(tx.db, application)).map((field) => [field.path, field]));
  return lost.map(({ path, value }) => {
    const theirs = now.get(path);
    return { path, yours: value, theirs: theirs?.value ?? null, version: theirs?.version ?? 0, by: theirs?.byPerson ?? '' };
  });
}
