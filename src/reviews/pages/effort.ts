import { type Text, text } from '../../rules/text.ts';
import { html } from '../../web/html.ts';
import type { MemberVisit } from '../../web/page.ts';
import { emptyState, heading, section, table } from '../../web/parts.ts';
import type { Page } from '../../web/visit.ts';
import type { Effort } from '../list.ts';

const words = {
  effort: text('評価に要した時間', 'Effort per criterion'),
  effortLead: text(
    '提出された申請書類に申請者が記入した、適合基準ごとの時間(人・分)です。',
    'Person-minutes that applicants recorded per criterion in submitted dossiers.',
  ),
  noEffort: text('時間の記入がある申請書類はまだありません。', 'No dossier with recorded effort yet.'),
  criterion: text('適合基準', 'Criterion'),
  n: text('件数', 'n'),
  median: text('中央値', 'Median'),
  least: text('最小', 'Least'),
  most: text('最大', 'Most'),
  total: text('合計', 'Total'),
};

/** Where the cost of assessing lies: person-minutes per criterion (L-3.4-7). */
export function effortPage(visit: MemberVisit, all: readonly Effort[]): Page {
  const { t } = visit;
  const count = (pick: (each: Effort) => number) => (each: Effort) => pick(each).toLocaleString('en-US');
  const rows = (some: readonly Effort[], caption: Text) =>
    table(
      visit,
      [
        { label: words.criterion, head: true, cell: (each) => html`<span class="item-code">${each.criterion}</span> ${t(each.label)}` },
        { label: words.median, align: 'end', cell: count((each) => each.median) },
        { label: words.n, align: 'end', cell: count((each) => each.n) },
        { label: words.least, align: 'end', cell: count((each) => each.least) },
        { label: words.most, align: 'end', cell: count((each) => each.most) },
        { label: words.total, align: 'end', cell: count((each) => each.total) },
      ],
      some,
      { caption },
    );
  const books = [...new Set(all.map((each) => each.book))];
  return {
    title: words.effort,
    variant: 'office',
    body: html`${heading(visit, words.effort, { lead: words.effortLead })}${
      books.length === 0
        ? emptyState(visit, words.noEffort)
        : books.map((book) =>
            section(
              visit,
              book.name,
              rows(
                all.filter((each) => each.book === book),
                book.name,
              ),
            ),
          )
    }`,
  };
}
