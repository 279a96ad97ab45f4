import type { Book } from '../../rules/book.ts';
import type { Day } from '../../rules/day.ts';
import { answerWords, DISCLOSURE_ANSWERS } from '../../rules/disclosure.ts';
import type { Block, DocumentModel, TableRow, Words } from '../../rules/document.ts';
import { type Field, holds, isBlank, leaves, pointers, type Section, type Values } from '../../rules/dossier.ts';
import { edition as editionOf } from '../../rules/editions.ts';
import type { EvidenceFact } from '../../rules/facts.ts';
import type { JsonValue } from '../../rules/json.ts';
import { type Language, type Text, text } from '../../rules/text.ts';
import { spellDay } from '../../web/language.ts';
import { cellOf, inWords } from '../pages/field-words.ts';
import { documentsTitle, type PrintedForm } from './forms.ts';

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
  code: text('番号', 'No.'),
  item: text('項目', 'Item'),
  content: text('内容', 'Content'),
  attached: text('添付資料名・記載箇所', 'Attachment and place in it'),
  criterion: text('適合基準', 'Criterion'),
  verdict: text('判定・評価方法', 'Verdict and method'),
  reason: text('理由', 'Reason'),
  mandatory: text('必須', 'mandatory'),
  decisive: text('必須・実施が条件', 'mandatory, must be done'),
  optional: text('任意', 'optional'),
  blank: text('(未記入)', '(not filled in)'),
  scope: text('対象の確認への回答', 'Answers on scope'),
  forms: text('申請書', 'Forms'),
  attachments: text('添付資料', 'Attachments'),
  document: text('資料名', 'Document'),
  uses: text('参照している項目と記載箇所', 'Named by, and the place'),
  noDocuments: text('添付資料はありません。', 'There are no attachments.'),
  unknown: text('(保管庫にない資料)', '(not in the evidence vault)'),
} as const satisfies Record<string, Text>;

/** The form as a document to be printed: what identifies it first, then each section; items with content and attachment side by side. */
export const formDocument = (of: FormToPrint): DocumentModel =>
  framed(of, of.form.title, [...of.form.sections.flatMap((section) => sectionBlocks(of, section)), ...scopeBlocks(of)], of.form.wide);

/** What the applicant answered on scope, on the first form: it is part of what is applied for. */
function scopeBlocks(of: FormToPrint): readonly Block[] {
  const answered = of.book.scope.questions.filter((field) => !isBlank(of.values[field.id]));
  if (!of.form.isFirst || answered.length === 0) return [];
  const rows = answered.map((field) => ({ label: field.label[of.language], value: plainWords(of, field, of.values[field.id]) }));
  return [
    { kind: 'heading', level: 1, text: words.scope[of.language] },
    { kind: 'facts', rows },
  ];
}

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

function framed(of: FormToPrint, heading: Text, blocks: readonly Block[], wide = false): DocumentModel {
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

function sectionBlocks(of: FormToPrint, section: Section): readonly Block[] {
  const l = of.language;
  const alone = of.form.sections.length === 1;
  const plain = section.fields.filter((field) => !isAnswer(field) && isPrinted(field, of.values));
  const answers = section.fields.filter(isAnswer);
  return [
    ...(alone ? [] : [{ kind: 'heading' as const, level: 1 as const, text: section.label[l] }]),
    ...(section.intro ? [{ kind: 'paragraph' as const, text: section.intro[l], small: true }] : []),
    ...plainBlocks(of, plain),
    ...answerTables(of, answers),
  ];
}

type Answer = Field & { readonly kind: 'verdict' | 'disclosure' };
const isAnswer = (field: Field): field is Answer => field.kind === 'verdict' || field.kind === 'disclosure';

/** What does not apply and was left blank is not asked on paper. */
const isPrinted = (field: Field, values: Values): boolean =>
  typeof field.required !== 'object' || !isBlank(values[field.id]) || holds(field.required, values);

/** Runs of single values as facts; each table stands by itself between them. */
function plainBlocks(of: FormToPrint, fields: readonly Field[]): readonly Block[] {
  const l = of.language;
  const blocks: Block[] = [];
  let facts: { label: string; value: Words }[] = [];
  const flush = () => {
    if (facts.length > 0) blocks.push({ kind: 'facts', rows: facts });
    facts = [];
  };
  for (const field of fields) {
    const value = of.values[field.id];
    const rows = tableOf(of, field, value);
    if (!rows) {
      facts.push({ label: field.label[l], value: plainWords(of, field, value) });
      continue;
    }
    flush();
    blocks.push({ kind: 'heading', level: 3, text: field.label[l] }, rows);
  }
  flush();
  return blocks;
}

function plainWords(of: FormToPrint, field: Field, value: JsonValue | undefined): string {
  const l = of.language;
  if (field.kind === 'evidence') return attached(of, value).join('\n') || blankFor(of, field);
  return inWords(field, '', value)?.[l] || blankFor(of, field);
}

/** An empty answer is said to be empty where it is asked for; else a dash. */
const blankFor = (of: FormToPrint, field: Field): string =>
  field.required === 'never' || of.standing.is === 'submitted' ? '—' : words.blank[of.language];

function tableOf(of: FormToPrint, field: Field, value: JsonValue | undefined): Block | undefined {
  if ((field.kind !== 'table' && field.kind !== 'models') || !Array.isArray(value) || value.length === 0) return undefined;
  const l = of.language;
  const columns =
    field.kind === 'table'
      ? field.columns.map((column) => ({ id: column.id, header: column.label[l], share: 1 }))
      : modelColumns.map(({ id, label, share }) => ({ id, header: label[l], share }));
  return {
    kind: 'table',
    columns: columns.map(({ header, share }) => ({ header, share })),
    rows: value.map((row: JsonValue) => columns.map((column) => cellOf(row, column.id))),
  };
}

const modelColumns = [
  { id: 'model', label: text('型番', 'Model number'), share: 3 },
  { id: 'name', label: text('名称', 'Name'), share: 4 },
  { id: 'difference', label: text('違い', 'Difference'), share: 5 },
] as const;

/** Each pointer as document and place, on lines of their own. */
const attached = (of: FormToPrint, value: JsonValue | undefined): readonly string[] =>
  pointers(value).map((pointer) => {
    const name = of.documents.find((each) => each.id === pointer.document)?.name ?? (pointer.document ? words.unknown[of.language] : '—');
    return pointer.place.trim() === '' ? name : `${name} ${pointer.place.trim()}`;
  });

/** Items under the headings that they share, in one table for each kind. */
function answerTables(of: FormToPrint, fields: readonly Answer[]): readonly Block[] {
  const l = of.language;
  const disclosures = fields.filter((field) => field.kind === 'disclosure');
  const verdicts = fields.filter((field) => field.kind === 'verdict');
  const names = true;
  const head = (label: Text, share: number, more: { names?: boolean } = {}) => ({ header: label[l], share, ...more });
  return [
    ...(disclosures.length > 0
      ? [
          {
            kind: 'table' as const,
            columns: [head(words.code, 7, { names }), head(words.item, 20, { names }), head(words.content, 47), head(words.attached, 26)],
            rows: underHeadings(disclosures, l, (field) => disclosureRow(of, field)),
          },
        ]
      : []),
    ...(verdicts.length > 0
      ? [
          {
            kind: 'table' as const,
            columns: [
              head(words.code, 9, { names }),
              head(words.criterion, 22, { names }),
              head(words.verdict, 14),
              head(words.reason, 30),
              head(words.attached, 25),
            ],
            rows: underHeadings(verdicts, l, (field) => verdictRow(of, field)),
          },
        ]
      : []),
  ];
}

function underHeadings<F extends Field>(fields: readonly F[], l: Language, row: (field: F) => readonly Words[]): readonly TableRow[] {
  return fields.flatMap((field, index): TableRow[] => {
    const category = field.category?.[l];
    const before = fields[index - 1]?.category?.[l];
    return [...(category !== undefined && category !== before ? [{ across: category }] : []), row(field)];
  });
}

function disclosureRow(of: FormToPrint, field: Answer): readonly Words[] {
  if (field.kind !== 'disclosure') return [];
  const l = of.language;
  const answer = DISCLOSURE_ANSWERS.find((each) => each === of.values[`${field.id}/answer`]);
  const content = of.values[`${field.id}/content`];
  const said = typeof content === 'string' && content.trim() !== '' ? content : undefined;
  const weight = field.weight === 'optional' ? words.optional : field.decisive ? words.decisive : words.mandatory;
  const missing = field.weight === 'mandatory' && of.standing.is === 'draft' ? words.blank[l] : '—';
  const answered: Words =
    answer === undefined || answer === 'content' ? (said ?? missing) : [{ bold: answerWords[answer][l] }, said ? `\n${said}` : ''];
  return [field.item, [field.label[l], `\n(${weight[l]})`], answered, attached(of, of.values[`${field.id}/evidence`]).join('\n') || '—'];
}

function verdictRow(of: FormToPrint, field: Answer): readonly Words[] {
  if (field.kind !== 'verdict') return [];
  const l = of.language;
  const part = (name: string) => inWords(field, name, of.values[`${field.id}/${name}`])?.[l];
  const verdict = part('verdict');
  const beside = ['method', 'basis', 'minutes'].flatMap((name) => part(name) ?? []);
  return [
    field.criterion,
    field.label[l],
    verdict ? [{ bold: verdict }, ...beside.map((each) => `\n${each}`)] : of.standing.is === 'draft' ? words.blank[l] : '—',
    part('reason') ?? '—',
    attached(of, of.values[`${field.id}/evidence`]).join('\n') || '—',
  ];
}
