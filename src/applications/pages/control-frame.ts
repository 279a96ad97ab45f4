import type { Book } from '../../rules/book.ts';
import { type Dossier, type Field, isRequired, type TextFormat, type Values } from '../../rules/dossier.ts';
import type { EvidenceFact } from '../../rules/facts.ts';
import type { JsonValue } from '../../rules/json.ts';
import { type Text, text } from '../../rules/text.ts';
import type { Method } from '../../rules/verdict.ts';
import type { Attempt, Problem } from '../../web/form.ts';
import { type Html, html, type Piece } from '../../web/html.ts';
import type { Visit } from '../../web/visit.ts';
import { partWords, whenWords } from './field-words.ts';
import type { Leaf } from './leaf.ts';

/** What a control needs to know around its field. */
export interface ControlContext {
  readonly visit: Visit;
  /** Leaf path → value to show. */
  readonly values: Values;
  /** Said under the control; paths are leaf paths. */
  readonly problems: readonly Problem[];
  readonly dossier: Dossier;
  readonly evidence: readonly EvidenceFact[];
  readonly book: Book;
  /** Methods that the criterion's procedure names; absent: all. */
  readonly methods?: readonly Method[];
  /** Where uploads and the models of the family are looked after. */
  readonly links?: { readonly evidence: string; readonly models: string };
  /** Puts a leaf's control into its frame (versions, findings); left out, the control stands alone. */
  readonly wrap?: (field: Field, leaf: Leaf, control: Html) => Html;
  /** Rows cannot be added by themselves where there is no place to save them first: then so many empty ones are shown. */
  readonly emptyRows?: number;
}

const formatHints: Readonly<Partial<Record<TextFormat, Text>>> = {
  url: text('https:// で始まるURL', 'A web address that begins with https://'),
  'corporate-number': text('国税庁の法人番号(数字13桁)', 'Corporate number: 13 digits'),
  country: text('国・地域コード2文字(例: JP)', 'Two-letter country code (e.g. JP)'),
};

const typedText = (value: JsonValue | undefined): string =>
  value === undefined || value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);

/** The value as the kit's controls read it back, with what is wrong at this leaf. */
export function attemptFor(given: ControlContext, leaf: Leaf): Attempt {
  const value = given.values[leaf.path];
  const shown =
    leaf.shape.is === 'list'
      ? Array.isArray(value)
        ? value.map(String)
        : []
      : leaf.shape.is === 'yes'
        ? value === true
          ? 'yes'
          : ''
        : typedText(value);
  return {
    fields: { [leaf.path]: shown },
    problems: given.problems
      .filter((problem) => problem.path === leaf.path || (leaf.shape.is === 'rows' && problem.path.startsWith(`${leaf.path}/`)))
      .map((problem) => ({ ...problem, path: leaf.path })),
  };
}

/** What is said under the label: the field's own hint, what its form asks for, and when it is required. */
export function hintFor(given: ControlContext, field: Field, own?: Text): Html | undefined {
  const { visit } = given;
  const format = field.kind === 'text' && !field.hint ? formatHints[field.format ?? 'plain'] : undefined;
  const condition = typeof field.required === 'object' ? whenWords(field.required, given.dossier) : undefined;
  const lines: Piece[] = [
    field.hint && html`<span class="hint-line">${visit.t(field.hint)}</span>`,
    (own ?? format) && html`<span class="hint-line">${visit.t(own ?? format ?? text('', ''))}</span>`,
    condition &&
      html`<span class="hint-line">${visit.t({ ja: `${condition.ja}の場合は必須です。`, en: `Required when ${condition.en}.` })}</span>`,
  ];
  return lines.some(Boolean) ? html`${lines}` : undefined;
}

/** Name, label, hint and mark of a leaf's control. */
export function face(given: ControlContext, field: Field, leaf: Leaf, own?: Text) {
  const hint = leaf.part === '' ? hintFor(given, field, own) : own;
  // A part is asked for by the verdict or answer it goes with: only the first one carries a mark.
  const required =
    leaf.part === ''
      ? isRequired(field, given.values)
      : leaf.part === 'verdict' || (field.kind === 'disclosure' && field.weight === 'mandatory');
  const marked = leaf.part === '' || leaf.part === 'verdict' || leaf.part === 'answer';
  return { name: leaf.path, label: partWords[leaf.part] ?? field.label, ...(marked ? { required } : {}), ...(hint ? { hint } : {}) };
}

/** Required or optional, beside a label. */
export const requiredMark = (visit: Visit, required: boolean | undefined): Html | false =>
  required !== undefined &&
  html`<span class="${required ? 'mark mark-required' : 'mark'}">${visit.t(required ? text('必須', 'required') : text('任意', 'optional'))}</span>`;
