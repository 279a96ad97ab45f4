import type { Agreement, Book } from '../../rules/book.ts';
import { answerWords, DISCLOSURE_ANSWERS } from '../../rules/disclosure.ts';
import { type Dossier, type Field, isBlank, isRequired, models, pointers, type TextFormat, type Values } from '../../rules/dossier.ts';
import type { EvidenceFact } from '../../rules/facts.ts';
import type { JsonValue } from '../../rules/json.ts';
import { type Text, text } from '../../rules/text.ts';
import { BASES, basisWords, METHODS, type Method, methodWords, VERDICTS, verdictWords } from '../../rules/verdict.ts';
import {
  type Attempt,
  button,
  type Choice,
  checkbox,
  checkboxGroup,
  dateField,
  fieldId,
  type Problem,
  radioGroup,
  selectField,
  textArea,
  textField,
} from '../../web/form.ts';
import { attributes, type Html, html, type Piece } from '../../web/html.ts';
import type { Visit } from '../../web/visit.ts';
import { cellOf, partWords, whenWords } from './field-words.ts';
import { type Leaf, leavesOf } from './leaf.ts';

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

const words = {
  choose: text('選択してください', 'Choose'),
  document: text('資料', 'Document'),
  place: text('箇所(頁・章節など)', 'Place (page, section)'),
  remove: text('この行を削除', 'Remove this row'),
  add: text('行を追加', 'Add a row'),
  addPointer: text('証跡を追加', 'Add evidence'),
  unknown: text('(保管庫にない資料)', '(not in the evidence vault)'),
  vault: text('証跡を登録する', 'Upload evidence'),
  vaultEmpty: text(
    'まだ証跡が登録されていません。先に証跡の保管庫に資料を登録してください。',
    'No evidence has been uploaded yet. Upload documents to the evidence vault first.',
  ),
  models: text('型番を編集する', 'Edit the models'),
  yen: text('円(税込・整数)', 'Whole yen, tax included'),
  minutes: text('おおよその合計で構いません。', 'An approximate total is enough.'),
  reason: text('「該当なし」の場合は必須です。判定の根拠も書けます。', 'Required for “Not applicable”; may also explain the verdict.'),
};

const formatHints: Readonly<Partial<Record<TextFormat, Text>>> = {
  url: text('https:// で始まるURL', 'A web address that begins with https://'),
  'corporate-number': text('国税庁の法人番号(数字13桁)', 'Corporate number: 13 digits'),
  country: text('国・地域コード2文字(例: JP)', 'Two-letter country code (e.g. JP)'),
};

/** The controls of a field of any kind, with label above, hint below it and errors under each. */
export function fieldControl(given: ControlContext, field: Field): Html {
  return html`${leavesOf(field)
    .filter((leaf) => isShown(given, leaf))
    .map((leaf) => leafControl(given, field, leaf))}`;
}

/** The control of one leaf, in its frame. */
export function leafControl(given: ControlContext, field: Field, leaf: Leaf): Html {
  const control = bare(given, field, leaf);
  return given.wrap ? given.wrap(field, leaf, control) : control;
}

/** Recognition is asked about only where the book has agreements, or where it was filled in already. */
export function isShown(given: ControlContext, leaf: Leaf): boolean {
  if (leaf.part !== 'agreement' && leaf.part !== 'foreignLabel') return true;
  return given.book.agreements.length > 0 || !isBlank(given.values[leaf.path]);
}

const typedText = (value: JsonValue | undefined): string =>
  value === undefined || value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);

/** The value as the kit's controls read it back, with what is wrong at this leaf. */
function attemptFor(given: ControlContext, leaf: Leaf): Attempt {
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

function hintFor(given: ControlContext, field: Field, own?: Text): Html | undefined {
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

function face(given: ControlContext, field: Field, leaf: Leaf, own?: Text) {
  const hint = leaf.part === '' ? hintFor(given, field, own) : own;
  // A part is asked for by the verdict or answer it goes with: only the first one carries a mark.
  const required =
    leaf.part === ''
      ? isRequired(field, given.values)
      : leaf.part === 'verdict' || (field.kind === 'disclosure' && field.weight === 'mandatory');
  const marked = leaf.part === '' || leaf.part === 'verdict' || leaf.part === 'answer';
  return { name: leaf.path, label: partWords[leaf.part] ?? field.label, ...(marked ? { required } : {}), ...(hint ? { hint } : {}) };
}

function bare(given: ControlContext, field: Field, leaf: Leaf): Html {
  if (leaf.part !== '') return partControl(given, field, leaf);
  const { visit } = given;
  const attempt = attemptFor(given, leaf);
  switch (field.kind) {
    case 'text':
      return field.lines === 'many'
        ? textArea(visit, attempt, { ...face(given, field, leaf), rows: field.maxLength > 1000 ? 6 : 4 })
        : textField(visit, attempt, {
            ...face(given, field, leaf),
            ...keyboardOf(field.format),
            width: field.maxLength <= 20 ? 'narrow' : field.maxLength <= 60 ? 'medium' : 'full',
          });
    case 'number':
      return textField(visit, attempt, { ...face(given, field, leaf, numberHint(field)), inputMode: 'decimal', width: 'narrow' });
    case 'money':
      return textField(visit, attempt, { ...face(given, field, leaf, words.yen), inputMode: 'numeric', width: 'narrow' });
    case 'date':
      return dateField(visit, attempt, face(given, field, leaf));
    case 'choice':
      return choiceControl(given, attempt, field, leaf);
    case 'choices':
      return checkboxGroup(visit, attempt, { ...face(given, field, leaf), choices: field.options });
    case 'oath': {
      const hint = hintFor(given, field);
      return html`<fieldset class="field"><legend class="label">${visit.t(field.label)}${requiredMark(visit, isRequired(field, given.values))}</legend>${hint && html`<div class="hint">${hint}</div>`}${checkbox(visit, attempt, { name: leaf.path, label: field.statement, checked: given.values[leaf.path] === true })}</fieldset>`;
    }
    case 'table':
      return tableControl(given, field, leaf, attempt);
    case 'evidence':
      return pointersControl(given, field, leaf, attempt);
    case 'models':
      return modelsControl(given, field, leaf);
    case 'verdict':
    case 'disclosure':
      return html``;
  }
}

const keyboardOf = (format: TextFormat = 'plain') => {
  if (format === 'url') return { kind: 'url' } as const;
  if (format === 'mail') return { kind: 'email' } as const;
  if (format === 'telephone') return { kind: 'tel' } as const;
  return format === 'corporate-number' ? ({ inputMode: 'numeric' } as const) : {};
};

const numberHint = (field: Field & { kind: 'number' }): Text =>
  text(`${field.min}〜${field.max}(${field.unit.ja})`, `${field.min} to ${field.max} (${field.unit.en})`);

function choiceControl(given: ControlContext, attempt: Attempt, field: Field & { kind: 'choice' }, leaf: Leaf): Html {
  const its = { ...face(given, field, leaf), choices: field.options };
  return field.options.length <= 6
    ? radioGroup(given.visit, attempt, its)
    : selectField(given.visit, attempt, { ...its, empty: words.choose });
}

function partControl(given: ControlContext, field: Field, leaf: Leaf): Html {
  const { visit } = given;
  const attempt = attemptFor(given, leaf);
  const choicesOf = <T extends string>(all: readonly T[], said: Readonly<Record<T, Text>>): readonly Choice[] =>
    all.map((value) => ({ value, label: said[value] }));
  switch (leaf.part) {
    case 'verdict':
      return radioGroup(visit, attempt, { ...face(given, field, leaf), choices: choicesOf(VERDICTS, verdictWords), inline: true });
    case 'answer':
      return radioGroup(visit, attempt, { ...face(given, field, leaf), choices: choicesOf(DISCLOSURE_ANSWERS, answerWords) });
    case 'method':
      return radioGroup(visit, attempt, {
        ...face(given, field, leaf),
        choices: choicesOf(given.methods ?? METHODS, methodWords),
        inline: true,
      });
    case 'basis':
      return radioGroup(visit, attempt, {
        ...face(given, field, leaf),
        choices: choicesOf(
          BASES.filter((basis) => basis !== 'recognised' || given.book.agreements.length > 0),
          basisWords,
        ),
        inline: true,
      });
    case 'agreement':
      return selectField(visit, attempt, {
        ...face(given, field, leaf),
        choices: given.book.agreements.map((each: Agreement) => ({ value: each.id, label: each.label })),
        empty: words.choose,
      });
    case 'minutes':
      return textField(visit, attempt, { ...face(given, field, leaf, words.minutes), inputMode: 'numeric', width: 'narrow' });
    case 'reason':
      return textArea(visit, attempt, { ...face(given, field, leaf, words.reason), rows: 4 });
    case 'content':
      return textArea(visit, attempt, { ...face(given, field, leaf), rows: 6 });
    case 'evidence':
      return pointersControl(given, field, leaf, attempt);
    default:
      return textField(visit, attempt, { ...face(given, field, leaf), width: 'medium' });
  }
}

/** Rows are added and removed by buttons of the form, so that it works without JavaScript; there is always an empty one to begin with. */
function rowsOf(given: ControlContext, leaf: Leaf, most: number): readonly (JsonValue | undefined)[] {
  const value = given.values[leaf.path];
  const filled: readonly JsonValue[] = Array.isArray(value) ? value : [];
  const empty = Math.max(0, Math.min(given.emptyRows ?? 1, most - filled.length));
  return [...filled, ...Array.from({ length: empty }, () => undefined)];
}

const cellId = (leaf: Leaf, index: number, column: string, first: boolean) =>
  index === 0 && first ? fieldId(leaf.path) : fieldId(`${leaf.path}/${index + 1}/${column}`);

function groupFrame(given: ControlContext, field: Field, leaf: Leaf, attempt: Attempt, body: Html): Html {
  const { visit } = given;
  const its = face(given, field, leaf);
  const wrong = attempt.problems.length > 0;
  return html`<fieldset class="${wrong ? 'field field-rows field-wrong' : 'field field-rows'}"><legend class="label">${visit.t(its.label)}${requiredMark(visit, its.required)}</legend>${its.hint && html`<div class="hint">${'ja' in its.hint ? visit.t(its.hint) : its.hint}</div>`}${body}${
    wrong &&
    html`<div class="field-error"><span>${attempt.problems.map((problem) => html`<span class="field-error-line">${visit.t(problem.message)}</span>`)}</span></div>`
  }</fieldset>`;
}

const requiredMark = (visit: Visit, required: boolean | undefined): Html | false =>
  required !== undefined &&
  html`<span class="${required ? 'mark mark-required' : 'mark'}">${visit.t(required ? text('必須', 'required') : text('任意', 'optional'))}</span>`;

const rowButtons = (given: ControlContext, leaf: Leaf, label: Text): Html | false =>
  given.wrap !== undefined &&
  html`<div class="row-more">${button(given.visit, label, { kind: 'quiet', name: 'more', value: leaf.path })}</div>`;

const removeButton = (given: ControlContext, leaf: Leaf, index: number): Html | false =>
  given.wrap !== undefined &&
  html`<button class="link-button row-remove" type="submit" name="drop" value="${leaf.path}/${index + 1}">${given.visit.t(words.remove)}<span class="sr"> ${index + 1}</span></button>`;

function tableControl(given: ControlContext, field: Field & { kind: 'table' }, leaf: Leaf, attempt: Attempt): Html {
  const { visit } = given;
  const rows = rowsOf(given, leaf, field.maxRows);
  const body = rows.map(
    (row, index) =>
      html`<tr>${field.columns.map((column, at) => {
        const cell = attributes({
          class: 'input',
          id: cellId(leaf, index, column.id, at === 0),
          name: `${leaf.path}/${index + 1}/${column.id}`,
          value: cellOf(row, column.id),
          'aria-label': `${visit.t(column.label)} ${index + 1}`,
          'data-cell': column.id,
        });
        return html`<td data-label="${visit.t(column.label)}"><input type="text" autocomplete="off"${cell}></td>`;
      })}<td class="row-tools">${row !== undefined && removeButton(given, leaf, index)}</td></tr>`,
  );
  const frame = html`<div class="table-frame"><table class="table table-input"><thead><tr>${field.columns.map((column) => html`<th scope="col">${visit.t(column.label)}${column.required === 'always' && requiredMark(visit, true)}</th>`)}<td></td></tr></thead><tbody>${body}</tbody></table></div>`;
  return groupFrame(given, field, leaf, attempt, html`${frame}${rows.length < field.maxRows && rowButtons(given, leaf, words.add)}`);
}

function pointersControl(given: ControlContext, field: Field, leaf: Leaf, attempt: Attempt): Html {
  const { visit, evidence, links } = given;
  const most = field.kind === 'evidence' ? field.maxPointers : 100;
  const known = evidence.filter((each) => !each.erased);
  const rows = rowsOf(given, leaf, most).map((row, index) => {
    const [pointer] = row === undefined ? [] : pointers([row]);
    const chosen = pointer?.document ?? '';
    const missing = chosen !== '' && !known.some((each) => each.id === chosen);
    const document = attributes({
      class: 'input select',
      id: cellId(leaf, index, 'document', true),
      name: `${leaf.path}/${index + 1}/document`,
      'data-cell': 'document',
    });
    const place = attributes({
      class: 'input',
      id: cellId(leaf, index, 'place', false),
      name: `${leaf.path}/${index + 1}/place`,
      value: pointer?.place ?? '',
      'data-cell': 'place',
    });
    return html`<li class="pointer" data-row><div class="pointer-document"><label class="label-small" for="${cellId(leaf, index, 'document', true)}">${visit.t(words.document)}<span class="sr"> ${index + 1}</span></label><select${document}><option value="">${visit.t(words.choose)}</option>${
      missing && html`<option value="${chosen}" selected>${visit.t(words.unknown)}</option>`
    }${known.map((each) => html`<option${attributes({ value: each.id, selected: each.id === chosen })}>${each.name}</option>`)}</select></div><div class="pointer-place"><label class="label-small" for="${cellId(leaf, index, 'place', false)}">${visit.t(words.place)}<span class="sr"> ${index + 1}</span></label><input type="text" autocomplete="off"${place}></div>${row !== undefined && removeButton(given, leaf, index)}</li>`;
  });
  const upload = links && html`<a href="${links.evidence}">${visit.t(words.vault)}</a>`;
  return groupFrame(
    given,
    field,
    leaf,
    attempt,
    html`${known.length === 0 && html`<p class="hint">${visit.t(words.vaultEmpty)}</p>`}<ol class="pointers">${rows}</ol><div class="row-foot">${rowButtons(given, leaf, words.addPointer)}${upload}</div>`,
  );
}

function modelsControl(given: ControlContext, field: Field & { kind: 'models' }, leaf: Leaf): Html {
  const { visit } = given;
  const count = models(given.values[leaf.path]).length;
  const said =
    count === 0 ? text('まだ登録されていません。', 'None yet.') : text(`${count}型番が登録されています。`, `${count} models are listed.`);
  const hint = hintFor(given, field);
  return html`<div class="field"><p class="label">${visit.t(field.label)}</p>${hint && html`<div class="hint">${hint}</div>`}<p>${visit.t(said)} <a id="${fieldId(leaf.path)}" href="${given.links?.models ?? '#'}">${visit.t(words.models)}</a></p></div>`;
}
