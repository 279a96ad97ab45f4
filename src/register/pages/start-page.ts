import type { Book } from '../../rules/book.ts';
import type { Day } from '../../rules/day.ts';
import { type Text, text } from '../../rules/text.ts';
import { html } from '../../web/html.ts';
import { linkCards, section } from '../../web/parts.ts';
import type { Page, Visit } from '../../web/visit.ts';
import { publicationOn } from '../entry.ts';
import { searchBox } from './search-box.ts';

const words = {
  title: text('製品・サービスの適合ラベルを確かめる', 'Check the label of a product or service'),
  lead: text(
    'セキュリティの基準に適合していると表明された製品・サービスの公開台帳です。ラベルの番号や型番を入れると、本物か、今も有効か、何を意味するかが分かります。',
    'The public register of products and services that are declared to meet security criteria. Enter a label’s number or a model to see whether it is genuine, whether it is in force, and what it means.',
  ),
  levels: text('ラベルの種類', 'What the marks mean'),
  for: text('このサイトでできること', 'What you can do here'),
  listTitle: text('登録されたものを一覧で見る', 'Browse the register'),
  listWords: text(
    '製品・型番・事業者で絞り込み、一覧をCSVやJSONで取得できます。',
    'Filter by product, model and vendor; take the list as CSV or JSON.',
  ),
  criteriaTitle: text('適合基準を読む', 'Read the criteria'),
  criteriaWords: text('何を満たせばよいか、どう評価するかを項目ごとに示しています。', 'What has to be met, and how each item is assessed.'),
  applyTitle: text('製品を申請する(事業者の方)', 'Apply for your product (vendors)'),
  applyWords: text(
    '対象かどうかの確認から提出まで、画面の案内に沿って進められます。',
    'From “is it in scope” to submission, step by step.',
  ),
  apiTitle: text('データを機械で読む', 'Read the data by machine'),
  apiWords: text('公開台帳はAPIでそのまま取得できます(登録不要)。', 'The register is open to programs, without registration.'),
  official: text('制度の公式サイト', 'Official site of the scheme'),
  more: text('適合基準', 'Criteria'),
} as const;

/** What is this, and is this very product labelled? For somebody who has never heard of it. */
export function startPage(visit: Visit, books: readonly Book[], on: Day, hasApplications: boolean): Page {
  const { t } = visit;
  return {
    title: words.title,
    description: words.lead,
    variant: 'public',
    body: html`<div class="hero"><h1>${t(words.title)}</h1><p class="lead">${t(words.lead)}</p>${searchBox(visit)}</div>
${books.map((book) => section(visit, book.name, levelsOf(visit, book, on), { id: book.id, lead: publicationOn(book, on).outline.text }))}
${section(
  visit,
  words.for,
  linkCards(visit, [
    { title: words.listTitle, words: words.listWords, address: visit.to('/register'), icon: 'search' },
    { title: words.criteriaTitle, words: words.criteriaWords, address: visit.to('/criteria'), icon: 'file' },
    ...(hasApplications
      ? [{ title: words.applyTitle, words: words.applyWords, address: visit.to('/applications'), icon: 'pencil' as const }]
      : []),
    { title: words.apiTitle, words: words.apiWords, address: '/api/v1/openapi.json', icon: 'folder' },
  ]),
)}`,
  };
}

/** One sentence for each meaning; levels that mean the same share it. */
function levelsOf(visit: Visit, book: Book, on: Day) {
  const groups = new Map<string, { labels: Text[]; meaning: Text }>();
  for (const level of Object.values(book.levels)) {
    const known = groups.get(level.meaning.ja) ?? { labels: [], meaning: level.meaning };
    groups.set(level.meaning.ja, { ...known, labels: [...known.labels, level.label] });
  }
  return html`<dl class="levels">${[...groups.values()].map(
    (group) =>
      html`<div class="level"><dt>${group.labels.map((label) => visit.t(label)).join(visit.language === 'ja' ? '・' : ', ')}</dt><dd>${visit.t(group.meaning)}</dd></div>`,
  )}</dl>
<p class="more"><a href="${visit.to(`/criteria/${book.id}`)}">${visit.t(words.more)}</a> · <a href="${publicationOn(book, on).outline.link}" rel="noopener">${visit.t(words.official)}</a></p>`;
}
