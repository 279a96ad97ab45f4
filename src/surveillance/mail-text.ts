import type { Book } from '../rules/book.ts';
import type { Day } from '../rules/day.ts';
import type { Language, Text } from '../rules/text.ts';
import { spellDay } from '../web/language.ts';

/** What a mail is about. Nothing of a dossier, a question or a decision stands in it: only what, which case, by when, where. */
export interface Told {
  readonly what: Text;
  /** Left out for those who do not know the case. */
  readonly reference?: string;
  /** The body that it is for, where nobody there can be written to. */
  readonly instead?: Text;
  /** By when something has to be done. */
  readonly by?: Day;
  /** The day of a reminder that is no due date. */
  readonly on?: Day;
  /** What changes next by itself. */
  readonly next?: { readonly on: Day; readonly what: Text };
  readonly clause: string;
  /** Address of the page, without origin and language. */
  readonly path: string;
}

export interface MailText {
  readonly subject: string;
  readonly text: string;
}

/** The mail in plain text, in Japanese and then in English: nobody has told us which they read. */
export function mailText(book: Book, told: Told, origin: string): MailText {
  const when = told.by ? `(${spellDay('ja', told.by)})` : '';
  return {
    subject: `【${book.shortName.ja}】${told.what.ja}${when} ${told.reference ?? ''}`.replaceAll(/\s+/g, ' ').trim(),
    text: `${inJapanese(book, told, origin)}\n\n${'-'.repeat(40)}\n\n${inEnglish(book, told, origin)}\n`,
  };
}

const link = (origin: string, language: Language, path: string) => `${origin}/${language}${path}`;

const inJapanese = (book: Book, told: Told, origin: string): string =>
  [
    `${book.name.ja}についてお知らせします。`,
    '',
    `内容: ${told.what.ja}`,
    ...(told.reference ? [`対象: ${told.reference}`] : []),
    ...(told.instead
      ? [
          `宛先: ${told.instead.ja}(メールを受け取れる人が登録されていないため、事務局にお送りしています。${told.instead.ja}にお伝えください。)`,
        ]
      : []),
    ...(told.by ? [`期日: ${spellDay('ja', told.by)}`] : []),
    ...(told.on ? [`日付: ${spellDay('ja', told.on)}`] : []),
    ...(told.next ? [`今後: ${spellDay('ja', told.next.on)} ${told.next.what.ja}`] : []),
    ...(told.clause ? [`根拠: ${told.clause}`] : []),
    '',
    '詳しくは、次のページをご覧ください(サインインが必要です)。',
    link(origin, 'ja', told.path),
    '',
    'このメールは自動で送信しています。返信はお受けできません。',
    `お問い合わせ: ${book.office.name.ja} ${book.office.contact.ja}`,
  ].join('\n');

const inEnglish = (book: Book, told: Told, origin: string): string =>
  [
    `This is a notice about: ${book.name.en}.`,
    '',
    `What: ${told.what.en}`,
    ...(told.reference ? [`About: ${told.reference}`] : []),
    ...(told.instead ? [`For: ${told.instead.en}. Nobody there can be reached by mail, so the office gets it: please pass it on.`] : []),
    ...(told.by ? [`By: ${spellDay('en', told.by)}`] : []),
    ...(told.on ? [`Date: ${spellDay('en', told.on)}`] : []),
    ...(told.next ? [`Ahead: ${spellDay('en', told.next.on)}, ${told.next.what.en}`] : []),
    ...(told.clause ? [`Clause: ${told.clause}`] : []),
    '',
    'See this page for more (sign-in needed).',
    link(origin, 'en', told.path),
    '',
    'This mail is sent automatically; replies are not read.',
    `Contact: ${book.office.name.en} ${book.office.contact.en}`,
  ].join('\n');
