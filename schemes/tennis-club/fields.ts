import type { Field } from '../../src/rules/dossier.ts';
import { type Text, text } from '../../src/rules/text.ts';

/** What a person says with an act, in words. */
export const says = (id: string, label: Text, clause: string): Field => ({
  id,
  kind: 'text',
  lines: 'many',
  maxLength: 500,
  label,
  clause,
  required: 'always',
});

/** A day that an act names. */
export const names = (id: string, label: Text, clause: string): Field => ({ id, kind: 'date', label, clause, required: 'always' });

/** One of some choices. */
export const picks = (id: string, label: Text, clause: string, options: Readonly<Record<string, Text>>): Field => ({
  id,
  kind: 'choice',
  label,
  clause,
  required: 'always',
  options: Object.entries(options).map(([value, its]) => ({ value, label: its })),
});

export const opinions = { favourable: text('賛成', 'In favour'), unfavourable: text('反対', 'Against') } as const;
