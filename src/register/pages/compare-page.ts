import { type Text, text } from '../../rules/text.ts';
import { buttonLink } from '../../web/form.ts';
import { type Html, html } from '../../web/html.ts';
import { icon } from '../../web/icons.ts';
import { spellDay } from '../../web/language.ts';
import { backLink, chip, emptyState, fold, heading, notice } from '../../web/parts.ts';
import type { Page, Visit } from '../../web/visit.ts';
import { type ComparedLine, type Comparison, MOST_COMPARED } from '../comparison.ts';
import type { PublicView } from '../public-view.ts';
import { statusFaces } from '../status-face.ts';
import { pathOf } from './attestation-page.ts';
import { groupsOf, weightWords } from './disclosed.ts';
import { showValue } from './public-value.ts';

const words = {
  title: text('並べて比べる', 'Side by side'),
  lead: text(
    '同じ項目を横に並べて読めます。優劣の評価ではありません。',
    'Read the same items next to each other. Nothing here says which is better.',
  ),
  back: text('一覧へ戻る', 'Back to the list'),
  few: text('比べるものを選んでください', 'Choose what to compare'),
  fewNext: (most: number): Text =>
    text(
      `公開台帳の一覧で2件から${most}件を選び、「選んだものを並べて比べる」を押してください。`,
      `Tick two to ${most} in the list of the register, then “Compare what is ticked”.`,
    ),
  toList: text('一覧で選ぶ', 'Choose in the list'),
  leftOut: text('次のものは並べていません', 'Not compared'),
  leftOutWhy: (most: number): Text =>
    text(
      `台帳にない番号、最初に選んだものと異なる制度のもの、${most + 1}件目以降のものは並べられません。`,
      `Numbers not in the register, those of another scheme than the first, and any beyond ${most} cannot stand here.`,
    ),
  item: text('項目', 'Item'),
  differs: text('相違あり', 'Differs'),
  differing: (count: number): Text => text(`相違 ${count}項目`, `${count} differ`),
  sign: text(
    '「≠ 相違あり」は、記載が同じでない項目の印です。留保中の項目は比べていません。',
    '“≠ Differs” marks items that do not read the same. What is withheld is not compared.',
  ),
  remove: text('外す', 'Remove'),
  json: text('この比較をJSONで取得', 'This comparison as JSON'),
  ofDay: (day: string): Text => text(`${spellDay('ja', day)}(日本時間)現在の内容です。`, `As of ${spellDay('en', day)} (Japan time).`),
} as const;

/** How do these differ? Item by item, section by section; differences have a sign and a word, not only a colour (D-3-1). */
export function comparePage(visit: Visit, comparison: Comparison, asked: readonly string[]): Page {
  const { t, to } = visit;
  const { views, sections, leftOut, on } = comparison;
  const query = `?of=${views.map((view) => view.entry.key).join(',')}`;
  const scheme = views[0]?.book;
  const list = to(`/register${scheme ? `?level=${scheme.id}:` : ''}`);
  const body =
    views.length < 2
      ? html`${emptyState(visit, words.few, html`${t(words.fewNext(MOST_COMPARED))}<br>${buttonLink(visit, words.toList, list)}`)}`
      : html`<div class="compare" data-count="${views.length}">${heads(visit, views)}
<p class="small quiet">${icon('info')} ${t(words.sign)} ${t(words.ofDay(on))}</p>
${sections.map((section, i) => fold(html`${t(section.label)} ${differing(visit, section.lines)}`, sectionTable(visit, views, section.lines), i < 2))}
<p class="small">${icon('download')}<a href="/api/v1/comparison${query}">${t(words.json)}</a></p></div>`;
  return {
    title: words.title,
    description: words.lead,
    variant: 'public',
    addresses: { ja: `/ja/register/compare${withQuery(asked)}`, en: `/en/register/compare${withQuery(asked)}` },
    body: html`${backLink(visit, words.back, list)}${heading(visit, words.title, { lead: words.lead, ...(scheme ? { above: t(scheme.name) } : {}) })}
${leftOut.length > 0 && notice(visit, 'warning', words.leftOut, html`<p>${t(words.leftOutWhy(MOST_COMPARED))}</p><p class="code">${leftOut.join(', ')}</p>`)}
${body}`,
  };
}

const withQuery = (keys: readonly string[]): string => (keys.length === 0 ? '' : `?of=${keys.join(',')}`);

function heads(visit: Visit, views: readonly PublicView[]): Html {
  const { t, to, language } = visit;
  return html`<ul class="compare-heads">${views.map((view) => {
    const others = views.filter((each) => each !== view).map((each) => each.entry.key);
    const face = statusFaces[view.status.status];
    return html`<li><p class="code">${view.entry.number}</p><h2><a href="${language === 'en' ? `${pathOf(view)}/en` : pathOf(view)}">${t(view.entry.title)}</a></h2><p>${t(view.entry.applicant)}</p><p>${chip(visit, face.tone, view.status.word, face.icon)}</p><p class="small"><a href="${to(`/register/compare?of=${others.join(',')}`)}">${t(words.remove)}<span class="sr">: ${t(view.entry.title)}</span></a></p></li>`;
  })}</ul>`;
}

function differing(visit: Visit, lines: readonly ComparedLine[]): Html | false {
  const count = lines.filter((line) => line.differs).length;
  return count > 0 && html`<span class="quiet small">${visit.t(words.differing(count))}</span>`;
}

function sectionTable(visit: Visit, views: readonly PublicView[], lines: readonly ComparedLine[]): Html {
  const { t } = visit;
  return html`<table class="compared"><thead><tr><th scope="col">${t(words.item)}</th>${views.map((view) => html`<th scope="col">${t(view.entry.title)}</th>`)}</tr></thead>${groupsOf(
    lines,
  ).map(
    (group) =>
      html`<tbody>${group.category && html`<tr class="disclosed-category"><th colspan="${views.length + 1}" scope="rowgroup">${t(group.category)}</th></tr>`}${group.lines.map((line) => row(visit, views, line))}</tbody>`,
  )}</table>`;
}

function row(visit: Visit, views: readonly PublicView[], line: ComparedLine): Html {
  const { t } = visit;
  const item =
    line.item &&
    html`<span class="code tight small">${line.item.code}</span> <span class="weight weight-${line.item.weight}">${t(weightWords[line.item.weight])}</span><br>`;
  const sign = line.differs && html`<br><span class="differs"><span aria-hidden="true">≠</span> ${t(words.differs)}</span>`;
  return html`<tr class="${line.differs ? 'compared-differs' : ''}"><th scope="row">${item}${t(line.label)}${sign}</th>${line.values.map(
    (value, i) => html`<td data-label="${t(views[i]?.entry.title ?? text('', ''))}">${showValue(visit, value, `${line.id}-${i}`)}</td>`,
  )}</tr>`;
}
