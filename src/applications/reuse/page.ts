import { tokyoDay } from '../../rules/day.ts';
import { leaves, type Values } from '../../rules/dossier.ts';
import { type Text, text } from '../../rules/text.ts';
import { actions, button, buttonLink, hiddenField, postForm } from '../../web/form.ts';
import { attributes, type Html, html } from '../../web/html.ts';
import { spellDay } from '../../web/language.ts';
import type { MemberVisit } from '../../web/page.ts';
import { backLink, chip, emptyState, heading, notice, section, type Tone, table } from '../../web/parts.ts';
import type { Page } from '../../web/visit.ts';
import type { ListedApplication } from '../list.ts';
import { titleOf } from '../pages/case-frame.ts';
import { type Desk, places } from '../pages/desk.ts';
import { inWords } from '../pages/field-words.ts';
import type { Offer } from './commands.ts';
import type { Reusable } from './reuse.ts';

const words = {
  title: text('どの申請から取り込みますか', 'Take over from which application?'),
  lead: text(
    '事業者についての欄を、御社の以前の申請から取り込めます。サービスや製品についての欄は取り込みません。',
    'What is about your organisation can be taken over from an earlier application. What is about the service or product is not.',
  ),
  none: text('取り込める申請はありません', 'There is no application to take over from'),
  noneNext: text('同じ制度への御社の申請が、ここに並びます。', 'Other applications of your organisation for the same scheme appear here.'),
  back: text('申請書類', 'Dossier'),
  backHere: text('ほかの申請を選ぶ', 'Choose another application'),
  subject: text('申請の対象', 'Subject'),
  reference: text('申請番号', 'Application'),
  state: text('状態', 'State'),
  updated: text('最後の更新', 'Last changed'),
  untitled: text('名称未記入', 'No name yet'),
  choose: text('取り込む欄を選んでください', 'Choose what to take over'),
  chooseLead: text(
    '空いている欄にはチェックが付いています。すでに記入のある欄は、チェックを付けた場合だけ置き換わります。裏付け資料の指定も一緒に取り込みます。',
    'Empty fields are ticked. A field that holds something is replaced only when you tick it. Pointers to evidence come along.',
  ),
  from: text('取り込み元', 'From'),
  field: text('欄', 'Field'),
  earlier: text('以前の申請', 'The earlier application'),
  now: text('この申請の今の記入', 'What stands here'),
  take: text('取り込む', 'Take over'),
  same: text('同じ', 'Same'),
  new: text('空欄', 'Empty'),
  other: text('記入あり', 'Filled in'),
  nothing: text('取り込める欄はありません。', 'There is nothing to take over.'),
  submit: text('選んだ欄を取り込む', 'Take over what is ticked'),
  closed: text('いまの状態では、申請書類を変更できません。', 'The dossier cannot be changed now.'),
  late: text('一部は取り込まれませんでした', 'Some fields were not taken over'),
  lateBody: text(
    '確かめている間にほかの人が記入しました。何も上書きされていません。',
    'Somebody else filled them in while you were looking. Nothing was overwritten.',
  ),
  fill: text('申請書類の記入に戻る', 'Back to the dossier'),
} as const satisfies Record<string, Text>;

/** The applications that could be taken over from. */
export function reusePage(
  visit: MemberVisit,
  desk: Desk,
  sources: readonly ListedApplication[],
  told: { readonly saved: number; readonly late: number },
): Page {
  const { t, to, language } = visit;
  const { id } = desk.its.subject;
  const { book } = desk.its;
  const said = html`${told.saved > 0 && notice(visit, 'good', text(`${told.saved}欄を取り込みました。`, `${told.saved} field(s) were taken over.`), buttonLink(visit, words.fill, to(places.dossier(id))), true)}${told.late > 0 && notice(visit, 'warning', words.late, html`${t(words.lateBody)} (${told.late})`, true)}`;
  const list = table(
    visit,
    [
      {
        label: words.subject,
        head: true,
        cell: (each: ListedApplication) => html`<a href="${to(places.reuse(id))}?from=${each.id}">${each.title || t(words.untitled)}</a>`,
      },
      { label: words.reference, cell: (each: ListedApplication) => each.reference, tight: true },
      {
        label: words.state,
        cell: (each: ListedApplication) => t(book.application.states[each.state]?.label ?? text(each.state, each.state)),
      },
      {
        label: words.updated,
        tight: true,
        cell: (each: ListedApplication) => spellDay(language, tokyoDay(new Date(each.updatedAt).toISOString())),
      },
    ],
    sources,
    { caption: words.title },
  );
  const body = !desk.editable
    ? html`<p>${t(words.closed)}</p>`
    : sources.length === 0
      ? emptyState(visit, words.none, html`<p>${t(words.noneNext)}</p>`)
      : list;
  return {
    title: words.title,
    body: html`${backLink(visit, words.back, to(places.dossier(id)))}${said}${heading(visit, words.title, { above: t(titleOf(desk.its, desk.values)), lead: words.lead })}${body}`,
  };
}

const faces: Readonly<Record<Reusable['standing'], { readonly tone: Tone; readonly word: Text }>> = {
  new: { tone: 'plain', word: words.new },
  same: { tone: 'good', word: words.same },
  other: { tone: 'action', word: words.other },
};

/** What would be taken over, section by section, beside what stands here; nothing that was typed is ticked. */
export function reuseOfferPage(visit: MemberVisit, desk: Desk, offer: Offer): Page {
  const { t, to } = visit;
  const { id } = desk.its.subject;
  const groups = [...Map.groupBy(offer.fields, (each) => each.section).entries()];
  const seen = Object.fromEntries(
    offer.fields.flatMap(({ field }) => leaves(field).map((path) => [path, desk.stored.get(path)?.version ?? 0])),
  );
  const source = html`${t(words.from)}: <strong>${t(titleOf(offer.from))}</strong> <span class="quiet">${offer.from.subject.reference}</span>`;
  const form = postForm(
    visit,
    to(places.reuse(id)),
    html`${hiddenField('from', offer.from.subject.id)}${hiddenField('seen', JSON.stringify(seen))}${groups.map(([part, fields]) => section(visit, part.label, fieldTable(visit, desk, part.label, fields)))}${actions(button(visit, words.submit), buttonLink(visit, words.backHere, to(places.reuse(id)), 'quiet'))}`,
  );
  return {
    title: words.choose,
    body: html`${backLink(visit, words.backHere, to(places.reuse(id)))}${heading(visit, words.choose, { above: source, lead: words.chooseLead })}${offer.fields.length === 0 ? html`<p>${t(words.nothing)}</p>` : form}`,
  };
}

function fieldTable(visit: MemberVisit, desk: Desk, caption: Text, fields: readonly Reusable[]): Html {
  const { t } = visit;
  return table(
    visit,
    [
      {
        label: words.take,
        tight: true,
        cell: ({ field, standing }: Reusable) =>
          standing === 'same'
            ? chip(visit, faces.same.tone, faces.same.word)
            : html`<input type="checkbox" class="tick"${attributes({ name: 'take', value: field.id, checked: standing === 'new', 'aria-label': `${t(words.take)}: ${t(field.label)}` })}>`,
      },
      {
        label: words.field,
        head: true,
        cell: ({ field }: Reusable) =>
          html`${field.kind === 'disclosure' && html`<span class="item-code">${field.item}</span> `}${t(field.label)}`,
      },
      {
        label: words.earlier,
        cell: ({ field, values, lost }: Reusable) =>
          html`${inSum(visit, desk, field, values)}${lost > 0 && html`<p class="small quiet">${t(text(`削除済みの資料${lost}件は取り込みません。`, `${lost} erased document(s) are left out.`))}</p>`}`,
      },
      {
        label: words.now,
        cell: ({ field, standing }: Reusable) =>
          standing === 'new'
            ? html`<span class="quiet">${t(words.new)}</span>`
            : standing === 'same'
              ? html`<span class="quiet">${t(words.same)}</span>`
              : html`${chip(visit, faces.other.tone, faces.other.word)} ${inSum(visit, desk, field, desk.values)}`,
      },
    ],
    fields,
    { caption },
  );
}

/** The value of a field in words, its parts under each other. */
function inSum(visit: MemberVisit, desk: Desk, field: Reusable['field'], values: Values): Html {
  const parts = leaves(field).flatMap((path) => {
    const said = inWords(field, path.slice(field.id.length + 1), values[path], desk.evidence);
    return said ? [html`<span class="as-typed reuse-part">${visit.t(said)}</span>`] : [];
  });
  return html`${parts}`;
}
