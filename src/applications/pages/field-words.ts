import { answerWords } from '../../rules/disclosure.ts';
import { type Dossier, type Field, fieldsOf, models, pointers, type When } from '../../rules/dossier.ts';
import type { EvidenceFact } from '../../rules/facts.ts';
import type { JsonValue } from '../../rules/json.ts';
import { type Text, text } from '../../rules/text.ts';
import { basisWords, methodWords, verdictWords } from '../../rules/verdict.ts';

/** The names of the parts of an answer. */
export const partWords: Readonly<Record<string, Text>> = {
  verdict: text('判定', 'Verdict'),
  reason: text('理由', 'Reason'),
  method: text('評価方法', 'Method'),
  basis: text('評価の根拠', 'Basis'),
  minutes: text('評価に要した時間(人・分)', 'Effort (person-minutes)'),
  evidence: text('証跡', 'Evidence'),
  agreement: text('相互承認の取決め', 'Agreement'),
  foreignLabel: text('海外ラベルの番号', 'Number of the foreign label'),
  answer: text('答え方', 'Answer'),
  content: text('開示内容', 'Content disclosed'),
};

/** What a leaf is called: the field's own label, with its part. */
export const leafLabel = (field: Field, part: string): Text => {
  const its = partWords[part];
  return its ? { ja: `${field.label.ja} ${its.ja}`, en: `${field.label.en}: ${its.en}` } : field.label;
};

const same = (spelling: string): Text => ({ ja: spelling, en: spelling });
const listed = (all: readonly Text[]): Text => ({ ja: all.map((each) => each.ja).join('、'), en: all.map((each) => each.en).join(', ') });

const enumerated: Readonly<Record<string, Readonly<Record<string, Text>>>> = {
  verdict: verdictWords,
  method: methodWords,
  basis: basisWords,
  answer: answerWords,
};

/** A file by the name under which a reader knows it. */
export type NamedFile = Pick<EvidenceFact, 'id' | 'name'>;

/** A value in words, for reading: choices by their labels, pointers as document and place, rows line by line. Blank: undefined. */
export function inWords(field: Field, part: string, value: JsonValue | undefined, evidence: readonly NamedFile[] = []): Text | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const words = enumerated[part];
  if (words) return words[String(value)] ?? same(String(value));
  if (part === 'evidence' || (part === '' && field.kind === 'evidence')) return pointersInWords(value, evidence);
  if (part === 'minutes') return text(`${String(value)} 人・分`, `${String(value)} person-minutes`);
  if (part !== '') return same(String(value));
  switch (field.kind) {
    case 'choice':
    case 'choices': {
      const chosen = Array.isArray(value) ? value : [value];
      return listed(chosen.map((each) => field.options.find((option) => option.value === each)?.label ?? same(String(each))));
    }
    case 'oath':
      return value === true ? text(`宣誓する — ${field.statement.ja}`, `Sworn — ${field.statement.en}`) : undefined;
    case 'number':
      return text(`${String(value)} ${field.unit.ja}`, `${String(value)} ${field.unit.en}`);
    case 'money':
      return typeof value === 'number'
        ? text(`${value.toLocaleString('en-US')}円`, `JPY ${value.toLocaleString('en-US')}`)
        : same(String(value));
    case 'table':
      return Array.isArray(value)
        ? same(
            value
              .map((row) =>
                field.columns
                  .map((column) => cellOf(row, column.id))
                  .filter(Boolean)
                  .join(' / '),
              )
              .join('\n'),
          )
        : same(String(value));
    case 'models':
      return text(`${models(value).length}型番`, `${models(value).length} models`);
    default:
      return same(typeof value === 'string' ? value : JSON.stringify(value));
  }
}

/** The text of a cell; empty when there is none. */
export function cellOf(row: JsonValue | undefined, column: string): string {
  const cell =
    typeof row === 'object' && row !== null && !Array.isArray(row) ? (row as Readonly<Record<string, JsonValue>>)[column] : undefined;
  return cell === undefined || cell === null ? '' : String(cell);
}

function pointersInWords(value: JsonValue, evidence: readonly NamedFile[]): Text | undefined {
  const rows = pointers(value);
  if (rows.length === 0) return undefined;
  const lines = rows.map((row) =>
    `${evidence.find((each) => each.id === row.document)?.name ?? (row.document || '—')} ${row.place}`.trim(),
  );
  return same(lines.join('\n'));
}

/** A condition in the words of the form: 「X」が「はい」の場合. */
export function whenWords(when: When, dossier: Dossier): Text {
  if ('not' in when) {
    const inner = whenWords(when.not, dossier);
    return text(`${inner.ja}でない`, `not (${inner.en})`);
  }
  if ('all' in when)
    return joined(
      when.all.map((each) => whenWords(each, dossier)),
      'かつ',
      ' and ',
    );
  if ('any' in when)
    return joined(
      when.any.map((each) => whenWords(each, dossier)),
      '又は',
      ' or ',
    );
  const parts = fieldsOf(dossier).filter((field) => when.field === field.id || when.field.startsWith(`${field.id}/`));
  const field = parts.toSorted((a, b) => b.id.length - a.id.length)[0];
  if (!field) return text('条件に当てはまる', 'the condition applies');
  const part = when.field.slice(field.id.length + 1);
  const label = leafLabel(field, part);
  const words = when.is.map((value) => inWords(field, part, value) ?? text('未記入', 'blank'));
  const values: Text = { ja: words.map((each) => `「${each.ja}」`).join('又は'), en: words.map((each) => `“${each.en}”`).join(' or ') };
  return text(`「${label.ja}」が${values.ja}`, `“${label.en}” is ${values.en}`);
}

const joined = (all: readonly Text[], ja: string, en: string): Text => ({
  ja: all.map((each) => each.ja).join(ja),
  en: all.map((each) => each.en).join(en),
});
