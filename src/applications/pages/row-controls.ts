import { type Field, models, pointers } from '../../rules/dossier.ts';
import type { JsonValue } from '../../rules/json.ts';
import { type Text, text } from '../../rules/text.ts';
import { type Attempt, button, fieldId } from '../../web/form.ts';
import { attributes, type Html, html } from '../../web/html.ts';
import { type ControlContext, face, hintFor, requiredMark } from './control-frame.ts';
import { cellOf } from './field-words.ts';
import type { Leaf } from './leaf.ts';

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
};

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

const rowButtons = (given: ControlContext, leaf: Leaf, label: Text): Html | false =>
  given.wrap !== undefined &&
  html`<div class="row-more">${button(given.visit, label, { kind: 'quiet', name: 'more', value: leaf.path })}</div>`;

const removeButton = (given: ControlContext, leaf: Leaf, index: number): Html | false =>
  given.wrap !== undefined &&
  html`<button class="link-button row-remove" type="submit" name="drop" value="${leaf.path}/${index + 1}">${given.visit.t(words.remove)}<span class="sr"> ${index + 1}</span></button>`;

/** A table whose rows are added and removed. */
export function tableControl(given: ControlContext, field: Field & { kind: 'table' }, leaf: Leaf, attempt: Attempt): Html {
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

/** Pointers to evidence: the document, and the place in it. */
export function pointersControl(given: ControlContext, field: Field, leaf: Leaf, attempt: Attempt): Html {
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

/** How many models there are; they are edited on a page of their own. */
export function modelsControl(given: ControlContext, field: Field & { kind: 'models' }, leaf: Leaf): Html {
  const { visit } = given;
  const count = models(given.values[leaf.path]).length;
  const said =
    count === 0 ? text('まだ登録されていません。', 'None yet.') : text(`${count}型番が登録されています。`, `${count} models are listed.`);
  const hint = hintFor(given, field);
  return html`<div class="field"><p class="label">${visit.t(field.label)}</p>${hint && html`<div class="hint">${hint}</div>`}<p>${visit.t(said)} <a id="${fieldId(leaf.path)}" href="${given.links?.models ?? '#'}">${visit.t(words.models)}</a></p></div>`;
}
