import { beforeFilingAddress, intakeAddress, levelOf } from '../../applications/index.ts';
import type { Day } from '../../rules/day.ts';
import { type Text, text } from '../../rules/text.ts';
import { actions, button, buttonLink, firstShowing, getForm, hiddenField, textField } from '../../web/form.ts';
import { attributes, type Html, html, type Piece } from '../../web/html.ts';
import { icon } from '../../web/icons.ts';
import { spellInstant } from '../../web/language.ts';
import type { MemberVisit } from '../../web/page.ts';
import { chip, emptyState, heading, section, type Tone, tabs } from '../../web/parts.ts';
import type { Page } from '../../web/visit.ts';
import { places } from '../desk.ts';
import type { QueueItem } from '../list.ts';
import { WORK_KINDS, type WorkKind } from '../work.ts';
import { dueMark, sideWord } from './frame.ts';

const words = {
  title: text('処理待ちの一覧', 'Queue'),
  all: text('すべて', 'All'),
  overdue: text('期限超過', 'Overdue'),
  filter: text('仕事の種類', 'Kind of work'),
  search: text('この一覧から探す', 'Search this list'),
  searchHint: text('製品名、申請者、番号、受理した人など', 'Product, applicant, number, who accepted'),
  find: text('探す', 'Search'),
  clear: text('検索をやめる', 'Clear'),
  case: text('申請', 'Application'),
  applicant: text('申請者', 'Applicant'),
  what: text('状態', 'State'),
  since: text('いつから', 'Waiting since'),
  due: text('期限', 'Due'),
  hands: text('受理した人・判断', 'Accepted by'),
  untitled: text('名称未記入', 'No name'),
  question: text('提出前の問合せ', 'Question before filing'),
  intake: text('紙で届いた申請を受け付ける', 'Take in an application on paper'),
  unseen: text('未読', 'Unseen'),
  changed: text('更新あり', 'Changed'),
  mayDecide: text('あなたが判断できます', 'You may decide'),
  mayNotDecide: text('あなたは判断できません', 'You may not decide'),
  nothing: text('いま事務局が処理する申請はありません。', 'Nothing waits for the office.'),
  nothingNext: text('提出された申請がここに並びます。', 'Applications appear here once they are submitted.'),
  noneFound: text('当てはまる申請はありません。', 'Nothing matches.'),
  keys: text('キー操作: J 次の行、K 前の行、Enter 開く、/ 検索', 'Keys: J next row, K previous row, Enter opens, / search'),
  keysOff: text('キー操作を使わない', 'Turn keys off'),
  keysOn: text('キー操作を使う', 'Turn keys on'),
};

const kinds = {
  check: { label: text('形式の確認', 'Form checks'), tone: 'action' },
  answer: { label: text('届いた回答・報告', 'Answers that came'), tone: 'action' },
  decide: { label: text('判断', 'Decisions'), tone: 'action' },
  waiting: { label: text('相手方の対応待ち', 'Waiting for others'), tone: 'waiting' },
} as const satisfies Record<WorkKind, { label: Text; tone: Tone }>;

export type Shown = WorkKind | 'overdue' | 'all';
/** Which part of the queue an address asks for. */
export const shownFrom = (asked: string | undefined): Shown => [...WORK_KINDS, 'overdue' as const].find((kind) => kind === asked) ?? 'all';

export interface QueueView {
  /** All work, searched through already. */
  readonly items: readonly QueueItem[];
  readonly today: Day;
  readonly show: Shown;
  readonly query: string;
  /** Does a scheme of this office take in applications on paper? */
  readonly takesPaper?: boolean;
}

/** What should I do now? By kind of work, what waits longest first. */
export function queuePage(visit: MemberVisit, view: QueueView): Page {
  const { t } = visit;
  const { items } = view;
  const chosen = items.filter(
    (item) => view.show === 'all' || (view.show === 'overdue' ? item.work.isOverdue : item.work.kind === view.show),
  );
  const address = (show: Shown) => `${visit.to(places.queue)}${query({ show: show === 'all' ? '' : show, q: view.query })}`;
  const tab = (show: Shown, label: Text, count: number) => ({ label, address: address(show), current: view.show === show, count });
  const groups = WORK_KINDS.map((kind) => ({ kind, items: chosen.filter((item) => item.work.kind === kind) })).filter(
    (group) => group.items.length > 0,
  );
  const empty =
    items.length === 0 && view.query === ''
      ? emptyState(visit, words.nothing, t(words.nothingNext))
      : emptyState(visit, words.noneFound, view.query !== '' && html`<a href="${visit.to(places.queue)}">${t(words.clear)}</a>`);
  return {
    title: words.title,
    variant: 'office',
    scripts: ['queue-keys.js'],
    body: html`${heading(visit, words.title, { lead: answer(items), actions: view.takesPaper && buttonLink(visit, words.intake, visit.to(intakeAddress()), 'secondary') })}
<div class="queue-tools">${getForm(
      visit,
      visit.to(places.queue),
      html`${view.show !== 'all' && hiddenField('show', view.show)}${textField(visit, firstShowing, { name: 'q', label: words.search, hint: words.searchHint, kind: 'search', value: view.query, maxLength: 200 })}${actions(button(visit, words.find, { kind: 'secondary' }), view.query !== '' && html`<a href="${visit.to(places.queue)}">${t(words.clear)}</a>`)}`,
      { search: true, label: words.search },
    )}<p class="queue-keys quiet small" data-queue-keys hidden><span>${t(words.keys)}</span> <button type="button" class="link-button" data-on="${t(words.keysOn)}" data-off="${t(words.keysOff)}">${t(words.keysOff)}</button></p></div>
${tabs(visit, words.filter, [
  tab('all', words.all, items.length),
  ...WORK_KINDS.map((kind) => tab(kind, kinds[kind].label, items.filter((item) => item.work.kind === kind).length)),
  tab('overdue', words.overdue, items.filter((item) => item.work.isOverdue).length),
])}
<div data-queue>${groups.length === 0 ? empty : groups.map((group) => section(visit, kinds[group.kind].label, workTable(visit, view, group.kind, group.items), { actions: html`<span class="count">${group.items.length}</span>` }))}</div>`,
  };
}

const query = (parts: Readonly<Record<string, string>>): string => {
  const filled = Object.entries(parts).filter(([, value]) => value !== '');
  return filled.length === 0 ? '' : `?${new URLSearchParams(filled).toString()}`;
};

function answer(items: readonly QueueItem[]): Text {
  const ours = items.filter((item) => item.work.kind !== 'waiting');
  const late = items.filter((item) => item.work.isOverdue).length;
  const oldest = ours[0];
  if (ours.length === 0)
    return late > 0
      ? text(`事務局の処理を待つものはありません。期限を過ぎたものが${late}件あります。`, `Nothing waits for the office; ${late} overdue.`)
      : words.nothing;
  const since = oldest
    ? { ja: spellInstant('ja', oldest.work.since).split(' ')[0], en: spellInstant('en', oldest.work.since).split(',')[0] }
    : { ja: '', en: '' };
  return text(
    `${ours.length}件が事務局の処理を待っています。最も古いものは${since.ja}からです。${late > 0 ? `期限を過ぎたものが${late}件あります。` : '期限を過ぎたものはありません。'}`,
    `${ours.length} wait for the office, the oldest since ${since.en}. ${late > 0 ? `${late} overdue.` : 'Nothing is overdue.'}`,
  );
}

interface QueueColumn {
  readonly label: Text;
  readonly cell: (item: QueueItem) => Piece;
  readonly tight?: boolean;
}

function workTable(visit: MemberVisit, view: QueueView, kind: WorkKind, items: readonly QueueItem[]): Html {
  const { t, language } = visit;
  const columns: readonly QueueColumn[] = [
    { label: words.applicant, cell: (item) => t(item.organisation) },
    {
      label: words.what,
      cell: (item) => html`${t(item.work.what)}${kind === 'waiting' && html` <span class="quiet small">${waitsFor(visit, item)}</span>`}`,
    },
    {
      label: words.since,
      tight: true,
      cell: (item) =>
        html`<span title="${spellInstant(language, item.work.since)}">${dayOf(visit, item)}</span> <span class="quiet small">${t(text(`${item.days}日`, item.days === 1 ? '1 day' : `${item.days} days`))}</span>`,
    },
    { label: words.due, tight: true, cell: (item) => dueMark(visit, item.work.due, view.today) || html`<span class="quiet">—</span>` },
    { label: words.hands, cell: (item) => hands(visit, item) },
  ];
  return html`<div class="table-frame"><table class="table queue-table"><caption class="sr">${t(kinds[kind].label)}</caption>
<thead><tr><th scope="col">${t(words.case)}</th>${columns.map((column) => html`<th scope="col"${attributes({ class: column.tight && 'tight' })}>${t(column.label)}</th>`)}</tr></thead>
<tbody>${items.map(
    (item) =>
      html`<tr data-row class="is-${item.mark}"><th scope="row" data-label="${t(words.case)}"><span class="queue-name">${mark(visit, item)}<a href="${visit.to(addressOf(item))}" data-open>${item.question ? t(words.question) : html`<span lang="ja">${item.title || t(words.untitled)}</span>`}</a></span><span class="quiet small">${item.reference} ${t(levelOf(item.book, item.level))}</span></th>${columns.map((column) => html`<td data-label="${t(column.label)}"${attributes({ class: column.tight && 'tight' })}>${column.cell(item)}</td>`)}</tr>`,
  )}</tbody></table></div>`;
}

const addressOf = (item: QueueItem): string =>
  item.question
    ? beforeFilingAddress(item.id)
    : item.intake
      ? intakeAddress(item.id)
      : item.work.kind === 'decide'
        ? places.decide(item.id)
        : places.check(item.id);

const dayOf = (visit: MemberVisit, item: QueueItem): string =>
  (visit.language === 'ja' ? spellInstant('ja', item.work.since).split(' ')[0] : spellInstant('en', item.work.since).split(',')[0]) ?? '';

const waitsFor = (visit: MemberVisit, item: QueueItem): string => {
  const sides = item.work.waitsFor.map((side) => visit.t(sideWord(side)));
  return visit.t(text(`(${sides.join('、')}の手続待ち)`, `(turn of: ${sides.join(', ')})`));
};

function mark(visit: MemberVisit, item: QueueItem): Html | false {
  if (item.mark === 'seen') return false;
  return html`<span class="seen-mark seen-mark-${item.mark}">${icon(item.mark === 'unseen' ? 'alert-circle' : 'pencil')}${visit.t(item.mark === 'unseen' ? words.unseen : words.changed)}</span>`;
}

/** Who accepted, and whether the reader may decide it: with the reason when not. */
function hands(visit: MemberVisit, item: QueueItem): Piece {
  if (item.hands.length === 0) return html`<span class="quiet">—</span>`;
  const people = [...new Set(item.hands.map((hand) => hand.name))].join(visit.language === 'ja' ? '、' : ', ');
  const verdict = item.notMine
    ? html`${chip(visit, 'off', words.mayNotDecide)}<span class="quiet small why">${visit.t(item.notMine.message)} <span class="clause">${item.notMine.clause}</span></span>`
    : item.work.kind === 'decide' && chip(visit, 'good', words.mayDecide);
  return html`<span class="hand">${people}</span> ${verdict}`;
}
