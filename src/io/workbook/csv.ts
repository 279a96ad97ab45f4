import { parse } from 'csv-parse/sync';
import { InvalidInput } from '../../rules/refusal.ts';
import { text } from '../../rules/text.ts';
import type { ReadCell, ReadRow } from './model.ts';

export type CsvEncoding = 'utf-8' | 'utf-16le' | 'shift_jis';
export type CsvDelimiter = ',' | '\t' | ';';

/** A CSV as read: the same rows as a sheet's. Every value is a text; a cell that begins with `=` is a formula cell. */
export interface ReadCsv {
  readonly encoding: CsvEncoding;
  readonly delimiter: CsvDelimiter;
  readonly rows: readonly ReadRow[];
}

/** Limits of a CSV: bytes, rows, columns, and UTF-16 code units in one cell. */
export const CSV_LIMITS = { bytes: 5 * 1024 * 1024, rows: 20_000, columns: 256, cellLength: 32_767 } as const;

/** What makes a spreadsheet take a text for a formula (OWASP: CSV injection), full-width forms included. */
const STARTS_FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/**
 * Reads comma, tab or semicolon separated text in UTF-8 (with or without a byte order mark), Shift_JIS as Excel for Windows
 * writes it (CP932), or UTF-16 with its mark. Refused with InvalidInput at path `file`: another encoding, a quotation
 * mark that is never closed, or a limit passed.
 */
export function readCsv(bytes: Uint8Array): ReadCsv {
  if (bytes.byteLength > CSV_LIMITS.bytes) {
    const most = CSV_LIMITS.bytes / 1024 / 1024;
    throw refused(`CSV ファイルが大きすぎます。上限は ${most} MB です。`, `The CSV file is too large: the limit is ${most} MB.`);
  }
  const { encoding, content } = decode(bytes);
  const delimiter = sniffDelimiter(content);
  const rows = records(content, delimiter).flatMap((record, index): ReadRow[] => {
    if (record.length > CSV_LIMITS.columns) {
      throw refused(
        `${index + 1} 行目の列が多すぎます。上限は ${CSV_LIMITS.columns} 列です。`,
        `Row ${index + 1} has too many columns: the limit is ${CSV_LIMITS.columns}.`,
      );
    }
    const cells = record.map((value) => readCell(value, index + 1));
    return cells.every((cell) => cell.value === null) ? [] : [{ row: index + 1, cells }];
  });
  return { encoding, delimiter, rows };
}

function records(content: string, delimiter: CsvDelimiter): string[][] {
  let found: string[][];
  try {
    found = parse(content, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      to: CSV_LIMITS.rows + 1,
      max_record_size: 1024 * 1024,
    });
  } catch (error) {
    const line = error instanceof Error && 'lines' in error ? ` ${String(error.lines)}` : '';
    throw refused(
      `CSV として読み取れません(${line.trim() || '?'} 行目付近)。引用符の閉じ忘れがないか確認してください。`,
      `This cannot be read as CSV (near line${line || ' ?'}). Please check that every quotation mark is closed.`,
    );
  }
  if (found.length > CSV_LIMITS.rows)
    throw refused(`行が多すぎます。上限は ${CSV_LIMITS.rows} 行です。`, `There are too many rows: the limit is ${CSV_LIMITS.rows}.`);
  return found;
}

function readCell(raw: string, row: number): ReadCell {
  if (raw.length > CSV_LIMITS.cellLength)
    throw refused(
      `${row} 行目に長すぎるセルがあります。上限は ${CSV_LIMITS.cellLength} 文字です。`,
      `Row ${row} has a cell that is too long: the limit is ${CSV_LIMITS.cellLength} characters.`,
    );
  if (raw === '') return { value: null };
  if (raw.startsWith("'") && STARTS_FORMULA.test(raw.slice(1))) return { value: raw.slice(1) };
  return raw.startsWith('=') ? { value: raw, formula: raw.slice(1) } : { value: raw };
}

function decode(bytes: Uint8Array): { encoding: CsvEncoding; content: string } {
  const encodings: readonly CsvEncoding[] = bytes[0] === 0xff && bytes[1] === 0xfe ? ['utf-16le'] : ['utf-8', 'shift_jis'];
  for (const encoding of encodings) {
    try {
      const content = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (!content.includes('\u0000')) return { encoding, content };
    } catch {
      // Not this encoding; the next one, or the refusal below.
    }
  }
  throw refused(
    '文字コードを判別できません。UTF-8 または Shift_JIS の CSV を使ってください。',
    'The character encoding is not known. Please use a CSV in UTF-8 or Shift_JIS.',
  );
}

/** The separator that occurs most in the first line, outside quotation marks. */
function sniffDelimiter(content: string): CsvDelimiter {
  const counts = { ',': 0, '\t': 0, ';': 0 };
  let quoted = false;
  for (const character of content.trimStart().slice(0, 64 * 1024)) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && (character === '\n' || character === '\r')) break;
    else if (!quoted && (character === ',' || character === '\t' || character === ';')) counts[character]++;
  }
  if (counts['\t'] > 0 && counts['\t'] >= counts[','] && counts['\t'] >= counts[';']) return '\t';
  return counts[';'] > counts[','] ? ';' : ',';
}

/**
 * Writes a CSV that Excel opens rightly: UTF-8 with a byte order mark, commas, CRLF. A text that a spreadsheet would take for a
 * formula gets an apostrophe before it, which `readCsv` takes away again; numbers are left alone.
 */
export function writeCsv(rows: readonly (readonly (string | number | boolean | null)[])[]): Uint8Array {
  const lines = rows.map((row) => row.map(writeCell).join(','));
  return new TextEncoder().encode(`\uFEFF${lines.map((line) => `${line}\r\n`).join('')}`);
}

function writeCell(value: string | number | boolean | null): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const harmless = STARTS_FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n;\t]|^\s|\s$/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

const refused = (ja: string, en: string): InvalidInput => new InvalidInput([{ path: 'file', message: text(ja, en) }]);
