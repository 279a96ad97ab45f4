import type { CellModel, SheetModel, WorkbookModel } from '../../io/workbook/model.ts';
import type { Book } from '../../rules/book.ts';
import type { Criterion } from '../../rules/criteria.ts';
import { type Field, leaves, type Section, type Values } from '../../rules/dossier.ts';
import { criteriaOf, dossierOf, editionHash, edition as editionOf } from '../../rules/editions.ts';
import { contentHash } from '../../rules/hash.ts';
import type { JsonValue } from '../../rules/json.ts';
import { type Language, type Text, text } from '../../rules/text.ts';
import { methodWords } from '../../rules/verdict.ts';
import { cellText, type LeafForm, leafForm, oathChoices, offered, toCell, toRows, type Vault } from './cells.ts';

/** The dossier of an application as it goes out into a workbook. */
export interface Checklist {
  readonly book: Book;
  readonly edition: string;
  readonly application: string;
  readonly values: Values;
  /** Version of each field in the draft; absent: 0. */
  readonly versions: ReadonlyMap<string, number>;
  readonly vault: Vault;
  readonly language: Language;
}

/** A leaf of the dossier with its place in the workbook's names. */
export interface SheetLeaf {
  readonly field: Field;
  readonly path: string;
  readonly form: LeafForm;
  /** Defined name of its cell, or of the first heading of its rows. */
  readonly name: string;
}

/** A field of the dossier with the name of the cell that holds its id. */
export interface SheetField {
  readonly field: Field;
  /** What stands in its id cell: the criterion, the item, or the field's own id. */
  readonly id: string;
  readonly name: string;
  readonly leaves: readonly SheetLeaf[];
}

export const FORMAT = 'checklist/1';
export const META = ['scheme', 'edition', 'application', 'structure'] as const;
export type MetaKey = (typeof META)[number];

/** What the workbook says of itself; `structure` is the hash of criteria, dossier and form rules. */
export const identityOf = (of: Pick<Checklist, 'book' | 'edition' | 'application'>): Readonly<Record<MetaKey, string>> => ({
  scheme: of.book.id,
  edition: of.edition,
  application: of.application,
  structure: editionHash(of.book, of.edition),
});

/** All fields of an edition with their names; the same for writing and reading, because both count the same structure. */
export function sheetFields(book: Book, edition: string): readonly SheetField[] {
  let leaf = 0;
  return dossierOf(book, edition)
    .sections.flatMap((section) => section.fields)
    .map((field, index) => ({
      field,
      id: idOf(field),
      name: `k_${index + 1}`,
      leaves: shownLeaves(book, field).map((path) => ({ field, path, form: leafForm(book, field, path), name: `v_${++leaf}` })),
    }));
}

const idOf = (field: Field): string => (field.kind === 'verdict' ? field.criterion : field.kind === 'disclosure' ? field.item : field.id);

/** Recognition is asked for only where the scheme has agreements. */
const shownLeaves = (book: Book, field: Field): readonly string[] =>
  leaves(field).filter((path) => field.kind !== 'verdict' || book.agreements.length > 0 || !/\/(?:agreement|foreignLabel)$/.test(path));

/** The cell that ends the rows of a leaf. */
export const endName = (leaf: SheetLeaf): string => leaf.name.replace('v_', 'e_');

/** What a leaf looks like in the sheet, hashed: an import tells by it whether anybody touched the cell. */
export const faceOf = (content: string | readonly (readonly string[])[]): string => contentHash(content as JsonValue).slice(0, 16);

/** The face of a leaf as it is written. */
export const writtenFace = (leaf: SheetLeaf, of: Checklist): string =>
  faceOf(
    leaf.form.form === 'rows'
      ? toRows(leaf.form, of.values[leaf.path])
      : cellText(toCell(leaf.form, of.values[leaf.path], of.language, of.vault)),
  );

const words = {
  cover: text('表紙', 'Cover'),
  criteria: text('適合基準', 'Criteria'),
  items: text('開示項目', 'Items'),
  models: text('型番', 'Models'),
  scheme: text('制度', 'Scheme'),
  edition: text('基準の版', 'Edition'),
  application: text('申請', 'Application'),
  structure: text('構成の照合値', 'Structure hash'),
  id: text('ID', 'ID'),
  field: text('項目', 'Item'),
  answer: text('記入欄', 'Answer'),
  hint: text('記入のしかた', 'How to fill in'),
  requirement: text('適合基準', 'Criterion'),
  name: text('名称', 'Name'),
  guide: text('評価ガイド', 'Evaluation guide'),
  verdict: text('判定', 'Verdict'),
  reason: text('理由', 'Reason'),
  method: text('評価方法', 'Method'),
  basis: text('根拠', 'Basis'),
  minutes: text('工数(人・分)', 'Person-minutes'),
  evidence: text('証跡(1行に「資料名 | 箇所」)', 'Evidence (one “document | place” a line)'),
  agreement: text('取決め', 'Agreement'),
  foreignLabel: text('海外ラベルの番号', 'Foreign label'),
  weight: text('区分', 'Weight'),
  mandatory: text('必須', 'Mandatory'),
  optional: text('任意', 'Optional'),
  disclosed: text('開示', 'Disclosure'),
  content: text('内容', 'Content'),
  required: text('(必須)', '(required)'),
  notApplicable: text('該当なしとできる場合', 'Not applicable when'),
  methods: text('評価方法', 'Methods'),
  end: text('(ここまで)', '(end)'),
  below: text('下の表に1行ずつ記入してください。', 'Fill in the rows below.'),
  notes: text(
    '黄色の欄だけを記入してください。ID・版・行の構成は変えないでください。取り込むときは、変わった欄を確かめてから保存できます。書き出した後に他の人が変更した欄は上書きされません。',
    'Fill in the yellow cells only. Do not change IDs, edition or rows. When it is read back you see what changed before it is saved. What somebody else changed since the export is not overwritten.',
  ),
} as const satisfies Record<string, Text>;

const partWords: Readonly<Record<string, Text>> = { ...words, answer: words.disclosed };

/** The dossier as a workbook: cover, one sheet a section, criteria with guide and answer, and what an import needs to know, hidden. */
export function checklistWorkbook(of: Checklist): WorkbookModel {
  const fields = new Map(sheetFields(of.book, of.edition).map((each) => [each.field.id, each]));
  const sheets = dossierOf(of.book, of.edition).sections.flatMap((section) =>
    sectionSheets(
      of,
      section,
      section.fields.flatMap((field) => fields.get(field.id) ?? []),
    ),
  );
  const bases = [...fields.values()].flatMap((each) =>
    each.leaves.map((leaf) => [`base:${leaf.path}`, `${of.versions.get(leaf.path) ?? 0}:${writtenFace(leaf, of)}`]),
  );
  return {
    sheets: namedApart([cover(of), ...sheets]),
    metadata: { akashi: FORMAT, language: of.language, ...identityOf(of), ...Object.fromEntries(bases) },
  };
}

function cover(of: Checklist): SheetModel {
  const { language: l, book } = of;
  const identity = identityOf(of);
  const shown: Readonly<Record<MetaKey, string>> = {
    scheme: book.name[l],
    edition: editionOf(book, of.edition).title[l],
    application: '',
    structure: '',
  };
  const lines = META.map((key): CellModel[] => [
    { value: words[key][l], style: 'heading' },
    { value: identity[key], name: `meta_${key}` },
    { value: shown[key], style: 'note' },
  ]);
  return {
    name: words.cover[l],
    widths: [18, 72, 50],
    protected: true,
    rows: [[{ value: book.name[l], style: 'title', span: 3 }], [], ...lines, [], [{ value: words.notes[l], style: 'note', span: 3 }]],
  };
}

function sectionSheets(of: Checklist, section: Section, fields: readonly SheetField[]): readonly SheetModel[] {
  const l = of.language;
  const verdicts = fields.filter(({ field }) => field.kind === 'verdict');
  const items = fields.filter(({ field }) => field.kind === 'disclosure');
  const families = fields.filter(({ field }) => field.kind === 'models');
  const plain = fields.filter((each) => ![verdicts, items, families].some((others) => others.includes(each)));
  const alone = [plain, verdicts, items, families].filter((each) => each.length > 0).length === 1;
  const named = (kind: Text) => (alone ? section.label[l] : `${section.label[l]} ${kind[l]}`);
  return [
    ...(plain.length > 0 ? [plainSheet(of, section.label[l], plain)] : []),
    ...families.map((each) => modelsSheet(of, alone ? section.label[l] : words.models[l], each)),
    ...(verdicts.length > 0 ? [criteriaSheet(of, named(words.criteria), verdicts)] : []),
    ...(items.length > 0 ? [itemsSheet(of, named(words.items), items)] : []),
  ];
}

const header = (...labels: readonly string[]): CellModel[] => labels.map((value) => ({ value, style: 'header' }));
const idCell = (each: SheetField): CellModel => ({ value: each.id, style: 'note', name: each.name });
const blank: CellModel = { value: null, style: 'note' };

function answerCell(of: Checklist, leaf: SheetLeaf): CellModel {
  const { form } = leaf;
  const value = toCell(form, of.values[leaf.path], of.language, of.vault);
  const choices = form.form === 'choice' ? offered(form.options, of.language) : form.form === 'oath' ? oathChoices(of.language) : [];
  return { value, style: 'answer', name: leaf.name, ...(choices.length > 0 ? { choices } : {}) };
}

function plainSheet(of: Checklist, name: string, fields: readonly SheetField[]): SheetModel {
  const { language: l } = of;
  const rows = fields.flatMap((each): CellModel[][] => {
    const [leaf] = each.leaves;
    const label: CellModel = {
      value: `${each.field.label[l]}${each.field.required === 'always' ? ` ${words.required[l]}` : ''}`,
      style: 'heading',
    };
    if (!leaf) return [];
    if (leaf.form.form === 'rows')
      return [[idCell(each), label, { value: words.below[l], style: 'note' }, blank], ...rowsBlock(of, leaf, leaf.form, [blank])];
    return [[idCell(each), label, answerCell(of, leaf), { value: hintOf(each.field, leaf.form, l), style: 'note' }]];
  });
  const widest = Math.max(0, ...fields.map(({ field }) => (field.kind === 'table' ? field.columns.length - 2 : 0)));
  return {
    name,
    widths: [16, 34, 56, 50, ...Array.from({ length: widest }, () => 24)],
    protected: true,
    frozenRows: 1,
    rows: [header(words.id[l], words.field[l], words.answer[l], words.hint[l]), ...rows],
  };
}

function hintOf(field: Field, form: LeafForm, l: Language): string {
  const list = form.form === 'choices' ? offered(form.options, l).join(l === 'ja' ? '、' : ', ') : '';
  const own =
    field.kind === 'oath'
      ? field.statement[l]
      : field.kind === 'number'
        ? field.unit[l]
        : form.form === 'pointers'
          ? words.evidence[l]
          : '';
  return [field.hint?.[l] ?? '', own, list].filter((each) => each !== '').join('\n');
}

const SPARE = 10;

/** Headings, a row for each entry and some to spare, and a last cell that says where the block ends. */
function rowsBlock(of: Checklist, leaf: SheetLeaf, form: LeafForm & { form: 'rows' }, before: readonly CellModel[]): CellModel[][] {
  const { language: l } = of;
  const filled = toRows(form, of.values[leaf.path]);
  const many = Math.max(filled.length, Math.min(form.maxRows, filled.length + SPARE));
  const lines = Array.from({ length: many }, (_, row): CellModel[] => [
    ...before,
    ...form.columns.map((_column, index): CellModel => ({ value: filled[row]?.[index] || null, style: 'answer' })),
  ]);
  const headings = form.columns.map(
    (column, index): CellModel => ({ value: column.label[l], style: 'header', ...(index === 0 ? { name: leaf.name } : {}) }),
  );
  return [[...before, ...headings], ...lines, [...before, { value: words.end[l], style: 'note', name: endName(leaf) }]];
}

function modelsSheet(of: Checklist, name: string, each: SheetField): SheetModel {
  const [leaf] = each.leaves;
  const form = leaf?.form;
  const rows = leaf && form?.form === 'rows' ? toRows(form, of.values[leaf.path]) : [];
  const headings =
    form?.form === 'rows'
      ? form.columns.map(
          (column, index): CellModel => ({
            value: column.label[of.language],
            style: 'header',
            ...(index === 0 && leaf ? { name: leaf.name } : {}),
          }),
        )
      : [];
  // Not protected: rows are pasted and deleted here. It has no end: every row below the headings counts.
  return {
    name,
    widths: [32, 40, 60, 14],
    frozenRows: 1,
    rows: [[...headings, idCell(each)], ...rows.map((row) => row.map((value): CellModel => ({ value: value || null, style: 'answer' })))],
  };
}

const partOf = (leaf: SheetLeaf): string => leaf.path.slice(leaf.field.id.length + 1);

const WIDTHS: Readonly<Record<string, number>> = {
  verdict: 14,
  reason: 36,
  method: 18,
  basis: 16,
  minutes: 10,
  evidence: 44,
  agreement: 24,
  foreignLabel: 20,
  answer: 14,
  content: 56,
};

function criteriaSheet(of: Checklist, name: string, fields: readonly SheetField[]): SheetModel {
  const { language: l } = of;
  const criteria = new Map(criteriaOf(of.book, of.edition).map((each) => [each.id, each]));
  const parts = fields[0]?.leaves.map(partOf) ?? [];
  const rows = fields.map((each): CellModel[] => {
    const its = criteria.get(each.id);
    return [
      { ...idCell(each), style: 'heading' },
      { value: each.field.label[l], style: 'heading' },
      { value: its ? requirementOf(its, l) : '', style: 'plain' },
      { value: its ? guideOf(its, l) : '', style: 'note' },
      ...each.leaves.map((leaf) => answerCell(of, leaf)),
    ];
  });
  const labels = parts.map((part) => partWords[part]?.[l] ?? part);
  return {
    name,
    widths: [12, 24, 48, 48, ...parts.map((part) => WIDTHS[part] ?? 20)],
    protected: true,
    frozenRows: 1,
    rows: [header(words.id[l], words.name[l], words.requirement[l], words.guide[l], ...labels), ...rows],
  };
}

const requirementOf = (its: Criterion, l: Language): string =>
  [its.requirement[l], ...its.subConditions.map(({ key, text: said }) => `${key} ${said[l]}`)].join('\n');

const guideOf = (its: Criterion, l: Language): string =>
  [
    ...its.guide.map((each) => each[l]),
    `${words.methods[l]}: ${its.methods.map((method) => methodWords[method][l]).join(l === 'ja' ? '、' : ', ')}`,
    its.notApplicableWhen[l] === '' ? '' : `${words.notApplicable[l]}: ${its.notApplicableWhen[l]}`,
  ]
    .filter((each) => each !== '')
    .join('\n');

function itemsSheet(of: Checklist, name: string, fields: readonly SheetField[]): SheetModel {
  const { language: l } = of;
  const parts = fields[0]?.leaves.map(partOf) ?? [];
  const rows = fields.map((each): CellModel[] => [
    { ...idCell(each), style: 'heading' },
    { value: each.field.label[l], style: 'heading' },
    {
      value: each.field.kind === 'disclosure' && each.field.weight === 'mandatory' ? words.mandatory[l] : words.optional[l],
      style: 'note',
    },
    ...each.leaves.map((leaf) => answerCell(of, leaf)),
  ]);
  const labels = parts.map((part) => partWords[part]?.[l] ?? part);
  return {
    name,
    widths: [12, 36, 10, ...parts.map((part) => WIDTHS[part] ?? 20)],
    protected: true,
    frozenRows: 1,
    rows: [header(words.id[l], words.field[l], words.weight[l], ...labels), ...rows],
  };
}

/** Sheet names as Excel takes them: 31 characters, none of its signs, no name twice. */
function namedApart(sheets: readonly SheetModel[]): readonly SheetModel[] {
  const taken = new Set<string>();
  return sheets.map((sheet) => {
    const plain = sheet.name.replaceAll(/[:\\/?*[\]']/g, ' ').trim();
    let name = [...plain].slice(0, 31).join('').trim() || '-';
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${[...plain].slice(0, 27).join('').trim()} ${n}`;
    taken.add(name.toLowerCase());
    return { ...sheet, name };
  });
}
