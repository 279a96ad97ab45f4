import type { Book } from '../../rules/book.ts';
import type { Criterion, Edition, Provenance } from '../../rules/criteria.ts';
import type { Day } from '../../rules/day.ts';
import type { Field } from '../../rules/dossier.ts';
import { criteriaOf, dossierOf, openOffers, withIncluded } from '../../rules/editions.ts';
import { type Text, text } from '../../rules/text.ts';
import { methodWords } from '../../rules/verdict.ts';
import { type Html, html, type Piece } from '../../web/html.ts';
import { icon } from '../../web/icons.ts';
import { spellDay } from '../../web/language.ts';
import { backLink, chip, emptyState, factList, fold, heading, linkCards, notice, section, table, tabs } from '../../web/parts.ts';
import type { Page, Visit } from '../../web/visit.ts';
import { disclosureItems, itemCount } from './criteria-items.ts';

const words = {
  title: text('適合基準', 'Criteria'),
  lead: text(
    '何を満たせばよいか、何を開示するか、それをどう評価するかを、制度ごとに示します。',
    'What has to be met or disclosed and how it is assessed, for each scheme.',
  ),
  of: (book: Text): Text => text(`${book.ja}の適合基準`, `Criteria: ${book.en}`),
  count: (count: number): Text => text(`${count}項目`, `${count} criteria`),
  itemCount: (count: number): Text => text(`開示項目 ${count}項目`, `${count} items of disclosure`),
  items: text('開示項目と審査基準', 'Items of disclosure and the standard'),
  back: text('適合基準の一覧', 'All criteria'),
  document: text('文書番号', 'Document'),
  date: text('版の日付', 'Date of the edition'),
  levels: text('使われるレベル', 'Used for'),
  opened: text('申請の受付', 'Open for applications'),
  isOpen: text('受付中', 'Open'),
  isClosed: text('受付していません', 'Not open'),
  review: text('次の見直し予定', 'Next review'),
  editions: text('版', 'Editions'),
  none: text('この制度の適合基準はまだありません', 'This scheme has no criteria yet'),
  reconstructed: text('公式の文言ではない部分があります', 'Not everything here is the official wording'),
  reconstructedBody: text(
    '公式の附属書は未入手のため、公開資料からの再構成を含みます。項目ごとの出所と、まだ確かめられていない点を各項目に示しています。申請や調達の判断には公式の附属書を確認してください。',
    'The official annex was not available, so parts are reconstructed from public sources. Each item says where it comes from and what is not yet certain. Check the official annex before you rely on it.',
  ),
  traceTitle: text('脅威から適合基準まで', 'From threat to criterion'),
  traceLead: text('どの脅威から何を守るために、どの基準があるかを示します。', 'Which criteria protect which assets against which threat.'),
  threat: text('脅威', 'Threat'),
  asset: text('守る対象', 'What is protected'),
  surface: text('攻撃を受ける所', 'Where it attacks'),
  countermeasure: text('対策', 'Countermeasure'),
  criteria: text('適合基準', 'Criteria'),
  all: text('各項目', 'Each criterion'),
  jump: text('適合基準の項目', 'Criteria'),
  requirement: text('求められること', 'What is required'),
  conditions: text('満たすべき条件', 'Conditions'),
  methods: text('評価の方法', 'Method'),
  notApplicable: text('該当なしとできる場合', 'When it does not apply'),
  guide: text('評価の手引き', 'Guide'),
  threats: text('対応する脅威', 'Threats met'),
  assets: text('守る対象', 'Assets'),
  mappings: text('ほかの基準との対応', 'Place in other frameworks'),
  framework: text('基準', 'Framework'),
  provisions: text('条項', 'Provisions'),
  mappingNote: text('対応は当方による整理で、相互承認を意味しません。', 'The mapping is ours and implies no recognition.'),
  provenance: text('出所', 'Where this comes from'),
  uncertain: text('確かめられていない点', 'Not yet certain'),
} as const;

const grades: Readonly<Record<Provenance['grade'], { readonly label: Text; readonly tone: 'good' | 'plain' | 'action' }>> = {
  official: { label: text('公式の文書', 'Official'), tone: 'good' },
  'public-source': { label: text('公開資料', 'Public source'), tone: 'plain' },
  inferred: { label: text('推定', 'Inferred'), tone: 'action' },
  unverified: { label: text('未確認', 'Unverified'), tone: 'action' },
  ours: { label: text('当方による', 'Ours'), tone: 'plain' },
};

const parts: Readonly<Record<string, Text>> = {
  id: text('番号', 'Number'),
  name: text('名称', 'Name'),
  weight: text('必須・選択の別', 'Weight'),
  requirement: words.requirement,
  subConditions: words.conditions,
  methods: words.methods,
  notApplicableWhen: words.notApplicable,
  guide: words.guide,
  threats: words.threats,
  assets: words.assets,
  mappings: words.mappings,
};

/** The schemes whose criteria can be read. */
export function criteriaIndexPage(visit: Visit, books: readonly Book[]): Page {
  return {
    title: words.title,
    description: words.lead,
    variant: 'public',
    body: html`${heading(visit, words.title, { lead: words.lead })}${linkCards(
      visit,
      books.map((book) => ({
        title: book.name,
        words: countOf(book),
        address: visit.to(`/criteria/${book.id}`),
        icon: 'file' as const,
      })),
      'page',
    )}`,
  };
}

/** How much there is to fulfil, or to disclose. */
function countOf(book: Book): Text {
  const items = Math.max(0, ...book.editions.map((each) => itemCount(dossierOf(book, each.id))));
  return book.criteria.length === 0 && items > 0 ? words.itemCount(items) : words.count(book.criteria.length);
}

/** The edition that a page shows when none is asked for: one that is open for applications, else the newest. */
export function shownEdition(book: Book, asked: string | undefined, on: Day): Edition | undefined {
  const named = book.editions.find((each) => each.id === asked);
  const open = Object.keys(book.levels).flatMap((level) => book.editions.filter((each) => isOpen(book, each, level, on)));
  return named ?? open[0] ?? book.editions.toSorted((a, b) => (a.date < b.date ? 1 : -1))[0];
}

const isOpen = (book: Book, its: Edition, level: string, on: Day): boolean =>
  [undefined, ...its.types].some((type) => openOffers(book, level, type, on).some((offer) => offer.edition === its.id));

/** What must a product fulfil? Every criterion of an edition with guide, methods, mappings and where each comes from. */
export function criteriaPage(visit: Visit, book: Book, its: Edition | undefined, on: Day): Page {
  const { t } = visit;
  const title = words.of(book.shortName);
  if (!its)
    return {
      title,
      variant: 'public',
      body: html`${backLink(visit, words.back, visit.to('/criteria'))}${heading(visit, title)}${emptyState(visit, words.none)}`,
    };
  const criteria = criteriaOf(book, its.id);
  const dossier = dossierOf(book, its.id);
  const items = criteria.length === 0 ? itemCount(dossier) : 0;
  const isReconstructed = withIncluded(book, its.id).some((each) => each.provenance.grade !== 'official');
  return {
    title,
    description: its.title,
    variant: 'public',
    body: html`${backLink(visit, words.back, visit.to('/criteria'))}
${heading(visit, title, { lead: items > 0 ? text(`${its.title.ja}(${items}項目)`, `${its.title.en} (${items} items)`) : text(`${its.title.ja}(${criteria.length}項目)`, `${its.title.en} (${criteria.length} criteria)`) })}
${
  book.editions.length > 1 &&
  tabs(
    visit,
    words.editions,
    book.editions.map((each) => ({
      label: each.title,
      address: `${visit.to(`/criteria/${book.id}`)}?edition=${encodeURIComponent(each.id)}`,
      current: each === its,
    })),
  )
}
${isReconstructed && notice(visit, 'warning', words.reconstructed, html`<p>${t(words.reconstructedBody)}</p>`)}
${editionFacts(visit, book, its, on)}
${trace(visit, book, criteria)}
${items > 0 && section(visit, words.items, disclosureItems(visit, dossier, ofItem), { id: 'items' })}
${
  criteria.length > 0 &&
  section(
    visit,
    words.all,
    html`<nav class="page-jump" aria-label="${t(words.jump)}"><ul>${criteria.map((each) => html`<li><a href="#${anchor(each)}">${each.id} ${t(each.name)}</a></li>`)}</ul></nav>
${criteria.map((each) => oneCriterion(visit, book, each))}`,
    { id: 'criteria' },
  )
}`,
  };
}

/** Where the parts of an item come from. */
const ofItem = (visit: Visit, field: Field): Piece =>
  field.provenance &&
  html`<ul class="provenance">${Object.entries(field.provenance).map(([part, each]) => html`<li><span class="provenance-part">${visit.t(parts[part] ?? text(part, part))}</span> ${grade(visit, each)}</li>`)}</ul>`;

const anchor = (criterion: Criterion): string => `c-${criterion.id.replaceAll(/[^\w.-]/g, '-')}`;

function editionFacts(visit: Visit, book: Book, its: Edition, on: Day): Html {
  const { t, language } = visit;
  const levels = its.levels.map((id) => {
    const open = isOpen(book, its, id, on);
    return html`<li>${t(book.levels[id]?.label ?? text(id, id))} ${chip(visit, open ? 'good' : 'off', open ? words.isOpen : words.isClosed)}</li>`;
  });
  return factList(visit, [
    { name: words.document, value: its.documentNumber },
    { name: words.date, value: spellDay(language, its.date) },
    { name: words.opened, value: html`<ul class="plain-list">${levels}</ul>` },
    { name: words.review, value: its.nextReview ? spellDay(language, its.nextReview) : '' },
    { name: words.provenance, value: grade(visit, its.provenance) },
  ]);
}

const grade = (visit: Visit, provenance: Provenance): Html =>
  html`${chip(visit, grades[provenance.grade].tone, grades[provenance.grade].label, provenance.grade === 'official' ? 'check-circle' : 'info')} <span class="quiet small">${visit.t(provenance.note)}</span>`;

/** Asset, threat, criterion: one row a threat (L-3.4-3). */
function trace(visit: Visit, book: Book, criteria: readonly Criterion[]): Html | false {
  const { vocabulary } = book;
  const { t } = visit;
  const threats = [...new Set(criteria.flatMap((each) => each.threats))].sort();
  if (!vocabulary || threats.length === 0) return false;
  const traced = vocabulary.trace ?? threats.map((threat) => ({ threat, surface: undefined, countermeasure: undefined }));
  const rows = traced.map((each) => ({ ...each, met: criteria.filter((criterion) => criterion.threats.includes(each.threat)) }));
  const middle = vocabulary.trace !== undefined;
  const assets = (met: readonly Criterion[]) =>
    [...new Set(met.flatMap((each) => each.assets))].map((each) => t(vocabulary.assets[each] ?? text(each, each)));
  return section(
    visit,
    words.traceTitle,
    table(
      visit,
      [
        { label: words.threat, head: true, cell: (row) => t(vocabulary.threats[row.threat] ?? text(row.threat, row.threat)) },
        { label: words.asset, cell: (row) => html`<ul class="plain-list">${assets(row.met).map((each) => html`<li>${each}</li>`)}</ul>` },
        ...(middle ? [{ label: words.surface, cell: (row: (typeof rows)[number]) => row.surface && t(row.surface) }] : []),
        ...(middle
          ? [{ label: words.countermeasure, cell: (row: (typeof rows)[number]) => row.countermeasure && t(row.countermeasure) }]
          : []),
        {
          label: words.criteria,
          cell: (row) =>
            html`<ul class="plain-list">${row.met.map((each) => html`<li><a href="#${anchor(each)}">${each.id} ${t(each.name)}</a></li>`)}</ul>`,
        },
      ],
      rows,
      { caption: words.traceTitle },
    ),
    { id: 'threats', lead: words.traceLead },
  );
}

function oneCriterion(visit: Visit, book: Book, it: Criterion): Html {
  const { t } = visit;
  const named = (ids: readonly string[], known: Readonly<Record<string, Text>> | undefined): Piece =>
    ids.length > 0 && html`<ul class="plain-list">${ids.map((id) => html`<li>${t(known?.[id] ?? text(id, id))}</li>`)}</ul>`;
  return html`<section class="criterion" id="${anchor(it)}"><p class="criterion-id">${it.id} · ${t(it.category)}</p><h3>${t(it.name)}</h3>
<p class="criterion-requirement">${t(it.requirement)}</p>
${it.uncertain && html`<p class="uncertain">${icon('alert-triangle')}<span><strong>${t(words.uncertain)}:</strong> ${t(it.uncertain)}</span></p>`}
${factList(visit, [
  {
    name: words.conditions,
    value:
      it.subConditions.length > 0 &&
      html`<ol class="conditions">${it.subConditions.map((each) => html`<li><span class="condition-key">${each.key}</span> ${t(each.text)}</li>`)}</ol>`,
  },
  { name: words.methods, value: it.methods.map((each) => t(methodWords[each])).join(visit.language === 'ja' ? '・' : ', ') },
  { name: words.notApplicable, value: t(it.notApplicableWhen) },
])}
${it.guide.length > 0 && fold(t(words.guide), html`<ul>${it.guide.map((each) => html`<li>${t(each)}</li>`)}</ul>`)}
${
  it.threats.length + it.assets.length > 0 &&
  fold(
    html`${t(words.threats)}・${t(words.assets)}`,
    factList(visit, [
      { name: words.threats, value: named(it.threats, book.vocabulary?.threats) },
      { name: words.assets, value: named(it.assets, book.vocabulary?.assets) },
    ]),
  )
}
${Object.keys(it.mappings).length > 0 && fold(t(words.mappings), mappingTable(visit, book, it))}
${Object.keys(it.provenance).length > 0 && fold(t(words.provenance), html`<ul class="provenance">${Object.entries(it.provenance).map(([part, each]) => html`<li><span class="provenance-part">${t(parts[part] ?? text(part, part))}</span> ${grade(visit, each)}</li>`)}</ul>`)}
</section>`;
}

function mappingTable(visit: Visit, book: Book, it: Criterion): Html {
  const { t } = visit;
  const framework = (id: string): Piece => {
    const known = book.vocabulary?.frameworks[id];
    return known ? html`${t(known.label)} <span class="quiet small">${t(known.edition)}</span>` : id;
  };
  return html`${table(
    visit,
    [
      { label: words.framework, head: true, cell: ([id]) => framework(id) },
      { label: words.provisions, cell: ([, provisions]) => provisions.join(', ') },
    ],
    Object.entries(it.mappings),
    { caption: words.mappings },
  )}<p class="small quiet">${t(words.mappingNote)}</p>`;
}
