import type { CellModel, SheetModel } from '../../io/workbook/model.ts';
import type { Section } from '../../rules/dossier.ts';
import type { Language } from '../../rules/text.ts';
import { type Checklist, pairCells, placeName, type SheetField, type SheetLeaf } from './checklist.ts';
import { answerCell, header, idCell, partOf, WIDTHS } from './sheet-cells.ts';
import { partHeadings, sheetWords } from './words.ts';

/** The disclosure items of one section. */
export interface ItemsOfSection {
  readonly section: Section;
  readonly fields: readonly SheetField[];
}

/** Disclosure items, one a row: code, section, item, weight, what to write, answer, content, attached documents and the place in each. */
export function itemsSheet(of: Checklist, name: string, sections: readonly ItemsOfSection[]): SheetModel {
  const { language: l } = of;
  const leaves = sections[0]?.fields[0]?.leaves ?? [];
  const rows = sections.flatMap(({ section, fields }) =>
    fields.map((each): CellModel[] => [
      { ...idCell(each), style: 'heading' },
      { value: (each.field.category ?? section.label)[l], style: 'note' },
      { value: each.field.label[l], style: 'heading' },
      { value: weightOf(each, l), style: 'note' },
      { value: each.field.hint?.[l] ?? '', style: 'note' },
      ...each.leaves.flatMap((leaf) => cells(of, leaf)),
    ]),
  );
  const columns = leaves.flatMap((leaf) => (leaf.form.form === 'pairs' ? ['documents', 'places'] : [partOf(leaf)]));
  return {
    name,
    widths: [10, 18, 30, 12, 40, ...columns.map((column) => WIDTHS[column] ?? 20)],
    protected: true,
    frozenRows: 1,
    rows: [
      header(
        ...[sheetWords.id, sheetWords.section, sheetWords.field, sheetWords.weight, sheetWords.write].map((each) => each[l]),
        ...columns.map((column) => partHeadings[column]?.[l] ?? column),
      ),
      ...rows,
    ],
  };
}

function weightOf({ field }: SheetField, l: Language): string {
  if (field.kind !== 'disclosure' || field.weight === 'optional') return sheetWords.optional[l];
  return (field.decisive ? sheetWords.decisive : sheetWords.mandatory)[l];
}

function cells(of: Checklist, leaf: SheetLeaf): readonly CellModel[] {
  if (leaf.form.form !== 'pairs') return [answerCell(of, leaf)];
  const [documents, places] = pairCells(leaf, of);
  return [
    { value: documents || null, style: 'answer', name: leaf.name },
    { value: places || null, style: 'answer', name: placeName(leaf) },
  ];
}
