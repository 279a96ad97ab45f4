import { isBlank } from '../../rules/dossier.ts';
import { canonicalJson, type JsonValue } from '../../rules/json.ts';
import type { Touched } from './read.ts';

/** An empty list and nothing are the same: not filled. */
export const emptied = (value: JsonValue): JsonValue => (isBlank(value) ? null : value);

/** A change that an import would make. */
export interface Change {
  readonly path: string;
  readonly cell: string;
  readonly from: JsonValue;
  readonly to: JsonValue;
  readonly base: number;
}

export interface Compared {
  readonly changes: readonly Change[];
  /** Fields that somebody else changed since the export: `from` is what stands there now. They are not overwritten. */
  readonly conflicts: readonly Change[];
}

/** What the touched fields would do to the draft as it stands now. */
export function compareWithDraft(
  touched: readonly Touched[],
  draft: readonly { readonly path: string; readonly value: JsonValue; readonly version: number }[],
): Compared {
  const now = new Map(draft.map((field) => [field.path, field]));
  const changes: Change[] = [];
  const conflicts: Change[] = [];
  for (const { path, cell, value, base } of touched) {
    const field = now.get(path);
    const from = emptied(field?.value ?? null);
    if (canonicalJson(from) === canonicalJson(value)) continue;
    (base === (field?.version ?? 0) ? changes : conflicts).push({ path, cell, from, to: value, base });
  }
  return { changes, conflicts };
}
