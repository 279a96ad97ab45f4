import { titleOf } from '../../applications/index.ts';
import { type Text, text } from '../../rules/text.ts';
import { html } from '../../web/html.ts';
import { spellDay } from '../../web/language.ts';
import type { MemberVisit } from '../../web/page.ts';
import { chip, clause, emptyState, heading, section, table } from '../../web/parts.ts';
import type { Page } from '../../web/visit.ts';
import type { Due } from '../due.ts';
import { endWords, places, standOf } from './words.ts';

const words = {
  desk: text('返却する書類', 'Documents to return'),
  deskNone: text('返却する書類はありません。', 'There is nothing to return.'),
  deskNext: text(
    '不認定・取下げ・期限切れ・取消しなどで保管が終わった申請が、ここに並びます。',
    'Cases appear here once their documents are kept no more: after a refusal, an expiry, a withdrawal and the like.',
  ),
  mine: text('返却される書類', 'Documents returned to you'),
  mineNone: text('返却される書類はありません。', 'Nothing is being returned to you.'),
  mineNext: text(
    '事務局での保管が終わると、取得の期限とともにここに並びます。',
    'Once the office keeps documents no more, they appear here with the day until which you can fetch them.',
  ),
  case: text('申請', 'Application'),
  applicant: text('申請者', 'Applicant'),
  why: text('保管終了の理由', 'Why kept no more'),
  since: text('終わった日', 'Since'),
  files: text('電子ファイル', 'Files'),
  papers: text('紙の原本', 'Paper originals'),
  until: text('取得の期限', 'To be fetched by'),
  state: text('状態', 'State'),
  past: text('消去した書類', 'Erased'),
  returned: (on: string) => text(`${spellDay('ja', on)}返却`, `Returned ${spellDay('en', on)}`),
  notReturned: text('記録なし', 'Not recorded'),
  noPapers: text('—', '—'),
  untitled: text('名称未記入', 'No name'),
};

export const papersWord = ({ its, papers }: Due): Text => {
  const last = papers.at(-1);
  const on = last?.input.returnedOn;
  if (last) return words.returned(typeof on === 'string' ? on : last.on);
  return its.book.keeping?.papersReturnedBy === undefined ? words.noPapers : words.notReturned;
};

/** Name of the case for its page and lists. */
export const nameOf = ({ its }: Due): Text => {
  const title = titleOf(its, its.values);
  return title.ja === '' ? words.untitled : title;
};

function dueTable(visit: MemberVisit, dues: readonly Due[], names: ReadonlyMap<string, Text>, caption: Text) {
  const { t, to, language } = visit;
  const isOffice = visit.principal.organisation.kind === 'office';
  return table<Due>(
    visit,
    [
      {
        label: words.case,
        head: true,
        cell: (due) =>
          html`<a href="${to(places.one(due.its.subject.id, due.part))}">${t(nameOf(due))}</a><br><span class="quiet small">${due.its.subject.reference}</span>`,
      },
      ...(isOffice
        ? [
            {
              label: words.applicant,
              cell: (due: Due) =>
                t(names.get(due.its.subject.organisation) ?? text(due.its.subject.organisation, due.its.subject.organisation)),
            },
          ]
        : []),
      {
        label: words.why,
        cell: (due) =>
          due.ended ? html`${t(endWords[due.ended.end])} ${clause(due.ended.clause)}` : due.state && t(endWords[due.state.end]),
      },
      {
        label: words.since,
        tight: true,
        cell: (due) => spellDay(language, due.ended?.on ?? due.state?.endedOn ?? due.its.subject.openedOn),
      },
      {
        label: words.files,
        tight: true,
        align: 'end',
        cell: (due) => t(text(`${filesOf(due)}件`, String(filesOf(due)))),
      },
      { label: words.papers, tight: true, cell: (due) => t(papersWord(due)) },
      { label: words.until, tight: true, cell: (due) => (due.state ? spellDay(language, due.state.fetchUntil) : '—') },
      {
        label: words.state,
        tight: true,
        cell: (due) => {
          const { word, tone } = standOf(due);
          return chip(visit, tone, word);
        },
      },
    ],
    dues,
    { caption },
  );
}

const filesOf = ({ files, state }: Due): number => state?.gone?.files.length ?? files.length;

/** What has to be returned, to whom, until when? */
export function deskPage(
  visit: MemberVisit,
  given: { readonly due: readonly Due[]; readonly past: readonly Due[]; readonly names: ReadonlyMap<string, Text> },
): Page {
  const { due, past, names } = given;
  const waiting = due.filter((each) => each.ended && each.state?.state !== 'offered').length;
  const lead =
    waiting > 0
      ? text(`${waiting}件は、返却の開始を待っています。`, `${waiting} ${waiting === 1 ? 'waits' : 'wait'} to be offered to the applicant.`)
      : due.length > 0
        ? text('すべて申請者に知らせてあります。', 'The applicants have been told of all of them.')
        : words.deskNone;
  return {
    title: words.desk,
    variant: 'office',
    body: html`${heading(visit, words.desk, { lead })}
${due.length === 0 ? emptyState(visit, words.deskNone, visit.t(words.deskNext)) : dueTable(visit, due, names, words.desk)}
${past.length > 0 && section(visit, words.past, dueTable(visit, past, names, words.past))}`,
  };
}

/** What can I fetch, and until when? */
export function minePage(visit: MemberVisit, dues: readonly Due[]): Page {
  const offered = dues.filter((each) => each.state?.state === 'offered' && each.ended);
  const first = offered.flatMap((each) => each.state?.fetchUntil ?? []).sort()[0];
  const lead = first
    ? text(`書類を${spellDay('ja', first)}までに取得してください。`, `Fetch your documents by ${spellDay('en', first)}.`)
    : words.mineNone;
  return {
    title: words.mine,
    body: html`${heading(visit, words.mine, { lead })}${dues.length === 0 ? emptyState(visit, words.mineNone, visit.t(words.mineNext)) : dueTable(visit, dues, new Map(), words.mine)}`,
  };
}
