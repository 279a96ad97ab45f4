import { corporateNumberProblem as strictProblem } from '../rules/corporate-number.ts';
import type { Text } from '../rules/text.ts';

/** The number as typed, with full-width digits, spaces and hyphens made plain: how it is kept. */
export const tidyCorporateNumber = (typed: string): string => typed.normalize('NFKC').replace(/[\s\-‐‑–—−ー]/g, '');

/** What is wrong with a corporate number (法人番号) as typed, or undefined when its form and check digit hold. Says nothing about its existence. */
export const corporateNumberProblem = (typed: string): Text | undefined => strictProblem(tidyCorporateNumber(typed));
