import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { breakLines } from './line-break.ts';

/** One em for a wide character, half for the others. */
const measure = (text: string) => [...text].reduce((sum, c) => sum + (/[\u2e80-\uffef]/.test(c) || c.length > 1 ? 1 : 0.5), 0);
const lines = (text: string, width: number) =>
  breakLines([{ text, bold: false }], width, measure).map((line) => line.runs.map((run) => run.text).join(''));

describe('kinsoku', () => {
  test.each([
    ['a full stop does not begin a line', '適合基準を満たす。次', 8, ['適合基準を満た', 'す。次']],
    ['a small kana does not begin a line', 'あいうえチェック', 5, ['あいうえ', 'チェック']],
    ['a length mark does not begin a line', 'あいうサーバー', 4, ['あいう', 'サーバー']],
    ['an opening bracket does not end a line', 'あいう「えお」か', 4, ['あいう', '「えお」', 'か']],
    ['two closing marks stay together', 'あいうえ）。お', 4, ['あいう', 'え）。お']],
    ['a repeat mark does not begin a line', 'あいう人々', 4, ['あいう', '人々']],
  ])('%s', (_, text, width, expected) => {
    expect(lines(text, width)).toEqual(expected);
  });
});

test('words in Latin letters stay whole', () => {
  expect(lines('設定は admin password です', 6)).toEqual(['設定は admin', 'password で', 'す']);
});

test('a word longer than any line is broken, at a slash where there is one', () => {
  expect(lines('https://a.example/l/IOT1-000001', 5)).toEqual(['https://a.', 'example/l/', 'IOT1-00000', '1']);
});

test('spaces hang over the end of a line and do not begin the next', () => {
  expect(lines('aaaa  bbbb', 2)).toEqual(['aaaa', 'bbbb']);
});

test('a newline ends a line, and an empty one stays', () => {
  expect(lines('あ\n\nい', 5)).toEqual(['あ', '', 'い']);
  expect(lines('', 5)).toEqual(['']);
});

test('styles are kept across lines and only the last line of a paragraph does not go on', () => {
  const broken = breakLines(
    [
      { text: 'あい', bold: false },
      { text: 'うえお', bold: true },
    ],
    3,
    measure,
  );
  expect(broken).toEqual([
    {
      runs: [
        { text: 'あい', bold: false },
        { text: 'う', bold: true },
      ],
      width: 3,
      continues: true,
    },
    { runs: [{ text: 'えお', bold: true }], width: 2, continues: false },
  ]);
});

test('a character outside the first plane and one with a variation selector are never cut in two', () => {
  expect(lines('𠮷𠮷葛󠄀葛󠄀', 1)).toEqual(['𠮷', '𠮷', '葛󠄀', '葛󠄀']);
});

test('nothing is lost and nothing runs over the edge', () => {
  const character = fc.constantFrom(...'あい漢字ーァ、。「」（）ab c-/1 \u3000𠮷');
  fc.assert(
    fc.property(fc.array(character, { maxLength: 60 }), fc.integer({ min: 4, max: 20 }), (characters, width) => {
      const text = characters.join('');
      const broken = lines(text, width);
      const bare = (s: string) => s.replace(/\s/g, '');
      expect(bare(broken.join(''))).toBe(bare(text));
      for (const line of broken) expect(measure(line)).toBeLessThanOrEqual(width);
    }),
    { numRuns: 500 },
  );
});
