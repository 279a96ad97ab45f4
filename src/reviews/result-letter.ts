import type { Book, Row } from '../rules/book.ts';
import type { DocumentModel } from '../rules/document.ts';
import type { Period } from '../rules/period.ts';
import type { Entry, Subject } from '../rules/subject.ts';
import type { Language, Text } from '../rules/text.ts';
import { said } from './return-letter.ts';

/** The decision on an application, as its history has it. */
export interface DecisionMade {
  readonly id: string;
  readonly row: Row;
  readonly entry: Entry;
  readonly is: 'issue' | 'refuse';
}

/** The decision that ended the case; undefined while there is none. */
export function decisionMade(book: Book, subject: Subject): DecisionMade | undefined {
  for (const entry of subject.history.toReversed()) {
    const row = book.application.rows[entry.row];
    if (row?.effects?.includes('decide-issue')) return { id: entry.row, row, entry, is: 'issue' };
    if (row?.effects?.includes('decide-refuse')) return { id: entry.row, row, entry, is: 'refuse' };
  }
  return undefined;
}

/** What a notice of the result is about. */
export interface Result {
  readonly book: Book;
  readonly subject: Subject;
  readonly made: DecisionMade;
  readonly title: Text;
  readonly applicant: Text;
  readonly edition: Text;
  /** What was issued. */
  readonly issued?: { readonly number: string; readonly period?: Period };
  readonly demo: boolean;
}

/** The notice of the result, a refusal with each item that needs improvement and its explanation (D-6.5-1): as a page, and as a PDF. Pure. */
export function resultLetter(given: Result, language: Language, spell: (language: Language, day: string) => string): DocumentModel {
  const { book, subject, made, issued } = given;
  const say = (ja: string, en: string) => (language === 'ja' ? ja : en);
  const t = (text: Text) => text[language];
  const state = book.application.states[made.row.to ?? '']?.label ?? made.row.label;
  const demo = given.demo ? say('見本 この文書に効力はありません。', 'Sample: this document has no effect.') : '';
  const outcome =
    made.is === 'issue'
      ? say(
          `下記の申請について審査した結果、「${state.ja}」と決定しましたので、通知します(根拠: ${made.row.clause})。${book.attestationWord.ja}の記載事項は次のとおりです。`,
          `The application named below was reviewed. The decision is “${state.en}” (basis: ${made.row.clause}). The ${book.attestationWord.en.toLowerCase()} says the following.`,
        )
      : say(
          `下記の申請について審査した結果、「${state.ja}」と決定しましたので、通知します(根拠: ${made.row.clause})。`,
          `The application named below was reviewed. The decision is “${state.en}” (basis: ${made.row.clause}).`,
        );
  return {
    language,
    title: say('審査の結果について(通知)', 'Notice of the result of the review'),
    subtitle: t(book.name),
    author: t(book.office.name),
    on: made.entry.on,
    header: spell(language, made.entry.on),
    footer: [`${t(book.shortName)} ${subject.reference}`, demo].filter(Boolean).join('  '),
    ...(given.demo ? { stamp: 'DEMO 見本' } : {}),
    blocks: [
      { kind: 'paragraph', text: say(`${given.applicant.ja} 御中`, `To: ${given.applicant.en}`) },
      { kind: 'paragraph', text: t(book.office.name), align: 'right' },
      { kind: 'space', millimetres: 2 },
      { kind: 'paragraph', align: 'justify', indent: true, text: outcome },
      {
        kind: 'facts',
        rows: [
          { label: say('審査の結果', 'Result'), value: [{ bold: t(state) }] },
          { label: t(book.subjectWord), value: t(given.title) },
          { label: say('申請番号', 'Application number'), value: subject.reference },
          ...(subject.receivedOn ? [{ label: say('受付日', 'Received on'), value: spell(language, subject.receivedOn) }] : []),
          { label: say('適合基準の版', 'Edition of the criteria'), value: t(given.edition) },
          { label: say('決定の日', 'Decided on'), value: spell(language, made.entry.on) },
          ...(issued ? [{ label: say('番号', 'Number'), value: [{ bold: issued.number }] }] : []),
          ...(issued?.period
            ? [
                {
                  label: say('有効期間', 'Valid'),
                  value: say(
                    `${spell('ja', issued.period.from)}から${spell('ja', issued.period.until)}まで`,
                    `${spell('en', issued.period.from)} to ${spell('en', issued.period.until)}`,
                  ),
                },
              ]
            : []),
        ],
      },
      ...(made.row.asks ?? []).flatMap((field) => said(field, made.entry.input[field.id], language)),
      { kind: 'paragraph', text: t(book.office.contact), small: true },
    ],
  };
}
