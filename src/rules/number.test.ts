import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { day } from './day.ts';
import { checkCharacter, type NumberPattern, readNumber, writeNumber } from './number.ts';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const bodies = fc.string({ unit: fc.constantFrom(...ALPHABET), minLength: 1, maxLength: 20 });
const holds = (code: string) => checkCharacter(code.slice(0, -1)) === code.at(-1);

describe('ISO 7064 MOD 37,36', () => {
  test.each([
    ['A12425GABC1234002', 'M'],
    ['A12425GXYZ0000012', checkBySum('A12425GXYZ0000012')],
    ['', '1'],
    ['0', checkBySum('0')],
  ])('%s has the check character %s', (body, check) => expect(checkCharacter(body)).toBe(check));

  test('the whole sums to one, as the standard writes it', () => {
    fc.assert(
      fc.property(bodies, (body) => {
        expect(checkCharacter(body)).toBe(checkBySum(body));
      }),
    );
  });

  test('every single wrong character is found', () => {
    fc.assert(
      fc.property(bodies, fc.nat(), fc.nat({ max: 35 }), (body, where, which) => {
        const code = body + checkCharacter(body);
        const at = where % code.length;
        const wrong = code.slice(0, at) + ALPHABET.charAt(which) + code.slice(at + 1);
        expect(holds(wrong)).toBe(wrong === code);
      }),
      { numRuns: 2000 },
    );
  });

  test('of all swaps of neighbours, in whatever place, 1 in 630 is missed', () => {
    const after = new Map<string, string>();
    for (const first of ALPHABET)
      for (const second of ALPHABET)
        for (const third of ALPHABET) after.set(first + second + third, checkCharacter(first + second + third));
    const swaps = [...after].filter(([body]) => body.charAt(1) !== body.charAt(2));
    const missed = swaps.filter(([body, check]) => after.get(body.charAt(0) + body.charAt(2) + body.charAt(1)) === check);
    expect(missed.length / swaps.length).toBe(1 / 630);
  });
});

/** The definition in the standard, told another way: P(1) = 36; S = P + a (mod 36, 36 for 0); P = 2S (mod 37); P + check ≡ 1 (mod 36). */
function checkBySum(body: string): string {
  const fits = [...ALPHABET].filter((check) => {
    let p = 36;
    for (const character of body) {
      const s = p + ALPHABET.indexOf(character);
      p = ((s % 36 === 0 ? 36 : s % 36) * 2) % 37;
    }
    return (p + ALPHABET.indexOf(check)) % 36 === 1;
  });
  expect(fits).toHaveLength(1);
  return fits.join('');
}

const badge: NumberPattern = {
  parts: [
    { literal: 'TC' },
    { level: 'as-written' },
    { literal: '-' },
    { serial: 4 },
    { literal: '-' },
    { yymm: 'of-first-day' },
    { literal: '-' },
    { check: 'iso-7064-mod-37-36' },
  ],
};
const certificate: NumberPattern = { parts: [{ literal: 'IP-IoT ' }, { serial: 4 }, { literal: '-' }, { yymm: 'of-first-day' }] };
const on = (serial: number, firstDay = '2012-12-05') => ({ serial, firstDay: day(firstDay), level: '1' });

describe('a number', () => {
  test('D-8.1-1 is written as its pattern says', () => expect(writeNumber(certificate, on(1234))).toBe('IP-IoT 1234-1212'));

  test.each([0, -1, 1.5, 10000, Number.NaN])('D-9.1-7 a serial of %d is refused: it never wraps', (serial) =>
    expect(() => writeNumber(certificate, on(serial))).toThrow(RangeError),
  );

  test('D-9.1-7 9999 is the last', () => expect(writeNumber(certificate, on(9999))).toBe('IP-IoT 9999-1212'));

  test.each([
    'IP-IoT 1234-1212',
    'ip-iot 1234-1212',
    'ＩＰ－ＩｏＴ　１２３４－１２１２',
    'IPIoT12341212',
    ' IP–IoT 1234 1212 ',
    'IPーIoT　1234‐1212',
  ])('%j is read as people type it', (typed) =>
    expect(readNumber(certificate, typed)).toEqual({ is: 'well-formed', number: 'IP-IoT 1234-1212' }),
  );

  test.each([
    '',
    'IP-IoT 1234-121',
    'IP-IoT 1234-12123',
    'IP-IoT 1234-1213',
    'IP-IoT 1234-1200',
    'IP-XoT 1234-1212',
    'IP-IoT 12E4-1212',
    'IP-IoT 1234-1212!',
    'IP-IoT あ1234-1212',
    '../IP-IoT 1234-1212',
  ])('%j has a wrong form', (typed) => expect(readNumber(certificate, typed)).toEqual({ is: 'wrong-form' }));

  test('what was written is read back, and one wrong character is told from a wrong form', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 12 }), (serial, month) => {
        const number = writeNumber(badge, on(serial, `2026-${String(month).padStart(2, '0')}-01`));
        expect(readNumber(badge, number.toLowerCase())).toEqual({ is: 'well-formed', number });
        const digit = number.charAt(4) === '9' ? '8' : '9';
        expect(readNumber(badge, number.slice(0, 4) + digit + number.slice(5))).toEqual({
          is: 'wrong-check',
          hint: `${number.slice(0, 4)}${digit}${number.slice(5, -1)}□`,
        });
      }),
    );
  });
});
