import { checkBehind, restingLine } from '../../check/index.ts';
import type { Section } from '../../rules/dossier.ts';
import { criteriaOf } from '../../rules/editions.ts';
import { type Text, text } from '../../rules/text.ts';
import { attributes, type Html, html } from '../../web/html.ts';
import { icon } from '../../web/icons.ts';
import type { MemberVisit } from '../../web/page.ts';
import { clause } from '../../web/parts.ts';
import type { Page } from '../../web/visit.ts';
import { commentsOn } from './comments.ts';
import type { ControlContext } from './control-frame.ts';
import { criterionParts } from './criterion-guide.ts';
import { type Desk, type Item, isItem, itemCode, nextMissing, places } from './desk.ts';
import { disclosureControls, itemGuide, weightChips } from './disclosure-item.ts';
import { type Clash, commentBox, findingsPanel, saveBar } from './dossier-parts.ts';
import { controlsOf, dossierForm, dossierPage, missingLine, readOnly } from './dossier-section.ts';
import { isShown, leafControl } from './field-control.ts';
import { answerChip } from './item-overview.ts';
import { itemThreads } from './item-threads.ts';
import { leavesOf } from './leaf.ts';

const words = {
  disclosure: text('回答', 'Your answer'),
  answer: text('あなたの評価', 'Your assessment'),
  previous: text('前の項目', 'Previous item'),
  next: text('次の項目', 'Next item'),
  recognition: text('相互承認による場合', 'Where the verdict rests on recognition'),
} as const satisfies Record<string, Text>;

/** One criterion or disclosure item: what is asked with its guide, the answer beside it, the evidence at the right. */
export function itemPage(
  visit: MemberVisit,
  desk: Desk,
  section: Section,
  item: Item,
  given: { readonly clashes?: readonly Clash[] } = {},
): Page {
  const { id } = desk.its.subject;
  const clashes = given.clashes ?? [];
  const items = section.fields.filter(isItem);
  const at = items.findIndex((each) => each.id === item.id);
  const head = itemHead(visit, desk, section, item, items, at);
  const asked = askedOf(visit, desk, item);
  const behind = checkBehind(desk.checks, item, desk.values);
  const said = html`${commentsOn(desk.its, item).map((comment) => commentBox(visit, comment))}${behind && restingLine(visit, behind)}`;
  const threads = itemThreads(visit, desk, item);
  const here = { section: section.id, item: itemCode(item), field: item };
  if (!desk.editable)
    return dossierPage(
      visit,
      desk,
      here,
      missingLine(desk),
      html`${head}${said}${threads}${asked}<h3>${visit.t(item.kind === 'verdict' ? words.answer : words.disclosure)}</h3>${readOnly(visit, desk, [item])}`,
    );
  const controls = controlsOf(visit, desk, clashes);
  const last = at === items.length - 1 && desk.dossier.sections.at(-1)?.id === section.id;
  const work =
    item.kind === 'disclosure'
      ? html`<div class="dossier-work dossier-work-wide"><div class="dossier-fields">${said}${asked}${disclosureControls(controls, item)}</div><aside class="dossier-side">${findingsPanel(visit, desk, [item])}</aside></div>`
      : verdictWork(visit, desk, item, controls, html`${said}${asked}`);
  const bar = saveBar(visit, desk, [item], { next: !last, missing: nextMissing(desk, item) !== undefined });
  const form = dossierForm(visit, desk, visit.to(places.item(id, section.id, itemCode(item))), html`${work}${bar}`, item);
  return dossierPage(visit, desk, here, missingLine(desk), html`${head}${threads}${form}`, clashes.length > 0 ? { status: 409 } : {});
}

const criterionOf = (desk: Desk, item: Item) =>
  item.kind === 'verdict'
    ? criteriaOf(desk.its.book, desk.its.subject.edition ?? '').find((each) => each.id === item.criterion)
    : undefined;

function askedOf(visit: MemberVisit, desk: Desk, item: Item): Html | false {
  const criterion = criterionOf(desk, item);
  if (criterion) return criterionParts(visit, desk.its.book, criterion);
  if (item.kind === 'disclosure') return itemGuide(visit, item);
  return item.hint !== undefined && html`<p class="requirement">${visit.t(item.hint)}</p>`;
}

/** The answer to a criterion beneath what is asked, and its evidence at the right. */
function verdictWork(visit: MemberVisit, desk: Desk, item: Item, plain: ControlContext, above: Html): Html {
  const criterion = criterionOf(desk, item);
  const controls = criterion ? { ...plain, methods: criterion.methods } : plain;
  const leaves = leavesOf(item).filter((leaf) => isShown(controls, leaf));
  const evidence = leaves.filter((leaf) => leaf.part === 'evidence');
  const recognition = leaves.filter((leaf) => RECOGNITION.includes(leaf.part));
  const answer = leaves
    .filter((leaf) => leaf.part !== 'evidence' && !RECOGNITION.includes(leaf.part))
    .toSorted((a, b) => rank(a.part) - rank(b.part));
  return html`<div class="dossier-work"><div class="dossier-fields">${above}<div class="answer"><h3>${visit.t(words.answer)}</h3>${answer.map((leaf) => leafControl(controls, item, leaf))}${recognition.length > 0 && html`<details class="recognition"${attributes({ open: desk.values[`${item.id}/basis`] === 'recognised' })}><summary>${visit.t(words.recognition)}</summary>${recognition.map((leaf) => leafControl(controls, item, leaf))}</details>`}</div></div><aside class="dossier-side"><div class="panel panel-evidence">${evidence.map((leaf) => leafControl(controls, item, leaf))}</div>${findingsPanel(visit, desk, [item])}</aside></div>`;
}

/** Asked about only where a verdict rests on an agreement. */
const RECOGNITION = ['agreement', 'foreignLabel'];
/** The order in which one fills it in. */
const rank = (part: string): number => ['verdict', 'method', 'reason', 'basis', 'minutes'].indexOf(part);

function itemHead(visit: MemberVisit, desk: Desk, section: Section, item: Item, items: readonly Item[], at: number): Html {
  const { t, to } = visit;
  const { id } = desk.its.subject;
  const link = (other: Item | undefined, label: Text, forward: boolean) =>
    other &&
    html`<a rel="${forward ? 'next' : 'prev'}" href="${to(places.item(id, section.id, itemCode(other)))}">${!forward && icon('back')}<span>${t(label)}</span>${forward && icon('arrow')}</a>`;
  const weight = item.kind === 'disclosure' && weightChips(visit, item);
  return html`<nav class="item-nav" aria-label="${t(section.label)}"><span class="item-nav-at"><a href="${to(places.section(id, section.id))}">${t(section.label)}</a> ${at + 1} / ${items.length}</span><span class="item-nav-links">${link(items[at - 1], words.previous, false)}${link(items[at + 1], words.next, true)}</span></nav>
<header class="dossier-head"><h2><span class="item-code">${itemCode(item)}</span> ${t(item.label)}</h2><p class="item-state"><span data-live="answer">${answerChip(visit, desk, item)}</span> ${weight} ${clause(item.clause)}</p></header>`;
}
