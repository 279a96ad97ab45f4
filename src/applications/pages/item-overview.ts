import { answerWords, DISCLOSURE_ANSWERS } from '../../rules/disclosure.ts';
import { isBlank, pointers, type Section } from '../../rules/dossier.ts';
import { errorsIn } from '../../rules/form-check.ts';
import type { Finding } from '../../rules/refusal.ts';
import { type Text, text } from '../../rules/text.ts';
import { isVerdict } from '../../rules/verdict.ts';
import { buttonLink } from '../../web/form.ts';
import { type Html, html } from '../../web/html.ts';
import type { MemberVisit } from '../../web/page.ts';
import { chip, table, verdictChip } from '../../web/parts.ts';
import { type Desk, findingsAt, type Item, itemCode, places } from './desk.ts';
import { inWords } from './field-words.ts';

const words = {
  overview: text('一覧', 'Overview'),
  code: text('番号', 'No.'),
  item: text('項目', 'Item'),
  answer: text('回答', 'Answer'),
  content: text('内容', 'Content'),
  attached: text('添付資料名・記載箇所', 'Attachment and place'),
  evidence: text('証跡', 'Evidence'),
  minutes: text('人・分', 'Minutes'),
  open: text('指摘', 'To do'),
  none: text('未回答', 'Not answered'),
  start: text('最初の未完了の項目へ', 'Go to the first open item'),
} as const satisfies Record<string, Text>;

/** The answer of an item as a status. */
export function answerChip(visit: MemberVisit, desk: Pick<Desk, 'values'>, item: Item): Html {
  const value = desk.values[`${item.id}/${item.kind === 'verdict' ? 'verdict' : 'answer'}`];
  if (isBlank(value)) return chip(visit, 'plain', words.none, 'minus');
  if (item.kind === 'verdict') return isVerdict(value) ? verdictChip(visit, value) : chip(visit, 'bad', text(String(value), String(value)));
  const answer = DISCLOSURE_ANSWERS.find((each) => each === value);
  return answer
    ? chip(visit, answer === 'content' ? 'good' : 'off', answerWords[answer])
    : chip(visit, 'bad', text(String(value), String(value)));
}

/** The items of a section in short, each a link to its page. */
export function itemTable(visit: MemberVisit, desk: Desk, section: Section, items: readonly Item[]): Html {
  const { t, to } = visit;
  const { id } = desk.its.subject;
  const open = (item: Item): readonly Finding[] => errorsIn(findingsAt(desk, item));
  const first = items.find((item) => open(item).length > 0);
  const rows = table(
    visit,
    [
      { label: words.code, cell: (item: Item) => itemCode(item), tight: true },
      {
        label: words.item,
        head: true,
        cell: (item: Item) => html`<a href="${to(places.item(id, section.id, itemCode(item)))}">${t(item.label)}</a>`,
      },
      { label: words.answer, cell: (item: Item) => answerChip(visit, desk, item), tight: true },
      { label: words.evidence, align: 'end', cell: (item: Item) => pointers(desk.values[`${item.id}/evidence`]).length, tight: true },
      ...(items.some((item) => item.kind === 'verdict')
        ? [
            {
              label: words.minutes,
              align: 'end' as const,
              tight: true,
              cell: (item: Item) => String(desk.values[`${item.id}/minutes`] ?? '—'),
            },
          ]
        : []),
      ...(desk.editable
        ? [
            {
              label: words.open,
              align: 'end' as const,
              tight: true,
              cell: (item: Item) => (open(item).length > 0 ? html`<span class="count">${open(item).length}</span>` : '0'),
            },
          ]
        : []),
    ],
    items,
    { caption: { ja: `${section.label.ja} ${words.overview.ja}`, en: `${section.label.en}: overview` } },
  );
  return html`<div class="item-overview">${rows}${desk.editable && first && html`<p class="item-start">${buttonLink(visit, words.start, to(places.item(id, section.id, itemCode(first))))}</p>`}</div>`;
}

/** Items as they were handed in: content and attachment side by side. */
export function disclosedTable(visit: MemberVisit, desk: Desk, section: Section, items: readonly Item[]): Html {
  const { t, to } = visit;
  const { id } = desk.its.subject;
  const said = (item: Item, part: string) => {
    const its = inWords(item, part, desk.values[`${item.id}/${part}`], desk.evidence);
    return its && html`<span class="as-typed">${t(its)}</span>`;
  };
  return table(
    visit,
    [
      { label: words.code, cell: (item: Item) => itemCode(item), tight: true },
      {
        label: words.item,
        head: true,
        cell: (item: Item) => html`<a href="${to(places.item(id, section.id, itemCode(item)))}">${t(item.label)}</a>`,
      },
      {
        label: words.content,
        cell: (item: Item) => (desk.values[`${item.id}/answer`] === 'content' ? said(item, 'content') : answerChip(visit, desk, item)),
      },
      { label: words.attached, cell: (item: Item) => said(item, 'evidence') || '—' },
    ],
    items,
    { caption: { ja: `${section.label.ja} ${words.overview.ja}`, en: `${section.label.en}: overview` } },
  );
}
