import { type Text, text } from '../../rules/text.ts';
import { type Html, html, type Piece } from '../../web/html.ts';
import { icon } from '../../web/icons.ts';
import { spellDay } from '../../web/language.ts';
import { factList, fold, notice, section } from '../../web/parts.ts';
import type { Page, Visit } from '../../web/visit.ts';
import type { PublicView } from '../public-view.ts';
import { statusFaces } from '../status-face.ts';
import { disclosedSections, isDisclosed } from './disclosed.ts';
import { showResults, showValue } from './public-value.ts';

const words = {
  registered: (scheme: Text): Text =>
    text(`「${scheme.ja}」の公開台帳にある番号です:`, `A number in the public register of the ${scheme.en}:`),
  until: (day: Text): Text => text(`${day.ja}まで有効`, `Valid until ${day.en}`),
  since: (day: Text): Text => text(`${day.ja}から`, `Since ${day.en}`),
  learned: (day: Text): Text => text(`(${day.ja}に把握)`, `(learned on ${day.en})`),
  notices: text('制度の運営者からのお知らせ', 'Told by the scheme owner'),
  report: text('この表示について報告・質問する', 'Report or ask about this'),
  ofDay: (day: Text): Text => text(`${day.ja}(日本時間)現在の状態です。`, `Status on ${day.en} (Japan time).`),
  level: text('レベル', 'Level'),
  kind: text('種類', 'Kind'),
  disclosed: text('開示された内容', 'What is disclosed'),
  says: text('この証明が示すこと・示さないこと', 'What this certifies, and what it does not'),
  saysYes: text('示すこと', 'It certifies'),
  saysNo: text('示さないこと', 'It does not certify'),
  disclaimer: text('免責事項・問合せ先', 'Disclaimer and contact'),
  contact: text('問合せ先', 'Contact'),
  compare: text('ほかのものと並べて比べる', 'Compare with others, side by side'),
  attests: text('証明の主体', 'Who attests'),
  byApplicant: text('申請者自身による宣言', 'declared by the applicant itself'),
  byOwner: text('制度運営者による認定・認証', 'certified by the scheme owner'),
  validUntil: text('有効期限', 'Valid until'),
  wouldHave: text('当初の有効期限', 'Would have been valid until'),
  models: text('対象の型番', 'Models covered'),
  allModels: (count: number): Text => text(`${count}件の型番`, `${count} models`),
  meaning: text('この表示の意味', 'What this means'),
  assessed: text('評価したこと・していないこと', 'What was assessed, and what was not'),
  did: text('評価したこと', 'Assessed'),
  didNot: text('評価していないこと', 'Not assessed'),
  tally: (edition: Text, counts: readonly string[], english: readonly string[]): Text =>
    text(`「${edition.ja}」が定める項目(${counts.join('、')})`, `The items set by “${edition.en}” (${english.join(', ')})`),
  notCriteria: text(
    'この基準が定めていない事項(製品全体の安全性や、脆弱性が存在しないことを含みます)',
    'Anything these criteria do not ask, the security of the product as a whole and the absence of vulnerabilities among it',
  ),
  notLater: text('発行の後に生じた変化や、発行の後に見つかった脆弱性', 'What changed, or was found, after the date of issue'),
  notOthers: text('上に記載のない型番・製品・サービス', 'Models, products and services that are not named above'),
  seeCriteria: text('基準の内容を見る', 'Read the criteria'),
  after: text('購入した後にしていただきたいこと', 'What to do after purchase'),
  history: text('これまでの経過', 'History'),
  aboutScheme: text('制度について', 'About the scheme'),
  official: text('制度の公式サイト', 'Official site of the scheme'),
  reconstructed: text('適合基準の文言についての注意', 'A note on the wording of the criteria'),
  reconstructedBody: text(
    '公式の附属書は未入手のため、この画面に示す適合基準の名称・要旨の一部は公開資料からの再構成です。正確な文言は制度の公式サイトで確認してください。',
    'The official annex was not available. Some names and summaries of criteria shown here were reconstructed from public sources; see the official site of the scheme for the exact wording.',
  ),
  translation: text('', 'This English page is a translation for convenience. The Japanese page prevails.'),
  readJapanese: text('', 'Japanese page'),
  json: text('同じ内容をJSONで取得', 'The same as JSON'),
  address: text('このページの正式なアドレス', 'Address of this page'),
  addressHint: text(
    '二次元コードを読み取った後、ブラウザのアドレスが上と同じ所(ドメイン)であることを確かめてください。',
    'After scanning a code, check that your browser shows this very domain.',
  ),
  jump: text('ページの内容', 'On this page'),
} as const;

const dayText = (day: string): Text => ({ ja: spellDay('ja', day), en: spellDay('en', day) });

/** The address of the page within this site, e.g. /l/AK1-000123-X. It was fixed at issue and never changes. */
export const pathOf = (view: Pick<PublicView, 'entry'>): string => new URL(view.entry.address).pathname;

/** The public page of an attestation: is it genuine and in force, and what does it say? The same for every visitor. */
export function attestationPage(visit: Visit, view: PublicView, more: { readonly reports?: boolean } = {}): Page {
  const { t } = visit;
  const { entry, book } = view;
  const path = pathOf(view);
  const disclosed = view.sections.filter(isDisclosed);
  const facts = view.sections.filter((each) => !isDisclosed(each));
  const parts: readonly { id: string; title: Text; body: Piece }[] = [
    ...(view.says ? [] : [{ id: 'meaning', title: words.meaning, body: meaning(visit, view) }]),
    ...(disclosed.length > 0 ? [{ id: 'says', title: words.says, body: saysBody(visit, view) }] : []),
    ...facts.map((each) => ({
      id: each.id,
      title: each.label,
      body: factList(
        visit,
        each.lines.map((line) => ({ name: line.label, value: showValue(visit, line.value, line.id) })),
      ),
    })),
    ...(disclosed.length > 0
      ? [{ id: 'disclosed', title: words.disclosed, body: disclosedSections(visit, disclosed) }]
      : [{ id: 'assessed', title: words.assessed, body: assessed(visit, view) }]),
    ...(view.advice.length > 0
      ? [
          {
            id: 'after',
            title: view.adviceTitle ?? words.after,
            body: html`<ul class="advice">${view.advice.map((each) => html`<li>${t(each)}</li>`)}</ul>`,
          },
        ]
      : []),
    { id: 'history', title: words.history, body: history(visit, view) },
    ...(view.disclaimer.length > 0 ? [{ id: 'disclaimer', title: words.disclaimer, body: disclaimer(visit, view) }] : []),
    { id: 'about', title: words.aboutScheme, body: about(visit, view, path) },
  ];
  return {
    title: text(`${entry.title.ja} ${entry.number}`, `${entry.title.en} ${entry.number}`),
    description: text(
      `${view.status.word.ja}: ${entry.title.ja}(${entry.applicant.ja})`,
      `${view.status.word.en}: ${entry.title.en} (${entry.applicant.en})`,
    ),
    variant: 'public',
    account: 'hidden',
    addresses: { ja: path, en: `${path}/en` },
    scripts: ['models.js'],
    body: html`<article class="attestation${disclosed.length > 0 ? ' attestation-wide' : ''}">
${visit.language === 'en' && html`<p class="translation small">${icon('globe')}<span>${t(words.translation)} <a href="${path}" hreflang="ja">${t(words.readJapanese)}</a></span></p>`}
<header class="attestation-head">
<p class="heading-above">${t(book.name)} · ${t(book.attestationWord)}</p>
<h1>${t(entry.title)}</h1>
<p class="attestation-maker">${t(entry.applicant)}</p>
</header>
${band(visit, view)}
${view.notices.length > 0 && notice(visit, 'warning', words.notices, html`${view.notices.map((each) => html`<h2>${t(each.label)} <span class="small quiet">${spellDay(visit.language, each.on)}</span></h2><p class="as-typed">${t(each.text)}</p>`)}`)}
${summary(visit, view)}
<nav class="page-jump" aria-label="${t(words.jump)}"><ul>${parts.map((part) => html`<li><a href="#${part.id}">${t(part.title)}</a></li>`)}</ul></nav>
${parts.map((part) => section(visit, part.title, part.body, { id: part.id }))}
${more.reports && book.voices && html`<p class="more">${icon('alert-circle')}<a href="${visit.to(`/report/${entry.key}`)}">${t(words.report)}</a></p>`}
</article>`,
  };
}

/** The answer, first of all: word, colour and icon, the dates in words, and the sentence of the book. */
function band(visit: Visit, view: PublicView): Html {
  const { t } = visit;
  const { status, entry, book } = view;
  const face = statusFaces[status.status];
  const dates = status.status === 'in-force' ? words.until(dayText(entry.validUntil)) : words.since(dayText(status.since));
  return html`<section class="band band-${face.tone}" aria-label="${t(status.word)}">
<div class="band-word">${icon(face.icon)}<p><strong>${t(status.word)}</strong> <span class="band-date">${t(dates)}${view.learnedOn && html` ${t(words.learned(dayText(view.learnedOn)))}`}</span></p></div>
<p class="band-sentence">${t(status.sentence)}</p>
<p class="band-small">${t(words.registered(book.name))} <span class="code tight">${entry.number}</span><br>${t(words.ofDay(dayText(view.on)))}</p>
</section>`;
}

function summary(visit: Visit, view: PublicView): Html {
  const { t } = visit;
  const { entry, level, attestedBy } = view;
  const endedEarly = entry.standing.ends.some((end) => end.on <= view.on && end.on <= entry.validUntil);
  return factList(visit, [
    {
      name: Object.keys(view.book.levels).length > 1 ? words.level : words.kind,
      value: html`<strong>${t(level.label)}</strong><br>${t(level.meaning)}`,
    },
    {
      name: words.attests,
      value: html`${t(attestedBy.name)} <span class="quiet">(${t(attestedBy.who === 'applicant' ? words.byApplicant : words.byOwner)})</span>`,
    },
    { name: endedEarly ? words.wouldHave : words.validUntil, value: spellDay(visit.language, entry.validUntil) },
    ...view.highlights.map((line) => ({ name: line.label, value: showValue(visit, line.value, `top-${line.id}`) })),
    ...(hasModels(view) ? [{ name: words.models, value: fewModels(visit, view) }] : []),
  ]);
}

/** Does the scheme speak of models at all? */
const hasModels = ({ entry, sections }: PublicView): boolean =>
  entry.models.length > 0 || sections.some((each) => each.lines.some((line) => line.value.kind === 'models'));

/** The models themselves when they are few; else how many, and where they all stand. */
function fewModels(visit: Visit, view: PublicView): Piece {
  const { models } = view.entry;
  const place = view.sections.find((each) => each.lines.some((line) => line.value.kind === 'models'));
  if (!place || models.length <= 3) return showValue(visit, { kind: 'models', models }, 'top');
  return html`<a href="#${place.id}">${visit.t(words.allModels(models.length))}</a>`;
}

const meaning = (visit: Visit, view: PublicView): Html =>
  html`<ul class="meaning">${view.meaning.map((each) => html`<li>${visit.t(each)}</li>`)}</ul>`;

function assessed(visit: Visit, view: PublicView): Html {
  const { t } = visit;
  const counts = new Map<Text, number>();
  for (const result of view.results) counts.set(result.verdictLabel, (counts.get(result.verdictLabel) ?? 0) + 1);
  const tally = words.tally(
    view.edition.title,
    [...counts].map(([word, count]) => `${word.ja}${count}`),
    [...counts].map(([word, count]) => `${word.en}: ${count}`),
  );
  return html`<div class="split split-even">
<div><h3>${t(words.did)}</h3><ul><li>${t(tally)}</li></ul></div>
<div><h3>${t(words.didNot)}</h3><ul><li>${t(words.notCriteria)}</li><li>${t(words.notLater)}</li><li>${t(words.notOthers)}</li></ul></div>
</div>
${!view.sections.some((each) => each.lines.some((line) => line.value.kind === 'results')) && view.results.length > 0 && fold(t({ ja: `適合基準ごとの結果(${view.results.length}項目)`, en: `The result of each of the ${view.results.length} criteria` }), showResults(visit, view.results))}
<p class="more"><a href="${visit.to(`/criteria/${view.book.id}?edition=${encodeURIComponent(view.edition.id)}`)}">${t(words.seeCriteria)}</a></p>
${view.reconstructed.length > 0 && notice(visit, 'info', words.reconstructed, html`<p>${t(words.reconstructedBody)}</p>`)}`;
}

function saysBody(visit: Visit, view: PublicView): Html {
  const { t, to } = visit;
  const list = (all: readonly Text[]) => html`<ul>${all.map((each) => html`<li>${t(each)}</li>`)}</ul>`;
  const { yes, no } = view.says ?? { yes: view.meaning, no: [] };
  return html`<div class="split split-even"><div><h3>${t(words.saysYes)}</h3>${list(yes)}</div>${no.length > 0 && html`<div><h3>${t(words.saysNo)}</h3>${list(no)}</div>`}</div>
<p class="more"><a href="${to(`/criteria/${view.book.id}?edition=${encodeURIComponent(view.edition.id)}`)}">${t(words.seeCriteria)}</a> · <a href="${to(`/register/compare?of=${view.entry.key}`)}">${t(words.compare)}</a></p>`;
}

function disclaimer(visit: Visit, { disclaimer: all, book }: PublicView): Html {
  const { t } = visit;
  return html`<div class="prose">${all.map((each) => html`<p>${t(each)}</p>`)}<h3>${t(words.contact)}</h3><p class="as-typed">${t(book.office.name)}<br>${t(book.office.contact)}</p></div>`;
}

const history = (visit: Visit, view: PublicView): Html =>
  html`<ol class="past">${view.history.map((each) => html`<li><span class="past-day">${spellDay(visit.language, each.on)}</span> ${visit.t(each.label)}${each.recordedOn && html` <span class="quiet">${visit.t(words.learned(dayText(each.recordedOn)))}</span>`}</li>`)}</ol>`;

function about(visit: Visit, view: PublicView, path: string): Html {
  const { t } = visit;
  return html`<div class="prose"><p><a href="${view.outline.link}" rel="noopener">${t(words.official)}${icon('external')}</a></p>
<p class="small">${t(words.address)}: <span class="code">${view.entry.address}</span><br>${t(words.addressHint)}</p>
<p class="small"><a href="${path}.json" type="application/json">${t(words.json)}</a></p></div>`;
}
