import type { Store, Tx } from '../store/index.ts';

/** Somebody who is written to. */
export interface Recipient {
  readonly person: string;
  readonly organisation: string;
  readonly mail: string | null;
}

/** Whom mail is for: the people of the applicant, or the officers of those offices that run the scheme. */
export type Addressee = { readonly applicant: string } | { readonly officeOf: string };

/**
 * Everyone who is written to about each of these: members of today. Those without an address are left out, unless
 * everybody is wanted (a demo shows what they would get).
 */
export async function recipientsOf(
  db: Store['db'] | Tx['db'],
  addressees: readonly Addressee[],
  everybody: boolean,
): Promise<(addressee: Addressee) => readonly Recipient[]> {
  const organisations = [...new Set(addressees.flatMap((each) => ('applicant' in each ? [each.applicant] : [])))];
  const rows = await db
    .selectFrom('memberships as m')
    .innerJoin('persons as p', 'p.id', 'm.person')
    .innerJoin('organisations as o', 'o.id', 'm.organisation')
    .select(['p.id as person', 'p.mail', 'o.id as organisation', 'o.kind', 'o.runs', 'm.role'])
    .where('m.until', 'is', null)
    .where((each) =>
      each.or([
        each.and([each('o.kind', '=', 'office'), each('m.role', '=', 'officer')]),
        ...(organisations.length > 0 ? [each('o.id', 'in', organisations)] : []),
      ]),
    )
    .orderBy('p.id')
    .execute();
  const reached = rows.filter(({ mail }) => everybody || mail !== null);
  const byOrganisation = Map.groupBy(reached, ({ organisation }) => organisation);
  const officers = reached.filter(({ kind, role }) => kind === 'office' && role === 'officer');
  return (to) => {
    const found =
      'applicant' in to
        ? (byOrganisation.get(to.applicant) ?? [])
        : officers.filter(({ runs }) => runs === null || runs.includes(to.officeOf));
    return [
      ...new Map(found.map(({ person, organisation, mail }) => [`${person} ${mail ?? person}`, { person, organisation, mail }])).values(),
    ];
  };
}
