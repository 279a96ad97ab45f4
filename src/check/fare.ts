import type { Text } from '../rules/text.ts';

/** A moment at which the device showed that it was too much, and the connections a second allowed from then on. */
export interface Strain {
  readonly at: string;
  readonly why: Text;
  readonly rate: number;
}

/** The device did not answer as it did at the start. Without `until` it did not come back while the run waited. */
export interface Outage {
  readonly from: string;
  readonly until?: string;
  /** Probe during or after which it was noticed; absent before the first. */
  readonly probe?: string;
}

/** How the device fared under the test: told to the person, kept in the result. */
export interface Fare {
  /** Connections a second: the lowest and highest allowed, and the bound of the profile. */
  readonly rate: { readonly lowest: number; readonly highest: number; readonly bound: number };
  /** Connections and datagrams sent. */
  readonly sent: number;
  readonly strains: readonly Strain[];
  readonly outages: readonly Outage[];
}
