import type { Field, Option, TextFormat } from '../../src/rules/dossier.ts';
import { type Text, text } from '../../src/rules/text.ts';

type Required = Field['required'];

/** One line of text; required unless said otherwise. */
export const line = (
  id: string,
  label: Text,
  clause: string,
  more: { required?: Required; maxLength?: number; format?: TextFormat; hint?: Text } = {},
): Field => ({
  ...{ id, kind: 'text', lines: 'one', label, clause, required: 'always', maxLength: 200 },
  ...more,
});

/** Several lines of text; required unless said otherwise. */
export const lines = (id: string, label: Text, clause: string, more: { required?: Required; hint?: Text } = {}): Field => ({
  ...{ id, kind: 'text', lines: 'many', label, clause, required: 'always', maxLength: 4000 },
  ...more,
});

/** A calendar day; required. */
export const date = (id: string, label: Text, clause: string, hint?: Text): Field => ({
  id,
  kind: 'date',
  label,
  clause,
  required: 'always',
  ...(hint ? { hint } : {}),
});

/** One of a few; required unless said otherwise. */
export const choice = (
  id: string,
  label: Text,
  clause: string,
  options: readonly Option[],
  more: { required?: Required; hint?: Text } = {},
): Field => ({ ...{ id, kind: 'choice', label, clause, options, required: 'always' }, ...more });

/** A statement to be sworn. */
export const oath = (id: string, label: Text, clause: string, statement: Text, required: Required = 'always'): Field => ({
  id,
  kind: 'oath',
  label,
  clause,
  statement,
  required,
});

/** Evidence by document and place. */
export const evidence = (id: string, label: Text, clause: string, required: Required = 'never', hint?: Text): Field => ({
  id,
  kind: 'evidence',
  maxPointers: 20,
  label,
  clause,
  required,
  ...(hint ? { hint } : {}),
});

export const option = (value: string, ja: string, en: string): Option => ({ value, label: text(ja, en) });
