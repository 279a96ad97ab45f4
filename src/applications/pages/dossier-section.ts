import { answerWords, DISCLOSURE_ANSWERS } from '../../rules/disclosure.ts';
import { isBlank, pointers, type Section } from '../../rules/dossier.ts';
import { errorsIn } from '../../rules/form-check.ts';
import type { Finding } from '../../rules/refusal.ts';
import { type Text, text } from '../../rules/text.ts';
import { isVerdict, type Verdict, verdictWords } from '../../rules/verdict.ts';
import { buttonLink, postForm } from '../../web/form.ts';
import { attributes, type Html, html, type Piece } from '../../web/html.ts';
import type { MemberVisit } from '../../web/page.ts';
import { chip, factList, notice, type Tone, table } from '../../web/parts.ts';
import type { Page } from '../../web/visit.ts';
import { caseFrame } from './case-frame.ts';
import { lastReturn } from './comments.ts';
import { type Desk, findingsAt, type Item, isItem, itemCode, places } from './desk.ts';
import { type Clash, findingsPanel, leafFrame, saveBar, sectionList } from './dossier-parts.ts';
import { type ControlContext, fieldControl } from './field-control.ts';
import { inWords, partWords } from './field-words.ts';
import { leavesOf } from './leaf.ts';

const words = {
  excel: text('Excel で書き出す・取り込む', 'Excel: export and import'),
  ready: text('書類は揃っています。提出できます。', 'The dossier is complete and can be submitted.'),
  closed: text('提出済みの申請書類です', 'The dossier as submitted'),
  closedLead: text('いまは内容を変更できません。', 'It cannot be changed now.'),
  submit: text('提出へ進む', 'Go to submission'),
  overview: text('一覧', 'Overview'),
  code: text('番号', 'No.'),
  item: text('項目', 'Item'),
  answer: text('回答', 'Answer'),
  evidence: text('証跡', 'Evidence'),
  minutes: text('人・分', 'Minutes'),
  open: text('指摘', 'To do'),
  none: text('未回答', 'Not answered'),
  start: text('最初の未完了の項目へ', 'Go to the first open item'),
  returned: text(
    '修正を求めて返戻されました。各項目の指摘をご確認ください。',
    'The dossier was returned for correction. See the comment at each item.',
  ),
  seeCourse: text('返戻の理由を見る', 'See why'),
};

/** The first line of every dossier page: what is still missing. */
export function missingLine(desk: Desk): Text {
  const open = errorsIn(desk.findings).length;
  if (!desk.editable) return words.closed;
  return open === 0
    ? words.ready
    : text(
        `提出までに、あと${open}件の記入・修正が必要です`,
        open === 1 ? 'One more entry is needed before submission' : `${open} more entries are needed before submission`,
      );
}

/** The addresses and facts that the controls of a case need. */
export const controlsOf = (visit: MemberVisit, desk: Desk, clashes: readonly Clash[]): ControlContext => ({
  visit,
  values: { ...desk.values, ...Object.fromEntries(clashes.map((clash) => [clash.path, clash.mine])) },
  problems: [],
  dossier: desk.dossier,
  evidence: desk.evidence,
  book: desk.its.book,
  links: { evidence: visit.to(places.evidence), models: visit.to(places.models(desk.its.subject.id)) },
  wrap: leafFrame(visit, desk, clashes),
});

/** Attributes by which the browser module saves each field as it is typed. */
export const dossierForm = (visit: MemberVisit, desk: Desk, action: string, body: Piece): Html =>
  html`<div class="dossier-form"${attributes({ 'data-autosave': `/api/v1/applications/${desk.its.subject.id}/fields`, 'data-language': visit.language })}>${postForm(visit, action, html`<button class="sr" type="submit" name="then" value="stay" tabindex="-1" aria-hidden="true">${visit.t(text('保存', 'Save'))}</button>${body}`)}</div>`;

/** The page around the parts of the dossier: sections at the left, the work in the middle. */
export function dossierPage(
  visit: MemberVisit,
  desk: Desk,
  here: { readonly section: string; readonly item?: string },
  title: Text,
  middle: Piece,
  more: { readonly status?: number } = {},
): Page {
  const { subject } = desk.its;
  const back = lastReturn(desk.its);
  const returned =
    back &&
    desk.editable &&
    notice(visit, 'warning', words.returned, html`<a href="${visit.to(places.case(subject.id))}">${visit.t(words.seeCourse)}</a>`);
  const body = caseFrame(
    visit,
    desk,
    'dossier',
    {
      title,
      actions: buttonLink(visit, words.excel, visit.to(places.workbook(subject.id)), 'quiet'),
      ...(desk.editable ? {} : { lead: words.closedLead }),
    },
    html`${returned}<div class="dossier">${sectionList(visit, desk, here.section, here.item)}<div class="dossier-main">${middle}</div></div>`,
  );
  return { title, body, scripts: desk.editable ? ['autosave.js', 'live-check.js'] : [], ...(more.status ? { status: more.status } : {}) };
}

/** One section: its fields as a form, and its items as an overview. */
export function sectionPage(visit: MemberVisit, desk: Desk, section: Section, given: { readonly clashes?: readonly Clash[] } = {}): Page {
  const { t, to } = visit;
  const clashes = given.clashes ?? [];
  const fields = section.fields.filter((field) => !isItem(field));
  const items = section.fields.filter(isItem);
  const address = to(places.section(desk.its.subject.id, section.id));
  const face = html`<header class="dossier-head"><h2>${t(section.label)}</h2>${section.intro && html`<p class="section-lead">${t(section.intro)}</p>`}</header>`;
  const overview = items.length > 0 && itemTable(visit, desk, section, items);
  if (!desk.editable)
    return dossierPage(visit, desk, { section: section.id }, missingLine(desk), html`${face}${readOnly(visit, desk, fields)}${overview}`);
  const controls = controlsOf(visit, desk, clashes);
  const last = desk.dossier.sections.at(-1)?.id === section.id;
  const form =
    fields.length > 0 &&
    dossierForm(
      visit,
      desk,
      address,
      html`<div class="dossier-work"><div class="dossier-fields">${fields.map((field) => fieldControl(controls, field))}</div><aside class="dossier-side">${findingsPanel(visit, desk, fields)}</aside></div>${saveBar(visit, desk, fields, { next: !last })}`,
    );
  return dossierPage(
    visit,
    desk,
    { section: section.id },
    missingLine(desk),
    html`${face}${overview}${form}`,
    clashes.length > 0 ? { status: 409 } : {},
  );
}

/** Values for reading, where nothing may be changed. */
export function readOnly(visit: MemberVisit, desk: Desk, fields: Section['fields']): Html {
  const facts = fields.flatMap((field) =>
    leavesOf(field)
      .filter((leaf) => leaf.part === '' || !isBlank(desk.values[leaf.path]))
      .map((leaf) => {
        const said = inWords(field, leaf.part, desk.values[leaf.path], desk.evidence);
        return { name: partWords[leaf.part] ?? field.label, value: said && html`<span class="as-typed">${visit.t(said)}</span>` };
      }),
  );
  return factList(visit, facts);
}

const verdictTones: Readonly<Record<Verdict, Tone>> = {
  conforms: 'good',
  'does-not-conform': 'bad',
  'not-applicable': 'off',
  'not-tested': 'action',
  'could-not-decide': 'action',
};

/** The answer of an item as a status. */
export function answerChip(visit: MemberVisit, desk: Pick<Desk, 'values'>, item: Item): Html {
  const value = desk.values[`${item.id}/${item.kind === 'verdict' ? 'verdict' : 'answer'}`];
  if (isBlank(value)) return chip(visit, 'plain', words.none, 'minus');
  if (item.kind === 'verdict')
    return isVerdict(value)
      ? chip(visit, verdictTones[value], verdictWords[value])
      : chip(visit, 'bad', text(String(value), String(value)));
  const answer = DISCLOSURE_ANSWERS.find((each) => each === value);
  return answer
    ? chip(visit, answer === 'content' ? 'good' : 'off', answerWords[answer])
    : chip(visit, 'bad', text(String(value), String(value)));
}

function itemTable(visit: MemberVisit, desk: Desk, section: Section, items: readonly Item[]): Html {
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
