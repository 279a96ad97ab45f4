import type { Socket } from 'node:net';
import type { Text } from '../rules/text.ts';
import type { Observations } from './probe.ts';
import type { Profile } from './profile.ts';

/** How an attempt to connect ended. Silence is not a closed port. */
export type Dialled =
  | { readonly outcome: 'open'; readonly socket: Socket; readonly milliseconds: number }
  | { readonly outcome: 'refused' | 'reset' | 'silent' | 'unreachable'; readonly milliseconds: number; readonly code?: string };

/** What a probe is given to work with. All traffic towards the device goes through `network`, which keeps the rate and counts. */
export interface Tools {
  readonly profile: Profile;
  readonly earlier: Observations;
  readonly network: Network;
  readonly guide: Guide;
  /** The value of a secret named in the profile; refuses (CannotObserve) when it is not set. */
  secret(variable: string): string;
  /** Bytes of a file that the profile names, relative to the profile. */
  file(path: string): Promise<Uint8Array>;
  /** How far the probe is: for the person who watches. `note` is shown as plain text. */
  progress(done: number, total: number, note?: Text): void;
  /** ISO 8601 instant, and monotonic milliseconds for measuring. */
  now(): string;
  elapsed(): number;
  wait(milliseconds: number): Promise<void>;
  readonly signal: AbortSignal;
}

/** The device as reached over the network. */
export interface Network {
  /** The address that was confirmed, IPv4 or IPv6: never a name, so that it cannot change. */
  readonly address: string;
  /** Connects over TCP once the pace allows it. */
  dial(port: number, options?: { readonly timeoutMs?: number }): Promise<Dialled>;
  /** The outcome of one connection to each port, at the pace; each is closed at once. At full rate much cheaper than to dial each. */
  sweep?(ports: readonly number[]): Promise<readonly Dialled['outcome'][]>;
  /** Sends one datagram from a socket of its own once the pace allows it; all answers until the time is over. `unreachable` is the host's own "port unreachable". */
  ask(
    port: number,
    payload: Uint8Array,
    options?: { readonly waitMs?: number },
  ): Promise<{ readonly answers: readonly Uint8Array[]; readonly unreachable: boolean }>;
  /** Does the device still answer as it did at the start? Asked between probes and after anything that could hurt. */
  isAlive(): Promise<boolean>;
  /** Counts one wrong password; refuses (CannotObserve) when the bound of the whole run is reached. */
  spendAttempt(): void;
  readonly pace: Pace;
}

/** Connections a second. Goes down at once when the device shows strain, up again slowly. */
export interface Pace {
  /** Resolves when the next connection may be made. */
  turn(): Promise<void>;
  /** Connections a second allowed now. */
  readonly rate: number;
  strained(why: Text): void;
  eased(): void;
}

/** A person beside the device. In a run without one every method refuses (CannotObserve). */
export interface Guide {
  /** Shows what to do and waits until the person says that it is done. */
  step(instruction: Text): Promise<void>;
  /** A question with a closed list of answers. */
  choose<Value extends string>(question: Text, options: readonly { readonly value: Value; readonly label: Text }[]): Promise<Value>;
  /** A line that the person types or reads off the device; kept as typed. */
  read(question: Text): Promise<string>;
}

/** The half of a probe that touches the device. Its answer must fit the judge's shape. */
export type Observe<Data> = (tools: Tools) => Promise<Data>;
