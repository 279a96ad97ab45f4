import type { Day } from './day.ts';
import type { Values } from './dossier.ts';
import type { ItemFinding } from './item-finding.ts';
import type { Finding } from './refusal.ts';
import type { StatusId } from './status.ts';

/** Everything a guard can ask for: a closed, typed catalogue. The engine loads only what a row's guards name. */
export interface Facts {
  /** Today in Tokyo. */
  readonly day: Day;
  /** The result of the one form check of the dossier as it stands (design principle 6). */
  readonly formFindings: readonly Finding[];
  /** Evidence of the applicant's organisation that pointers may name. */
  readonly evidence: readonly EvidenceFact[];
  readonly payments: readonly PaymentFact[];
  /** What the review found at the items, as the row that completed it froze them; empty before. */
  readonly itemFindings: readonly ItemFinding[];
  /** Outcomes of sealed inquiries of this case; read through their own door. */
  readonly inquiries: readonly InquiryFact[];
  /** Attestations that carry one of the dossier's models at the same level on overlapping days. */
  readonly modelConflicts: readonly ModelConflict[];
  /** Other attestations of the same object (service, product line), ended ones included. */
  readonly earlierAttestations: readonly EarlierAttestation[];
  /** Qualifications and listings as decided and dated. */
  readonly directory: readonly DirectoryEntry[];
  /** The dossier that a renewal is compared with: that of the new application, not of the last renewal; null when there is none. */
  readonly firstDossier: Values | null;
  /** What the attestation that the row is about reads today; null for an application. */
  readonly status: StatusId | null;
  /** Foreign attestations as last confirmed by the office. */
  readonly foreignLabels: readonly ForeignLabel[];
}
export type FactName = keyof Facts;

export interface EvidenceFact {
  readonly id: string;
  readonly name: string;
  readonly sha256: string;
  readonly erased: boolean;
  readonly origin?: EvidenceOrigin;
}
/** Where a file comes from, when it is not the applicant's own: what makes it count as evidence (D-4.4-6, D-4.4-7). */
export interface EvidenceOrigin {
  /** The contractor whose material it is. */
  readonly contractor?: string;
  /** Who of the contractor's responsible persons signed it. */
  readonly signedBy?: string;
  /** Address of the public page of which it is a captured copy. */
  readonly address?: string;
  /** Day of the page or of its capture. */
  readonly on?: Day;
}
/** Money that arrived for a charge of this case. */
export interface PaymentFact {
  readonly fee: string;
  /** Yen. */
  readonly amount: number;
  readonly receivedOn: Day;
}
export interface InquiryFact {
  readonly thread: string;
  readonly outcome: 'favourable' | 'unfavourable' | 'pending';
}
export interface ModelConflict {
  readonly model: string;
  readonly attestation: string;
}
export interface EarlierAttestation {
  readonly key: string;
  /** Last day of its newest period. */
  readonly lastDay?: Day;
  readonly ended?: 'expired' | 'lapsed' | 'withdrawn' | 'ceased';
  readonly endedOn?: Day;
}
export interface DirectoryEntry {
  readonly kind: 'qualification' | 'verification-operator' | 'evaluation-body';
  readonly id: string;
  readonly from: Day;
  readonly until?: Day;
}
export interface ForeignLabel {
  readonly scheme: string;
  readonly number: string;
  readonly inForceOn: Day;
}

/**
 * Exactly the facts named, so that a guard cannot read what it did not name. A named fact that was not loaded is a bug,
 * never an empty answer.
 */
export function factsNamed(names: readonly FactName[], loaded: Partial<Facts>): Facts {
  const missing = names.filter((name) => loaded[name] === undefined);
  if (missing.length > 0) throw new Error(`facts were not loaded: ${missing.join(', ')}`);
  return Object.fromEntries(names.map((name) => [name, loaded[name]])) as unknown as Facts;
}
