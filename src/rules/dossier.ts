import type { JsonValue } from './json.ts';
import type { Provenance } from './provenance.ts';
import type { Text } from './text.ts';

/** A condition on other fields, as data, so that form, workbook and check read the same. */
export type When =
  | { readonly field: string; readonly is: readonly JsonValue[] }
  | { readonly not: When }
  | { readonly all: readonly When[] }
  | { readonly any: readonly When[] };

export interface Option {
  readonly value: string;
  readonly label: Text;
  readonly hint?: Text;
}

export type TextFormat = 'plain' | 'url' | 'mail' | 'telephone' | 'corporate-number' | 'country';

/** What a field holds: a closed list. Form, check, workbook, PDF, comparison and page derive from it. */
export type FieldKind =
  | { readonly kind: 'text'; readonly lines: 'one' | 'many'; readonly maxLength: number; readonly format?: TextFormat }
  | { readonly kind: 'number'; readonly min: number; readonly max: number; readonly unit: Text }
  | { readonly kind: 'date' }
  | { readonly kind: 'money' }
  | { readonly kind: 'choice'; readonly options: readonly Option[] }
  | { readonly kind: 'choices'; readonly options: readonly Option[] }
  | { readonly kind: 'oath'; readonly statement: Text }
  | { readonly kind: 'table'; readonly columns: readonly Column[]; readonly maxRows: number }
  | { readonly kind: 'models'; readonly maxRows: number }
  | { readonly kind: 'evidence'; readonly maxPointers: number }
  | { readonly kind: 'verdict'; readonly criterion: string }
  | {
      readonly kind: 'disclosure';
      readonly item: string;
      readonly weight: 'mandatory' | 'optional';
      readonly decisive?: 'must-be-done';
      /** What usually bears it out. */
      readonly evidenceHint?: Text;
    };

export interface Column {
  readonly id: string;
  readonly label: Text;
  readonly required: 'always' | 'never';
  readonly maxLength: number;
  readonly format?: TextFormat;
}

export type Field = FieldKind & {
  /** Unique in the dossier; the first part of every path into it. */
  readonly id: string;
  readonly label: Text;
  readonly hint?: Text;
  /** Heading within the section that it shares with its neighbours. */
  readonly category?: Text;
  readonly clause: string;
  readonly required: 'always' | 'never' | When;
  /** On the public page; a withholdable one only while it is not withheld. */
  readonly published?: 'always' | 'withholdable';
  /** The clause under which the files it points to go to the office with the dossier; absent: they stay with the applicant (L-3.4-10). */
  readonly handedOver?: string;
  /** Where its parts come from, such as its name or its weight, when the official text was not at hand. */
  readonly provenance?: Readonly<Record<string, Provenance>>;
  /** Where the field stands in the scheme's workbook, e.g. `申請書!C5`. */
  readonly cell?: string;
};

export interface Section {
  readonly id: string;
  readonly label: Text;
  /** Heading over several sections: the part of the form in which this one stands. */
  readonly part?: Text;
  readonly intro?: Text;
  /** About the applicant and not about what is applied for: offered for taking over from another application of the same organisation. */
  readonly about?: 'applicant';
  readonly fields: readonly Field[];
}

export interface Dossier {
  readonly sections: readonly Section[];
}

/** Leaf path → value. A path is `<field id>` or `<field id>/<part>`. Absent and null are the same: not filled. */
export type Values = Readonly<Record<string, JsonValue>>;

/** A pointer to evidence: which document, and the place in it (L-3.4-10). */
export type Pointer = {
  readonly document: string;
  readonly place: string;
};

/** One model number of the family. */
export type Model = {
  readonly model: string;
  readonly name?: string;
  readonly difference?: string;
};

const VERDICT_PARTS = ['verdict', 'reason', 'method', 'basis', 'minutes', 'evidence', 'agreement', 'foreignLabel'] as const;
const DISCLOSURE_PARTS = ['answer', 'content', 'evidence'] as const;

/** The leaf paths of a field: what is saved, versioned and compared one by one. */
export function leaves(field: Field): readonly string[] {
  if (field.kind === 'verdict') return VERDICT_PARTS.map((part) => `${field.id}/${part}`);
  if (field.kind === 'disclosure') return DISCLOSURE_PARTS.map((part) => `${field.id}/${part}`);
  return [field.id];
}

/** All fields in reading order. */
export const fieldsOf = (dossier: Dossier): readonly Field[] => dossier.sections.flatMap((section) => section.fields);

/** All leaf paths of a dossier, each with its field. */
export function leafFields(dossier: Dossier): ReadonlyMap<string, Field> {
  const known = leavesOf.get(dossier) ?? new Map(fieldsOf(dossier).flatMap((field) => leaves(field).map((path) => [path, field] as const)));
  leavesOf.set(dossier, known);
  return known;
}
const leavesOf = new WeakMap<Dossier, ReadonlyMap<string, Field>>();

/** True when nothing was filled in: absent, null, blank text or an empty list. */
export function isBlank(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  return Array.isArray(value) && value.length === 0;
}

/** Does the condition hold for these values? */
export function holds(when: When, values: Values): boolean {
  if ('not' in when) return !holds(when.not, values);
  if ('all' in when) return when.all.every((each) => holds(each, values));
  if ('any' in when) return when.any.some((each) => holds(each, values));
  const value = values[when.field] ?? null;
  if (Array.isArray(value)) return when.is.some((wanted) => value.includes(wanted));
  return when.is.includes(value);
}

/** The fields that a condition reads. */
export function whenFields(when: When): readonly string[] {
  if ('not' in when) return whenFields(when.not);
  if ('all' in when) return when.all.flatMap(whenFields);
  if ('any' in when) return when.any.flatMap(whenFields);
  return [when.field];
}

/** Must the field be filled, given the other values? */
export function isRequired(field: Field, values: Values): boolean {
  if (field.required === 'always') return true;
  return field.required !== 'never' && holds(field.required, values);
}

/** The pointers in a value; anything else reads as none. */
export function pointers(value: JsonValue | undefined): readonly Pointer[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isPointer);
}

const isPointer = (value: JsonValue): value is Pointer =>
  typeof value === 'object' &&
  value !== null &&
  'document' in value &&
  'place' in value &&
  typeof value.document === 'string' &&
  typeof value.place === 'string';

/** The models in a value; rows of another form read as a model with an empty number, so that they are reported. */
export function models(value: JsonValue | undefined): readonly Model[] {
  if (!Array.isArray(value)) return [];
  return value.map((row) => {
    if (typeof row !== 'object' || row === null || !('model' in row)) return { model: '' };
    const { model, name, difference } = row as Record<string, JsonValue>;
    return {
      model: typeof model === 'string' ? model : '',
      ...(typeof name === 'string' && name !== '' ? { name } : {}),
      ...(typeof difference === 'string' && difference !== '' ? { difference } : {}),
    };
  });
}

/**
 * The spelling under which two model numbers are the same: full and half width, case, spaces and the
 * many hyphens of Japanese input do not tell models apart.
 */
export function modelKey(model: string): string {
  return model
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s]+/g, '')
    .replace(/[‐‑‒–—―−ー－]/g, '-');
}
