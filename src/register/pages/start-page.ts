import type { Book } from '../../rules/book.ts';
import type { Day } from '../../rules/day.ts';
import { type Text, text } from '../../rules/text.ts';
import { html } from '../../web/html.ts';
import { linkCards, section } from '../../web/parts.ts';
import type { Page, Visit } from '../../web/visit.ts';
import { publicationOn } from '../entry.ts';
import { searchBox } from './search-box.ts';

const words = {
  title: text('製品・サービスのラベルや認定を確かめる', 'Check the label or certificate of a product or service'),
  lead: text(
    '次の制度で発行されたラベルや認定の公開台帳です。番号・名称・型番を入れると、本物か、今も有効か、何を意味するかが分かります。',
    'The public register of the labels and certificates issued under the schemes below. Enter a number, a name or a model to see whether it is genuine, whether it is in force, and what it means.',
  ),
  levels: text('ラベルの種類', 'What the marks mean'),
  for: text('このサイトでできること', 'What you can do here'),
  listTitle: text('登録されたものを一覧で見る', 'Browse the register'),
  listWords: text(
    '種類・状態・名称で絞り込み、CSVやJSONで取得し、サービスは並べて比べられます。',
    'Filter by kind, status and name; take the list as CSV or JSON; compare services side by side.',
  ),
  criteriaTitle: text('基準・開示項目を読む', 'Read the criteria and items'),
  criteriaWords: text('何を満たせばよいか、どう評価するかを項目ごとに示しています。', 'What has to be met, and how each item is assessed.'),
  applyTitle: text('製品・サービスを申請する(事業者の方)', 'Apply for your product or service'),
  applyWords: text(
    '対象かどうかの確認から提出まで、画面の案内に沿って進められます。',
    'From “is it in scope” to submission, step by step.',
  ),
  apiTitle: text('データを機械で読む', 'Read the data by machine'),
  apiWords: text('公開台帳はAPIでそのまま取得できます(登録不要)。', 'The register is open to programs, without registration.'),
  official: text('制度の公式サイト', 'Official site of the scheme'),
  more: text('基準の内容', 'Criteria'),
  listOf: text('登録されたものの一覧', 'What is registered'),
  issues: (book: Book): Text =>
    text(
      `${book.subjectWord.ja}に${book.attestationWord.ja}を発行する制度です。`,
      `Issues: ${book.attestationWord.en.toLowerCase()}. For: ${book.subjectWord.en.toLowerCase()}.`,
    ),
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
  return html`<p class="issues"><strong>${visit.t(words.issues(book))}</strong></p><dl class="levels">${[...groups.values()].map(
    (group) =>
      html`<div class="level"><dt>${group.labels.map((label) => visit.t(label)).join(visit.language === 'ja' ? '・' : ', ')}</dt><dd>${visit.t(group.meaning)}</dd></div>`,
  )}</dl>
<p class="more"><a href="${visit.to(`/register?level=${book.id}:`)}">${visit.t(words.listOf)}</a> · <a href="${visit.to(`/criteria/${book.id}`)}">${visit.t(words.more)}</a> · <a href="${publicationOn(book, on).outline.link}" rel="noopener">${visit.t(words.official)}</a></p>`;
}
