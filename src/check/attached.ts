import type { Book } from '../rules/book.ts';
import { type Field, pointers, type Values } from '../rules/dossier.ts';
import { devicePartsFor } from '../rules/editions.ts';
import type { JsonObject } from '../rules/json.ts';
import type { Subject } from '../rules/subject.ts';
import { isVerdict, type Verdict } from '../rules/verdict.ts';
import type { StoredEvent, Tx } from '../store/index.ts';

/** The device checks whose results were put into the dossier of an application: who did so, when, and what it filled. */
export const deviceCheckStream = (application: string): string => `device-check:${application}`;

/** What the history says about it. */
export interface DeviceCheckEvent {
  readonly type: 'DeviceCheckAttached';
  readonly data: {
    /** The bundle: its file in the vault, and the hash of its bytes. */
    readonly document: string;
    readonly sha256: string;
    /** Thumbprint of the key that signed it. */
    readonly signedBy: string;
    readonly tool: string;
    readonly edition: string;
    readonly part: number;
    readonly device: { readonly model: string; readonly serial: string; readonly firmware: string };
    /** ISO 8601 instant at which the tests ended. */
    readonly testedAt: string;
    /** Criterion → verdict, as the server itself judged the observations. */
    readonly answers: Readonly<Record<string, Verdict>>;
    /** Leaf path → hash of the value that was filled in. */
    readonly filled: Readonly<Record<string, string>>;
  };
}

/** One bundle that was put into the dossier. */
export type AttachedCheck = DeviceCheckEvent['data'] & { readonly by: string; readonly at: string };

/** The checks put into the dossier of a case, the first one first; nothing is read where its edition has no device tests. */
export async function attachedChecks(
  tx: Pick<Tx, 'load'>,
  { book, subject }: { readonly book: Book; readonly subject: Pick<Subject, 'id' | 'edition'> },
): Promise<readonly AttachedCheck[]> {
  if (devicePartsFor(book, subject.edition ?? '').length === 0) return [];
  return (await tx.load(deviceCheckStream(subject.id))).map(checkFrom);
}

const checkFrom = ({ data, actor, at }: StoredEvent): AttachedCheck => ({
  ...(data as JsonObject as unknown as DeviceCheckEvent['data']),
  by: actor.person,
  at,
});

/** The check that an answer points to as evidence, and whether the answer is what the check came to. */
export interface Resting {
  readonly check: AttachedCheck;
  readonly verdict: Verdict;
  readonly agrees: boolean;
}

/** On which check the answer to a criterion rests: the last one that it points to and that says something about it. */
export function checkBehind(checks: readonly AttachedCheck[], field: Field, values: Values): Resting | undefined {
  if (field.kind !== 'verdict') return undefined;
  const named = new Set(pointers(values[`${field.id}/evidence`]).map((pointer) => pointer.document));
  const check = checks.findLast((each) => named.has(each.document) && isVerdict(each.answers[field.criterion]));
  const verdict = check?.answers[field.criterion];
  return check && verdict && { check, verdict, agrees: values[`${field.id}/verdict`] === verdict };
}
