import { describe, expect, test } from 'vitest';
import { iotLabel } from '../../schemes/iot-label/book.ts';
import { tennisClub } from '../../schemes/tennis-club/book.ts';
import { exampleNumber, readTyped } from './typed-number.ts';

const books = [iotLabel, tennisClub];

describe('a number as people type it', () => {
  test.each(['AK1-000001-U', 'ak1000001u', 'ＡＫ１－０００００１－Ｕ', ' AK1 000001 U ', 'AK1−000001−U'])('%j is read', (typed) => {
    expect(readTyped(books, typed)).toMatchObject({ is: 'number', key: 'AK1-000001-U', book: iotLabel });
  });
  test('every single wrong character is told from no number at all', () => {
    const right = 'AK1-000001-U';
    for (const at of [4, 5, 6, 7, 8, 9, 11]) {
      const wrong = `${right.slice(0, at)}${right[at] === '7' ? '8' : '7'}${right.slice(at + 1)}`;
      expect([wrong, readTyped(books, wrong).is]).toEqual([wrong, 'wrong-check']);
    }
  });
  test.each(['', 'カメラ', 'AK1', 'AK1-0000001-U', 'x'.repeat(500)])('%j is no number', (typed) =>
    expect(readTyped(books, typed)).toEqual({ is: 'no-number' }),
  );
  test.each(books)('the example of $id is one of its numbers', (book) =>
    expect(readTyped(books, exampleNumber(book))).toMatchObject({ is: 'number', book }),
  );
});
