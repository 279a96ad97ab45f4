import type { Provenance } from '../../../../../src/rules/criteria.ts';
import { text } from '../../../../../src/rules/text.ts';

/** Seen on the support page of a telecommunications carrier that lists the criteria; only its upper part was visible. */
export const carrierPage: Provenance = {
  grade: 'public-source',
  note: text(
    'NTTドコモビジネスのJC-STARサポートページ(適合基準の表。上部のみ閲覧)',
    'NTT docomo Business JC-STAR support page (table of criteria, upper part only)',
  ),
};
/** Seen on IPA's page on the recognition of PSTI-compliant products. */
export const pstiPage: Provenance = {
  grade: 'public-source',
  note: text('IPAのPSTI適合製品の申請に関するページ', 'IPA page on applications for PSTI-compliant products'),
};
/** Seen on both. */
export const bothPages: Provenance = {
  grade: 'public-source',
  note: text(`${carrierPage.note.ja}、${pstiPage.note.ja}`, `${carrierPage.note.en}; ${pstiPage.note.en}`),
};
/** Stands in a public document. */
export const publicSource = (ja: string, en: string): Provenance => ({ grade: 'public-source', note: text(ja, en) });
/** Number and name put together from the order of what is known. */
export const inferred: Provenance = {
  grade: 'inferred',
  note: text('判明している基準の並びからの推定', 'Inferred from the order of the criteria that are known'),
};
/** General knowledge, to be compared with the official text. */
export const unverified: Provenance = {
  grade: 'unverified',
  note: text('一般的な知識による再構成。原典との照合が必要', 'Reconstructed from general knowledge; to be compared with the official text'),
};
export const unverifiedBut = (ja: string, en: string): Provenance => ({ grade: 'unverified', note: text(ja, en) });
/** Our own mapping; it says nothing about recognition. */
export const ours: Provenance = {
  grade: 'ours',
  note: text('本システムによる対応付け(未確認)。相互承認を意味しない', 'Our own mapping, unverified; it implies no mutual recognition'),
};

/** What most criteria have in common: only number, requirement and method come from a source. */
export const seenOnCarrierPage: Readonly<Record<string, Provenance>> = {
  id: carrierPage,
  name: unverified,
  requirement: carrierPage,
  methods: carrierPage,
  subConditions: unverified,
  notApplicableWhen: unverified,
  guide: unverified,
  mappings: ours,
};

/** What the others have in common: even the position is inferred. */
export const reconstructed: Readonly<Record<string, Provenance>> = {
  ...seenOnCarrierPage,
  id: inferred,
  name: inferred,
  requirement: unverified,
  methods: unverified,
};
