import { describe, expect, test } from 'vitest';
import { iotCloud } from '../../../schemes/iot-cloud/book.ts';
import { iotLabel } from '../../../schemes/iot-label/book.ts';
import type { Book } from '../../rules/book.ts';
import { day } from '../../rules/day.ts';
import type { Block } from '../../rules/document.ts';
import { fieldsOf, type Values } from '../../rules/dossier.ts';
import { dossierOf } from '../../rules/editions.ts';
import { text } from '../../rules/text.ts';
import { formDocument } from './form-document.ts';
import { printedForms } from './forms.ts';

const editionOf = (book: Book): string => book.editions[0]?.id ?? '';
function printed(book: Book, form: number, values: Values) {
  const edition = editionOf(book);
  const chosen = printedForms(book, edition)[form];
  if (!chosen) throw new Error('no such form');
  return formDocument({
    ...{ book, edition, form: chosen, values, documents: [], language: 'ja', reference: '2026-00001', demo: false },
    ...{ subject: text('対象', 'Subject'), applicant: text('申請者', 'Applicant'), today: day('2026-11-22') },
    standing: { is: 'draft' },
  });
}
const tables = (blocks: readonly Block[]) => blocks.flatMap((block) => (block.kind === 'table' ? [block] : []));

describe('Forms as they are printed', () => {
  test('D-4.2-4 the face sheet names the agents that contract with users: name, head office address, contact', () => {
    const row = { name: '架空販売株式会社', address: '東京都千代田区1-1', contact: '03-0000-0000' };
    const { blocks } = printed(iotCloud, 0, { agents: [row], contract: 'agents' });
    const agents = tables(blocks).find((table) => table.columns.some((column) => column.header.includes('所在地')));
    expect(agents?.rows).toEqual([[row.name, row.address, row.contact]]);
  });

  test('D-4.4-2 every item of form B stands in one row of a table, content beside attachment, whatever its answer', () => {
    const items = fieldsOf(dossierOf(iotCloud, editionOf(iotCloud))).flatMap((field) => (field.kind === 'disclosure' ? [field.item] : []));
    const forms = printedForms(iotCloud, editionOf(iotCloud));
    const rows = forms.flatMap((_form, index) => tables(printed(iotCloud, index, {}).blocks).flatMap((table) => table.rows));
    const codes = rows
      .flatMap((row) => ('across' in row ? [] : [row[0]]))
      .filter((code) => typeof code === 'string' && items.includes(code));
    expect(codes).toEqual(items);
    const wide = printed(iotCloud, forms.length - 1, {});
    expect(wide.orientation).toBe('landscape');
    expect(tables(wide.blocks)[0]?.columns.map((column) => column.header)).toEqual(['番号', '項目', '内容', '添付資料名・記載箇所']);
  });

  test('L-3.4-11 an application with a checklist is printed from the same forms: particulars upright, criteria with verdict and evidence across', () => {
    const forms = printedForms(iotLabel, editionOf(iotLabel));
    expect(forms.map((form) => form.wide)).toEqual([false, true]);
    const criteria = fieldsOf(dossierOf(iotLabel, editionOf(iotLabel))).filter((field) => field.kind === 'verdict');
    expect(tables(printed(iotLabel, 1, {}).blocks)[0]?.rows.length).toBe(criteria.length);
  });
});
