import { answerWords } from '../../rules/disclosure.ts';
import { type Text, text } from '../../rules/text.ts';
import { attributes, type Html, html, type Piece, safeHref } from '../../web/html.ts';
import { icon } from '../../web/icons.ts';
import { spellDay } from '../../web/language.ts';
import { fold } from '../../web/parts.ts';
import type { Visit } from '../../web/visit.ts';
import { countryName, type PublicResult, type PublicValue } from '../public-view.ts';

const words = {
  withheld: text('非公開(申請者の選択)', 'Not published (the applicant’s choice)'),
  withheldUntil: (day: Text): Text => text(`公表を留保しています(${day.ja}まで)`, `Withheld from publication until ${day.en}`),
  none: text('記載なし', 'Not stated'),
  models: (count: number): Text => text(`${count}件の型番をすべて表示`, `Show all ${count} models`),
  filter: text('型番を絞り込む', 'Filter the models'),
  found: text('件を表示', 'shown'),
  results: (count: number): Text => text(`適合基準ごとの結果(${count}項目)を表示`, `Show the result of each of the ${count} criteria`),
  newTab: text('外部のサイト', 'external site'),
} as const;

/** Above this, models are folded and get a filter. */
const MANY_MODELS = 12;

/** A value of the public page as markup. What somebody typed is never markup, and only web addresses are links. */
export function showValue(visit: Visit, value: PublicValue, id: string, open: 'open' | 'folded' = 'folded'): Piece {
  const { t, language } = visit;
  switch (value.kind) {
    case 'none':
      return html`<span class="quiet">${t(words.none)}</span>`;
    case 'withheld':
      return html`<span class="withheld">${icon('lock')}${t(value.until ? words.withheldUntil({ ja: spellDay('ja', value.until), en: spellDay('en', value.until) }) : words.withheld)}</span>`;
    case 'disclosed':
      // What the provider wrote, to the letter: line breaks too, and markup in it is text.
      return html`${value.answer !== 'content' && html`<strong class="answer-given">${icon(value.answer === 'not-done' ? 'minus' : 'cross-circle')}${t(answerWords[value.answer])}</strong>`}${value.content && html`<div class="as-written" lang="ja">${value.content}</div>`}`;
    case 'typed':
      if (value.as === 'day') return spellDay(language, value.typed);
      if (value.as === 'url') return outwards(visit, value.typed, value.typed);
      if (value.as === 'mail') return html`<a href="${safeHref(`mailto:${value.typed}`)}">${value.typed}</a>`;
      if (value.as === 'telephone') return html`<a href="${safeHref(`tel:${value.typed.replaceAll(/[^+\d]/g, '')}`)}">${value.typed}</a>`;
      return html`<span class="typed">${value.typed}</span>`;
    case 'words': {
      const [only] = value.words;
      if (value.link) return html`${value.words.map((each) => t(each.label)).join('、')}<br>${outwards(visit, value.link, value.link)}`;
      return value.words.length === 1 && only
        ? t(only.label)
        : html`<ul class="plain-list">${value.words.map((each) => html`<li>${t(each.label)}</li>`)}</ul>`;
    }
    case 'table': {
      const cell = (row: Readonly<Record<string, string>>, column: (typeof value.columns)[number]) =>
        column.format === 'country' ? t(countryName(row[column.id] ?? '')) : (row[column.id] ?? '');
      const [only] = value.columns;
      if (value.rows.length === 0) return html`<span class="quiet">${t(words.none)}</span>`;
      if (value.columns.length === 1 && only)
        return html`<ul class="plain-list">${value.rows.map((row) => html`<li>${cell(row, only)}</li>`)}</ul>`;
      return html`<div class="table-frame"><table class="table"><thead><tr>${value.columns.map((column) => html`<th scope="col">${t(column.label)}</th>`)}</tr></thead><tbody>${value.rows.map(
        (row) => html`<tr>${value.columns.map((column) => html`<td data-label="${t(column.label)}">${cell(row, column)}</td>`)}</tr>`,
      )}</tbody></table></div>`;
    }
    case 'models':
      return showModels(visit, value, id);
    case 'results':
      return value.results.length === 0
        ? html`<span class="quiet">${t(words.none)}</span>`
        : fold(t(words.results(value.results.length)), showResults(visit, value.results), open === 'open');
  }
}

/** A link that leaves this site; anything but http and https stays text. */
function outwards(visit: Visit, address: string, label: string): Html {
  if (!/^https?:\/\//i.test(address)) return html`<span class="typed">${label}</span>`;
  return html`<a class="outwards" href="${safeHref(address)}" rel="noopener nofollow">${label}${icon('external')}<span class="sr">(${visit.t(words.newTab)})</span></a>`;
}

function showModels(visit: Visit, value: Extract<PublicValue, { kind: 'models' }>, id: string): Piece {
  const { models } = value;
  if (models.length === 0) return html`<span class="quiet">${visit.t(words.none)}</span>`;
  const list = html`<ul class="models" id="${id}-models">${models.map(
    (each) =>
      html`<li><span class="model">${each.model}</span>${each.name && html` <span class="model-name">${each.name}</span>`}${each.difference && html` <span class="quiet small">${each.difference}</span>`}</li>`,
  )}</ul>`;
  if (models.length <= MANY_MODELS) return list;
  const filter = html`<div class="models-filter" data-models-filter="${id}-models" hidden><label class="label" for="${id}-filter">${visit.t(words.filter)}</label><input${attributes({ class: 'input input-medium', type: 'search', id: `${id}-filter`, autocomplete: 'off' })}><p class="small quiet" role="status"><span data-shown>${models.length}</span> / ${models.length} ${visit.t(words.found)}</p></div>`;
  return fold(visit.t(words.models(models.length)), html`${filter}${list}`);
}

const resultIcons = {
  conforms: 'check-circle',
  'does-not-conform': 'cross-circle',
  'not-applicable': 'minus',
  'not-tested': 'pause',
  'could-not-decide': 'question',
} as const;

/** Results with the name of each criterion. */
export function showResults(visit: Visit, results: readonly PublicResult[]): Html {
  const { t } = visit;
  return html`<ul class="results">${results.map((result) => {
    const how = [result.method, result.basis].flatMap((each) => (each ? [t(each)] : []));
    return html`<li class="result result-${result.verdict}"><span class="result-verdict">${icon(resultIcons[result.verdict as keyof typeof resultIcons] ?? 'question')}${t(result.verdictLabel)}</span><span class="result-words"><span class="result-id">${result.criterion}</span> ${t(result.name)}${
      how.length > 0 && html`<span class="quiet small">${how.join(visit.language === 'ja' ? '・' : ', ')}</span>`
    }</span></li>`;
  })}</ul>`;
}
