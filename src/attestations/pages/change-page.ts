import type { CaseView } from '../../applications/index.ts';
import { fieldControl } from '../../applications/index.ts';
import { holds, isBlank, type Values } from '../../rules/dossier.ts';
import type { JsonObject } from '../../rules/json.ts';
import type { ChangeOutcome, ChangeVerdict } from '../../rules/outside.ts';
import { NotFound } from '../../rules/refusal.ts';
import { type Text, text } from '../../rules/text.ts';
import { actions, button, buttonLink, getForm } from '../../web/form.ts';
import { type Html, html } from '../../web/html.ts';
import type { MemberVisit } from '../../web/page.ts';
import { backLink, clause, heading, notice } from '../../web/parts.ts';
import type { Page } from '../../web/visit.ts';
import { heldMoveAddress } from './move-page.ts';

const words = {
  title: text('変更があったとき', 'When something changed'),
  lead: text(
    '質問に答えると、何をすればよいかと、その根拠が分かります。答えただけでは何も記録されません。',
    'Answer, and you see what to do and under which clause. Answering records nothing.',
  ),
  back: text('ラベル・認定のページへ戻る', 'Back to the label or certification'),
  next: text('何をすればよいか見る', 'See what to do'),
  go: text('手続へ進む', 'Go on'),
  apply: text('新しく申請する', 'Apply anew'),
} as const;

const outcomeWords: Readonly<Record<ChangeOutcome, { readonly word: Text; readonly kind: 'info' | 'warning' | 'good' }>> = {
  record: { word: text('記録だけで足ります', 'Recording it is enough'), kind: 'good' },
  notify: { word: text('届出が必要です', 'It must be notified'), kind: 'info' },
  lapse: { word: text('効力が終わります', 'The effect ends'), kind: 'warning' },
  'new-assessment': { word: text('新しい評価・申請が必要です', 'It needs an assessment and application of its own'), kind: 'warning' },
};

/** What does a change lead to? The book's questions, and the verdict with its clause and the row to make. */
export function changePage(visit: MemberVisit, view: CaseView, answers: JsonObject): Page {
  const { t } = visit;
  const { book, subject } = view.its;
  const { changes } = book;
  if (!changes) throw new NotFound(`changes of ${book.id}`);
  const verdict = changes.decide(answers as Values);
  const dossier = { sections: [{ id: 'change', label: text('', ''), fields: changes.questions }] };
  const asked = changes.questions.filter(
    (field) => typeof field.required === 'string' || holds(field.required, answers as Values) || !isBlank(answers[field.id]),
  );
  const back = visit.to(`/attestations/${subject.id}`);
  const controls = asked.map((field) =>
    // Asked only where it matters: then it is needed.
    fieldControl({ visit, values: answers, problems: [], dossier, evidence: [], book, emptyRows: 0 }, { ...field, required: 'always' }),
  );
  return {
    title: words.title,
    body: html`<div class="narrow">${backLink(visit, words.back, back)}${heading(visit, words.title, { above: html`${t(book.attestationWord)} <span class="code">${subject.number ?? subject.id}</span>`, lead: html`${t(words.lead)} ${clause(changes.clause)}` })}
${getForm(visit, visit.to(`/attestations/${subject.id}/change`), html`<div class="questions">${controls}</div>${actions(button(visit, words.next, { kind: verdict ? 'secondary' : 'primary' }))}`)}
${verdict && verdictPart(visit, view, verdict)}</div>`,
  };
}

function verdictPart(visit: MemberVisit, view: CaseView, verdict: ChangeVerdict): Html {
  const { t } = visit;
  const { word, kind } = outcomeWords[verdict.outcome];
  const place = verdict.opens ? ({ opens: verdict.opens } as const) : ({ in: 'subject' } as const);
  const id = verdict.opens ? 'open' : verdict.row;
  const input = Object.entries(verdict.input ?? {}).map(
    ([field, said]) => `${encodeURIComponent(field)}=${encodeURIComponent(String(said))}`,
  );
  const base = id === undefined ? undefined : heldMoveAddress(visit, view.its.subject.id, id, place);
  const address = base && (input.length > 0 ? `${base}${base.includes('?') ? '&' : '?'}${input.join('&')}` : base);
  const way = address
    ? buttonLink(visit, words.go, address)
    : verdict.outcome === 'new-assessment' && buttonLink(visit, words.apply, visit.to('/applications/new'), 'secondary');
  return html`<div id="verdict" class="section">${notice(visit, kind, word, html`<p>${t(verdict.reason)} ${clause(verdict.clause)}</p>${way && html`<p>${way}</p>`}`, true)}</div>`;
}
