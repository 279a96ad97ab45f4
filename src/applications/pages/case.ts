import type { FastifyInstance } from 'fastify';
import { isDay } from '../../rules/day.ts';
import { isOpen, isOver } from '../../rules/moves.ts';
import { type Text, text } from '../../rules/text.ts';
import { buttonLink } from '../../web/form.ts';
import { type Html, html } from '../../web/html.ts';
import { icon } from '../../web/icons.ts';
import { spellDay, spellInstant } from '../../web/language.ts';
import { type MemberVisit, page } from '../../web/page.ts';
import { chip, clause, factList, notice, section, steps } from '../../web/parts.ts';
import type { Page } from '../../web/visit.ts';
import type { Engine } from '../commands.ts';
import { issuedFor } from '../issued-for.ts';
import { namesOf } from '../list.ts';
import { type CaseView, type HistoryLine, type ThreadView, viewCase } from '../view.ts';
import { caseFrame, editionTitle, levelOf, publicPathOf, sideWord, toneOf } from './case-frame.ts';
import { comments, isAbout, lastReturn } from './comments.ts';
import { type Desk, isItem, itemCode, openDesk, placeOf, places } from './desk.ts';
import { inWords, leafLabel, type NamedFile } from './field-words.ts';
import { formLinks } from './form-links.ts';
import { milestones } from './lifecycle.ts';
import { moveAddress } from './move.ts';
import { resultBox } from './result-box.ts';

const words = {
  road: text('手続のながれ', 'The road of this case'),
  now: text('いまできること', 'What you can do now'),
  nothing: text('いま、あなたにできる手続はありません。', 'There is nothing for you to do at the moment.'),
  ahead: text('これから起きること', 'What is going to happen'),
  allAhead: text('種類と、誰の手続きかを見る', 'See each with its kind and whose turn it is'),
  noneAhead: text('日付の決まった予定はありません。', 'Nothing has a date yet.'),
  threads: text('照会と回答', 'Questions and other threads'),
  history: text('これまでの経過', 'What happened'),
  facts: text('この申請について', 'About this application'),
  since: text('この状態になった日', 'In this state since'),
  received: text('受付日', 'Received on'),
  correctBy: text('修正の期限', 'To be corrected by'),
  due: text('期限', 'Due'),
  edition: text('適合基準の版', 'Criteria edition'),
  level: text('制度とレベル', 'Scheme and level'),
  scope: text('対象の確認', 'Scope'),
  returned: text('修正を求めて返戻されました', 'The dossier was returned for correction'),
  fill: text('申請書類を記入する', 'Fill in the dossier'),
  pay: text('お支払いの案内と請求書', 'How to pay, and the invoice'),
  overdue: text('期限を過ぎています', 'Overdue'),
  sealed: text(
    '内容は申請者に開示されません。行われていることと、終わったことだけが表示されます。',
    'Its content is not disclosed to the applicant: only that it runs and that it has ended.',
  ),
  result: text('公開ページを見る', 'See the public page'),
  office: text('問い合わせ先', 'Contact'),
  forms: text('印刷用の書類(PDF)', 'Forms to print (PDF)'),
  unclear: text('対象かどうか、又は申請の単位に確認が必要です', 'Whether it is in scope, or what the unit is, needs to be clarified'),
  unclearBody: text(
    '提出の前に事務局へ問い合わせることができます。問合せと回答は、この申請の記録に残ります。',
    'You can ask the office before you file. Question and answer stay in the record of this application.',
  ),
  about: text('対象の項目', 'About the item'),
  documents: text('提出した資料', 'What was handed over'),
  documentsList: text('提出書類一覧', 'List of submitted documents'),
};

/** The case: where it stands, whose turn it is, what happened, what comes next, and everything that can be done now. */
export function caseRoutes(app: FastifyInstance, engine: Engine): void {
  page(app, '/applications/:id', async (visit) => {
    const desk = await openDesk(engine, visit, visit.params['id'] ?? '');
    const view = viewCase(desk.its, visit.principal, desk.today, desk.findings);
    const people = [...new Set(view.history.map((line) => line.by).filter(Boolean))];
    const organisations = [...new Set(view.history.map((line) => line.organisation).filter(Boolean))];
    const [names, issued] = await Promise.all([namesOf(engine.store, people, organisations), attestationOf(engine, desk)]);
    return casePage(visit, desk, view, names, issued);
  });
}

type Names = ReadonlyMap<string, Text>;
interface IssuedAs {
  readonly key: string;
  readonly number: string;
}

/** The attestation that this application led to, as the register knows it. */
async function attestationOf(engine: Engine, desk: Desk): Promise<IssuedAs | undefined> {
  const { subject } = desk.its;
  if (!isOver(desk.its.book, subject)) return undefined;
  const key = await issuedFor(engine.store, subject.id);
  if (key === undefined) return undefined;
  const entry = await engine.store.db.selectFrom('register_entries').select(['key', 'number']).where('key', '=', key).executeTakeFirst();
  return entry ?? { key, number: key };
}

function casePage(visit: MemberVisit, desk: Desk, view: CaseView, names: Names, issued: IssuedAs | undefined): Page {
  const { book, subject } = desk.its;
  const title = turnLine(visit, view);
  const body = html`${returnedBox(visit, desk)}${resultBox(visit, desk)}${unclearBox(visit, desk, view)}
${issued && notice(visit, 'good', text(`${book.attestationWord.ja}が発行されました: ${issued.number}`, `${book.attestationWord.en} issued: ${issued.number}`), html`<a href="/${publicPathOf(book, desk.today)}/${issued.key}${visit.language === 'en' ? '/en' : ''}">${visit.t(words.result)}</a>`)}
<section class="section road" aria-label="${visit.t(words.road)}">${steps(
    visit,
    words.road,
    milestones(book, subject).map((each) => ({
      label: each.label,
      state: each.state,
      ...(each.on ? { note: spellDay(visit.language, each.on) } : {}),
    })),
  )}</section>
<div class="split case-split"><div>${nowSection(visit, desk, view)}${threadsSection(visit, desk, view, names)}${historySection(visit, view, names)}</div><aside>${aheadSection(visit, desk, view)}${factsSection(visit, desk)}</aside></div>`;
  return { title, body: caseFrame(visit, desk, 'course', { title }, body) };
}

/** The answer to "what happens now?" in one sentence. */
function turnLine(visit: MemberVisit, view: CaseView): Text {
  const { waitsFor, label } = view.state;
  if (waitsFor.includes('end')) return text(`手続は終わりました(${label.ja})`, `The case is closed (${label.en})`);
  if (waitsFor.includes(visit.principal.organisation.kind))
    return text('あなたの組織の対応を待っています', 'This waits for your organisation');
  const others = waitsFor.filter((side) => side !== 'nobody').map(sideWord);
  if (others.length === 0) return label;
  return {
    ja: `${others.map((each) => each.ja).join('・')}の対応を待っています`,
    en: `This waits for ${others.map((each) => each.en).join(' and ')}`,
  };
}

/** Where the scope questions left a doubt, the question to the office before filing. */
function unclearBox(visit: MemberVisit, desk: Desk, view: CaseView): Html | false {
  const { book, subject, events } = desk.its;
  const scope = events[0]?.data.scope as { outcome?: string; reason?: Text; clause?: string } | undefined;
  const ask = view.moves.find((move) => 'opens' in move.place && book.threads[move.place.opens]?.beforeFiling !== undefined);
  if (scope?.outcome !== 'unclear' || !ask || subject.threads.some((thread) => book.threads[thread.kind]?.beforeFiling !== undefined))
    return false;
  return notice(
    visit,
    'warning',
    words.unclear,
    html`<p>${scope.reason && visit.t(scope.reason)} ${scope.clause && clause(scope.clause)}</p><p>${visit.t(words.unclearBody)}</p><p>${buttonLink(visit, ask.row.label, moveAddress(visit, subject.id, ask), 'secondary')}</p>`,
  );
}

function returnedBox(visit: MemberVisit, desk: Desk): Html | false {
  const entry = lastReturn(desk.its);
  if (!entry) return false;
  const { t, to } = visit;
  const asks = desk.its.book.application.rows[entry.row]?.asks ?? [];
  const reasons = asks
    .flatMap((field) => (field.kind === 'table' ? [] : [inWords(field, '', entry.input[field.id])]))
    .filter((each) => each !== undefined);
  const fields = desk.dossier.sections.flatMap((each) => each.fields);
  const list = comments(desk.its).map((comment) => {
    const field = fields.find((each) => isAbout(comment, each));
    return html`<li>${field ? html`<a href="${to(placeOf(desk, field))}">${isItem(field) ? `${comment.about} ` : ''}${t(field.label)}</a>` : html`<strong>${comment.about}</strong>`}<span class="as-typed">${comment.words}</span></li>`;
  });
  const by = desk.its.subject.correctBy;
  return notice(
    visit,
    'warning',
    words.returned,
    html`${reasons.map((reason) => html`<p class="as-typed">${t(reason)}</p>`)}${list.length > 0 && html`<ul class="returned-list">${list}</ul>`}${by && html`<p><strong>${t(words.correctBy)}: ${spellDay(visit.language, by)}</strong></p>`}`,
  );
}

function nowSection(visit: MemberVisit, desk: Desk, view: CaseView): Html {
  const { t, to } = visit;
  const { id } = desk.its.subject;
  const [main, other] = [view.moves.filter((move) => !isQuiet(move.row.effects)), view.moves.filter((move) => isQuiet(move.row.effects))];
  // What a thread waits for comes before what the case allows.
  const ordered = main.toSorted((a, b) => Number('thread' in b.place) - Number('thread' in a.place));
  const owed = view.threads.filter(({ thread, readable }) => {
    const kind = desk.its.book.threads[thread.kind];
    return readable && kind?.charges !== undefined && isOpen(kind, thread) && !isOver(desk.its.book, desk.its.subject);
  });
  const links = [
    ...owed.map(({ thread }) => buttonLink(visit, words.pay, to(`/applications/${id}/charges/${thread.id}`), 'primary')),
    ...(desk.editable ? [buttonLink(visit, words.fill, to(places.dossier(id)), 'primary')] : []),
    ...ordered.map((move, index) =>
      buttonLink(
        visit,
        move.row.label,
        moveAddress(visit, id, move),
        index === 0 && !desk.editable && owed.length === 0 ? 'primary' : 'secondary',
      ),
    ),
  ];
  const quiet = other.map((move) => html`<li><a href="${moveAddress(visit, id, move)}">${t(move.row.label)}</a></li>`);
  return section(
    visit,
    words.now,
    html`${links.length > 0 ? html`<div class="actions">${links}</div>` : html`<p class="quiet">${t(words.nothing)}</p>`}${quiet.length > 0 && html`<ul class="quiet-moves">${quiet}</ul>`}`,
  );
}

/** Moves that end a case, or change what it is judged by, stand aside from the road. */
const isQuiet = (effects: readonly string[] = []): boolean => effects.includes('drop') || effects.includes('adopt-edition');

function threadsSection(visit: MemberVisit, desk: Desk, view: CaseView, names: Names): Html | false {
  if (view.threads.length === 0) return false;
  return section(
    visit,
    words.threads,
    html`<div class="threads">${view.threads.toReversed().map((thread) => threadCard(visit, desk, view, thread, names))}</div>`,
  );
}

function threadCard(visit: MemberVisit, desk: Desk, view: CaseView, its: ThreadView, names: Names): Html {
  const { t, to, language } = visit;
  const { thread } = its;
  const kind = desk.its.book.threads[thread.kind];
  const open = kind !== undefined && isOpen(kind, thread) && !isOver(desk.its.book, desk.its.subject);
  const tone = !open ? 'off' : toneOf([its.waitsFor], visit.principal.organisation.kind);
  const lines = view.history.filter((line) => line.thread === thread.id);
  const moves = view.moves.filter((move) => 'thread' in move.place && move.place.thread === thread.id);
  const late = open && thread.due !== undefined && thread.due < desk.today;
  const toPay = kind?.charges !== undefined && its.readable && to(`/applications/${desk.its.subject.id}/charges/${thread.id}`);
  return html`<article class="thread"><header class="thread-head"><h3>${t(its.label)}${aboutItem(visit, desk, its)}</h3>${chip(visit, tone, its.state)}${open && its.readable && thread.due && html`<span class="thread-due">${icon('clock')}${t(words.due)} ${spellDay(language, thread.due)}${late && html` ${chip(visit, 'bad', words.overdue)}`}</span>`}</header>
${its.readable ? html`<ol class="messages">${lines.map((line) => message(visit, line, names, desk.evidence))}</ol>` : html`<p class="small quiet">${t(words.sealed)}</p>`}
${(toPay || moves.length > 0) && html`<div class="actions">${toPay && buttonLink(visit, words.pay, toPay, 'secondary')}${moves.map((move) => buttonLink(visit, move.row.label, moveAddress(visit, desk.its.subject.id, move), 'secondary'))}</div>`}</article>`;
}

/** The item that a thread is about, as a link to where it is answered. */
function aboutItem(visit: MemberVisit, desk: Desk, { thread, readable }: ThreadView): Html | false {
  const { about } = thread;
  if (!readable || about === undefined) return false;
  const field = desk.dossier.sections.flatMap((each) => each.fields).find((each) => isAbout({ about }, each));
  if (!field) return html` <span class="quiet">${about}</span>`;
  return html` <a class="thread-about" href="${visit.to(placeOf(desk, field))}"><span class="sr">${visit.t(words.about)}: </span>${isItem(field) && `${itemCode(field)} `}${visit.t(field.label)}</a>`;
}

const message = (visit: MemberVisit, line: HistoryLine, names: Names, files: readonly NamedFile[]): Html =>
  html`<li class="message"><p class="message-who">${who(visit, line, names)} <span class="quiet">${spellInstant(visit.language, line.at)}</span></p>${filledIn(visit, line, files) || html`<p class="message-words quiet">${visit.t(line.label)}</p>`}</li>`;

function who(visit: MemberVisit, line: HistoryLine, names: Names): Html {
  const name = names.get(line.by);
  const organisation = names.get(line.organisation);
  return html`${name && html`<strong>${visit.t(name)}</strong> `}${organisation && html`<span>${visit.t(organisation)}</span>`}`;
}

/** What was filled in with an act, under the labels of what was asked; what it is about stands in the head of its thread. Pointers say the names of the files known here. */
export function filledIn(visit: MemberVisit, line: Pick<HistoryLine, 'asks' | 'input'>, files: readonly NamedFile[] = []): Html | false {
  const { t } = visit;
  const filled = line.asks.flatMap((field) => {
    if (field.id === 'about') return [];
    const value = line.input[field.id];
    const said =
      field.kind === 'date' && isDay(value) ? { ja: spellDay('ja', value), en: spellDay('en', value) } : inWords(field, '', value, files);
    return said ? [{ field, said }] : [];
  });
  if (filled.length === 0) return false;
  if (filled.length === 1) return html`<p class="as-typed message-words">${t(filled[0]?.said ?? text('', ''))}</p>`;
  return html`<dl class="filled">${filled.map(({ field, said }) => html`<div><dt>${t(leafLabel(field, ''))}</dt><dd class="as-typed">${t(said)}</dd></div>`)}</dl>`;
}

function historySection(visit: MemberVisit, view: CaseView, names: Names): Html {
  const { t, language } = visit;
  const lines = view.history.toReversed();
  return section(
    visit,
    words.history,
    html`<ol class="history">${lines.map(
      (line) =>
        html`<li class="history-line"><p class="history-when">${spellInstant(language, line.at)}</p><div><p class="history-what">${t(line.label)} ${clause(line.clause)}</p>${line.by !== '' && html`<p class="small quiet">${who(visit, line, names)} (${t(line.party)})</p>`}${line.thread === undefined && filledIn(visit, line)}</div></li>`,
    )}</ol>`,
  );
}

function aheadSection(visit: MemberVisit, desk: Desk, view: CaseView): Html {
  const { t, language } = visit;
  const coming = view.ahead.filter((each) => each.on >= desk.today);
  const body =
    coming.length === 0
      ? html`<p class="quiet">${t(words.noneAhead)}</p>`
      : html`<ul class="ahead">${coming.map((each) => html`<li><strong class="tight">${spellDay(language, each.on)}</strong><span>${t(each.label)} ${clause(each.clause)}</span></li>`)}</ul>`;
  return section(
    visit,
    words.ahead,
    html`${body}<p class="small"><a href="${visit.to(`/applications/${view.its.subject.id}/ahead`)}">${t(words.allAhead)}</a></p>`,
  );
}

function factsSection(visit: MemberVisit, desk: Desk): Html {
  const { t, language } = visit;
  const { subject, book } = desk.its;
  const since = subject.history.findLast((entry) => book.application.rows[entry.row]?.to !== undefined)?.on ?? subject.openedOn;
  const scope = desk.its.events[0]?.data.scope as { reason?: Text; clause?: string } | undefined;
  return section(
    visit,
    words.facts,
    factList(visit, [
      { name: words.level, value: t(levelOf(book, subject.level)) },
      { name: words.edition, value: t(editionTitle(desk.its)) },
      { name: words.since, value: spellDay(language, since) },
      ...(subject.receivedOn ? [{ name: words.received, value: spellDay(language, subject.receivedOn) }] : []),
      ...(subject.correctBy ? [{ name: words.correctBy, value: spellDay(language, subject.correctBy) }] : []),
      ...(scope?.reason ? [{ name: words.scope, value: html`${t(scope.reason)} ${scope.clause && clause(scope.clause)}` }] : []),
      { name: words.forms, value: formLinks(visit, desk.its) },
      ...(subject.receivedOn && desk.dossier.sections.some((each) => each.fields.some((field) => field.handedOver))
        ? [{ name: words.documents, value: html`<a href="${visit.to(places.documents(subject.id))}">${t(words.documentsList)}</a>` }]
        : []),
      { name: words.office, value: html`<span class="as-typed">${t(book.office.name)}<br>${t(book.office.contact)}</span>` },
    ]),
  );
}
