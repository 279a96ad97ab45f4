import { Workbook } from '@cj-tech-master/excelts';
import { iotCloud } from '../../schemes/iot-cloud/book.ts';
import { sheetFields } from '../../src/applications/workbook/checklist.ts';
import { METADATA_SHEET } from '../../src/io/workbook/model.ts';
import { readWorkbook } from '../../src/io/workbook/workbook.ts';

type Bytes = Uint8Array<ArrayBuffer>;

async function edited(bytes: Bytes, edit: (workbook: Workbook) => void | Promise<void>): Promise<Bytes> {
  const workbook = new Workbook();
  await workbook.xlsx.load(bytes);
  await edit(workbook);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

const nameOf = (path: string): string | undefined =>
  sheetFields(iotCloud, 'form-b/2024.09')
    .flatMap((field) => field.leaves)
    .find((leaf) => leaf.path === path)?.name;

/** The exported workbook as somebody fills it in with a spreadsheet program: a text by the path of its field. Refuses a path that has no cell. */
export const typedInto = (bytes: Bytes, typed: Readonly<Record<string, string>>): Promise<Bytes> =>
  edited(bytes, async (workbook) => {
    const { names } = await readWorkbook(bytes);
    for (const [path, value] of Object.entries(typed)) {
      const place = names.get(nameOf(path) ?? '');
      const cell = place && workbook.getWorksheet(place.sheet)?.getCell(place.address);
      if (!cell) throw new RangeError(`the workbook has no cell for ${path}`);
      cell.value = value;
    }
  });

/** The exported workbook as if it had been made for another edition. */
export const ofEdition = (bytes: Bytes, edition: string): Promise<Bytes> =>
  edited(bytes, (workbook) => {
    const sheet = workbook.getWorksheet(METADATA_SHEET);
    sheet?.eachRow((row) => {
      if (row.getCell(1).value === 'edition') row.getCell(2).value = edition;
    });
  });
