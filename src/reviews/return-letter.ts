import type { Book, Row } from '../rules/book.ts';
import { addDays, type Day } from '../rules/day.ts';
import { termsOn } from '../rules/decide.ts';
import type { Block, DocumentModel } from '../rules/document.ts';
import type { Field } from '../rules/dossier.ts';
import type { JsonObject, JsonValue } from '../rules/json.ts';
import type { Subject } from '../rules/subject.ts';
import type { Language, Text } from '../rules/text.ts';

/** What a letter of return is about. */
export interface Returned {
  readonly book: Book;
  readonly subject: Subject;
  readonly row: Row;
  /** What the officer filled in: the reason, the comments. */
  readonly input: JsonObject;
  /** The day of the return. */
  readonly on: Day;
  /** The product or service. */
  readonly title: Text;
  readonly applicant: Text;
  readonly edition: Text;
  /** The last day for the correction, as the return itself recorded it; before the return: as it would be. */
  readonly correctBy?: Day;
  readonly isPreview: boolean;
  readonly demo: boolean;
}

/** The last day on which a correction keeps the day of receipt, when the case is returned on this day (L-3.4-14). */
export const correctionDay = (book: Book, on: Day): Day => addDays(on, termsOn(book, on).correctionDays);

/** The letter with which a dossier goes back: as a page, and as a PDF. Pure. `spell` writes a day for people. */
export function returnLetter(given: Returned, language: Language, spell: (language: Language, day: string) => string): DocumentModel {
  const { book, subject, row, input } = given;
  const say = (ja: string, en: string) => (language === 'ja' ? ja : en);
  const t = (text: Text) => text[language];
  const due = given.correctBy ?? correctionDay(book, given.on);
  const demo = given.demo ? say('見本 この文書に効力はありません。', 'Sample: this document has no effect.') : '';
  const stamp = given.isPreview ? say('下書き', 'DRAFT') : given.demo ? 'DEMO 見本' : undefined;
  return {
    language,
    title: say('申請書類の返戻について(通知)', 'Notice of return of an application'),
    subtitle: t(book.name),
    author: t(book.office.name),
    on: given.on,
    header: spell(language, given.on),
    footer: [`${t(book.shortName)} ${subject.id}`, demo].filter(Boolean).join('  '),
    ...(stamp ? { stamp } : {}),
    blocks: [
      { kind: 'paragraph', text: say(`${given.applicant.ja} 御中`, `To: ${given.applicant.en}`) },
      { kind: 'paragraph', text: t(book.office.name), align: 'right' },
      { kind: 'space', millimetres: 2 },
      {
        kind: 'paragraph',
        align: 'justify',
        indent: true,
        text: say(
          `下記の申請について申請書類を確認した結果、次のとおり修正が必要と認められましたので、申請書類を返戻します(根拠: ${row.clause})。`,
          `The application named below was checked. It needs the following corrections and is returned to you (basis: ${row.clause}).`,
        ),
      },
      {
        kind: 'facts',
        rows: [
          { label: t(book.subjectWord), value: t(given.title) },
          { label: say('レベル', 'Level'), value: book.levels[subject.level]?.label[language] ?? subject.level },
          { label: say('申請番号', 'Application number'), value: subject.reference },
          ...(subject.receivedOn ? [{ label: say('受付日', 'Received on'), value: spell(language, subject.receivedOn) }] : []),
          { label: say('適合基準の版', 'Edition of the criteria'), value: t(given.edition) },
          { label: say('修正の期限', 'To be corrected by'), value: [{ bold: spell(language, due) }] },
        ],
      },
      ...(row.asks ?? []).flatMap((field) => said(field, input[field.id], language)),
      { kind: 'heading', level: 2, text: say('再提出について', 'Filing again') },
      {
        kind: 'paragraph',
        align: 'justify',
        indent: true,
        text: say(
          `申請の画面で該当する項目を修正し、${spell('ja', due)}までに再提出してください。この日までに再提出されたときは、当初の受付日が維持されます。`,
          `Correct the items in your application and file it again by ${spell('en', due)}. If it is filed again by that day, it keeps its first day of receipt.`,
        ),
      },
      { kind: 'paragraph', text: t(book.office.contact), small: true },
    ],
  };
}

/** What was filled in, under its label: a table as a table, a choice in its words, text in paragraphs; nothing where nothing was. */
export function said(field: Field, value: JsonValue | undefined, language: Language): readonly Block[] {
  const heading: Block = { kind: 'heading', level: 2, text: field.label[language] };
  if (field.kind === 'table') {
    const rows = Array.isArray(value) ? (value as readonly JsonValue[]) : [];
    if (rows.length === 0) return [];
    const share = (index: number) => (field.columns.length > 1 && index === 0 ? 1 : 3);
    return [
      heading,
      {
        kind: 'table',
        columns: field.columns.map((column, index) => ({ header: column.label[language], share: share(index) })),
        rows: rows.map((row) => field.columns.map((column) => cell(row, column.id))),
      },
    ];
  }
  if (typeof value !== 'string' || value.trim() === '') return [];
  if (field.kind === 'choice') {
    const chosen = field.options.find((option) => option.value === value)?.label[language] ?? value;
    return [heading, { kind: 'paragraph', text: chosen }];
  }
  return [heading, ...value.split(/\n{2,}/).map((text): Block => ({ kind: 'paragraph', text, align: 'justify' }))];
}

function cell(row: JsonValue, column: string): string {
  const value = typeof row === 'object' && row !== null && !Array.isArray(row) ? (row as JsonObject)[column] : undefined;
  return value === undefined || value === null ? '' : String(value);
}
