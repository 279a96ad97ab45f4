import type { Day } from '../../rules/day.ts';
import { text } from '../../rules/text.ts';
import { html } from '../../web/html.ts';
import { icon } from '../../web/icons.ts';
import { spellDay } from '../../web/language.ts';
import type { MemberVisit } from '../../web/page.ts';
import { backLink, emptyState, heading, section } from '../../web/parts.ts';
import type { Page } from '../../web/visit.ts';
import { DAY_KINDS } from '../calendar-days.ts';
import type { Course } from '../course.ts';
import { pageOf, places } from '../places.ts';
import { kindSentences } from '../words.ts';
import { daysTable, kindChip } from './rows.ts';

const words = {
  title: text('何が、いつ起きるか', 'What will happen, and when'),
  back: text('案件に戻る', 'Back to the case'),
  backHeld: text('ラベル・認定に戻る', 'Back to the label or certificate'),
  coming: text('これから', 'To come'),
  past: text('過ぎた日', 'Days past'),
  late: text('期限を過ぎたもの', 'Overdue'),
  none: text('日付の決まった予定はありません', 'Nothing has a date'),
  noneNext: text('手続きが進むと、期限やお知らせの日がここに並びます。', 'Due dates and reminders appear here as the case goes on.'),
  ics: text('カレンダーに取り込む(.ics)', 'Take into a calendar (.ics)'),
  kinds: text('種類の意味', 'What the kinds mean'),
};

/** What will happen to this case or attestation, and when? */
export function coursePage(visit: MemberVisit, { its, stream, days }: Course, today: Day): Page {
  const { t, language } = visit;
  const late = days.filter((each) => each.isOverdue);
  const coming = days.filter((each) => each.day >= today);
  const past = days.filter((each) => each.day < today && !each.isOverdue);
  const [next] = coming;
  const lead = next
    ? text(`次は${spellDay('ja', next.day)}「${next.label.ja}」です。`, `Next: ${spellDay('en', next.day)}, ${next.label.en}.`)
    : words.none;
  const table = (rows: typeof days, caption: typeof words.coming) => daysTable(visit, rows, { caption, today, about: 'one' });
  const side = visit.principal.organisation.kind;
  const kinds = DAY_KINDS.filter((kind) => days.some((each) => each.kind === kind));
  return {
    title: words.title,
    variant: side === 'office' ? 'office' : 'plain',
    body: html`${backLink(visit, its.subject.kind === 'attestation' ? words.backHeld : words.back, visit.to(pageOf(stream, side)))}
${heading(visit, words.title, {
  above: html`${t(its.book.shortName)} · <span class="code">${its.subject.number ?? its.subject.reference}</span> · ${t(days[0]?.title ?? its.book.attestationWord)}`,
  lead,
  actions:
    days.length > 0 &&
    html`<a href="${visit.to(`${places.course(stream)}.ics`)}" lang="${language}">${icon('download')}${t(words.ics)}</a>`,
})}
${days.length === 0 && emptyState(visit, words.none, t(words.noneNext))}
${late.length > 0 && section(visit, words.late, table(late, words.late), { id: 'overdue' })}
${coming.length > 0 && section(visit, words.coming, table(coming, words.coming), { id: 'coming' })}
${past.length > 0 && section(visit, words.past, table(past.toReversed(), words.past), { id: 'past' })}
${kinds.length > 0 && section(visit, words.kinds, html`<dl class="calendar-kinds">${kinds.map((kind) => html`<div><dt>${kindChip(visit, kind)}</dt><dd>${t(kindSentences[kind])}</dd></div>`)}</dl>`)}`,
  };
}
