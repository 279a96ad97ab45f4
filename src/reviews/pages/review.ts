import { type Text, text } from '../../rules/text.ts';
import { button, hiddenField, type Problem, postForm } from '../../web/form.ts';
import { attributes, type Html, html, type Piece } from '../../web/html.ts';
import { icon } from '../../web/icons.ts';
import { spellInstant } from '../../web/language.ts';
import type { MemberVisit } from '../../web/page.ts';
import { chip, notice, progress, type Tone, tabs } from '../../web/parts.ts';
import { anchorOf, type Desk, itemName, places } from '../desk.ts';
import { LONGEST_FINDING } from '../keep-findings.ts';
import { filtered, progressOf, REVIEW_FILTERS, type ReviewedIs, type ReviewFilter, type ReviewItem } from '../review-items.ts';
import { nameOf } from './frame.ts';

const words = {
  progress: text('確認した項目', 'Items with a finding'),
  filter: text('表示する項目', 'Items shown'),
  nothing: text('当てはまる項目はありません。', 'No item matches.'),
  finding: text('審査の所見', 'Finding'),
  words: text('改善等が必要な点・所見', 'What is to be improved, or a remark'),
  hint: text(
    '改善等が必要な項目では必須。申請者への通知に載ります。',
    'Required where something is to be improved; it goes into the letter.',
  ),
  inOrder: text('適切', 'In order'),
  toImprove: text('改善等が必要', 'To improve'),
  takeBack: text('所見を取り消す', 'Take back'),
  write: text('所見を書く', 'Write a finding'),
  change: text('所見を直す', 'Change the finding'),
  again: text(
    '所見の後に記載の変更又は回答がありました。もう一度確認してください。',
    'The item changed or was answered after the finding. Look again.',
  ),
  stale: text('ほかの担当者が先に所見を記録しました', 'Another officer recorded a finding first'),
  staleBody: text(
    'あなたの所見は記録されていません。記録された所見を確かめてください。入力したものは残っています。',
    'Yours was not recorded. Look at what was recorded; what you typed is still here.',
  ),
  wrong: text('所見は記録されていません', 'The finding was not recorded'),
  item: text('項目', 'Item'),
};

export const reviewedWords: Readonly<Record<ReviewedIs, Text>> = {
  left: text('未確認', 'Not yet looked at'),
  'in-order': words.inOrder,
  'to-improve': words.toImprove,
  asked: text('照会中', 'Question open'),
};
const tones: Readonly<Record<ReviewedIs, Tone>> = { left: 'plain', 'in-order': 'good', 'to-improve': 'bad', asked: 'waiting' };

/** How an item stands in the review: word, colour and icon. */
export const reviewedChip = (visit: MemberVisit, is: ReviewedIs): Html => chip(visit, tones[is], reviewedWords[is]);

const filterWords: Readonly<Record<ReviewFilter, Text>> = {
  all: text('すべて', 'All'),
  left: text('未確認', 'Left'),
  asked: text('照会した項目', 'Asked about'),
  'to-improve': text('改善等が必要', 'To improve'),
  mandatory: text('必須項目', 'Mandatory'),
  decisive: text('実施が条件の項目', 'Must be done'),
  changed: text('変更・回答後', 'Changed since'),
};

/** What came back from the last try at a finding. */
export interface FindingTried {
  readonly item: string;
  readonly words: string;
  readonly problems: readonly Problem[];
  readonly isStale?: boolean;
  readonly refused?: Text;
}

const changedItems = (desk: Desk): ReadonlySet<string> => new Set(desk.differences.map((each) => each.field.id));

/** The items that are shown, by the id of their field. */
export const shownItems = (desk: Desk, show: ReviewFilter): ReadonlySet<string> =>
  new Set(filtered(desk.review?.items ?? [], show, changedItems(desk)).map((item) => item.field.id));

/** The answer of the page while items are reviewed: how far, and what is left. */
export function reviewTitle(desk: Desk): Text {
  const { all, done, left, asked, toImprove } = progressOf(desk.review?.items ?? []);
  if (!desk.review?.isOpen)
    return text(
      `審査の所見: ${all}項目中${done}項目、改善等が必要${toImprove}項目`,
      `Findings on ${done} of ${all} items, ${toImprove} to improve`,
    );
  if (left + asked === 0)
    return text(`全${all}項目を確認しました(改善等が必要${toImprove}項目)`, `All ${all} items looked at (${toImprove} to improve)`);
  return text(
    `${all}項目中${done}項目を確認しました。残り${left}項目${asked > 0 ? `、照会中${asked}項目` : ''}`,
    `${done} of ${all} items looked at, ${left} left${asked > 0 ? `, ${asked} with an open question` : ''}`,
  );
}

/** How far the review is, and which items to show: each filter an address. */
export function reviewHead(visit: MemberVisit, desk: Desk, show: ReviewFilter): Html | false {
  const { review } = desk;
  if (!review) return false;
  const { all, done } = progressOf(review.items);
  const changed = changedItems(desk);
  const address = (filter: ReviewFilter) =>
    `${visit.to(places.check(desk.its.subject.id))}${filter === 'all' ? '' : `?show=${filter}`}#items`;
  const filters = REVIEW_FILTERS.map((filter) => ({ filter, count: filtered(review.items, filter, changed).length })).filter(
    ({ filter, count }) => count > 0 || filter === 'all' || filter === show,
  );
  return html`<div class="review-head" id="items">${progress(visit, words.progress, done, all)}${tabs(
    visit,
    words.filter,
    filters.map(({ filter, count }) => ({ label: filterWords[filter], address: address(filter), current: filter === show, count })),
  )}${shownItems(desk, show).size === 0 && html`<p class="quiet">${visit.t(words.nothing)}</p>`}</div>`;
}

/** What went wrong with the last try, said first, with a way to the item. */
export function findingTried(visit: MemberVisit, desk: Desk, tried: FindingTried | undefined): Html | false {
  if (!tried) return false;
  const { t } = visit;
  const field = desk.review?.items.find((each) => each.field.id === tried.item)?.field;
  const link = field && html`<p><a href="#${anchorOf(field)}">${t(words.item)} ${itemName(field)} ${t(field.label)}</a></p>`;
  const [title, said]: readonly [Text, Piece] = tried.isStale
    ? [words.stale, t(words.staleBody)]
    : [words.wrong, tried.refused ? t(tried.refused) : tried.problems.map((problem) => html`<p>${t(problem.message)}</p>`)];
  return html`<div data-error-summary tabindex="-1">${notice(visit, tried.isStale ? 'warning' : 'bad', title, html`${said}${link}`, true)}</div>`;
}

/** The finding at an item: as recorded, and while the review runs the form to record it. */
export function findingPart(visit: MemberVisit, desk: Desk, item: ReviewItem, show: ReviewFilter, tried?: FindingTried): Html {
  const { t, language } = visit;
  const { finding } = item;
  const said =
    finding &&
    html`<p class="finding-kept">${reviewedChip(visit, finding.finding ?? 'left')} ${finding.words !== '' && html`<span class="as-typed">${finding.words}</span>`} <span class="quiet small block">${nameOf(visit, desk, finding.by)} ${spellInstant(language, finding.at)}</span></p>`;
  const again =
    item.changedSince && desk.review?.isOpen && html`<p class="finding-again">${icon('alert-circle')}<span>${t(words.again)}</span></p>`;
  const form = desk.review?.isOpen && findingForm(visit, desk, item, show, tried?.item === item.field.id ? tried : undefined);
  return html`<div class="finding-head"><h4>${t(words.finding)}</h4>${!finding && reviewedChip(visit, item.is)}</div>${said}${again}${
    form &&
    (item.is === 'left' || tried?.item === item.field.id
      ? form
      : html`<details class="fold fold-small note-fold"><summary>${t(finding ? words.change : words.write)}<span class="sr">: ${itemName(item.field)}</span></summary><div class="fold-body">${form}</div></details>`)
  }`;
}

function findingForm(visit: MemberVisit, desk: Desk, item: ReviewItem, show: ReviewFilter, tried: FindingTried | undefined): Html {
  const { t } = visit;
  const { field } = item;
  const id = `finding-${anchorOf(field)}`;
  const wrong = tried?.problems ?? [];
  const choice = (value: string, label: Text, kind: 'secondary' | 'quiet') => button(visit, label, { kind, name: 'finding', value });
  return postForm(
    visit,
    visit.to(places.findings(desk.its.subject.id)),
    html`${hiddenField('item', field.id)}${hiddenField('base', String(item.version))}${hiddenField('content', item.content)}${hiddenField('show', show)}<label class="label-small" for="${id}">${t(words.words)}<span class="sr">: ${itemName(field)} ${t(field.label)}</span></label><textarea${attributes({ class: 'input textarea', id, name: 'words', rows: 2, maxlength: LONGEST_FINDING, 'aria-describedby': `${id}-hint`, 'aria-invalid': wrong.length > 0 && 'true' })}>\n${tried?.words ?? item.finding?.words ?? ''}</textarea>${wrong.map((problem) => html`<p class="finding-line">${icon('alert-circle')}<span>${t(problem.message)}</span></p>`)}<p class="hint" id="${id}-hint">${t(words.hint)}</p><div class="actions finding-actions">${choice('in-order', words.inOrder, 'secondary')}${choice('to-improve', words.toImprove, 'secondary')}${item.finding && choice('', words.takeBack, 'quiet')}</div>`,
    { label: { ja: `${words.finding.ja} ${itemName(field)}`, en: `${words.finding.en} ${itemName(field)}` } },
  );
}
