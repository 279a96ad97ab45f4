import { corporateNumberProblem } from './corporate-number.ts';
import { isDay } from './day.ts';
import { type Field, isBlank, isRequired, type Model, modelKey, models, type TextFormat } from './dossier.ts';
import type { FormContext } from './form-check.ts';
import type { JsonValue } from './json.ts';
import type { Finding } from './refusal.ts';
import type { Text } from './text.ts';

const MODEL_LENGTH = 100;

/** What is wrong with a field as such: missing, or not of the form its kind asks for. */
export function fieldFindings(field: Field, context: FormContext): readonly Finding[] {
  if (field.kind === 'verdict' || field.kind === 'disclosure') return [];
  const value = context.values[field.id];
  if (isBlank(value)) return missing(field, context);
  const clause = context.clauseOf('field-forms');
  const problems = clause === undefined ? [] : formProblems(field, value ?? null).map((each) => found(field, each, clause));
  return field.kind === 'models' ? [...problems, ...modelFindings(field, models(value), context)] : problems;
}

function missing(field: Field, context: FormContext): readonly Finding[] {
  const clause = context.clauseOf('required-fields');
  if (clause === undefined || !isRequired(field, context.values)) return [];
  const message: Text = { ja: `「${field.label.ja}」が記入されていません。`, en: `“${field.label.en}” is not filled in.` };
  return [{ code: 'missing', path: field.id, clause: field.clause, message, weight: 'error' }];
}

type Problem = { readonly code: string; readonly path?: string; readonly message: Text };

const found = (field: Field, problem: Problem, clause: string): Finding => ({
  code: problem.code,
  path: problem.path ?? field.id,
  clause: field.clause || clause,
  message: problem.message,
  weight: 'error',
});

/** What is wrong with the form of one filled value; nothing about whether it is required. */
export function formProblems(field: Field, value: JsonValue): readonly Problem[] {
  switch (field.kind) {
    case 'text':
      return textProblems(field.label, value, field.maxLength, field.format);
    case 'number':
      return numberProblems(field, value);
    case 'money':
      return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
        ? []
        : [wrong(field.label, '0以上の整数(円)', 'whole yen, 0 or more')];
    case 'date':
      return isDay(value) ? [] : [wrong(field.label, '実在する日付(例 2026-11-22)', 'an existing date such as 2026-11-22')];
    case 'choice':
      return field.options.some((option) => option.value === value) ? [] : [wrong(field.label, '選択肢のいずれか', 'one of the choices')];
    case 'choices':
      return Array.isArray(value) && value.every((each) => field.options.some((option) => option.value === each))
        ? []
        : [wrong(field.label, '選択肢の中の値', 'values among the choices')];
    case 'oath':
      return value === true
        ? []
        : [{ code: 'oath-missing', message: { ja: `「${field.label.ja}」の宣誓が必要です。`, en: `“${field.label.en}” must be sworn.` } }];
    case 'table':
      return tableProblems(field, value);
    case 'models':
    case 'evidence':
      return Array.isArray(value) ? [] : [wrong(field.label, '一覧', 'a list')];
    case 'verdict':
    case 'disclosure':
      return [];
  }
}

const wrong = (label: Text, ja: string, en: string): Problem => ({
  code: 'wrong-form',
  message: { ja: `「${label.ja}」は${ja}で記入してください。`, en: `“${label.en}” must be ${en}.` },
});

function numberProblems(field: Field & { kind: 'number' }, value: JsonValue): readonly Problem[] {
  if (typeof value === 'number' && value >= field.min && value <= field.max) return [];
  return [
    wrong(
      field.label,
      `${field.min}から${field.max}までの数(${field.unit.ja})`,
      `a number from ${field.min} to ${field.max} (${field.unit.en})`,
    ),
  ];
}

/** Text of a kind: length in characters, and the form its format asks for. */
export function textProblems(label: Text, value: JsonValue, maxLength: number, format: TextFormat = 'plain'): readonly Problem[] {
  if (typeof value !== 'string') return [wrong(label, '文字', 'text')];
  const length = [...value].length;
  if (length > maxLength) {
    return [
      {
        code: 'too-long',
        message: {
          ja: `「${label.ja}」は${maxLength}文字までです(現在${length}文字)。`,
          en: `“${label.en}” holds at most ${maxLength} characters (${length} now).`,
        },
      },
    ];
  }
  return formatProblems(label, value.trim(), format);
}

function formatProblems(label: Text, value: string, format: TextFormat): readonly Problem[] {
  switch (format) {
    case 'plain':
      return [];
    case 'url':
      return isWebAddress(value) ? [] : [wrong(label, 'https:// で始まるURL', 'a web address that begins with https://')];
    case 'mail':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) ? [] : [wrong(label, 'メールアドレス', 'a mail address')];
    case 'telephone':
      return /^\+?[0-9][0-9() -]{5,20}$/.test(value.normalize('NFKC')) ? [] : [wrong(label, '電話番号', 'a telephone number')];
    case 'country':
      return /^[A-Z]{2}$/.test(value) ? [] : [wrong(label, '国・地域コード(ISO 3166-1の2文字)', 'an ISO 3166-1 two-letter code')];
    case 'corporate-number': {
      const problem = corporateNumberProblem(value);
      return problem ? [{ code: 'corporate-number', message: problem }] : [];
    }
  }
}

function isWebAddress(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol } = new URL(value);
  return protocol === 'https:' || protocol === 'http:';
}

function tableProblems(field: Field & { kind: 'table' }, value: JsonValue): readonly Problem[] {
  if (!Array.isArray(value)) return [wrong(field.label, '表', 'a table')];
  const rows = value.slice(0, field.maxRows).flatMap((row, index) =>
    field.columns.flatMap((column) => {
      const cell =
        typeof row === 'object' && row !== null && !Array.isArray(row) ? ((row as Record<string, JsonValue>)[column.id] ?? null) : null;
      const path = `${field.id}/${index + 1}/${column.id}`;
      if (isBlank(cell)) {
        if (column.required === 'never') return [];
        return [
          {
            code: 'missing',
            path,
            message: {
              ja: `「${field.label.ja}」${index + 1}行目の「${column.label.ja}」が記入されていません。`,
              en: `“${column.label.en}” is missing in row ${index + 1} of “${field.label.en}”.`,
            },
          },
        ];
      }
      return textProblems(column.label, cell, column.maxLength, column.format).map((each) => ({ ...each, path }));
    }),
  );
  return value.length > field.maxRows ? [tooManyRows(field.label, field.maxRows, value.length), ...rows] : rows;
}

const tooManyRows = (label: Text, most: number, now: number): Problem => ({
  code: 'too-many-rows',
  message: { ja: `「${label.ja}」は${most}行までです(現在${now}行)。`, en: `“${label.en}” holds at most ${most} rows (${now} now).` },
});

function modelFindings(field: Field & { kind: 'models' }, family: readonly Model[], context: FormContext): readonly Finding[] {
  const clause = context.clauseOf('models-unique');
  if (clause === undefined) return [];
  const seen = new Map<string, number>();
  const conflicts = new Map(context.facts.modelConflicts.map((each) => [modelKey(each.model), each.attestation]));
  const rows = family.flatMap((row, index): Problem[] => {
    const key = modelKey(row.model);
    const path = `${field.id}/${index + 1}`;
    const at = (ja: string, en: string) => ({ path, message: { ja: `型番${index + 1}行目: ${ja}`, en: `Model row ${index + 1}: ${en}` } });
    if (key === '') return [{ code: 'model-empty', ...at('型番が空です。', 'the model number is empty.') }];
    if ([...row.model].length > MODEL_LENGTH)
      return [
        {
          code: 'model-too-long',
          ...at(`型番は${MODEL_LENGTH}文字までです。`, `a model number holds at most ${MODEL_LENGTH} characters.`),
        },
      ];
    const first = seen.get(key);
    if (first !== undefined)
      return [
        {
          code: 'model-twice',
          ...at(`「${row.model}」は${first}行目と同じ型番です。`, `“${row.model}” is the same model as row ${first}.`),
        },
      ];
    seen.set(key, index + 1);
    const holder = conflicts.get(key);
    if (holder !== undefined)
      return [
        {
          code: 'model-attested',
          ...at(
            `「${row.model}」は有効な${holder}に既に含まれています。`,
            `“${row.model}” already stands in ${holder}, which is in force.`,
          ),
        },
      ];
    return [];
  });
  const all = family.length > field.maxRows ? [tooManyRows(field.label, field.maxRows, family.length), ...rows] : rows;
  return all.map((problem) => ({
    code: problem.code,
    path: problem.path ?? field.id,
    clause,
    message: problem.message,
    weight: 'error' as const,
  }));
}
