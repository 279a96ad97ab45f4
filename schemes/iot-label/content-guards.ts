import { type Guard, guard } from '../../src/rules/book.ts';
import { addDays, type Day, isDay } from '../../src/rules/day.ts';
import { isBlank, type Values } from '../../src/rules/dossier.ts';
import type { DirectoryEntry } from '../../src/rules/facts.ts';
import type { Finding } from '../../src/rules/refusal.ts';
import { lastDay } from '../../src/rules/terms.ts';
import { qualifications } from './qualifications.ts';
import { type EvaluatorCode, evaluatorCategories } from './scheme.ts';
import { scope } from './scope.ts';
import { validityOn } from './terms.ts';

const say = (code: string, path: string, clause: string, ja: string, en: string, weight: Finding['weight'] = 'error'): Finding => ({
  code,
  path,
  clause,
  message: { ja, en },
  weight,
});

const holdsAny = (values: Values, id: string, ...wanted: readonly string[]) => {
  const value = values[id];
  return Array.isArray(value) && wanted.some((each) => value.includes(each));
};

/** Only a product whose answers lead to "in scope" can be filed; the reason is that of the outcome. */
const productInScope = guard([], 'L-3.2-5', ({ values }) => {
  const its = scope.decide(values);
  return its.outcome === 'in-scope' ? [] : [say(its.outcome, 'scope', its.clause, its.reason.ja, its.reason.en)];
});

const KINDS = [
  ['protected-communication', '通信機能に関する設定情報', 'settings of communication functions'],
  ['protected-security', 'セキュリティ機能に関する設定情報', 'settings of security functions'],
  ['protected-confidential', '機密性が高い情報', 'confidential information'],
] as const;

/** Does the applicant say that there is something to protect, kept or sent? */
const isProtected = (values: Values, ...how: readonly string[]) =>
  KINDS.some(([id]) => holdsAny(values, id, ...how)) || (how.includes('sends') && values['unintended-personal-data'] === 'unacceptable');

/** "None" stands alone, and what is protected stands in the inventory. */
const protectedInformationListed = guard([], 'L-3.4-4', ({ values }) => {
  const contradictory = KINDS.filter(([id]) => holdsAny(values, id, 'none') && holdsAny(values, id, 'collects', 'stores', 'sends')).map(
    ([id, ja, en]) =>
      say(
        'protected-contradiction',
        id,
        'L-3.4-4',
        `「${ja}」について「扱わない」と他の答えが同時に選ばれています。`,
        `For ${en}, “none” is chosen together with another answer.`,
      ),
  );
  const unlisted = isProtected(values, 'collects', 'stores', 'sends') && isBlank(values['protected-inventory']);
  return unlisted
    ? [
        ...contradictory,
        say(
          'protected-unlisted',
          'protected-inventory',
          'L-3.4-4',
          '守るべき情報があるため、「守るべき情報の一覧」を記入してください。',
          'There is protected information: fill in its inventory.',
        ),
      ]
    : contradictory;
});

/** "Not applicable" for storage, transit or erasure cannot stand beside protected information that is stored or sent. */
const answersFitProtectedInformation = guard([], 'L-3.4-4', ({ values }) => {
  const contradicts = (criterion: string, how: string, ja: string, en: string) =>
    values[`${criterion}/verdict`] === 'not-applicable' && isProtected(values, how)
      ? [
          say(
            'protected-not-applicable',
            `${criterion}/verdict`,
            'L-3.4-4',
            `守るべき情報を${ja}と答えているため、${criterion}を「該当なし」とすることはできません。`,
            `Protected information is said to be ${en}, so ${criterion} cannot be “not applicable”.`,
          ),
        ]
      : [];
  return [
    ...contradicts('S1.1-11', 'stores', '機器に保存する', 'stored on the device'),
    ...contradicts('S1.1-12', 'sends', '通信する', 'sent'),
    ...contradicts('S1.1-15', 'stores', '機器に保存する', 'stored on the device'),
  ];
});

const categoryOf = (values: Values) => {
  const code = values['evaluator-category'];
  return typeof code === 'string' && code in evaluatorCategories ? (code as EvaluatorCode) : undefined;
};

/** The category must be one that may assess at the level. */
const categoryMayAssess = guard([], 'L-4.3-1', ({ subject, values }) => {
  const code = categoryOf(values);
  const levels: readonly string[] = code ? evaluatorCategories[code].levels : [subject.level];
  if (levels.includes(subject.level)) return [];
  return [
    say(
      'category-level',
      'evaluator-category',
      'L-4.3-1',
      'このレベルの評価を行えるのは、認定を受けた評価機関だけです。',
      'At this level only an accredited evaluation body may assess.',
    ),
  ];
});

/** A qualified person holds a designated qualification, on the day of the assessment, under a number of its form. */
const qualificationDesignated = guard(['directory'], 'L-3.7-4', ({ values, facts }) => {
  const code = categoryOf(values);
  const named = values.qualification;
  const on = values['assessed-on'];
  if ((code !== 'vendor_qualified' && code !== 'external_qualified') || typeof named !== 'string' || !isDay(on)) return [];
  const decided = qualifications.find((each) => each.id === named);
  const isDesignated =
    (decided !== undefined && decided.from <= on && (decided.until === undefined || on <= decided.until)) ||
    isListed(facts.directory, 'qualification', named, on);
  const undesignated = isDesignated
    ? []
    : [
        say(
          'not-designated',
          'qualification',
          'L-3.7-4',
          '評価を終えた日に指定資格ではありませんでした。',
          'It was not a designated qualification on the day of the assessment.',
        ),
      ];
  const number = values['qualified-number'];
  const misspelt = decided && typeof number === 'string' && !new RegExp(decided.number).test(number.normalize('NFKC').trim());
  return misspelt
    ? [
        ...undesignated,
        say(
          'qualified-number',
          'qualified-number',
          'L-3.7-4',
          `登録番号は${decided.numberForm.ja}で記入してください。`,
          `The registration number must be ${decided.numberForm.en}.`,
        ),
      ]
    : undesignated;
});

const isListed = (directory: readonly DirectoryEntry[], kind: DirectoryEntry['kind'], id: string, on: Day) =>
  directory.some(
    (each) =>
      each.kind === kind &&
      each.id.normalize('NFKC') === id.normalize('NFKC').trim() &&
      each.from <= on &&
      (each.until === undefined || on <= each.until),
  );

/** A verification operator or evaluation body is listed on the day of the assessment; an expired entry counts for nothing. */
const bodyListed = guard(['directory'], 'L-4.3-1', ({ values, facts }) => {
  const on = values['assessed-on'];
  const check = (code: EvaluatorCode, kind: DirectoryEntry['kind'], path: string, ja: string, en: string) => {
    const number = values[path];
    if (categoryOf(values) !== code || typeof number !== 'string' || !isDay(on) || isListed(facts.directory, kind, number, on)) return [];
    return [
      say(
        'not-listed',
        path,
        'L-4.3-1',
        `評価を終えた日に有効な${ja}として登録されていません。`,
        `It was not listed as ${en} on the day of the assessment.`,
      ),
    ];
  };
  return [
    ...check('verification_service', 'verification-operator', 'operator-number', '機器検証サービス', 'a device verification service'),
    ...check('evaluation_body', 'evaluation-body', 'body-number', '評価機関', 'an evaluation body'),
  ];
});

/** A third party's answers need a third party as evaluator, to whom the documents were handed over. */
const thirdPartyNamed = guard([], 'L-3.4-10', ({ values }) => {
  const code = categoryOf(values);
  if (code !== 'vendor' && code !== 'vendor_qualified') return [];
  return Object.entries(values)
    .filter(([path, value]) => path.endsWith('/basis') && value === 'third-party')
    .map(([path]) =>
      say(
        'third-party-unnamed',
        path,
        'L-3.4-10',
        '第三者による評価とした項目がありますが、評価者区分がベンダーになっています。',
        'This answer rests on a third party, but the category of the evaluator is the vendor.',
      ),
    );
});

/** The assessment cannot end after today. */
const assessmentFinished = guard(['day'], 'L-3.5-2', ({ values, facts }) => {
  const on = values['assessed-on'];
  return isDay(on) && on > facts.day
    ? [
        say(
          'assessment-ahead',
          'assessed-on',
          'L-3.5-2',
          '評価を終えた日が本日より後の日になっています。',
          'The assessment cannot have finished after today.',
        ),
      ]
    : [];
});

/** A shorter end may be asked for, never a longer one; judged as if the label were issued today. */
const requestedEndAllowed = guard(['day'], 'L-3.7-6', ({ subject, values, facts }) => {
  const asked = values['requested-last-day'];
  const validity = validityOn(facts.day, subject);
  if (!isDay(asked) || !validity || validity === 'undecided') return [];
  const longest = lastDay(validity, facts.day, undefined);
  if (facts.day < asked && asked <= longest) return [];
  return [
    say(
      'validity-out-of-range',
      'requested-last-day',
      'L-3.7-6',
      `希望する有効期限は${addDays(facts.day, 1)}から${longest}までの日としてください。`,
      `The last day asked for must lie between ${addDays(facts.day, 1)} and ${longest}.`,
    ),
  ];
});

/** "Nowhere" stands alone among the places of display. */
const displayPlacesClear = guard([], 'L-3.7-1', ({ values }) =>
  holdsAny(values, 'display-places', 'nowhere') && holdsAny(values, 'display-places', 'product', 'package', 'manual', 'pamphlet', 'web')
    ? [
        say(
          'places-contradiction',
          'display-places',
          'L-3.7-1',
          '「表示しない」と表示する場所が同時に選ばれています。',
          '“Nowhere” is chosen together with a place.',
        ),
      ]
    : [],
);

/** Guards of the form check that only this scheme needs. */
export const contentGuards = {
  ...{ productInScope, protectedInformationListed, answersFitProtectedInformation },
  ...{ categoryMayAssess, qualificationDesignated, bodyListed, thirdPartyNamed, assessmentFinished },
  ...{ requestedEndAllowed, displayPlacesClear },
} as const satisfies Readonly<Record<string, Guard>>;
