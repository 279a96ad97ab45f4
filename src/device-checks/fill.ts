import type { AttachedCheck } from '../check/index.ts';
import type { DeviceAnswer } from '../rules/device-part.ts';
import { type Dossier, fieldsOf, isBlank, pointers } from '../rules/dossier.ts';
import { contentHash } from '../rules/hash.ts';
import type { JsonValue } from '../rules/json.ts';
import { isVerdict, type Verdict } from '../rules/verdict.ts';

/** A leaf of the draft as it stands. */
interface Leaf {
  readonly path: string;
  readonly value: JsonValue;
  readonly version: number;
}

/** What a bundle would do to a dossier. */
export interface Fill {
  readonly changes: readonly { readonly path: string; readonly value: JsonValue; readonly base: number }[];
  /** Answers that a person gave otherwise: left as they are. */
  readonly differs: readonly { readonly criterion: string; readonly stands: Verdict; readonly found: Verdict }[];
  /** Criteria that a device test bears on and that it did not settle. */
  readonly open: readonly string[];
}

/** Longest explanation that is put into a dossier, in characters; the rest stands in the bundle. */
const LONGEST_REASON = 1_000;

/**
 * Fills the device part of the answers from what a bundle came to. Only what is empty is filled, and what an earlier bundle filled and nobody
 * touched since: what a person wrote stays (a changed answer is told under `differs`). `minutes`: person-minutes by criterion (L-3.4-7).
 */
export function fillFrom(given: {
  readonly dossier: Dossier;
  readonly answers: readonly DeviceAnswer[];
  readonly minutes: Readonly<Record<string, number>>;
  /** The bundle in the vault. */
  readonly document: string;
  readonly draft: readonly Leaf[];
  readonly earlier: readonly AttachedCheck[];
}): Fill {
  const leaves = new Map(given.draft.map((leaf) => [leaf.path, leaf]));
  const machine = new Map(given.earlier.flatMap((check) => Object.entries(check.filled)));
  const isFree = (path: string) => {
    const leaf = leaves.get(path);
    return leaf === undefined || isBlank(leaf.value) || machine.get(path) === contentHash(leaf.value);
  };
  const results = given.answers.map((answer): Fill => {
    const field = fieldsOf(given.dossier).find((each) => each.kind === 'verdict' && each.criterion === answer.criterion);
    if (!field || answer.verdict === 'not-tested') return { changes: [], differs: [], open: [answer.criterion] };
    const at = (part: string) => `${field.id}/${part}`;
    const stands = leaves.get(at('verdict'))?.value;
    if (!isFree(at('verdict')) && isVerdict(stands) && stands !== answer.verdict) {
      return { changes: [], differs: [{ criterion: answer.criterion, stands, found: answer.verdict }], open: [] };
    }
    const minutes = Math.ceil(given.minutes[answer.criterion] ?? 0);
    const wanted: Readonly<Record<string, JsonValue>> = {
      verdict: answer.verdict,
      method: 'device',
      basis: 'own',
      reason: answer.reason.ja.slice(0, LONGEST_REASON),
      ...(minutes > 0 ? { minutes } : {}),
      evidence: evidenceWith(leaves.get(at('evidence'))?.value, given, answer.criterion),
    };
    const changes = Object.entries(wanted)
      .map(([part, value]) => ({ path: at(part), value, base: leaves.get(at(part))?.version ?? 0 }))
      .filter(({ path }) => path === at('evidence') || isFree(path))
      .filter(({ path, value }) => contentHash(leaves.get(path)?.value ?? null) !== contentHash(value));
    return { changes, differs: [], open: [] };
  });
  return {
    changes: results.flatMap(({ changes }) => changes),
    differs: results.flatMap(({ differs }) => differs),
    open: results.flatMap(({ open }) => open),
  };
}

/** The pointers that stand, without those to earlier bundles, and the one to this bundle. */
function evidenceWith(
  stands: JsonValue | undefined,
  { document, earlier }: { readonly document: string; readonly earlier: readonly AttachedCheck[] },
  place: string,
): JsonValue {
  const bundles = new Set([document, ...earlier.map((check) => check.document)]);
  return [...pointers(stands).filter((pointer) => !bundles.has(pointer.document)), { document, place }];
}
