import type { ListedView } from '../../register/index.ts';
import { type Text, text } from '../../rules/text.ts';
import {
  type Attempt,
  actions,
  button,
  buttonLink,
  errorSummary,
  getForm,
  postForm,
  radioGroup,
  textArea,
  textField,
} from '../../web/form.ts';
import { html } from '../../web/html.ts';
import { spellDay } from '../../web/language.ts';
import { backLink, clause, factList, heading, linkCards, notice } from '../../web/parts.ts';
import type { Page, Visit } from '../../web/visit.ts';
import type { SpokenVoice } from '../list.ts';
import type { Voice, VoiceKind } from '../voice.ts';

/** The limits of what a report may say, in characters. */
export const WORDS = { least: 10, most: 2000, contact: 200 } as const;
/** And of what whoever spoke is told: the sentence to a report, the answer to a question. */
export const ANSWER = { sentence: 300, question: 2000 } as const;
/** A field that people do not see and machines fill in. */
export const TRAP = 'website';

export const kindWords: Readonly<Record<VoiceKind, Text>> = {
  doubt: text('疑義の報告', 'Doubt'),
  misuse: text('不適切な使用の報告', 'Misuse of the mark'),
  question: text('事業者への質問', 'Question to the vendor'),
};

const words = {
  title: text('報告・質問', 'Report or ask'),
  lead: (title: Text): Text =>
    text(
      `「${title.ja}」について、アカウントなしで報告や質問ができます。`,
      `About “${title.en}”: you can report or ask without an account.`,
    ),
  back: text('公開ページへ戻る', 'Back to the public page'),
  doubt: text('適合への疑義を報告する', 'Report a doubt'),
  doubtHint: text(
    '表示された内容や基準に合っていないと思われることを、制度の事務局に知らせます。',
    'Tell the scheme office what seems not to be as the page or the criteria say.',
  ),
  misuse: text('ラベル・マークの不適切な使用を報告する', 'Report a misuse of the label or mark'),
  misuseHint: text(
    '認められていない使い方を見つけたとき、制度の事務局に知らせます。',
    'Tell the scheme office of a use that is not allowed.',
  ),
  question: text('事業者に質問する', 'Ask the vendor'),
  questionHint: text(
    '評価の結果や開示の内容について、事業者に質問を届けます。',
    'Put a question about the result or what is disclosed to the vendor.',
  ),
  send: {
    doubt: text('疑義を報告する', 'Report the doubt'),
    misuse: text('不適切な使用を報告する', 'Report the misuse'),
    question: text('質問を送る', 'Send the question'),
  },
  ground: text('どの使い方に当たりますか', 'Which use is it?'),
  said: {
    doubt: text('疑義の内容', 'What you doubt'),
    misuse: text('見つけた場所と様子', 'Where and what you found'),
    question: text('質問', 'Your question'),
  },
  saidHint: text(
    'いつ、どこで、何が起きたかを書いてください。個人の情報は書かないでください。',
    'Say when, where and what. Leave out personal details.',
  ),
  askedHint: text(
    'そのまま事業者に届きます。個人の情報は書かないでください。',
    'It reaches the vendor as written. Leave out personal details.',
  ),
  contact: text('連絡先(メールアドレスなど)', 'Where to reach you (a mail address or the like)'),
  contactHint: text(
    '書かなくても受け付けます。書いた場合は事務局だけが見て、取扱いを終えた後に消去できます。',
    'Not needed. Only the office sees it, and it can be erased once the matter is handled.',
  ),
  trap: text('この欄には何も書かないでください', 'Leave this empty'),
  afterTitle: text('送信した後のこと', 'What happens next'),
  after: {
    doubt: text(
      '送信すると受付番号が表示されます。事務局が内容を確かめ、案件とするか、理由を付けて終えるかを決めます。',
      'You get a reference number. The office looks into it, and opens a case or closes it with a reason.',
    ),
    misuse: text(
      '送信すると受付番号が表示されます。事務局が内容を確かめ、案件とするか、理由を付けて終えるかを決めます。',
      'You get a reference number. The office looks into it, and opens a case or closes it with a reason.',
    ),
    question: text(
      '送信すると受付番号が表示されます。事業者の回答は、その番号で読めます。',
      'You get a reference number. With it you can read the vendor’s answer.',
    ),
  },
  thanks: text('受け付けました', 'It was received'),
  thanksBody: text(
    'この番号で、取扱いの結果をいつでも確かめられます。番号は再発行できませんので、控えてください。',
    'With this number you can look up the outcome at any time. It cannot be given again: write it down.',
  ),
  reference: text('受付番号', 'Reference number'),
  lookUp: text('取扱いの結果を見る', 'Look up the outcome'),
  lookTitle: text('報告・質問の結果', 'Outcome of a report or question'),
  lookLead: text('受け付けたときに表示された番号を入力してください。', 'Enter the number that you were given.'),
  unanswered: text('事業者の回答を待っています', 'It waits for the vendor’s answer'),
  unknown: text('この番号の報告・質問はありません', 'There is nothing under this number'),
  unknownBody: text('番号を確かめてください。', 'Check the number.'),
  about: text('対象', 'About'),
  received: text('受付日', 'Received on'),
  concluded: text('取扱いを終えた日', 'Handled on'),
  outcome: text('結果', 'Outcome'),
} as const;

/** What each standing says to who spoke, before the sentence that was written for them. */
export const standingWords: Readonly<Record<Voice['state'], Text>> = {
  open: text('まだ確かめている途中です', 'It is still being looked at'),
  'taken-up': text('案件として取り扱うことになりました', 'It was taken up as a case'),
  closed: text('取扱いを終えました', 'It was closed'),
  answered: text('回答がありました', 'It was answered'),
};

const pathOf = ({ entry }: ListedView, visit: Visit): string => {
  const { pathname } = new URL(entry.address);
  return visit.language === 'en' ? `${pathname}/en` : pathname;
};

const numbered = (visit: Visit, view: ListedView) =>
  html`${visit.t(view.book.attestationWord)} <span class="code">${view.entry.number}</span>`;

/** What can be said about an attestation, and to whom it goes. */
export function choosePage(visit: Visit, view: ListedView): Page {
  const at = (kind: VoiceKind) => visit.to(`/report/${view.entry.key}/${kind}`);
  return {
    title: words.title,
    variant: 'public',
    body: html`<div class="narrow">${backLink(visit, words.back, pathOf(view, visit))}${heading(visit, words.title, { above: numbered(visit, view), lead: words.lead(view.entry.title) })}
${linkCards(
  visit,
  [
    { title: words.question, words: words.questionHint, address: at('question') },
    { title: words.doubt, words: words.doubtHint, address: at('doubt') },
    { title: words.misuse, words: words.misuseHint, address: at('misuse') },
  ],
  'page',
)}<p class="more"><a href="${visit.to('/report-outcome')}">${visit.t(words.lookUp)}</a></p></div>`,
  };
}

/** The form of a report or question: what is asked, what happens with it, and no more. */
export function reportPage(visit: Visit, view: ListedView, kind: VoiceKind, attempt: Attempt): Page {
  const { t } = visit;
  const { book, entry } = view;
  const voices = book.voices;
  const grounds = kind === 'misuse' ? (voices?.misuse.grounds ?? []) : [];
  return {
    title: words[kind],
    variant: 'public',
    body: html`<div class="narrow">${backLink(visit, words.back, pathOf(view, visit))}${heading(visit, words[kind], { above: numbered(visit, view), lead: html`<strong>${t(entry.title)}</strong> ${voices && clause(voices[kind].clause)}` })}
${errorSummary(visit, attempt)}${notice(visit, 'info', words.afterTitle, html`<p>${t(words.after[kind])}</p>`)}
${postForm(
  visit,
  visit.to(`/report/${entry.key}/${kind}`),
  html`${grounds.length > 0 && radioGroup(visit, attempt, { name: 'ground', label: words.ground, required: true, choices: grounds })}
${textArea(visit, attempt, { name: 'words', label: words.said[kind], hint: kind === 'question' ? words.askedHint : words.saidHint, required: true, rows: 7, maxLength: WORDS.most })}
${kind !== 'question' && textField(visit, attempt, { name: 'contact', label: words.contact, hint: words.contactHint, required: false, maxLength: WORDS.contact, autocomplete: 'email' })}
<div class="sr" aria-hidden="true"><label for="f-trap">${t(words.trap)}</label><input id="f-trap" name="${TRAP}" tabindex="-1" autocomplete="off" value=""></div>
${actions(button(visit, words.send[kind]), buttonLink(visit, words.back, pathOf(view, visit), 'quiet'))}`,
  { guard: true },
)}</div>`,
  };
}

/** The number that was given, and what it is for. */
export function thanksPage(visit: Visit, view: ListedView, reference: string): Page {
  const { t } = visit;
  return {
    title: words.thanks,
    variant: 'public',
    body: html`<div class="narrow">${heading(visit, words.thanks, { above: numbered(visit, view) })}${notice(visit, 'good', words.reference, html`<p class="big-number code">${reference}</p><p>${t(words.thanksBody)}</p>`)}
<p>${buttonLink(visit, words.lookUp, visit.to(`/report-outcome?reference=${reference}`))} ${buttonLink(visit, words.back, pathOf(view, visit), 'quiet')}</p></div>`,
  };
}

/** What became of a report or question, by its number; nothing else of it is told. */
export function outcomePage(visit: Visit, typed: string, voice: SpokenVoice | undefined): Page {
  const { t, language } = visit;
  const search = getForm(
    visit,
    visit.to('/report-outcome'),
    html`${textField(visit, { fields: { reference: typed }, problems: [] }, { name: 'reference', label: words.reference, width: 'medium', maxLength: 20 })}${button(visit, words.lookUp)}`,
    { label: words.lookTitle },
  );
  const found =
    voice &&
    html`${notice(visit, voice.state === 'open' ? 'info' : 'good', voice.kind === 'question' && voice.state === 'open' ? words.unanswered : standingWords[voice.state], voice.toldWhat !== '' && html`<p class="as-typed">${voice.toldWhat}</p>`)}
${factList(visit, [
  { name: words.reference, value: html`<span class="code">${voice.reference}</span>` },
  { name: words.about, value: html`${t(voice.title)} <span class="code">${voice.attestation}</span>` },
  { name: words.received, value: spellDay(language, voice.receivedOn) },
  ...(voice.concludedOn ? [{ name: words.concluded, value: spellDay(language, voice.concludedOn) }] : []),
])}`;
  return {
    title: words.lookTitle,
    variant: 'public',
    body: html`<div class="narrow">${heading(visit, words.lookTitle, { lead: words.lookLead })}${search}${found || (typed !== '' && notice(visit, 'warning', words.unknown, html`<p>${t(words.unknownBody)}</p>`))}</div>`,
    ...(typed !== '' && !voice ? { status: 404 } : {}),
  };
}
