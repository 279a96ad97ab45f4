import type { Field } from '../../rules/dossier.ts';
import { isOpen, type Possible } from '../../rules/moves.ts';
import { type Text, text } from '../../rules/text.ts';
import { buttonLink } from '../../web/form.ts';
import { type Html, html } from '../../web/html.ts';
import { icon } from '../../web/icons.ts';
import { spellDay, spellInstant } from '../../web/language.ts';
import type { MemberVisit } from '../../web/page.ts';
import { chip } from '../../web/parts.ts';
import { type CaseView, type HistoryLine, type ThreadView, viewCase } from '../view.ts';
import { toneOf } from './case-frame.ts';
import { isAbout } from './comments.ts';
import type { Desk } from './desk.ts';
import { inWords } from './field-words.ts';
import { moveAddress } from './move.ts';

const words = {
  threads: text('この項目についての照会・申出', 'Questions and requests on this item'),
  due: text('期限', 'Due'),
} as const satisfies Record<string, Text>;

/** The threads that are about a field. */
export const threadsOn = (view: CaseView, field: Field): readonly ThreadView[] =>
  view.threads.filter(({ thread }) => thread.about !== undefined && isAbout({ about: thread.about }, field));

/** What can be begun about an item: rows that open a thread and ask what it is about. What withholds is offered only where it can. */
function openingsOn(desk: Desk, view: CaseView, field: Field): readonly Possible[] {
  return view.moves.filter(({ place, row }) => {
    if (!('opens' in place) || !row.asks?.some((each) => each.id === ABOUT)) return false;
    const rows = Object.values(desk.its.book.threads[place.opens]?.rows ?? {});
    return field.published === 'withholdable' || !rows.some((each) => each.effects?.includes('withhold'));
  });
}
/** The input by which a thread says what it is about. */
const ABOUT = 'about';

/** What is asked and answered about an item, with the answer to be given there, and what can be begun about it. */
export function itemThreads(visit: MemberVisit, desk: Desk, field: Field): Html | false {
  const view = viewCase(desk.its, visit.principal, desk.today, []);
  const threads = threadsOn(view, field);
  const openings = openingsOn(desk, view, field);
  if (threads.length + openings.length === 0) return false;
  const { t } = visit;
  const { id } = desk.its.subject;
  const path = field.kind === 'disclosure' ? `${field.id}/content` : field.id;
  return html`<section class="item-threads" aria-labelledby="item-threads-title"><h3 id="item-threads-title">${t(words.threads)}</h3>${threads.map((each) => threadBox(visit, desk, view, each))}${
    openings.length > 0 &&
    html`<div class="actions">${openings.map((move) => buttonLink(visit, move.row.label, `${moveAddress(visit, id, move)}&about=${encodeURIComponent(path)}`, 'secondary'))}</div>`
  }</section>`;
}

function threadBox(visit: MemberVisit, desk: Desk, view: CaseView, its: ThreadView): Html {
  const { t, language } = visit;
  const { thread } = its;
  const kind = desk.its.book.threads[thread.kind];
  const open = kind !== undefined && isOpen(kind, thread);
  const moves = view.moves.filter((move) => 'thread' in move.place && move.place.thread === thread.id);
  const lines = its.readable ? view.history.filter((line) => line.thread === thread.id) : [];
  return html`<article class="thread"><header class="thread-head"><h4>${t(its.label)}</h4>${chip(visit, open ? toneOf([its.waitsFor], visit.principal.organisation.kind) : 'off', its.state)}${open && its.readable && thread.due && html`<span class="thread-due">${icon('clock')}${t(words.due)} ${spellDay(language, thread.due)}</span>`}</header><ol class="messages">${lines.map((line) => said(visit, line))}</ol>${
    moves.length > 0 &&
    html`<div class="actions">${moves.map((move, index) => buttonLink(visit, move.row.label, moveAddress(visit, desk.its.subject.id, move), index === 0 ? 'primary' : 'secondary'))}</div>`
  }</article>`;
}

function said(visit: MemberVisit, line: HistoryLine): Html {
  const { t, language } = visit;
  const filled = line.asks.flatMap((field) => (field.id === ABOUT ? [] : (inWords(field, '', line.input[field.id]) ?? [])));
  return html`<li class="message"><p class="message-who"><strong>${t(line.party)}</strong> <span class="quiet">${t(line.label)} ${spellInstant(language, line.at)}</span></p>${filled.map((each) => html`<p class="as-typed message-words">${t(each)}</p>`)}</li>`;
}
