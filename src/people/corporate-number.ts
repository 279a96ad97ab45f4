import { type Text, text } from '../rules/text.ts';

/**
 * The check digit (1 to 9) of a 12-digit base number: 9 − (Σ P(n)·Q(n) mod 9), P(1) the rightmost digit,
 * Q(n) 1 where n is odd and 2 where it is even (法人番号の指定等に関する省令 第2条).
 */
export function corporateCheckDigit(base: string): number {
  const sum = [...base].reverse().reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 1 : 2), 0);
  return 9 - (sum % 9);
}

/** The number as typed, with full-width digits, spaces and hyphens taken away. */
export const tidyCorporateNumber = (typed: string): string => typed.normalize('NFKC').replace(/[\s\-‐‑–—−ー]/g, '');

/** What is wrong with a corporate number (法人番号), or undefined when its form and check digit hold. Says nothing about its existence. */
export function corporateNumberProblem(typed: string): Text | undefined {
  const number = tidyCorporateNumber(typed);
  if (!/^\d{13}$/.test(number)) {
    return text(
      `法人番号は13桁の数字です(入力: ${[...number].length}文字)。国税庁法人番号公表サイトで確認できます。`,
      `A corporate number has 13 digits (entered: ${[...number].length} characters). It can be looked up at the National Tax Agency’s site.`,
    );
  }
  if (number.startsWith('0') || Number(number[0]) !== corporateCheckDigit(number.slice(1))) {
    return text(
      '法人番号の検査用数字(先頭の1桁)が合いません。数字の写し間違いがないか確認してください。',
      'The check digit (the first digit) of the corporate number does not match. Check it for a mistyped digit.',
    );
  }
  return undefined;
}
