import fc from 'fast-check';
import { expect, test } from 'vitest';
import { corporateCheckDigit, corporateNumberProblem, tidyCorporateNumber } from './corporate-number.ts';

test('published corporate numbers pass the check digit', () => {
  for (const number of ['7000012050002', '6011101045308', '2013201002720', '4011001098993', '7123456789012']) expect(corporateNumberProblem(number), number).toBeUndefined();
});

test('a corporate number with a wrong check digit, two digits swapped or all zeros is refused in both languages', () => {
  for (const number of ['8000012050002', '6011101045380', '0000000000000']) {
    const problem = corporateNumberProblem(number);
    expect(problem?.ja, number).toContain('検査用数字');
    expect(problem?.en, number).toContain('check digit');
  }
});

test('what is not thirteen digits is refused with the count', () => {
  expect(corporateNumberProblem('701234567890')?.ja).toContain('12文字');
  expect(corporateNumberProblem('712345678901X')).toBeDefined();
  expect(corporateNumberProblem('')).toBeDefined();
});

test('full-width digits, spaces and hyphens are how people write the same number', () => {
  expect(tidyCorporateNumber('7-1234-5678-9012')).toBe('7123456789012');
  expect(corporateNumberProblem('7 1234 5678 9012')).toBeUndefined();
});

test('every base number has a check digit from 1 to 9, and one wrong digit is noticed unless 0 stands for 9', () => {
  const base = fc.stringMatching(/^\d{12}$/);
  fc.assert(
    fc.property(base, fc.integer({ min: 0, max: 11 }), fc.integer({ min: 0, max: 9 }), (digits, at, other) => {
      const check = corporateCheckDigit(digits);
      const wrong = digits.slice(0, at) + other + digits.slice(at + 1);
      const same = Number(digits[at]) % 9 === other % 9;
      return check >= 1 && check <= 9 && (same || corporateCheckDigit(wrong) !== check);
    }),
  );
});
