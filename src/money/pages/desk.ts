import type { Day } from '../../rules/day.ts';
import { type Text, text } from '../../rules/text.ts';
import { actions, button, buttonLink, hiddenField, postForm } from '../../web/form.ts';
import { type Html, html } from '../../web/html.ts';
import { spellDay } from '../../web/language.ts';
import type { MemberVisit } from '../../web/page.ts';
import { emptyState, heading, notice, section, table } from '../../web/parts.ts';
import type { Page } from '../../web/visit.ts';
import type { ChargeState } from '../charge.ts';
import type { PaymentState } from '../payment.ts';
import { places } from '../places.ts';
import type { QueueLine } from '../queue.ts';
import { proposalWords } from '../words.ts';
import { chargeChip, dueDay, openOf, proposalChip, spellYen } from './marks.ts';

const words = {
  title: text('入金', 'Payments'),
  queue: text('確認を待つ入金', 'Payments to look at'),
  certain: text('番号・金額・名義がすべて一致する入金', 'Reference, sum and payer all fit'),
  certainDo: text(
    '選んだ入金を確認する(請求を確定し、領収書を発行します)',
    'Confirm those chosen (settles the charges and issues receipts)',
  ),
  others: text('1件ずつ確かめる入金', 'To be looked at one by one'),
  none: text('確認を待つ入金はありません。', 'No payment waits for you.'),
  noneNext: text('入金を記録するか、銀行の明細を取り込むと、ここに並びます。', 'Payments appear here once they are recorded or imported.'),
  open: text('未払いの請求', 'Open charges'),
  noneOpen: text('未払いの請求はありません。', 'Nothing is owed.'),
  aside: text('保留中の入金', 'Set aside'),
  record: text('入金を記録する', 'Record a payment'),
  statement: text('銀行の明細を取り込む', 'Import a bank statement'),
  issuers: text('請求の発行者', 'Issuer of invoices'),
  payer: text('振込名義', 'Payer'),
  amount: text('金額', 'Sum'),
  receivedOn: text('入金日', 'Received on'),
  proposal: text('提案', 'Proposal'),
  look: text('確かめる', 'Look at it'),
  invoice: text('請求書番号', 'Invoice'),
  application: text('申請', 'Application'),
  applicant: text('申請者', 'Applicant'),
  fee: text('手数料', 'Fee'),
  owed: text('未払い額', 'Owed'),
  due: text('期限', 'Due'),
  reference: text('振込の番号', 'Reference'),
  state: text('状態', 'State'),
  choose: text('確認する', 'Confirm'),
  done: text('記録しました', 'It is recorded'),
  confirmed: text('入金を確認し、領収書を発行しました', 'The payments are confirmed and receipts issued'),
  noIssuer: text('請求の発行者が登録されていません', 'Nobody is entered as issuer of invoices'),
  noIssuerBody: text(
    '登録番号と振込先が登録されるまで、請求書と領収書は発行されません。事務局の管理者が登録してください。',
    'Until registration number and account are entered, neither invoices nor receipts can be made. An administrator of the office enters them.',
  ),
};

export interface MoneyDesk {
  readonly queue: readonly QueueLine[];
  readonly charges: readonly ChargeState[];
  readonly aside: readonly PaymentState[];
  /** Organisation id → name. */
  readonly names: ReadonlyMap<string, Text>;
  readonly today: Day;
  /** Schemes that charge and have no issuer yet. */
  readonly missing: readonly string[];
  readonly mayKeep: boolean;
}

/** What arrived that I have to look at, and what is still owed? */
export function moneyDesk(visit: MemberVisit, desk: MoneyDesk): Page {
  const { t, to } = visit;
  const done = visit.query['done'];
  const tools = actions(
    desk.mayKeep && buttonLink(visit, words.statement, to(places.statement), 'primary'),
    desk.mayKeep && buttonLink(visit, words.record, to(places.record), 'secondary'),
    buttonLink(visit, words.issuers, to(places.issuers), 'quiet'),
  );
  const certain = desk.queue.filter((line) => line.proposal.certainty === 'certain');
  const others = desk.queue.filter((line) => line.proposal.certainty !== 'certain');
  return {
    title: words.title,
    variant: 'office',
    body: html`${heading(visit, words.title, { lead: answer(desk), actions: tools })}
${done === 'confirmed' && notice(visit, 'good', words.confirmed, undefined, true)}${done === '1' && notice(visit, 'good', words.done, undefined, true)}
${desk.missing.length > 0 && notice(visit, 'warning', words.noIssuer, html`<p>${t(words.noIssuerBody)}</p><p><a href="${to(places.issuers)}">${t(words.issuers)}</a></p>`)}
${section(
  visit,
  words.queue,
  desk.queue.length === 0
    ? emptyState(visit, words.none, t(words.noneNext))
    : html`<div class="money">${certain.length > 0 && certainForm(visit, certain, desk.mayKeep)}${others.length > 0 && html`<h3>${t(words.others)} <span class="count">${others.length}</span></h3>${queueTable(visit, others)}`}</div>`,
  { id: 'queue' },
)}
${section(visit, words.open, desk.charges.length === 0 ? emptyState(visit, words.noneOpen) : chargeTable(visit, desk), { id: 'open' })}
${desk.aside.length > 0 && section(visit, words.aside, asideTable(visit, desk.aside), { id: 'aside' })}`,
  };
}

function answer({ queue, charges, today }: MoneyDesk): Text {
  const certain = queue.filter((line) => line.proposal.certainty === 'certain').length;
  const late = charges.filter((each) => each.dueOn !== null && each.dueOn < today).length;
  const waiting =
    queue.length === 0
      ? text('確認を待つ入金はありません。', 'No payment waits for you. ')
      : text(
          `${queue.length}件の入金が確認を待っています${certain > 0 ? `(うち${certain}件はまとめて確認できます)` : ''}。`,
          `${queue.length} payment${queue.length === 1 ? ' waits' : 's wait'} for you${certain > 0 ? `, ${certain} of them can be confirmed together` : ''}. `,
        );
  return text(
    `${waiting.ja}未払いの請求は${charges.length}件${late > 0 ? `、うち期限超過${late}件` : ''}です。`,
    `${waiting.en}${charges.length} charge${charges.length === 1 ? ' is' : 's are'} open${late > 0 ? `, ${late} overdue` : ''}.`,
  );
}

/** All that is certain, to be confirmed in one act. */
function certainForm(visit: MemberVisit, lines: readonly QueueLine[], mayKeep: boolean): Html {
  const { t } = visit;
  const pair = ({ payment, proposal }: QueueLine) => `${payment.id}:${proposal.assign[0]?.charge ?? ''}`;
  const rows = table<QueueLine>(
    visit,
    [
      {
        label: words.choose,
        tight: true,
        cell: (line) =>
          html`<input type="checkbox" name="pair" value="${pair(line)}" checked aria-label="${t(words.choose)}: ${line.payment.payer}">`,
      },
      ...columns(visit),
    ],
    lines,
    { caption: words.certain },
  );
  return html`<h3>${t(words.certain)} <span class="count">${lines.length}</span></h3>${mayKeep ? postForm(visit, visit.to(places.certain), html`${rows}${actions(button(visit, words.certainDo))}`) : rows}`;
}

const columns = (visit: MemberVisit) => [
  {
    label: words.payer,
    head: true,
    cell: ({ payment }: QueueLine) => html`<a href="${visit.to(places.payment(payment.id))}"><span lang="ja">${payment.payer}</span></a>`,
  },
  { label: words.amount, align: 'end' as const, tight: true, cell: ({ payment }: QueueLine) => visit.t(spellYen(payment.remaining)) },
  { label: words.receivedOn, tight: true, cell: ({ payment }: QueueLine) => spellDay(visit.language, payment.receivedOn) },
  {
    label: words.proposal,
    cell: (line: QueueLine) => html`${proposalChip(visit, line.proposal)} <span class="proposal">${visit.t(proposalWords(line))}</span>`,
  },
];

const queueTable = (visit: MemberVisit, lines: readonly QueueLine[]): Html =>
  table<QueueLine>(
    visit,
    [
      ...columns(visit),
      {
        label: words.look,
        tight: true,
        cell: ({ payment }) => buttonLink(visit, words.look, visit.to(places.payment(payment.id)), 'secondary'),
      },
    ],
    lines,
    { caption: words.others },
  );

/** Charges that await money, what is due first at the head. */
const chargeTable = (visit: MemberVisit, { charges, names, today }: MoneyDesk): Html =>
  table<ChargeState>(
    visit,
    [
      {
        label: words.invoice,
        head: true,
        tight: true,
        cell: (each) => html`<a href="${visit.to(places.charge(each.id))}">${each.invoice}</a>`,
      },
      { label: words.applicant, cell: (each) => visit.t(names.get(each.organisation) ?? text(each.organisation, each.organisation)) },
      { label: words.application, tight: true, cell: (each) => each.attestation?.number ?? each.applicationNumber },
      { label: words.fee, cell: (each) => visit.t(each.label) },
      { label: words.owed, align: 'end', tight: true, cell: (each) => openOf(visit, each) },
      { label: words.due, tight: true, cell: (each) => dueDay(visit, each) },
      { label: words.reference, tight: true, cell: (each) => html`<span class="code">${each.reference}</span>` },
      { label: words.state, tight: true, cell: (each) => chargeChip(visit, each, today) },
    ],
    charges,
    { caption: words.open },
  );

const asideTable = (visit: MemberVisit, payments: readonly PaymentState[]): Html =>
  table<PaymentState>(
    visit,
    [
      {
        label: words.payer,
        head: true,
        cell: (each) => html`<a href="${visit.to(places.payment(each.id))}"><span lang="ja">${each.payer}</span></a>`,
      },
      { label: words.amount, align: 'end', tight: true, cell: (each) => visit.t(spellYen(each.remaining)) },
      { label: words.receivedOn, tight: true, cell: (each) => spellDay(visit.language, each.receivedOn) },
    ],
    payments,
    { caption: words.aside },
  );

/** A button that does at once what a proposal says. */
export const proposedButton = (
  visit: MemberVisit,
  payment: string,
  assign: { readonly charge: string; readonly amount: number },
  label: Text,
): Html =>
  postForm(
    visit,
    `${visit.to(places.payment(payment))}/assign`,
    html`${hiddenField('charge', assign.charge)}${hiddenField('amount', String(assign.amount))}${button(visit, label)}`,
    { inline: true },
  );
