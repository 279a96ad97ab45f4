import type { Book } from '../../rules/book.ts';
import { type Day, daysBetween } from '../../rules/day.ts';
import { type Text, text } from '../../rules/text.ts';
import { button, firstShowing, getForm, hiddenField, selectField } from '../../web/form.ts';
import { type Html, html } from '../../web/html.ts';
import { icon } from '../../web/icons.ts';
import { spellDay } from '../../web/language.ts';
import type { MemberVisit } from '../../web/page.ts';
import { emptyState, heading, notice, section } from '../../web/parts.ts';
import type { Page } from '../../web/visit.ts';
import { DAY_KINDS, type DayKind } from '../calendar-days.ts';
import { type Ahead, MOST_LISTED } from '../list.ts';
import { type Month, otherMonth, weeksOf } from '../month.ts';
import { places } from '../places.ts';
import { kindSentences, kindWords } from '../words.ts';
import { daysTable, kindChip } from './rows.ts';

const words = {
  title: text('これから起きること', 'What is about to happen'),
  late: text('期限を過ぎたもの', 'Overdue'),
  none: text('日付の決まった予定はありません。', 'Nothing has a date.'),
  noneNext: text(
    '照会の期限、修正の期限、有効期限などがここに並びます。',
    'Due dates of questions and corrections, and expiries, appear here.',
  ),
  noneHere: text('この月の予定はありません。', 'Nothing in this month.'),
  scheme: text('制度', 'Scheme'),
  kind: text('種類', 'Kind'),
  all: text('すべて', 'All'),
  show: text('表示する', 'Show'),
  filter: text('絞り込み', 'Filter'),
  previous: text('前の月', 'Previous month'),
  next: text('次の月', 'Next month'),
  thisMonth: text('今月', 'This month'),
  effort: text('評価に要した時間', 'Effort per criterion'),
  mail: text('お知らせメール', 'Mail'),
  ics: text('カレンダーに取り込む(.ics)', 'Take into a calendar (.ics)'),
  kinds: text('種類の意味', 'What the kinds mean'),
  wholeMonth: text('月の全体を表示', 'Show the whole month'),
  more: text(
    `一覧は先頭の${MOST_LISTED}件です。日付を選ぶと、その日の分を表示します。`,
    `The list holds the first ${MOST_LISTED}. Choose a day to see all of it.`,
  ),
};
const weekdays = [
  text('月', 'Mon'),
  text('火', 'Tue'),
  text('水', 'Wed'),
  text('木', 'Thu'),
  text('金', 'Fri'),
  text('土', 'Sat'),
  text('日', 'Sun'),
];

export interface CalendarShown {
  readonly today: Day;
  readonly month: Month;
  readonly day?: Day;
  readonly scheme: string;
  readonly kind: DayKind | '';
  readonly books: readonly Book[];
  readonly overdue: readonly Ahead[];
  readonly rows: readonly Ahead[];
  readonly counts: ReadonlyMap<Day, readonly { readonly kind: DayKind; readonly count: number }[]>;
  /** Rows within seven days, today included. */
  readonly soon: number;
}

const monthWords = (month: Month): Text => {
  const [year = '', number = ''] = month.split('-');
  return text(`${year}年${Number(number)}月`, spellDay('en', `${month}-01`).slice(2));
};

/** What is about to happen? Overdue first, then a month day by day, then its list. */
export function calendarPage(visit: MemberVisit, its: CalendarShown): Page {
  const { t } = visit;
  const isOffice = visit.principal.organisation.kind === 'office';
  const place = isOffice ? places.office : places.own;
  const address = (query: Readonly<Record<string, string | undefined>>) => addressOf(visit, its, place, query);
  const lead = text(
    `7日以内に${its.soon}件あります。${its.overdue.length > 0 ? `期限を過ぎたものが${its.overdue.length}件あります。` : '期限を過ぎたものはありません。'}`,
    `${its.soon} within 7 days. ${its.overdue.length > 0 ? `${its.overdue.length} overdue.` : 'Nothing is overdue.'}`,
  );
  const links = [
    isOffice && html`<a href="${visit.to(places.mail)}">${t(words.mail)}</a>`,
    isOffice && html`<a href="${visit.to('/office/effort')}">${t(words.effort)}</a>`,
    html`<a href="${visit.to(`${place}.ics`)}${queryOf({ scheme: its.scheme, kind: its.kind })}">${icon('download')}${t(words.ics)}</a>`,
  ];
  const title = its.day ? text(spellDay('ja', its.day), spellDay('en', its.day)) : monthWords(its.month);
  const table = (rows: readonly Ahead[], caption: Text) =>
    daysTable(visit, rows, { caption, today: its.today, about: 'each', applicant: isOffice });
  return {
    title: words.title,
    variant: isOffice ? 'office' : 'plain',
    body: html`${heading(visit, words.title, { lead, actions: html`<div class="calendar-links">${links}</div>` })}
${filters(visit, its, place)}
${its.overdue.length > 0 && section(visit, words.late, table(its.overdue, words.late), { id: 'overdue' })}
${section(
  visit,
  monthWords(its.month),
  html`${its.counts.size === 0 ? emptyState(visit, words.noneHere, t(words.noneNext)) : grid(visit, its, address)}`,
  {
    id: 'month',
    actions: html`<nav class="calendar-months" aria-label="${t(monthWords(its.month))}"><a rel="prev" href="${address({ month: otherMonth(its.month, -1) })}">${t(words.previous)}</a><a href="${address({ month: its.today.slice(0, 7) })}">${t(words.thisMonth)}</a><a rel="next" href="${address({ month: otherMonth(its.month, 1) })}">${t(words.next)}</a></nav>`,
  },
)}
${
  its.rows.length > 0 &&
  section(
    visit,
    title,
    html`${its.rows.length >= MOST_LISTED && notice(visit, 'info', words.more)}${table(its.rows, title)}${its.day && html`<p><a href="${address({ month: its.month })}">${t(words.wholeMonth)}</a></p>`}`,
    { id: 'list' },
  )
}
<details class="fold"><summary>${t(words.kinds)}</summary><div class="fold-body"><dl class="calendar-kinds">${DAY_KINDS.map((kind) => html`<div><dt>${kindChip(visit, kind)}</dt><dd>${t(kindSentences[kind])}</dd></div>`)}</dl></div></details>`,
  };
}

const queryOf = (query: Readonly<Record<string, string | undefined>>): string => {
  const pairs = Object.entries(query).flatMap(([name, value]) => (value ? [[name, value] as [string, string]] : []));
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`;
};

const addressOf = (visit: MemberVisit, its: CalendarShown, place: string, query: Readonly<Record<string, string | undefined>>): string =>
  `${visit.to(place)}${queryOf({ scheme: its.scheme, kind: its.kind, ...query })}`;

function filters(visit: MemberVisit, its: CalendarShown, place: string): Html {
  const schemes = its.books.map((book) => ({ value: book.id, label: book.shortName }));
  const kinds = DAY_KINDS.map((kind) => ({ value: kind, label: kindWords[kind] }));
  return getForm(
    visit,
    visit.to(place),
    html`${hiddenField('month', its.month)}<div class="calendar-filter">${schemes.length > 1 && selectField(visit, firstShowing, { name: 'scheme', label: words.scheme, choices: schemes, value: its.scheme, empty: words.all })}${selectField(visit, firstShowing, { name: 'kind', label: words.kind, choices: kinds, value: its.kind, empty: words.all })}${button(visit, words.show, { kind: 'secondary' })}</div>`,
    { label: words.filter },
  );
}

/** The month as a table of weeks; on a phone only the days on which something happens. */
function grid(visit: MemberVisit, its: CalendarShown, address: (query: Readonly<Record<string, string | undefined>>) => string): Html {
  const { t, language } = visit;
  const cell = (on: Day | undefined): Html => {
    if (!on) return html`<td class="calendar-none"></td>`;
    const counts = its.counts.get(on) ?? [];
    const face = [on === its.today && 'calendar-today', on === its.day && 'calendar-chosen', counts.length === 0 && 'calendar-free'];
    const number = html`<span class="calendar-number">${Number(on.slice(8))}<span class="sr">${on === its.today && ` (${t(text('本日', 'today'))})`}</span></span>`;
    const date = html`<span class="calendar-date">${spellDay(language, on)}</span>`;
    return html`<td class="${face.filter(Boolean).join(' ')}">${
      counts.length === 0
        ? number
        : html`<a href="${address({ month: its.month, day: on })}#list">${number}${date}<span class="calendar-counts">${counts.map(({ kind, count }) => html`<span class="calendar-count calendar-${kind}">${t(kindWords[kind])} ${count}</span>`)}</span></a>`
    }</td>`;
  };
  return html`<table class="calendar"><caption class="sr">${t(monthWords(its.month))}</caption><thead><tr>${weekdays.map((each) => html`<th scope="col">${t(each)}</th>`)}</tr></thead><tbody>${weeksOf(its.month).map((week) => html`<tr>${week.map(cell)}</tr>`)}</tbody></table>`;
}

/** Within so many days something counts as soon. */
export const isSoon = (row: Pick<Ahead, 'day'>, today: Day): boolean => row.day >= today && daysBetween(today, row.day) <= 7;
