import type { DisclosureField } from '../../rules/disclosure.ts';
import { type Text, text } from '../../rules/text.ts';
import { type Html, html } from '../../web/html.ts';
import { icon } from '../../web/icons.ts';
import type { MemberVisit } from '../../web/page.ts';
import { chip, clause } from '../../web/parts.ts';
import type { ControlContext } from './control-frame.ts';
import { leafControl } from './field-control.ts';
import { leavesOf } from './leaf.ts';
import { provenanceFold } from './provenance-fold.ts';

const words = {
  mandatory: text('必須項目', 'Mandatory'),
  optional: text('任意項目', 'Optional'),
  decisive: text('実施が条件', 'Must be done'),
  decisiveMeans: text(
    'この項目は、実際に行っていることが条件です。「実施なし」又は「開示なし」では、審査の条件を満たしません。',
    'This item must actually be done: “not done” or “not disclosed” does not meet the standard.',
  ),
  write: text('書くこと', 'What to write'),
  evidence: text('裏付けになる資料の例', 'What usually bears it out'),
} as const satisfies Record<string, Text>;

/** How much an item counts: mandatory or optional, and whether it must actually be done. */
export const weightChips = (visit: MemberVisit, item: DisclosureField): Html =>
  html`${chip(visit, 'plain', item.weight === 'mandatory' ? words.mandatory : words.optional, item.weight === 'mandatory' ? 'alert-circle' : 'minus')}${item.decisive && html` ${chip(visit, 'action', words.decisive, 'alert-triangle')}`}`;

/** What to write, what bears it out, what the condition is, and where the words come from when they are not official. */
export function itemGuide(visit: MemberVisit, item: DisclosureField): Html | false {
  const { t } = visit;
  const origin = item.provenance && provenanceFold(visit, item.provenance);
  const asked = item.hint || item.evidenceHint;
  if (!asked && !item.decisive && !origin) return false;
  return html`<div class="item-guide">${item.decisive && html`<p class="item-condition">${icon('alert-triangle')}<span>${t(words.decisiveMeans)} ${clause(item.clause)}</span></p>`}${
    asked &&
    html`<dl>${item.hint && html`<div><dt>${t(words.write)}</dt><dd>${t(item.hint)}</dd></div>`}${item.evidenceHint && html`<div><dt>${t(words.evidence)}</dt><dd>${t(item.evidenceHint)}</dd></div>`}</dl>`
  }${origin}</div>`;
}

/** The answer and its content at the left, attachment and place at the right, as the form has them. */
export function disclosureControls(controls: ControlContext, item: DisclosureField): Html {
  const leaves = leavesOf(item);
  const one = (part: string) => leaves.filter((leaf) => leaf.part === part).map((leaf) => leafControl(controls, item, leaf));
  return html`<div class="disclosure" data-disclosure><div class="disclosure-answer">${one('answer')}${one('content')}</div><div class="disclosure-evidence">${one('evidence')}</div></div>`;
}
