import type { Provenance } from './provenance.ts';
import type { Text } from './text.ts';
import type { Verdict } from './verdict.ts';

/** What one finding of a device test says about one sub-condition of a criterion. */
export interface DeviceTest {
  /** `<probe>/<aspect>`: which finding. */
  readonly finding: string;
  /** Only findings on this subject; absent: on any. */
  readonly subject?: string;
  readonly criterion: string;
  readonly sub: string;
  /** `decides`: conforming observations settle the sub-condition. `refutes`: they can only contradict what documents claim. */
  readonly weight: 'decides' | 'refutes';
}

/**
 * The device part of an edition: which findings bear on which criterion. It stands beside the edition, which stays as it was approved, and
 * carries a version of its own; what was judged under one version is judged again under the same.
 */
export interface DevicePart {
  readonly edition: string;
  /** From 1; raised with every change of what a finding leads to. */
  readonly version: number;
  readonly tests: readonly DeviceTest[];
  /** Criterion → alternatives: the sub-conditions which together settle it. A criterion that is not named is never settled by a device test alone. */
  readonly settledBy: Readonly<Record<string, readonly (readonly string[])[]>>;
  /** What an assessment costs elsewhere, with its source: to weigh testing oneself against commissioning it. */
  readonly effort: Text;
  /** Under which its result is taken into a dossier. */
  readonly clause: string;
  readonly provenance: Provenance;
}

/** What was found out about one aspect of a device, or of one interface or login of it. */
export interface DeviceFinding {
  readonly probe: string;
  readonly aspect: string;
  /** What of the device: `device`, `tcp/443`, `login web`. */
  readonly subject: string;
  readonly verdict: Verdict;
  /** What was seen, and for anything but conforming what to do about it. */
  readonly message: Text;
}

/** What the findings together propose for one criterion. */
export interface DeviceAnswer {
  readonly criterion: string;
  /** `not-tested`: the findings settle nothing, and contradict nothing. */
  readonly verdict: Verdict;
  readonly reason: Text;
  readonly rests: readonly DeviceFinding[];
}

/**
 * The answers that findings lead to under a device part, one for each criterion that a test bears on, by criterion. A contradiction is never outweighed;
 * what could not be decided is never a pass (design principle 7).
 */
export function deviceAnswers(part: DevicePart, findings: readonly DeviceFinding[]): readonly DeviceAnswer[] {
  const criteria = [...new Set(part.tests.map((test) => test.criterion))].sort();
  return criteria.map((criterion) => answerOf(criterion, part, findings));
}

function answerOf(criterion: string, part: DevicePart, findings: readonly DeviceFinding[]): DeviceAnswer {
  const tests = part.tests.filter((test) => test.criterion === criterion);
  const of = ({ finding, subject }: DeviceTest) =>
    findings.filter((each) => `${each.probe}/${each.aspect}` === finding && (subject === undefined || each.subject === subject));
  const rests = [...new Set(tests.flatMap(of))].filter((finding) => finding.verdict !== 'not-tested');
  const answer = (verdict: Verdict, reasons: readonly DeviceFinding[], otherwise: Text): DeviceAnswer => ({
    criterion,
    verdict,
    reason: reasons.length === 0 ? otherwise : joined(reasons.map((finding) => finding.message)),
    rests,
  });
  const against = rests.filter((finding) => finding.verdict === 'does-not-conform');
  if (against.length > 0) return answer('does-not-conform', against, nothing);
  const decisive = tests.filter((test) => test.weight === 'decides');
  const alternatives = part.settledBy[criterion] ?? [];
  const verdictsOf = (sub: string) => decisive.filter((test) => test.sub === sub).flatMap(of);
  const settles = (sub: string) => {
    const found = decisive.filter((test) => test.sub === sub).map(of);
    return found.length > 0 && found.every((each) => each.length > 0 && each.every(({ verdict }) => isSettled(verdict)));
  };
  const settled = alternatives.find((subs) => subs.every(settles));
  if (settled) {
    const found = settled.flatMap(verdictsOf);
    const conforming = found.filter((finding) => finding.verdict === 'conforms');
    return conforming.length > 0 ? answer('conforms', conforming, nothing) : answer('not-applicable', found, nothing);
  }
  const open = rests.filter((finding) => finding.verdict === 'could-not-decide');
  if (alternatives.length > 0 && open.length > 0) return answer('could-not-decide', open, nothing);
  return answer('not-tested', [], nothing);
}

const nothing: Text = { ja: '実機テストだけでは決まりません。', en: 'Device tests alone do not settle this.' };
const isSettled = (verdict: Verdict): boolean => verdict === 'conforms' || verdict === 'not-applicable';
const joined = (messages: readonly Text[]): Text => ({
  ja: [...new Set(messages.map(({ ja }) => ja))].join(''),
  en: [...new Set(messages.map(({ en }) => en))].join(' '),
});
