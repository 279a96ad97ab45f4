import { InvalidInput, NotFound } from '../rules/refusal.ts';
import type { Store, Tx } from '../store/index.ts';

type Reader = Pick<Store, 'db'> | Pick<Tx, 'db'>;

/** Up to which version a person has looked at each of these cases; a case never looked at is absent. */
export async function seenBy(tx: Reader, person: string, applications: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (applications.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('case_seen')
    .select(['application', 'version'])
    .where('person', '=', person)
    .where('application', 'in', [...applications])
    .execute();
  return new Map(rows.map((row) => [row.application, row.version]));
}

/** Notes that a person looks at a case now; gives the version they had seen before this one, 0 when it is their first look. */
export async function lookAt(tx: Pick<Tx, 'db' | 'now'>, person: string, application: string, version: number): Promise<number> {
  const at = tx.now().toISOString();
  const row = await tx.db
    .selectFrom('case_seen')
    .selectAll()
    .where('person', '=', person)
    .where('application', '=', application)
    .executeTakeFirst();
  if (row?.version === version) return row.before;
  const before = row?.version ?? 0;
  await tx.db
    .insertInto('case_seen')
    .values({ person, application, version, before, at })
    .onConflict((conflict) => conflict.columns(['person', 'application']).doUpdateSet({ version, before, at }))
    .execute();
  return before;
}

/** What an officer noted at an item, before any letter was written. */
export interface Note {
  readonly item: string;
  readonly by: string;
  readonly comment: string;
}

/** All notes on a case, in the order in which they were written. */
export async function notesOn(tx: Reader, application: string): Promise<readonly Note[]> {
  const rows = await tx.db
    .selectFrom('review_comments')
    .selectAll()
    .where('application', '=', application)
    .orderBy('at')
    .orderBy('item')
    .execute();
  return rows.map((row) => ({ item: row.item, by: row.by_person, comment: row.comment }));
}

const LONGEST = 1000;

/** Keeps a person's own note at an item; a blank one is taken away. Others' notes are never touched. Refuses an item that is none. */
export async function keepNote(tx: Pick<Tx, 'db' | 'now'>, application: string, items: ReadonlySet<string>, note: Note): Promise<void> {
  if (!items.has(note.item)) throw new NotFound(`item ${note.item}`);
  if (note.comment.length > LONGEST)
    throw new InvalidInput([
      { path: 'comment', message: { ja: `${LONGEST}文字以内で入力してください。`, en: `Enter at most ${LONGEST} characters.` } },
    ]);
  const mine = { application, item: note.item, by_person: note.by };
  if (note.comment === '') {
    await tx.db
      .deleteFrom('review_comments')
      .where('application', '=', application)
      .where('item', '=', note.item)
      .where('by_person', '=', note.by)
      .execute();
    return;
  }
  const at = tx.now().toISOString();
  await tx.db
    .insertInto('review_comments')
    .values({ ...mine, comment: note.comment, at })
    .onConflict((conflict) => conflict.columns(['application', 'item', 'by_person']).doUpdateSet({ comment: note.comment }))
    .execute();
}

/** Takes all notes of a case away: they went out with the letter. */
export async function clearNotes(tx: Pick<Tx, 'db'>, application: string): Promise<void> {
  await tx.db.deleteFrom('review_comments').where('application', '=', application).execute();
}
