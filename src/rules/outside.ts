import type { Field, Option, Values } from './dossier.ts';
import type { JsonObject } from './json.ts';
import type { Text } from './text.ts';

/** What a change leads to: it is recorded and everything stands, it is notified and the page follows, it ends the effect, or it is another case. */
export const CHANGE_OUTCOMES = ['record', 'notify', 'lapse', 'new-assessment'] as const;
export type ChangeOutcome = (typeof CHANGE_OUTCOMES)[number];

/** Where a verdict leads: a row of the attestation or the opening of a thread, with what is already known filled in. */
export interface ChangeVerdict {
  readonly outcome: ChangeOutcome;
  readonly clause: string;
  readonly reason: Text;
  /** The row to make; absent where a new application is the way. */
  readonly row?: string;
  /** The thread to open. */
  readonly opens?: string;
  readonly input?: JsonObject;
}

/** A short set of questions about a change, and the verdict that they lead to; undefined while they are not all answered. */
export interface Changes {
  readonly questions: readonly Field[];
  decide(answers: Values): ChangeVerdict | undefined;
  readonly clause: string;
}

/** What anyone can say about an attestation without an account, and where the office takes it up. */
export interface Voices {
  readonly doubt: { readonly clause: string };
  /** Uses of the mark that are forbidden, each as the scheme says it. */
  readonly misuse: { readonly grounds: readonly Option[]; readonly clause: string };
  /** A buyer's question, which the holder answers. */
  readonly question: { readonly clause: string };
  /** The thread that the office opens on a report, what it fills in by itself, and the field that takes the report's own words. */
  readonly takenUp: { readonly opens: string; readonly input: JsonObject; readonly matter: string };
}
