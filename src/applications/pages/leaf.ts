import { type Field, isBlank, leaves } from '../../rules/dossier.ts';
import { contentHash } from '../../rules/hash.ts';
import type { JsonValue } from '../../rules/json.ts';
import type { Fields } from '../../web/form.ts';

/** How a leaf's value travels in a form: one text, a number, several choices, a tick, rows of cells, or on a page of its own. */
export type Shape =
  | { readonly is: 'text' | 'number' | 'list' | 'yes' | 'elsewhere' }
  | { readonly is: 'rows'; readonly columns: readonly string[] /** Every cell is kept, also an empty one. */; readonly whole: boolean };

/** One saved, versioned and compared value of a field. */
export interface Leaf {
  readonly path: string;
  /** `verdict`, `reason` …; empty when the field is one leaf. */
  readonly part: string;
  readonly shape: Shape;
}

const POINTER: Shape = { is: 'rows', columns: ['document', 'place'], whole: true };

function shapeOf(field: Field, part: string): Shape {
  if (part === 'evidence') return POINTER;
  if (part === 'minutes') return { is: 'number' };
  if (part !== '') return { is: 'text' };
  switch (field.kind) {
    case 'number':
    case 'money':
      return { is: 'number' };
    case 'choices':
      return { is: 'list' };
    case 'oath':
      return { is: 'yes' };
    case 'table':
      return { is: 'rows', columns: field.columns.map((column) => column.id), whole: false };
    case 'evidence':
      return POINTER;
    case 'models':
      return { is: 'elsewhere' };
    default:
      return { is: 'text' };
  }
}

/** The leaves of a field with the shape each has in a form. */
export const leavesOf = (field: Field): readonly Leaf[] =>
  leaves(field).map((path) => {
    const part = path.slice(field.id.length + 1);
    return { path, part, shape: shapeOf(field, part) };
  });

const one = (fields: Fields, name: string): string => {
  const typed = fields[name];
  return (typeof typed === 'string' ? typed : (typed?.[0] ?? '')).replaceAll('\r\n', '\n').trim();
};

/** A number as people type it; what is no number stays as typed, so that nothing typed is lost and the check can say so. */
export function readNumberTyped(typed: string): JsonValue {
  const bare = typed.normalize('NFKC').replaceAll(',', '').trim();
  if (bare === '') return null;
  return /^-?\d+(\.\d+)?$/.test(bare) ? Number(bare) : typed;
}

/** The value of a leaf in a posted form; null when nothing was filled in. Rows without any text are left out, and so is the row `drop`. */
export function readLeaf({ path, shape }: Leaf, fields: Fields, drop?: string): JsonValue {
  switch (shape.is) {
    case 'text':
      return one(fields, path) || null;
    case 'number':
      return readNumberTyped(one(fields, path));
    case 'list': {
      const chosen = fields[path];
      const all = (typeof chosen === 'string' ? [chosen] : (chosen ?? [])).filter((each) => each !== '');
      return all.length > 0 ? all : null;
    }
    case 'yes':
      return fields[path] === 'yes' ? true : null;
    case 'rows': {
      const rows = rowNumbers(path, fields).flatMap((n) => {
        if (drop === `${path}/${n}`) return [];
        const cells = shape.columns.map((column) => [column, one(fields, `${path}/${n}/${column}`)] as const);
        if (cells.every(([, cell]) => cell === '')) return [];
        return [Object.fromEntries(shape.whole ? cells : cells.filter(([, cell]) => cell !== ''))];
      });
      return rows.length > 0 ? rows : null;
    }
    case 'elsewhere':
      return null;
  }
}

function rowNumbers(path: string, fields: Fields): readonly number[] {
  const numbers = Object.keys(fields).flatMap((name) => {
    const n = name.startsWith(`${path}/`) ? /^(\d{1,4})\//.exec(name.slice(path.length + 1))?.[1] : undefined;
    return n === undefined ? [] : [Number(n)];
  });
  return [...new Set(numbers)].sort((a, b) => a - b);
}

/** A value as the form was shown with it, in short: tells a typed change from a field that was left alone. */
export const traceOf = (value: JsonValue | undefined): string => contentHash(isBlank(value) ? null : (value ?? null)).slice(0, 16);

/** What a posted form changes: each leaf with its new value and the version it was typed over. Fields left alone are no change. */
export function changesIn(fields: readonly Field[], posted: Fields, more: { readonly drop?: string; readonly take?: string } = {}) {
  return fields.flatMap(leavesOf).flatMap((leaf) => {
    const was = posted[`was:${leaf.path}`];
    if (leaf.shape.is === 'elsewhere' || was === undefined || leaf.path === more.take) return [];
    const value = readLeaf(leaf, posted, more.drop);
    if (traceOf(value) === was) return [];
    return [{ path: leaf.path, value, base: Number(one(posted, `base:${leaf.path}`)) || 0 }];
  });
}

/** Whoever writes the content of an item and chooses no answer has answered it: the changes that this implies. */
export function impliedAnswers(
  fields: readonly Field[],
  posted: Fields,
  changes: ReturnType<typeof changesIn>,
): ReturnType<typeof changesIn> {
  return fields.flatMap((field) => {
    if (field.kind !== 'disclosure' || one(posted, `${field.id}/answer`) !== '') return [];
    const written = changes.some((change) => change.path === `${field.id}/content` && !isBlank(change.value));
    return written ? [{ path: `${field.id}/answer`, value: 'content', base: Number(one(posted, `base:${field.id}/answer`)) || 0 }] : [];
  });
}
