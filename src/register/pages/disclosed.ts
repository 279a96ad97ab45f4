import { answerWords, DISCLOSURE_ANSWERS } from '../../rules/disclosure.ts';
import { type Text, text } from '../../rules/text.ts';
import { type Html, html } from '../../web/html.ts';
import type { Visit } from '../../web/visit.ts';
import type { PublicLineView, PublicSectionView } from '../public-view.ts';
import { showValue } from './public-value.ts';

const words = {
  lead: text(
    '各項目の内容を、事業者が書いたとおりに載せています。',
    'Each item as the provider wrote it, in the language in which it was written.',
  ),
  item: text('項番', 'Item'),
  name: text('項目', 'Name'),
  weight: text('区分', 'Weight'),
  content: text('内容', 'Content'),
  mandatory: text('必須', 'Mandatory'),
  optional: text('選択', 'Optional'),
  withheld: text('公表を留保', 'Withheld'),
  unanswered: text('記載なし', 'Not stated'),
  jump: text('開示された内容の目次', 'Sections of what is disclosed'),
  count: (label: Text, count: number): Text => text(`${label.ja} ${count}項目`, `${label.en}: ${count}`),
  top: text('目次へ戻る', 'Back to the sections'),
} as const;

export const weightWords = { mandatory: words.mandatory, optional: words.optional } as const;

/** The sections that are made of items of disclosure; the others are facts. */
export const isDisclosed = (section: PublicSectionView): boolean => section.lines.some((line) => line.item !== undefined);

/** How many items are answered how, in words. */
export function tallyOf(sections: readonly PublicSectionView[]): readonly Text[] {
  const values = sections.flatMap((section) => section.lines.map((line) => line.value));
  const answered = DISCLOSURE_ANSWERS.map((answer) => ({
    label: answerWords[answer],
    count: values.filter((value) => value.kind === 'disclosed' && value.answer === answer).length,
  }));
  const others = [
    { label: words.withheld, count: values.filter((value) => value.kind === 'withheld').length },
    { label: words.unanswered, count: values.filter((value) => value.kind === 'none').length },
  ];
  return [...answered, ...others].flatMap((each) => (each.count > 0 ? [words.count(each.label, each.count)] : []));
}

/** All that is disclosed: how much, a jump list by part and section, and each section as a table. */
export function disclosedSections(visit: Visit, sections: readonly PublicSectionView[]): Html {
  const { t } = visit;
  const parts = [...new Map(sections.map((section) => [section.part?.ja ?? '', section.part])).values()];
  const within = (part: Text | undefined) => sections.filter((section) => section.part?.ja === part?.ja);
  return html`<p class="section-lead">${t(words.lead)}</p>
<p class="tally">${tallyOf(sections).map((each) => html`<span class="tally-part">${t(each)}</span>`)}</p>
<nav class="jump-parts" aria-label="${t(words.jump)}" id="disclosed-jump">${parts.map(
    (part) =>
      html`<div>${part && html`<p class="label-small">${t(part)}</p>`}<ul class="jump-list">${within(part).map((section) => html`<li><a href="#${section.id}">${t(section.label)} <span class="quiet small">${section.lines.length}</span></a></li>`)}</ul></div>`,
  )}</nav>
${parts.map((part) => html`${part && html`<h3 class="part-heading">${t(part)}</h3>`}${within(part).map((section) => oneSection(visit, section))}`)}`;
}

function oneSection(visit: Visit, section: PublicSectionView): Html {
  const { t } = visit;
  return html`<section class="disclosed-section" id="${section.id}"><h4>${t(section.label)}</h4>
<table class="disclosed"><caption class="sr">${t(section.label)}</caption><thead><tr><th scope="col">${t(words.item)}</th><th scope="col">${t(words.name)}</th><th scope="col">${t(words.weight)}</th><th scope="col">${t(words.content)}</th></tr></thead>
${groupsOf(section.lines).map(
  (group) =>
    html`<tbody>${group.category && html`<tr class="disclosed-category"><th colspan="4" scope="rowgroup">${t(group.category)}</th></tr>`}${group.lines.map(
      (line) =>
        html`<tr id="item-${line.id}"><td class="disclosed-code"><span class="code tight">${line.item?.code ?? ''}</span></td><th scope="row">${t(line.label)}</th><td class="disclosed-weight">${line.item && html`<span class="weight weight-${line.item.weight}">${t(weightWords[line.item.weight])}</span>`}</td><td class="disclosed-content">${showValue(visit, line.value, line.id)}</td></tr>`,
    )}</tbody>`,
)}</table>
<p class="small to-jump"><a href="#disclosed-jump">${t(words.top)}</a></p></section>`;
}

/** Neighbours that share a heading. */
export function groupsOf<Line extends Pick<PublicLineView, 'item'>>(
  lines: readonly Line[],
): readonly { readonly category?: Text; readonly lines: readonly Line[] }[] {
  const groups: { category?: Text; lines: Line[] }[] = [];
  for (const line of lines) {
    const category = line.item?.category;
    const last = groups.at(-1);
    if (last && last.category?.ja === category?.ja) last.lines.push(line);
    else groups.push({ ...(category ? { category } : {}), lines: [line] });
  }
  return groups;
}
