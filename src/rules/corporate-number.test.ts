import fc from 'fast-check';
import { expect, test } from 'vitest';
import { corporateCheckDigit, corporateNumberProblem } from './corporate-number.ts';

test.each(['7000012050002', '6011101045308', '2013201002720', '4011001098993', '7123456789012'])('%s is a corporate number', (value) =>
  expect(corporateNumberProblem(value)).toBeUndefined(),
);

test.each(['8000012050002', '6011101045380'])('%s has a wrong check digit', (value) =>
  expect(corporateNumberProblem(value)?.en).toContain('check digit'),
);

test.each(['0000000000000', '', '700001205000', '70000120500022', '７０００012050002', '7000012-50002', '7000012050002 '])(
  '%j is not of its form',
  (value) => expect(corporateNumberProblem(value)?.en).toContain('13 digits'),
);

test('every single wrong digit is found, but for 0 and 9, which the check digit cannot tell apart', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{12}$/), fc.nat({ max: 12 }), fc.nat({ max: 9 }), (base, at, digit) => {
      const right = `${corporateCheckDigit(base)}${base}`;
      const wrong = right.slice(0, at) + digit + right.slice(at + 1);
      const alike = at > 0 && [right.charAt(at), String(digit)].every((each) => each === '0' || each === '9');
      expect(corporateNumberProblem(wrong) === undefined).toBe(wrong === right || alike);
    }),
    { numRuns: 2000 },
  );
});
