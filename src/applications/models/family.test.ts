import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tennisClub } from '../../../schemes/tennis-club/book.ts';
import { day } from '../../rules/day.ts';
import { type Model, modelKey } from '../../rules/dossier.ts';
import { type ListRow, modelsFieldOf, pastedRows, readModelRows, takeOver } from './family.ts';

const rows = (...lines: (string | number | null)[][]): ListRow[] =>
  lines.map((cells, index) => ({ row: index + 1, cells: cells.map((value) => ({ value })) }));
const read = (...lines: (string | number | null)[][]) => readModelRows(rows(...lines), 2000);

test('the family is the field that the publication names', () => {
  expect(modelsFieldOf(tennisClub, 'basic/1.0', day('2026-11-22'))?.id).toBe('rackets');
});

describe('reading a list', () => {
  test('model number, name and difference stand in this order when nothing says otherwise', () => {
    expect(read(['AB-1', '温度計', '白'], ['AB-2']).models).toEqual([
      { row: 1, model: 'AB-1', name: '温度計', difference: '白' },
      { row: 2, model: 'AB-2' },
    ]);
  });

  test.each([
    ['Japanese headings in another order', ['備考', '製品名', '型番']],
    ['English headings', ['Difference', 'Product name', 'Model number']],
  ])('%s are understood', (_, headings) => {
    expect(read(headings, ['白', '温度計', 'AB-1']).models).toEqual([{ row: 2, model: 'AB-1', name: '温度計', difference: '白' }]);
  });

  test('a number in a cell is a model number as it is written', () => {
    expect(read([1234, null, 5]).models).toEqual([{ row: 1, model: '1234', difference: '5' }]);
  });

  test('L-3.2-1 all bad rows are reported at once, each with its own row number', () => {
    const list: ListRow[] = [
      ...rows(['型番'], ['AB-1'], ['ＡＢ－１'], ['', '名だけ'], ['x'.repeat(101)], ['OK-1']),
      { row: 9, cells: [{ value: 'AB-9', formulaAt: 'A9' }] },
      { row: 12, cells: [{ value: 'ab‐1' }] },
    ];
    const { problems, models } = readModelRows(list, 2000);
    expect(problems.map(({ row, message }) => [row, message.ja])).toEqual([
      [3, '3行目: 「ＡＢ－１」は2行目と同じ型番です。'],
      [4, '4行目: 型番が空です。'],
      [5, '5行目: 型番は100文字までです(現在101文字)。'],
      [9, '9行目: セル A9 は数式です。値に置き換えてください。'],
      [12, '12行目: 「ab‐1」は2行目と同じ型番です。'],
    ]);
    expect(models.map(({ model }) => model)).toEqual(['AB-1', 'OK-1']);
  });

  test('2,000 models are taken, the 2,001st is refused with its row', () => {
    const many = (n: number) => Array.from({ length: n }, (_, i) => [`M-${i}`]);
    expect(read(...many(2000)).problems).toEqual([]);
    expect(read(...many(2001)).problems.map(({ row }) => row)).toEqual([2001]);
  });

  test('control characters and line breaks inside a cell become spaces', () => {
    expect(read(['AB\n1\u0000', 'a\tb']).models[0]).toMatchObject({ model: 'AB 1', name: 'a b' });
  });
});

describe('pasting', () => {
  test('one model a line, parted by tabs or commas; the rest of the line is the difference', () => {
    expect(readModelRows(pastedRows('AB-1\t温度計\t白\r\n\r\nAB-2, 湿度計, 白, 小型\nAB-3，気圧計\n"AB-4"'), 2000).models).toEqual([
      { row: 1, model: 'AB-1', name: '温度計', difference: '白' },
      { row: 3, model: 'AB-2', name: '湿度計', difference: '白, 小型' },
      { row: 4, model: 'AB-3', name: '気圧計' },
      { row: 5, model: 'AB-4' },
    ]);
  });

  test('text that a spreadsheet would take for a formula is text', () => {
    expect(readModelRows(pastedRows('=1+1'), 2000).models).toEqual([{ row: 1, model: '=1+1' }]);
  });
});

describe('taking a list over', () => {
  const before: Model[] = [{ model: 'A' }, { model: 'B', name: 'old' }, { model: 'C' }];

  test('instead of the family: what is added, removed, changed and kept', () => {
    expect(takeOver(before, [{ model: 'B', name: 'new' }, { model: 'D' }, { model: 'C' }], 'replace')).toEqual({
      family: [{ model: 'B', name: 'new' }, { model: 'D' }, { model: 'C' }],
      added: [{ model: 'D' }],
      removed: [{ model: 'A' }],
      changed: [{ from: { model: 'B', name: 'old' }, to: { model: 'B', name: 'new' } }],
      kept: 1,
    });
  });

  test('into the family: nothing is removed', () => {
    expect(takeOver(before, [{ model: 'ｂ', name: 'new' }, { model: 'D' }], 'add')).toMatchObject({
      family: [{ model: 'A' }, { model: 'ｂ', name: 'new' }, { model: 'C' }, { model: 'D' }],
      removed: [],
      kept: 2,
    });
  });

  const families = fc.uniqueArray(fc.record({ model: fc.stringMatching(/^[A-F][0-9]$/), name: fc.constantFrom('x', 'y') }), {
    selector: (each) => modelKey(each.model),
  });
  test('every old model is removed, changed or kept, and every new one added, changed or kept', () => {
    fc.assert(
      fc.property(families, families, fc.constantFrom('replace', 'add'), (old, list, how) => {
        const change = takeOver(old, list, how as 'replace' | 'add');
        expect(change.removed.length + change.changed.length + change.kept).toBe(old.length);
        expect(change.family).toHaveLength(old.length - change.removed.length + change.added.length);
        expect(new Set(change.family.map((each) => modelKey(each.model))).size).toBe(change.family.length);
      }),
    );
  });
});
