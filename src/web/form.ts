import type { Text } from '../rules/text.ts';
import { attributes, type Html, html } from './html.ts';
import { icon } from './icons.ts';
import type { Visit } from './visit.ts';

/** What was typed, by field name; a repeated name keeps all its values. */
export type Fields = Readonly<Record<string, string | readonly string[]>>;

/** What is wrong with one field, said where it is. */
export interface Problem {
  readonly path: string;
  readonly message: Text;
}

/** What came back from the last try: empty on the first showing. */
export interface Attempt {
  readonly fields: Fields;
  readonly problems: readonly Problem[];
}
export const firstShowing: Attempt = { fields: {}, problems: [] };

const words = {
  summary: { ja: '入力内容に問題があります', en: 'There is a problem with what was entered' },
  required: { ja: '必須', en: 'required' },
  optional: { ja: '任意', en: 'optional' },
  error: { ja: 'エラー', en: 'Error' },
} as const satisfies Record<string, Text>;

/** The id of a field's control: what the error summary links to. */
export const fieldId = (name: string): string => `f-${name.replaceAll(/[^\w-]/g, '-')}`;

const problemsAt = (attempt: Attempt, name: string): readonly Problem[] => attempt.problems.filter((p) => p.path === name);
const typedAt = (attempt: Attempt, name: string): string | undefined => {
  const typed = attempt.fields[name];
  return typeof typed === 'string' ? typed : typed?.[0];
};
const typedListAt = (attempt: Attempt, name: string): readonly string[] | undefined => {
  const typed = attempt.fields[name];
  return typeof typed === 'string' ? [typed] : typed;
};

interface FieldFace {
  readonly name: string;
  readonly label: Text;
  readonly hint?: Text | Html;
  readonly required?: boolean;
  /** Tells fields of one name apart where several forms stand on a page; the error summary links to the one without. */
  readonly idIn?: string;
}

const idOf = (face: FieldFace): string => fieldId(face.idIn === undefined ? face.name : `${face.idIn}-${face.name}`);

const isText = (hint: Text | Html): hint is Text => 'ja' in hint;

function describedBy(face: FieldFace, attempt: Attempt): string | undefined {
  const ids = [face.hint && `${idOf(face)}-hint`, problemsAt(attempt, face.name).length > 0 && `${idOf(face)}-error`];
  return ids.filter((id) => typeof id === 'string').join(' ') || undefined;
}

const mark = (visit: Visit, face: FieldFace): Html | undefined =>
  face.required === undefined
    ? undefined
    : face.required
      ? html`<span class="mark mark-required">${visit.t(words.required)}</span>`
      : html`<span class="mark">${visit.t(words.optional)}</span>`;

const hintOf = (visit: Visit, face: FieldFace): Html | undefined =>
  face.hint && html`<div class="hint" id="${idOf(face)}-hint">${isText(face.hint) ? visit.t(face.hint) : face.hint}</div>`;

function errorsOf(visit: Visit, attempt: Attempt, face: FieldFace): Html | undefined {
  const problems = problemsAt(attempt, face.name);
  if (problems.length === 0) return undefined;
  return html`<div class="field-error" id="${idOf(face)}-error">${icon('alert-circle')}<span><span class="sr">${visit.t(words.error)}: </span>${problems.map((p) => html`<span class="field-error-line">${visit.t(p.message)}</span>`)}</span></div>`;
}

const fieldClass = (attempt: Attempt, name: string): string => (problemsAt(attempt, name).length > 0 ? 'field field-wrong' : 'field');

const frame = (visit: Visit, attempt: Attempt, face: FieldFace, control: Html): Html =>
  html`<div class="${fieldClass(attempt, face.name)}"><label class="label" for="${idOf(face)}">${visit.t(face.label)}${mark(visit, face)}</label>${hintOf(visit, face)}${control}${errorsOf(visit, attempt, face)}</div>`;

const shared = (face: FieldFace, attempt: Attempt) => ({
  id: idOf(face),
  name: face.name,
  'aria-describedby': describedBy(face, attempt),
  'aria-invalid': problemsAt(attempt, face.name).length > 0 && 'true',
  'aria-required': face.required === true && 'true',
});

/** One line of text. `width` in characters of a digit; `kind` email, url, tel … only changes the keyboard. */
export function textField(
  visit: Visit,
  attempt: Attempt,
  face: FieldFace & {
    readonly value?: string;
    readonly kind?: 'text' | 'email' | 'url' | 'tel' | 'search' | 'number';
    readonly width?: 'narrow' | 'medium' | 'full';
    readonly maxLength?: number;
    readonly autocomplete?: string;
    readonly inputMode?: 'numeric' | 'decimal';
    readonly readOnly?: boolean;
  },
): Html {
  const control = attributes({
    ...shared(face, attempt),
    class: `input input-${face.width ?? 'full'}`,
    type: face.kind ?? 'text',
    value: typedAt(attempt, face.name) ?? face.value ?? '',
    maxlength: face.maxLength,
    autocomplete: face.autocomplete ?? 'off',
    inputmode: face.inputMode,
    readonly: face.readOnly,
  });
  return frame(visit, attempt, face, html`<input${control}>`);
}

/** Several lines of text. */
export function textArea(
  visit: Visit,
  attempt: Attempt,
  face: FieldFace & { readonly value?: string; readonly rows?: number; readonly maxLength?: number },
): Html {
  const control = attributes({ ...shared(face, attempt), class: 'input textarea', rows: face.rows ?? 4, maxlength: face.maxLength });
  return frame(visit, attempt, face, html`<textarea${control}>\n${typedAt(attempt, face.name) ?? face.value ?? ''}</textarea>`);
}

/** A calendar day. */
export function dateField(
  visit: Visit,
  attempt: Attempt,
  face: FieldFace & { readonly value?: string; readonly min?: string; readonly max?: string },
): Html {
  const control = attributes({
    ...shared(face, attempt),
    class: 'input input-narrow',
    type: 'date',
    value: typedAt(attempt, face.name) ?? face.value ?? '',
    min: face.min,
    max: face.max,
  });
  return frame(visit, attempt, face, html`<input${control}>`);
}

/** A file; the form needs `upload: true`. `accept` as in HTML, a convenience only: the server looks at the content. */
export function fileField(
  visit: Visit,
  attempt: Attempt,
  face: FieldFace & { readonly accept?: string; readonly multiple?: boolean },
): Html {
  const control = attributes({ ...shared(face, attempt), class: 'input-file', type: 'file', accept: face.accept, multiple: face.multiple });
  return frame(visit, attempt, face, html`<input${control}>`);
}

export interface Choice {
  readonly value: string;
  readonly label: Text;
  readonly hint?: Text;
  readonly disabled?: boolean;
}

/** One of many, folded. `empty` is the label of the empty choice; left out, there is none. */
export function selectField(
  visit: Visit,
  attempt: Attempt,
  face: FieldFace & { readonly choices: readonly Choice[]; readonly value?: string; readonly empty?: Text },
): Html {
  const chosen = typedAt(attempt, face.name) ?? face.value ?? '';
  const options = face.choices.map(
    (c) => html`<option${attributes({ value: c.value, selected: c.value === chosen, disabled: c.disabled })}>${visit.t(c.label)}</option>`,
  );
  return frame(
    visit,
    attempt,
    face,
    html`<select${attributes({ ...shared(face, attempt), class: 'input select' })}>${face.empty && html`<option value="">${visit.t(face.empty)}</option>`}${options}</select>`,
  );
}

function choiceGroup(
  visit: Visit,
  attempt: Attempt,
  face: FieldFace & { readonly choices: readonly Choice[]; readonly inline?: boolean },
  type: 'radio' | 'checkbox',
  chosen: readonly string[],
): Html {
  const group = attributes({
    class: fieldClass(attempt, face.name),
    'aria-describedby': describedBy(face, attempt),
    id: `${idOf(face)}-group`,
  });
  const choices = face.choices.map((choice, i) => {
    const id = i === 0 ? idOf(face) : `${idOf(face)}-${i}`;
    const input = attributes({
      type,
      id,
      name: face.name,
      value: choice.value,
      checked: chosen.includes(choice.value),
      disabled: choice.disabled,
      'aria-describedby': choice.hint && `${id}-hint`,
    });
    return html`<div class="choice"><input${input}><label for="${id}">${visit.t(choice.label)}</label>${choice.hint && html`<div class="choice-hint" id="${id}-hint">${visit.t(choice.hint)}</div>`}</div>`;
  });
  return html`<fieldset${group}><legend class="label">${visit.t(face.label)}${mark(visit, face)}</legend>${hintOf(visit, face)}<div class="choices${face.inline ? ' choices-inline' : ''}">${choices}</div>${errorsOf(visit, attempt, face)}</fieldset>`;
}

/** One of a few, all visible. */
export const radioGroup = (
  visit: Visit,
  attempt: Attempt,
  face: FieldFace & { readonly choices: readonly Choice[]; readonly value?: string; readonly inline?: boolean },
): Html => choiceGroup(visit, attempt, face, 'radio', [typedAt(attempt, face.name) ?? face.value ?? '']);

/** Any of a few. The field arrives as a list (`listOf` in fields.ts). */
export const checkboxGroup = (
  visit: Visit,
  attempt: Attempt,
  face: FieldFace & { readonly choices: readonly Choice[]; readonly values?: readonly string[]; readonly inline?: boolean },
): Html =>
  choiceGroup(
    visit,
    attempt,
    face,
    'checkbox',
    typedListAt(attempt, face.name) ?? (attempt.problems.length > 0 ? [] : (face.values ?? [])),
  );

/** A single yes: the field arrives as 'yes' or not at all. */
export function checkbox(visit: Visit, attempt: Attempt, face: FieldFace & { readonly checked?: boolean }): Html {
  const checked = attempt.problems.length > 0 ? typedAt(attempt, face.name) === 'yes' : (face.checked ?? false);
  const input = attributes({ ...shared(face, attempt), type: 'checkbox', value: 'yes', checked });
  return html`<div class="${fieldClass(attempt, face.name)}"><div class="choice"><input${input}><label for="${idOf(face)}">${visit.t(face.label)}</label></div>${hintOf(visit, face)}${errorsOf(visit, attempt, face)}</div>`;
}

/** A hidden value. Never trusted: whoever reads it checks it like anything typed. */
export const hiddenField = (name: string, value: string): Html => html`<input type="hidden" name="${name}" value="${value}">`;

/**
 * The list of everything wrong, each linked to its field; nothing when all is well. Put it first in the page. `labels` names the fields of sentences
 * that do not say which field they mean.
 */
export function errorSummary(visit: Visit, attempt: Attempt, labels: Readonly<Record<string, Text>> = {}): Html | false {
  if (attempt.problems.length === 0) return false;
  return html`<div class="error-summary" role="alert" tabindex="-1" data-error-summary><h2>${icon('alert-circle')}${visit.t(words.summary)}</h2><ul>${attempt.problems.map(
    (p) => {
      const label = labels[p.path];
      const words = html`${label && `${visit.t(label)}: `}${visit.t(p.message)}`;
      return html`<li>${p.path === '' ? words : html`<a href="#${fieldId(p.path)}">${words}</a>`}</li>`;
    },
  )}</ul></div>`;
}

/** A button that names its act. danger: for what cannot be taken back. */
export const button = (
  visit: Visit,
  label: Text,
  more: {
    readonly kind?: 'primary' | 'secondary' | 'danger' | 'quiet';
    readonly name?: string;
    readonly value?: string;
    readonly formAction?: string;
  } = {},
): Html =>
  html`<button${attributes({ class: `button button-${more.kind ?? 'primary'}`, type: 'submit', name: more.name, value: more.value, formaction: more.formAction })}>${visit.t(label)}</button>`;

/** A link that looks like a button: for going somewhere, never for an act. */
export const buttonLink = (visit: Visit, label: Text, address: string, kind: 'primary' | 'secondary' | 'quiet' = 'primary'): Html =>
  html`<a class="button button-${kind}" href="${address}">${visit.t(label)}</a>`;

/**
 * A form that posts, with its anti-forgery token and a fresh command key (the same form sent twice is one act). `guard` asks before unsent text is left.
 */
export function postForm(
  visit: Visit,
  action: string,
  body: Html,
  more: {
    readonly upload?: boolean;
    readonly guard?: boolean;
    readonly id?: string;
    readonly inline?: boolean;
    readonly label?: Text;
  } = {},
): Html {
  const form = attributes({
    method: 'post',
    action,
    id: more.id,
    class: more.inline ? 'form form-inline' : 'form',
    enctype: more.upload && 'multipart/form-data',
    'data-guard': more.guard && 'leave',
    'aria-label': more.label && visit.t(more.label),
    novalidate: true,
  });
  return html`<form${form}>${visit.csrf !== '' && hiddenField('_csrf', visit.csrf)}${hiddenField('_key', visit.newKey())}${body}</form>`;
}

/** A form that only asks: a search or a filter, whose answer has its own address. */
export const getForm = (visit: Visit, action: string, body: Html, more: { readonly label?: Text; readonly search?: boolean } = {}): Html =>
  html`<form${attributes({ method: 'get', action, class: 'form form-search', role: more.search && 'search', 'aria-label': more.label && visit.t(more.label) })}>${body}</form>`;

/** Buttons side by side, the main one first. */
export const actions = (...buttons: readonly (Html | false | undefined)[]): Html => html`<div class="actions">${buttons}</div>`;
