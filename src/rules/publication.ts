import type { Dossier, Field, Section, Values } from './dossier.ts';
import type { Text } from './text.ts';

/** Where a line of the public page comes from. */
export type PublicSource =
  | { readonly field: string }
  /** An item of disclosure by its field: its answer in words, and its content column as it was written. */
  | { readonly item: string }
  | {
      readonly of:
        | 'number'
        | 'level'
        | 'type'
        | 'edition'
        | 'status'
        | 'issued-on'
        | 'updated-on'
        | 'period-issued-on'
        | 'valid-from'
        | 'valid-until'
        | 'applicant'
        | 'attested-by'
        | 'results'
        | 'models';
    }
  | { readonly fixed: Text; readonly link?: string };

export interface PublicLine {
  readonly id: string;
  readonly label: Text;
  readonly from: PublicSource;
  /** The dossier field that says "publish" or "withhold"; absent: always published. */
  readonly withheldBy?: { readonly field: string; readonly is: string };
  readonly clause: string;
}

export interface PublicSection {
  readonly id: string;
  readonly label: Text;
  /** Heading over several sections. */
  readonly part?: Text;
  readonly lines: readonly PublicLine[];
}

/** What an attestation says, and what it does not. */
export interface Says {
  readonly yes: readonly { readonly text: Text; readonly clause: string }[];
  readonly no: readonly { readonly text: Text; readonly clause: string }[];
}

/** What anyone may read about an attestation, and where. */
export interface Publication {
  /** First part of the public path: `/l/<number>`. */
  readonly path: string;
  readonly sections: readonly PublicSection[];
  /** After them: every item of disclosure that the edition's dossier publishes, in its sections and their order. */
  readonly everyItem?: { readonly clause: string };
  /** Lines that a reader wants first, by id: who assessed, until when it is supported. */
  readonly highlights?: readonly string[];
  /** Sentences that stand on every page of a level, in order (L-3.6-1, L-3.6-3). */
  readonly meaning: Readonly<Record<string, readonly { readonly text: Text; readonly clause: string }[]>>;
  /** What it says and what it does not, where that is no count of results. */
  readonly says?: Says;
  /** What to do after purchase, for consumers (L-4.2-1), or whoever else reads it. */
  readonly advice: readonly Text[];
  /** Over the advice; "what to do after purchase" where nothing else is said. */
  readonly adviceTitle?: Text;
  /** Who answers for what, in full, at the foot of the page (D-12.2-1). */
  readonly disclaimer?: readonly { readonly text: Text; readonly clause: string }[];
  /** Where the list finds its words: field of the product name, in both languages when there are two. */
  readonly title: { readonly ja: string; readonly en?: string };
  readonly maker?: string;
  /** The field with the applicant's name, in Japanese. */
  readonly applicant: string;
  /** The field with it in English, when there is one. */
  readonly applicantEn?: string;
  readonly models?: string;
  /** The field in which a shorter validity is asked for. */
  readonly requestedEnd?: string;
  /** The scheme outline and its official site (table 3.7-1). */
  readonly outline: { readonly text: Text; readonly link: string };
}

/**
 * Under which name model numbers are told apart: the maker's, else the applicant's; width, case and spaces do not
 * count. Two makers may use the same model number.
 */
export function makerKey(publication: Publication, values: Values): string {
  const name = publication.maker ? values[publication.maker] : undefined;
  return typeof name === 'string' ? name.normalize('NFKC').toLowerCase().replace(/\s+/g, '') : '';
}

/** The path of what is published, and can be withheld, of a line's value; undefined when the value is the engine's own. */
export function pathOfLine({ from }: PublicLine): string | undefined {
  if ('item' in from) return `${from.item}/content`;
  return 'field' in from ? from.field : undefined;
}

const expanded = new WeakMap<Publication, WeakMap<Dossier, readonly PublicSection[]>>();

/** The sections of the public page of what was issued under a dossier; the same object each time. */
export function publicSections(publication: Publication, dossier: Dossier): readonly PublicSection[] {
  const known = expanded.get(publication) ?? new WeakMap<Dossier, readonly PublicSection[]>();
  expanded.set(publication, known);
  const { everyItem } = publication;
  const sections = known.get(dossier) ?? [...publication.sections, ...(everyItem ? itemsOf(dossier, everyItem.clause) : [])];
  known.set(dossier, sections);
  return sections;
}

/** All lines of these sections. */
export const publicLines = (publication: Publication, dossier: Dossier): readonly PublicLine[] =>
  publicSections(publication, dossier).flatMap((section) => section.lines);

const itemsOf = (dossier: Dossier, clause: string): readonly PublicSection[] =>
  dossier.sections.flatMap((section: Section) => {
    const lines = section.fields
      .filter(isPublicItem)
      .map((field) => ({ id: field.id, label: field.label, from: { item: field.id }, clause }));
    return lines.length === 0
      ? []
      : [{ id: `disclosed-${section.id}`, label: section.label, ...(section.part ? { part: section.part } : {}), lines }];
  });

const isPublicItem = (field: Field): boolean => field.kind === 'disclosure' && field.published !== undefined;
