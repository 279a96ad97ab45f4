import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bigrams, searchText, wantedTerms } from './search-terms.ts';

describe('search terms', () => {
  test.each([
    ['ＡＢ－１００', 'ab100'],
    ['AB-100', 'AB 100'],
    ['AB‐100', 'ab−100'],
    ['ﾈｯﾄﾜｰｸｶﾒﾗ', 'ネットワークカメラ'],
    ['ネットワークカメラ', 'ねっとわーくかめら'],
    ['センサー', 'センサ'],
    ['ガス・給湯器', 'がす給湯器'],
    ['㈱明石電機', '(株)明石電機'],
    ['Wi-Fi', 'wifi'],
    ['Ⅱ', 'ii'],
    ['ＳＴＲＡẞＥ', 'straße'],
  ])('%s and %s are found by each other', (one, other) => expect(searchText(one)).toBe(searchText(other)));
  test('different words stay different', () => {
    for (const [one, other] of [
      ['漏洩', '漏電'],
      ['かめら', 'がめら'],
      ['AB-100', 'AB-101'],
      ['ハ', 'バ'],
    ] as const) {
      expect(searchText(one)).not.toBe(searchText(other));
    }
  });
  test('a two-character Japanese word is one term', () => {
    expect(wantedTerms('漏洩')).toEqual(['漏洩']);
    expect(bigrams('情報漏洩の検知')).toContain('漏洩');
  });
  test('a character outside the basic plane is one character', () => expect(wantedTerms('𠮷田')).toEqual(['𠮷田']));
  test('a word of one character is found', () => expect(bigrams('電気鍋')).toEqual(expect.arrayContaining(wantedTerms('鍋'))));
  test('a text without letters or digits has no terms', () => expect(bigrams(' ・- 「」')).toEqual([]));
  test('what contains a word has all terms of the word', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme' }),
        (before, word, after) => {
          const whole = `${before}${word}${after}`;
          fc.pre(searchText(whole).includes(searchText(word)));
          const has = new Set(bigrams(whole));
          expect(wantedTerms(word).every((term) => has.has(term))).toBe(true);
        },
      ),
    );
  });
  test('searching twice through is the same as once', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => searchText(searchText(text)) === searchText(text)));
  });
});
