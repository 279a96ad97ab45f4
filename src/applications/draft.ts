import type { JsonValue } from '../rules/json.ts';
import { type DraftField, type FieldChange, readDraft, saveDraftFields, type Tx } from '../store/index.ts';

export type { DraftField } from '../store/index.ts';

/** A change that somebody typed. */
export type Change = FieldChange;

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
export async function saveDraft(
  tx: Pick<Tx, 'db' | 'now'>,
  application: string,
  changes: readonly Change[],
  person: string,
): Promise<Saved> {
  const at = tx.now().toISOString();
  const saved: { path: string; version: number }[] = [];
  const lost: Change[] = [];
  for (let rest = changes; rest.length > 0; ) {
    // A field that is there twice is saved twice, one after the other.
    const now = [...new Map(rest.toReversed().map((change) => [change.path, change])).values()].toReversed();
    rest = rest.filter((change) => !now.includes(change));
    const versions = await saveDraftFields(tx.db, { application, changes: now, byPerson: person, at });
    for (const change of now) {
      const version = versions.get(change.path);
      if (version === undefined) lost.push(change);
      else saved.push({ path: change.path, version });
    }
  }
  return { saved, conflicts: lost.length === 0 ? [] : await bothValues(tx, application, lost) };
}

async function bothValues(tx: Pick<Tx, 'db'>, application: string, lost: readonly Change[]): Promise<Saved['conflicts']> {
  const now = new Map((await readDraft(tx.db, application)).map((field) => [field.path, field]));
  return lost.map(({ path, value }) => {
    const theirs = now.get(path);
    return { path, yours: value, theirs: theirs?.value ?? null, version: theirs?.version ?? 0, by: theirs?.byPerson ?? '' };
  });
}
