import type { Day } from './day.ts';
import type { Dossier } from './dossier.ts';
import type { FormRule } from './form-check.ts';
import type { Provenance } from './provenance.ts';
import type { Text } from './text.ts';
import type { Method } from './verdict.ts';

export type { Provenance };

export interface Criterion {
  readonly id: string;
  readonly name: Text;
  readonly category: Text;
  readonly requirement: Text;
  readonly subConditions: readonly { readonly key: string; readonly text: Text }[];
  readonly methods: readonly Method[];
  readonly notApplicableWhen: Text;
  /** The evaluation guide beside the answer (L-3.4-11). */
  readonly guide: readonly Text[];
  readonly assets: readonly string[];
  readonly threats: readonly string[];
  /** Framework → provisions (L-3.4-2). */
  readonly mappings: Readonly<Record<string, readonly string[]>>;
  readonly provenance: Readonly<Record<string, Provenance>>;
  readonly uncertain?: Text;
}

/** What was approved as one: criteria, dossier and the rules that check its form. Fixed and hashed. */
export interface Edition {
  /** `<set>/<edition>`, e.g. `common/1.1`. */
  readonly id: string;
  readonly title: Text;
  readonly documentNumber: string;
  readonly date: Day;
  readonly levels: readonly string[];
  /** Product types; empty: common to all (L-3.3-1). */
  readonly types: readonly string[];
  /** Editions whose criteria and sections stand in this one too (L-3.3-2). */
  readonly includes: readonly string[];
  readonly criteria: readonly string[];
  readonly dossier: Dossier;
  /** Engine form rules in force → the clause each stands for. A rule not named here is not executed. */
  readonly formRules: Readonly<Partial<Record<FormRule, string>>>;
  /** Guards of the book that belong to the form check of this edition. */
  readonly contentGuards: readonly string[];
  readonly nextReview?: Day;
  readonly provenance: Provenance;
}

/** The decision that opens an edition: it names the hash, the opening day and, once known, the last day of grace. */
export interface Offer {
  readonly edition: string;
  readonly hash: string;
  readonly level: string;
  readonly approvedOn: Day;
  readonly approvedBy: Text;
  readonly opensOn: Day;
  /** Last day on which applications are received under it, grace included (L-3.4-14). */
  readonly lastDay?: Day;
  readonly source: string;
}
