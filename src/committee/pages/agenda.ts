import type { Day } from '../../rules/day.ts';
import { type Text, text } from '../../rules/text.ts';
import { type Html, html } from '../../web/html.ts';
import { spellDay } from '../../web/language.ts';
import type { MemberVisit } from '../../web/page.ts';
import { backLink, chip, emptyState, heading, section, table } from '../../web/parts.ts';
import type { Page } from '../../web/visit.ts';
import { opinionsIn, recusalsIn, standingOfMember } from '../hearing.ts';
import type { AgendaItem, Meeting } from '../list.ts';
import { places, standingTones, standingWords } from './words.ts';

const words = {
  title: text('委員会', 'Committee'),
  none: text('付議されている案件はありません。', 'No case is before the committee.'),
  noneOffice: text(
    '案件のページから「意見を聴く」と、開催日ごとにここに並びます。',
    'Convene the committee from the page of a case; cases appear here by the day of the meeting.',
  ),
  noneMember: text(
    '付議されると、開催日ごとにここに並びます。',
    'Cases appear here by the day of the meeting once they are put before you.',
  ),
  agenda: text('議事次第', 'Agenda'),
  all: text('委員会の一覧', 'All meetings'),
  number: text('番号', 'No.'),
  case: text('案件', 'Case'),
  applicant: text('申請者', 'Applicant'),
  scheme: text('制度', 'Scheme'),
  opinions: text('意見', 'Opinions'),
  state: text('状態', 'State'),
  packet: text('資料', 'Papers'),
  read: text('資料を開く', 'Open the papers'),
  yours: text('あなたの意見', 'Your opinion'),
  past: text('終わった委員会', 'Past'),
  untitled: text('名称未記入', 'No name'),
};

const count = (n: number): Text => text(`${n}件`, n === 1 ? '1 case' : `${n} cases`);

/** When does the committee meet, and on what? The next meeting first. */
export function meetingsPage(visit: MemberVisit, meetings: readonly Meeting[], today: Day): Page {
  const { t, language } = visit;
  const isMember = visit.principal.organisation.kind === 'committee';
  const waiting = meetings
    .flatMap((each) => each.items)
    .filter((item) => item.isOpen && standingOfMember(item, visit.person.id) === 'to-speak');
  const next = meetings.find((each) => each.on >= today && each.items.some((item) => item.isOpen));
  const lead =
    isMember && waiting.length > 0
      ? text(`${waiting.length}件があなたの意見を待っています。`, `${waiting.length} wait for your opinion.`)
      : next
        ? text(`次の委員会は${spellDay('ja', next.on)}です。`, `The next meeting is on ${spellDay('en', next.on)}.`)
        : words.none;
  return {
    title: words.title,
    ...(isMember ? {} : { variant: 'office' as const }),
    body: html`${heading(visit, words.title, { lead })}
${meetings.length === 0 && emptyState(visit, words.none, t(isMember ? words.noneMember : words.noneOffice))}
${meetings.map((meeting) =>
  section(visit, text(spellDay('ja', meeting.on), spellDay('en', meeting.on)), agendaTable(visit, meeting.items), {
    actions: html`<span><span class="quiet small">${meeting.on < today && html`${t(words.past)} `}${t(count(meeting.items.length))}</span> <a href="${visit.to(places.meeting(meeting.on))}">${t(words.agenda)}<span class="sr">: ${spellDay(language, meeting.on)}</span></a></span>`,
  }),
)}`,
  };
}

/** The agenda of one meeting. */
export function agendaPage(visit: MemberVisit, meeting: Meeting): Page {
  const title = text(`議事次第 ${spellDay('ja', meeting.on)}`, `Agenda of ${spellDay('en', meeting.on)}`);
  const kinds = [...new Set(meeting.items.map((item) => visit.t(item.kind.label)))].join(visit.language === 'ja' ? '、' : ', ');
  return {
    title,
    ...(visit.principal.organisation.kind === 'committee' ? {} : { variant: 'office' as const }),
    body: html`${backLink(visit, words.all, visit.to(places.meetings))}${heading(visit, title, { above: kinds, lead: count(meeting.items.length) })}${agendaTable(visit, meeting.items)}`,
  };
}

function agendaTable(visit: MemberVisit, items: readonly AgendaItem[]): Html {
  const { t } = visit;
  const isMember = visit.principal.organisation.kind === 'committee';
  const numbered = items.map((item, index) => ({ ...item, index: index + 1 }));
  return table(
    visit,
    [
      { label: words.number, tight: true, cell: (item) => String(item.index) },
      {
        label: words.case,
        head: true,
        cell: (item) => html`<span lang="ja">${item.title || t(words.untitled)}</span> <span class="quiet small">${item.reference}</span>`,
      },
      { label: words.applicant, cell: (item) => t(item.applicant) },
      { label: words.scheme, cell: (item) => html`${t(item.book.shortName)} <span class="quiet small">${t(item.kind.label)}</span>` },
      isMember
        ? {
            label: words.yours,
            cell: (item) => {
              const standing = standingOfMember(item, visit.person.id);
              return chip(visit, standingTones[standing], standingWords[standing]);
            },
          }
        : {
            label: words.opinions,
            cell: (item) =>
              html`${chip(visit, item.isOpen ? 'waiting' : 'off', item.kind.states[item.thread.state]?.label ?? text(item.thread.state, item.thread.state))} <span class="small">${t(text(`意見${opinionsIn(item).length}人、回避${recusalsIn(item).length}人`, `${opinionsIn(item).length} opinions, ${recusalsIn(item).length} recused`))}</span>`,
          },
      {
        label: words.packet,
        tight: true,
        cell: (item) =>
          isMember && standingOfMember(item, visit.person.id) === 'recused'
            ? html`<span class="quiet">—</span>`
            : html`<a href="${visit.to(places.hearing(item.thread.id))}">${t(words.read)}<span class="sr">: ${item.title}</span></a>`,
      },
    ],
    numbered,
    { caption: words.agenda },
  );
}
