import { fieldControl } from '../../applications/index.ts';
import type { JsonObject } from '../../rules/json.ts';
import { type Text, text } from '../../rules/text.ts';
import {
  type Attempt,
  actions,
  button,
  buttonLink,
  errorSummary,
  firstShowing,
  hiddenField,
  type Problem,
  postForm,
  textArea,
} from '../../web/form.ts';
import { type Html, html } from '../../web/html.ts';
import { spellDay } from '../../web/language.ts';
import type { MemberVisit } from '../../web/page.ts';
import { backLink, chip, clause, emptyState, factList, heading, notice, section, type Tone, table } from '../../web/parts.ts';
import type { Page } from '../../web/visit.ts';
import type { HeldNow } from '../about.ts';
import type { SpokenVoice } from '../list.ts';
import type { Voice } from '../voice.ts';
import { ANSWER, kindWords } from './report.ts';

const words = {
  title: text('寄せられた声', 'Reports from the public'),
  lead: (count: number): Text =>
    count === 0
      ? text('取り扱いを待つものはありません。', 'None waits for you.')
      : text(`${count}件が取り扱いを待っています。`, count === 1 ? 'One waits for you.' : `${count} wait for you.`),
  none: text('寄せられた声はありません', 'There are no reports'),
  noneNext: text(
    '公開ページから送られた疑義・不適切な使用の報告・質問が、ここに並びます。',
    'Doubts, reports of misuse and questions that the public sends from a public page appear here.',
  ),
  waiting: text('取り扱いを待つもの', 'Waiting'),
  done: text('取り扱ったもの・事業者への質問', 'Handled, and questions to vendors'),
  kind: text('種別', 'Kind'),
  about: text('対象', 'About'),
  said: text('内容', 'What was said'),
  received: text('受付日', 'Received on'),
  state: text('状態', 'State'),
  reference: text('受付番号', 'Reference'),
  ground: text('使い方', 'Use'),
  contact: text('連絡先', 'Contact'),
  noContact: text('なし', 'None'),
  erase: text('連絡先を消去する', 'Erase the contact address'),
  erased: text('文面は消去されています。', 'The words were erased.'),
  toHeld: text('ラベル・認定の記録を見る', 'See the record of the attestation'),
  back: text('寄せられた声の一覧', 'All reports'),
  open: text('案件とする', 'Open a case'),
  openLead: text(
    '登録すると、事業者に伝わる案件になります。報告した人の連絡先は伝わりません。',
    'This opens a case that the holder sees. The address of who reported is not passed on.',
  ),
  close: text('理由を付けて終える', 'Close with a reason'),
  closeLead: text('報告した人は、受付番号でこの一文を読めます。', 'Whoever reported can read this sentence under the reference number.'),
  sentence: text('報告した人への一文', 'One sentence to who reported'),
  closeDo: text('この理由で終える', 'Close with this reason'),
  openDo: text('案件を開く', 'Open the case'),
  notNow: text('いまは案件を開けません', 'No case can be opened now'),
  notNowBody: text(
    'この証明は終わっているか、この報告では案件を開けない状態です。記録を確かめてください。',
    'The attestation has ended, or its state does not allow it. See its record.',
  ),
  waitsVendor: text('事業者の回答を待っています。', 'It waits for the vendor’s answer.'),
  outcome: text('結果', 'Outcome'),
  questions: text('購入者からの質問', 'Questions from buyers'),
  questionsLead: (count: number): Text =>
    text(
      `${count === 0 ? '回答を待つ質問はありません。' : `${count}件の質問が回答を待っています。`}回答は、質問した人が受付番号で読みます。`,
      `${count === 0 ? 'No question waits for an answer.' : `${count} ${count === 1 ? 'question waits' : 'questions wait'} for an answer.`} It is read under the reference number.`,
    ),
  noQuestions: text('質問はありません', 'There are no questions'),
  noQuestionsNext: text('公開ページから届いた質問が、ここに並びます。', 'Questions from your public pages appear here.'),
  answer: text('回答', 'Answer'),
  answerDo: text('回答を送る', 'Send the answer'),
} as const;

/** How far a voice is, for those who handle it. */
const handled: Readonly<Record<Voice['state'], { readonly word: Text; readonly tone: Tone }>> = {
  open: { word: text('取扱い待ち', 'Waiting'), tone: 'action' },
  'taken-up': { word: text('案件として取扱い', 'Taken up as a case'), tone: 'good' },
  closed: { word: text('終了', 'Closed'), tone: 'off' },
  answered: { word: text('回答済み', 'Answered'), tone: 'good' },
};
const unanswered = text('回答待ち', 'Waiting for an answer');

function stateChip(visit: MemberVisit, { kind, state }: Pick<Voice, 'kind' | 'state'>): Html {
  const { word, tone } = handled[state];
  if (kind !== 'question' || state !== 'open') return chip(visit, tone, word);
  return chip(visit, visit.principal.organisation.kind === 'office' ? 'waiting' : 'action', unanswered);
}

/** What did the public report, and what of it waits for us? */
export function inboxPage(
  visit: MemberVisit,
  given: { readonly open: readonly SpokenVoice[]; readonly done: readonly SpokenVoice[]; readonly openCount: number },
): Page {
  const { t, language } = visit;
  const list = (label: Text, voices: readonly SpokenVoice[]) =>
    table(
      visit,
      [
        {
          label: words.said,
          head: true,
          cell: (voice) =>
            html`<a href="${visit.to(`/voices/${voice.reference}`)}">${voice.said === '' ? t(words.erased) : voice.said.slice(0, 80)}</a>`,
        },
        { label: words.kind, tight: true, cell: (voice) => t(kindWords[voice.kind]) },
        { label: words.about, cell: (voice) => html`${t(voice.title)}<br><span class="code small tight">${voice.attestation}</span>` },
        { label: words.received, tight: true, cell: (voice) => spellDay(language, voice.receivedOn) },
        { label: words.state, cell: (voice) => stateChip(visit, voice) },
      ],
      voices,
      { caption: label },
    );
  return {
    title: words.title,
    variant: 'office',
    body: html`${heading(visit, words.title, { lead: words.lead(given.openCount) })}${
      given.open.length + given.done.length === 0 ? emptyState(visit, words.none, html`${t(words.noneNext)}`) : false
    }${given.open.length > 0 && section(visit, words.waiting, list(words.waiting, given.open), { id: 'waiting' })}${given.done.length > 0 && section(visit, words.done, list(words.done, given.done), { id: 'done' })}`,
  };
}

export interface VoiceTry {
  readonly input: JsonObject;
  readonly sentence: string;
  readonly problems: readonly Problem[];
  readonly attempt: Attempt;
}
export const noTry: VoiceTry = { input: {}, sentence: '', problems: [], attempt: firstShowing };

/** One report: what was said, and the two ways on. */
export function voicePage(visit: MemberVisit, voice: SpokenVoice, held: HeldNow, tried: VoiceTry): Page {
  const { t, language } = visit;
  const { voices } = held.book;
  const ground = voices?.misuse.grounds.find((each) => each.value === voice.ground);
  const facts = factList(visit, [
    { name: words.reference, value: html`<span class="code">${voice.reference}</span>` },
    {
      name: words.about,
      value: html`${t(voice.title)} <a href="${visit.to(`/attestations/${voice.attestation}`)}"><span class="code">${voice.attestation}</span></a>`,
    },
    { name: words.received, value: spellDay(language, voice.receivedOn) },
    ...(ground ? [{ name: words.ground, value: html`${t(ground.label)} ${voices && clause(voices.misuse.clause)}` }] : []),
    { name: words.said, value: html`<p class="as-typed">${voice.said === '' ? t(words.erased) : voice.said}</p>` },
    {
      name: words.contact,
      value: voice.contactAddress === '' ? t(words.noContact) : html`<span class="as-typed">${voice.contactAddress}</span>`,
    },
    ...(voice.toldWhat === '' ? [] : [{ name: words.outcome, value: html`<p class="as-typed">${voice.toldWhat}</p>` }]),
  ]);
  const erase =
    voice.contactAddress !== '' &&
    postForm(visit, visit.to(`/voices/${voice.reference}/erase-contact`), button(visit, words.erase, { kind: 'secondary' }), {
      inline: true,
    });
  const ways =
    voice.state === 'open'
      ? voice.kind === 'question'
        ? notice(visit, 'info', words.waitsVendor)
        : waysOn(visit, voice, held, tried)
      : false;
  return {
    title: kindWords[voice.kind],
    variant: 'office',
    body: html`<div class="narrow">${backLink(visit, words.back, visit.to('/voices'))}${heading(visit, kindWords[voice.kind], { chip: stateChip(visit, voice) })}${errorSummary(visit, { fields: {}, problems: tried.problems })}${facts}${erase}${ways}</div>`,
  };
}

function waysOn(visit: MemberVisit, voice: SpokenVoice, { book, version, canOpen }: HeldNow, tried: VoiceTry) {
  const { t } = visit;
  const takenUp = book.voices?.takenUp;
  const fields = (takenUp && book.threads[takenUp.opens]?.opening?.asks) || [];
  const values = { ...takenUp?.input, ...(takenUp ? { [takenUp.matter]: voice.said } : {}), ...tried.input };
  const dossier = { sections: [{ id: 'asks', label: text('', ''), fields }] };
  const controls = fields.map((field) =>
    fieldControl({ visit, values, problems: tried.problems, dossier, evidence: [], book, emptyRows: 3 }, field),
  );
  const sentence = (idIn: string) =>
    textArea(visit, tried.attempt, {
      name: 'sentence',
      idIn,
      label: words.sentence,
      required: true,
      rows: 2,
      maxLength: ANSWER.sentence,
      value: tried.sentence,
    });
  const open = canOpen
    ? postForm(
        visit,
        visit.to(`/voices/${voice.reference}/take-up`),
        html`${hiddenField('version', String(version))}${controls}${sentence('open')}${actions(button(visit, words.openDo))}`,
        { guard: true },
      )
    : notice(
        visit,
        'info',
        words.notNow,
        html`<p>${t(words.notNowBody)}</p><p>${buttonLink(visit, words.toHeld, visit.to(`/attestations/${voice.attestation}`), 'secondary')}</p>`,
      );
  const close = postForm(
    visit,
    visit.to(`/voices/${voice.reference}/close`),
    html`${sentence('close')}${actions(button(visit, words.closeDo, { kind: 'secondary' }))}`,
    { guard: true },
  );
  return html`${section(visit, words.open, open, { id: 'open', lead: words.openLead })}${section(visit, words.close, close, { id: 'close', lead: words.closeLead })}`;
}

/** What did buyers ask us, and what did we answer? */
export function questionsPage(visit: MemberVisit, voices: readonly SpokenVoice[], tried: Readonly<Record<string, Attempt>>): Page {
  const { t, language } = visit;
  const card = (voice: SpokenVoice) =>
    html`<article class="thread"><header class="thread-head"><h2>${t(voice.title)}</h2>${stateChip(visit, voice)}</header><p class="small quiet">${spellDay(language, voice.receivedOn)} · <span class="code">${voice.reference}</span></p><p class="as-typed">${voice.said === '' ? t(words.erased) : voice.said}</p>${
      voice.state === 'open'
        ? postForm(
            visit,
            visit.to(`/questions/${voice.reference}/answer`),
            html`${errorSummary(visit, tried[voice.reference] ?? firstShowing)}${textArea(visit, tried[voice.reference] ?? firstShowing, { name: 'sentence', idIn: voice.reference, label: words.answer, required: true, rows: 4, maxLength: ANSWER.question })}${actions(button(visit, words.answerDo))}`,
            { guard: true },
          )
        : html`<p class="label-small">${t(words.answer)}</p><p class="as-typed">${voice.toldWhat}</p>`
    }</article>`;
  const open = voices.filter((each) => each.state === 'open').toReversed();
  const done = voices.filter((each) => each.state !== 'open');
  return {
    title: words.questions,
    body: html`${heading(visit, words.questions, { lead: words.questionsLead(open.length) })}${
      voices.length === 0
        ? emptyState(visit, words.noQuestions, html`${t(words.noQuestionsNext)}`)
        : html`<div class="threads">${[...open, ...done].map(card)}</div>`
    }`,
  };
}
