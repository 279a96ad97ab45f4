import type { Text } from './text.ts';

/**
 * The check digit (first of thirteen) of a Japanese corporate number for its twelve base digits:
 * 9 − (Σ Pₙ·Qₙ mod 9), n counted from the right, Q = 1 for odd n and 2 for even (ministerial ordinance, article 2).
 */
export function corporateCheckDigit(base: string): number {
  const sum = [...base].toReversed().reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 2), 0);
  return 9 - (sum % 9);
}

/** What is wrong with a corporate number; undefined when it is right. Expects 13 half-width digits. */
export function corporateNumberProblem(value: string): Text | undefined {
  if (!/^[1-9]\d{12}$/.test(value)) {
    return { ja: '法人番号は半角数字13桁で記入してください。', en: 'A corporate number has 13 digits.' };
  }
  if (corporateCheckDigit(value.slice(1)) !== Number(value[0])) {
    return {
      ja: '法人番号の検査用数字(先頭の1桁)が合いません。書き間違いがないか確かめてください。',
      en: 'The check digit (the first) of the corporate number does not fit: look for a typing error.',
    };
  }
  return undefined;
}
