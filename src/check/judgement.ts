import type { DeviceFinding } from '../rules/device-part.ts';
import type { JsonObject } from '../rules/json.ts';
import { type Text, text } from '../rules/text.ts';
import type { Verdict } from '../rules/verdict.ts';
import type { AnyJudge, Finding, Observation, Observations } from './probe.ts';
import type { Profile } from './profile.ts';

/**
 * What one probe found: the judge's findings in its own order, then `not-tested` for every aspect that it said nothing about. An observation that
 * could not be made, or that this version of the judge cannot read, is `could-not-decide` in every aspect, never a pass (design principle 7).
 * `earlier` are the observations made before it; undefined `observation` means that the probe did not run.
 */
export function findingsOf(
  judge: AnyJudge,
  observation: Observation | undefined,
  profile: Profile,
  earlier: Observations,
): readonly DeviceFinding[] {
  const everyAspect = (verdict: Verdict, message: Text): readonly DeviceFinding[] =>
    Object.keys(judge.aspects).map((aspect) => ({ probe: judge.id, aspect, subject: 'device', verdict, message }));
  if (observation === undefined) return everyAspect('not-tested', notRun);
  if (observation.outcome === 'could-not') return everyAspect('could-not-decide', observation.reason);
  if (observation.version !== judge.version) return everyAspect('could-not-decide', otherVersion(observation.version, judge.version));
  const found = judged(judge, observation.data, profile, earlier);
  if (found === undefined) return everyAspect('could-not-decide', otherForm);
  if (found instanceof Error) return everyAspect('could-not-decide', judgeFailed(found));
  const said = new Set(found.map((finding) => finding.aspect));
  return [
    ...found.map((finding) => ({ probe: judge.id, ...finding })),
    ...everyAspect('not-tested', nothingSaid).filter((finding) => !said.has(finding.aspect)),
  ];
}

/** A judge that fails, or tells of what it does not know, has said nothing. */
function judged(judge: AnyJudge, data: JsonObject, profile: Profile, earlier: Observations): readonly Finding[] | undefined | Error {
  try {
    const found = judge.judge(data, profile, earlier);
    const stray = found?.find((finding) => !Object.hasOwn(judge.aspects, finding.aspect));
    return stray ? new TypeError(`${judge.id} has no aspect ${stray.aspect}`) : found;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** What all probes found, judged from the observations alone, in the order of `judges`. Pure: whoever does it gets the same. */
export function findingsOfAll(judges: readonly AnyJudge[], observations: Observations, profile: Profile): readonly DeviceFinding[] {
  return judges.flatMap((judge) => {
    const at = observations.findIndex((each) => each.probe === judge.id);
    return findingsOf(judge, observations[at], profile, observations.slice(0, Math.max(at, 0)));
  });
}

const notRun = text('この項目の検査は行っていません。', 'This check was not run.');
const nothingSaid = text('この観点は対象がないか、調べていません。', 'There was nothing of this kind to look at, or it was not looked at.');
const otherForm = text(
  '観測記録の形式が、この版の判定と合いません。同じ版の Akashi で判定してください。',
  'The observation has not the form that this version judges. Judge it with the version of Akashi that made it.',
);
const judgeFailed = (error: Error): Text => {
  const [what = ''] = `${error.name}: ${error.message}`.split('\n', 1);
  return text(
    `判定プログラムが失敗しました(${what.slice(0, 300)})。観測記録は残っています。`,
    `The judgement itself failed (${what.slice(0, 300)}). What was observed is kept.`,
  );
};
const otherVersion = (made: number, here: number): Text =>
  text(
    `観測は検査手順の第${made}版によるもので、この Akashi は第${here}版です。同じ版で判定してください。`,
    `The observation was made by version ${made} of the probe; this Akashi has version ${here}. Judge it with the same version.`,
  );
