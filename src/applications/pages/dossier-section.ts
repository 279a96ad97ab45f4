import { type Field, isBlank, type Section } from '../../rules/dossier.ts';
import { devicePartsFor } from '../../rules/editions.ts';
import { errorsIn } from '../../rules/form-check.ts';
import { type Text, text } from '../../rules/text.ts';
import { buttonLink, hiddenField, postForm } from '../../web/form.ts';
import { attributes, type Html, html, type Piece } from '../../web/html.ts';
import type { MemberVisit } from '../../web/page.ts';
import { factList, notice } from '../../web/parts.ts';
import type { Page } from '../../web/visit.ts';
import { caseFrame } from './case-frame.ts';
import { lastReturn } from './comments.ts';
import type { ControlContext } from './control-frame.ts';
import { type Desk, isItem, nextMissing, places } from './desk.ts';
import { type Clash, findingsPanel, leafFrame, saveBar, sectionList } from './dossier-parts.ts';
import { dossierProgress } from './dossier-progress.ts';
import { fieldControl } from './field-control.ts';
import { inWords, partWords } from './field-words.ts';
import { filterLinks, itemBlocks } from './item-blocks.ts';
import { disclosedTable, itemTable } from './item-overview.ts';
import { leavesOf } from './leaf.ts';

const words = {
  deviceTests: text('実機テスト', 'Device tests'),
  excel: text('Excel・印刷', 'Excel and print'),
  ready: text('書類は揃っています。提出できます。', 'The dossier is complete and can be submitted.'),
  closed: text('提出済みの申請書類です', 'The dossier as submitted'),
  closedLead: text('いまは内容を変更できません。', 'It cannot be changed now.'),
  returned: text(
    '修正を求めて返戻されました。各項目の指摘をご確認ください。',
    'The dossier was returned for correction. See the comment at each item.',
  ),
  seeCourse: text('返戻の理由を見る', 'See why'),
  reuse: text('以前の申請から取り込む', 'Take over from an earlier application'),
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
  links: {
    evidence: visit.to(
      desk.its.subject.onBehalf && visit.principal.organisation.kind === 'office' ? places.scans(desk.its.subject.id) : places.evidence,
    ),
    models: visit.to(places.models(desk.its.subject.id)),
  },
  wrap: leafFrame(visit, desk, clashes),
});

/** Attributes by which the browser module saves each field as it is typed. */
export const dossierForm = (visit: MemberVisit, desk: Desk, action: string, body: Piece, at?: Field): Html =>
  html`<div class="dossier-form"${attributes({ 'data-autosave': `/api/v1/applications/${desk.its.subject.id}/fields`, 'data-language': visit.language })}>${postForm(visit, action, html`<button class="sr" type="submit" name="then" value="stay" tabindex="-1" aria-hidden="true">${visit.t(text('保存', 'Save'))}</button>${hiddenField('at', at?.id ?? '')}${body}`)}</div>`;

/** The page around the parts of the dossier: sections at the left, the work in the middle. */
export function dossierPage(
  visit: MemberVisit,
  desk: Desk,
  here: { readonly section: string; readonly item?: string; readonly field?: Field },
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
  const reusable = desk.editable && desk.dossier.sections.some((section) => section.about === 'applicant');
  const body = caseFrame(
    visit,
    desk,
    'dossier',
    {
      title,
      actions: html`${reusable && buttonLink(visit, words.reuse, visit.to(places.reuse(subject.id)), 'quiet')}${devicePartsFor(desk.its.book, subject.edition ?? '').length > 0 && buttonLink(visit, words.deviceTests, visit.to(places.deviceChecks(subject.id)), 'quiet')}${buttonLink(visit, words.excel, visit.to(places.workbook(subject.id)), 'quiet')}`,
      ...(desk.editable ? {} : { lead: words.closedLead }),
    },
    html`${returned}${dossierProgress(visit, desk, here.field)}<div class="dossier">${sectionList(visit, desk, here.section, here.item)}<div class="dossier-main">${middle}</div></div>`,
  );
  return {
    title,
    body,
    scripts: desk.editable ? ['autosave.js', 'live-check.js', 'dossier-keys.js'] : [],
    ...(more.status ? { status: more.status } : {}),
  };
}

/** Only what is missing, or everything. */
export type Filter = 'all' | 'missing';

/** One section: its fields and disclosure items as a form, criteria as an overview of pages of their own. */
export function sectionPage(
  visit: MemberVisit,
  desk: Desk,
  section: Section,
  given: { readonly clashes?: readonly Clash[]; readonly only?: Filter } = {},
): Page {
  const { t, to } = visit;
  const { only = 'all', clashes = [] } = given;
  const plain = section.fields.filter((field) => !isItem(field));
  const verdicts = section.fields.filter((field) => field.kind === 'verdict');
  const disclosures = section.fields.filter((field) => field.kind === 'disclosure');
  const address = to(places.section(desk.its.subject.id, section.id));
  const face = html`<header class="dossier-head">${section.part && html`<p class="dossier-part">${t(section.part)}</p>`}<h2>${t(section.label)}</h2>${section.intro && html`<p class="section-lead">${t(section.intro)}</p>`}</header>`;
  const overview = verdicts.length > 0 && itemTable(visit, desk, section, verdicts);
  const here = { section: section.id, ...before(desk, section) };
  if (!desk.editable)
    return dossierPage(
      visit,
      desk,
      here,
      missingLine(desk),
      html`${face}${plain.length > 0 && readOnly(visit, desk, plain)}${overview}${disclosures.length > 0 && disclosedTable(visit, desk, section, disclosures)}`,
    );
  const controls = controlsOf(visit, desk, clashes);
  const last = desk.dossier.sections.at(-1)?.id === section.id;
  const asked = [...plain, ...disclosures];
  const blocks = disclosures.length > 0 && itemBlocks(visit, desk, section, disclosures, controls, only);
  const fields =
    plain.length > 0 &&
    html`<div class="dossier-work"><div class="dossier-fields">${plain.map((field) => fieldControl(controls, field))}</div>${disclosures.length === 0 && html`<aside class="dossier-side">${findingsPanel(visit, desk, plain)}</aside>`}</div>`;
  const bar = saveBar(visit, desk, asked, { next: !last, missing: nextMissing(desk, here.field) !== undefined });
  const form =
    asked.length > 0 && dossierForm(visit, desk, only === 'missing' ? `${address}?only=missing` : address, html`${fields}${blocks}${bar}`);
  const top = html`${disclosures.length > 0 && filterLinks(visit, desk, section, address, only)}`;
  return dossierPage(
    visit,
    desk,
    here,
    missingLine(desk),
    html`${face}${overview}${top}${form}`,
    clashes.length > 0 ? { status: 409 } : {},
  );
}

/** The field before a section: what comes next is looked for from there. */
function before(desk: Desk, section: Section): { readonly field?: Field } {
  const fields = desk.dossier.sections.slice(0, desk.dossier.sections.indexOf(section)).flatMap((each) => each.fields);
  const field = fields.at(-1);
  return field ? { field } : {};
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
