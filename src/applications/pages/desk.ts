import { type AttachedCheck, attachedChecks } from '../../check/index.ts';
import { may, personNames } from '../../people/index.ts';
import type { Day } from '../../rules/day.ts';
import { type Dossier, type Field, fieldsOf, isBlank, isRequired, leaves, type Section, type Values } from '../../rules/dossier.ts';
import { dossierOf } from '../../rules/editions.ts';
import type { EvidenceFact } from '../../rules/facts.ts';
import { checkForm, errorsIn } from '../../rules/form-check.ts';
import type { Finding } from '../../rules/refusal.ts';
import type { MemberVisit } from '../../web/page.ts';
import { fillsDraft, isDossierOpen } from '../application.ts';
import { type Case, type Engine, loadCase } from '../commands.ts';
import type { DraftField } from '../draft.ts';
import { evidenceFor, formFacts } from '../facts.ts';

/** A case on the applicant's desk: the case, its dossier with every finding, and what the fields need around them. */
export interface Desk {
  readonly its: Case;
  readonly today: Day;
  readonly dossier: Dossier;
  readonly evidence: readonly EvidenceFact[];
  /** Device tests whose results were put into it. */
  readonly checks: readonly AttachedCheck[];
  readonly findings: readonly Finding[];
  /** Field id → the findings on it. */
  readonly found: ReadonlyMap<string, readonly Finding[]>;
  /** Leaf path → the saved field. */
  readonly stored: ReadonlyMap<string, DraftField>;
  /** Leaf path → value as it stands. */
  readonly values: Values;
  /** May this person change it now? */
  readonly editable: boolean;
  /** Names of the people who saved something. */
  readonly names: ReadonlyMap<string, string>;
}

/** Loads a case for a page; NotFound for a foreign one. Evidence is named only to its own organisation, and to the office what it scanned itself for this case. */
export async function openDesk(engine: Engine, visit: MemberVisit, id: string): Promise<Desk> {
  const today = engine.clock.today();
  return engine.store.transaction(async (tx) => {
    const its = await loadCase(engine, tx, id, visit.principal, 'application.read');
    const { book, subject } = its;
    const fills = fillsDraft(visit.principal, subject);
    const stored = new Map(its.draft.map((field) => [field.path, field]));
    const values: Values =
      stored.size > 0 || isDossierOpen(book, subject)
        ? Object.fromEntries(its.draft.map((field) => [field.path, field.value]))
        : its.values;
    const facts = await formFacts(tx, { book, subject, values: its.values, day: today });
    const findings =
      fills && isDossierOpen(book, subject) ? checkForm({ book, edition: subject.edition ?? '', subject, values: its.values, facts }) : [];
    const dossier = dossierOf(book, subject.edition ?? '');
    return {
      its,
      today,
      dossier,
      evidence: await evidenceFor(tx, visit.principal, subject),
      checks: await attachedChecks(tx, its),
      findings,
      found: Map.groupBy(findings, (finding) => fieldAt(dossier, finding.path)?.id ?? ''),
      stored,
      values,
      editable:
        isDossierOpen(book, subject) &&
        may(visit.principal, 'application.edit', {
          organisation: subject.organisation,
          scheme: subject.scheme,
          onBehalf: subject.onBehalf === true,
        }) === 'yes',
      names: await personNames(tx.db, [...new Set(its.draft.map((field) => field.byPerson))]),
    };
  });
}

/** The field that a path lies in; ids may hold slashes, so the longest one wins. */
export function fieldAt(dossier: Dossier, path: string): Field | undefined {
  const known = fieldsById.get(dossier) ?? new Map(fieldsOf(dossier).map((field) => [field.id, field]));
  fieldsById.set(dossier, known);
  for (let rest = path; rest !== ''; rest = rest.slice(0, Math.max(0, rest.lastIndexOf('/')))) {
    const field = known.get(rest);
    if (field) return field;
  }
  return undefined;
}
const fieldsById = new WeakMap<Dossier, ReadonlyMap<string, Field>>();

/** The leaf that a path lies in: what a link to it jumps to. */
export function leafAt(field: Field, path: string): string {
  return leaves(field).find((leaf) => path === leaf || path.startsWith(`${leaf}/`)) ?? leaves(field)[0] ?? field.id;
}

/** Criteria and disclosure items have a page each. */
export type Item = Field & { readonly kind: 'verdict' | 'disclosure' };
export const isItem = (field: Field): field is Item => field.kind === 'verdict' || field.kind === 'disclosure';

/** The number under which an item is known: of the criterion or of the disclosure item. */
export const itemCode = (item: Item): string => (item.kind === 'verdict' ? item.criterion : item.item);

export const sectionOf = (dossier: Dossier, field: Field): Section | undefined =>
  dossier.sections.find((section) => section.fields.some((each) => each.id === field.id));

/** The findings on a field. */
export const findingsAt = (desk: Pick<Desk, 'found'>, field: Field): readonly Finding[] => desk.found.get(field.id) ?? [];

/** Does something stand in the way of submission at this field? */
export const isMissing = (desk: Pick<Desk, 'found'>, field: Field): boolean => errorsIn(findingsAt(desk, field)).length > 0;

export interface Progress {
  readonly all: number;
  readonly open: number;
}

/** How far a section is: of the fields that count, how many still have something to do. */
export function progressOf(desk: Pick<Desk, 'found' | 'values'>, section: Pick<Section, 'fields'>): Progress {
  const counted = section.fields.filter(
    (field) => isMissing(desk, field) || field.kind === 'verdict' || isRequired(field, desk.values) || isTouched(field, desk.values),
  );
  return { all: counted.length, open: counted.filter((field) => isMissing(desk, field)).length };
}

/** The next field with something to do: after this one in the order of the dossier, then from its beginning. */
export function nextMissing(desk: Pick<Desk, 'dossier' | 'found'>, after?: Field): Field | undefined {
  const fields = fieldsOf(desk.dossier);
  const at = after ? fields.findIndex((field) => field.id === after.id) : -1;
  return [...fields.slice(at + 1), ...fields.slice(0, at + 1)].find((field) => field.id !== after?.id && isMissing(desk, field));
}

/** Was anything filled in? */
export const isTouched = (field: Field, values: Values): boolean => leaves(field).some((leaf) => !isBlank(values[leaf]));

const BASE = '/applications';
/** The addresses of a case, without the language. */
export const places = {
  home: BASE,
  begin: `${BASE}/new`,
  case: (id: string) => `${BASE}/${id}`,
  dossier: (id: string) => `${BASE}/${id}/dossier`,
  section: (id: string, section: string) => `${BASE}/${id}/dossier/${encodeURIComponent(section)}`,
  item: (id: string, section: string, code: string) => `${BASE}/${id}/dossier/${encodeURIComponent(section)}/${encodeURIComponent(code)}`,
  models: (id: string) => `${BASE}/${id}/models`,
  reuse: (id: string) => `${BASE}/${id}/reuse`,
  workbook: (id: string) => `${BASE}/${id}/workbook`,
  deviceChecks: (id: string) => `${BASE}/${id}/device-checks`,
  check: (id: string) => `${BASE}/${id}/check`,
  submit: (id: string) => `${BASE}/${id}/submit`,
  evidence: '/evidence',
  scans: (id: string) => `/cases/${id}/scans`,
  documents: (id: string) => `/cases/${id}/documents`,
} as const;

/** The page on which a field is filled in. */
export function placeOf(desk: Pick<Desk, 'its' | 'dossier'>, field: Field): string {
  const { id } = desk.its.subject;
  const section = sectionOf(desk.dossier, field)?.id ?? '';
  if (field.kind === 'models') return places.models(id);
  return isItem(field) ? places.item(id, section, itemCode(field)) : places.section(id, section);
}
