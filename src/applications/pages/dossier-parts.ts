import { type Field, isBlank, leaves, type Section } from '../../rules/dossier.ts';
import { errorsIn } from '../../rules/form-check.ts';
import type { JsonValue } from '../../rules/json.ts';
import type { Finding } from '../../rules/refusal.ts';
import type { Entry } from '../../rules/subject.ts';
import { type Text, text } from '../../rules/text.ts';
import { button, hiddenField } from '../../web/form.ts';
import { attributes, type Html, html } from '../../web/html.ts';
import { icon } from '../../web/icons.ts';
import { spellDay, spellInstant } from '../../web/language.ts';
import type { MemberVisit } from '../../web/page.ts';
import { clause } from '../../web/parts.ts';
import type { DraftField } from '../draft.ts';
import { addressOf } from './case-frame.ts';
import { commentsOn } from './comments.ts';
import { type Desk, findingsAt, isItem, isMissing, itemCode, places, progressOf } from './desk.ts';
import { inWords } from './field-words.ts';
import { type Leaf, traceOf } from './leaf.ts';

const words = {
  sections: text('申請書類の構成', 'Sections'),
  complete: text('記入済み', 'Complete'),
  optional: text('任意', 'optional'),
  findings: text('このページの指摘', 'To do on this page'),
  clean: text('このページに指摘はありません。', 'Nothing is missing on this page.'),
  notes: text('参考', 'Note'),
  saved: text('保存済み', 'Saved'),
  unsaved: text('まだ何も保存されていません', 'Nothing saved yet'),
  save: text('保存する', 'Save'),
  next: text('保存して次へ', 'Save and continue'),
  missing: text('保存して次の未記入へ', 'Save, next missing'),
  conflict: text('同時に編集されました', 'Edited by two people at once'),
  mine: text('あなたの入力(まだ保存されていません)', 'What you typed (not saved yet)'),
  theirs: text('保存されている値', 'What is saved'),
  take: text('保存されている値を使う', 'Use what is saved'),
  keep: text('自分の入力で上書き保存する', 'Save what I typed instead'),
  blank: text('(空欄)', '(blank)'),
  comment: text('事務局からの指摘', 'Comment from the office'),
};

/** A field that somebody else changed while it was typed: both values. */
export interface Clash {
  readonly path: string;
  readonly mine: JsonValue;
}

/** The sections under the parts of the form, with what is done and missing in each. */
export function sectionList(visit: MemberVisit, desk: Desk, current: string, currentItem?: string): Html {
  const { t } = visit;
  const groups = desk.dossier.sections.reduce<{ part: Text | undefined; sections: Section[] }[]>((found, section) => {
    const last = found.at(-1);
    if (last && last.part?.ja === section.part?.ja) last.sections.push(section);
    else found.push({ part: section.part, sections: [section] });
    return found;
  }, []);
  const lists = groups.map(
    ({ part, sections }) =>
      html`${part && html`<p class="dossier-part">${t(part)}</p>`}<ol>${sections.map((section) => sectionEntry(visit, desk, section, current, currentItem))}</ol>`,
  );
  return html`<nav class="dossier-sections" aria-label="${t(words.sections)}"><div data-live="sections">${lists}</div></nav>`;
}

function sectionEntry(visit: MemberVisit, desk: Desk, section: Section, current: string, currentItem: string | undefined): Html {
  const { t, to } = visit;
  const { id } = desk.its.subject;
  const { all, open } = progressOf(desk, section);
  const here = section.id === current;
  const items = section.fields.filter(isItem);
  return html`<li${attributes({ class: open === 0 && all > 0 ? 'is-done' : undefined })}><a href="${to(places.section(id, section.id))}"${attributes({ 'aria-current': here && (currentItem === undefined ? 'page' : 'true') })}><span class="dossier-section-name">${t(section.label)}</span>${countOf(visit, desk, all, open)}</a>${
    here &&
    items.length > 0 &&
    currentItem !== undefined &&
    html`<ol class="dossier-items">${items.map((item) => html`<li><a href="${to(places.item(id, section.id, itemCode(item)))}"${attributes({ 'aria-current': itemCode(item) === currentItem && 'page' })}><span>${itemCode(item)}</span>${!isMissing(desk, item) && html`${icon('check')}<span class="sr">${t(words.complete)}</span>`}</a></li>`)}</ol>`
  }</li>`;
}

/** Done of all, and how many are missing. */
function countOf(visit: MemberVisit, desk: Desk, all: number, open: number): Html | false {
  if (!desk.editable) return false;
  const { t } = visit;
  const missing = text(`残り${open}`, `${open} to do`);
  if (all === 0) return html`<span class="dossier-section-count">${t(words.optional)}</span>`;
  return html`<span class="dossier-section-count">${open === 0 ? html`${icon('check')}${t(words.complete)}` : html`<span class="done-of">${all - open}/${all}</span> ${t(missing)}`}</span>`;
}

/** The findings on some fields, errors first, each a jump to its field. */
export function findingsPanel(visit: MemberVisit, desk: Desk, fields: readonly Field[]): Html {
  const { t } = visit;
  const all = fields.flatMap((field) => findingsAt(desk, field));
  const sorted = [...errorsIn(all), ...all.filter((finding) => finding.weight === 'note')];
  const count = errorsIn(all).length;
  const body =
    sorted.length === 0 ? html`<p class="panel-clean">${icon('check-circle')}${t(words.clean)}</p>` : findingList(visit, desk, sorted);
  return html`<section class="panel" data-live="findings" aria-labelledby="findings-title"><h2 id="findings-title">${t(words.findings)}${count > 0 && html` <span class="count">${count}</span>`}</h2>${body}</section>`;
}

/** Findings as links to their fields. */
export const findingList = (
  visit: MemberVisit,
  desk: Desk,
  findings: readonly Finding[],
  address: (finding: Finding) => string = (finding) => addressOf(visit, desk, finding),
): Html =>
  html`<ul class="findings">${findings.map(
    (finding) =>
      html`<li class="finding finding-${finding.weight}">${icon(finding.weight === 'error' ? 'alert-circle' : 'info')}<span><a href="${address(finding)}">${visit.t(finding.message)}</a> ${clause(finding.clause)}${finding.weight === 'note' && html` <span class="quiet small">${visit.t(words.notes)}</span>`}</span></li>`,
  )}</ul>`;

const slug = (path: string): string => path.replaceAll(/[^\w-]/g, '-');

/** What to say under a field now: nothing while it is untouched, so that an empty form is calm. */
function saidAt(desk: Desk, field: Field, leaf: Leaf): readonly Finding[] {
  const touched = leaves(field).some((path) => !isBlank(desk.values[path]));
  if (!touched) return [];
  return findingsAt(desk, field).filter(
    (finding) => finding.weight === 'error' && (finding.path === leaf.path || finding.path.startsWith(`${leaf.path}/`)),
  );
}

/** The frame of one leaf: the version it was shown with, what is found, and what somebody else saved meanwhile. */
export function leafFrame(visit: MemberVisit, desk: Desk, clashes: readonly Clash[]): (field: Field, leaf: Leaf, control: Html) => Html {
  return (field, leaf, control) => {
    const { t } = visit;
    if (leaf.shape.is === 'elsewhere') return html`<div class="leaf">${control}${foundAt(visit, desk, field, leaf)}</div>`;
    const stored = desk.stored.get(leaf.path);
    const clash = clashes.find((each) => each.path === leaf.path);
    const shown = inWords(field, leaf.part, stored?.value ?? null, desk.evidence);
    const face = attributes({
      class: clash ? 'leaf leaf-clash' : 'leaf',
      'data-leaf': leaf.path,
      'data-shape': leaf.shape.is === 'rows' && leaf.shape.whole ? 'rows-whole' : leaf.shape.is,
      'data-base': stored?.version ?? 0,
      'data-shown': shown ? t(shown) : '',
      'data-by': stored ? (desk.names.get(stored.byPerson) ?? '') : '',
    });
    return html`<div${face}>${clash && clashBox(visit, desk, field, leaf, clash, stored)}${hiddenField(`base:${leaf.path}`, String(stored?.version ?? 0))}${hiddenField(`was:${leaf.path}`, traceOf(stored?.value))}${control}<div data-clash></div>${foundAt(visit, desk, field, leaf)}</div>`;
  };
}

function foundAt(visit: MemberVisit, desk: Desk, field: Field, leaf: Leaf): Html {
  const { t } = visit;
  const comments = leaf === undefined || leaves(field)[0] !== leaf.path || isItem(field) ? [] : commentsOn(desk.its, field);
  const found = saidAt(desk, field, leaf);
  return html`<div class="leaf-said" id="said-${slug(leaf.path)}" data-live="said-${slug(leaf.path)}">${found.map((finding) => html`<p class="field-error">${icon('alert-circle')}<span>${t(finding.message)}</span></p>`)}${comments.map((comment) => commentBox(visit, comment))}</div>`;
}

function clashBox(visit: MemberVisit, desk: Desk, field: Field, leaf: Leaf, clash: Clash, stored: DraftField | undefined): Html {
  const { t, language } = visit;
  const show = (value: JsonValue | undefined) => t(inWords(field, leaf.part, value ?? null, desk.evidence) ?? words.blank);
  const who = stored ? `${desk.names.get(stored.byPerson) ?? ''} ${spellInstant(language, stored.at)}`.trim() : '';
  return html`<div class="clash" role="alert"><p class="clash-title">${icon('alert-triangle')}${t(words.conflict)}</p><div class="clash-sides"><div><p class="clash-who">${t(words.mine)}</p><p class="clash-value">${show(clash.mine)}</p>${button(visit, words.keep, { kind: 'secondary', name: 'then', value: 'stay' })}</div><div><p class="clash-who">${t(words.theirs)}${who && html`<span class="quiet"> — ${who}</span>`}</p><p class="clash-value">${show(stored?.value)}</p>${button(visit, words.take, { kind: 'secondary', name: 'take', value: leaf.path })}</div></div></div>`;
}

/** A comment of the office at the item it is about. */
export const commentBox = (visit: MemberVisit, comment: { readonly words: string; readonly entry: Entry }): Html =>
  html`<div class="office-comment"><p class="office-comment-title">${icon('pencil')}${visit.t(words.comment)} <span class="quiet small">${spellDay(visit.language, comment.entry.on)}</span></p><p>${comment.words}</p></div>`;

/** The bar that is always in sight: what is saved, and the buttons. */
export function saveBar(
  visit: MemberVisit,
  desk: Desk,
  fields: readonly Field[],
  more: { readonly next?: boolean; readonly missing?: boolean } = {},
): Html {
  const { t, language } = visit;
  const paths = new Set(fields.flatMap(leaves));
  const last = [...desk.stored.values()].filter((field) => paths.has(field.path)).toSorted((a, b) => (a.at < b.at ? 1 : -1))[0];
  const clock = last && spellInstant(language, last.at);
  const who = last && desk.names.get(last.byPerson);
  const today = clock?.startsWith(spellDay(language, desk.today));
  const when = clock && (today ? clock.slice(spellDay(language, desk.today).length).replace(/^[, ]+/, '') : clock);
  return html`<div class="save-bar"><p class="save-state" data-save-state role="status">${last ? html`${icon('check-circle')}<span>${t(words.saved)} ${when}${who && html` <span class="quiet">${who}</span>`}</span>` : html`${icon('minus')}<span>${t(words.unsaved)}</span>`}</p><div class="actions">${button(visit, words.save, { kind: 'secondary', name: 'then', value: 'stay' })}${more.next && button(visit, words.next, { kind: more.missing ? 'secondary' : 'primary', name: 'then', value: 'next' })}${more.missing && button(visit, words.missing, { name: 'then', value: 'missing' })}</div></div>`;
}
