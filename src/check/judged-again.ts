import { type DevicePart, deviceAnswers } from '../rules/device-part.ts';
import { contentHash } from '../rules/hash.ts';
import { canonicalJson, type JsonValue } from '../rules/json.ts';
import { type Text, text } from '../rules/text.ts';
import { verdictWords } from '../rules/verdict.ts';
import type { BundleContent } from './bundle.ts';
import { personMinutes } from './effort.ts';
import { findingsOfAll } from './judgement.ts';
import type { AnyJudge } from './probe.ts';

/** One thing in which a bundle differs from what its observations lead to here. */
export interface Difference {
  /** `finding tls/versions tcp/443`, `answer S1.1-04`, `device-part`. */
  readonly at: string;
  readonly message: Text;
}

/**
 * Judges the observations of a bundle again and tells every difference from what the bundle says; none: it stands as it was judged. `part` is the
 * device part which the bundle names, undefined when it is not to be had here.
 */
export function judgedAgain(content: BundleContent, judges: readonly AnyJudge[], part: DevicePart | undefined): readonly Difference[] {
  // A probe that came to Akashi later has nothing to do with an older bundle.
  const known = new Set([...content.observations, ...content.findings].map(({ probe }) => probe));
  const findings = findingsOfAll(
    judges.filter(({ id }) => known.has(id)),
    content.observations,
    content.profile,
  );
  return [
    ...unknownProbes(content, judges),
    ...compare('finding', content.findings, findings, ({ probe, aspect, subject }) => `${probe}/${aspect} ${subject}`),
    ...(part === undefined || partHash(part) !== content.edition.devicePart.hash
      ? [otherPart(content)]
      : [
          ...compare('answer', content.answers, deviceAnswers(part, findings), ({ criterion }) => criterion),
          ...(same(content.personMinutes, personMinutes(part, content.observations)) ? [] : [otherMinutes]),
        ]),
  ];
}

/** What a device part leads to, hashed: its words may be put better without becoming another. */
export const partHash = ({ edition, version, tests, settledBy }: DevicePart): string =>
  contentHash(asJson({ edition, version, tests, settledBy }));

/** A value as it is stored: what JSON does not know of is left out. */
export const asJson = (value: unknown): JsonValue => JSON.parse(JSON.stringify(value)) as JsonValue;

const same = (one: unknown, other: unknown): boolean => canonicalJson(asJson(one)) === canonicalJson(asJson(other));

function compare<Item extends { readonly verdict: keyof typeof verdictWords }>(
  what: string,
  was: readonly Item[],
  is: readonly Item[],
  nameOf: (item: Item) => string,
): readonly Difference[] {
  const byName = (items: readonly Item[]) => Map.groupBy(items, nameOf);
  const [before, now] = [byName(was), byName(is)];
  return [...new Set([...before.keys(), ...now.keys()])].flatMap((name) => {
    const [one, other] = [before.get(name) ?? [], now.get(name) ?? []];
    if (same(one, other)) return [];
    const spell = (items: readonly Item[], language: 'ja' | 'en') =>
      items.map(({ verdict }) => verdictWords[verdict][language]).join(', ') || (language === 'ja' ? 'なし' : 'nothing');
    const verdicts = same(
      one.map(({ verdict }) => verdict),
      other.map(({ verdict }) => verdict),
    );
    return [
      {
        at: `${what} ${name}`,
        message: verdicts
          ? text(`${name}:判定は同じですが、理由の記載が異なります。`, `${name}: the verdict is the same, the reason is told otherwise.`)
          : text(
              `${name}:証跡ファイルでは「${spell(one, 'ja')}」、改めて判定すると「${spell(other, 'ja')}」です。`,
              `${name}: the bundle says "${spell(one, 'en')}", judged again it is "${spell(other, 'en')}".`,
            ),
      },
    ];
  });
}

const unknownProbes = (content: BundleContent, judges: readonly AnyJudge[]): readonly Difference[] =>
  content.observations
    .filter(({ probe }) => !judges.some(({ id }) => id === probe))
    .map(({ probe }) => ({
      at: `probe ${probe}`,
      message: text(`検査 ${probe} は、この Akashi にはありません。`, `This Akashi has no probe ${probe}.`),
    }));

const otherPart = ({ edition }: BundleContent): Difference => ({
  at: 'device-part',
  message: text(
    `版 ${edition.id} の実機テスト規則 第${edition.devicePart.version}版(${edition.devicePart.hash.slice(0, 12)})が、この Akashi にはありません。同じ版の Akashi で判定してください。`,
    `This Akashi has not version ${edition.devicePart.version} (${edition.devicePart.hash.slice(0, 12)}) of the device part of ${edition.id}. Judge with the version of Akashi that made the bundle.`,
  ),
});
const otherMinutes: Difference = {
  at: 'person-minutes',
  message: text(
    '適合基準ごとの人の作業時間が、観測記録から計算した値と異なります。',
    'The person-minutes by criterion differ from those that follow from the observations.',
  ),
};
