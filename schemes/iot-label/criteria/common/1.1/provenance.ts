import type { Provenance } from '../../../../../src/rules/criteria.ts';

/** Seen on the support page of a telecommunications carrier that lists the criteria; only its upper part was visible. */
export const carrierPage: Provenance = {
  grade: 'public-source',
  note: 'NTT docomo Business JC-STAR support page (criteria table, upper part only)',
};
/** Seen on IPA's page on the recognition of PSTI-compliant products. */
export const pstiPage: Provenance = { grade: 'public-source', note: 'IPA PSTI recognition page (jc-star/shinsei/psti.html)' };
/** Stands in METI's policy of August 2024. */
export const policy = (note: string): Provenance => ({ grade: 'public-source', note: `METI policy 2024-08, ${note}` });
export const publicSource = (note: string): Provenance => ({ grade: 'public-source', note });
/** Number and name put together from the order of what is known. */
export const inferred: Provenance = { grade: 'inferred', note: 'Position inferred from the order of the criteria that are known' };
/** General knowledge; to be compared with the official text. */
export const unverified: Provenance = { grade: 'unverified', note: 'General knowledge, to be compared with the official text' };
export const unverifiedBut = (note: string): Provenance => ({ grade: 'unverified', note });
/** Our own mapping; it says nothing about recognition. */
export const ours: Provenance = { grade: 'ours', note: 'Our own mapping, unverified; it implies no mutual recognition' };

/** What most criteria have in common: only number, requirement and method come from a source. */
export const seenOnCarrierPage: Readonly<Record<string, Provenance>> = {
  id: carrierPage,
  name: unverified,
  requirement: carrierPage,
  methods: carrierPage,
  subConditions: unverified,
  notApplicable: unverified,
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
