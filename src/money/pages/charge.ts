import type { Day } from '../../rules/day.ts';
import { type Text, text } from '../../rules/text.ts';
import type { StoredEvent } from '../../store/index.ts';
import { html } from '../../web/html.ts';
import { icon } from '../../web/icons.ts';
import { spellDay, spellInstant } from '../../web/language.ts';
import type { MemberVisit } from '../../web/page.ts';
import { backLink, clause, factList, heading, notice, section, table } from '../../web/parts.ts';
import type { Page } from '../../web/visit.ts';
import { type Applied, type ChargeEvent, type ChargeState, outstanding, yen } from '../charge.ts';
import { places } from '../places.ts';
import { chargeChip, dueDay, spellYen } from './marks.ts';

const words = {
  back: text('入金の一覧', 'All payments'),
  facts: text('請求の内容', 'The charge'),
  applicant: text('申請者', 'Applicant'),
  application: text('申請', 'Application'),
  number: text('番号', 'Number'),
  fee: text('手数料', 'Fee'),
  net: text('税抜', 'Net'),
  tax: text('消費税', 'Consumption tax'),
  total: text('合計(税込)', 'Total, tax included'),
  chargedOn: text('請求日', 'Charged on'),
  due: text('支払期限', 'Due'),
  reference: text('振込の番号', 'Payment reference'),
  refund: text('返還', 'Refund'),
  never: text('返還しない', 'Never refunded'),
  mayBe: text('審査前に限り返還できる', 'Refundable before the review'),
  documents: text('書類', 'Documents'),
  invoice: text('請求書(PDF)', 'Invoice (PDF, in Japanese)'),
  receipt: text('領収書(PDF)', 'Receipt (PDF, in Japanese)'),
  arrived: text('充当した入金', 'Payments assigned to it'),
  payer: text('振込名義', 'Payer'),
  receivedOn: text('入金日', 'Received on'),
  amount: text('充当額', 'Sum'),
  history: text('この請求の記録', 'History'),
  what: text('内容', 'What'),
  when: text('記録した日時', 'Recorded'),
  who: text('記録した人', 'By'),
  noIssuer: text('請求の発行者が登録されていないため、請求書を発行できません', 'No invoice can be made: nobody is entered as its issuer'),
  issuers: text('請求の発行者を登録する', 'Enter the issuer'),
  system: text('システム', 'The system'),
};

export interface ChargeView {
  readonly charge: ChargeState;
  readonly events: readonly StoredEvent[];
  readonly names: ReadonlyMap<string, Text>;
  readonly today: Day;
  readonly hasIssuer: boolean;
}

/** What is owed here, and what came in towards it? For the office. */
export function chargePage(visit: MemberVisit, { charge, events, names, today, hasIssuer }: ChargeView): Page {
  const { t, to } = visit;
  const title = text(`請求 ${charge.invoice}`, `Invoice ${charge.invoice}`);
  const open = spellYen(outstanding(charge));
  const lead =
    charge.state === 'settled'
      ? text('全額の入金が確認されています。', 'It is paid in full.')
      : charge.state === 'cancelled'
        ? text('手続が終わったため、取り消されています。', 'It was cancelled because its case ended.')
        : text(`あと${open.ja}の入金を待っています。`, `${open.en} is still awaited.`);
  const pdf = (kind: 'invoice' | 'receipt') =>
    html`<li>${icon('file')}<a href="${to(places.pdf(charge.id, kind))}">${t(words[kind])}</a> <span class="quiet small">${kind === 'invoice' ? charge.invoice : charge.receipt}</span></li>`;
  return {
    title,
    variant: 'office',
    body: html`${backLink(visit, words.back, to(places.desk))}
${heading(visit, title, { chip: chargeChip(visit, charge, today), lead })}
${!hasIssuer && notice(visit, 'warning', words.noIssuer, html`<a href="${to(places.issuer(charge.scheme))}">${t(words.issuers)}</a>`)}
<div class="split"><div>${
      charge.applied.length > 0 &&
      section(
        visit,
        words.arrived,
        table<Applied>(
          visit,
          [
            {
              label: words.payer,
              head: true,
              cell: (each) => html`<a href="${to(places.payment(each.payment))}"><span lang="ja">${each.payer}</span></a>`,
            },
            { label: words.receivedOn, tight: true, cell: (each) => spellDay(visit.language, each.receivedOn) },
            { label: words.amount, align: 'end', tight: true, cell: (each) => t(spellYen(each.amount)) },
          ],
          charge.applied,
          { caption: words.arrived },
        ),
      )
    }${section(
      visit,
      words.history,
      table<StoredEvent>(
        visit,
        [
          { label: words.what, head: true, cell: (event) => t(said(event as unknown as ChargeEvent)) },
          { label: words.when, tight: true, cell: (event) => spellInstant(visit.language, event.at) },
          { label: words.who, cell: (event) => t(names.get(event.actor.person) ?? words.system) },
        ],
        events,
        { caption: words.history },
      ),
    )}</div><aside>${hasIssuer && charge.state !== 'cancelled' && section(visit, words.documents, html`<ul class="documents">${pdf('invoice')}${charge.receipt !== undefined && pdf('receipt')}</ul>`)}${section(
      visit,
      words.facts,
      factList(visit, [
        { name: words.applicant, value: t(names.get(charge.organisation) ?? text(charge.organisation, charge.organisation)) },
        charge.attestation
          ? {
              name: words.number,
              value: html`<a href="${to(places.attestation(charge.attestation.key))}">${charge.attestation.number}</a>`,
            }
          : { name: words.application, value: html`<a href="${to(places.case(charge.application))}">${charge.applicationNumber}</a>` },
        { name: words.fee, value: html`${t(charge.label)} ${clause(charge.feeClause)}` },
        { name: words.net, value: t(spellYen(charge.net)) },
        { name: words.tax, value: html`${t(spellYen(charge.tax))} <span class="quiet small">${charge.percent}%</span>` },
        { name: words.total, value: html`<strong>${t(spellYen(charge.total))}</strong>` },
        { name: words.chargedOn, value: spellDay(visit.language, charge.chargedOn) },
        { name: words.due, value: dueDay(visit, charge) },
        { name: words.reference, value: html`<span class="code">${charge.reference}</span>` },
        { name: words.refund, value: t(charge.refundable === 'never' ? words.never : words.mayBe) },
      ]),
    )}</aside></div>`,
  };
}

/** What happened to a charge, in words. */
function said(event: ChargeEvent): Text {
  switch (event.type) {
    case 'FeeCharged':
      return text(`${yen(event.data.total)}円を請求`, `¥${yen(event.data.total)} charged`);
    case 'PaymentApplied':
      return text(
        `${event.data.payer} の入金から${yen(event.data.amount)}円を充当`,
        `¥${yen(event.data.amount)} of ${event.data.payer} assigned`,
      );
    case 'PaymentReleased':
      return text(
        `${yen(event.data.amount)}円の充当を取消し: ${event.data.reason}`,
        `¥${yen(event.data.amount)} taken back: ${event.data.reason}`,
      );
    case 'ChargeSettled':
      return text(`全額の入金を確認し、領収書 ${event.data.receipt} を発行`, `Paid in full; receipt ${event.data.receipt} issued`);
    case 'FeeRefunded':
      return text(`${yen(event.data.amount)}円を返還: ${event.data.reason}`, `¥${yen(event.data.amount)} refunded: ${event.data.reason}`);
    case 'ChargeCancelled':
      return text('請求を取消し', 'Cancelled');
  }
}
