import type { Block, DocumentModel, TableRow } from '../../rules/document.ts';
import { type Field, leaves, pointers } from '../../rules/dossier.ts';
import { type Text, text } from '../../rules/text.ts';
import { type FormToPrint, framed } from './form-frame.ts';
import { documentsTitle, type PrintedForm } from './forms.ts';

const words = {
  forms: text('申請書', 'Forms'),
  attachments: text('添付資料', 'Attachments'),
  document: text('資料名', 'Document'),
  uses: text('参照している項目と記載箇所', 'Named by, and the place'),
  noDocuments: text('添付資料はありません。', 'There are no attachments.'),
} as const satisfies Record<string, Text>;

/** The list of what goes with the forms: each document that they point to, and from where. */
export function documentList(of: FormToPrint, forms: readonly PrintedForm[]): DocumentModel {
  const l = of.language;
  const uses = forms.flatMap((form) => form.sections).flatMap((section) => section.fields.flatMap((field) => usesOf(of, field)));
  const rows = of.documents.flatMap((document): TableRow[] => {
    const own = uses.filter((use) => use.pointer.document === document.id);
    if (own.length === 0) return [];
    const places = own.map((use) => [use.from[l], use.pointer.place.trim()].filter((each) => each !== '').join(': '));
    return [[document.name, [...new Set(places)].join('\n'), document.sha256]];
  });
  const columns = [
    { header: '', share: 5 },
    { header: words.document[l], share: 35, names: true },
    { header: words.uses[l], share: 35 },
    { header: 'SHA-256', share: 25 },
  ];
  const listed: readonly Block[] =
    rows.length === 0
      ? [{ kind: 'paragraph', text: words.noDocuments[l] }]
      : [{ kind: 'table', columns, rows: rows.map((row, index) => ('across' in row ? row : [String(index + 1), ...row])) }];
  const enclosed: Block = { kind: 'list', items: forms.map((form) => form.title[l]), ordered: true };
  return framed(of, documentsTitle, [
    { kind: 'heading', level: 2, text: words.forms[l] },
    enclosed,
    { kind: 'heading', level: 2, text: words.attachments[l] },
    ...listed,
  ]);
}

const usesOf = (of: FormToPrint, field: Field) =>
  leaves(field).flatMap((path) =>
    pointers(of.values[path]).map((pointer) => ({
      pointer,
      from:
        field.kind === 'disclosure'
          ? text(field.item, field.item)
          : field.kind === 'verdict'
            ? text(field.criterion, field.criterion)
            : field.label,
    })),
  );
