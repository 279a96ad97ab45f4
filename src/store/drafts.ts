import { type Kysely, sql } from 'kysely';
import type { JsonValue } from '../rules/json.ts';
import { json } from './json-column.ts';
import type { Database } from './tables.ts';

export interface DraftField {
  readonly path: string;
  readonly version: number;
  readonly value: JsonValue;
  readonly byPerson: string;
  readonly at: string;
}

export interface FieldChange {
  readonly path: string;
  readonly value: JsonValue;
  /** The version the writer saw; 0 for a field never saved. */
  readonly base: number;
}

/**
 * Saves fields of a draft in one statement, each only over the version that its writer saw; gives path → version of what
 * is saved now, the same value again included. A path that is left out was changed by somebody else. Paths must differ.
 */
export async function saveDraftFields(
  db: Kysely<Database>,
  given: { application: string; changes: readonly FieldChange[]; byPerson: string; at: string },
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ path: string; version: number }>`
    with asked as (
      select path, base, coalesce(value, 'null') as value
      from jsonb_to_recordset(${json(given.changes as unknown as JsonValue)}::jsonb) as a(path text, base integer, value jsonb)),
    before as (
      select path, d.version, d.value from draft_fields d join asked using (path) where d.application = ${given.application}),
    written as (
      insert into draft_fields (application, path, version, value, by_person, at)
      select ${given.application}, path, a.base + 1, a.value, ${given.byPerson}, ${given.at}::timestamptz
      from asked a left join before b using (path)
      where coalesce(b.version, 0) = a.base and a.value is distinct from b.value
      order by path
      on conflict (application, path) do update
        set version = excluded.version, value = excluded.value, by_person = excluded.by_person, at = excluded.at
        where draft_fields.version = excluded.version - 1
      returning path, version)
    select path, version from written
    union all select path, b.version from asked a join before b using (path) where a.value = b.value`.execute(db);
  return new Map(rows.map((row) => [row.path, row.version]));
}

/** All saved fields of a draft, by path. */
export async function readDraft(db: Kysely<Database>, application: string): Promise<readonly DraftField[]> {
  const rows = await db.selectFrom('draft_fields').selectAll().where('application', '=', application).orderBy('path').execute();
  return rows.map((row) => ({ path: row.path, version: row.version, value: row.value, byPerson: row.by_person, at: row.at }));
}
