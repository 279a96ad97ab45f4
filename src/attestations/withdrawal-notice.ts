import { type Case, inWords } from '../applications/index.ts';
import type { Row } from '../rules/book.ts';
import type { DocumentModel } from '../rules/document.ts';
import type { Entry } from '../rules/subject.ts';
import { type Language, type Text, text } from '../rules/text.ts';

const words = {
  title: (word: Text): Text => text(`${word.ja}の取消しについて(通知)`, `Notice of withdrawal: ${word.en.toLowerCase()}`),
  to: text('事業者', 'To'),
  number: text('番号', 'Number'),
  subject: text('製品・サービス', 'Product or service'),
  on: text('取消しの日', 'Withdrawn on'),
  body: text(
    '下記の事由により、上記を取り消しましたので通知します。取消しの日以後、有効なものとして表示することはできません。',
    'What is named above has been withdrawn on the ground below. From the day of withdrawal on it may not be shown as in force.',
  ),
  ground: text('取消しの事由', 'Ground'),
  clause: text('根拠', 'Clause'),
  heard: text('意見の聴取等', 'The holder was heard'),
  contact: text('問合せ先', 'Contact'),
} as const;

interface Told {
  readonly title: Text;
  readonly applicant: Text;
  readonly demo: boolean;
  spellDay(language: Language, day: string): string;
}

const span = (language: Language, from: string, until: string, { spellDay }: Told): string => {
  const days = [...new Set([from, until])].map((day) => spellDay(language, day));
  return language === 'ja' ? `${days.join('から')}${days.length > 1 ? 'まで' : ''}` : days.join(' to ');
};

const isWithdrawal = (row: Row | undefined): row is Row => row?.effects?.includes('withdraw') ?? false;

/** The act that withdrew an attestation, with its row; undefined where none did. */
export function withdrawalOf({ book, subject }: Pick<Case, 'book' | 'subject'>): { readonly row: Row; readonly entry: Entry } | undefined {
  const entry = subject.history.findLast((each) => isWithdrawal(book.attestation.rows[each.row]));
  const row = entry && book.attestation.rows[entry.row];
  return entry && row ? { row, entry } : undefined;
}

/** The notice of a withdrawal: the ground as the scheme lists it, word for word, with the clause, the facts, and what was heard before. */
export function withdrawalNotice(its: Pick<Case, 'book' | 'subject'>, told: Told, language: Language): DocumentModel | undefined {
  const done = withdrawalOf(its);
  if (!done) return undefined;
  const { book, subject } = its;
  const { row, entry } = done;
  const t = (said: Text) => said[language];
  const filled = (row.asks ?? []).flatMap((field) => {
    const said = field.id === 'ground' ? undefined : inWords(field, '', entry.input[field.id]);
    return said ? [{ label: t(field.label), value: t(said) }] : [];
  });
  const groundField = row.asks?.find((field) => field.id === 'ground');
  const ground = groundField && inWords(groundField, '', entry.input.ground);
  const blocking = new Set(row.blockedBy ?? []);
  const heard = subject.threads
    .filter((thread) => blocking.has(thread.kind))
    .map((thread) => ({
      label: t(book.threads[thread.kind]?.label ?? text(thread.kind, thread.kind)),
      value: span(language, thread.openedOn, thread.history.at(-1)?.on ?? thread.openedOn, told),
    }));
  const title = t(words.title(book.grantedWord));
  return {
    language,
    title,
    subtitle: t(book.name),
    author: t(book.owner),
    on: entry.on,
    header: subject.number ?? subject.id,
    footer: t(book.office.name),
    ...(told.demo ? { stamp: language === 'ja' ? '見本' : 'SAMPLE' } : {}),
    blocks: [
      { kind: 'paragraph', text: told.spellDay(language, entry.on), align: 'right' },
      {
        kind: 'facts',
        rows: [
          { label: t(words.to), value: t(told.applicant) },
          { label: t(words.subject), value: t(told.title) },
          { label: t(words.number), value: subject.number ?? subject.id },
          { label: t(words.on), value: told.spellDay(language, entry.on) },
        ],
      },
      { kind: 'paragraph', text: t(words.body) },
      { kind: 'heading', level: 2, text: t(words.ground) },
      { kind: 'paragraph', text: ground ? `「${t(ground)}」` : '' },
      { kind: 'facts', rows: [{ label: t(words.clause), value: row.clause.split(' ').join('、') }, ...filled] },
      ...(heard.length > 0
        ? ([
            { kind: 'heading', level: 2, text: t(words.heard) },
            { kind: 'facts', rows: heard },
          ] as const)
        : []),
      { kind: 'heading', level: 2, text: t(words.contact) },
      { kind: 'paragraph', text: `${t(book.office.name)}\n${t(book.office.contact)}` },
    ],
  };
}
