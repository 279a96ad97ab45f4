import type { Book } from '../../rules/book.ts';
import type { Day } from '../../rules/day.ts';
import type { Block, DocumentModel } from '../../rules/document.ts';
import type { Values } from '../../rules/dossier.ts';
import { edition as editionOf } from '../../rules/editions.ts';
import type { EvidenceFact } from '../../rules/facts.ts';
import { type Language, type Text, text } from '../../rules/text.ts';
import { spellDay } from '../../web/language.ts';
import type { PrintedForm } from './forms.ts';

/** A form of a case as it is printed, with what stands around the answers. */
export interface FormToPrint {
  readonly book: Book;
  readonly edition: string;
  readonly form: PrintedForm;
  readonly values: Values;
  /** Documents that may be named. */
  readonly documents: readonly Pick<EvidenceFact, 'id' | 'name' | 'sha256'>[];
  readonly language: Language;
  /** The number by which people speak of the case. */
  readonly reference: string;
  /** What is applied for. */
  readonly subject: Text;
  readonly applicant: Text;
  /** The hash is of the whole content: it is how a printed page is held against what was submitted. */
  readonly standing: { readonly is: 'draft' } | { readonly is: 'submitted'; readonly on: Day; readonly hash: string };
  readonly today: Day;
  readonly demo: boolean;
}

const words = {
  reference: text('申請番号', 'Application'),
  subject: text('申請の対象', 'Subject'),
  applicant: text('申請者', 'Applicant'),
  edition: text('様式の版', 'Edition'),
  printed: text('作成日', 'Printed on'),
  submitted: text('提出日', 'Submitted on'),
  standing: text('状態', 'Standing'),
  draft: text('下書き(未提出)', 'Draft, not submitted'),
  draftStamp: text('下書き', 'DRAFT'),
  demo: text('見本', 'DEMO'),
  hash: text('内容のハッシュ値', 'Hash of the content'),
} as const satisfies Record<string, Text>;

/** A document of a case: what identifies it first, its name and the case on every page, marked while it is a draft. */
export function framed(of: FormToPrint, heading: Text, blocks: readonly Block[], wide = false): DocumentModel {
  const l = of.language;
  const { standing } = of;
  const on = standing.is === 'submitted' ? standing.on : of.today;
  const title = heading[l];
  const facts = [
    { label: words.reference[l], value: of.reference },
    { label: words.subject[l], value: of.subject[l] },
    { label: words.applicant[l], value: of.applicant[l] },
    { label: words.edition[l], value: editionOf(of.book, of.edition).title[l] },
    ...(standing.is === 'submitted'
      ? [
          { label: words.submitted[l], value: spellDay(l, standing.on) },
          { label: words.hash[l], value: standing.hash },
        ]
      : [
          { label: words.printed[l], value: spellDay(l, of.today) },
          { label: words.standing[l], value: words.draft[l] },
        ]),
  ];
  const stamps = [...(standing.is === 'draft' ? [words.draftStamp[l]] : []), ...(of.demo ? [words.demo[l]] : [])];
  return {
    language: l,
    ...(wide ? { orientation: 'landscape' as const } : {}),
    title,
    subtitle: of.book.name[l],
    author: of.applicant[l],
    on,
    header: `${of.subject[l]} / ${of.applicant[l]}`,
    footer: [title, of.reference, spellDay(l, on), standing.is === 'submitted' ? standing.hash.slice(0, 16) : words.draftStamp[l]].join(
      '　',
    ),
    ...(stamps.length > 0 ? { stamp: stamps.join(' ') } : {}),
    blocks: [{ kind: 'facts', rows: facts }, ...blocks],
  };
}
