import type { Book } from './book.ts';
import type { Day } from './day.ts';
import { termsOn } from './decide.ts';
import type { Dossier, Field, Values } from './dossier.ts';
import { leafFields } from './dossier.ts';
import { newest } from './period.ts';
import { type Publication, pathOfLine } from './publication.ts';
import { type Standing, statusOn } from './status.ts';
import type { Subject } from './subject.ts';

/** What can end the keeping of the documents of an application. The last: a renewal took their place. */
export const KEEPING_ENDS = ['refused', 'dropped', 'expired', 'withdrawn', 'ceased', 'lapsed', 'superseded'] as const;
export type KeepingEnd = (typeof KEEPING_ENDS)[number];

/** Which documents an office keeps until when, and what becomes of them then. */
export interface Keeping {
  /** What ends it, each with the clause that says so; whatever is not named ends nothing. */
  readonly ends: Readonly<Partial<Record<KeepingEnd, string>>>;
  /** Sections of the dossier that stay, beside everything that is published. */
  readonly stays: readonly string[];
  /** Days of the calendar that the applicant has at least to fetch what is returned. */
  readonly fetchDays: number;
  /** The row by which the return of papers is recorded, of the application or of the attestation. */
  readonly papersReturnedBy?: string;
  /** Under which the bytes are erased afterwards. */
  readonly clause: string;
}

/** Why and since when documents are kept no more. */
export interface KeepingEnded {
  readonly end: KeepingEnd;
  readonly on: Day;
  readonly clause: string;
}

/** An application with what it led to, as far as keeping looks at it. */
export interface KeptCase {
  readonly application: Subject;
  /** What the attestation that it led to rests on; absent when it led to none. */
  readonly standing?: Standing;
}

/**
 * What ended the keeping of the documents of a case, as of a day; undefined while they are kept: while the case runs, and while the
 * attestation is in effect or its holder may still re-apply. A renewal that was granted supersedes the documents before it.
 */
export function keepingEnded(book: Pick<Book, 'application' | 'keeping' | 'terms'>, its: KeptCase, day: Day): KeepingEnded | undefined {
  const { keeping } = book;
  const found = keeping && (its.standing ? ofAttestation(book, its.application, its.standing, day) : ofApplication(book, its.application));
  const clause = found && keeping.ends[found.end];
  return found && clause !== undefined && found.on <= day ? { ...found, clause } : undefined;
}

type Found = Pick<KeepingEnded, 'end' | 'on'>;

function ofApplication(book: Pick<Book, 'application'>, application: Subject): Found | undefined {
  if (book.application.states[application.state]?.waitsFor !== 'end') return undefined;
  const last = application.history.findLast((entry) => book.application.rows[entry.row]?.to === application.state);
  const effects = (last && book.application.rows[last.row]?.effects) ?? [];
  if (last && effects.includes('decide-refuse')) return { end: 'refused', on: last.on };
  return last && effects.includes('drop') ? { end: 'dropped', on: last.on } : undefined;
}

function ofAttestation(book: Pick<Book, 'terms'>, application: Subject, standing: Standing, day: Day): Found | undefined {
  const { status, since } = statusOn(standing, termsOn(book, day), day);
  if (status === 'expired' || status === 'withdrawn' || status === 'ceased' || status === 'lapsed') return { end: status, on: since };
  const last = newest(standing.periods);
  const superseded = last && last.application !== application.id && standing.periods.some((each) => each.application === application.id);
  return superseded ? { end: 'superseded', on: last.issuedOn } : undefined;
}

/** What stays of a dossier when it is erased: the sections that the book names, and what is or was published (D-10-1). */
export function whatStays(dossier: Dossier, values: Values, { stays }: Pick<Keeping, 'stays'>, publication: Publication): Values {
  const inStaying = new Set(dossier.sections.filter(({ id }) => stays.includes(id)).flatMap((section) => section.fields));
  const named = publishedPaths(publication);
  const fields = leafFields(dossier);
  return Object.fromEntries(
    Object.entries(values).filter(([path]) => {
      const field = fields.get(path);
      if (named.has(path)) return true;
      return field !== undefined && (inStaying.has(field) || isPublished(field, path));
    }),
  );
}

/** Never where the evidence is: who reads the page reads the claim. */
const isPublished = (field: Field, path: string): boolean => {
  if (path.endsWith('/evidence')) return false;
  return field.kind === 'verdict' ? path === `${field.id}/verdict` : field.published !== undefined;
};

function publishedPaths(publication: Publication): ReadonlySet<string> {
  const lines = publication.sections.flatMap((section) => section.lines);
  const { title, maker, applicant, applicantEn, models, requestedEnd } = publication;
  const own = [title.ja, title.en, maker, applicant, applicantEn, models, requestedEnd];
  return new Set([...own, ...lines.flatMap((line) => [pathOfLine(line), line.withheldBy?.field])].filter((path) => path !== undefined));
}

/** What is wrong with how a book keeps documents. */
export function keepingProblems(book: Book): readonly string[] {
  const { keeping } = book;
  if (!keeping) return [];
  const cited = [...Object.values(keeping.ends), keeping.clause].filter((clause) => !(clause in book.clauses));
  const sections = new Set(book.editions.flatMap((edition) => edition.dossier.sections.map(({ id }) => id)));
  const { papersReturnedBy } = keeping;
  return [
    ...cited.map((clause) => `keeping cites ${clause}, which the book does not know`),
    ...(Object.keys(keeping.ends).length > 0 ? [] : ['keeping never ends']),
    ...keeping.stays.filter((id) => !sections.has(id)).map((id) => `keeping leaves the section ${id}, which no dossier has`),
    ...(Number.isSafeInteger(keeping.fetchDays) && keeping.fetchDays > 0 ? [] : ['keeping leaves no day to fetch']),
    ...(papersReturnedBy === undefined || papersReturnedBy in book.application.rows || papersReturnedBy in book.attestation.rows
      ? []
      : [`keeping names the row ${papersReturnedBy}, which the book does not have`]),
  ];
}
