import { partWords } from '../../applications/index.ts';
import { checkBehind, restingLine } from '../../check/index.ts';
import { type Field, isBlank, type Section } from '../../rules/dossier.ts';
import { criteriaOf } from '../../rules/editions.ts';
import type { Finding } from '../../rules/refusal.ts';
import { type Text, text } from '../../rules/text.ts';
import { isVerdict, methodWords } from '../../rules/verdict.ts';
import { actions, button, hiddenField, postForm } from '../../web/form.ts';
import { attributes, type Html, html } from '../../web/html.ts';
import { icon } from '../../web/icons.ts';
import type { MemberVisit } from '../../web/page.ts';
import { chip, section, verdictChip } from '../../web/parts.ts';
import { anchorOf, type Desk, fieldAt, itemName, places } from '../desk.ts';
import type { ReviewFilter } from '../review-items.ts';
import { nameOf } from './frame.ts';
import { type FindingTried, findingPart, shownItems } from './review.ts';
import { threadBox } from './threads.ts';
import { pointerList, shownValue } from './values.ts';

const words = {
  sections: text('申請書類の構成', 'Sections of the dossier'),
  guide: text('評価ガイドと基準の文言', 'Criterion and evaluation guide'),
  asked: text('この項目で求められる記載', 'What the item asks for'),
  methods: text('評価方法', 'Methods'),
  notApplicable: text('「該当なし」とできる場合', 'When “not applicable” is possible'),
  claim: text('申請者の主張', 'What the applicant claims'),
  evidence: text('証跡(資料名と箇所)', 'Evidence (document and place)'),
  closed: text('証跡の中身は事務局に開かれていません。', 'The evidence itself is not open to the office.'),
  comment: text('指摘', 'Comment'),
  write: text('指摘を書く', 'Write a comment'),
  edit: text('指摘を直す', 'Edit your comment'),
  keep: text('指摘を控える', 'Note the comment'),
  keepHint: text(
    '返戻の文書を作るときに集められます。空にして控えると消えます。',
    'Collected when you prepare the letter. Empty it to remove it.',
  ),
  field: text('項目', 'Item'),
  value: text('記載内容', 'Content'),
  changed: text('前回から変更', 'Changed since last time'),
  none: text('判定なし', 'No verdict'),
  mandatory: text('必須', 'Mandatory'),
  decisive: text('必須・実施が条件', 'Mandatory, must be done'),
  optional: text('選択', 'Optional'),
  ask: text('この項目を照会する', 'Ask about this item'),
};

/** Where to in the dossier. */
export const jumpList = (visit: MemberVisit, desk: Desk): Html =>
  html`<nav class="review-jump" aria-label="${visit.t(words.sections)}"><ul>${desk.dossier.sections.map((each) => html`<li><a href="#${sectionAnchor(each)}">${visit.t(each.label)}${findingsIn(desk, each).length > 0 && html` <span class="review-jump-count">${icon('alert-circle')}${findingsIn(desk, each).length}</span>`}</a></li>`)}</ul></nav>`;

const sectionAnchor = (its: Section): string => `section-${its.id.replaceAll(/[^\w-]/g, '-')}`;
const isItem = (field: Field): field is Field & { kind: 'verdict' | 'disclosure' } =>
  field.kind === 'verdict' || field.kind === 'disclosure';
const findingsAt = (desk: Desk, field: Field): readonly Finding[] =>
  desk.findings.filter((finding) => finding.weight === 'error' && fieldAt(desk.dossier, finding.path)?.id === field.id);
const findingsIn = (desk: Desk, its: Section): readonly Finding[] => its.fields.flatMap((field) => findingsAt(desk, field));

/** Which items of a review are shown, and what came back from the last try at a finding. */
export interface Looking {
  readonly show: ReviewFilter;
  readonly tried?: FindingTried;
}

/** The dossier as submitted, item by item: all of it, or the items that a filter lets through. */
export const dossierSections = (visit: MemberVisit, desk: Desk, looking: Looking): readonly Html[] => {
  const shown = desk.review && looking.show !== 'all' ? shownItems(desk, looking.show) : undefined;
  return desk.dossier.sections.flatMap((its) => {
    const fields = shown ? [] : its.fields.filter((field) => !isItem(field));
    const items = its.fields.filter(isItem).filter((item) => shown?.has(item.id) ?? true);
    if (fields.length + items.length === 0) return [];
    return section(
      visit,
      its.label,
      html`${fields.length > 0 && fieldTable(visit, desk, its, fields)}${items.length > 0 && items.every((item) => item.handedOver === undefined) && html`<p class="quiet small">${visit.t(words.closed)}</p>`}${items.map((item) => itemBox(visit, desk, item, looking))}`,
      { id: sectionAnchor(its) },
    );
  });
};

function fieldTable(visit: MemberVisit, desk: Desk, its: Section, fields: readonly Field[]): Html {
  const { t } = visit;
  return html`<div class="table-frame"><table class="table review-table"><caption class="sr">${t(its.label)}</caption><thead><tr><th scope="col">${t(words.field)}</th><th scope="col">${t(words.value)}</th><th scope="col">${t(words.comment)}</th></tr></thead><tbody>${fields.map(
    (field) =>
      html`<tr id="${anchorOf(field)}"><th scope="row" data-label="${t(words.field)}">${t(field.label)}${changedMark(visit, desk, field)}</th><td data-label="${t(words.value)}">${shownValue(visit, desk, field, '', desk.its.values[field.id])}${findingLines(visit, desk, field)}</td><td data-label="${t(words.comment)}">${commentPart(visit, desk, field)}</td></tr>`,
  )}</tbody></table></div>`;
}

const changedMark = (visit: MemberVisit, desk: Desk, field: Field): Html | false =>
  desk.differences.some((each) => each.field.id === field.id) &&
  html` <a class="changed-mark" href="#changes"><span aria-hidden="true">≠</span> ${visit.t(words.changed)}</a>`;

const findingLines = (visit: MemberVisit, desk: Desk, field: Field): readonly Html[] =>
  findingsAt(desk, field).map(
    (finding) =>
      html`<p class="finding-line">${icon('alert-circle')}<span>${visit.t(finding.message)} <span class="clause">${finding.clause}</span></span></p>`,
  );

/** One criterion or disclosure item: what is claimed, where the evidence is, and what the office says to it, side by side. */
function itemBox(visit: MemberVisit, desk: Desk, item: Field & { kind: 'verdict' | 'disclosure' }, looking: Looking): Html {
  const { t } = visit;
  const reviewed = desk.review?.items.find((each) => each.field.id === item.id);
  const value = (part: string) => desk.its.values[`${item.id}/${part}`];
  const parts = item.kind === 'verdict' ? ['reason', 'method', 'basis', 'agreement', 'foreignLabel', 'minutes'] : ['content'];
  const shown = parts.filter((part) => !isBlank(value(part)));
  const verdict = value('verdict');
  const behind = checkBehind(desk.checks, item, desk.its.values);
  const head =
    item.kind === 'verdict'
      ? isVerdict(verdict)
        ? verdictChip(visit, verdict)
        : chip(visit, 'bad', words.none)
      : html`<span class="as-typed">${shownValue(visit, desk, item, 'answer', value('answer'))}</span>`;
  return html`<article class="review-item" id="${anchorOf(item)}" aria-labelledby="${anchorOf(item)}-title"><h3 id="${anchorOf(item)}-title"><span class="item-code">${itemName(item)}</span> ${t(item.label)} ${weightMark(visit, item)}${changedMark(visit, desk, item)}</h3>
<div class="review-columns"><div class="review-claim"><h4>${t(words.claim)}</h4><p>${head}</p><dl class="claim">${shown.map((part) => html`<div><dt>${t(partWords[part] ?? text(part, part))}</dt><dd>${shownValue(visit, desk, item, part, value(part))}</dd></div>`)}</dl>${behind && restingLine(visit, behind)}${findingLines(visit, desk, item)}</div>
<div class="review-evidence"><h4>${t(words.evidence)}</h4>${pointerList(visit, desk, value('evidence'))}</div>
<div class="review-comment">${reviewed && findingPart(visit, desk, reviewed, looking.show, looking.tried)}${(!reviewed || desk.review?.isOpen) && html`<h4>${t(words.comment)}</h4>${commentPart(visit, desk, item)}`}${askLink(visit, desk, item)}</div></div>
${reviewed && desk.view.threads.filter((each) => reviewed.questions.some((thread) => thread.id === each.thread.id)).map((each) => threadBox(visit, desk, each))}${guideFold(visit, desk, item)}</article>`;
}

/** What an item counts for: mandatory, mandatory and to be done, or optional. */
function weightMark(visit: MemberVisit, item: Field): Html | false {
  if (item.kind !== 'disclosure') return false;
  const word = item.decisive ? words.decisive : item.weight === 'mandatory' ? words.mandatory : words.optional;
  return html`<span class="mark${item.weight === 'mandatory' ? ' mark-required' : ''}">${visit.t(word)}</span>`;
}

function guideFold(visit: MemberVisit, desk: Desk, item: Field & { kind: 'verdict' | 'disclosure' }): Html | false {
  const { t } = visit;
  const criterion =
    item.kind === 'verdict'
      ? criteriaOf(desk.its.book, desk.its.subject.edition ?? '').find((each) => each.id === item.criterion)
      : undefined;
  if (!criterion)
    return item.hint
      ? html`<details class="fold fold-small"><summary>${t(words.asked)}</summary><div class="fold-body"><p>${t(item.hint)}</p></div></details>`
      : false;
  const methods = criterion.methods.map((method) => t(methodWords[method])).join(visit.language === 'ja' ? '、' : ', ');
  return html`<details class="fold fold-small"><summary>${t(words.guide)}</summary><div class="fold-body"><p class="requirement">${t(criterion.requirement)}</p>${criterion.subConditions.length > 0 && html`<ol class="review-conditions">${criterion.subConditions.map((each) => html`<li>${each.key}. ${t(each.text)}</li>`)}</ol>`}${criterion.guide.map((each) => html`<p>${t(each)}</p>`)}<p><strong>${t(words.methods)}</strong> ${methods}</p><p><strong>${t(words.notApplicable)}</strong> ${t(criterion.notApplicableWhen)}</p></div></details>`;
}

/** What officers noted at an item: everybody's, with a small form for one's own. */
function commentPart(visit: MemberVisit, desk: Desk, field: Field): Html {
  const { t } = visit;
  const name = itemName(field);
  const notes = desk.notes.filter((note) => note.item === name);
  const mine = notes.find((note) => note.by === visit.principal.person.id);
  const label: Text = mine ? words.edit : words.write;
  const id = `note-${anchorOf(field)}`;
  return html`${notes.map((note) => html`<p class="note"><span class="as-typed">${note.comment}</span> <span class="quiet small">${nameOf(visit, desk, note.by)}</span></p>`)}<details class="fold fold-small note-fold"><summary>${t(label)}<span class="sr">: ${t(field.label)}</span></summary><div class="fold-body">${postForm(
    visit,
    visit.to(places.comments(desk.its.subject.id)),
    html`${hiddenField('item', name)}${hiddenField('at', anchorOf(field))}<label class="sr" for="${id}">${t(words.comment)}: ${t(field.label)}</label><textarea${attributes({ class: 'input textarea', id, name: 'comment', rows: 3, maxlength: 1000, 'aria-describedby': `${id}-hint` })}>\n${mine?.comment ?? ''}</textarea><p class="hint" id="${id}-hint">${t(words.keepHint)}</p>${actions(button(visit, words.keep, { kind: 'secondary' }))}`,
  )}</div></details>`;
}

function askLink(visit: MemberVisit, desk: Desk, item: Field): Html | false {
  const opening = desk.view.moves.find((move) => 'opens' in move.place && move.row.asks?.some((field) => field.id === 'about'));
  if (!opening || !('opens' in opening.place)) return false;
  const query = new URLSearchParams({ opens: opening.place.opens, about: itemName(item) }).toString();
  return html`<p class="small"><a href="${visit.to(places.move(desk.its.subject.id, opening.id, `?${query}`))}">${visit.t(words.ask)}<span class="sr">: ${itemName(item)}</span></a></p>`;
}
