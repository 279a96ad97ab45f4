import { askedOf, type CaseView, consequence, fieldControl, findMove, leavesOf, traceOf } from '../../applications/index.ts';
import type { Row } from '../../rules/book.ts';
import type { Field } from '../../rules/dossier.ts';
import { dossierOf } from '../../rules/editions.ts';
import type { EvidenceFact } from '../../rules/facts.ts';
import { contentHash } from '../../rules/hash.ts';
import type { JsonObject } from '../../rules/json.ts';
import type { Place } from '../../rules/moves.ts';
import { NotFound, type RuleRefused } from '../../rules/refusal.ts';
import { rewritable } from '../../rules/rewriting.ts';
import { type Text, text } from '../../rules/text.ts';
import { answerTo } from '../../web/errors.ts';
import { actions, button, buttonLink, checkbox, errorSummary, hiddenField, type Problem, postForm } from '../../web/form.ts';
import { type Html, html } from '../../web/html.ts';
import type { MemberVisit } from '../../web/page.ts';
import { clause, fold, heading, notice } from '../../web/parts.ts';
import type { Page } from '../../web/visit.ts';
import type { Rewritten } from '../changes.ts';
import { rewrittenTable } from './rewritten.ts';

const words = {
  back: text('やめて戻る', 'Go back without doing it'),
  see: text('ラベル・認定のページへ戻る', 'Back to the label or certification'),
  moved: text('表示した後に動きがありました', 'It moved on after this page was shown'),
  movedBody: text(
    '何も記録されていません。内容を確かめて、もう一度お決めください。入力したものは残っています。',
    'Nothing was recorded. Look again, then decide. What you typed is still here.',
  ),
  refused: text('この手続は受け付けられませんでした', 'This was not accepted'),
  content: text('変更後の内容', 'The new content'),
  contentHint: text(
    'いまの内容が入っています。変わったところだけを書き換えてください。空にすると、その内容は削除されます。公開される項目は、公開ページの内容も変わります(受理が要るものは、受理されたとき)。',
    'What stands now is filled in. Rewrite only what changed; what you empty is removed. What is public changes on the public page, too: at once, or once the notice is accepted.',
  ),
  notNow: text('いまはこの手続を行えません', 'This is not possible now'),
  removes: text('次の内容が削除されます', 'This content is removed'),
  remove: text('上の内容を削除する', 'Remove the content above'),
} as const;

/** What came back from the last try of a move. */
export interface HeldTry {
  readonly input: JsonObject;
  readonly problems: readonly Problem[];
  readonly refusal?: RuleRefused;
  readonly isStale?: boolean;
  /** What would be removed with it, which was not confirmed. */
  readonly removes?: readonly Rewritten[];
}

/** The fields of the form by which the removal of content is confirmed: the tick, and what it was shown for. */
export const REMOVE = { tick: 'remove', shown: 'removes' } as const;
/** Names what is removed, so that a tick stands for that and nothing else. */
export const removalKey = (removes: readonly Rewritten[]): string => contentHash(removes.map(({ path }) => path).toSorted()).slice(0, 16);

/** The address of the page of a move on an attestation. */
export function heldMoveAddress(visit: MemberVisit, key: string, id: string, place: Place): string {
  const query =
    'thread' in place ? `?thread=${encodeURIComponent(place.thread)}` : 'opens' in place ? `?opens=${encodeURIComponent(place.opens)}` : '';
  return visit.to(`/attestations/${key}/moves/${encodeURIComponent(id)}${query}`);
}

const statusOf = ({ isStale, refusal, problems }: HeldTry): { readonly status?: number } => {
  if (isStale) return { status: 412 };
  if (refusal) return { status: answerTo(refusal).status };
  return problems.length > 0 ? { status: 422 } : {};
};

/** A move on an attestation: what follows from it, under which clause, and the fields it asks for. */
export function heldMovePage(
  visit: MemberVisit,
  view: CaseView,
  asked: { readonly id: string; readonly place: Place; readonly evidence: readonly EvidenceFact[] },
  tried: HeldTry,
): Page {
  const { t } = visit;
  const { book, subject } = view.its;
  const back = visit.to(`/attestations/${subject.id}`);
  const move = findMove(view, asked.id, asked.place);
  if (!move) {
    if (!tried.refusal && !tried.isStale) throw new NotFound(`move ${asked.id}`);
    const body = html`<div class="narrow">${heading(visit, words.notNow)}${wentWrong(visit, tried)}<p>${buttonLink(visit, words.see, back)}</p></div>`;
    return { title: words.notNow, status: 409, body, ...statusOf(tried) };
  }
  const { place } = asked;
  const thread = 'thread' in place ? subject.threads.find((each) => each.id === place.thread) : undefined;
  const lead: Text = consequence(book, move, thread?.kind, book.attestation);
  const fields = askedOf(book, subject, move);
  const dossier = { sections: [{ id: 'asks', label: text('', ''), fields }] };
  const controls = fields.map((field) =>
    fieldControl({ visit, values: tried.input, problems: tried.problems, dossier, evidence: asked.evidence, book, emptyRows: 3 }, field),
  );
  const isEnd = move.row.effects?.some((effect) => effect === 'lapse' || effect === 'withdraw' || effect === 'cease');
  const form = postForm(
    visit,
    heldMoveAddress(visit, subject.id, asked.id, place),
    html`${hiddenField('version', String(subject.version))}${hiddenField('hash', view.its.hash)}${controls}${newContent(visit, view, move.row, asked.evidence, tried)}${removal(visit, view, tried)}${actions(button(visit, move.row.label, { kind: isEnd ? 'danger' : 'primary' }), buttonLink(visit, words.back, back, 'quiet'))}`,
    { guard: fields.length > 0 },
  );
  return {
    title: move.row.label,
    body: html`<div class="narrow">${heading(visit, move.row.label, { above: html`${t(book.attestationWord)} <span class="code">${subject.number ?? subject.id}</span>`, lead: html`${t(lead)} ${clause(move.row.clause)}` })}${wentWrong(visit, tried)}${form}</div>`,
    ...statusOf(tried),
  };
}

/** The content that may be filled in anew, as it stands; where it is much, only what is chosen of it is shown. */
function newContent(visit: MemberVisit, { its }: CaseView, row: Row, evidence: readonly EvidenceFact[], tried: HeldTry): Html | false {
  const all = rewritable(its, row);
  if (all.length === 0) return false;
  const { t } = visit;
  const { book, subject } = its;
  const dossier = dossierOf(book, subject.edition ?? '');
  const values = { ...its.values, ...tried.input };
  const given = { visit, values, problems: tried.problems, dossier, evidence, book, emptyRows: 1 };
  // As it stood when the form was shown: tells what was emptied from what was never filled in.
  const stood = all.flatMap(leavesOf).map(({ path }) => hiddenField(`was:${path}`, traceOf(its.values[path])));
  const control = (field: Field) => fieldControl(given, field);
  const parts = dossier.sections.flatMap((part) => {
    const fields = part.fields.filter((field) => all.includes(field));
    return fields.length === 0 ? [] : [{ part, fields }];
  });
  const body =
    all.length <= FEW
      ? html`${all.map(control)}`
      : html`${parts.map(({ part, fields }) => fold(t(part.label), html`${fields.map(control)}`))}`;
  return html`<fieldset class="new-content"><legend class="label">${t(words.content)}</legend><div class="hint">${t(words.contentHint)}</div>${body}${stood}</fieldset>`;
}

/** What would be removed, old and new side by side, and the tick without which nothing is. */
function removal(visit: MemberVisit, view: CaseView, { removes, problems }: HeldTry): Html | false {
  if (!removes || removes.length === 0) return false;
  const tick = checkbox(visit, { fields: {}, problems }, { name: REMOVE.tick, label: words.remove });
  return html`<div class="section">${notice(visit, 'warning', words.removes, html`${rewrittenTable(visit, view, removes)}${tick}${hiddenField(REMOVE.shown, removalKey(removes))}`, true)}</div>`;
}

/** So many fields stand open on the page; more are folded by the part of the form. */
const FEW = 15;

function wentWrong(visit: MemberVisit, tried: HeldTry): Html | false {
  const { t } = visit;
  if (tried.isStale)
    return html`<div data-error-summary tabindex="-1">${notice(visit, 'warning', words.moved, t(words.movedBody), true)}</div>`;
  if (!tried.refusal) return errorSummary(visit, { fields: {}, problems: tried.problems });
  const findings = tried.refusal.findings.filter((each) => each.weight === 'error');
  const said = findings.length > 0 ? findings : [{ message: tried.refusal.text, clause: tried.refusal.clause }];
  const body = html`<ul>${said.map((each) => html`<li>${t(each.message)} ${each.clause && clause(each.clause)}</li>`)}</ul>`;
  return html`<div data-error-summary tabindex="-1">${notice(visit, 'bad', words.refused, body, true)}</div>`;
}
