import { consequence, editionTitle, type HistoryLine } from '../../applications/index.ts';
import type { Row } from '../../rules/book.ts';
import { errorsIn } from '../../rules/form-check.ts';
import { locate, obstacles, type Possible } from '../../rules/moves.ts';
import type { Finding } from '../../rules/refusal.ts';
import { type Text, text } from '../../rules/text.ts';
import { actions, button, buttonLink, hiddenField, postForm } from '../../web/form.ts';
import { type Html, html, type Piece } from '../../web/html.ts';
import { spellDay, spellInstant } from '../../web/language.ts';
import type { MemberVisit } from '../../web/page.ts';
import { clause, factList, notice, section, table } from '../../web/parts.ts';
import type { Page } from '../../web/visit.ts';
import { anchorOf, type Desk, moveHref, places } from '../desk.ts';
import { decisionMade } from '../result-letter.ts';
import { nextLeft, progressOf } from '../review-items.ts';
import { decisionsOf, returnRow } from '../work.ts';
import { differenceTable, renewalSections } from './differences.ts';
import { dossierSections, jumpList, type Looking } from './dossier-view.ts';
import { findingList } from './finding-list.ts';
import { caseFrame, dueMark, nameOf, newMark } from './frame.ts';
import { findingTried, reviewHead, reviewTitle } from './review.ts';
import { threadList } from './threads.ts';
import { shownValue } from './values.ts';

const words = {
  clean: text('形式に不備はありません', 'The form is in order'),
  cleanBody: text(
    '必要な項目が埋まり、版と証跡の記載が揃っています。内容の当否は判断していません。',
    'Everything is filled in and consistent. The content itself is not judged.',
  ),
  reviewLead: text(
    '項目ごとに、記載・証跡・所見を並べています。所見は審査を完了するときにまとめて記録に固定されます。',
    'Claim, evidence and finding stand side by side. Findings are frozen into the record when the review is completed.',
  ),
  findings: text('形式の確認で見つかったこと', 'Findings of the form check'),
  notes: text('参考(不備ではありません)', 'Notes (not defects)'),
  changes: text('前回の提出から変わったところ', 'What changed since the last submission'),
  firstFiling: text('初回の提出です。', 'This is the first submission.'),
  noChange: text('前回の提出から内容は変わっていません。', 'Nothing changed since the last submission.'),
  before: text('前回の提出', 'Last time'),
  now: text('今回の提出', 'Now'),
  since: text('前回見てから起きたこと', 'What happened since you last looked'),
  firstLook: text('この案件を初めて開きました。', 'You open this case for the first time.'),
  nothingNew: text('前回見てから動きはありません。', 'Nothing happened since you last looked.'),
  facts: text('この申請について', 'About this application'),
  received: text('受付日', 'Received on'),
  submissions: text('提出の回数', 'Submissions'),
  edition: text('適合基準の版', 'Edition of the criteria'),
  scope: text('対象の確認', 'Scope'),
  inScope: text('対象', 'In scope'),
  outOfScope: text('対象外', 'Out of scope'),
  unclear: text('判断できない', 'Unclear'),
  hash: text('内容のハッシュ値', 'Hash of the content'),
  number: text('申請番号', 'Application number'),
  correctBy: text('修正の期限', 'To be corrected by'),
  acts: text('この案件でできること', 'What can be done'),
  nothing: text('いまこの案件で事務局ができる手続はありません。', 'There is nothing the office can do at the moment.'),
  notYet: text('まだできません', 'Not yet possible'),
  toNext: text('次の未確認の項目へ', 'To the next item'),
  toActs: text('受理・返戻へ', 'To accept or return'),
  bound: text('表示している内容(上のハッシュ値)に対する手続です。', 'It applies to exactly the content shown (hash above).'),
  returnIt: text('返戻の文書を作る', 'Prepare the letter of return'),
  comments: text('項目に付けた指摘', 'Comments noted at items'),
  toImprove: text('改善等が必要な項目', 'Items to improve'),
  decide: (word: Text): Text => text(`${word.ja}へ`, 'To the decision'),
  history: text('これまでの経過', 'What happened'),
  at: text('日時', 'When'),
  act: text('手続', 'Act'),
  by: text('行った人', 'By'),
  result: text('結果の通知', 'Notice of the result'),
  letter: text('返戻の文書(PDF)', 'Letter (PDF)'),
};

/** Is the form in order? Findings first, then the dossier item by item, then what can be done. */
export function checkPage(visit: MemberVisit, desk: Desk, done: boolean, looking: Looking): Page {
  const { its } = desk;
  const { t } = visit;
  const errors = errorsIn(desk.findings);
  const title = desk.review
    ? reviewTitle(desk)
    : errors.length === 0
      ? words.clean
      : text(`形式の不備が${errors.length}件あります`, errors.length === 1 ? 'One defect of form' : `${errors.length} defects of form`);
  const { tried } = looking;
  const body = html`${findingTried(visit, desk, tried)}${done && notice(visit, 'good', text('記録しました。', 'Recorded.'), undefined, true)}
${findingsBox(visit, desk, errors)}
<div class="check-top">${section(visit, words.facts, caseFacts(visit, desk))}<div>${newsSection(visit, desk)}${threadList(visit, desk)}</div></div>
${changeSection(visit, desk)}
${renewalSections(visit, desk, { print: true })}
${reviewHead(visit, desk, looking.show)}
${looking.show === 'all' && jumpList(visit, desk)}
${dossierSections(visit, desk, looking)}
${section(visit, words.acts, actsOf(visit, desk), { id: 'acts' })}
${section(visit, words.history, historyTable(visit, desk), { id: 'history' })}`;
  const frame = caseFrame(
    visit,
    desk,
    'check',
    {
      title,
      lead: desk.review ? words.reviewLead : errors.length === 0 ? words.cleanBody : html`${t(editionTitle(its))}`,
      actions: firstAction(visit, desk),
    },
    body,
  );
  return { title, variant: 'office', body: frame, ...(tried ? { status: tried.isStale ? 412 : 422 } : {}) };
}

function findingsBox(visit: MemberVisit, desk: Desk, errors: readonly Finding[]): Html | false {
  const notes = desk.findings.filter((finding) => finding.weight === 'note');
  if (errors.length + notes.length === 0) return false;
  const list = errors.length > 0 && findingList(visit, desk, errors);
  return html`${list && (desk.review ? folded(visit, words.findings, errors.length, list) : section(visit, words.findings, list, { id: 'findings' }))}${notes.length > 0 && folded(visit, words.notes, notes.length, findingList(visit, desk, notes))}`;
}

const folded = (visit: MemberVisit, label: Text, count: number, body: Html): Html =>
  html`<details class="fold"><summary>${visit.t(label)} <span class="count">${count}</span></summary><div class="fold-body">${body}</div></details>`;

/** Where to from the first line: the next item to look at while the review runs, else what can be done. */
function firstAction(visit: MemberVisit, desk: Desk): Html {
  const next = desk.review?.isOpen ? nextLeft(desk.review.items, '') : undefined;
  if (!next) return buttonLink(visit, desk.review ? words.acts : words.toActs, '#acts', 'secondary');
  return buttonLink(visit, words.toNext, `${visit.to(places.check(desk.its.subject.id))}?show=left#${anchorOf(next.field)}`, 'secondary');
}

function caseFacts(visit: MemberVisit, desk: Desk): Html {
  const { t, language } = visit;
  const { its } = desk;
  const { subject } = its;
  const scope = its.events[0]?.data.scope as { outcome?: string; clause?: string; reason?: Text } | undefined;
  const outcome = scope?.outcome === 'in-scope' ? words.inScope : scope?.outcome === 'out-of-scope' ? words.outOfScope : words.unclear;
  return factList(visit, [
    { name: words.number, value: html`<span class="code">${subject.reference}</span>` },
    { name: words.received, value: subject.receivedOn && spellDay(language, subject.receivedOn) },
    { name: words.submissions, value: desk.submissions },
    { name: words.edition, value: t(editionTitle(its)) },
    ...(scope
      ? [
          {
            name: words.scope,
            value: html`<strong>${t(outcome)}</strong> ${scope.reason && t(scope.reason)} ${scope.clause && clause(scope.clause)}${scopeAnswers(visit, desk)}`,
          },
        ]
      : []),
    ...(subject.correctBy ? [{ name: words.correctBy, value: dueMark(visit, subject.correctBy, desk.today) || '' }] : []),
    { name: words.hash, value: html`<span class="code small">${its.hash}</span>` },
  ]);
}

function scopeAnswers(visit: MemberVisit, desk: Desk): Html {
  const asked = desk.its.book.scope.questions.filter((field) => desk.its.scope[field.id] !== undefined);
  return html`<details class="fold fold-small"><summary>${visit.t(text('申請者の答え', 'The applicant’s answers'))}</summary><div class="fold-body">${factList(
    visit,
    asked.map((field) => ({ name: field.label, value: shownValue(visit, desk, field, '', desk.its.scope[field.id]) })),
  )}</div></details>`;
}

function newsSection(visit: MemberVisit, desk: Desk): Html {
  const until = desk.seenUntil;
  const fresh = until === undefined ? [] : desk.view.history.filter((line) => line.at > until);
  const said = until === undefined ? words.firstLook : words.nothingNew;
  const body =
    fresh.length === 0
      ? html`<p class="quiet">${visit.t(said)}</p>`
      : html`<ul class="news">${fresh.map((line) => html`<li>${newMark(visit)} <span>${visit.t(line.label)}</span> <span class="quiet small">${spellInstant(visit.language, line.at)} ${line.by !== '' && nameOf(visit, desk, line.by)}</span></li>`)}</ul>`;
  return section(visit, words.since, body);
}

function changeSection(visit: MemberVisit, desk: Desk): Html {
  const { t } = visit;
  if (desk.differences.length === 0)
    return section(visit, words.changes, html`<p class="quiet">${t(desk.submissions < 2 ? words.firstFiling : words.noChange)}</p>`, {
      id: 'changes',
    });
  const body = differenceTable(visit, desk, desk.differences, { caption: words.changes, before: words.before, now: words.now });
  return section(visit, words.changes, body, { id: 'changes', actions: html`<span class="count">${desk.differences.length}</span>` });
}

function actsOf(visit: MemberVisit, desk: Desk): Html {
  const { its, view } = desk;
  const { book, subject } = its;
  const decisions = new Set(decisionsOf(book, subject).map((each) => each.id));
  const back = returnRow(book, subject);
  const own = view.moves.filter((move) => 'in' in move.place);
  const forward = own.filter((move) => !decisions.has(move.id) && move.id !== back?.id);
  const returns = own.find((move) => move.id === back?.id);
  const openings = view.moves.filter((move) => 'opens' in move.place);
  const onward = forward.filter((move) => move.row.to !== undefined);
  const boxes = [
    ...onward.map((move) => actBox(visit, desk, move)),
    ...hindered(desk).map(
      ({ row, findings }) =>
        html`<div class="act"><h3>${visit.t(row.label)} ${clause(row.clause)}</h3>${notice(visit, 'info', words.notYet, findingList(visit, desk, findings))}</div>`,
    ),
    returns && returnBox(visit, desk, returns),
    decisions.size > 0 &&
      html`<div class="act"><h3>${visit.t(its.book.decisionWord)}</h3><p class="actions">${buttonLink(visit, words.decide(its.book.decisionWord), visit.to(places.decide(subject.id)))}</p></div>`,
    ...forward.filter((move) => !onward.includes(move)).map((move) => actBox(visit, desk, move)),
    ...openings.map(
      (move) =>
        html`<div class="act"><h3>${visit.t(move.row.label)} ${clause(move.row.clause)}</h3><p>${visit.t(consequence(book, move))}</p><p class="actions">${buttonLink(visit, move.row.label, visit.to(moveHref(subject.id, move)), 'secondary')}</p></div>`,
    ),
  ].filter(Boolean);
  return boxes.length === 0 ? html`<p>${visit.t(words.nothing)}</p>` : html`<div class="acts">${boxes}</div>`;
}

/** What the reader could do but for a thread that is still open: said, so that nobody looks for the button. */
function hindered(desk: Desk): readonly { readonly row: Row; readonly findings: readonly Finding[] }[] {
  const { book, subject } = desk.its;
  return Object.entries(book.application.rows).flatMap(([id, row]) => {
    if (!row.from.includes(subject.state) || decisionsOf(book, subject).some((each) => each.id === id)) return [];
    const findings = obstacles(book, subject, locate(book, subject, id, { in: 'subject' }), desk.who);
    return findings.length > 0 && findings.every((finding) => finding.code === 'open-thread') ? [{ row, findings }] : [];
  });
}

/** A move with nothing to fill in is made here; the others have a page of their own. */
function actBox(visit: MemberVisit, desk: Desk, move: Possible): Html {
  const { book, subject } = desk.its;
  const isPlain = (move.row.asks ?? []).length === 0;
  const made: Piece = isPlain
    ? postForm(
        visit,
        visit.to(moveHref(subject.id, move)),
        html`${hiddenField('version', String(subject.version))}${hiddenField('hash', desk.its.hash)}${actions(button(visit, move.row.label))}`,
      )
    : html`<p class="actions">${buttonLink(visit, move.row.label, visit.to(moveHref(subject.id, move)))}</p>`;
  return html`<div class="act${move.row.to ? ' act-main' : ''}"><h3>${visit.t(move.row.label)} ${clause(move.row.clause)}</h3><p>${visit.t(consequence(book, move))}${move.row.bound && html` ${visit.t(words.bound)}`}</p>${made}</div>`;
}

function returnBox(visit: MemberVisit, desk: Desk, move: Possible): Html {
  const { book, subject } = desk.its;
  const notes = html`<p>${visit.t(consequence(book, move))} ${visit.t(words.comments)}: <strong>${desk.notes.length}</strong>${desk.review && html` ${visit.t(words.toImprove)}: <strong>${progressOf(desk.review.items).toImprove}</strong>`}</p>`;
  return html`<div class="act"><h3>${visit.t(move.row.label)} ${clause(move.row.clause)}</h3>${notes}<p class="actions">${buttonLink(visit, words.returnIt, visit.to(places.return(subject.id)), 'secondary')}</p></div>`;
}

/** Who did what, when: newest last. */
export function historyTable(visit: MemberVisit, desk: Desk): Html {
  const { t } = visit;
  return table(
    visit,
    [
      { label: words.at, tight: true, cell: (line) => spellInstant(visit.language, line.at) },
      {
        label: words.act,
        head: true,
        cell: (line) =>
          html`${t(line.label)} ${desk.seenUntil !== undefined && line.at > desk.seenUntil && newMark(visit)} ${letterLink(visit, desk, line)}`,
      },
      {
        label: words.by,
        cell: (line) => html`${line.by === '' ? '—' : nameOf(visit, desk, line.by)} <span class="quiet small">${t(line.party)}</span>`,
      },
    ],
    desk.view.history,
    { caption: words.history },
  );
}

/** The letter that went out with a return, as PDF; with a decision, the notice of the result. */
function letterLink(visit: MemberVisit, desk: Desk, line: HistoryLine): Html | false {
  const { book, subject } = desk.its;
  if (line.thread === undefined && decisionMade(book, subject)?.entry.at === line.at)
    return html`<a class="small" href="${visit.to(places.result(subject.id))}">${visit.t(words.result)}</a>`;
  const event = line.thread === undefined && desk.its.events.find((each) => each.at === line.at && typeof each.data.correctBy === 'string');
  const to = event ? book.application.rows[String(event.data.row)]?.to : undefined;
  if (!event || to === undefined || book.application.states[to]?.dossier !== 'open') return false;
  return html`<a class="small" href="${visit.to(places.letter(subject.id, event.version))}">${visit.t(words.letter)}</a>`;
}
