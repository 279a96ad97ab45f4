import type { CellModel, SheetModel, WorkbookModel } from '../../io/workbook/model.ts';
import type { Criterion } from '../../rules/criteria.ts';
import type { Field, Section } from '../../rules/dossier.ts';
import { criteriaOf, dossierOf, edition as editionOf } from '../../rules/editions.ts';
import type { Language, Text } from '../../rules/text.ts';
import { methodWords } from '../../rules/verdict.ts';
import { type LeafForm, offered, toRows } from './cells.ts';
import {
  type Checklist,
  endName,
  FORMAT,
  identityOf,
  META,
  type MetaKey,
  type SheetField,
  type SheetLeaf,
  sheetFields,
  writtenFace,
} from './checklist.ts';
import { type ItemsOfSection, itemsSheet } from './item-sheet.ts';
import { answerCell, blank, header, idCell, partOf, WIDTHS } from './sheet-cells.ts';
import { partHeadings, sheetWords } from './words.ts';

/**
 * The dossier as a workbook: cover, one sheet a section, criteria with guide and answer, and what an import needs to know, hidden.
 * Disclosure items of sections that stand under one part of the form are one sheet, as on the form itself.
 */
export function checklistWorkbook(of: Checklist): WorkbookModel {
  const fields = new Map(sheetFields(of.book, of.edition).map((each) => [each.field.id, each]));
  const { sections } = dossierOf(of.book, of.edition);
  const fieldsIn = (section: Section) => section.fields.flatMap((field) => fields.get(field.id) ?? []);
  const forms = Map.groupBy(
    sections.filter((section) => section.fields.some((field) => field.kind === 'disclosure')),
    formOf,
  );
  const sheets = sections.flatMap((section) => {
    const together = forms.get(formOf(section)) ?? [];
    const items = together[0] === section ? together.map((each) => ({ section: each, fields: fieldsIn(each).filter(isItem) })) : [];
    return sectionSheets(of, section, fieldsIn(section), items);
  });
  const bases = [...fields.values()].flatMap((each) =>
    each.leaves.map((leaf) => [`base:${leaf.path}`, `${of.versions.get(leaf.path) ?? 0}:${writtenFace(leaf, of)}`]),
  );
  return {
    sheets: namedApart([cover(of), ...sheets]),
    metadata: { akashi: FORMAT, language: of.language, ...identityOf(of), ...Object.fromEntries(bases) },
  };
}

/** What a section's items stand under: the part of the form, or the section itself. */
const formOf = (section: Section): string => section.part?.ja ?? section.id;
const isItem = ({ field }: SheetField): boolean => field.kind === 'disclosure';

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
    { value: sheetWords[key][l], style: 'heading' },
    { value: identity[key], name: `meta_${key}` },
    { value: shown[key], style: 'note' },
  ]);
  return {
    name: sheetWords.cover[l],
    widths: [18, 72, 50],
    protected: true,
    rows: [[{ value: book.name[l], style: 'title', span: 3 }], [], ...lines, [], [{ value: sheetWords.notes[l], style: 'note', span: 3 }]],
  };
}

function sectionSheets(
  of: Checklist,
  section: Section,
  fields: readonly SheetField[],
  items: readonly ItemsOfSection[],
): readonly SheetModel[] {
  const l = of.language;
  const verdicts = fields.filter(({ field }) => field.kind === 'verdict');
  const others = fields.filter(isItem);
  const families = fields.filter(({ field }) => field.kind === 'models');
  const plain = fields.filter((each) => ![verdicts, others, families].some((known) => known.includes(each)));
  const alone = [plain, verdicts, others, families].filter((each) => each.length > 0).length === 1;
  const named = (kind: Text) => (alone ? section.label[l] : `${section.label[l]} ${kind[l]}`);
  return [
    ...(plain.length > 0 ? [plainSheet(of, section.label[l], plain)] : []),
    ...families.map((each) => modelsSheet(of, alone ? section.label[l] : sheetWords.models[l], each)),
    ...(verdicts.length > 0 ? [criteriaSheet(of, named(sheetWords.criteria), verdicts)] : []),
    ...(items.length > 0 ? [itemsSheet(of, section.part?.[l] ?? named(sheetWords.items), items)] : []),
  ];
}

function plainSheet(of: Checklist, name: string, fields: readonly SheetField[]): SheetModel {
  const { language: l } = of;
  const rows = fields.flatMap((each): CellModel[][] => {
    const [leaf] = each.leaves;
    const label: CellModel = {
      value: `${each.field.label[l]}${each.field.required === 'always' ? ` ${sheetWords.required[l]}` : ''}`,
      style: 'heading',
    };
    if (!leaf) return [];
    if (leaf.form.form === 'rows')
      return [[idCell(each), label, { value: sheetWords.below[l], style: 'note' }, blank], ...rowsBlock(of, leaf, leaf.form, [blank])];
    return [[idCell(each), label, answerCell(of, leaf), { value: hintOf(each.field, leaf.form, l), style: 'note' }]];
  });
  const widest = Math.max(0, ...fields.map(({ field }) => (field.kind === 'table' ? field.columns.length - 2 : 0)));
  return {
    name,
    widths: [16, 34, 56, 50, ...Array.from({ length: widest }, () => 24)],
    protected: true,
    frozenRows: 1,
    rows: [header(sheetWords.id[l], sheetWords.field[l], sheetWords.answer[l], sheetWords.hint[l]), ...rows],
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
          ? sheetWords.evidence[l]
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
  return [[...before, ...headings], ...lines, [...before, { value: sheetWords.end[l], style: 'note', name: endName(leaf) }]];
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
  const labels = parts.map((part) => partHeadings[part]?.[l] ?? part);
  return {
    name,
    widths: [12, 24, 48, 48, ...parts.map((part) => WIDTHS[part] ?? 20)],
    protected: true,
    frozenRows: 1,
    rows: [header(sheetWords.id[l], sheetWords.name[l], sheetWords.requirement[l], sheetWords.guide[l], ...labels), ...rows],
  };
}

const requirementOf = (its: Criterion, l: Language): string =>
  [its.requirement[l], ...its.subConditions.map(({ key, text: said }) => `${key} ${said[l]}`)].join('\n');

const guideOf = (its: Criterion, l: Language): string =>
  [
    ...its.guide.map((each) => each[l]),
    `${sheetWords.methods[l]}: ${its.methods.map((method) => methodWords[method][l]).join(l === 'ja' ? '、' : ', ')}`,
    its.notApplicableWhen[l] === '' ? '' : `${sheetWords.notApplicable[l]}: ${its.notApplicableWhen[l]}`,
  ]
    .filter((each) => each !== '')
    .join('\n');

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
