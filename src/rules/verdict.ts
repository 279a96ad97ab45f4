import type { Text } from './text.ts';

/** The five verdicts (design principle 7). Error is never pass. */
export const VERDICTS = ['conforms', 'does-not-conform', 'not-applicable', 'not-tested', 'could-not-decide'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** On what a verdict rests: the applicant's own work, a third party's, or an agreement and a foreign attestation. */
export const BASES = ['own', 'third-party', 'recognised'] as const;
export type Basis = (typeof BASES)[number];

export const METHODS = ['document', 'device'] as const;
export type Method = (typeof METHODS)[number];

export const verdictWords: Record<Verdict, Text> = {
  conforms: { ja: '適合', en: 'Conforms' },
  'does-not-conform': { ja: '不適合', en: 'Does not conform' },
  'not-applicable': { ja: '該当なし', en: 'Not applicable' },
  'not-tested': { ja: '未評価', en: 'Not tested' },
  'could-not-decide': { ja: '判定不能', en: 'Could not decide' },
};

export const basisWords: Record<Basis, Text> = {
  own: { ja: '自己評価', en: 'Own assessment' },
  'third-party': { ja: '第三者による評価', en: 'Third-party assessment' },
  recognised: { ja: '相互承認', en: 'Recognised' },
};

export const methodWords: Record<Method, Text> = {
  document: { ja: 'ドキュメント評価', en: 'Document evaluation' },
  device: { ja: '実機テスト', en: 'Device test' },
};

/**
 * The only place that says whether a verdict counts towards a grant: "conforms", and "not applicable" with a
 * reason. Everything else, an unknown word included, does not.
 */
export function counts(verdict: unknown, reason: unknown): boolean {
  if (verdict === 'conforms') return true;
  return verdict === 'not-applicable' && typeof reason === 'string' && reason.trim() !== '';
}

/** True for one of the five words. */
export const isVerdict = (value: unknown): value is Verdict => VERDICTS.some((verdict) => verdict === value);
