import type { Side } from '../rules/book.ts';
import type { Store, Tx } from '../store/index.ts';

/** Somebody who is written to. */
export interface Recipient {
  readonly person: string;
  readonly organisation: string;
  readonly mail: string | null;
}

/** Sides that are asked rather than run or hold anything: each has people of its own, if it has any here. */
export const BODIES = ['government', 'committee', 'evaluator'] as const satisfies readonly Side[];
export type BodySide = (typeof BODIES)[number];
export const isBody = (side: string | null): side is BodySide => BODIES.some((body) => body === side);

/**
 * Whom mail is for: the people of the applicant, the officers of those offices that run the scheme, or the people of those bodies that
 * work for it, but for those who stepped aside.
 */
export type Addressee =
  | { readonly applicant: string }
  | { readonly officeOf: string }
  | { readonly body: BodySide; readonly worksFor: string; readonly without: readonly string[] };

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
  const bodies = [...new Set(addressees.flatMap((each) => ('body' in each ? [each.body] : [])))];
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
        ...(bodies.length > 0 ? [each('o.kind', 'in', bodies)] : []),
      ]),
    )
    .orderBy('p.id')
    .execute();
  const reached = rows.filter(({ mail }) => everybody || mail !== null);
  const byOrganisation = Map.groupBy(reached, ({ organisation }) => organisation);
  const officers = reached.filter(({ kind, role }) => kind === 'office' && role === 'officer');
  const works = (runs: readonly string[] | null, scheme: string) => runs === null || runs.includes(scheme);
  const membersOf = (to: Addressee) => {
    if ('applicant' in to) return byOrganisation.get(to.applicant) ?? [];
    if ('officeOf' in to) return officers.filter(({ runs }) => works(runs, to.officeOf));
    return reached.filter(({ kind, runs, person }) => kind === to.body && works(runs, to.worksFor) && !to.without.includes(person));
  };
  return (to) => [
    ...new Map(
      membersOf(to).map(({ person, organisation, mail }) => [`${person} ${mail ?? person}`, { person, organisation, mail }]),
    ).values(),
  ];
}
