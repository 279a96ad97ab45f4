import { type Day, daysBetween } from '../../rules/day.ts';
import { type Text, text } from '../../rules/text.ts';
import { type Html, html } from '../../web/html.ts';
import { spellDay } from '../../web/language.ts';
import type { MemberVisit } from '../../web/page.ts';
import { chip, clause, type Tone, table } from '../../web/parts.ts';
import type { DayKind } from '../calendar-days.ts';
import type { Ahead } from '../list.ts';
import { pageOf } from '../places.ts';
import { kindWords, whose } from '../words.ts';

const words = {
  on: text('日付', 'Date'),
  days: text('残り', 'In'),
  what: text('何が', 'What'),
  kind: text('種類', 'Kind'),
  whose: text('誰が', 'Who'),
  about: text('対象', 'About'),
  applicant: text('申請者', 'Applicant'),
  overdue: text('期限超過', 'Overdue'),
  past: text('経過', 'Past'),
  today: text('本日', 'today'),
};

const tones = { due: 'action', prompt: 'waiting', truth: 'plain', job: 'off' } as const satisfies Record<DayKind, Tone>;
const icons = { due: 'clock', prompt: 'info', truth: 'arrow', job: 'minus' } as const satisfies Record<DayKind, string>;

export const kindChip = (visit: MemberVisit, kind: DayKind): Html => chip(visit, tones[kind], kindWords[kind], icons[kind]);

const left = (visit: MemberVisit, row: Ahead, today: Day): Html | string => {
  if (row.isOverdue) return chip(visit, 'bad', words.overdue, 'alert-triangle');
  if (row.day < today) return html`<span class="quiet">${visit.t(words.past)}</span>`;
  const days = daysBetween(today, row.day);
  return visit.t(days === 0 ? words.today : text(`${days}日`, `${days} days`));
};

/** Days in a table: when, in how many days, what under which clause, of what kind, whose turn it is. */
export function daysTable(
  visit: MemberVisit,
  rows: readonly Ahead[],
  more: { readonly caption: Text; readonly today: Day; readonly about: 'each' | 'one'; readonly applicant?: boolean },
): Html {
  const { t, language } = visit;
  const side = visit.principal.organisation.kind;
  return table(
    visit,
    [
      { label: words.on, tight: true, cell: (row: Ahead) => spellDay(language, row.day) },
      { label: words.days, tight: true, cell: (row: Ahead) => left(visit, row, more.today) },
      { label: words.what, head: more.about === 'one', cell: (row: Ahead) => html`${t(row.label)} ${row.clause && clause(row.clause)}` },
      { label: words.kind, tight: true, cell: (row: Ahead) => kindChip(visit, row.kind) },
      { label: words.whose, tight: true, cell: (row: Ahead) => t(whose(row)) },
      ...(more.about === 'each'
        ? [
            {
              label: words.about,
              head: true,
              cell: (row: Ahead) =>
                html`<a href="${visit.to(pageOf(row.stream, side))}">${t(row.title) || row.reference}</a> <span class="code small tight">${row.reference}</span>`,
            },
          ]
        : []),
      ...(more.applicant ? [{ label: words.applicant, cell: (row: Ahead) => t(row.applicant) }] : []),
    ],
    rows,
    { caption: more.caption },
  );
}
