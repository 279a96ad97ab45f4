import type { Book } from '../../rules/book.ts';
import type { Section } from '../../rules/dossier.ts';
import { dossierOf } from '../../rules/editions.ts';
import { type Text, text } from '../../rules/text.ts';

/** One form of the dossier as it is printed: the sections that stand under one part, or what has answers apart from what has none. */
export interface PrintedForm {
  /** Stands in the address: the id of its first section. */
  readonly id: string;
  readonly title: Text;
  readonly sections: readonly Section[];
  /** Answers with their evidence beside them need the width. */
  readonly wide: boolean;
  /** Begins the application. */
  readonly isFirst: boolean;
}

const words = {
  plain: text('申請書', 'Application form'),
  answers: text('チェックリスト', 'Checklist'),
};

/** The forms of an edition's dossier, in its order. */
export function printedForms(book: Book, edition: string): readonly PrintedForm[] {
  const { sections } = dossierOf(book, edition);
  const groups = Map.groupBy(sections, (section) => section.part?.ja ?? (hasAnswers(section) ? words.answers.ja : words.plain.ja));
  return [...groups.values()].map((group, index): PrintedForm => {
    const [first] = group;
    const wide = group.some(hasAnswers);
    const own = group.length === 1 ? first?.label : undefined;
    return {
      id: first?.id ?? '',
      title: first?.part ?? own ?? (wide ? words.answers : words.plain),
      sections: group,
      wide,
      isFirst: index === 0,
    };
  });
}

const hasAnswers = (section: Section): boolean => section.fields.some((field) => field.kind === 'verdict' || field.kind === 'disclosure');

/** The list of what goes with the forms: its id, and what it is called. */
export const DOCUMENTS = 'documents';
export const documentsTitle = text('提出書類・資料一覧', 'List of documents and material');

/** What can be printed of a case: its forms, and the list of what goes with them. */
export const printable = (book: Book, edition: string): readonly { readonly id: string; readonly title: Text }[] => [
  ...printedForms(book, edition).map(({ id, title }) => ({ id, title })),
  { id: DOCUMENTS, title: documentsTitle },
];

/** The address of a printed form, without the language. */
export const formPath = (application: string, form: string): string =>
  `/applications/${application}/forms/${encodeURIComponent(form)}/form.pdf`;
