import type { Book } from '../../rules/book.ts';
import { type Text, text } from '../../rules/text.ts';
import { firstShowing, selectField } from '../../web/form.ts';
import { type Html, html } from '../../web/html.ts';
import { icon } from '../../web/icons.ts';
import { spellDay } from '../../web/language.ts';
import { chip, emptyState, heading, notice, pagination, table, tabs } from '../../web/parts.ts';
import type { Page, Visit } from '../../web/visit.ts';
import { publicationOn } from '../entry.ts';
import { COUNTED_TO } from '../list.ts';
import { type ListQuery, queryString } from '../list-query.ts';
import type { ListedView } from '../public-view.ts';
import { statusFaces } from '../status-face.ts';
import type { TypedNumber } from '../typed-number.ts';
import { pathOf } from './attestation-page.ts';

const words = {
  title: text('公開台帳', 'Public register'),
  lead: text(
    '登録された製品・サービスを探せます。期限の切れたもの、取り消されたものも残ります。',
    'Find what is registered. What has expired or was withdrawn stays here too.',
  ),
  search: text('番号・名称・型番・事業者名・開示内容', 'Number, name, model, vendor or what is disclosed'),
  schemes: text('制度', 'Scheme'),
  everything: text('すべて', 'All'),
  of: (book: Book): Text =>
    text(`${book.subjectWord.ja}の${book.attestationWord.ja}`, `${book.subjectWord.en}: ${book.attestationWord.en.toLowerCase()}`),
  issued: text('認定・発行日', 'Issued on'),
  pick: text('比較', 'Compare'),
  pickThis: (title: Text): Text => text(`${title.ja}を比べる`, `Compare ${title.en}`),
  compare: text('選んだものを並べて比べる', 'Compare what is ticked'),
  compareHint: text('2件から4件を選んでください。', 'Tick two to four.'),
  submit: text('絞り込む', 'Show'),
  level: text('種類・レベル', 'Scheme and level'),
  all: text('すべて', 'All'),
  standing: text('状態', 'Status'),
  inForce: text('有効なもの', 'In force'),
  ended: text('終わったもの', 'Ended'),
  order: text('並び順', 'Order'),
  newest: text('新しい順', 'Newest first'),
  name: text('製品名順', 'By product'),
  endsFirst: text('期限の近い順', 'Ending first'),
  count: (count: number): Text =>
    count > COUNTED_TO
      ? text(`${COUNTED_TO.toLocaleString('ja')}件を超えています`, `More than ${COUNTED_TO.toLocaleString('en')}`)
      : text(`${count.toLocaleString('ja')}件`, `${count.toLocaleString('en')} found`),
  take: text('この一覧を取得', 'Take this list'),
  none: text('条件に合うものはありません', 'Nothing matches'),
  noneNext: text('言葉を短くするか、条件を減らしてみてください。', 'Try a shorter word or fewer conditions.'),
  clear: text('条件をすべて外す', 'Remove all conditions'),
  empty: text('まだ何も登録されていません', 'Nothing is registered yet'),
  emptyNext: text('発行されると、その日のうちにここに載ります。', 'What is issued appears here at once.'),
  caption: text('登録された製品・サービス', 'Registered products and services'),
  product: text('製品・サービス', 'Product or service'),
  applicant: text('事業者', 'Vendor'),
  number: text('番号', 'Number'),
  levelColumn: text('種類・レベル', 'Kind and level'),
  until: text('有効期限', 'Valid until'),
  wrongCheck: text('番号のどこかが1文字違っているようです', 'One character of this number seems wrong'),
  wrongCheckBody: text(
    '検査文字が合いません。ラベルの表示と1文字ずつ見比べてください。',
    'Its check character does not fit. Compare it with the label, character by character.',
  ),
  unknown: text('この番号で発行されたものはありません', 'Nothing was ever issued under this number'),
  unknownBody: text('一度発行された番号のページが消えることはありません。', 'Pages of issued numbers never disappear.'),
} as const;

/** Which products? Filters, order and page all stand in the address. */
export function listPage(
  visit: Visit,
  books: readonly Book[],
  query: ListQuery,
  found: { views: readonly ListedView[]; count: number },
  reading: TypedNumber,
): Page {
  const { t } = visit;
  const last = Math.max(1, Math.ceil(Math.min(found.count, COUNTED_TO) / query.perPage));
  const address = (page: number) => `${visit.to('/register')}${queryString({ ...query, page })}`;
  return {
    title: words.title,
    description: words.lead,
    variant: 'public',
    body: html`${heading(visit, words.title, { lead: words.lead })}
${books.length > 1 && schemeTabs(visit, books, query)}
${filters(visit, books, query)}
${reading.is === 'wrong-check' && notice(visit, 'warning', words.wrongCheck, html`<p>${t(words.wrongCheckBody)} <span class="code">${reading.hint}</span></p>`)}
${reading.is === 'number' && notice(visit, 'warning', words.unknown, html`<p>${t(words.unknownBody)} <span class="code">${reading.number}</span></p>`)}
<div class="list-head"><p class="list-count" role="status"><strong>${t(words.count(found.count))}</strong></p>${
      found.count > 0 &&
      html`<p class="small">${icon('download')}${t(words.take)}: <a href="${visit.to('/register.csv')}${queryString({ ...query, page: 1 })}">CSV</a> · <a href="${visit.to('/register.json')}${queryString({ ...query, page: 1 })}">JSON</a></p>`
    }</div>
${found.views.length > 0 ? rows(visit, books, found.views) : nothing(visit, query)}
${pagination(visit, query.page, last, address)}`,
  };
}

function filters(visit: Visit, books: readonly Book[], query: ListQuery): Html {
  const { t } = visit;
  const single = books.length === 1;
  const levels = books.flatMap((book) => {
    const own = Object.entries(book.levels).map(([id, level]) => ({
      value: `${book.id}:${id}`,
      label: single ? level.label : text(`${book.shortName.ja} ${level.label.ja}`, `${book.shortName.en} ${level.label.en}`),
    }));
    if (single) return own;
    return [{ value: `${book.id}:`, label: book.shortName }, ...(own.length > 1 ? own : [])];
  });
  const select = (name: string, label: Text, choices: readonly { value: string; label: Text }[], value: string, empty?: Text) =>
    selectField(visit, firstShowing, { name, label, choices, value, ...(empty ? { empty } : {}) });
  return html`<form class="list-filters" method="get" action="${visit.to('/register')}" role="search">
<div class="field list-search"><label class="label" for="q">${t(words.search)}</label><input class="input" type="search" id="q" name="q" maxlength="100" autocomplete="off" value="${query.words}"></div>
${select('level', words.level, levels, query.scheme ? `${query.scheme}:${query.level}` : '', words.all)}
${select(
  'status',
  words.standing,
  [
    { value: 'in-force', label: words.inForce },
    { value: 'ended', label: words.ended },
  ],
  query.standing,
  words.all,
)}
${select(
  'order',
  words.order,
  [
    { value: 'newest', label: words.newest },
    { value: 'name', label: words.name },
    { value: 'ends-first', label: words.endsFirst },
  ],
  query.order,
)}
<button class="button button-primary" type="submit">${icon('search')}${t(words.submit)}</button></form>`;
}

function nothing(visit: Visit, query: ListQuery): Html {
  const { t } = visit;
  const conditions = query.words !== '' || query.scheme !== '' || query.standing !== '';
  if (!conditions) return emptyState(visit, words.empty, t(words.emptyNext));
  return emptyState(visit, words.none, html`${t(words.noneNext)}<br><a href="${visit.to('/register')}">${t(words.clear)}</a>`);
}

/** What is registered under one scheme or under all: a label is not a certificate. */
function schemeTabs(visit: Visit, books: readonly Book[], query: ListQuery): Html {
  const address = (scheme: string) => `${visit.to('/register')}${queryString({ ...query, scheme, level: '', page: 1 })}`;
  const all = tabs(visit, words.schemes, [
    { label: words.everything, address: address(''), current: query.scheme === '' },
    ...books.map((book) => ({ label: words.of(book), address: address(book.id), current: query.scheme === book.id })),
  ]);
  return html`<div class="list-tabs">${all}</div>`;
}

/** Services are chosen by what they disclose: where all in the list are of one such scheme, they can be compared from here. */
const isComparable = (views: readonly ListedView[]): boolean => {
  const [first] = views;
  return (
    first !== undefined &&
    views.length > 1 &&
    views.every((view) => view.book === first.book) &&
    publicationOn(first.book, first.on).everyItem !== undefined
  );
};

function rows(visit: Visit, books: readonly Book[], views: readonly ListedView[]): Html {
  const { t, language } = visit;
  const address = (view: ListedView) => (language === 'en' ? `${pathOf(view)}/en` : pathOf(view));
  const comparable = isComparable(views);
  const leveled = views.some((view) => Object.keys(view.book.levels).length > 1) || books.length > 1;
  const list = table<ListedView>(
    visit,
    [
      ...(comparable
        ? [
            {
              label: words.pick,
              tight: true,
              cell: (view: ListedView) =>
                html`<label class="pick"><input type="checkbox" name="of" value="${view.entry.key}" form="compare"><span class="sr">${t(words.pickThis(view.entry.title))}</span></label>`,
            },
          ]
        : []),
      { label: words.product, head: true, cell: (view) => html`<a href="${address(view)}">${t(view.entry.title)}</a>` },
      { label: words.applicant, cell: (view) => t(view.entry.applicant) },
      ...(leveled ? [{ label: words.levelColumn, tight: true, cell: (view: ListedView) => kindOf(visit, books, view) }] : []),
      {
        label: words.standing,
        tight: true,
        cell: (view) => chip(visit, statusFaces[view.status.status].tone, view.status.word, statusFaces[view.status.status].icon),
      },
      { label: words.issued, tight: true, cell: (view) => spellDay(language, view.entry.issuedOn) },
      { label: words.until, tight: true, cell: (view) => spellDay(language, view.entry.validUntil) },
      { label: words.number, tight: true, cell: (view) => html`<span class="code">${view.entry.number}</span>` },
    ],
    views,
    { caption: words.caption },
  );
  if (!comparable) return list;
  return html`${list}<form id="compare" class="compare-bar" method="get" action="${visit.to('/register/compare')}"><button class="button button-secondary" type="submit">${t(words.compare)}</button><span class="small quiet">${t(words.compareHint)}</span></form>`;
}

/** Among several schemes also what it is: a label of that level, or a certificate. */
function kindOf(visit: Visit, books: readonly Book[], { book, level }: ListedView): Html | string {
  if (books.length === 1) return level.mark;
  const mark = Object.keys(book.levels).length > 1 && html` ${level.mark}`;
  return html`${visit.t(book.attestationWord)}${mark}`;
}
