import type { Selectable } from 'kysely';
import { InvalidInput, NotFound } from '../rules/refusal.ts';
import { text } from '../rules/text.ts';
import type { Actor, OrganisationsTable, Store, Tx } from '../store/index.ts';
import { corporateNumberProblem, tidyCorporateNumber } from './corporate-number.ts';
import type { OrganisationKind } from './policy.ts';
import { record } from './record.ts';

export interface Organisation {
  readonly id: string;
  readonly nameJa: string;
  readonly nameEn: string;
  readonly kind: OrganisationKind;
  readonly corporateNumber: string | null;
  /** The schemes that an office or a committee works for; absent: all that run here. */
  readonly runs?: readonly string[];
}

const read = (row: Omit<Selectable<OrganisationsTable>, 'created_at'>): Organisation => ({
  id: row.id,
  nameJa: row.name_ja,
  nameEn: row.name_en,
  kind: row.kind,
  corporateNumber: row.corporate_number,
  ...(row.runs ? { runs: row.runs } : {}),
});

/** Registers an organisation. Refuses a wrong corporate number and empty names; a number is optional (a foreign maker has none). */
export async function foundOrganisation(tx: Tx, organisation: Organisation, actor: Actor): Promise<void> {
  const problem = organisation.corporateNumber === null ? undefined : corporateNumberProblem(organisation.corporateNumber);
  const unnamed = organisation.nameJa.trim() === '' || organisation.nameEn.trim() === '';
  if (problem || unnamed) {
    throw new InvalidInput([
      ...(problem ? [{ path: 'corporateNumber', message: problem }] : []),
      ...(unnamed
        ? [
            {
              path: 'nameJa',
              message: text('組織の名称を日本語と英語で入力してください。', 'Enter the organisation’s name in Japanese and English.'),
            },
          ]
        : []),
    ]);
  }
  const corporateNumber = organisation.corporateNumber === null ? null : tidyCorporateNumber(organisation.corporateNumber);
  await tx.db
    .insertInto('organisations')
    .values({
      id: organisation.id,
      name_ja: organisation.nameJa,
      name_en: organisation.nameEn,
      corporate_number: corporateNumber,
      kind: organisation.kind,
      created_at: tx.now().toISOString(),
      runs: organisation.runs ? [...organisation.runs] : null,
    })
    .execute();
  await record(
    tx,
    `organisation:${organisation.id}`,
    {
      type: 'OrganisationFounded',
      data: { kind: organisation.kind, corporateNumber, ...(organisation.runs ? { runs: [...organisation.runs] } : {}) },
    },
    actor,
  );
}

/** Sets the schemes that an office or a committee works for. Only whoever runs the server does: nobody widens their own. Nothing when it is so already. */
export async function limitTo(tx: Tx, organisation: string, runs: readonly string[], actor: Actor): Promise<void> {
  const before = await getOrganisation(tx.db, organisation);
  const wanted = [...new Set(runs)].sort();
  if (before.runs && JSON.stringify([...before.runs].sort()) === JSON.stringify(wanted)) return;
  await tx.db.updateTable('organisations').set({ runs: wanted }).where('id', '=', organisation).execute();
  await record(tx, `organisation:${organisation}`, { type: 'OrganisationLimited', data: { runs: wanted } }, actor);
}

/** The organisation with this id, or undefined. */
export async function findOrganisation(db: Store['db'] | Tx['db'], id: string): Promise<Organisation | undefined> {
  const row = await db.selectFrom('organisations').selectAll().where('id', '=', id).executeTakeFirst();
  return row && read(row);
}

/** The organisation with this id; NotFound when there is none. */
export async function getOrganisation(db: Store['db'] | Tx['db'], id: string): Promise<Organisation> {
  const found = await findOrganisation(db, id);
  if (!found) throw new NotFound(`organisation ${id}`);
  return found;
}

/** All organisations of a kind, by id: for the office choosing whom to ask. */
export async function organisationsOfKind(db: Store['db'] | Tx['db'], kind: OrganisationKind): Promise<readonly Organisation[]> {
  const rows = await db.selectFrom('organisations').selectAll().where('kind', '=', kind).orderBy('id').execute();
  return rows.map(read);
}
