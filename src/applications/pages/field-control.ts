import type { Agreement } from '../../rules/book.ts';
import { answerWords, DISCLOSURE_ANSWERS, type DisclosureAnswer } from '../../rules/disclosure.ts';
import { type Field, isBlank, isRequired, type TextFormat } from '../../rules/dossier.ts';
import { type Text, text } from '../../rules/text.ts';
import { BASES, basisWords, METHODS, methodWords, VERDICTS, verdictWords } from '../../rules/verdict.ts';
import {
  type Attempt,
  type Choice,
  checkbox,
  checkboxGroup,
  dateField,
  radioGroup,
  selectField,
  textArea,
  textField,
} from '../../web/form.ts';
import { type Html, html } from '../../web/html.ts';
import { attemptFor, type ControlContext, face, hintFor, requiredMark } from './control-frame.ts';
import { type Leaf, leavesOf } from './leaf.ts';
import { modelsControl, pointersControl, tableControl } from './row-controls.ts';

export type { ControlContext } from './control-frame.ts';

const words = {
  choose: text('選択してください', 'Choose'),
  yen: text('円(税込・整数)', 'Whole yen, tax included'),
  minutes: text('おおよその合計で構いません。', 'An approximate total is enough.'),
  reason: text('「該当なし」の場合は必須です。判定の根拠も書けます。', 'Required for “Not applicable”; may also explain the verdict.'),
};

const answerHints: Readonly<Record<DisclosureAnswer, Text>> = {
  content: text('内容を書き、裏付け資料の名称と箇所を示します。', 'Write the content; name the document and the place in it.'),
  'not-done': text('行っていないことを開示します。資料は要りません。', 'This discloses that it is not done. No document is needed.'),
  'not-disclosed': text(
    '内容を明らかにしません。必須項目では、開示したことになりません。',
    'The content is not told. For a mandatory item this is no disclosure.',
  ),
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
      return radioGroup(visit, attempt, {
        ...face(given, field, leaf),
        choices: DISCLOSURE_ANSWERS.map((value) => ({ value, label: answerWords[value], hint: answerHints[value] })),
      });
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
