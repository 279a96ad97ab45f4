import { z } from 'zod';
import { InvalidInput } from '../rules/refusal.ts';
import { type Text, text } from '../rules/text.ts';
import type { Fields } from './form.ts';

/** Reads application/x-www-form-urlencoded; a name that repeats keeps all its values. */
export function readFields(body: string): Fields {
  const fields = new Map<string, string | string[]>();
  for (const [name, value] of new URLSearchParams(body)) {
    const before = fields.get(name);
    if (before === undefined) fields.set(name, value);
    else if (typeof before === 'string') fields.set(name, [before, value]);
    else before.push(value);
  }
  return Object.fromEntries(fields);
}

/** A text field: trimmed, line ends made \n, between min (0) and max (200) characters. */
export const typed = (limits: { readonly min?: number; readonly max?: number } = {}) =>
  z
    .string()
    .default('')
    .transform((value) => value.replaceAll('\r\n', '\n').trim())
    .pipe(
      z
        .string()
        .min(limits.min ?? 0)
        .max(limits.max ?? 200),
    );

/** A checkbox group or any repeated field: always a list. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => (value === undefined || value === '' ? [] : Array.isArray(value) ? value : [value]), z.array(item).max(5000));

/** A single checkbox: 'yes' or absent. */
export const ticked = z
  .string()
  .optional()
  .transform((value) => value === 'yes');

function messageOf(issue: z.core.$ZodIssue): Text {
  switch (issue.code) {
    case 'too_small':
      if (issue.origin === 'string' && issue.minimum === 1) return text('入力してください。', 'Enter a value.');
      if (issue.origin === 'string')
        return text(`${issue.minimum}文字以上で入力してください。`, `Enter at least ${issue.minimum} characters.`);
      if (issue.origin === 'array') return text(`${issue.minimum}つ以上選んでください。`, `Choose at least ${issue.minimum}.`);
      return text(`${issue.minimum}以上の値を入力してください。`, `Enter a value of at least ${issue.minimum}.`);
    case 'too_big':
      if (issue.origin === 'string')
        return text(`${issue.maximum}文字以内で入力してください。`, `Enter at most ${issue.maximum} characters.`);
      if (issue.origin === 'array') return text(`${issue.maximum}個以内にしてください。`, `At most ${issue.maximum} entries are possible.`);
      return text(`${issue.maximum}以下の値を入力してください。`, `Enter a value of at most ${issue.maximum}.`);
    case 'invalid_type':
      if (issue.input === undefined) return text('この項目は必須です。', 'This is required.');
      return text(`値の型が違います(${issue.expected})。`, `The value has the wrong type (expected ${issue.expected}).`);
    case 'invalid_format':
      if (issue.format === 'email') return text('メールアドレスの形式ではありません。', 'This is not a mail address.');
      if (issue.format === 'url')
        return text('https:// で始まるアドレスを入力してください。', 'Enter an address that begins with https://.');
      return text('形式が正しくありません。', 'The format is not right.');
    case 'invalid_value':
      return text('選択肢から選んでください。', 'Choose one of the options.');
    case 'unrecognized_keys':
      return text(`知らない項目があります: ${issue.keys.join(', ')}`, `Unknown entries: ${issue.keys.join(', ')}`);
    default:
      return text('値が正しくありません。', 'The value is not valid.');
  }
}

const isText = (value: unknown): value is Text => typeof value === 'object' && value !== null && 'ja' in value && 'en' in value;

/** A refinement's own sentence: .refine(check, says(text('…', '…'))). */
export const says = (sentence: Text) => ({ params: { text: sentence } });

/** Everything zod found wrong, with its path and a sentence in both languages. */
export function problemsOf(error: z.core.$ZodError, prefix = ''): { path: string; message: Text }[] {
  return error.issues.map((issue) => {
    const own = issue.code === 'custom' ? issue.params?.['text'] : undefined;
    const path = issue.path.map(String).join('/');
    return { path: prefix && path ? `${prefix}/${path}` : prefix || path, message: isText(own) ? own : messageOf(issue) };
  });
}

/** Parses or throws InvalidInput with every problem. */
export function parse<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value, { reportInput: true });
  if (!result.success) throw new InvalidInput(problemsOf(result.error));
  return result.data;
}
