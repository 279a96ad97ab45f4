import type { DisclosureField } from '../../rules/disclosure.ts';
import type { Section } from '../../rules/dossier.ts';
import { errorsIn } from '../../rules/form-check.ts';
import { type Text, text } from '../../rules/text.ts';
import { attributes, type Html, html } from '../../web/html.ts';
import { icon } from '../../web/icons.ts';
import type { MemberVisit } from '../../web/page.ts';
import { fold } from '../../web/parts.ts';
import { addressOf } from './case-frame.ts';
import { commentsOn } from './comments.ts';
import type { ControlContext } from './control-frame.ts';
import { type Desk, findingsAt, isMissing, isTouched, places, progressOf } from './desk.ts';
import { disclosureControls, itemGuide, weightChips } from './disclosure-item.ts';
import { commentBox, findingList } from './dossier-parts.ts';
import type { Filter } from './dossier-section.ts';
import { answerChip } from './item-overview.ts';

const words = {
  all: text('すべて', 'All'),
  missing: text('未記入だけ', 'Only what is missing'),
  filter: text('表示する項目', 'Items shown'),
  findings: text('この節の指摘', 'To do in this section'),
  none: text('この節に、記入の足りない項目はありません。', 'Nothing is missing in this section.'),
  own: text('この項目だけを開く(照会・留保の申出)', 'Open this item by itself'),
} as const satisfies Record<string, Text>;

/** All items of the section, or only those with something to do. */
export function filterLinks(visit: MemberVisit, desk: Desk, section: Section, address: string, only: Filter): Html {
  const { t } = visit;
  const { open } = progressOf(desk, section);
  const link = (to: string, label: Text, count: number, current: boolean) =>
    html`<li><a href="${to}"${attributes({ 'aria-current': current && 'true' })}>${t(label)} <span class="count-plain">${count}</span></a></li>`;
  return html`<nav class="item-filter" aria-label="${t(words.filter)}"><div data-live="filter"><ul>${link(address, words.all, section.fields.length, only === 'all')}${link(`${address}?only=missing`, words.missing, open, only === 'missing')}</ul></div></nav>`;
}

/** The items of a section below each other, each with its guide and controls; what is done is folded. */
export function itemBlocks(
  visit: MemberVisit,
  desk: Desk,
  section: Section,
  items: readonly DisclosureField[],
  controls: ControlContext,
  only: Filter,
): Html {
  const { t } = visit;
  const shown = only === 'missing' ? items.filter((item) => isMissing(desk, item)) : items;
  const all = section.fields.flatMap((field) => findingsAt(desk, field));
  const sorted = [...errorsIn(all), ...all.filter((finding) => finding.weight === 'note')];
  const findings = html`<div class="section-findings" data-live="findings">${
    sorted.length > 0 &&
    fold(
      html`${t(words.findings)} <span class="count">${errorsIn(all).length}</span>`,
      findingList(visit, desk, sorted, (finding) => addressOf(visit, desk, finding, 'section')),
    )
  }</div>`;
  const blocks = shown.map((item, index) => {
    const category = item.category && t(item.category) !== t(shown[index - 1]?.category ?? { ja: '', en: '' }) ? item.category : undefined;
    return html`${category && html`<h3 class="item-category">${t(category)}</h3>`}${block(visit, desk, section, item, controls)}`;
  });
  return html`${findings}<div class="item-blocks">${blocks}${shown.length === 0 && html`<p class="panel-clean">${icon('check-circle')}${t(words.none)}</p>`}</div>`;
}

function block(visit: MemberVisit, desk: Desk, section: Section, item: DisclosureField, controls: ControlContext): Html {
  const { t, to } = visit;
  const missing = isMissing(desk, item);
  const said = commentsOn(desk.its, item);
  const open = missing || said.length > 0 || !isTouched(item, desk.values);
  const own = to(places.item(desk.its.subject.id, section.id, item.item));
  return html`<details class="item-block"${attributes({ open, 'data-item': item.id, 'data-missing': missing ? 'yes' : undefined })}><summary><span class="item-block-name"><span class="item-code">${item.item}</span> ${t(item.label)}</span><span class="item-block-state">${weightChips(visit, item)} <span data-live="answer-${item.id}">${missing ? html`<span class="count">${errorsIn(findingsAt(desk, item)).length}</span>` : answerChip(visit, desk, item)}</span></span></summary><div class="item-block-body">${said.map((comment) => commentBox(visit, comment))}${itemGuide(visit, item)}${disclosureControls(controls, item)}<p class="small"><a href="${own}">${t(words.own)}<span class="sr"> ${item.item}</span></a></p></div></details>`;
}
