import type { Observation, Observations } from './probe.ts';

/** What a journal belongs to: observations of one device under one profile. */
export interface JournalOf {
  readonly address: string;
  /** SHA-256 of the profile, hex. */
  readonly profile: string;
}

/** Where each observation is kept as it comes, so that a run that was cut short goes on where it stood. */
export interface Journal {
  /** Observations of earlier sessions, in the order in which they were made; the last one of a probe counts. */
  readonly kept: Observations;
  /** Resolves once the observation is on disk. */
  keep(observation: Observation): Promise<void>;
  close(): Promise<void>;
}

/** The journal belongs to another device or another profile: going on would mix two tests. */
export class AnotherDevice extends Error {
  readonly expected: JournalOf;
  readonly found: JournalOf;
  constructor(expected: JournalOf, found: JournalOf) {
    super(
      `the journal is of ${found.address}, profile ${found.profile.slice(0, 12)}; asked for ${expected.address}, ${expected.profile.slice(0, 12)}`,
    );
    this.expected = expected;
    this.found = found;
  }
}
