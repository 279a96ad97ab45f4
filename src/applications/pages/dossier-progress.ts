import type { Field } from '../../rules/dossier.ts';
import { text } from '../../rules/text.ts';
import { fieldId } from '../../web/form.ts';
import { type Html, html } from '../../web/html.ts';
import { icon } from '../../web/icons.ts';
import type { MemberVisit } from '../../web/page.ts';
import { progress } from '../../web/parts.ts';
import { type Desk, findingsAt, leafAt, nextMissing, placeOf, places, progressOf, sectionOf } from './desk.ts';

const words = {
  done: text('記入済み', 'Filled in'),
  next: text('次の未記入の欄へ', 'Next entry that is missing'),
  key: text('Ctrl+Enter でも保存して進めます', 'Ctrl+Enter also saves and goes there'),
};

/** The address of a field, down to the control that the first finding on it is about. */
export function addressOfField(visit: MemberVisit, desk: Desk, field: Field): string {
  const path = findingsAt(desk, field).find((finding) => finding.weight === 'error')?.path ?? field.id;
  return `${visit.to(placeOf(desk, field))}#${fieldId(leafAt(field, path))}`;
}

/** The same among the other items of its section. */
export function addressAmongOthers(visit: MemberVisit, desk: Desk, field: Field): string {
  const section = sectionOf(desk.dossier, field);
  if (!section || field.kind !== 'disclosure') return addressOfField(visit, desk, field);
  const fragment = addressOfField(visit, desk, field).split('#')[1] ?? '';
  return `${visit.to(places.section(desk.its.subject.id, section.id))}#${fragment}`;
}

/** How far the whole dossier is, and the way to what is missing next. */
export function dossierProgress(visit: MemberVisit, desk: Desk, after: Field | undefined): Html | false {
  if (!desk.editable) return false;
  const each = desk.dossier.sections.map((section) => progressOf(desk, section));
  const all = each.reduce((sum, one) => sum + one.all, 0);
  const open = each.reduce((sum, one) => sum + one.open, 0);
  const next = nextMissing(desk, after);
  return html`<div class="dossier-progress" data-live="progress">${progress(visit, words.done, all - open, all)}${
    next &&
    html`<p class="next-missing"><a href="${addressOfField(visit, desk, next)}" data-next-missing>${visit.t(words.next)}${icon('arrow')}</a><span class="quiet small key-hint">${visit.t(words.key)}</span></p>`
  }</div>`;
}
