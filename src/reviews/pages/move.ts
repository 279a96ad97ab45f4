import { consequence, fieldControl } from '../../applications/index.ts';
import type { Row } from '../../rules/book.ts';
import type { Field } from '../../rules/dossier.ts';
import type { JsonObject } from '../../rules/json.ts';
import type { Place } from '../../rules/moves.ts';
import type { RuleRefused } from '../../rules/refusal.ts';
import { type Text, text } from '../../rules/text.ts';
import { button, buttonLink, errorSummary, hiddenField, type Problem, postForm } from '../../web/form.ts';
import { type Html, html, type Piece } from '../../web/html.ts';
import type { MemberVisit } from '../../web/page.ts';
import { clause, notice } from '../../web/parts.ts';
import type { Page } from '../../web/visit.ts';
import { type Desk, moveHref, places } from '../desk.ts';
import { findingList } from './finding-list.ts';
import { caseFrame } from './frame.ts';
import { findingsSection } from './standard.ts';

const words = {
  back: text('やめて戻る', 'Go back without doing it'),
  moved: text('表示した後に、この案件に動きがありました', 'The case moved on after this page was shown'),
  movedBody: text(
    '何も記録されていません。内容をもう一度確かめてください。入力したものは残っています。',
    'Nothing was recorded. Look at the case again. What you typed is still here.',
  ),
  refused: text('この手続は受け付けられませんでした', 'This was not accepted'),
  bound: text('この手続は、次のハッシュ値の内容に結び付けて記録されます。', 'The act is recorded for the content with this hash.'),
  notNow: text('いまはこの手続を行えません', 'This is not possible now'),
};

/** What came back from the last try. */
export interface Tried {
  readonly input: JsonObject;
  readonly problems: readonly Problem[];
  readonly refusal?: RuleRefused;
  readonly isStale?: boolean;
}
export const firstTry: Tried = { input: {}, problems: [] };

/** The status of a page that shows a try again. */
export const statusOf = (tried: Tried): { readonly status?: number } =>
  tried.isStale
    ? { status: 412 }
    : tried.refusal
      ? { status: refusedStatus(tried.refusal.code) }
      : tried.problems.length > 0
        ? { status: 422 }
        : {};
const refusedStatus = (code: string): number =>
  code === 'same-person' || code === 'wrong-party'
    ? 403
    : code === 'not-what-was-seen'
      ? 412
      : ['wrong-state', 'not-taken-in', 'open-thread', 'case-over', 'once-only'].includes(code)
        ? 409
        : 422;

/** What went wrong with the last try, said first. */
export function triedNotice(visit: MemberVisit, desk: Desk, tried: Tried): Html | false {
  if (tried.isStale)
    return html`<div data-error-summary tabindex="-1">${notice(visit, 'warning', words.moved, visit.t(words.movedBody), true)}</div>`;
  if (!tried.refusal) return errorSummary(visit, { fields: {}, problems: tried.problems });
  const { refusal } = tried;
  const errors = refusal.findings.filter((finding) => finding.weight === 'error');
  const body =
    errors.length > 0
      ? findingList(visit, desk, errors)
      : html`<p>${visit.t(refusal.text)} ${refusal.clause && clause(refusal.clause)}</p>`;
  return html`<div data-error-summary tabindex="-1">${notice(visit, 'bad', words.refused, body, true)}</div>`;
}

/** The fields that a row asks for, as typed before. */
export const asksOf = (
  visit: MemberVisit,
  desk: Desk,
  asks: readonly Field[],
  tried: Pick<Tried, 'input' | 'problems'>,
  emptyRows = 3,
): Html =>
  html`${asks.map((field) => fieldControl({ visit, values: tried.input, problems: tried.problems, dossier: { sections: [{ id: 'asks', label: text('', ''), fields: asks }] }, evidence: [], book: desk.its.book, emptyRows }, field))}`;

/** The form of an act: what it asks for, what it is bound to, and a button that says what it does. */
export function actForm(
  visit: MemberVisit,
  desk: Desk,
  action: string,
  row: Row,
  tried: Tried,
  more: { readonly isDanger?: boolean; readonly back: string; readonly buttons?: Piece; readonly emptyRows?: number },
): Html {
  const { its } = desk;
  const bound = row.bound && html`<p class="small">${visit.t(words.bound)} <span class="code">${its.hash}</span></p>`;
  return postForm(
    visit,
    action,
    html`${hiddenField('version', String(its.subject.version))}${hiddenField('hash', its.hash)}${asksOf(visit, desk, row.asks ?? [], tried, more.emptyRows)}${bound}<div class="actions">${button(visit, row.label, { kind: more.isDanger ? 'danger' : 'primary' })}${more.buttons}${buttonLink(visit, words.back, more.back, 'quiet')}</div>`,
    { guard: (row.asks ?? []).length > 0 },
  );
}

/** A page for one move of the office, with what follows from it. */
export function movePage(visit: MemberVisit, desk: Desk, asked: { readonly id: string; readonly place: Place }, tried: Tried): Page {
  const { book, subject } = desk.its;
  const isSame = (place: Place) => JSON.stringify(place) === JSON.stringify(asked.place);
  const move = desk.view.moves.find((each) => each.id === asked.id && isSame(each.place));
  const back = visit.to(places.check(subject.id));
  if (!move) {
    const body = caseFrame(
      visit,
      desk,
      undefined,
      { title: words.notNow },
      html`${triedNotice(visit, desk, tried)}<p>${buttonLink(visit, words.back, back, 'secondary')}</p>`,
    );
    return { title: words.notNow, variant: 'office', body, status: statusOf(tried).status ?? 409 };
  }
  const kind = 'thread' in move.place ? kindOf(desk, move.place.thread) : undefined;
  const lead: Text = consequence(book, move, kind);
  const form = actForm(visit, desk, visit.to(moveHref(subject.id, move)), move.row, tried, {
    back,
    isDanger: move.row.effects?.includes('drop') ?? false,
  });
  const body = caseFrame(
    visit,
    desk,
    undefined,
    { title: move.row.label, lead: html`${visit.t(lead)} ${clause(move.row.clause)}` },
    html`${move.row.carries && findingsSection(visit, desk)}<div class="narrow">${triedNotice(visit, desk, tried)}${form}</div>`,
  );
  return { title: move.row.label, variant: 'office', body, ...statusOf(tried) };
}

const kindOf = (desk: Desk, thread: string): string | undefined => desk.its.subject.threads.find((each) => each.id === thread)?.kind;
