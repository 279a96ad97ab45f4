import type { HistoryLine, ThreadView } from '../../applications/index.ts';
import type { ThreadKind } from '../../rules/book.ts';
import { dueOf } from '../../rules/clocks.ts';
import { fieldsOf } from '../../rules/dossier.ts';
import { isOpen } from '../../rules/moves.ts';
import { text } from '../../rules/text.ts';
import { actions, button, buttonLink, hiddenField, postForm } from '../../web/form.ts';
import { type Html, html } from '../../web/html.ts';
import { spellDay, spellInstant } from '../../web/language.ts';
import type { MemberVisit } from '../../web/page.ts';
import { chip, factList, section } from '../../web/parts.ts';
import { type Desk, moveHref, places } from '../desk.ts';
import { isAboutItem } from '../review-items.ts';
import { dueMark, nameOf, sideWord, toneFor } from './frame.ts';
import { shownValue } from './values.ts';

const words = {
  threads: text('照会と回答', 'Questions and answers'),
  due: text('期限', 'Due'),
  opened: text('開始', 'Opened'),
  waitsFor: text('対応する側', 'Waits for'),
  read: text('照会の内容と回答を見る', 'See the inquiry and its answer'),
  answeredBy: text('回答した人', 'Answered by'),
  none: text('照会はありません。', 'Nothing was asked.'),
};

/** Every thread beside the case: what was said in it, for those that the office reads; what can be done in it now. */
export function threadList(visit: MemberVisit, desk: Desk): Html {
  const boxes = desk.view.threads.toReversed().map((each) => threadBox(visit, desk, each));
  return section(visit, words.threads, boxes.length === 0 ? html`<p class="quiet">${visit.t(words.none)}</p>` : boxes, { id: 'threads' });
}

/** One thread: whose turn, until when, what was said by whom, what can be done in it. */
export function threadBox(visit: MemberVisit, desk: Desk, each: ThreadView): Html {
  const { t, language } = visit;
  const { its, view } = desk;
  const kind = its.book.threads[each.thread.kind];
  const running = kind !== undefined && isOpen(kind, each.thread);
  const sealed = kind?.sealed !== undefined;
  const lines = sealed ? [] : view.history.filter((line) => line.thread === each.thread.id);
  const moves = view.moves.filter((move) => 'thread' in move.place && move.place.thread === each.thread.id);
  return html`<article class="review-thread"><h3>${t(each.label)} ${aboutItem(visit, desk, each.thread.about)} ${chip(visit, running ? toneFor([each.waitsFor]) : 'off', each.state)}</h3>
<p class="quiet small">${t(words.opened)}: ${spellDay(language, each.thread.openedOn)}${running && html` / ${t(words.waitsFor)}: ${t(sideWord(each.waitsFor))}`}${running && dueOf(its.book, each.thread) && html` / ${t(words.due)}: ${dueMark(visit, dueOf(its.book, each.thread), desk.today)}`}</p>
${lines.map((line) => html`<div class="said"><p class="quiet small">${t(line.label)} — ${nameOf(visit, desk, line.by)} ${spellInstant(language, line.at)}</p>${saidIn(visit, desk, line)}</div>`)}
${sealed && sealedAnswer(visit, desk, each.thread.id, kind)}${sealed && html`<p><a href="${visit.to(places.inquiry(each.thread.id))}">${t(words.read)}</a></p>`}
${moves.length > 0 && html`<div class="actions">${moves.map((move) => ((move.row.asks ?? []).length === 0 ? postForm(visit, visit.to(moveHref(its.subject.id, move)), html`${hiddenField('version', String(its.subject.version))}${hiddenField('hash', its.hash)}${actions(button(visit, move.row.label, { kind: 'secondary' }))}`, { inline: true }) : buttonLink(visit, move.row.label, visit.to(moveHref(its.subject.id, move)), 'secondary')))}</div>`}</article>`;
}

/** The item that a thread is about, by its number and its name. */
function aboutItem(visit: MemberVisit, { dossier }: Desk, about: string | undefined): Html | false {
  const field = about === undefined ? undefined : fieldsOf(dossier).find((each) => isAboutItem({ about }, each));
  if (!field) return about !== undefined && html`<span class="item-code">${about}</span>`;
  const number = field.kind === 'disclosure' ? field.item : field.kind === 'verdict' ? field.criterion : undefined;
  return html`${number && html`<span class="item-code">${number}</span> `}<span class="quiet">${visit.t(field.label)}</span>`;
}

/** What somebody filled in: a single answer as it is, several under their labels. */
function saidIn(visit: MemberVisit, desk: Desk, line: HistoryLine): Html {
  const said = line.asks.filter((field) => field.id !== 'about' && line.input[field.id] !== undefined);
  if (said.length > 1)
    return factList(
      visit,
      said.map((field) => ({ name: field.label, value: shownValue(visit, desk, field, '', line.input[field.id]) })),
    );
  return html`${said.map((field) => html`<div class="said-words">${shownValue(visit, desk, field, '', line.input[field.id])}</div>`)}`;
}

/** The answer of a sealed inquiry, for the office alone. */
function sealedAnswer(visit: MemberVisit, desk: Desk, id: string, kind: ThreadKind): Html | false {
  const inquiry = desk.inquiries.find((each) => each.id === id);
  const answer = inquiry?.answer;
  if (!inquiry || !answer) return false;
  const fields = Object.values(kind.rows).flatMap((row) => row.asks ?? []);
  const said = fields.filter((field) => answer[field.id] !== undefined);
  return factList(visit, [
    ...said.map((field) => ({ name: field.label, value: shownValue(visit, desk, field, '', answer[field.id]) })),
    { name: words.answeredBy, value: nameOf(visit, desk, inquiry.answeredBy ?? '') },
  ]);
}
