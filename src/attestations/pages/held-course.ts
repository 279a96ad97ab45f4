import { type CaseView, filledIn, type HistoryLine, type ThreadView } from '../../applications/index.ts';
import { chargeOf } from '../../rules/charge.ts';
import type { Day } from '../../rules/day.ts';
import { leafFields } from '../../rules/dossier.ts';
import { dossierOf } from '../../rules/editions.ts';
import { isOpen, isOver } from '../../rules/moves.ts';
import type { Standing } from '../../rules/status.ts';
import type { Thread } from '../../rules/subject.ts';
import { type Text, text } from '../../rules/text.ts';
import { buttonLink } from '../../web/form.ts';
import { type Html, html } from '../../web/html.ts';
import { icon } from '../../web/icons.ts';
import { spellDay, spellInstant } from '../../web/language.ts';
import type { MemberVisit } from '../../web/page.ts';
import { chip, clause, section, table } from '../../web/parts.ts';
import { heldMoveAddress } from './move-page.ts';

const words = {
  now: text('いまできること', 'What you can do now'),
  change: text('変更があったとき、何をすればよいか調べる', 'Something changed: see what to do'),
  nothing: text('いま、あなたにできる手続はありません。', 'There is nothing for you to do at the moment.'),
  running: text('進行中の手続', 'Under way'),
  concluded: text('終わった手続', 'Concluded'),
  history: text('これまでの経過', 'What happened'),
  due: text('期限', 'Due'),
  files: text('提出された資料', 'Files handed over'),
  pay: text('お支払い・請求書', 'Payment and invoice'),
  withheld: text('公表の留保', 'Withheld from publication'),
  withheldLead: text(
    '留保の最後の日の翌日から、手続なしに公開ページへ載ります。',
    'From the day after its last day each appears on the public page, without anybody doing anything.',
  ),
  part: text('項目', 'Part'),
  from: text('留保の初日', 'Withheld from'),
  until: text('留保の最後の日', 'Last day'),
  reads: text('公開ページ', 'Public page'),
  hidden: text('留保中', 'Withheld'),
  shown: text('公開', 'Published'),
  procedure: text('手続', 'Procedure'),
  extend: text('期間の更新を申し出る', 'Ask to extend'),
} as const;

type Names = ReadonlyMap<string, Text>;

/** What can be done to the attestation now, by who looks at it; nothing where the book offers nothing after the issue. */
export function heldMoves(visit: MemberVisit, view: CaseView): Html | false {
  if (!view.its.book.offeredAfterIssue) return false;
  const key = view.its.subject.id;
  const links = view.moves
    .filter((move) => !('thread' in move.place))
    .map(
      (move) =>
        html`<li><a href="${heldMoveAddress(visit, key, move.id, move.place)}">${visit.t(move.row.label)}</a> ${clause(move.row.clause)}</li>`,
    );
  const body =
    links.length > 0 ? html`<ul class="plain-list held-moves">${links}</ul>` : html`<p class="quiet">${visit.t(words.nothing)}</p>`;
  const asks =
    view.its.book.changes !== undefined && view.side === 'applicant' && links.length > 0
      ? html`<p>${buttonLink(visit, words.change, visit.to(`/attestations/${key}/change`), 'secondary')}</p>`
      : false;
  return section(visit, words.now, html`${asks}${body}`, { id: 'now' });
}

/** A part of the dossier by the number of its item and its name. */
function nameOfPart({ its: { book, subject } }: CaseView, path: string): Text {
  const field = leafFields(dossierOf(book, subject.edition ?? '')).get(path);
  if (!field) return text(path, path);
  return field.kind === 'disclosure' ? text(`${field.item} ${field.label.ja}`, `${field.item} ${field.label.en}`) : field.label;
}

/** What is or was withheld, until when, and the way to ask for longer; nothing when nothing ever was. */
export function heldWithheld(visit: MemberVisit, view: CaseView, standing: Standing, on: Day): Html | false {
  if (standing.withheld.length === 0) return false;
  const { t, language } = visit;
  const { subject } = view.its;
  const paths = [...new Set(standing.withheld.map((each) => each.path))];
  const rows = paths.map((path) => {
    const its = standing.withheld.filter((each) => each.path === path);
    const until =
      its
        .map((each) => each.until)
        .sort()
        .at(-1) ?? on;
    const from = its.map((each) => each.from).sort()[0] ?? on;
    return { path, from, until, isHidden: its.some((each) => each.from <= on && on <= each.until) };
  });
  const extending = view.moves.find((move) => 'opens' in move.place && withholds(view, move.place.opens));
  return section(
    visit,
    words.withheld,
    table(
      visit,
      [
        { label: words.part, head: true, cell: (row) => t(nameOfPart(view, row.path)) },
        { label: words.from, tight: true, cell: (row) => spellDay(language, row.from) },
        { label: words.until, tight: true, cell: (row) => spellDay(language, row.until) },
        {
          label: words.reads,
          tight: true,
          cell: (row) => (row.isHidden ? chip(visit, 'waiting', words.hidden, 'lock') : chip(visit, 'plain', words.shown)),
        },
        ...(extending
          ? [
              {
                label: words.procedure,
                cell: (row: (typeof rows)[number]) =>
                  html`<a href="${heldMoveAddress(visit, subject.id, extending.id, extending.place)}&about=${encodeURIComponent(row.path)}">${t(words.extend)}</a>`,
              },
            ]
          : []),
      ],
      rows,
      { caption: words.withheld },
    ),
    { id: 'withheld', lead: words.withheldLead },
  );
}

const withholds = ({ its }: CaseView, kind: string): boolean =>
  Object.values(its.book.threads[kind]?.rows ?? {}).some((row) => row.effects?.includes('withhold'));

/** The threads that run, or those that are over, with everything said in them, newest first; nothing when there is none. */
export function heldThreads(
  visit: MemberVisit,
  view: CaseView,
  names: Names,
  beside: BesideThreads,
  which: 'running' | 'concluded',
): Html | false {
  const chosen = view.threads.filter((each) => runs(view, each) === (which === 'running')).toReversed();
  if (chosen.length === 0) return false;
  const cards = chosen.map((each) => threadCard(visit, view, each, names, beside));
  return section(visit, words[which], html`<div class="threads">${cards}</div>`, { id: which === 'running' ? 'threads' : 'concluded' });
}

function runs({ its: { book, subject } }: CaseView, { thread }: ThreadView): boolean {
  const kind = book.threads[thread.kind];
  return kind !== undefined && isOpen(kind, thread) && !isOver(book, subject);
}

/** The act on the attestation itself in which a thread was opened: what it is about stands there. */
function openedBy(
  { its: { book, subject } }: CaseView,
  { kind, history: [first] }: Thread,
): Pick<HistoryLine, 'label' | 'asks' | 'input'> | undefined {
  const entry = subject.history.find(
    (each) => each.at === first?.at && each.by === first.by && book.attestation.rows[each.row]?.opens?.includes(kind),
  );
  const row = entry && book.attestation.rows[entry.row];
  return entry && row && { label: row.label, asks: row.asks ?? [], input: entry.input };
}

/** What is shown beside the words of a thread: files that were handed over in it, and old and new content. */
export interface BesideThreads {
  readonly files: readonly {
    readonly id: string;
    readonly thread: string;
    readonly name: string;
    readonly place: string;
    readonly address: string;
  }[];
  readonly changes: ReadonlyMap<string, Html>;
  /** Old and new content of what was rewritten outside a thread, by the instant of the act. */
  readonly rewritten: ReadonlyMap<string, Html>;
}

function threadCard(visit: MemberVisit, view: CaseView, its: ThreadView, names: Names, beside: BesideThreads): Html {
  const { t, language } = visit;
  const { book, subject } = view.its;
  const { thread, label, state, waitsFor, readable } = its;
  const kind = book.threads[thread.kind];
  const isRunning = runs(view, its);
  const opener = openedBy(view, thread);
  const tone = !isRunning ? 'off' : waitsFor === visit.principal.organisation.kind ? 'action' : 'waiting';
  const lines = view.history.filter((line) => line.thread === thread.id);
  const moves = view.moves.filter((move) => 'thread' in move.place && move.place.thread === thread.id);
  const toPay = readable && chargeOf(kind, thread) !== undefined && visit.to(chargePlace(visit, subject.id, thread.id));
  return html`<article class="thread"><header class="thread-head"><h3>${t(label)}${thread.about !== undefined && readable && html` <span class="thread-about">${t(nameOfPart(view, thread.about))}</span>`}</h3>${chip(visit, tone, state)}${isRunning && readable && thread.due && html`<span class="thread-due">${icon('clock')}${t(words.due)} ${spellDay(language, thread.due)}</span>`}</header>
${
  readable &&
  html`<ol class="messages">${lines.map((line, index) => {
    const said = (index === 0 && opener) || line;
    return html`<li class="message"><p class="message-who">${who(visit, line, names)} <span class="quiet">${spellInstant(language, line.at)}</span></p><p class="small quiet">${t(said.label)}</p>${filledIn(visit, said, beside.files)}</li>`;
  })}</ol>`
}
${readable && beside.changes.get(thread.id)}${readable && filesOf(visit, thread.id, beside)}
${(toPay || moves.length > 0) && html`<div class="actions">${toPay && buttonLink(visit, words.pay, toPay, 'secondary')}${moves.map((move) => buttonLink(visit, move.row.label, heldMoveAddress(visit, subject.id, move.id, move.place), 'secondary'))}</div>`}</article>`;
}

function filesOf(visit: MemberVisit, thread: string, { files }: BesideThreads): Html | false {
  const same = (a: (typeof files)[number], b: (typeof files)[number]) => a.id === b.id && a.place === b.place;
  const ofThread = files.filter((each) => each.thread === thread);
  const own = ofThread.filter((each, index) => ofThread.findIndex((other) => same(each, other)) === index);
  if (own.length === 0) return false;
  return html`<p class="label-small">${visit.t(words.files)}</p><ul class="plain-list">${own.map((each) => html`<li><a href="${visit.to(each.address)}">${icon('download')}${each.name}</a> <span class="quiet">${each.place}</span></li>`)}</ul>`;
}

/** Where the charge of a thread is seen: by the office at its desk, by the holder with how to pay. */
const chargePlace = (visit: MemberVisit, key: string, thread: string): string =>
  visit.principal.organisation.kind === 'office' ? `/office/money/charges/${thread}` : `/attestations/${key}/charges/${thread}`;

function who(visit: MemberVisit, line: HistoryLine, names: Names): Html {
  const [name, organisation] = [names.get(line.by), names.get(line.organisation)];
  return html`${name && html`<strong>${visit.t(name)}</strong> `}${organisation && html`<span>${visit.t(organisation)}</span>`}`;
}

/** Who did what when, newest first; what was rewritten is shown beside what stood before. */
export function heldHistory(visit: MemberVisit, view: CaseView, names: Names, { rewritten }: Pick<BesideThreads, 'rewritten'>): Html {
  const { t, language } = visit;
  const lines = view.history
    .toReversed()
    .map(
      (line) =>
        html`<li class="history-line"><p class="history-when">${spellInstant(language, line.at)}</p><div><p class="history-what">${t(line.label)} ${line.clause && clause(line.clause)}</p>${line.by !== '' && html`<p class="small quiet">${who(visit, line, names)}${line.party.ja !== '' && html` (${t(line.party)})`}</p>`}${line.thread === undefined && html`${filledIn(visit, line)}${rewritten.get(line.at)}`}</div></li>`,
    );
  return section(visit, words.history, html`<ol class="history">${lines}</ol>`, { id: 'history' });
}
