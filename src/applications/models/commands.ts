import { readCsv } from '../../io/workbook/csv.ts';
import type { ReadCell } from '../../io/workbook/model.ts';
import { readWorkbook } from '../../io/workbook/workbook.ts';
import type { Principal } from '../../people/index.ts';
import { type Field, type Model, modelKey, models } from '../../rules/dossier.ts';
import { Conflict, InvalidInput, NotFound } from '../../rules/refusal.ts';
import { text } from '../../rules/text.ts';
import type { Tx } from '../../store/index.ts';
import type { SmallFile } from '../../web/multipart.ts';
import { fillsDraft, isDossierOpen } from '../application.ts';
import { type Case, type Engine, loadCase, saveFields } from '../commands.ts';
import { formFacts } from '../facts.ts';
import {
  type FamilyChange,
  type ListCell,
  type ListRow,
  modelsFieldOf,
  pastedRows,
  type ReadList,
  readModelRows,
  storedFamily,
  type TakeOver,
  takeOver,
} from './family.ts';

/** A case and its family of models as it stands. */
export interface FamilyOfCase {
  readonly its: Case;
  readonly field: Field & { kind: 'models' };
  readonly family: readonly Model[];
  /** Version of the field in the draft; 0 when nobody has touched it. */
  readonly version: number;
  readonly isOpen: boolean;
}

/** Loads the family of a case. NotFound also for a dossier without models. */
export async function loadFamily(engine: Engine, tx: Tx, id: string, person: Principal): Promise<FamilyOfCase> {
  const its = await loadCase(engine, tx, id, person, 'application.read');
  const field = modelsFieldOf(its.book, its.subject.edition ?? '', engine.clock.today());
  if (!field) throw new NotFound(`models of ${id}`);
  const version = its.draft.find((each) => each.path === field.id)?.version ?? 0;
  return {
    its,
    field,
    family: models(its.values[field.id]),
    version,
    isOpen: fillsDraft(person, its.subject) && isDossierOpen(its.book, its.subject),
  };
}

/** A model of a family that an attestation in force carries already. */
export interface AttestedModel {
  /** Its place in the family, from 1. */
  readonly place: number;
  readonly model: string;
  readonly attestation: string;
}

/** Models of a family that another attestation of the same scheme, level and maker carries. A warning while it is typed; the form check refuses it. */
export async function attestedModels(
  engine: Engine,
  tx: Pick<Tx, 'db'>,
  of: FamilyOfCase,
  family: readonly Model[],
): Promise<readonly AttestedModel[]> {
  const { book, subject, values } = of.its;
  const facts = await formFacts(tx, {
    book,
    subject,
    values: { ...values, [of.field.id]: storedFamily(family) },
    day: engine.clock.today(),
  });
  const holders = new Map(facts.modelConflicts.map((each) => [modelKey(each.model), each.attestation]));
  return family.flatMap(({ model }, index) => {
    const attestation = holders.get(modelKey(model));
    return attestation === undefined ? [] : [{ place: index + 1, model, attestation }];
  });
}

/** Bytes of a list of models at most. */
export const LIST_LIMIT = 20 * 1024 * 1024;

/** The rows of an uploaded list: an .xlsx by its content, anything else as CSV. In a workbook the first visible sheet that holds something counts; a formula there is reported, in a CSV it is text. */
export async function rowsOfFile(file: SmallFile): Promise<readonly ListRow[]> {
  if (!isWorkbook(file.bytes))
    return readCsv(file.bytes).rows.map(({ row, cells }) => ({ row, cells: cells.map(({ value }) => ({ value })) }));
  const { sheets } = await readWorkbook(file.bytes);
  const sheet = sheets.find((each) => !each.hidden && each.rows.length > 0);
  return (sheet?.rows ?? []).map(({ row, cells }) => ({
    row,
    cells: cells.map((cell, index) => cellOf(cell, sheet?.name ?? '', row, index)),
  }));
}

function cellOf({ value, formula }: ReadCell, sheet: string, row: number, index: number): ListCell {
  return formula === undefined ? { value } : { value, formulaAt: `${sheet}!${String.fromCharCode(65 + (index % 26))}${row}` };
}

/** A zip, or the container of old and of locked Office files: which the reader then names. */
const isWorkbook = (bytes: Uint8Array): boolean => ['504b', 'd0cf'].includes(Buffer.from(bytes.subarray(0, 2)).toString('hex'));

/** What somebody brings: a file, or a pasted text. */
export async function readList(
  given: { readonly file?: SmallFile | undefined; readonly pasted?: string },
  maxRows: number,
): Promise<ReadList> {
  const rows = given.file ? await rowsOfFile(given.file) : pastedRows(given.pasted ?? '');
  const list = readModelRows(rows, maxRows);
  if (list.models.length === 0 && list.problems.length === 0) {
    throw new InvalidInput([
      { path: given.file ? 'file' : 'paste', message: text('型番が一つも見つかりません。', 'There is not a single model in it.') },
    ]);
  }
  return list;
}

/** A list as an API sends it, checked like any other; refuses all bad rows at once, at `models/<place>`. */
export function checkedFamily(list: readonly Model[], maxRows: number): readonly Model[] {
  const cells = (...values: readonly (string | undefined)[]): readonly ListCell[] => values.map((value) => ({ value: value ?? null }));
  const rows = list.map(({ model, name, difference }, index) => ({ row: index + 1, cells: cells(model, name, difference) }));
  const { models: good, problems } = readModelRows([{ row: 0, cells: cells('型番', '名称', '違い') }, ...rows], maxRows);
  if (problems.length > 0) throw new InvalidInput(problems.map(({ row, message }) => ({ path: `models/${row}`, message })));
  return good.map(({ row: _row, ...model }) => model);
}

export interface Previewed extends FamilyChange {
  readonly attested: readonly AttestedModel[];
}

/** What taking a list over would do. Nothing is saved. */
export async function previewFamily(
  engine: Engine,
  tx: Pick<Tx, 'db'>,
  of: FamilyOfCase,
  list: readonly Model[],
  how: TakeOver,
): Promise<Previewed> {
  const change = takeOver(of.family, list, how);
  const over = change.family.length - of.field.maxRows;
  if (over > 0) {
    throw new InvalidInput([
      {
        path: 'file',
        message: text(
          `型番は${of.field.maxRows}件までです。加えると${change.family.length}件になります。`,
          `A family holds at most ${of.field.maxRows} models; with these there would be ${change.family.length}.`,
        ),
      },
    ]);
  }
  return { ...change, attested: await attestedModels(engine, tx, of, change.family) };
}

/** Saves a family over the version it was made from. Conflict when somebody else changed it meanwhile: nothing is overwritten. Gives the new version. */
export async function saveFamily(
  engine: Engine,
  person: Principal,
  id: string,
  field: string,
  family: readonly Model[],
  base: number,
): Promise<number> {
  const { saved, conflicts } = await saveFields(engine, person, id, [{ path: field, value: storedFamily(family), base }]);
  const [conflict] = conflicts;
  if (conflict) throw new Conflict(base, conflict.version);
  return saved[0]?.version ?? base;
}
