import { partWords } from '../../applications/index.ts';
import type { Field } from '../../rules/dossier.ts';
import type { Text } from '../../rules/text.ts';
import { text } from '../../rules/text.ts';
import { type Html, html } from '../../web/html.ts';
import { icon } from '../../web/icons.ts';
import { spellDay } from '../../web/language.ts';
import type { MemberVisit } from '../../web/page.ts';
import { clause, section, table } from '../../web/parts.ts';
import type { Difference } from '../compare.ts';
import { anchorOf, type Desk, places } from '../desk.ts';
import type { Comparison, RenewalChanges } from '../renewal-changes.ts';
import { shownValue } from './values.ts';

const words = {
  item: text('項目', 'Item'),
  sign: text('違い', 'Change'),
  added: text('追加', 'Added'),
  removed: text('削除', 'Removed'),
  changed: text('変更', 'Changed'),
  now: text('今回の申請', 'This application'),
  first: text('新規申請との新旧対照', 'Old and new: compared with the new application'),
  last: text('前回の更新との新旧対照', 'Old and new: compared with the last renewal'),
  new: text('新規申請', 'New application'),
  renewal: text('前回の更新', 'Last renewal'),
  none: text('変わったところはありません。', 'Nothing changed.'),
  superseded: text('差し替えられた書類(返却するもの)', 'Superseded documents, to be returned'),
  supersededLead: text(
    'これまでの申請で受け取り、今回の申請では示されていない書類です。',
    'They came with the application before, and this one names them no longer.',
  ),
  document: text('書類', 'Document'),
  place: text('箇所', 'Place'),
  unknown: text('名称不明の資料', 'Document without a name'),
  print: text('新旧対照表を印刷用に開く', 'Open the comparison for printing'),
} as const;

const signs = { added: '＋', removed: '−', changed: '≠' } as const;

/** Changes leaf by leaf, old and new side by side; each told by sign and word, not by colour alone. */
export function differenceTable(
  visit: MemberVisit,
  desk: Desk,
  differences: readonly Difference[],
  heads: { readonly caption: Text; readonly before: Text; readonly now: Text },
): Html {
  const { t } = visit;
  const blank = html`<span class="quiet">—</span>`;
  return table(
    visit,
    [
      {
        label: words.item,
        head: true,
        cell: (each) =>
          html`<a href="${visit.to(places.check(desk.its.subject.id))}#${anchorOf(each.field)}">${t(partLabel(each.field, each.part))}</a>`,
      },
      {
        label: words.sign,
        tight: true,
        cell: (each) =>
          html`<span class="sign sign-${each.is}"><span aria-hidden="true">${signs[each.is]}</span> ${t(words[each.is])}</span>`,
      },
      {
        label: heads.before,
        cell: (each) =>
          each.before === undefined ? blank : html`<del>${shownValue(visit, desk, each.field, each.part, each.before)}</del>`,
      },
      {
        label: heads.now,
        cell: (each) => (each.now === undefined ? blank : html`<ins>${shownValue(visit, desk, each.field, each.part, each.now)}</ins>`),
      },
    ],
    differences,
    { caption: heads.caption },
  );
}

/** A renewal beside what it renews, and the documents that it supersedes; nothing for a new application. */
export function renewalSections(visit: MemberVisit, desk: Desk, more: { readonly print: boolean }): Html | false {
  const { renewal } = desk;
  if (!renewal) return false;
  const toPrint = more.print
    ? html`<p class="actions"><a href="${visit.to(places.renewal(desk.its.subject.id))}">${icon('print')}${visit.t(words.print)}</a></p>`
    : false;
  return html`<div class="renewal-changes">${toPrint}${renewal.comparisons.map((each) => comparisonSection(visit, desk, each))}${supersededSection(visit, desk, renewal)}</div>`;
}

function comparisonSection(visit: MemberVisit, desk: Desk, comparison: Comparison): Html {
  const { t } = visit;
  const caption = words[comparison.with];
  const name = comparison.with === 'first' ? words.new : words.renewal;
  const lead = text(
    `${name.ja}(${spellDay('ja', comparison.on)}決定)と比べて変わったところです。`,
    `What differs from the ${name.en.toLowerCase()} (decided on ${spellDay('en', comparison.on)}).`,
  );
  const { differences } = comparison;
  const body =
    differences.length === 0
      ? html`<p class="quiet">${t(words.none)}</p>`
      : differenceTable(visit, desk, differences, { caption, before: name, now: words.now });
  return section(visit, caption, body, {
    id: `renewal-${comparison.with}`,
    lead,
    actions: html`<span class="count">${differences.length}</span>`,
  });
}

function supersededSection(visit: MemberVisit, desk: Desk, { superseded }: RenewalChanges): Html | false {
  if (superseded.length === 0) return false;
  const { t } = visit;
  const kept = desk.its.book.evidenceKept;
  const list = table(
    visit,
    [
      { label: words.document, head: true, cell: (each) => desk.documents.get(each.document) ?? t(words.unknown) },
      { label: words.item, cell: (each) => t(each.label) },
      { label: words.place, cell: (each) => each.place },
    ],
    superseded,
    { caption: words.superseded },
  );
  return section(visit, words.superseded, list, {
    id: 'superseded',
    lead: words.supersededLead,
    ...(kept === undefined ? {} : { actions: clause(kept) }),
  });
}

/** What a leaf is called, with the number of its criterion. */
function partLabel(field: Field, part: string): Text {
  const code = field.kind === 'verdict' ? `${field.criterion} ` : field.kind === 'disclosure' ? `${field.item} ` : '';
  const its = partWords[part];
  return its
    ? { ja: `${code}${field.label.ja}(${its.ja})`, en: `${code}${field.label.en} (${its.en})` }
    : { ja: `${code}${field.label.ja}`, en: `${code}${field.label.en}` };
}
