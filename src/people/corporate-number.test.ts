import fc from 'fast-check';
import { expect, test } from 'vitest';
import { corporateCheckDigit } from '../rules/corporate-number.ts';
import { corporateNumberProblem, tidyCorporateNumber } from './corporate-number.ts';

test('published corporate numbers pass the check digit', () => {
  for (const number of ['7000012050002', '6011101045308', '2013201002720', '4011001098993', '7123456789012'])
    expect(corporateNumberProblem(number), number).toBeUndefined();
});

test('a corporate number with a wrong check digit or two digits swapped is refused in both languages', () => {
  for (const number of ['8000012050002', '6011101045380']) {
    const problem = corporateNumberProblem(number);
    expect(problem?.ja, number).toContain('検査用数字');
    expect(problem?.en, number).toContain('check digit');
  }
});

test('what is not thirteen digits, and thirteen zeros, are refused', () => {
  for (const wrong of ['701234567890', '71234567890123', '712345678901X', '0000000000000', ''])
    expect(corporateNumberProblem(wrong)?.ja, wrong).toContain('13桁');
});

test('full-width digits, spaces and hyphens are how people write the same number', () => {
  expect(tidyCorporateNumber('7-1234-5678-9012')).toBe('7123456789012');
  expect(corporateNumberProblem('7 1234 5678 9012')).toBeUndefined();
});

test('every base number has a check digit from 1 to 9, and one wrong digit is noticed unless 0 stands for 9', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{12}$/), fc.integer({ min: 0, max: 11 }), fc.integer({ min: 0, max: 9 }), (digits, at, other) => {
      const check = corporateCheckDigit(digits);
      const wrong = digits.slice(0, at) + other + digits.slice(at + 1);
      const same = Number(digits[at]) % 9 === other % 9;
      return check >= 1 && check <= 9 && (same || corporateCheckDigit(wrong) !== check);
    }),
  );
});
