import { describe, expect, test } from 'vitest';
import { iotLabel } from '../../../schemes/iot-label/book.ts';
import { tennisClub } from '../../../schemes/tennis-club/book.ts';
import { bellBook } from '../../../test/bell-book.ts';
import type { CellModel, ReadCell, ReadSheet, ReadWorkbook, WorkbookModel } from '../../io/workbook/model.ts';
import type { Book } from '../../rules/book.ts';
import { fieldsOf, leaves, type Values } from '../../rules/dossier.ts';
import { dossierOf } from '../../rules/editions.ts';
import type { JsonValue } from '../../rules/json.ts';
import { type Checklist, sheetFields } from './checklist.ts';
import { compareWithDraft } from './compare.ts';
import { readChecklist } from './read.ts';
import { checklistWorkbook } from './sheets.ts';

const vault = {
  files: [
    { id: '01900000-0000-7000-8000-000000000001', name: '設計書.pdf' },
    { id: '01900000-0000-7000-8000-00000000aaaa', name: '結果.txt' },
    { id: '01900000-0000-7000-8000-00000000bbbb', name: '結果.txt' },
  ],
};
const [design, resultA] = vault.files.map((file) => file.id) as [string, string, string];

const bellValues: Values = {
  name: 'チリン',
  purpose: '知らせる\n二行目',
  weight: 120.5,
  price: 1980,
  onSale: '2026-11-22',
  mounting: 'strap',
  colours: ['red', 'silver'],
  models: [
    { model: 'BELL-1', name: '小' },
    { model: '=BELL', difference: '数式に見える' },
  ],
  parts: [{ part: 'ばね', from: 'JP' }, { part: '傘' }],
  photos: [
    { document: design, place: '3頁' },
    { document: resultA, place: '' },
  ],
  promise: true,
  'returns/answer': 'not-done',
  'answers/R1.1-01/verdict': 'conforms',
  'answers/R1.1-01/method': 'device',
  'answers/R1.1-01/minutes': 30,
  'answers/R1.1-01/evidence': [{ document: resultA, place: '1 | 2行' }],
  'answers/R1.1-02/verdict': 'not-applicable',
  'answers/R1.1-02/reason': 'ベルがない',
};
const bells = (more: Partial<Checklist> = {}): Checklist => ({
  book: bellBook,
  edition: 'bells/1.0',
  application: 'app-00000001',
  values: bellValues,
  versions: new Map(Object.keys(bellValues).map((path) => [path, 3])),
  vault,
  language: 'ja',
  ...more,
});

/** What a spreadsheet program would give back for a model that was written: without I/O. */
function asRead(model: WorkbookModel, edit: (cells: Map<string, Map<string, ReadCell>>) => void = () => undefined): ReadWorkbook {
  const names = new Map<string, { sheet: string; address: string }>();
  const bySheet = new Map<string, Map<string, ReadCell>>();
  for (const sheet of model.sheets) {
    const cells = new Map<string, ReadCell>();
    bySheet.set(sheet.name, cells);
    sheet.rows.forEach((row, r) => {
      let column = 0;
      for (const entry of row) {
        const cell: CellModel = entry === null || typeof entry !== 'object' ? { value: entry } : entry;
        const address = `${String.fromCharCode(65 + column)}${r + 1}`;
        if (cell.name) names.set(cell.name, { sheet: sheet.name, address });
        if (cell.value !== null && cell.value !== undefined && cell.value !== '') cells.set(address, { value: cell.value });
        column += cell.span ?? 1;
      }
    });
  }
  edit(bySheet);
  const sheets = [...bySheet].map(([name, cells]): ReadSheet => ({ name, hidden: false, cells, rows: rowsOf(cells) }));
  return { sheets, names, metadata: new Map(Object.entries(model.metadata ?? {})) };
}
function rowsOf(cells: ReadonlyMap<string, ReadCell>): ReadSheet['rows'] {
  const numbers = [...new Set([...cells.keys()].map((address) => Number(address.replace(/\D/g, ''))))].sort((a, b) => a - b);
  return numbers.map((row) => ({ row, cells: [...'ABCDEFGHIJKLMNOP'].map((column) => cells.get(`${column}${row}`) ?? { value: null }) }));
}
/** The cell in which a leaf, or the id of a field, stands. */
function at(of: Checklist, path: string): { sheet: string; address: string } {
  const fields = sheetFields(of.book, of.edition);
  const name =
    fields.flatMap((field) => field.leaves).find((leaf) => leaf.path === path)?.name ??
    fields.find((field) => field.field.id === path)?.name ??
    path;
  const place = asRead(checklistWorkbook(of)).names.get(name);
  if (!place) throw new Error(`nowhere: ${path}`);
  return place;
}
function edited(of: Checklist, ...changes: readonly (readonly [string, ReadCell | null])[]): ReadWorkbook {
  return asRead(checklistWorkbook(of), (sheets) => {
    for (const [path, cell] of changes) {
      const { sheet, address } = at(of, path);
      if (cell) sheets.get(sheet)?.set(address, cell);
      else sheets.get(sheet)?.delete(address);
    }
  });
}
const read = (of: Checklist, workbook: ReadWorkbook) => readChecklist(of, workbook);

const books: readonly (readonly [string, Book, string])[] = [
  ['the bells', bellBook, 'bells/1.0'],
  ...tennisClub.editions.map((edition) => ['the club', tennisClub, edition.id] as const),
  ...iotLabel.editions.map((edition) => ['the IoT label', iotLabel, edition.id] as const),
];

describe.each(books)('the checklist of %s (%#)', (_, book, edition) => {
  const empty: Checklist = { book, edition, application: 'app-00000001', values: {}, versions: new Map(), vault, language: 'ja' };

  test('has a cell for every leaf, unless recognition is asked for and there is no agreement', () => {
    const all = fieldsOf(dossierOf(book, edition)).flatMap(leaves);
    const shown = new Set(sheetFields(book, edition).flatMap((field) => field.leaves.map((leaf) => leaf.path)));
    expect(all.filter((path) => !shown.has(path) && !/\/(agreement|foreignLabel)$/.test(path))).toEqual([]);
    const { names } = asRead(checklistWorkbook(empty));
    expect(
      sheetFields(book, edition)
        .flatMap((field) => [field.name, ...field.leaves.map((leaf) => leaf.name)])
        .filter((name) => !names.has(name)),
    ).toEqual([]);
  });

  test.each(['ja', 'en'] as const)('comes back from %s untouched without a change, empty as it was', (language) => {
    expect(read(empty, asRead(checklistWorkbook({ ...empty, language })))).toEqual({ touched: [], problems: [] });
  });

  test('has sheet names that Excel takes', () => {
    const sheets = checklistWorkbook(empty).sheets.map((sheet) => sheet.name);
    expect(sheets.filter((name) => name === '' || name.length > 31 || /[:\\/?*[\]]/.test(name))).toEqual([]);
    expect(new Set(sheets).size).toBe(sheets.length);
  });
});

describe('out and back', () => {
  test.each(['ja', 'en'] as const)('filled in with every kind of field, it comes back from %s without a change', (language) => {
    expect(read(bells(), asRead(checklistWorkbook(bells({ language }))))).toEqual({ touched: [], problems: [] });
  });

  test('L-3.4-11 requirement, evaluation guide and answer stand in one row', () => {
    const sheet = checklistWorkbook(bells()).sheets.find((each) => each.name === '適合基準');
    const row = sheet?.rows.find((cells) => cells.some((cell) => typeof cell === 'object' && cell?.value === 'R1.1-01')) ?? [];
    const texts = row.map((cell) => (typeof cell === 'object' ? String(cell?.value ?? '') : String(cell)));
    expect(texts[2]).toContain('よく聞こえること。');
    expect(texts[3]).toContain('鳴らして確かめる。');
    expect(texts[4]).toBe('適合');
  });

  const cases: readonly (readonly [string, string, ReadCell['value'], JsonValue])[] = [
    ['a text', 'name', 'ちりん ', 'ちりん'],
    ['a number typed as a text', 'weight', '１，２００．５', 1200.5],
    ['yen', 'price', 2000, 2000],
    ['a day as Japanese write it', 'onSale', '2027年1月5日', '2027-01-05'],
    ['a choice in the other language', 'mounting', 'Clamp', 'clamp'],
    ['choices', 'colours', '銀', ['silver']],
    ['a verdict', 'answers/R1.1-01/verdict', '不適合', 'does-not-conform'],
    ['a verdict in the other language', 'answers/R1.1-01/verdict', 'Could not decide', 'could-not-decide'],
    ['person-minutes', 'answers/R1.1-02/minutes', 45, 45],
    [
      'a pointer by the name of its document',
      'answers/R1.1-02/evidence',
      '設計書.pdf | 第3章\n設計書.pdf｜第4章',
      [
        { document: design, place: '第3章' },
        { document: design, place: '第4章' },
      ],
    ],
    ['a pointer to one of two files of one name', 'photos', '結果.txt [0000aaaa] | 表紙', [{ document: resultA, place: '表紙' }]],
    ['a disclosure', 'returns/answer', '開示あり', 'content'],
    ['an oath taken back', 'promise', 'いいえ', null],
  ];
  test.each(cases)('%s is read', (_, path, typed, value) => {
    expect(read(bells(), edited(bells(), [path, { value: typed }]))).toMatchObject({
      problems: [],
      touched: [{ path, value, base: bellValues[path] === undefined ? 0 : 3 }],
    });
  });

  test('an emptied cell clears the field', () => {
    expect(read(bells(), edited(bells(), ['name', null])).touched).toMatchObject([{ path: 'name', value: null }]);
  });

  test('rows of a table and models can be changed, added and removed', () => {
    const workbook = asRead(checklistWorkbook(bells()), (sheets) => {
      const table = at(bells(), 'parts');
      const first = Number(table.address.slice(1)) + 1;
      sheets
        .get(table.sheet)
        ?.set(`B${first}`, { value: '鐘' })
        .set(`B${first + 4}`, { value: 'ねじ' });
      sheets.get(at(bells(), 'models').sheet)?.set('A4', { value: 'BELL-9' });
    });
    const { touched, problems } = read(bells(), workbook);
    expect(problems).toEqual([]);
    expect(touched.find((each) => each.path === 'parts')?.value).toEqual([{ part: '鐘', from: 'JP' }, { part: '傘' }, { part: 'ねじ' }]);
    expect(touched.find((each) => each.path === 'models')?.value).toEqual([
      { model: 'BELL-1', name: '小' },
      { model: '=BELL', difference: '数式に見える' },
      { model: 'BELL-9' },
    ]);
  });
});

describe('refused, with the cell', () => {
  const problems = (workbook: ReadWorkbook, of = bells()) => read(of, workbook).problems.map(({ cell, message }) => [cell, message.ja]);
  const where = (path: string) => {
    const { sheet, address } = at(bells(), path);
    return `${sheet}!${address}`;
  };

  test('a changed criterion id', () => {
    expect(problems(edited(bells(), ['answers/R1.1-01', { value: 'R1.1-99' }]))).toEqual([
      [where('answers/R1.1-01'), 'ID「R1.1-01」が「R1.1-99」に変わっています。IDは変更できません。'],
    ]);
  });

  test('two criteria whose ids were swapped', () => {
    expect(problems(edited(bells(), ['answers/R1.1-01', { value: 'R1.1-02' }], ['answers/R1.1-02', { value: 'R1.1-01' }]))).toHaveLength(2);
  });

  test('a changed edition, in the cell that a person sees', () => {
    expect(problems(edited(bells(), ['meta_edition', { value: 'bells/2.0' }]))).toEqual([
      [where('meta_edition'), '基準の版が違います。この申請は「bells/1.0」、ファイルは「bells/2.0」です。'],
    ]);
  });

  test('a changed edition in what is hidden, and a changed structure', () => {
    const model = checklistWorkbook(bells());
    expect(problems(asRead({ ...model, metadata: { ...model.metadata, edition: 'x', structure: 'y' } })).map(([cell]) => cell)).toEqual([
      where('meta_edition'),
      where('meta_structure'),
    ]);
  });

  test('the workbook of another application', () => {
    expect(problems(asRead(checklistWorkbook(bells({ application: 'app-00000002' }))))).toEqual([
      [where('meta_application'), '申請が違います。この申請は「app-00000001」、ファイルは「app-00000002」です。'],
    ]);
  });

  test('a deleted row, a deleted sheet, a changed heading', () => {
    const whole = asRead(checklistWorkbook(bells()));
    const names = new Map(whole.names);
    names.delete(sheetFields(bellBook, 'bells/1.0').find((field) => field.id === 'R1.1-02')?.name ?? '');
    expect(problems({ ...whole, names })[0]?.[1]).toContain('R1.1-02');
    expect(problems({ ...whole, sheets: whole.sheets.filter((sheet) => sheet.name !== '適合基準') })).toHaveLength(2);
    expect(problems(edited(bells(), ['parts', { value: '別' }]))).toEqual([
      [where('parts'), '見出し「部品名」が「別」に変わっています。列の構成は変更できません。'],
    ]);
  });

  test.each([
    ['an unknown verdict', 'answers/R1.1-01/verdict', { value: '合格' }, '「合格」は選択肢にありません。'],
    ['a formula', 'name', { value: 'x', formula: 'A1' }, '数式は取り込めません。'],
    ['a day that does not exist', 'onSale', { value: '2026-02-30' }, '実在する日付'],
    ['a number that is none', 'weight', { value: '軽い' }, '数ではありません'],
    ['half a minute', 'answers/R1.1-01/minutes', { value: 1.5 }, '整数ではありません'],
    [
      'a document that is not in the vault',
      'answers/R1.1-01/evidence',
      { value: '他社.pdf | 1頁' },
      '証跡保管庫に「他社.pdf」という資料がありません。',
    ],
    [
      'a file of another organisation by its id',
      'answers/R1.1-01/evidence',
      { value: '01900000-0000-7000-8000-00000000ffff | 1頁' },
      '証跡保管庫に「01900000-0000-7000-8000-00000000ffff」という資料がありません。',
    ],
    ['a name that two files have', 'answers/R1.1-01/evidence', { value: '結果.txt | 1頁' }, '2件あります'],
  ] as const)('%s', (_, path, cell, words) => {
    const found = problems(edited(bells(), [path, cell]));
    expect(found).toHaveLength(1);
    expect(found[0]?.[0]).toBe(where(path));
    expect(found[0]?.[1]).toContain(words);
  });

  test('a formula in a table and a model that stands there twice', () => {
    const workbook = asRead(checklistWorkbook(bells()), (sheets) => {
      const { sheet, address } = at(bells(), 'parts');
      sheets.get(sheet)?.set(`B${Number(address.slice(1)) + 1}`, { value: 'ばね', formula: 'A1' });
      sheets.get('型番')?.set('A4', { value: 'ｂｅｌｌ-1' });
    });
    expect(problems(workbook)).toEqual([
      ['型番!A4', '4行目: 「ｂｅｌｌ-1」は2行目と同じ型番です。'],
      ['製品!B12', '数式は取り込めません。値に置き換えてください。'],
    ]);
  });

  test('all wrong cells at once', () => {
    const wrong = [
      ['weight', { value: 'x' }],
      ['onSale', { value: 'y' }],
      ['answers/R1.1-01/verdict', { value: 'z' }],
      ['answers/R1.1-02', { value: 'R9' }],
    ] as const;
    const cells = problems(edited(bells(), ...wrong)).map(([cell]) => cell);
    expect(cells).toEqual(['answers/R1.1-02', 'weight', 'onSale', 'answers/R1.1-01/verdict'].map(where));
    expect(read(bells(), edited(bells(), ...wrong, ['name', { value: 'x' }])).touched).toEqual([]);
  });

  test('a workbook that was not exported from here', () => {
    expect(problems({ sheets: [], names: new Map(), metadata: new Map() })[0]?.[1]).toContain('書き出した Excel ではありません');
  });
});

test('what somebody else changed since the export is a conflict, what became the same is nothing', () => {
  const touched = [
    { path: 'a', cell: 'S!A1', value: 'mine', base: 1 },
    { path: 'b', cell: 'S!A2', value: 'mine', base: 1 },
    { path: 'c', cell: 'S!A3', value: 'same', base: 1 },
    { path: 'd', cell: 'S!A4', value: 'new', base: 0 },
    { path: 'e', cell: 'S!A5', value: null, base: 1 },
  ];
  const draft = [
    { path: 'a', value: 'old', version: 1 },
    { path: 'b', value: 'theirs', version: 2 },
    { path: 'c', value: 'same', version: 2 },
    { path: 'e', value: [], version: 4 },
  ];
  const { changes, conflicts } = compareWithDraft(touched, draft);
  expect(changes.map(({ path, from, to }) => [path, from, to])).toEqual([
    ['a', 'old', 'mine'],
    ['d', null, 'new'],
  ]);
  expect(conflicts.map(({ path, from, to }) => [path, from, to])).toEqual([['b', 'theirs', 'mine']]);
});
