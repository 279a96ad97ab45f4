import type { Book } from '../../rules/book.ts';
import { errorsIn } from '../../rules/form-check.ts';
import { isGranting } from '../../rules/grant.ts';
import type { Finding } from '../../rules/refusal.ts';
import { asOf } from '../../rules/terms.ts';
import { type Text, text } from '../../rules/text.ts';
import { fieldId } from '../../web/form.ts';
import { type Html, html, type Piece } from '../../web/html.ts';
import type { MemberVisit } from '../../web/page.ts';
import { backLink, chip, heading, type Tone, tabs } from '../../web/parts.ts';
import type { Visit } from '../../web/visit.ts';
import type { Case } from '../commands.ts';
import { type Desk, fieldAt, leafAt, placeOf, places } from './desk.ts';

const words = {
  all: text('申請の一覧', 'All applications'),
  untitled: text('名称未記入の申請', 'Application without a name yet'),
  parts: text('この申請のページ', 'Pages of this application'),
  course: text('経過', 'Course'),
  dossier: text('申請書類', 'Dossier'),
  check: text('点検', 'Check'),
  submit: text('提出', 'Submit'),
};

const sideWords: Readonly<Record<string, Text>> = {
  applicant: text('申請者', 'the applicant'),
  office: text('事務局', 'the office'),
  government: text('政府機関', 'the government body'),
  evaluator: text('評価機関', 'the evaluation body'),
  committee: text('委員会', 'the committee'),
};
export const sideWord = (side: string): Text => sideWords[side] ?? text(side, side);

/** What a state feels like to a reader: granted, theirs to act, waiting for somebody else, or over. */
export const toneOf = (waitsFor: readonly string[], side: string, granted = false): Tone =>
  granted
    ? 'good'
    : waitsFor.includes('end')
      ? 'off'
      : waitsFor.includes(side)
        ? 'action'
        : waitsFor.includes('nobody')
          ? 'plain'
          : 'waiting';

/** The product or service, as the fields of the publication name it. */
export function titleOf(its: Pick<Case, 'book' | 'values'>, values: Readonly<Record<string, unknown>> = its.values): Text {
  const title = its.book.publication.at(-1)?.value.title;
  const ja = title ? values[title.ja] : undefined;
  const en = title?.en ? values[title.en] : undefined;
  if (typeof ja !== 'string' || ja.trim() === '') return typeof en === 'string' && en.trim() !== '' ? text(en, en) : words.untitled;
  return text(ja, typeof en === 'string' && en.trim() !== '' ? en : ja);
}

/** Level and scheme of a case in one line. */
export const levelOf = (book: Book, level: string): Text => {
  const its = book.levels[level]?.label ?? text(level, level);
  return { ja: `${book.shortName.ja} ${its.ja}`, en: `${book.shortName.en} ${its.en}` };
};

/** What all pages of a case have in common: where it belongs, its name, and its pages beside each other. */
export function caseFrame(
  visit: MemberVisit,
  desk: Desk,
  here: 'course' | 'dossier' | 'check' | 'submit',
  face: { readonly title: Text; readonly lead?: Text | Html; readonly actions?: Piece },
  body: Piece,
): Html {
  const { subject, book } = desk.its;
  const { t, to } = visit;
  const { waitsFor } = book.application.states[subject.state] ?? { waitsFor: 'nobody' };
  const state = book.application.states[subject.state]?.label ?? text(subject.state, subject.state);
  const errors = errorsIn(desk.findings).length;
  const all = [
    { label: words.course, address: to(places.case(subject.id)), current: here === 'course' },
    { label: words.dossier, address: to(places.dossier(subject.id)), current: here === 'dossier' },
    ...(desk.editable
      ? [
          { label: words.check, address: to(places.check(subject.id)), current: here === 'check', count: errors },
          { label: words.submit, address: to(places.submit(subject.id)), current: here === 'submit' },
        ]
      : []),
  ];
  return html`${backLink(visit, words.all, to(places.home))}
${heading(visit, face.title, {
  above: html`<span class="case-name">${t(titleOf(desk.its, desk.values))}</span> <span class="case-level">${t(levelOf(book, subject.level))}</span> <span class="case-level">${t(text(`申請番号 ${subject.reference}`, `Application ${subject.reference}`))}</span>${subject.renews !== undefined && html` <span class="case-level"><a href="${to(`/attestations/${subject.renews}`)}">${t(text('更新の申請', 'Renewal'))}</a></span>`} ${chip(visit, toneOf([waitsFor], desk.editable ? 'applicant' : visit.principal.organisation.kind, isGranting(book, subject.state)), state)}`,
  ...(face.lead ? { lead: face.lead } : {}),
  actions: face.actions,
})}
<div data-live="tabs">${tabs(visit, words.parts, all)}</div>
${body}`;
}

/** The address of a finding's field, down to the control: on the page of its item, or among the others of its section. */
export function addressOf(visit: Visit, desk: Desk, finding: Finding, on: 'item' | 'section' = 'item'): string {
  const field = fieldAt(desk.dossier, finding.path);
  if (!field) return visit.to(places.check(desk.its.subject.id));
  if (on === 'section') return `#${fieldId(leafAt(field, finding.path))}`;
  return `${visit.to(placeOf(desk, field))}#${fieldId(leafAt(field, finding.path))}`;
}

/** The title of the criteria edition a case is judged by. */
export const editionTitle = (its: Pick<Case, 'book' | 'subject'>): Text =>
  its.book.editions.find((each) => each.id === its.subject.edition)?.title ?? text(its.subject.edition ?? '', its.subject.edition ?? '');

/** The first word of the public address under which the book's attestations stand. */
export const publicPathOf = (book: Book, day: Desk['today']): string => asOf(book.publication, day)?.path ?? book.id;
