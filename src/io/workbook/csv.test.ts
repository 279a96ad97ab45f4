import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InvalidInput } from '../../rules/refusal.ts';
import { CSV_LIMITS, readCsv, writeCsv } from './csv.ts';

const utf8 = (s: string) => new TextEncoder().encode(s);
const values = (bytes: Uint8Array) => readCsv(bytes).rows.map((row) => row.cells.map((cell) => cell.value));
const problem = (bytes: Uint8Array): string => {
  try {
    readCsv(bytes);
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems[0]?.message.en ?? '';
    throw error;
  }
  return 'taken';
};

test.each([
  ['UTF-8', utf8('型番,名称\nA-1,証跡\n'), 'utf-8'],
  ['UTF-8 with a byte order mark', utf8('\uFEFF型番,名称\nA-1,証跡\n'), 'utf-8'],
  // 型番,名称 / A-1,証跡 as Excel for Windows saves it
  ['Shift_JIS', Buffer.from('8c5e94d42c96bc8fcc0d0a412d312c8fd890d50d0a', 'hex'), 'shift_jis'],
  ['UTF-16', Buffer.from('\uFEFF型番,名称\r\nA-1,証跡\r\n', 'utf16le'), 'utf-16le'],
] as const)('a CSV in %s is read', (_, bytes, encoding) => {
  expect(readCsv(bytes).encoding).toBe(encoding);
  expect(values(bytes)).toEqual([
    ['型番', '名称'],
    ['A-1', '証跡'],
  ]);
});

test('CP932 characters that plain Shift_JIS lacks are read', () => {
  // ①髙﨑
  expect(values(Buffer.from('8740fbfced950d0a', 'hex'))).toEqual([['①髙﨑']]);
});

test.each([
  ['comma', 'a,b\n1,2', ','],
  ['tab', 'a\tb, c\n1\t2', '\t'],
  ['semicolon', 'a;b\n1;2', ';'],
  ['quoted commas before a semicolon', '"a,b,c";d\n1;2', ';'],
  ['one column', 'a\n1', ','],
] as const)('the separator is found: %s', (_, content, delimiter) => {
  expect(readCsv(utf8(content)).delimiter).toBe(delimiter);
});

test('rows keep the number a person sees, blank lines counted and left out', () => {
  expect(readCsv(utf8('a\n\n,,\nb\n')).rows.map((r) => r.row)).toEqual([1, 4]);
});

test('a line break and a quotation mark inside a cell stay there', () => {
  expect(values(utf8('"a\n""b""",c'))).toEqual([['a\n"b"', 'c']]);
});

test('a formula in a CSV cell is reported as a formula and not evaluated', () => {
  const cells = readCsv(utf8(`=HYPERLINK("http://x"),-5,+81`)).rows[0]?.cells;
  expect(cells?.[0]).toMatchObject({ formula: 'HYPERLINK("http://x")' });
  expect(cells?.slice(1)).toEqual([{ value: '-5' }, { value: '+81' }]);
});

test('a formula written out is a text with an apostrophe before it', () => {
  const out = new TextDecoder().decode(writeCsv([['=1+1', '+1', '-1', '@x', '\tx', '\rx', '＝1', -1, null, true]]));
  expect(out).toBe(`'=1+1,'+1,'-1,'@x,"'\tx","'\rx",'＝1,-1,,true\r\n`);
});

test('what was written is read back as it was', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('=1+1', '@a', '-', "'", "'x", 'a"b', 'a,b', 'a\r\nb', ' x ', '証跡', 'a;b', 'a\tb'),
  );
  fc.assert(
    fc.property(
      fc.array(
        fc.array(
          cell.filter((s) => s !== '' && !s.includes('\u0000') && !/^'[=+\-@\t\r\n＝＋－＠]/.test(s)),
          { minLength: 2, maxLength: 4 },
        ),
        { minLength: 1, maxLength: 5 },
      ),
      (rows) => {
        const bytes = writeCsv(rows);
        expect(values(bytes)).toEqual(rows);
        expect(readCsv(bytes).rows.every((row) => row.cells.every((c) => c.formula === undefined))).toBe(true);
      },
    ),
  );
});

test('what cannot be read is refused in words', () => {
  expect(problem(utf8('a,"b\nc'))).toContain('quotation mark');
  expect(problem(Uint8Array.of(0x50, 0x4b, 0, 0xff, 0xfe))).toContain('encoding');
  expect(problem(new Uint8Array(CSV_LIMITS.bytes + 1))).toContain('5 MB');
  expect(problem(utf8('a\n'.repeat(CSV_LIMITS.rows + 1)))).toContain('too many rows');
  expect(problem(utf8(','.repeat(CSV_LIMITS.columns)))).toContain('too many columns');
  expect(problem(utf8('a'.repeat(CSV_LIMITS.cellLength + 1)))).toContain('too long');
  expect(problem(utf8(''))).toBe('taken');
});
