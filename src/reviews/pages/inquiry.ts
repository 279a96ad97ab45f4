import { fieldControl, type Inquiry, titleOf } from '../../applications/index.ts';
import type { Day } from '../../rules/day.ts';
import type { JsonObject } from '../../rules/json.ts';
import type { Possible } from '../../rules/moves.ts';
import { type Text, text } from '../../rules/text.ts';
import { button, buttonLink, errorSummary, hiddenField, type Problem, postForm } from '../../web/form.ts';
import { type Html, html } from '../../web/html.ts';
import { spellDay } from '../../web/language.ts';
import type { MemberVisit } from '../../web/page.ts';
import { backLink, chip, clause, emptyState, factList, heading, notice, section, table } from '../../web/parts.ts';
import type { Page } from '../../web/visit.ts';
import { places } from '../desk.ts';
import { dueMark } from './frame.ts';
import { shownValue } from './values.ts';

const words = {
  title: text('照会', 'Inquiries'),
  about: text('照会の対象', 'About'),
  asked: text('照会日', 'Asked on'),
  due: text('回答の期限', 'Answer due'),
  state: text('状態', 'State'),
  concluded: text('回答日', 'Answered on'),
  scheme: text('制度', 'Scheme'),
  waiting: text('回答を待っている照会', 'Inquiries that wait for an answer'),
  done: text('終わった照会', 'Concluded inquiries'),
  none: text('回答を待っている照会はありません。', 'No inquiry waits for an answer.'),
  noneNext: text('新しい照会が届くとここに並びます。', 'New inquiries appear here.'),
  back: text('照会の一覧', 'All inquiries'),
  case: text('この案件に戻る', 'Back to the case'),
  extract: text('照会に必要な項目', 'What the question needs'),
  extractLead: text(
    '照会に必要な項目だけを示しています。申請書類のほかの部分と証跡は含まれません。',
    'Only what the question needs. Nothing else of the dossier, and no evidence, is included.',
  ),
  answer: text('回答', 'Answer'),
  yours: text('回答の内容', 'The answer'),
  over: text('この照会は終了しました。回答は不要です。', 'This inquiry has ended. No answer is needed.'),
  secret: text(
    '照会と回答は公開されません。申請者には、照会が行われていることと終わったことだけが伝わります。',
    'Inquiry and answer are never public. The applicant learns only that it runs and that it ended.',
  ),
  moved: text(
    '表示した後に、この照会に動きがありました。何も記録されていません。',
    'This inquiry moved on after it was shown. Nothing was recorded.',
  ),
  given: text('回答を記録しました。', 'The answer was recorded.'),
  send: text(
    '回答すると、この照会は終わります。回答は後から変えられません。',
    'Answering ends this inquiry. The answer cannot be changed afterwards.',
  ),
};

const titleFor = (inquiry: Inquiry): Text =>
  titleOf({ book: inquiry.book, values: Object.fromEntries(inquiry.extract.map((each) => [each.path, each.value])) });

/** What waits for us? Inquiries in order of age, those concluded after them. */
export function inquiriesPage(visit: MemberVisit, inquiries: readonly Inquiry[], today: Day): Page {
  const { t, language } = visit;
  const waiting = inquiries.filter((each) => each.isWaiting);
  const done = inquiries.filter((each) => !each.isWaiting);
  const late = waiting.filter((each) => each.due !== undefined && each.due < today).length;
  const link = (each: Inquiry) => html`<a href="${visit.to(places.inquiry(each.id))}">${t(titleFor(each))}</a>`;
  const common = [
    { label: words.about, head: true, cell: link },
    { label: words.scheme, cell: (each: Inquiry) => t(each.book.shortName) },
    { label: words.asked, tight: true, cell: (each: Inquiry) => spellDay(language, each.askedOn) },
  ];
  const lead =
    waiting.length === 0
      ? words.none
      : text(
          `${waiting.length}件の照会が回答を待っています。${late > 0 ? `期限を過ぎたものが${late}件あります。` : ''}`,
          `${waiting.length} ${waiting.length === 1 ? 'inquiry waits' : 'inquiries wait'} for an answer. ${late > 0 ? `${late} overdue.` : ''}`,
        );
  return {
    title: words.title,
    variant: 'office',
    body: html`${heading(visit, words.title, { lead })}
${section(visit, words.waiting, waiting.length === 0 ? emptyState(visit, words.none, t(words.noneNext)) : table(visit, [...common, { label: words.due, tight: true, cell: (each) => dueMark(visit, each.due, today) || '—' }], waiting, { caption: words.waiting }))}
${done.length > 0 && section(visit, words.done, table(visit, [...common, { label: words.concluded, tight: true, cell: (each) => (each.concludedOn ? spellDay(language, each.concludedOn) : '—') }], done, { caption: words.done }))}`,
  };
}

/** What came back from the last try of an answer. */
export interface AnswerTried {
  readonly input: JsonObject;
  readonly problems: readonly Problem[];
  readonly refused?: Text;
  readonly isStale?: boolean;
}

/** One inquiry: only the fields that leave, the clock, and the answer or the form for it. */
export function inquiryPage(
  visit: MemberVisit,
  inquiry: Inquiry,
  today: Day,
  names: ReadonlyMap<string, string>,
  tried: AnswerTried,
  isDone: boolean,
): Page {
  const { t, language } = visit;
  const facts = [
    { name: words.scheme, value: t(inquiry.book.name) },
    { name: words.asked, value: spellDay(language, inquiry.askedOn) },
    ...(inquiry.isWaiting ? [{ name: words.due, value: dueMark(visit, inquiry.due, today) || '—' }] : []),
    ...(inquiry.concludedOn ? [{ name: words.concluded, value: spellDay(language, inquiry.concludedOn) }] : []),
  ];
  const desk = { documents: new Map<string, string>() };
  const extract = factList(
    visit,
    inquiry.extract.map(({ path, field, value }) => ({
      name: field?.label ?? text(path, path),
      value: field ? shownValue(visit, desk, field, path.slice(field.id.length + 1), value) : String(value),
    })),
  );
  return {
    title: inquiry.kind.label,
    variant: 'office',
    status: tried.isStale ? 412 : tried.refused ? 409 : tried.problems.length > 0 ? 422 : 200,
    body: html`${backLink(visit, words.back, visit.to(places.inquiries))}
${heading(visit, titleFor(inquiry), { above: html`${t(inquiry.kind.label)} ${chip(visit, inquiry.isWaiting ? 'action' : 'off', inquiry.state)}`, lead: html`${t(words.secret)} ${clause(inquiry.kind.clause)}`, actions: inquiry.application !== undefined && html`<a href="${visit.to(places.check(inquiry.application))}">${t(words.case)}</a>` })}
${isDone && notice(visit, 'good', words.given, undefined, true)}${tried.isStale && notice(visit, 'warning', words.moved, undefined, true)}${tried.refused && notice(visit, 'bad', tried.refused, undefined, true)}${errorSummary(visit, { fields: {}, problems: tried.problems })}
<div class="inquiry"><div>${factList(visit, facts)}${section(visit, words.extract, extract, { lead: words.extractLead })}</div><div>${answerSection(visit, inquiry, names, tried)}</div></div>`,
  };
}

function answerSection(
  visit: MemberVisit,
  inquiry: Inquiry,
  names: ReadonlyMap<string, string>,
  tried: AnswerTried,
): Html | readonly Html[] | false {
  const { answer } = inquiry;
  const desk = { documents: new Map<string, string>() };
  if (answer) {
    const said = answer.asks
      .filter((field) => answer.input[field.id] !== undefined)
      .map((field) => ({ name: field.label, value: shownValue(visit, desk, field, '', answer.input[field.id]) }));
    return section(
      visit,
      words.yours,
      factList(visit, [...said, { name: text('回答した人', 'Answered by'), value: names.get(answer.by) }]),
    );
  }
  if (!inquiry.isWaiting) return html`<p>${visit.t(words.over)}</p>`;
  return inquiry.moves.map((move) => answerForm(visit, inquiry, move, tried));
}

function answerForm(visit: MemberVisit, inquiry: Inquiry, move: Possible, tried: AnswerTried): Html {
  const asks = move.row.asks ?? [];
  const controls = asks.map((field) =>
    fieldControl(
      {
        visit,
        values: tried.input,
        problems: tried.problems,
        dossier: { sections: [{ id: 'asks', label: words.answer, fields: asks }] },
        evidence: [],
        book: inquiry.book,
        emptyRows: 3,
      },
      field,
    ),
  );
  const ends = inquiry.kind.states[move.row.to ?? '']?.waitsFor === 'end';
  return section(
    visit,
    move.row.label,
    postForm(
      visit,
      visit.to(`${places.inquiry(inquiry.id)}/moves/${encodeURIComponent(move.id)}`),
      html`${hiddenField('version', String(inquiry.version))}${controls}${ends && html`<p class="small">${visit.t(words.send)}</p>`}<div class="actions">${button(visit, move.row.label)}${buttonLink(visit, words.back, visit.to(places.inquiries), 'quiet')}</div>`,
      { guard: true },
    ),
  );
}
