import type { Book } from '../../rules/book.ts';
import type { Criterion } from '../../rules/criteria.ts';
import { type Text, text } from '../../rules/text.ts';
import { methodWords } from '../../rules/verdict.ts';
import { type Html, html } from '../../web/html.ts';
import { icon } from '../../web/icons.ts';
import type { MemberVisit } from '../../web/page.ts';
import { fold, notice } from '../../web/parts.ts';
import { provenanceFold } from './provenance-fold.ts';

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
  uncertain: text('解釈が定まっていない点', 'Not settled'),
};

/** A criterion with its conditions, its guide, and where its wording comes from. */
export function criterionParts(visit: MemberVisit, book: Book, criterion: Criterion): Html {
  const { t } = visit;
  return html`<section class="asked" aria-labelledby="asked-title"><h3 id="asked-title">${t(words.requirement)} <span class="quiet small">${t(criterion.category)}</span></h3><p class="requirement">${t(criterion.requirement)}</p>
${criterion.subConditions.length > 0 && html`<p class="asked-label">${t(words.conditions)}</p><ol class="conditions">${criterion.subConditions.map((each) => html`<li><span class="condition-key">${each.key}</span><span>${t(each.text)}</span></li>`)}</ol>`}
${criterion.guide.length > 0 && html`<div class="guide"><h4>${icon('info')}${t(words.guide)}</h4><ul>${criterion.guide.map((each) => html`<li>${t(each)}</li>`)}</ul><p class="guide-methods"><strong>${t(words.methods)}</strong> ${criterion.methods.map((method) => t(methodWords[method])).join(visit.language === 'ja' ? '、' : ', ')}</p>${t(criterion.notApplicableWhen) !== '' && html`<p><strong>${t(words.notApplicable)}</strong> ${t(criterion.notApplicableWhen)}</p>`}</div>`}
${provenanceFold(visit, criterion.provenance)}
${criterion.uncertain && notice(visit, 'warning', words.uncertain, t(criterion.uncertain))}
${background(visit, book, criterion)}</section>`;
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
