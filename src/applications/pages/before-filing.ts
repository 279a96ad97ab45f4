import { isBlank } from '../../rules/dossier.ts';
import type { JsonObject } from '../../rules/json.ts';
import type { Possible } from '../../rules/moves.ts';
import { type Text, text } from '../../rules/text.ts';
import { actions, button, errorSummary, hiddenField, type Problem, postForm } from '../../web/form.ts';
import { type Html, html } from '../../web/html.ts';
import { spellInstant } from '../../web/language.ts';
import type { MemberVisit } from '../../web/page.ts';
import { backLink, chip, clause, factList, heading, notice, section } from '../../web/parts.ts';
import type { Page } from '../../web/visit.ts';
import type { Asked, BeforeFiling } from '../before-filing.ts';
import type { Engine } from '../commands.ts';
import { namesOf } from '../list.ts';
import { levelOf } from './case-frame.ts';
import { fieldControl } from './field-control.ts';
import { inWords } from './field-words.ts';

const words = {
  back: text('処理待ちの一覧', 'Queue'),
  waits: text('提出前の問合せに回答してください', 'A question before filing waits for your answer'),
  answered: text('提出前の問合せ(回答済み)', 'Question before filing (answered)'),
  lead: text(
    '申請はまだ提出されていません。見えるのは、問合せをした組織、対象の確認への回答、問合せだけです。申請書類は見えません。回答は申請とともに残ります。',
    'Nothing has been submitted. You see who asks, the answers on scope, and the question; not the dossier. Your answer stays with the case.',
  ),
  asks: text('問合せをした組織', 'Who asks'),
  level: text('制度とレベル', 'Scheme and level'),
  outcome: text('対象の確認の結果', 'Outcome on scope'),
  scope: text('対象の確認への回答', 'Answers on scope'),
  done: text('回答を記録しました。', 'Your answer was recorded.'),
  moved: text(
    '表示した後に動きがありました。何も記録されていません。',
    'Something happened after this page was shown. Nothing was recorded.',
  ),
  refused: text('この手続は受け付けられませんでした', 'This was not accepted'),
};

export interface AnswerTried {
  readonly input: JsonObject;
  readonly problems: readonly Problem[];
  readonly isStale?: boolean;
  readonly refused?: Text;
}

/** What is asked before filing, and what do we answer? */
export async function questionPage(visit: MemberVisit, engine: Engine, its: BeforeFiling, tried: AnswerTried | undefined): Promise<Page> {
  const { t } = visit;
  const people = [...new Set(its.asked.flatMap(({ said }) => said.map(({ entry }) => entry.by)))];
  const names = await namesOf(engine.store, people, []);
  const title = its.asked.some((each) => each.isWaiting) ? words.waits : words.answered;
  const given = its.book.scope.questions.flatMap((field) =>
    isBlank(its.scope.answers[field.id])
      ? []
      : [{ name: field.label, value: t(inWords(field, '', its.scope.answers[field.id]) ?? text('—', '—')) }],
  );
  return {
    title,
    variant: 'office',
    ...(tried ? { status: tried.isStale ? 412 : 422 } : {}),
    body: html`${tried && triedNotice(visit, tried)}${visit.query['done'] === '1' && notice(visit, 'good', words.done, undefined, true)}${backLink(visit, words.back, visit.to('/office'))}
${heading(visit, title, { above: html`${t(its.organisation)} · ${its.reference}`, lead: words.lead })}
<div class="split case-split"><div>${its.asked.map((each) => questionCard(visit, its, each, names, tried))}</div><aside>${section(
      visit,
      words.scope,
      factList(visit, [
        { name: words.asks, value: t(its.organisation) },
        { name: words.level, value: t(levelOf(its.book, its.level)) },
        { name: words.outcome, value: html`${t(its.scope.reason)} ${its.scope.clause && clause(its.scope.clause)}` },
        ...given,
      ]),
    )}</aside></div>`,
  };
}

function triedNotice(visit: MemberVisit, tried: AnswerTried): Html | false {
  if (tried.isStale) return notice(visit, 'warning', words.moved, undefined, true);
  if (tried.refused) return notice(visit, 'bad', words.refused, html`<p>${visit.t(tried.refused)}</p>`, true);
  return errorSummary(visit, { fields: {}, problems: tried.problems });
}

function questionCard(
  visit: MemberVisit,
  its: BeforeFiling,
  each: Asked,
  names: ReadonlyMap<string, Text>,
  tried: AnswerTried | undefined,
): Html {
  const { t, language } = visit;
  const lines = each.said.map(
    ({ entry, label, asks, party }) =>
      html`<li class="message"><p class="message-who"><strong>${t(names.get(entry.by) ?? text('', ''))}</strong> ${t(party)} <span class="quiet">${spellInstant(language, entry.at)}</span></p><p class="quiet small">${t(label)}</p>${asks.map(
        (field) => {
          const said = inWords(field, '', entry.input[field.id]);
          return said && html`<p class="as-typed message-words">${t(said)}</p>`;
        },
      )}</li>`,
  );
  return section(
    visit,
    each.kind.label,
    html`<p>${chip(visit, each.isWaiting ? 'action' : 'off', each.state)} ${each.kind.beforeFiling && clause(each.kind.beforeFiling.clause)}</p><ol class="messages">${lines}</ol>${each.moves.map((move) => answerForm(visit, its, each, move, tried))}`,
  );
}

function answerForm(visit: MemberVisit, its: BeforeFiling, each: Asked, move: Possible, tried: AnswerTried | undefined): Html {
  const asks = move.row.asks ?? [];
  const context = {
    ...{ visit, values: tried?.input ?? {}, problems: tried?.problems ?? [], evidence: [], book: its.book, emptyRows: 3 },
    dossier: { sections: [{ id: 'asks', label: text('', ''), fields: asks }] },
  };
  return postForm(
    visit,
    visit.to(`/office/questions/${its.id}/${each.thread.id}/${encodeURIComponent(move.id)}`),
    html`${hiddenField('version', String(its.version))}${asks.map((field) => fieldControl(context, field))}${actions(button(visit, move.row.label))}`,
    { guard: asks.length > 0 },
  );
}
