import { type Day, daysBetween } from '../../rules/day.ts';
import { type Text, text } from '../../rules/text.ts';
import { html } from '../../web/html.ts';
import { spellDay } from '../../web/language.ts';
import type { MemberVisit } from '../../web/page.ts';
import { chip, clause, emptyState, heading, section, table } from '../../web/parts.ts';
import type { Page } from '../../web/visit.ts';
import { places } from '../desk.ts';
import type { Ahead, Effort } from '../list.ts';

const words = {
  title: text('これから起きること', 'What is about to happen'),
  late: text('期限を過ぎたもの', 'Overdue'),
  coming: text('これから', 'To come'),
  on: text('日付', 'Date'),
  days: text('残り', 'In'),
  what: text('何が', 'What'),
  about: text('対象', 'About'),
  whose: text('申請者', 'Applicant'),
  overdue: text('期限超過', 'Overdue'),
  none: text('日付の決まった予定はありません。', 'Nothing has a date.'),
  noneNext: text(
    '照会の期限、修正の期限、有効期限などがここに並びます。',
    'Due dates of questions and corrections, and expiries, appear here.',
  ),
  effort: text('評価に要した時間', 'Effort per criterion'),
  effortLead: text(
    '提出された申請書類に申請者が記入した、適合基準ごとの時間(人・分)です。',
    'Person-minutes that applicants recorded per criterion in submitted dossiers.',
  ),
  noEffort: text('時間の記入がある申請書類はまだありません。', 'No dossier with recorded effort yet.'),
  criterion: text('適合基準', 'Criterion'),
  n: text('件数', 'n'),
  median: text('中央値', 'Median'),
  least: text('最小', 'Least'),
  most: text('最大', 'Most'),
  total: text('合計', 'Total'),
};

/** What is about to happen: due dates of open cases and expiries, the next first. */
export function watchPage(visit: MemberVisit, ahead: readonly Ahead[], today: Day, within: number): Page {
  const { t, language } = visit;
  const late = ahead.filter((each) => each.on < today);
  const coming = ahead.filter((each) => each.on >= today);
  const soon = coming.filter((each) => daysBetween(today, each.on) <= 7).length;
  const lead = text(
    `7日以内に${soon}件あります。${late.length > 0 ? `期限を過ぎたものが${late.length}件あります。` : '期限を過ぎたものはありません。'}有効期限は${within}日先まで示しています。`,
    `${soon} within 7 days. ${late.length > 0 ? `${late.length} overdue.` : 'Nothing is overdue.'} Expiries are shown ${within} days ahead.`,
  );
  const days = (each: Ahead): Text =>
    each.on === today ? text('本日', 'today') : text(`${daysBetween(today, each.on)}日`, `${daysBetween(today, each.on)} days`);
  const rows = (some: readonly Ahead[], caption: Text) =>
    table(
      visit,
      [
        { label: words.on, tight: true, cell: (each) => spellDay(language, each.on) },
        {
          label: words.days,
          tight: true,
          cell: (each) => (each.on < today ? chip(visit, 'bad', words.overdue, 'alert-triangle') : t(days(each))),
        },
        { label: words.what, cell: (each) => html`${t(each.label)} ${each.clause && clause(each.clause)}` },
        {
          label: words.about,
          head: true,
          cell: (each) =>
            each.attestation
              ? html`<a href="${each.attestation.address}"><span lang="ja">${each.title}</span></a> <span class="code small">${each.attestation.number}</span>`
              : html`<a href="${visit.to(places.check(each.application ?? ''))}"><span lang="ja">${each.title || '—'}</span></a>`,
        },
        { label: words.whose, cell: (each) => t(each.organisation) },
      ],
      some,
      { caption },
    );
  return {
    title: words.title,
    variant: 'office',
    body: html`${heading(visit, words.title, { lead, actions: html`<a href="${visit.to(places.effort)}">${t(words.effort)}</a>` })}
${ahead.length === 0 && emptyState(visit, words.none, t(words.noneNext))}${late.length > 0 && section(visit, words.late, rows(late, words.late))}${coming.length > 0 && section(visit, words.coming, rows(coming, words.coming))}`,
  };
}

/** Where the cost of assessing lies: person-minutes per criterion (L-3.4-7). */
export function effortPage(visit: MemberVisit, all: readonly Effort[]): Page {
  const { t } = visit;
  const count = (pick: (each: Effort) => number) => (each: Effort) => pick(each).toLocaleString('en-US');
  const rows = (some: readonly Effort[], caption: Text) =>
    table(
      visit,
      [
        { label: words.criterion, head: true, cell: (each) => html`<span class="item-code">${each.criterion}</span> ${t(each.label)}` },
        { label: words.median, align: 'end', cell: count((each) => each.median) },
        { label: words.n, align: 'end', cell: count((each) => each.n) },
        { label: words.least, align: 'end', cell: count((each) => each.least) },
        { label: words.most, align: 'end', cell: count((each) => each.most) },
        { label: words.total, align: 'end', cell: count((each) => each.total) },
      ],
      some,
      { caption },
    );
  const books = [...new Set(all.map((each) => each.book))];
  return {
    title: words.effort,
    variant: 'office',
    body: html`${heading(visit, words.effort, { lead: words.effortLead })}${
      books.length === 0
        ? emptyState(visit, words.noEffort)
        : books.map((book) =>
            section(
              visit,
              book.name,
              rows(
                all.filter((each) => each.book === book),
                book.name,
              ),
            ),
          )
    }`,
  };
}
