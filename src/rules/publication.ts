import type { Values } from './dossier.ts';
import type { Text } from './text.ts';

/** Where a line of the public page comes from. */
export type PublicSource =
  | { readonly field: string }
  | {
      readonly of:
        | 'number'
        | 'level'
        | 'type'
        | 'edition'
        | 'status'
        | 'issued-on'
        | 'updated-on'
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

/** What anyone may read about an attestation, and where. */
export interface Publication {
  /** First part of the public path: `/l/<number>`. */
  readonly path: string;
  readonly sections: readonly { readonly id: string; readonly label: Text; readonly lines: readonly PublicLine[] }[];
  /** Lines that a reader wants first, by id: who assessed, until when it is supported. */
  readonly highlights?: readonly string[];
  /** Sentences that stand on every page of a level, in order (L-3.6-1, L-3.6-3). */
  readonly meaning: Readonly<Record<string, readonly { readonly text: Text; readonly clause: string }[]>>;
  /** What to do after purchase, for consumers (L-4.2-1). */
  readonly advice: readonly Text[];
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
