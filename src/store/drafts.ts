import type { Kysely } from 'kysely';
import type { JsonValue } from '../rules/json.ts';
import { json } from './json-column.ts';
import { statement } from './statement.ts';
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

const save = statement<{ path: string; version: number }>(`
  with asked as (
    select path, base, coalesce(value, 'null') as value
    from jsonb_to_recordset($2::jsonb) as a(path text, base integer, value jsonb)),
  before as (
    select path, d.version, d.value from draft_fields d join asked using (path) where d.application = $1),
  written as (
    insert into draft_fields (application, path, version, value, by_person, at)
    select $1, path, a.base + 1, a.value, $3, $4::timestamptz
    from asked a left join before b using (path)
    where coalesce(b.version, 0) = a.base and a.value is distinct from b.value
    order by path
    on conflict (application, path) do update
      set version = excluded.version, value = excluded.value, by_person = excluded.by_person, at = excluded.at
      where draft_fields.version = excluded.version - 1
    returning path, version)
  select path, version from written
  union all select path, b.version from asked a join before b using (path) where a.value = b.value`);

/**
 * Saves fields of a draft in one statement, each only over the version that its writer saw; gives path → version of what
 * is saved now, the same value again included. A path that is left out was changed by somebody else. Paths must differ.
 */
export async function saveDraftFields(
  db: Kysely<Database>,
  given: { application: string; changes: readonly FieldChange[]; byPerson: string; at: string },
): Promise<ReadonlyMap<string, number>> {
  const changes = json(given.changes as unknown as JsonValue);
  const rows = await save(db, given.application, changes, given.byPerson, given.at);
  return new Map(rows.map((row) => [row.path, row.version]));
}

/** All saved fields of a draft, by path. */
export async function readDraft(db: Kysely<Database>, application: string): Promise<readonly DraftField[]> {
  const rows = await db.selectFrom('draft_fields').selectAll().where('application', '=', application).orderBy('path').execute();
  return rows.map((row) => ({ path: row.path, version: row.version, value: row.value, byPerson: row.by_person, at: row.at }));
}

const values = statement<{ values: Readonly<Record<string, JsonValue>> | null }>(
  'select json_object_agg(path, value) as values from draft_fields where application = $1',
);

/** What was saved in a draft, path → value. */
export async function readDraftValues(db: Kysely<Database>, application: string): Promise<Readonly<Record<string, JsonValue>>> {
  const [row] = await values(db, application);
  return row?.values ?? {};
}
