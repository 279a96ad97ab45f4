import { describe, expect, test } from 'vitest';
import { readCsv } from '../io/workbook/csv.ts';
import { dayOf, readStatement, type StatementCells } from './statement.ts';

const table = (...lines: readonly string[]): StatementCells => lines.map((line, index) => ({ row: index + 1, cells: line.split('|') }));
const read = (bytes: Uint8Array) =>
  readStatement(readCsv(bytes).rows.map(({ row, cells }) => ({ row, cells: cells.map((cell) => String(cell.value ?? '')) })));

/** 日付,お取引内容,お支払金額,お預り金額,残高 with one transfer and one withdrawal, as a bank writes it in Shift_JIS. */
const SHIFT_JIS =
  '93fa95742c82a88ee688f893e097652c82a88e7895a58be08a7a2c82a8976182e88be08a7a2c8e638d820d0a323032362f31312f32302c90558d9e20313030303030313220d0cedd28b62c2c223230392c303030222c22312c3230392c303030220d0a323032362f31312f32302c82608273826c2c35303030302c2c313135393030300d0a';

describe('a bank statement', () => {
  test('in Shift_JIS, with separators in its sums: what came in is read, what went out is counted', () => {
    const statement = read(Buffer.from(SHIFT_JIS, 'hex'));
    expect(statement).toEqual({
      lines: [{ row: 2, receivedOn: '2026-11-20', amount: 209_000, payer: '10000012 ﾐﾎﾝ(ｶ', note: '', balance: '1,209,000' }],
      outgoing: 1,
      problems: [],
    });
  });
  test('in UTF-8 with titles above its headings and a column that says which way the money went', () => {
    const csv =
      '入出金明細\n口座番号,1234567\n\n取引日,入払区分,取引金額(円),摘要,振込依頼人名\n令和8年11月20日,入金,１０４５００円,振込,カ)ミホン\n20261121,出金,500,手数料,\n';
    expect(read(new TextEncoder().encode(csv))).toEqual({
      lines: [{ row: 5, receivedOn: '2026-11-20', amount: 104_500, payer: 'カ)ミホン', note: '振込', balance: '' }],
      outgoing: 1,
      problems: [],
    });
  });
  test('every row that cannot be read is told with its number; the others are read', () => {
    const statement = readStatement(
      table(
        '日付|入金額|振込名義',
        '2026/13/01|100|ア',
        '2026/11/20|ゼロ|イ',
        '2026/11/20|-5|ウ',
        '2026/11/20|10|',
        '2026/11/20|7|カ',
        '||',
      ),
    );
    expect(statement.problems.map((each) => each.path)).toEqual(['rows/2/date', 'rows/3/amount', 'rows/4/amount', 'rows/5/payer']);
    expect(statement.lines.map((each) => each.row)).toEqual([6]);
  });
  test('headings that are not known can be named; without them the file is refused with what it begins with', () => {
    const cells = table('いつ|いくら|だれ', '2026-11-20|5|カ)ミホン');
    expect(readStatement(cells).problems[0]).toMatchObject({
      path: 'file',
      message: { ja: expect.stringContaining('いつ、いくら、だれ') },
    });
    expect(readStatement(cells, { date: 'いつ', amount: 'いくら', payer: 'だれ' }).lines).toHaveLength(1);
  });
  test('records of the banks’ association: notices of transfers, with years of Reiwa, a cancelled one told', () => {
    const header = ['1', '01', '0', '081121', '081101', '081121', '0001', 'ﾐﾎﾝ', '001', 'ﾎﾝﾃﾝ', '1', '1234567', 'ﾐﾎﾝｼﾞﾑｷﾖｸ'];
    const line = (amount: string, cancelled: string) => [
      '2',
      '000001',
      '081120',
      '081120',
      amount,
      '0',
      '',
      'ﾐﾎﾝ(ｶ',
      'ﾐﾎﾝ',
      'ｼﾃﾝ',
      cancelled,
      '10000012',
    ];
    const records = [header, line('0000209000', ''), line('0000000100', '1'), ['8', '000002'], ['9']];
    const commas = records.map((cells, index) => ({ row: index + 1, cells }));
    const statement = readStatement(commas);
    expect(statement.account).toBe('ﾐﾎﾝ ﾎﾝﾃﾝ 普通 1234567');
    expect(statement.lines).toEqual([
      { row: 2, receivedOn: '2026-11-20', amount: 209_000, payer: 'ﾐﾎﾝ(ｶ', note: '10000012', balance: '000001' },
    ]);
    expect(statement.problems.map((each) => each.path)).toEqual(['rows/3/cancelled']);
    const widths = [1, 6, 6, 6, 10, 10, 10, 48, 15, 15, 1, 20];
    const fixed = (cells: readonly string[], all: readonly number[]) =>
      cells
        .map((cell, index) => cell.padEnd(all[index] ?? 0))
        .join('')
        .padEnd(200);
    const wide = [
      { row: 1, cells: [fixed(header, [1, 2, 1, 6, 6, 6, 4, 15, 3, 15, 1, 7, 40])] },
      { row: 2, cells: [fixed(line('0000209000', ''), widths)] },
    ];
    expect(readStatement(wide)).toEqual({ ...statement, problems: [] });
  });
  test('records of the banks’ association: account statements, where money that went out is left', () => {
    const header = ['1', '03', '0', '081121', '081101', '081121', '0001', 'ﾐﾎﾝ', '001', 'ﾎﾝﾃﾝ', '000', '1', '0001234567', 'ﾐﾎﾝ'];
    const line = (way: string) => [
      '2',
      '00000001',
      '081120',
      '081120',
      way,
      '11',
      '000000209000',
      '0',
      '',
      '',
      '',
      '',
      '',
      '',
      'ﾐﾎﾝ(ｶ',
      'ﾐﾎﾝ',
      'ｼﾃﾝ',
      'ﾌﾘｺﾐ',
      '10000012',
    ];
    const statement = readStatement([header, line('1'), line('2')].map((cells, index) => ({ row: index + 1, cells })));
    expect(statement).toMatchObject({ account: 'ﾐﾎﾝ ﾎﾝﾃﾝ 普通 1234567', outgoing: 1, problems: [] });
    expect(statement.lines.map(({ amount, payer, note }) => [amount, payer, note])).toEqual([[209_000, 'ﾐﾎﾝ(ｶ', 'ﾌﾘｺﾐ 10000012']]);
  });
  test.each([
    ['2026/1/5', '2026-01-05'],
    ['２０２６．１１．２０', '2026-11-20'],
    ['2026年11月20日', '2026-11-20'],
    ['R8.11.20', '2026-11-20'],
    ['令和元年5月1日', '2019-05-01'],
    ['2026/02/30', undefined],
    ['昨日', undefined],
  ])('the day %s', (spelling, day) => expect(dayOf(spelling)).toBe(day));
});
