import { type Cell, type DataValidation, type Style, Workbook, type Worksheet } from '@cj-tech-master/excelts';
import { type CellModel, type CellStyle, CHOICES_SHEET, METADATA_SHEET, type SheetModel, type WorkbookModel } from './model.ts';

const FONT = 'Meiryo UI';
const line = { style: 'thin', color: { argb: 'FFCCCCCC' } } as const;
const box = { top: line, bottom: line, left: line, right: line };
const fill = (argb: string) => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } }) as const;
const top = { vertical: 'top', wrapText: true } as const;

const STYLES = {
  title: { font: { name: FONT, size: 14, bold: true, color: { argb: 'FF1A1A1C' } }, alignment: { vertical: 'middle' } },
  header: {
    font: { name: FONT, size: 10, bold: true, color: { argb: 'FFFFFFFF' } },
    fill: fill('FF264AF4'),
    border: box,
    alignment: { vertical: 'middle', wrapText: true },
  },
  heading: { font: { name: FONT, size: 10, bold: true, color: { argb: 'FF1A1A1C' } }, fill: fill('FFF2F2F2'), border: box, alignment: top },
  plain: { font: { name: FONT, size: 10, color: { argb: 'FF333333' } }, border: box, alignment: top },
  note: { font: { name: FONT, size: 9, color: { argb: 'FF626264' } }, alignment: top },
  answer: {
    font: { name: FONT, size: 10, color: { argb: 'FF1A1A1C' } },
    fill: fill('FFFFFBE5'),
    border: box,
    alignment: top,
    numFmt: '@',
    protection: { locked: false },
  },
} as const satisfies Record<CellStyle, Partial<Style>>;

/** Writes the workbook. Runs in the worker, because a large one takes longer than a server may stand still. */
export async function writeSheets(model: WorkbookModel): Promise<Uint8Array> {
  const workbook = new Workbook();
  // Not the time of writing: the same model gives the same cells.
  workbook.created = new Date(Date.UTC(2000, 0, 1));
  workbook.modified = workbook.created;
  const lists: string[][] = [];
  for (const sheet of model.sheets) await writeSheet(workbook, sheet, lists);
  if (lists.length > 0) writeChoices(workbook, lists);
  if (model.metadata) {
    const sheet = workbook.addWorksheet(METADATA_SHEET, { state: 'veryHidden' });
    for (const entry of Object.entries(model.metadata)) sheet.addRow(entry);
    await sheet.protect(undefined, { spinCount: 1 });
  }
  return workbook.xlsx.writeBuffer();
}

async function writeSheet(workbook: Workbook, model: SheetModel, lists: string[][]): Promise<void> {
  const frozen = model.frozenRows ?? 0;
  const sheet = workbook.addWorksheet(model.name, {
    views: frozen > 0 ? [{ state: 'frozen', ySplit: frozen, xSplit: 0, showGridLines: false }] : [{ showGridLines: false }],
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  model.widths.forEach((width, i) => {
    sheet.getColumn(i + 1).width = width;
  });
  model.rows.forEach((row, r) => {
    let column = 1;
    for (const entry of row) {
      const cell: CellModel = entry === null || typeof entry !== 'object' ? { value: entry } : entry;
      writeCell(workbook, sheet, sheet.getCell(r + 1, column), cell, lists);
      const span = cell.span ?? 1;
      if (span > 1) sheet.mergeCells(r + 1, column, r + 1, column + span - 1);
      column += span;
    }
  });
  if (frozen > 0) sheet.pageSetup.printTitlesRow = `1:${frozen}`;
  if (model.protected) {
    await sheet.protect(undefined, {
      selectLockedCells: true,
      selectUnlockedCells: true,
      formatColumns: false,
      formatRows: false,
      spinCount: 1,
    });
  }
}

function writeCell(workbook: Workbook, sheet: Worksheet, cell: Cell, model: CellModel, lists: string[][]): void {
  cell.value = model.value ?? null;
  cell.style = STYLES[model.style ?? 'plain'];
  if (model.name) workbook.definedNames.add(`'${sheet.name.replaceAll("'", "''")}'!${cell.$col$row}`, model.name);
  const validation = validationOf(model, lists);
  if (validation) sheet.dataValidations.add(cell.address, validation);
}

function validationOf(model: CellModel, lists: string[][]): DataValidation | undefined {
  const prompt = model.prompt === undefined ? {} : { showInputMessage: true, prompt: model.prompt.slice(0, 255) };
  if (model.choices) {
    const range = `'${CHOICES_SHEET}'!${listRange(model.choices, lists)}`;
    return {
      type: 'list',
      allowBlank: true,
      formulae: [range],
      showErrorMessage: true,
      errorTitle: '選択 / Choice',
      error: '一覧から選んでください。 Please choose from the list.',
      ...prompt,
    };
  }
  return model.prompt === undefined ? undefined : { type: 'any', ...prompt };
}

/** The column of the choices sheet that holds this list; the same list is written once. */
function listRange(choices: readonly string[], lists: string[][]): string {
  const same = lists.findIndex((list) => list.length === choices.length && list.every((choice, i) => choice === choices[i]));
  const index = same >= 0 ? same : lists.push([...choices]) - 1;
  const column = columnName(index + 1);
  return `$${column}$1:$${column}$${choices.length}`;
}

function writeChoices(workbook: Workbook, lists: readonly (readonly string[])[]): void {
  const sheet = workbook.addWorksheet(CHOICES_SHEET, { state: 'veryHidden' });
  lists.forEach((list, column) => {
    list.forEach((choice, row) => {
      sheet.getCell(row + 1, column + 1).value = choice;
    });
  });
}

function columnName(index: number): string {
  let name = '';
  for (let rest = index; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}
