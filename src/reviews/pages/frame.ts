import { levelOf, titleOf } from '../../applications/index.ts';
import { documentsAddress } from '../../evidence/index.ts';
import { isGranting } from '../../rules/grant.ts';
import { type Text, text } from '../../rules/text.ts';
import { type Html, html, type Piece } from '../../web/html.ts';
import { icon } from '../../web/icons.ts';
import { spellDay } from '../../web/language.ts';
import type { MemberVisit } from '../../web/page.ts';
import { backLink, chip, heading, type Tone, tabs } from '../../web/parts.ts';
import type { Visit } from '../../web/visit.ts';
import { type Desk, places } from '../desk.ts';
import { decisionsOf } from '../work.ts';

const words = {
  queue: text('処理待ちの一覧', 'Queue'),
  parts: text('この案件のページ', 'Pages of this case'),
  check: text('形式の確認', 'Check'),
  review: text('項目ごとの審査', 'Item by item'),
  documents: text('提出書類一覧', 'Submitted documents'),
  overdue: text('期限超過', 'Overdue'),
  today: text('本日まで', 'Due today'),
};

const sideWords: Readonly<Record<string, Text>> = {
  applicant: text('申請者', 'Applicant'),
  office: text('事務局', 'Office'),
  government: text('政府機関', 'Government body'),
  evaluator: text('評価機関', 'Evaluation body'),
  committee: text('委員会', 'Committee'),
  nobody: text('—', '—'),
  end: text('終了', 'Over'),
};
/** What a side of the scheme is called. */
export const sideWord = (side: string): Text => sideWords[side] ?? text(side, side);

/** How whose turn it is feels to the office; a case that ended in a grant is good news. */
export const toneFor = (waitsFor: readonly string[], granted = false): Tone =>
  granted ? 'good' : waitsFor.includes('end') ? 'off' : waitsFor.includes('office') ? 'action' : 'waiting';

/** A due date; one that is over says so by word and icon. */
export function dueMark(visit: Visit, due: string | undefined, today: string): Html | false {
  if (due === undefined) return false;
  const spelled = html`<span class="tight">${spellDay(visit.language, due)}</span>`;
  if (due < today) return html`${spelled} ${chip(visit, 'bad', words.overdue, 'alert-triangle')}`;
  return due === today ? html`${spelled} ${chip(visit, 'action', words.today, 'clock')}` : spelled;
}

/** What all office pages of a case have in common: its name, where it stands, and its pages beside each other. */
export function caseFrame(
  visit: MemberVisit,
  desk: Desk,
  here: 'check' | 'decide' | undefined,
  face: { readonly title: Text; readonly lead?: Text | Html; readonly actions?: Piece },
  body: Piece,
): Html {
  const { its, view } = desk;
  const { t, to } = visit;
  const { id } = its.subject;
  const decides = decisionsOf(its.book, its.subject).length > 0;
  const all = [
    { label: desk.review ? words.review : words.check, address: to(places.check(id)), current: here === 'check' },
    ...(decides || here === 'decide' ? [{ label: its.book.decisionWord, address: to(places.decide(id)), current: here === 'decide' }] : []),
    ...(desk.dossier.sections.some((each) => each.fields.some((field) => field.handedOver)) && its.subject.receivedOn
      ? [{ label: words.documents, address: to(documentsAddress(id)), current: false }]
      : []),
  ];
  return html`${backLink(visit, words.queue, to(places.queue))}
${heading(visit, face.title, {
  above: html`<span class="case-name">${t(titleOf(its))}</span> <span class="case-level">${t(desk.applicant)}</span> <span class="case-level">${t(levelOf(its.book, its.subject.level))}</span> <span class="case-level">${t(text(`申請番号 ${its.subject.reference}`, `Application ${its.subject.reference}`))}</span>${its.subject.renews !== undefined && html` <span class="case-level"><a href="${to(`/attestations/${its.subject.renews}`)}">${t(text('更新の申請', 'Renewal'))}</a></span>`} ${chip(visit, toneFor(view.state.waitsFor, isGranting(its.book, its.subject.state)), view.state.label)}`,
  ...(face.lead ? { lead: face.lead } : {}),
  actions: face.actions,
})}
${all.length > 1 && tabs(visit, words.parts, all)}
${body}`;
}

/** A person by name; the acting organisation's side where the person is unknown. */
export const nameOf = (visit: Visit, desk: Pick<Desk, 'names'>, person: string): string => {
  const name = desk.names.get(person);
  return name ? visit.t(name) : '—';
};

/** Something changed, marked by sign and word. */
export const newMark = (visit: Visit): Html => html`<span class="new-mark">${icon('alert-circle')}${visit.t(text('新着', 'New'))}</span>`;
