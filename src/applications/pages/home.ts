import type { FastifyInstance } from 'fastify';
import { assertMay } from '../../people/index.ts';
import { tokyoDay } from '../../rules/day.ts';
import { isGranting } from '../../rules/grant.ts';
import { text } from '../../rules/text.ts';
import { buttonLink } from '../../web/form.ts';
import { html } from '../../web/html.ts';
import { spellDay } from '../../web/language.ts';
import { type MemberVisit, page } from '../../web/page.ts';
import { chip, emptyState, heading, section, table } from '../../web/parts.ts';
import type { Page } from '../../web/visit.ts';
import { bookOf, type Engine } from '../commands.ts';
import { isConcluded, type ListedApplication, listApplications, listedFor } from '../list.ts';
import { levelOf, sideWord, toneOf } from './case-frame.ts';
import { places } from './desk.ts';

const words = {
  none: text('進行中の申請はありません', 'No application is under way'),
  quiet: text('いま、あなたの組織の対応を待っている申請はありません', 'Nothing waits for you right now'),
  begin: text('新しい申請を始める', 'Start a new application'),
  mine: text('あなたの組織の対応待ち', 'Waiting for you'),
  others: text('相手の対応待ち', 'Waiting for others'),
  done: text('終わった申請', 'Closed'),
  product: text('申請の対象', 'Subject'),
  level: text('制度とレベル', 'Scheme and level'),
  state: text('状態', 'State'),
  turn: text('だれの番か', 'Whose turn'),
  since: text('いつから', 'Since'),
  next: text('次の期日', 'Next date'),
  untitled: text('名称未記入', 'No name yet'),
  empty: text('申請はまだありません', 'There are no applications yet'),
  emptyNext: text(
    'はじめに、製品やサービスが制度の対象かどうかを数問で確かめます。答えを残さずに、いつでもやめられます。',
    'A few questions first tell whether your product or service is in scope. You can stop at any time; nothing is kept.',
  ),
  you: text('あなたの組織', 'you'),
  nobody: text('—', '—'),
};

/** What waits for me? All applications of the own organisation, those that wait for it first. */
export function homeRoutes(app: FastifyInstance, engine: Engine): void {
  page(app, places.home, async (visit) => {
    assertMay(visit.principal, 'application.list');
    const all = await listApplications(engine, listedFor(visit.principal));
    return homePage(engine, visit, all);
  });
}

function homePage(engine: Engine, visit: MemberVisit, all: readonly ListedApplication[]): Page {
  const { kind } = visit.principal.organisation;
  const over = (row: ListedApplication) => isConcluded(bookOf(engine, row.scheme), row);
  const mine = all.filter((row) => !over(row) && row.whoseTurn.includes(kind));
  const others = all.filter((row) => !over(row) && !row.whoseTurn.includes(kind));
  const done = all.filter(over);
  const title =
    all.length === 0
      ? words.empty
      : mine.length > 0
        ? text(
            `あなたの組織を待っている申請が${mine.length}件あります`,
            mine.length === 1 ? 'One application waits for you' : `${mine.length} applications wait for you`,
          )
        : others.length > 0
          ? words.quiet
          : words.none;
  const begin = kind === 'applicant' && buttonLink(visit, words.begin, visit.to(places.begin));
  const groups = [
    { label: words.mine, rows: mine },
    { label: words.others, rows: others },
    { label: words.done, rows: done },
  ].filter((group) => group.rows.length > 0);
  const body = html`${heading(visit, title, { actions: all.length > 0 && begin })}${
    all.length === 0
      ? emptyState(visit, words.empty, html`<p>${visit.t(words.emptyNext)}</p><p>${begin}</p>`)
      : groups.map((group) => section(visit, group.label, rowsTable(engine, visit, group.rows)))
  }`;
  return { title, body };
}

function rowsTable(engine: Engine, visit: MemberVisit, rows: readonly ListedApplication[]) {
  const { t, to, language } = visit;
  const { kind } = visit.principal.organisation;
  const stateOf = (row: ListedApplication) => bookOf(engine, row.scheme).application.states[row.state];
  return table(
    visit,
    [
      {
        label: words.product,
        head: true,
        cell: (row: ListedApplication) =>
          html`<a href="${to(places.case(row.id))}">${row.title || t(words.untitled)}</a> <span class="quiet small">${row.reference}</span>${row.models > 0 && html` <span class="quiet small">${t(text(`${row.models}型番`, `${row.models} models`))}</span>`}`,
      },
      { label: words.level, cell: (row: ListedApplication) => t(levelOf(bookOf(engine, row.scheme), row.level)) },
      {
        label: words.state,
        tight: true,
        cell: (row: ListedApplication) =>
          chip(
            visit,
            toneOf(row.whoseTurn, kind, isGranting(bookOf(engine, row.scheme), row.state)),
            stateOf(row)?.label ?? text(row.state, row.state),
          ),
      },
      {
        label: words.turn,
        cell: (row: ListedApplication) =>
          row.whoseTurn
            .map((side) => (side === kind ? t(words.you) : side === 'end' || side === 'nobody' ? t(words.nobody) : t(sideWord(side))))
            .join(language === 'ja' ? '・' : ', '),
      },
      {
        label: words.since,
        tight: true,
        cell: (row: ListedApplication) => spellDay(language, tokyoDay(new Date(row.since).toISOString())),
      },
      { label: words.next, tight: true, cell: (row: ListedApplication) => (row.dueOn ? spellDay(language, String(row.dueOn)) : '—') },
    ],
    rows,
    { caption: words.product },
  );
}
