import {
  type Case,
  type CaseView,
  type Engine,
  findingsKept,
  findingsOf,
  frozenFindings,
  inquiriesOf,
  loadCase,
  namesOf,
  type SealedInquiry,
  viewCase,
} from '../applications/index.ts';
import { attestationStream, standingOf } from '../attestations/index.ts';
import { type AttachedCheck, attachedChecks } from '../check/index.ts';
import { type HandedOverFile, handedOverFiles, pointedAt } from '../evidence/index.ts';
import { assertMay, bookRoles, findOrganisation } from '../people/index.ts';
import type { Day } from '../rules/day.ts';
import { type Dossier, type Field, fieldsOf, type Values } from '../rules/dossier.ts';
import { dossierOf } from '../rules/editions.ts';
import type { Doer, Possible } from '../rules/moves.ts';
import type { Period } from '../rules/period.ts';
import type { Finding } from '../rules/refusal.ts';
import type { Text } from '../rules/text.ts';
import type { Tx } from '../store/index.ts';
import type { MemberVisit } from '../web/page.ts';
import { compare, type Difference } from './compare.ts';
import { lookAt, type Note, notesOn } from './notes.ts';
import { type RenewalChanges, renewalChanges } from './renewal-changes.ts';
import { type Review, reviewOf } from './review-items.ts';

/** A submitted case on an officer's desk. */
export interface Desk {
  readonly its: Case;
  readonly view: CaseView;
  readonly today: Day;
  readonly who: Doer;
  readonly dossier: Dossier;
  readonly findings: readonly Finding[];
  readonly applicant: Text;
  /** File id → name: only of files that the dossier, or one it is compared with, points to. Their content is closed to the office unless it was handed over. */
  readonly documents: ReadonlyMap<string, string>;
  /** File id → the file, of what was handed over and is still there: what the office may open. */
  readonly handedOver: ReadonlyMap<string, HandedOverFile>;
  /** Ids of people and organisations → names. */
  readonly names: ReadonlyMap<string, Text>;
  readonly notes: readonly Note[];
  /** Device tests whose results were put into the dossier. */
  readonly checks: readonly AttachedCheck[];
  /** What was found item by item; absent where nobody reviews so. */
  readonly review?: Review;
  readonly inquiries: readonly SealedInquiry[];
  /** Periods of the attestation that it renews; none when it is new. */
  readonly renewed: readonly Period[];
  /** A renewal beside what it renews; absent for a new application. */
  readonly renewal?: RenewalChanges;
  /** How often it was submitted, and what the last submission changed. */
  readonly submissions: number;
  readonly differences: readonly Difference[];
  /** The instant of the last entry that the reader had seen before; absent on the first look. */
  readonly seenUntil?: string;
}

/** Loads a case for an officer and notes that they looked. NotFound for a case that was never submitted. */
export async function openDesk(engine: Engine, visit: MemberVisit, id: string): Promise<Desk> {
  const { principal } = visit;
  const today = engine.clock.today();
  assertMay(principal, 'queue.read');
  return engine.store.transaction(async (tx) => {
    const its = await loadCase(engine, tx, id, principal, 'application.read');
    const { book, subject } = its;
    const findings = await findingsOf(engine, tx, its);
    const inquiries = await inquiriesOf(tx, principal, id);
    const before = await lookAt(tx, principal.person.id, id, subject.version);
    const seenUntil = its.events.find((event) => event.version === before)?.at;
    const notes = await notesOn(tx, id);
    const people = [...subject.history, ...subject.threads.flatMap((thread) => thread.history)].flatMap((entry) => [entry.by]);
    const dossier = dossierOf(book, subject.edition ?? '');
    const frozen = await frozenFindings(tx, subject);
    const found = { kept: await findingsKept(tx, id), ...(frozen ? { frozen } : {}) };
    const review = reviewOf(book, subject, dossier, its.values, found);
    const finders = (review?.items ?? []).flatMap((each) => each.finding?.by ?? []);
    const names = await namesOf(
      tx,
      [...new Set([...people, ...finders, ...notes.map((note) => note.by), ...inquiries.flatMap((each) => each.answeredBy ?? [])])],
      [subject.organisation],
    );
    const { count, previous } = await submissionsOf(tx, its);
    const renewal = await renewalChanges(tx, its);
    const organisation = await findOrganisation(tx.db, subject.organisation);
    return {
      its,
      view: viewCase(its, principal, today, findings),
      today,
      who: { person: principal.person.id, organisation: principal.organisation.id, parties: bookRoles(principal) },
      dossier,
      findings,
      applicant: organisation
        ? { ja: organisation.nameJa, en: organisation.nameEn }
        : { ja: subject.organisation, en: subject.organisation },
      documents: await documentNames(tx, subject.organisation, dossier, [
        its.values,
        ...(previous ? [previous] : []),
        ...(renewal?.before ?? []),
      ]),
      handedOver: new Map((await handedOverFiles(tx, its, principal)).flatMap((each) => (each.file ? [[each.id, each] as const] : []))),
      names,
      notes,
      checks: await attachedChecks(tx, its),
      ...(review ? { review } : {}),
      inquiries,
      renewed: subject.renews ? standingOf(await tx.load(attestationStream(subject.renews))).periods : [],
      ...(renewal ? { renewal } : {}),
      submissions: count,
      differences: previous ? compare(book, subject.edition ?? '', previous, its.values) : [],
      ...(seenUntil ? { seenUntil } : {}),
    };
  });
}

async function submissionsOf(tx: Pick<Tx, 'document'>, its: Case): Promise<{ count: number; previous?: Values }> {
  const hashes = its.events.flatMap((event) => (typeof event.data.dossier === 'string' ? [event.data.dossier] : []));
  const hash = hashes.at(-2);
  const content = hash === undefined ? undefined : await tx.document(hash, its.subject.organisation);
  return { count: hashes.length, ...(content === undefined ? {} : { previous: JSON.parse(content) as Values }) };
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function documentNames(
  tx: Pick<Tx, 'db'>,
  organisation: string,
  dossier: Dossier,
  submitted: readonly Values[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(submitted.flatMap((values) => pointedAt(dossier, values)).map((each) => each.document))].filter((id) =>
    UUID.test(id),
  );
  if (ids.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('files')
    .select(['id', 'name'])
    .where('organisation', '=', organisation)
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** The name under which an item is spoken of in comments and letters: the number of its criterion or disclosure item, else its label. */
export const itemName = (field: Field): string =>
  field.kind === 'verdict' ? field.criterion : field.kind === 'disclosure' ? field.item : field.label.ja;

/** The names of all items of a dossier. */
export const itemNames = (dossier: Dossier): ReadonlySet<string> => new Set(fieldsOf(dossier).map(itemName));

/** The field that a path lies in; ids may hold slashes, so the longest one wins. */
export function fieldAt(dossier: Dossier, path: string): Field | undefined {
  return fieldsOf(dossier)
    .filter((field) => path === field.id || path.startsWith(`${field.id}/`))
    .toSorted((a, b) => b.id.length - a.id.length)[0];
}

/** The id of an item on the page: what findings and comments link to. */
export const anchorOf = (field: Field): string => `item-${field.id.replaceAll(/[^\w-]/g, '-')}`;

/** The addresses of the office, without the language. */
export const places = {
  queue: '/office',
  effort: '/office/effort',
  check: (id: string) => `/office/cases/${id}`,
  comments: (id: string) => `/office/cases/${id}/comments`,
  findings: (id: string) => `/office/cases/${id}/findings`,
  return: (id: string) => `/office/cases/${id}/return`,
  renewal: (id: string) => `/office/cases/${id}/renewal`,
  letter: (id: string, version: number) => `/office/cases/${id}/letters/${version}`,
  result: (id: string) => `/applications/${id}/result`,
  decide: (id: string) => `/office/cases/${id}/decide`,
  move: (id: string, move: string, query = '') => `/office/cases/${id}/moves/${encodeURIComponent(move)}${query}`,
  inquiries: '/inquiries',
  inquiry: (id: string) => `/inquiries/${id}`,
} as const;

/** The address of a move's page, without the language. */
export function moveHref(application: string, { id, place }: Pick<Possible, 'id' | 'place'>): string {
  const query =
    'thread' in place
      ? `?${new URLSearchParams({ thread: place.thread }).toString()}`
      : 'opens' in place
        ? `?${new URLSearchParams({ opens: place.opens }).toString()}`
        : '';
  return places.move(application, id, query);
}
