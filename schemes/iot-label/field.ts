import type { Field, Option, TextFormat } from '../../src/rules/dossier.ts';
import { type Text, text } from '../../src/rules/text.ts';

/** What is said of a field beside its kind. */
export type Said = Pick<Field, 'id' | 'label' | 'clause'> & Partial<Pick<Field, 'hint' | 'required' | 'published' | 'cell'>>;

/** One line of text; optional unless said otherwise. */
export const line = (said: Said, maxLength = 200, format: TextFormat = 'plain'): Field => ({
  kind: 'text',
  lines: 'one',
  maxLength,
  format,
  required: 'never',
  ...said,
});

/** Several lines of text; optional unless said otherwise. */
export const lines = (said: Said, maxLength = 2000): Field => ({ kind: 'text', lines: 'many', maxLength, required: 'never', ...said });

/** One of a few; required unless said otherwise. */
export const choice = (said: Said, options: readonly Option[]): Field => ({ kind: 'choice', options, required: 'always', ...said });

/** Any number of a few; required unless said otherwise. */
export const choices = (said: Said, options: readonly Option[]): Field => ({ kind: 'choices', options, required: 'always', ...said });

/** A calendar day; required unless said otherwise. */
export const date = (said: Said): Field => ({ kind: 'date', required: 'always', ...said });

/** A statement that a person swears to; required unless said otherwise. */
export const oath = (said: Said, statement: Text): Field => ({ kind: 'oath', statement, required: 'always', ...said });

/** An option of a choice, with a hint where one helps. */
export const option = (value: string, ja: string, en: string, hint?: Text): Option => ({
  value,
  label: text(ja, en),
  ...(hint ? { hint } : {}),
});
