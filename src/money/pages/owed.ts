import { moveAddress } from '../../applications/index.ts';
import { heldMoveAddress } from '../../attestations/index.ts';
import type { Day } from '../../rules/day.ts';
import type { Possible } from '../../rules/moves.ts';
import { type Text, text } from '../../rules/text.ts';
import { buttonLink } from '../../web/form.ts';
import { type Html, html } from '../../web/html.ts';
import { icon } from '../../web/icons.ts';
import { spellDay } from '../../web/language.ts';
import type { MemberVisit } from '../../web/page.ts';
import { backLink, clause, factList, heading, notice, section, table } from '../../web/parts.ts';
import type { Page } from '../../web/visit.ts';
import { type Applied, type ChargeState, caseWords, outstanding } from '../charge.ts';
import { accountLine, type Issuer } from '../issuer.ts';
import { places } from '../places.ts';
import { chargeChip, dueDay, spellYen } from './marks.ts';

const words = {
  back: text('申請の経過に戻る', 'Back to the application'),
  backToHeld: text('証明のページへ戻る', 'Back to the certificate or label'),
  how: text('お支払いの方法', 'How to pay'),
  amount: text('お支払い額(税込)', 'Amount, tax included'),
  breakdown: text('内訳', 'Made up of'),
  due: text('お支払期限', 'To be paid by'),
  account: text('振込先', 'Account'),
  holder: text('口座名義', 'Name of the account'),
  reference: text('振込の番号', 'Payment reference'),
  referenceHint: text(
    '振込依頼人名の前に、この8桁の番号を付けてください。番号があると、入金を確実に確認できます。',
    'Put these eight digits before the payer’s name in the transfer: with them your payment is found for certain.',
  ),
  invoice: text('請求書(PDF)', 'Invoice (PDF, in Japanese)'),
  receipt: text('領収書(PDF)', 'Receipt (PDF, in Japanese)'),
  documents: text('書類', 'Documents'),
  invoiceNumber: text('請求書番号', 'Invoice number'),
  receiptNumber: text('領収書番号', 'Receipt number'),
  arrived: text('確認された入金', 'Payments confirmed so far'),
  arrivedOn: text('入金日', 'Received on'),
  payer: text('振込名義', 'Payer'),
  paid: text('充当額', 'Counted towards it'),
  noIssuer: text('請求書をまだ発行できません', 'The invoice cannot be made yet'),
  noIssuerBody: text(
    '事務局が請求書の発行者(登録番号)と振込先をまだ登録していません。登録されると、この画面に振込先と請求書が表示されます。お急ぎの場合は事務局にお問い合わせください。',
    'The office has not entered yet who issues invoices and to which account you pay. Once it has, account and invoice appear here. Ask the office if it is urgent.',
  ),
  late: text('お支払期限を過ぎています', 'The day to pay has passed'),
  lateBody: text(
    '期限の後のお振込みも受け付けます。入金が確認されるまで、手続は先に進みません。',
    'A later transfer is accepted as well. Until it arrives the case does not go on.',
  ),
  tell: text('お振込みの後に', 'After the transfer'),
  tellBody: text(
    '振込日と振込名義を知らせると、事務局が入金を早く確実に確認できます。',
    'Tell the day and the payer’s name: the office then finds your payment sooner.',
  ),
  never: text('この手数料は、審査の結果にかかわらず返還されません。', 'This fee is not refunded whatever the outcome.'),
};

export interface OwedView {
  readonly charge: ChargeState;
  readonly issuer: Issuer | undefined;
  readonly today: Day;
  /** What the reader can do in the thread, such as telling of the transfer. */
  readonly moves: readonly Possible[];
}

/** What do I owe, until when, and how do I pay it? For the applicant. */
export function owedPage(visit: MemberVisit, view: OwedView): Page {
  const { t, to } = visit;
  const { charge, issuer, today } = view;
  const isOpen = charge.state === 'open';
  const isLate = isOpen && charge.dueOn !== null && charge.dueOn < today;
  const title = answer(charge);
  const body = html`${charge.attestation ? backLink(visit, words.backToHeld, to(places.attestation(charge.attestation.key))) : backLink(visit, words.back, to(places.application(charge.application)))}
${heading(visit, title, {
  above: html`<span class="case-name">${t(charge.label)}</span> <span class="case-level">${t(caseWords(charge))}</span>`,
  chip: chargeChip(visit, charge, today),
})}
${isLate && notice(visit, 'warning', words.late, t(words.lateBody))}
${isOpen && !issuer && notice(visit, 'warning', words.noIssuer, t(words.noIssuerBody))}
<div class="split owed"><div>${isOpen && issuer && howToPay(visit, view, issuer)}${arrivals(visit, charge.applied)}${isOpen && told(visit, view)}</div><aside>${documents(visit, view)}${sums(visit, charge)}</aside></div>`;
  return { title, body };
}

/** The first line: what to do, or that it is done. */
function answer(charge: ChargeState): Text {
  const open = spellYen(outstanding(charge));
  if (charge.state === 'settled') return text('入金を確認しました', 'Your payment has arrived');
  if (charge.state === 'cancelled') return text('お支払いは必要なくなりました', 'Nothing has to be paid any more');
  const due = charge.dueOn;
  const until = due === null ? text('', '') : text(`${spellDay('ja', due)}までに`, ` by ${spellDay('en', due)}`);
  return charge.paid > 0
    ? text(`あと${open.ja}を${until.ja}お振り込みください`, `Please transfer the remaining ${open.en}${until.en}`)
    : text(`${open.ja}を${until.ja}お振り込みください`, `Please transfer ${open.en}${until.en}`);
}

const howToPay = (visit: MemberVisit, { charge }: OwedView, issuer: Issuer): Html =>
  section(
    visit,
    words.how,
    html`${factList(visit, [
      { name: words.amount, value: html`<strong class="sum">${visit.t(spellYen(outstanding(charge)))}</strong>` },
      { name: words.due, value: dueDay(visit, charge) },
      { name: words.account, value: html`<span lang="ja">${accountLine(issuer)}</span>` },
      { name: words.holder, value: html`<span lang="ja">${issuer.holder}</span>` },
      {
        name: words.reference,
        value: html`<strong class="reference">${charge.reference}</strong><span class="hint block">${visit.t(words.referenceHint)}</span>`,
      },
    ])}${charge.refundable === 'never' && html`<p class="small quiet">${visit.t(words.never)} ${clause(charge.feeClause)}</p>`}`,
  );

function told(visit: MemberVisit, { charge, moves }: OwedView): Html | false {
  if (moves.length === 0) return false;
  const links = moves.map((move) =>
    buttonLink(
      visit,
      move.row.label,
      charge.attestation
        ? heldMoveAddress(visit, charge.attestation.key, move.id, move.place)
        : moveAddress(visit, charge.application, move),
      'secondary',
    ),
  );
  return section(visit, words.tell, html`<p>${visit.t(words.tellBody)}</p><div class="actions">${links}</div>`);
}

const arrivals = (visit: MemberVisit, applied: readonly Applied[]): Html | false =>
  applied.length > 0 &&
  section(
    visit,
    words.arrived,
    table<Applied>(
      visit,
      [
        { label: words.arrivedOn, head: true, tight: true, cell: (each) => spellDay(visit.language, each.receivedOn) },
        { label: words.payer, cell: (each) => html`<span lang="ja">${each.payer}</span>` },
        { label: words.paid, align: 'end', tight: true, cell: (each) => visit.t(spellYen(each.amount)) },
      ],
      applied,
      { caption: words.arrived },
    ),
  );

function documents(visit: MemberVisit, { charge, issuer }: OwedView): Html | false {
  if (!issuer || charge.state === 'cancelled') return false;
  const link = (kind: 'invoice' | 'receipt', label: Text, number: string) =>
    html`<li>${icon('file')}<a href="${visit.to(places.pdf(charge.id, kind))}">${visit.t(label)}</a> <span class="quiet small">${number}</span></li>`;
  return section(
    visit,
    words.documents,
    html`<ul class="documents">${link('invoice', words.invoice, charge.invoice)}${charge.receipt !== undefined && link('receipt', words.receipt, charge.receipt)}</ul>`,
  );
}

const sums = (visit: MemberVisit, charge: ChargeState): Html =>
  section(
    visit,
    words.breakdown,
    factList(visit, [
      { name: text('税抜', 'Net'), value: visit.t(spellYen(charge.net)) },
      { name: text(`消費税(${charge.percent}%)`, `Consumption tax (${charge.percent}%)`), value: visit.t(spellYen(charge.tax)) },
      { name: text('合計', 'Total'), value: html`<strong>${visit.t(spellYen(charge.total))}</strong>` },
      { name: words.invoiceNumber, value: charge.invoice },
      ...(charge.receipt === undefined ? [] : [{ name: words.receiptNumber, value: charge.receipt }]),
    ]),
  );
