import type { Text } from '../rules/text.ts';
import { type Verdict, verdictWords } from '../rules/verdict.ts';
import { attributes, type Html, html, type Piece } from './html.ts';
import { type IconName, icon } from './icons.ts';
import type { Visit } from './visit.ts';

/** What a status feels like; the word says what it is. */
export type Tone = 'good' | 'waiting' | 'action' | 'bad' | 'off' | 'plain';

const faces = {
  good: 'check-circle',
  waiting: 'clock',
  action: 'alert-circle',
  bad: 'cross-circle',
  off: 'minus',
  plain: 'info',
} as const satisfies Record<Tone, IconName>;

/** A status: word, colour and icon. */
export const chip = (visit: Visit, tone: Tone, word: Text, name: IconName = faces[tone]): Html =>
  html`<span class="chip chip-${tone}">${icon(name)}${visit.t(word)}</span>`;

const verdictTones: Readonly<Record<Verdict, Tone>> = {
  conforms: 'good',
  'does-not-conform': 'bad',
  'not-applicable': 'off',
  'not-tested': 'action',
  'could-not-decide': 'action',
};

/** A verdict as a status. */
export const verdictChip = (visit: Visit, verdict: Verdict): Html => chip(visit, verdictTones[verdict], verdictWords[verdict]);

/** The first line of a page: its H1, what it answers, and what can be done from here. */
export function heading(
  visit: Visit,
  title: Text,
  more: { readonly lead?: Text | Html; readonly above?: Piece; readonly actions?: Piece; readonly chip?: Piece } = {},
): Html {
  return html`<div class="heading"><div class="heading-words">${more.above && html`<p class="heading-above">${more.above}</p>`}<h1>${visit.t(title)}${more.chip && html` ${more.chip}`}</h1>${
    more.lead && html`<p class="lead">${'ja' in more.lead ? visit.t(more.lead) : more.lead}</p>`
  }</div>${more.actions && html`<div class="heading-actions">${more.actions}</div>`}</div>`;
}

/** The way back up. */
export const backLink = (visit: Visit, label: Text, address: string): Html =>
  html`<p class="back"><a href="${address}">${icon('back')}${visit.t(label)}</a></p>`;

const noticeIcons = { good: 'check-circle', info: 'info', warning: 'alert-triangle', bad: 'alert-circle' } as const satisfies Record<
  string,
  IconName
>;

/** A notice in the page. `live` announces it to screen readers: for the answer to an act. */
export function notice(visit: Visit, kind: keyof typeof noticeIcons, title: Text, body?: Piece, live = false): Html {
  return html`<div class="notice notice-${kind}"${attributes({ role: live && (kind === 'bad' ? 'alert' : 'status') })}>${icon(noticeIcons[kind])}<div class="notice-words"><p class="notice-title">${visit.t(title)}</p>${body && html`<div class="notice-body">${body}</div>`}</div></div>`;
}

/** Nothing here yet, and what to do about it. */
export const emptyState = (visit: Visit, title: Text, next?: Piece): Html =>
  html`<div class="empty"><p class="empty-title">${visit.t(title)}</p>${next && html`<div class="empty-next">${next}</div>`}</div>`;

/** Folded detail; works without JavaScript. */
export const fold = (summary: Piece, body: Piece, open = false): Html =>
  html`<details class="fold"${attributes({ open })}><summary>${summary}</summary><div class="fold-body">${body}</div></details>`;

/** A section with its own heading, linkable. */
export const section = (
  visit: Visit,
  title: Text,
  body: Piece,
  more: { readonly id?: string; readonly actions?: Piece; readonly lead?: Text } = {},
): Html =>
  html`<section class="section"${attributes({ id: more.id })}><div class="section-heading"><h2>${visit.t(title)}</h2>${more.actions}</div>${more.lead && html`<p class="section-lead">${visit.t(more.lead)}</p>`}${body}</section>`;

/** Names and values: the facts of one thing. Empty values are said to be empty. */
export const factList = (visit: Visit, facts: readonly { readonly name: Text; readonly value: Piece }[]): Html =>
  html`<dl class="facts">${facts.map(({ name, value }) => html`<div class="fact"><dt>${visit.t(name)}</dt><dd>${value === undefined || value === null || value === '' ? html`<span class="quiet">—</span>` : value}</dd></div>`)}</dl>`;

export interface Column<Row> {
  readonly label: Text;
  readonly cell: (row: Row) => Piece;
  readonly align?: 'end';
  /** The column that names the row: its cells are row headers. */
  readonly head?: boolean;
  /** Never broken over lines: numbers, dates, chips. */
  readonly tight?: boolean;
}

/** A table. On phones each row becomes a card with the column names beside the values. */
export function table<Row>(
  visit: Visit,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  more: { readonly caption: Text; readonly showCaption?: boolean; readonly wide?: boolean },
): Html {
  const face = (c: Column<Row>) =>
    attributes({ class: [c.align === 'end' && 'end', c.tight && 'tight'].filter(Boolean).join(' ') || undefined });
  return html`<div class="table-frame"><table class="${more.wide ? 'table table-wide' : 'table'}"><caption class="${more.showCaption ? '' : 'sr'}">${visit.t(more.caption)}</caption>
<thead><tr>${columns.map((c) => html`<th scope="col"${face(c)}>${visit.t(c.label)}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${columns.map((c) => (c.head ? html`<th scope="row"${face(c)} data-label="${visit.t(c.label)}">${c.cell(row)}</th>` : html`<td${face(c)} data-label="${visit.t(c.label)}">${c.cell(row)}</td>`))}</tr>`)}</tbody></table></div>`;
}

const pageWords = {
  pages: { ja: 'ページ', en: 'Pages' },
  previous: { ja: '前へ', en: 'Previous' },
  next: { ja: '次へ', en: 'Next' },
} as const satisfies Record<string, Text>;

/** Pages of a list: `address(n)` is page n's own address. Nothing when there is only one. */
export function pagination(visit: Visit, current: number, last: number, address: (page: number) => string): Html | false {
  if (last <= 1) return false;
  const near = [...new Set([1, current - 1, current, current + 1, last])].filter((n) => n >= 1 && n <= last).sort((a, b) => a - b);
  const items = near.flatMap((n, i) => {
    const gap = i > 0 && n - (near[i - 1] ?? 0) > 1 ? [html`<li class="pagination-gap" aria-hidden="true">…</li>`] : [];
    return [...gap, html`<li><a href="${address(n)}"${attributes({ 'aria-current': n === current && 'page' })}>${n}</a></li>`];
  });
  return html`<nav class="pagination" aria-label="${visit.t(pageWords.pages)}"><ul>${current > 1 && html`<li><a rel="prev" href="${address(current - 1)}">${visit.t(pageWords.previous)}</a></li>`}${items}${current < last && html`<li><a rel="next" href="${address(current + 1)}">${visit.t(pageWords.next)}</a></li>`}</ul></nav>`;
}

/** How much is done, in words and as a bar. */
export const progress = (visit: Visit, label: Text, done: number, all: number): Html =>
  html`<div class="progress"><span class="progress-words">${visit.t(label)} <strong>${done}</strong> / ${all}</span><progress max="${Math.max(all, 1)}" value="${done}" aria-label="${visit.t(label)}">${done} / ${all}</progress></div>`;

/** Pages beside each other: each a real address. */
export const tabs = (
  visit: Visit,
  label: Text,
  all: readonly { readonly label: Text; readonly address: string; readonly current: boolean; readonly count?: number }[],
): Html =>
  html`<nav class="tabs" aria-label="${visit.t(label)}"><ul>${all.map((one) => html`<li><a href="${one.address}"${attributes({ 'aria-current': one.current && 'page' })}>${visit.t(one.label)}${one.count !== undefined && html`<span class="count">${one.count}</span>`}</a></li>`)}</ul></nav>`;

const stepWords = {
  done: { ja: '完了', en: 'done' },
  here: { ja: '現在地', en: 'you are here' },
  ahead: { ja: 'これから', en: 'to come' },
} as const satisfies Record<string, Text>;

/** A way with a "you are here": each step done, here or ahead. */
export const steps = (
  visit: Visit,
  label: Text,
  all: readonly { readonly label: Text; readonly state: 'done' | 'here' | 'ahead'; readonly note?: Piece; readonly address?: string }[],
): Html =>
  html`<ol class="steps" aria-label="${visit.t(label)}">${all.map(
    (one) =>
      html`<li class="step step-${one.state}"${attributes({ 'aria-current': one.state === 'here' && 'step' })}><span class="step-mark">${one.state === 'done' && icon('check')}</span><span class="step-words">${
        one.address ? html`<a href="${one.address}">${visit.t(one.label)}</a>` : html`<span>${visit.t(one.label)}</span>`
      }<span class="sr"> (${visit.t(stepWords[one.state])})</span>${one.note && html`<span class="step-note">${one.note}</span>`}</span></li>`,
  )}</ol>`;

/** Cards that lead somewhere: title, one sentence, link over the whole card. */
export const linkCards = (
  visit: Visit,
  all: readonly { readonly title: Text; readonly words?: Text; readonly address: string; readonly icon?: IconName }[],
  /** `page` where they stand right under the title of the page. */
  under: 'page' | 'section' = 'section',
): Html => {
  const title = (card: (typeof all)[number]) => {
    const link = html`<a href="${card.address}">${visit.t(card.title)}</a>`;
    return under === 'page' ? html`<h2>${link}</h2>` : html`<h3>${link}</h3>`;
  };
  return html`<ul class="cards">${all.map((card) => html`<li class="card">${card.icon && icon(card.icon)}${title(card)}${card.words && html`<p>${visit.t(card.words)}</p>`}</li>`)}</ul>`;
};

/** The clause something rests on, small beside it. */
export const clause = (citation: string): Html => html`<span class="clause">${citation}</span>`;
