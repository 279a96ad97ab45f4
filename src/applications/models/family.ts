import type { Book } from '../../rules/book.ts';
import type { Day } from '../../rules/day.ts';
import { type Field, fieldsOf, type Model, modelKey } from '../../rules/dossier.ts';
import { dossierOf } from '../../rules/editions.ts';
import type { JsonValue } from '../../rules/json.ts';
import { asOf } from '../../rules/terms.ts';
import { type Text, text } from '../../rules/text.ts';

/** The field that holds the family of models: the one the publication names, else the first of its kind; undefined when the dossier has none. */
export function modelsFieldOf(book: Book, edition: string, on: Day): (Field & { kind: 'models' }) | undefined {
  const fields = fieldsOf(dossierOf(book, edition)).filter((field) => field.kind === 'models');
  const named = asOf(book.publication, on)?.models;
  return fields.find((field) => field.id === named) ?? fields[0];
}

/** A row of a list of models, with the number under which its sender sees it. */
export interface ListRow {
  readonly row: number;
  readonly cells: readonly ListCell[];
}
export interface ListCell {
  readonly value: string | number | boolean | null;
  /** Present when the cell is a formula: the address under which its sender sees it. */
  readonly formulaAt?: string;
}

/** One row that cannot be taken, and why. */
export interface RowProblem {
  readonly row: number;
  /** The cell, where there are cells. */
  readonly cell?: string;
  readonly message: Text;
}

export interface NumberedModel extends Model {
  readonly row: number;
}

export interface ReadList {
  readonly models: readonly NumberedModel[];
  readonly problems: readonly RowProblem[];
}

const LENGTHS = { model: 100, name: 200, difference: 500 } as const;
type Part = keyof typeof LENGTHS;
const PARTS = ['model', 'name', 'difference'] as const satisfies readonly Part[];
const partWords: Record<Part, Text> = {
  model: text('型番', 'the model number'),
  name: text('名称', 'the name'),
  difference: text('違い', 'the difference'),
};

/** What people write over the columns. */
const HEADERS: readonly (readonly [Part, RegExp])[] = [
  ['model', /^(?:型番|型式|品番|モデル(?:番号|名)?|モデルナンバー|model(?:number|no\.?)?|partnumber)(?:[(（].*)?$/],
  ['name', /^(?:名称|製品名|品名|商品名|name|productname)(?:[(（].*)?$/],
  ['difference', /^(?:違い|差異|差分|相違(?:点)?|備考|difference|differences|remarks?|note)(?:[(（].*)?$/],
];

const headerPart = (value: ListCell['value']): Part | undefined => {
  const bare = String(value ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\s+/g, '');
  return HEADERS.find(([, pattern]) => pattern.test(bare))?.[0];
};

const columnName = (index: number): string =>
  index < 26 ? String.fromCharCode(65 + index) : `${columnName(Math.floor(index / 26) - 1)}${columnName(index % 26)}`;

/** Which column holds what: told by a first row of headings, else model number, name and difference in this order. */
function columnsOf(first: ListRow | undefined): { readonly places: Readonly<Record<Part, number>>; readonly hasHeader: boolean } {
  const found = new Map<Part, number>();
  first?.cells.forEach((cell, index) => {
    const part = headerPart(cell.value);
    if (part && !found.has(part)) found.set(part, index);
  });
  if (!found.has('model')) return { places: { model: 0, name: 1, difference: 2 }, hasHeader: false };
  return {
    places: { model: found.get('model') ?? 0, name: found.get('name') ?? -1, difference: found.get('difference') ?? -1 },
    hasHeader: true,
  };
}

const said = (value: ListCell['value'] | undefined): string =>
  (typeof value === 'boolean' ? String(value).toUpperCase() : String(value ?? '')).replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

/**
 * Reads a list of models: all bad rows at once, each with the number under which its sender sees it. Bad are a formula, an empty or too long
 * model number, a name or difference that is too long, a model that stands there twice (full and half width, case and hyphens do not tell
 * models apart), and every row over `maxRows`.
 */
export function readModelRows(rows: readonly ListRow[], maxRows: number): ReadList {
  const { places, hasHeader } = columnsOf(rows[0]);
  const seen = new Map<string, number>();
  const models: NumberedModel[] = [];
  const problems: RowProblem[] = [];
  for (const row of hasHeader ? rows.slice(1) : rows) {
    const found = rowProblems(row, places, seen);
    problems.push(...found);
    const of = (part: Part) => said(row.cells[places[part]]?.value);
    const [model, name, difference] = [of('model'), of('name'), of('difference')];
    if (model !== '' && !seen.has(modelKey(model))) seen.set(modelKey(model), row.row);
    if (found.length === 0)
      models.push({ row: row.row, model, ...(name === '' ? {} : { name }), ...(difference === '' ? {} : { difference }) });
  }
  if (models.length <= maxRows) return { models, problems };
  const over = models[maxRows];
  const message = text(
    `型番は${maxRows}件までです(${models.length}件あります)。${over?.row}行目以降が超えています。`,
    `A family holds at most ${maxRows} models; there are ${models.length}. Row ${over?.row} and those after it are too many.`,
  );
  return { models, problems: [...problems, { row: over?.row ?? 0, message }] };
}

function rowProblems(row: ListRow, places: Readonly<Record<Part, number>>, seen: ReadonlyMap<string, number>): readonly RowProblem[] {
  const problems = PARTS.flatMap((part): RowProblem[] => {
    const cell = row.cells[places[part]];
    if (!cell) return [];
    const at = cell.formulaAt ?? `${columnName(places[part])}${row.row}`;
    if (cell.formulaAt !== undefined) {
      return [
        {
          row: row.row,
          cell: at,
          message: text(
            `${row.row}行目: セル ${at} は数式です。値に置き換えてください。`,
            `Row ${row.row}: cell ${at} is a formula. Replace it by its value.`,
          ),
        },
      ];
    }
    const length = [...said(cell.value)].length;
    if (length <= LENGTHS[part]) return [];
    return [
      {
        row: row.row,
        cell: at,
        message: text(
          `${row.row}行目: ${partWords[part].ja}は${LENGTHS[part]}文字までです(現在${length}文字)。`,
          `Row ${row.row}: ${partWords[part].en} holds at most ${LENGTHS[part]} characters (${length} now).`,
        ),
      },
    ];
  });
  if (problems.length > 0) return problems;
  const model = said(row.cells[places.model]?.value);
  if (model === '')
    return [{ row: row.row, message: text(`${row.row}行目: 型番が空です。`, `Row ${row.row}: the model number is empty.`) }];
  const first = seen.get(modelKey(model));
  if (first === undefined) return [];
  return [
    {
      row: row.row,
      message: text(
        `${row.row}行目: 「${model}」は${first}行目と同じ型番です。`,
        `Row ${row.row}: “${model}” is the same model as row ${first}.`,
      ),
    },
  ];
}

/**
 * The rows of a pasted text: one model a line, name and difference after it, parted by tabs or commas. With commas, what follows the second
 * one is the difference, further commas included.
 */
export function pastedRows(pasted: string): readonly ListRow[] {
  return pasted.split(/\r\n|\r|\n/).flatMap((line, index): ListRow[] => {
    if (line.trim() === '') return [];
    return [
      {
        row: index + 1,
        cells: (line.includes('\t') ? line.split('\t') : splitAtCommas(line)).map((value) => ({ value: unquoted(value) })),
      },
    ];
  });
}

const splitAtCommas = (line: string): readonly string[] =>
  /^([^,，]*)(?:[,，]([^,，]*))?(?:[,，](.*))?$/su
    .exec(line)
    ?.slice(1)
    .filter((part) => part !== undefined) ?? [line];
const unquoted = (value: string): string => /^\s*"((?:[^"]|"")*)"\s*$/.exec(value)?.[1]?.replaceAll('""', '"') ?? value;

/** The family as it is stored in the dossier. */
export const storedFamily = (family: readonly Model[]): JsonValue =>
  family.map(({ model, name, difference }) => ({ model, ...(name ? { name } : {}), ...(difference ? { difference } : {}) }));

export interface FamilyChange {
  readonly family: readonly Model[];
  readonly added: readonly Model[];
  readonly removed: readonly Model[];
  /** Same model number, other words. */
  readonly changed: readonly { readonly from: Model; readonly to: Model }[];
  readonly kept: number;
}

/** How a list is taken over: instead of the family, or into it. */
export type TakeOver = 'replace' | 'add';

/** What taking the list over does to the family. The order of the list is kept; into a family, new models come last. */
export function takeOver(before: readonly Model[], list: readonly Model[], how: TakeOver): FamilyChange {
  const bare = list.map(
    ({ model, name, difference }): Model => ({ model, ...(name ? { name } : {}), ...(difference ? { difference } : {}) }),
  );
  const old = new Map(before.map((each) => [modelKey(each.model), each]));
  const incoming = new Map(bare.map((each) => [modelKey(each.model), each]));
  const added = bare.filter((each) => !old.has(modelKey(each.model)));
  const family = how === 'replace' ? bare : [...before.map((each) => incoming.get(modelKey(each.model)) ?? each), ...added];
  const both = bare.flatMap((to) => {
    const from = old.get(modelKey(to.model));
    return from ? [{ from, to }] : [];
  });
  const changed = both.filter(({ from, to }) => !isSame(from, to));
  const removed = how === 'replace' ? before.filter((each) => !incoming.has(modelKey(each.model))) : [];
  return { family, added, removed, changed, kept: before.length - removed.length - changed.length };
}

const isSame = (a: Model, b: Model): boolean =>
  a.model === b.model && (a.name ?? '') === (b.name ?? '') && (a.difference ?? '') === (b.difference ?? '');
