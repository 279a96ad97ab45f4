import { type ItemStanding, standardOf } from '../../rules/disclosure.ts';
import { type Text, text } from '../../rules/text.ts';
import { type Html, html, type Piece } from '../../web/html.ts';
import type { MemberVisit } from '../../web/page.ts';
import { chip, clause, factList, notice, section } from '../../web/parts.ts';
import { anchorOf, type Desk, itemName, places } from '../desk.ts';
import { isCounted } from '../improvements.ts';
import { progressOf, type ReviewItem } from '../review-items.ts';
import { nameOf } from './frame.ts';

const words = {
  standard: text('審査基準に照らした結果(自動計算)', 'The standard, as computed'),
  met: text('すべて満たしています', 'Everything is met'),
  notMet: text('満たしていない項目があります', 'Some items are not met'),
  outcome: text('結果', 'Result'),
  mandatory: text('必須項目の開示', 'Mandatory items disclosed'),
  decisive: text('実施が条件の項目', 'Items that must be done'),
  notDone: text('「実施なし」の開示として認めた項目', '“Not done”, accepted as a disclosure'),
  below: text('満たしていない項目', 'Not met'),
  optional: text('選択項目の開示', 'Optional items disclosed'),
  never: text('判断の結果には影響しません。', 'Never counts for the outcome.'),
  none: text('なし', 'None'),
  findings: text('審査の所見', 'What the review found'),
  hash: text('所見のハッシュ値(SHA-256)', 'Hash of the findings (SHA-256)'),
  hashHint: text(
    '審査を完了したときに固定された所見です。決定はこの所見に結び付きます。',
    'As frozen when the review was completed; the decision names it.',
  ),
  working: text('審査が完了していないため、所見は固定されていません。', 'The review is not completed: the findings are not frozen.'),
  done: text('所見のある項目', 'Items with a finding'),
  toImprove: text('改善等が必要な項目', 'To be improved'),
  notLooked: text('所見のない項目', 'Items without a finding'),
  optionalItem: text('選択項目。判断には影響しません', 'optional, never counts'),
  whoFound: text('所見を記録した人', 'Recorded by'),
};

const itemLink = (visit: MemberVisit, desk: Desk, field: ItemStanding['field'] | ReviewItem['field']): Html =>
  html`<a href="${visit.to(places.check(desk.its.subject.id))}#${anchorOf(field)}">${itemName(field)} ${visit.t(field.label)}</a>`;

const of = (n: number, all: number): Text => text(`${all}項目中${n}項目`, `${n} of ${all}`);

/** The standard of disclosure computed before the decision: what is met, what passes as "not done", what is not met, what never counts. */
export function standardSection(visit: MemberVisit, desk: Desk): Html | false {
  const all = standardOf(desk.dossier, desk.its.values);
  if (all.length === 0) return false;
  const { t } = visit;
  const cited = desk.its.book.standard;
  const cite = (part: keyof NonNullable<typeof cited>) => cited && clause(cited[part]);
  const which = (...is: readonly ItemStanding['is'][]) => all.filter((each) => is.includes(each.is));
  const mandatory = which('met', 'not-done-accepted', 'below');
  const below = which('below');
  const decisive = mandatory.filter((each) => each.field.decisive !== undefined);
  const optional = which('optional');
  const accepted = which('not-done-accepted');
  const list = (items: readonly ItemStanding[]): Piece =>
    items.length === 0
      ? t(words.none)
      : html`<ul class="value-rows">${items.map((each) => html`<li>${itemLink(visit, desk, each.field)}${each.why && html`<span class="block small">${t(each.why)}</span>`}</li>`)}</ul>`;
  return section(
    visit,
    words.standard,
    factList(visit, [
      {
        name: words.outcome,
        value: html`${below.length === 0 ? chip(visit, 'good', words.met) : chip(visit, 'bad', words.notMet)} ${cite('met')}`,
      },
      { name: words.mandatory, value: html`${t(of(mandatory.filter((each) => each.disclosed).length, mandatory.length))} ${cite('met')}` },
      { name: words.decisive, value: html`${t(of(decisive.filter((each) => each.is === 'met').length, decisive.length))} ${cite('met')}` },
      { name: words.below, value: html`${list(below)} ${below.length > 0 && cite('notDone')}` },
      { name: words.notDone, value: html`${list(accepted)} ${accepted.length > 0 && cite('notDone')}` },
      {
        name: words.optional,
        value: html`${t(of(optional.filter((each) => each.disclosed).length, optional.length))} <strong>${t(words.never)}</strong> ${cite('optional')}`,
      },
    ]),
    { id: 'standard' },
  );
}

/** What the review found, with the hash that the decision names: what is to be improved, and what nobody looked at. */
export function findingsSection(visit: MemberVisit, desk: Desk): Html | false {
  const { review } = desk;
  if (!review) return false;
  const { t } = visit;
  const { done, all } = progressOf(review.items);
  const toImprove = review.items.filter((each) => each.finding?.finding === 'to-improve');
  const without = review.items.filter((each) => !each.finding);
  const people = [...new Set(review.items.flatMap((each) => each.finding?.by ?? []))];
  return section(
    visit,
    words.findings,
    html`${!review.frozen && notice(visit, 'info', words.working)}${factList(visit, [
      ...(review.frozen
        ? [
            {
              name: words.hash,
              value: html`<span class="code">${review.frozen}</span><span class="quiet small block">${t(words.hashHint)}</span>`,
            },
          ]
        : []),
      { name: words.done, value: t(of(done, all)) },
      {
        name: words.toImprove,
        value:
          toImprove.length === 0
            ? t(words.none)
            : html`<ul class="value-rows">${toImprove.map((each) => html`<li>${itemLink(visit, desk, each.field)}${!isCounted(each.field) && html` <span class="quiet small">(${t(words.optionalItem)})</span>`}<span class="block as-typed">${each.finding?.words}</span></li>`)}</ul>`,
      },
      ...(without.length > 0
        ? [
            {
              name: words.notLooked,
              value: html`<strong>${t(of(without.length, all))}</strong> ${without.length <= 12 && html`<ul class="value-rows">${without.map((each) => html`<li>${itemLink(visit, desk, each.field)}</li>`)}</ul>`}`,
            },
          ]
        : []),
      { name: words.whoFound, value: people.map((person) => nameOf(visit, desk, person)).join(visit.language === 'ja' ? '、' : ', ') },
    ])}`,
    { id: 'item-findings' },
  );
}
