import { type Kysely, sql } from 'kysely';
import type { JsonValue } from '../rules/json.ts';
import { Conflict } from '../rules/refusal.ts';
import { json } from './json-column.ts';
import type { Database } from './tables.ts';

export interface DraftField {
  readonly path: string;
  readonly version: number;
  readonly value: JsonValue;
  readonly byPerson: string;
  readonly at: string;
}

/**
 * Saves one field of a draft and gives its new version. `expectedVersion` is the version the writer saw, 0 for a field
 * never saved: Conflict when somebody else saved meanwhile. Other fields are not touched, so two people can type at once.
 */
export async function saveDraftField(
  db: Kysely<Database>,
  field: { application: string; path: string; expectedVersion: number; value: JsonValue; byPerson: string; at: string },
): Promise<number> {
  const { application, path, expectedVersion } = field;
  const written =
    expectedVersion === 0
      ? sql<{ version: number }>`
          insert into draft_fields (application, path, version, value, by_person, at)
          values (${application}, ${path}, 1, ${json(field.value)}::jsonb, ${field.byPerson}, ${field.at})
          on conflict do nothing returning version`
      : sql<{ version: number }>`
          update draft_fields set version = version + 1, value = ${json(field.value)}::jsonb, by_person = ${field.byPerson}, at = ${field.at}
          where application = ${application} and path = ${path} and version = ${expectedVersion} returning version`;
  const saved = (await written.execute(db)).rows[0];
  if (saved) return saved.version;
  const actual = await db
    .selectFrom('draft_fields')
    .select('version')
    .where('application', '=', application)
    .where('path', '=', path)
    .executeTakeFirst();
  throw new Conflict(expectedVersion, actual?.version ?? 0);
}

/** All saved fields of a draft, by path. */
export async function readDraft(db: Kysely<Database>, application: string): Promise<readonly DraftField[]> {
  const rows = await db.selectFrom('draft_fields').selectAll().where('application', '=', application).orderBy('path').execute();
  return rows.map((row) => ({ path: row.path, version: row.version, value: row.value, byPerson: row.by_person, at: row.at }));
}

/** Forgets a draft; gives how many fields there were. */
export async function dropDraft(db: Kysely<Database>, application: string): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('draft_fields').where('application', '=', application).executeTakeFirst();
  return Number(numDeletedRows);
}
