import { answerWords, DISCLOSURE_ANSWERS } from '../../rules/disclosure.ts';
import type { Block, DocumentModel, TableRow, Words } from '../../rules/document.ts';
import { type Field, holds, isBlank, pointers, type Section, type Values } from '../../rules/dossier.ts';
import type { JsonValue } from '../../rules/json.ts';
import { type Language, type Text, text } from '../../rules/text.ts';
import { cellOf, inWords } from '../pages/field-words.ts';
import { type FormToPrint, framed } from './form-frame.ts';

const words = {
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
