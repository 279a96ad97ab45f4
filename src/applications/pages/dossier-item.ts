import type { Book } from '../../rules/book.ts';
import type { Criterion, Provenance } from '../../rules/criteria.ts';
import type { Section } from '../../rules/dossier.ts';
import { criteriaOf } from '../../rules/editions.ts';
import { type Text, text } from '../../rules/text.ts';
import { methodWords } from '../../rules/verdict.ts';
import { attributes, type Html, html } from '../../web/html.ts';
import { icon } from '../../web/icons.ts';
import type { MemberVisit } from '../../web/page.ts';
import { chip, clause, fold, notice } from '../../web/parts.ts';
import type { Page } from '../../web/visit.ts';
import { commentsOn } from './comments.ts';
import { type Desk, type Item, isItem, itemCode, places } from './desk.ts';
import { type Clash, commentBox, findingsPanel, saveBar } from './dossier-parts.ts';
import { answerChip, controlsOf, dossierForm, dossierPage, missingLine, readOnly } from './dossier-section.ts';
import { isShown, leafControl } from './field-control.ts';
import { leavesOf } from './leaf.ts';

const words = {
  requirement: text('適合基準', 'Criterion'),
  conditions: text('満たすべき条件', 'Conditions to be met'),
  guide: text('評価ガイド', 'Evaluation guide'),
  methods: text('評価方法', 'Method'),
  notApplicable: text('「該当なし」とできる場合', 'When “not applicable” is possible'),
  assets: text('守るもの', 'Assets'),
  threats: text('想定する脅威', 'Threats'),
  mappings: text('他の基準との対応', 'Corresponds to'),
  background: text('守るもの・脅威・他の基準との対応', 'Assets, threats and mappings'),
  notOfficial: text('公式の文言ではない部分があります', 'Parts of this text are not the official wording'),
  uncertain: text('解釈が定まっていない点', 'Not settled'),
  disclosure: text('回答', 'Your answer'),
  answer: text('あなたの評価', 'Your assessment'),
  previous: text('前の項目', 'Previous item'),
  next: text('次の項目', 'Next item'),
  overview: text('一覧に戻る', 'Back to the overview'),
  of: text('項目', 'item'),
  recognition: text('相互承認による場合', 'Where the verdict rests on recognition'),
  mandatory: text('必須項目', 'Mandatory'),
  optional: text('選択項目', 'Optional'),
};

const gradeWords: Readonly<Record<Provenance['grade'], Text>> = {
  official: text('公式文書', 'Official document'),
  'public-source': text('公開資料による', 'From public sources'),
  inferred: text('推定', 'Inferred'),
  unverified: text('未確認', 'Unverified'),
  ours: text('本システムで作成', 'Written by us'),
};

const aspectWords: Readonly<Record<string, Text>> = {
  id: text('番号', 'Number'),
  name: text('名称', 'Name'),
  requirement: text('適合基準の文言', 'Wording of the criterion'),
  text: text('適合基準の文言', 'Wording of the criterion'),
  subConditions: text('条件', 'Conditions'),
  methods: text('評価方法', 'Methods'),
  notApplicableWhen: text('「該当なし」の条件', 'When not applicable'),
  guide: text('評価ガイド', 'Evaluation guide'),
  assets: text('守るもの', 'Assets'),
  threats: text('脅威', 'Threats'),
  mappings: text('対応', 'Mappings'),
};

/** One criterion or disclosure item: what is asked with its guide, the answer beside it, the evidence at the right. */
export function itemPage(
  visit: MemberVisit,
  desk: Desk,
  section: Section,
  item: Item,
  given: { readonly clashes?: readonly Clash[] } = {},
): Page {
  const { to } = visit;
  const { id } = desk.its.subject;
  const clashes = given.clashes ?? [];
  const items = section.fields.filter(isItem);
  const at = items.findIndex((each) => each.id === item.id);
  const criterion =
    item.kind === 'verdict'
      ? criteriaOf(desk.its.book, desk.its.subject.edition ?? '').find((each) => each.id === item.criterion)
      : undefined;
  const head = itemHead(visit, desk, section, item, items, at);
  const asked = criterion
    ? criterionParts(visit, desk.its.book, criterion)
    : item.hint && html`<p class="requirement">${visit.t(item.hint)}</p>`;
  const said = commentsOn(desk.its, item).map((comment) => commentBox(visit, comment));
  const here = { section: section.id, item: itemCode(item) };
  if (!desk.editable)
    return dossierPage(
      visit,
      desk,
      here,
      missingLine(desk),
      html`${head}${said}${asked}<h3>${visit.t(item.kind === 'verdict' ? words.answer : words.disclosure)}</h3>${readOnly(visit, desk, [item])}`,
    );
  const controls = { ...controlsOf(visit, desk, clashes), ...(criterion ? { methods: criterion.methods } : {}) };
  const leaves = leavesOf(item).filter((leaf) => isShown(controls, leaf));
  const evidence = leaves.filter((leaf) => leaf.part === 'evidence');
  const recognition = leaves.filter((leaf) => RECOGNITION.includes(leaf.part));
  const answer = leaves
    .filter((leaf) => leaf.part !== 'evidence' && !RECOGNITION.includes(leaf.part))
    .toSorted((a, b) => rank(a.part) - rank(b.part));
  const last = at === items.length - 1 && desk.dossier.sections.at(-1)?.id === section.id;
  const form = dossierForm(
    visit,
    desk,
    to(places.item(id, section.id, itemCode(item))),
    html`<div class="dossier-work"><div class="dossier-fields">${said}${asked}<div class="answer"><h3>${visit.t(item.kind === 'verdict' ? words.answer : words.disclosure)}</h3>${answer.map((leaf) => leafControl(controls, item, leaf))}${recognition.length > 0 && html`<details class="recognition"${attributes({ open: desk.values[`${item.id}/basis`] === 'recognised' })}><summary>${visit.t(words.recognition)}</summary>${recognition.map((leaf) => leafControl(controls, item, leaf))}</details>`}</div></div><aside class="dossier-side"><div class="panel panel-evidence">${evidence.map((leaf) => leafControl(controls, item, leaf))}</div>${findingsPanel(visit, desk, [item])}</aside></div>${saveBar(visit, desk, [item], { next: !last })}`,
  );
  return dossierPage(visit, desk, here, missingLine(desk), html`${head}${form}`, clashes.length > 0 ? { status: 409 } : {});
}

/** Asked about only where a verdict rests on an agreement. */
const RECOGNITION = ['agreement', 'foreignLabel'];
/** The order in which one fills it in. */
const rank = (part: string): number => ['verdict', 'answer', 'method', 'reason', 'content', 'basis', 'minutes'].indexOf(part);

function itemHead(visit: MemberVisit, desk: Desk, section: Section, item: Item, items: readonly Item[], at: number): Html {
  const { t, to } = visit;
  const { id } = desk.its.subject;
  const link = (other: Item | undefined, label: Text, forward: boolean) =>
    other &&
    html`<a rel="${forward ? 'next' : 'prev'}" href="${to(places.item(id, section.id, itemCode(other)))}">${!forward && icon('back')}<span>${t(label)}</span>${forward && icon('arrow')}</a>`;
  const weight =
    item.kind === 'disclosure'
      ? chip(
          visit,
          'plain',
          item.weight === 'mandatory' ? words.mandatory : words.optional,
          item.weight === 'mandatory' ? 'alert-circle' : 'minus',
        )
      : false;
  return html`<nav class="item-nav" aria-label="${t(section.label)}"><span class="item-nav-at"><a href="${to(places.section(id, section.id))}">${t(section.label)}</a> ${at + 1} / ${items.length}</span><span class="item-nav-links">${link(items[at - 1], words.previous, false)}${link(items[at + 1], words.next, true)}</span></nav>
<header class="dossier-head"><h2><span class="item-code">${itemCode(item)}</span> ${t(item.label)}</h2><p class="item-state"><span data-live="answer">${answerChip(visit, desk, item)}</span> ${weight} ${clause(item.clause)}</p></header>`;
}

function criterionParts(visit: MemberVisit, book: Book, criterion: Criterion): Html {
  const { t } = visit;
  const doubtful = Object.entries(criterion.provenance).filter(([, its]) => its.grade !== 'official');
  return html`<section class="asked" aria-labelledby="asked-title"><h3 id="asked-title">${t(words.requirement)} <span class="quiet small">${t(criterion.category)}</span></h3><p class="requirement">${t(criterion.requirement)}</p>
${criterion.subConditions.length > 0 && html`<p class="asked-label">${t(words.conditions)}</p><ol class="conditions">${criterion.subConditions.map((each) => html`<li><span class="condition-key">${each.key}</span><span>${t(each.text)}</span></li>`)}</ol>`}
${criterion.guide.length > 0 && html`<div class="guide"><h4>${icon('info')}${t(words.guide)}</h4><ul>${criterion.guide.map((each) => html`<li>${t(each)}</li>`)}</ul><p class="guide-methods"><strong>${t(words.methods)}</strong> ${criterion.methods.map((method) => t(methodWords[method])).join(visit.language === 'ja' ? '、' : ', ')}</p>${t(criterion.notApplicableWhen) !== '' && html`<p><strong>${t(words.notApplicable)}</strong> ${t(criterion.notApplicableWhen)}</p>`}</div>`}
${doubtful.length > 0 && origin(visit, doubtful)}
${criterion.uncertain && notice(visit, 'warning', words.uncertain, t(criterion.uncertain))}
${background(visit, book, criterion)}</section>`;
}

/** Where the wording comes from, wherever the official one is not ours (design principle 12). */
function origin(visit: MemberVisit, doubtful: readonly (readonly [string, Provenance])[]): Html {
  const { t } = visit;
  const grouped = Map.groupBy(doubtful, ([, its]) => `${its.grade} ${its.note.ja}`);
  const lines = [...grouped.values()].map((group) => {
    const its = group[0]?.[1];
    const aspects = group.map(([aspect]) => t(aspectWords[aspect] ?? text(aspect, aspect))).join(visit.language === 'ja' ? '・' : ', ');
    return its && html`<li><strong>${aspects}</strong> <span class="clause">${t(gradeWords[its.grade])}</span> ${t(its.note)}</li>`;
  });
  return html`<details class="origin"><summary>${icon('info')}<span>${t(words.notOfficial)}</span></summary><ul class="origin-list">${lines}</ul></details>`;
}

/** What the criterion protects, from what, and what it corresponds to elsewhere, in the words of the book (L-3.4-2, L-3.4-3). */
function background(visit: MemberVisit, book: Book, criterion: Criterion): Html | false {
  const { t } = visit;
  const { vocabulary } = book;
  const named = (words: Readonly<Record<string, Text>> | undefined, id: string) => (words?.[id] ? t(words[id]) : id);
  const mappings = Object.entries(criterion.mappings).filter(([, provisions]) => provisions.length > 0);
  if (criterion.assets.length + criterion.threats.length + mappings.length === 0) return false;
  const list = (title: Text, all: readonly string[]) =>
    all.length > 0 && html`<p><strong>${t(title)}</strong></p><ul>${all.map((each) => html`<li>${each}</li>`)}</ul>`;
  const framework = (id: string) => {
    const its = vocabulary?.frameworks[id];
    return its ? `${t(its.label)} ${t(its.edition)}` : id;
  };
  return fold(
    t(words.background),
    html`${list(
      words.assets,
      criterion.assets.map((id) => named(vocabulary?.assets, id)),
    )}${list(
      words.threats,
      criterion.threats.map((id) => named(vocabulary?.threats, id)),
    )}${list(
      words.mappings,
      mappings.map(([id, provisions]) => `${framework(id)}: ${provisions.join(', ')}`),
    )}`,
  );
}
