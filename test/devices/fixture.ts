import type { Verdict } from '../../src/rules/verdict.ts';

/** A device that is not one: real daemons, or a few lines that misbehave in one known way, on an address of its own. */
export interface Fixture {
  readonly id: string;
  /** What it plays, and what is right or wrong with it. */
  readonly title: string;
  /** Programs that must be there, with the Debian package that brings each. */
  readonly needs: readonly { readonly program: string; readonly package: string }[];
  /** `namespace`: a network namespace of its own, which only root can make. `loopback`: 127.0.1.x. */
  readonly where: 'loopback' | 'namespace';
  /** It listens below port 1024, which only root may do on most machines. */
  readonly lowPorts?: boolean;
  /** `probe/aspect`, or `probe/aspect subject` → the verdict that a right judge gives. Aspects that are not named are not asked. */
  readonly expects: Readonly<Record<string, Verdict>>;
  start(place: Place): Promise<Running>;
}

export interface Place {
  /** The address to listen on. */
  readonly address: string;
  /** Name of the namespace in which its programs are started; absent on loopback. */
  readonly namespace?: string;
  /** An empty folder of its own. */
  readonly folder: string;
}

export interface Running {
  /** The profile as its vendor would write it (YAML). */
  readonly profile: string;
  /** Environment variables that the profile names. */
  readonly secrets: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}
