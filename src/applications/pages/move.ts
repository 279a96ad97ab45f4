import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Book, Table } from '../../rules/book.ts';
import type { Field } from '../../rules/dossier.ts';
import type { JsonObject, JsonValue } from '../../rules/json.ts';
import { isOpen, type Place, type Possible } from '../../rules/moves.ts';
import { Conflict, type Finding, InvalidInput, NotFound, RuleRefused } from '../../rules/refusal.ts';
import { type Text, text } from '../../rules/text.ts';
import { answerTo } from '../../web/errors.ts';
import { actions, button, buttonLink, errorSummary, type Fields, hiddenField, type Problem, postForm } from '../../web/form.ts';
import { type Html, html, type Piece } from '../../web/html.ts';
import { form, type MemberVisit, page } from '../../web/page.ts';
import { clause, heading, notice } from '../../web/parts.ts';
import { type GoTo, goTo, type Page } from '../../web/visit.ts';
import { type Engine, makeMove } from '../commands.ts';
import { type CaseView, viewCase } from '../view.ts';
import { caseFrame, sideWord, titleOf } from './case-frame.ts';
import { type Desk, openDesk, places } from './desk.ts';
import { findingList } from './dossier-parts.ts';
import { fieldControl } from './field-control.ts';
import { leavesOf, readLeaf } from './leaf.ts';
import { askedOf } from './withholdable.ts';

const words = {
  back: text('やめて戻る', 'Go back without doing it'),
  moved: text('表示した後に、この申請に動きがありました', 'The case moved on after this page was shown'),
  movedBody: text(
    '何も行われていません。下の内容と経過を確かめて、もう一度お決めください。入力はそのまま残っています。',
    'Nothing was done. Look at the case again, then decide. What you typed is still here.',
  ),
  course: text('経過を見る', 'See the course of the case'),
  refused: text('この手続は受け付けられませんでした', 'This was not accepted'),
  notNow: text('いまはこの手続を行えません', 'This is not possible now'),
  bound: text(
    '表示している内容に対する手続です。内容が変わった場合は受け付けられません。',
    'This applies to exactly the content shown; if it changes, it will not be accepted.',
  ),
  content: text('内容のハッシュ値', 'Hash of the content'),
  beforeFiling: text(
    '事務局に届くのは、組織の名称、対象の確認への回答と、ここに書く問合せだけです。申請書類は提出するまで見えません。',
    'The office gets your organisation’s name, your answers on scope and what you write here. The dossier stays closed until you submit.',
  ),
};

/** What came back from the last try of a move. */
export interface MoveAttempt {
  readonly input: JsonObject;
  readonly problems: readonly Problem[];
  readonly refusal?: RuleRefused;
  readonly stale?: boolean;
}
export const firstTry: MoveAttempt = { input: {}, problems: [] };

/** The place of a move as its address says it: `?thread=…`, `?opens=…` or the case itself. */
export function placeFrom(query: Readonly<Record<string, unknown>>): Place {
  const { thread, opens } = query;
  if (typeof thread === 'string' && thread !== '') return { thread };
  return typeof opens === 'string' && opens !== '' ? { opens } : { in: 'subject' };
}

/** The address of a move's page. Submission has a page of its own. */
export function moveAddress(visit: MemberVisit, application: string, { id, place, row }: Possible): string {
  if (row.effects?.includes('freeze-dossier')) return visit.to(places.submit(application));
  const query =
    'thread' in place ? `?thread=${encodeURIComponent(place.thread)}` : 'opens' in place ? `?opens=${encodeURIComponent(place.opens)}` : '';
  return visit.to(`${places.case(application)}/moves/${encodeURIComponent(id)}${query}`);
}

const isSame = (a: Place, b: Place): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A move among those that the reader could make now, by its id and place. */
export const findMove = (view: CaseView, id: string, place: Place): Possible | undefined =>
  view.moves.find((each) => each.id === id && isSame(each.place, place));

/** What follows from a move, in words: the state it leads to, whose turn it is then, the threads it opens. */
export function consequence(book: Book, { row, place }: Possible, thread?: string, own: Table = book.application): Text {
  const table = 'thread' in place && thread ? book.threads[thread] : 'opens' in place ? book.threads[place.opens] : own;
  const to = 'opens' in place ? book.threads[place.opens]?.initial : row.to;
  const state = to === undefined ? undefined : table?.states[to];
  const opened = (row.opens ?? []).flatMap((id) => (book.threads[id] ? [book.threads[id].label] : []));
  const ends = (row.effects ?? []).flatMap((effect) =>
    effect in endedBy ? [book.statusWords[endedBy[effect as keyof typeof endedBy]].word] : [],
  );
  const isAboutContent = row.effects?.includes('change-content') ?? false;
  const parts: Text[] = [
    ...ends.map((word) => text(`公開ページの状態が「${word.ja}」になります。`, `The public page will read “${word.en}”.`)),
    ...(isAboutContent ? [text('新しい内容が公開ページに載ります。', 'The public page will show the new content.')] : []),
    ...(ends.length > 0 || (isAboutContent && !state)
      ? []
      : state
        ? [
            text(
              `「${state.label.ja}」になります。`,
              `The ${'thread' in place || 'opens' in place ? 'thread' : 'case'} will read “${state.label.en}”.`,
            ),
          ]
        : [text('記録に残ります。状態は変わりません。', 'It is added to the record; the state does not change.')]),
    ...(state && isSide(state.waitsFor)
      ? [text(`次は${sideWord(state.waitsFor).ja}が手続を行います。`, `Then it waits for ${sideWord(state.waitsFor).en}.`)]
      : []),
    ...(state?.waitsFor === 'end' && !('thread' in place)
      ? [text('手続はここで終わり、元に戻すことはできません。', 'The case ends here; this cannot be undone.')]
      : []),
    ...opened.map((each) => text(`「${each.ja}」が始まります。`, `“${each.en}” begins.`)),
  ];
  return { ja: parts.map((each) => each.ja).join(''), en: parts.map((each) => each.en).join(' ') };
}

/** What the public page reads after an effect. */
const endedBy = { lapse: 'lapsed', withdraw: 'withdrawn', cease: 'ceased' } as const;

const isSide = (waitsFor: string): boolean => waitsFor !== 'nobody' && waitsFor !== 'end';

/** Does the move end the case or a label's road? Then its button looks like what it is. */
const isFinal = (row: Possible['row']): boolean => row.effects?.some((effect) => effect === 'drop' || effect === 'decide-refuse') ?? false;

/** The fields that a move asks for, empty or as typed before. */
export const asksControls = (visit: MemberVisit, desk: Desk, asks: readonly Field[], tried: MoveAttempt): Html =>
  html`${asks.map((field) => fieldControl({ visit, values: tried.input, problems: tried.problems, dossier: { sections: [{ id: 'asks', label: text('', ''), fields: asks }] }, evidence: desk.evidence, book: desk.its.book, emptyRows: 4 }, field))}`;

/** The form of a move, from the fields it asks for to its button. `action` is where it posts; what was seen travels with it. */
export function moveForm(
  visit: MemberVisit,
  desk: Desk,
  move: Possible,
  action: string,
  tried: MoveAttempt,
  more: { readonly above?: Piece; readonly hashShown?: boolean } = {},
): Html {
  const { its } = desk;
  const { id } = its.subject;
  const refusal = tried.refusal;
  return html`${tried.stale && notice(visit, 'warning', words.moved, html`<p>${visit.t(words.movedBody)}</p><p><a href="${visit.to(places.case(id))}">${visit.t(words.course)}</a></p>`, true)}
${refusal && refusalNotice(visit, desk, refusal)}
${errorSummary(visit, { fields: {}, problems: tried.problems })}
${postForm(
  visit,
  action,
  html`${hiddenField('version', String(its.subject.version))}${hiddenField('hash', its.hash)}${more.above}${asksControls(visit, desk, askedOf(its.book, its.subject, move), tried)}${move.row.bound && html`<p class="bound quiet small">${visit.t(words.bound)}${!more.hashShown && html`<br>${visit.t(words.content)}: <span class="code">${its.hash}</span>`}</p>`}${actions(button(visit, move.row.label, { kind: isFinal(move.row) ? 'danger' : 'primary' }), buttonLink(visit, words.back, visit.to(places.case(id)), 'quiet'))}`,
  { guard: (move.row.asks ?? []).length > 0 },
)}`;
}

/** A refusal at the form: every finding with its clause, linked to the field. */
export function refusalNotice(visit: MemberVisit, desk: Desk, refusal: RuleRefused): Html {
  const findings: readonly Finding[] = refusal.findings.filter((finding) => finding.weight === 'error');
  const body =
    findings.length > 0
      ? findingList(visit, desk, findings)
      : html`<p>${visit.t(refusal.text)} ${refusal.clause && clause(refusal.clause)}</p>`;
  return html`<div data-error-summary tabindex="-1">${notice(visit, 'bad', words.refused, body, true)}</div>`;
}

/** The status of a page that comes back from a try: as the one mapper of errors would answer (design section 8). */
export const statusOf = (tried: MoveAttempt): { readonly status?: number } =>
  tried.stale
    ? { status: 412 }
    : tried.refusal
      ? { status: answerTo(tried.refusal).status }
      : tried.problems.length > 0
        ? { status: 422 }
        : {};

/** The input of a move from its posted form; only what it asks for, blanks left out. */
export function inputFrom(asks: readonly Field[], posted: Fields): JsonObject {
  const found = asks.flatMap(leavesOf).map((leaf) => [leaf.path, readLeaf(leaf, posted)] as const);
  return Object.fromEntries(found.filter(([, value]) => value !== null)) as Record<string, JsonValue>;
}

/** The posted form of any move. */
export const moveFields = z.record(z.string().max(400), z.union([z.string().max(200_000), z.array(z.string().max(200_000)).max(5000)]));

const typedAs = (posted: Fields, name: string): string => (typeof posted[name] === 'string' ? posted[name] : '');

/**
 * Makes a move from its posted form and leads to `after`; a refusal, missing input, or a case that moved on comes back as
 * `again` with everything typed. The command key of the form makes the same form sent twice one act.
 */
export async function runMove(
  engine: Engine,
  visit: MemberVisit,
  key: string,
  given: {
    readonly id: string;
    readonly move: string;
    readonly place: Place;
    readonly asks: readonly Field[];
    readonly posted: Fields;
    readonly after: string;
  },
  again: (tried: MoveAttempt) => Promise<Page>,
): Promise<Page | GoTo> {
  const input = inputFrom(given.asks, given.posted);
  const hash = typedAs(given.posted, 'hash');
  const version = Number(typedAs(given.posted, 'version'));
  try {
    await makeMove(engine, visit.principal, key, given.id, {
      move: given.move,
      place: given.place,
      input,
      seen: { version, ...(hash ? { hash } : {}) },
    });
    return goTo(given.after);
  } catch (error) {
    if (error instanceof InvalidInput) return again({ input, problems: error.problems });
    if (error instanceof Conflict) return again({ input, problems: [], stale: true });
    if (error instanceof RuleRefused && error.code !== 'unknown-move') return again({ input, problems: [], refusal: error });
    throw error;
  }
}

/** GET and POST of any move of an application: a page that names what follows, with the fields that the row asks for. */
export function moveRoutes(app: FastifyInstance, engine: Engine): void {
  const path = '/applications/:id/moves/:move';
  page(app, path, async (visit) => movePage(visit, await openDesk(engine, visit, visit.params['id'] ?? ''), begun(visit)));
  form(app, path, { fields: moveFields }, async (visit, posted, key) => {
    const desk = await openDesk(engine, visit, visit.params['id'] ?? '');
    const place = placeFrom(visit.query);
    const move = visit.params['move'] ?? '';
    const { id } = desk.its.subject;
    return runMove(
      engine,
      visit,
      key,
      { id, move, place, asks: asksOf(desk, move, place), posted, after: visit.to(places.case(id)) },
      async (tried) => movePage(visit, await openDesk(engine, visit, id), tried),
    );
  });
}

/** A link from an item says what the thread will be about. */
const begun = ({ query: { about } }: MemberVisit): MoveAttempt =>
  about ? { ...firstTry, input: { about: about.slice(0, 200) } } : firstTry;

/** What a row asks for, whether or not it can be made now: a form sent twice must read alike both times. */
export function asksOf(desk: Desk, move: string, place: Place): readonly Field[] {
  const { book, subject } = desk.its;
  if ('opens' in place) return book.threads[place.opens]?.opening?.asks ?? [];
  if (!('thread' in place)) return book.application.rows[move]?.asks ?? [];
  const kind = subject.threads.find((thread) => thread.id === place.thread)?.kind;
  return (kind && book.threads[kind]?.rows[move]?.asks) || [];
}

function movePage(visit: MemberVisit, desk: Desk, tried: MoveAttempt): Page {
  const { book, subject } = desk.its;
  const view = viewCase(desk.its, visit.principal, desk.today, desk.findings);
  const place = placeFrom(visit.query);
  const move = findMove(view, visit.params['move'] ?? '', place);
  if (!move) return notNow(visit, desk, tried, place);
  const kind = 'thread' in place ? subject.threads.find((thread) => thread.id === place.thread)?.kind : undefined;
  const lead = consequence(book, move, kind);
  const action = moveAddress(visit, subject.id, move);
  const thread = 'thread' in place ? view.threads.find((each) => each.thread.id === place.thread) : undefined;
  const asked =
    thread?.readable && kind && book.threads[kind] && isOpen(book.threads[kind], thread.thread)
      ? view.history.filter((line) => line.thread === thread.thread.id).at(-1)
      : undefined;
  const before =
    asked &&
    html`<div class="asked-before"><p class="label-small">${visit.t(asked.label)}</p>${asked.asks.map((field) => typeof asked.input[field.id] === 'string' && html`<p class="as-typed">${String(asked.input[field.id])}</p>`)}</div>`;
  const body = html`<div class="narrow">${heading(visit, move.row.label, { above: visit.t(titleOf(desk.its, desk.values)), lead: html`${visit.t(lead)} ${clause(move.row.clause)}` })}${before}${toTheOffice(desk, place) && notice(visit, 'info', words.beforeFiling)}${moveForm(visit, desk, move, action, tried)}</div>`;
  return { title: move.row.label, body, ...statusOf(tried) };
}

/** Is it a question by which the office hears of a case that was never submitted? */
function toTheOffice({ its: { book, subject } }: Desk, place: Place): boolean {
  const kind = 'opens' in place ? place.opens : undefined;
  return kind !== undefined && book.threads[kind]?.beforeFiling !== undefined && subject.receivedOn === undefined;
}

/** The row exists, but not now or not for this reader: say so, and what is possible instead. */
function notNow(visit: MemberVisit, desk: Desk, tried: MoveAttempt, place: Place): Page {
  if (!tried.refusal && !tried.stale && !rowExists(desk, visit.params['move'] ?? '', place))
    throw new NotFound(`move ${visit.params['move']}`);
  const { id } = desk.its.subject;
  const body = html`${tried.refusal && refusalNotice(visit, desk, tried.refusal)}<p>${buttonLink(visit, words.course, visit.to(places.case(id)))}</p>`;
  return { title: words.notNow, status: 409, body: caseFrame(visit, desk, 'course', { title: words.notNow }, body), ...statusOf(tried) };
}

function rowExists(desk: Desk, move: string, place: Place): boolean {
  const { book, subject } = desk.its;
  if ('opens' in place) return book.threads[place.opens]?.opening !== undefined && move === 'open';
  if (!('thread' in place)) return move in book.application.rows;
  const kind = subject.threads.find((thread) => thread.id === place.thread)?.kind;
  return kind !== undefined && move in (book.threads[kind]?.rows ?? {});
}
