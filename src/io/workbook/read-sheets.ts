import { type Cell, type CellValue, Workbook, type Worksheet } from '@cj-tech-master/excelts';
import {
  CHOICES_SHEET,
  METADATA_SHEET,
  type ReadCell,
  type ReadRow,
  type ReadSheet,
  type ReadWorkbook,
  type WorkbookFault,
  type WorkbookLimits,
} from './model.ts';
import { packStored, unpackZip, type ZipEntry } from './zip.ts';

class Fault extends Error {
  readonly answer: WorkbookFault;
  constructor(fault: WorkbookFault['fault'], at?: string) {
    super(fault);
    this.name = 'Fault';
    this.answer = at === undefined ? { fault } : { fault, at };
  }
}

/** Reads a workbook within the limits. Runs in the worker: a hostile file costs that thread and nothing else. */
export async function readSheets(bytes: Uint8Array, limits: WorkbookLimits): Promise<ReadWorkbook | WorkbookFault> {
  try {
    const workbook = new Workbook();
    await load(workbook, packStored(wanted(bytes, limits)));
    if (workbook.worksheets.length > limits.sheets) throw new Fault('too-many-sheets');
    const budget = { cells: limits.cells };
    const sheets = workbook.worksheets.map((sheet) => readSheet(sheet, limits, budget));
    return {
      sheets: sheets.filter((sheet) => sheet.name !== METADATA_SHEET && sheet.name !== CHOICES_SHEET),
      names: readNames(workbook),
      metadata: readMetadata(sheets),
    };
  } catch (error) {
    if (error instanceof Fault) return error.answer;
    throw error;
  }
}

async function load(workbook: Workbook, archive: Uint8Array): Promise<void> {
  try {
    await workbook.xlsx.load(archive, {
      ignoreNodes: ['dataValidations', 'conditionalFormatting', 'hyperlinks', 'drawing', 'picture', 'extLst'],
    });
  } catch {
    throw new Fault('damaged');
  }
}

/**
 * The parts of the package that hold cells. Pictures, macros, links to other workbooks and all else never reach the
 * reader. XML with a document type is refused: it is how entities are made to swell.
 */
function wanted(bytes: Uint8Array, limits: WorkbookLimits): readonly ZipEntry[] {
  const unpacked = unpackZip(bytes, {
    entries: 2_000,
    entryBytes: limits.unpackedBytes,
    totalBytes: limits.unpackedBytes,
    ratio: 200,
    ratioFrom: 4 * 1024 * 1024,
  });
  if (unpacked === 'not-a-zip') throw new Fault(isOldOffice(bytes) ? 'encrypted' : 'not-a-workbook');
  if (unpacked === 'encrypted') throw new Fault('encrypted');
  if (unpacked === 'damaged') throw new Fault('damaged');
  if (unpacked === 'too-many-entries' || unpacked === 'too-large-inside') throw new Fault('unpacks-too-large');
  if (!unpacked.some((entry) => entry.name === 'xl/workbook.xml')) throw new Fault('not-a-workbook');
  const parts = unpacked.filter((entry) =>
    /^(?:\[Content_Types\]\.xml|_rels\/\.rels|xl\/(?:_rels\/)?[^/]+\.(?:xml|rels)|xl\/worksheets\/[^/]+\.xml)$/.test(entry.name),
  );
  for (const part of parts) {
    if (Buffer.from(part.bytes.buffer, part.bytes.byteOffset, part.bytes.byteLength).includes('<!DOCTYPE'))
      throw new Fault('damaged', part.name);
  }
  // Told from the marks alone, so that a sheet of millions of values is refused before it is parsed.
  const values = parts
    .filter((part) => part.name.startsWith('xl/worksheets/'))
    .reduce((sum, part) => sum + count(part.bytes, '<v>') + count(part.bytes, '<is>'), 0);
  if (values > limits.cells) throw new Fault('too-many-cells');
  return parts;
}

function count(bytes: Uint8Array, mark: string): number {
  const within = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let found = 0;
  for (let at = within.indexOf(mark); at >= 0; at = within.indexOf(mark, at + mark.length)) found++;
  return found;
}

/** The container of .xls and of password-protected .xlsx. */
const isOldOffice = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 4)).toString('hex') === 'd0cf11e0';

function readSheet(sheet: Worksheet, limits: WorkbookLimits, budget: { cells: number }): ReadSheet {
  const cells = new Map<string, ReadCell>();
  const rows: ReadRow[] = [];
  sheet.eachRow((row, number) => {
    const line: ReadCell[] = [];
    row.eachCell((cell, column) => {
      if (cell.isMerged && cell.master !== cell) return;
      const read = readCell(cell);
      if (read.value === null && read.formula === undefined) return;
      if (number > limits.rows) throw new Fault('too-many-rows', sheet.name);
      if (column > limits.columns) throw new Fault('too-many-columns', sheet.name);
      if (--budget.cells < 0) throw new Fault('too-many-cells');
      if (String(read.value ?? '').length > limits.cellLength) throw new Fault('cell-too-long', `${sheet.name}!${cell.address}`);
      cells.set(cell.address, read);
      while (line.length < column - 1) line.push({ value: null });
      line.push(read);
    });
    if (line.length > 0) rows.push({ row: number, cells: line });
  });
  return { name: sheet.name, hidden: sheet.state !== 'visible', cells, rows };
}

function readCell(cell: Cell): ReadCell {
  const value = scalar(cell.value);
  const formula = cell.formula;
  return formula === undefined || formula === '' ? { value } : { value, formula };
}

function scalar(value: CellValue): string | number | boolean | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value === '' ? null : value;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (value instanceof Date) return dateText(value);
  if ('richText' in value) return value.richText.map((run) => run.text).join('');
  if ('error' in value) return value.error;
  if ('result' in value) return scalar(value.result ?? null);
  if ('text' in value) return typeof value.text === 'string' ? value.text : null;
  return null;
}

function dateText(date: Date): string | null {
  if (Number.isNaN(date.getTime())) return null;
  const text = date.toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19).replace('T', ' ');
}

function readNames(workbook: Workbook): ReadWorkbook['names'] {
  const names = new Map<string, { sheet: string; address: string }>();
  for (const { name, ranges } of workbook.definedNames.model) {
    const match = /^'?(.+?)'?!\$?([A-Z]{1,3})\$?(\d+)$/.exec(ranges.length === 1 ? (ranges[0] ?? '') : '');
    if (match) names.set(name, { sheet: (match[1] ?? '').replaceAll("''", "'"), address: `${match[2]}${match[3]}` });
  }
  return names;
}

function readMetadata(sheets: readonly ReadSheet[]): ReadonlyMap<string, string> {
  const rows = sheets.find((sheet) => sheet.name === METADATA_SHEET)?.rows ?? [];
  return new Map(rows.map(({ cells: [key, value] }) => [String(key?.value ?? ''), String(value?.value ?? '')]));
}
