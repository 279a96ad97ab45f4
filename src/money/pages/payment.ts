import type { Day } from '../../rules/day.ts';
import { type Text, text } from '../../rules/text.ts';
import type { StoredEvent } from '../../store/index.ts';
import { type Attempt, actions, button, dateField, errorSummary, hiddenField, postForm, selectField, textField } from '../../web/form.ts';
import { type Html, html } from '../../web/html.ts';
import { spellDay, spellInstant } from '../../web/language.ts';
import type { MemberVisit } from '../../web/page.ts';
import { backLink, chip, factList, fold, heading, notice, section, table } from '../../web/parts.ts';
import type { Page } from '../../web/visit.ts';
import { type ChargeState, outstanding, yen } from '../charge.ts';
import { paymentEvents } from '../list.ts';
import type { PaymentEvent, PaymentState } from '../payment.ts';
import { places } from '../places.ts';
import type { QueueLine } from '../queue.ts';
import { proposalWords } from '../words.ts';
import { proposedButton } from './desk.ts';
import { proposalChip, spellYen } from './marks.ts';

const words = {
  back: text('入金の一覧', 'All payments'),
  proposal: text('提案', 'Proposal'),
  facts: text('入金の内容', 'The payment'),
  payer: text('振込名義', 'Payer'),
  amount: text('入金額', 'Sum'),
  remaining: text('未処理の額', 'Left of it'),
  receivedOn: text('入金日', 'Received on'),
  account: text('入金口座', 'Account'),
  note: text('摘要・備考', 'Note'),
  source: text('記録の方法', 'How it was recorded'),
  hand: text('手入力', 'By hand'),
  acts: text('この入金の処理', 'What to do with it'),
  assign: text('請求に充当する', 'Assign it to a charge'),
  charge: text('請求', 'Charge'),
  pickCharge: text('請求を選ぶ', 'Choose a charge'),
  assignAmount: text('充当する額(円)', 'How much of it (yen)'),
  assignDo: text('充当する(全額に達すると領収書を発行します)', 'Assign it (reaching the total issues the receipt)'),
  return: text('返金する', 'Return it'),
  returnLead: text(
    '返金の振込を行ったあとに記録します。充当済みの手数料はここからは返せません。',
    'Record it once the transfer back was made. A fee that was assigned cannot be returned here.',
  ),
  returnAmount: text('返金額(円)', 'Returned (yen)'),
  returnedOn: text('返金日', 'Returned on'),
  reason: text('理由', 'Reason'),
  returnDo: text('返金を記録する(元に戻せません)', 'Record the return (cannot be undone)'),
  aside: text('保留にする', 'Set it aside'),
  asideLead: text('一覧から外して残します。あとで戻せます。', 'It leaves the queue and can be taken up again.'),
  takeUp: text('確認を待つ一覧に戻す', 'Back into the queue'),
  assigned: text('充当した請求', 'Assigned to'),
  release: text('充当を取り消す', 'Take the assignment back'),
  history: text('この入金の記録', 'History'),
  when: text('記録した日時', 'Recorded'),
  who: text('記録した人', 'By'),
  what: text('内容', 'What'),
  done: text('記録しました', 'It is recorded'),
  settled: text(
    '請求の全額の入金を確認しました。領収書を発行し、申請の手続を進めました',
    'The charge is paid in full: the receipt is issued and the case goes on',
  ),
  system: text('システム', 'The system'),
};

const states = {
  open: { label: text('確認待ち', 'To be looked at'), tone: 'action' },
  done: { label: text('処理済み', 'Done'), tone: 'good' },
  aside: { label: text('保留中', 'Set aside'), tone: 'off' },
} as const;

export interface PaymentView {
  readonly payment: PaymentState;
  readonly line: QueueLine | undefined;
  /** Charges that it could be assigned to. */
  readonly open: readonly ChargeState[];
  /** Charges that it was assigned to. */
  readonly assigned: readonly ChargeState[];
  readonly events: readonly StoredEvent[];
  readonly names: ReadonlyMap<string, Text>;
  readonly today: Day;
  readonly mayKeep: boolean;
  readonly attempt: Attempt;
}

/** What is this payment for, and what do I do with it? */
export function paymentPage(visit: MemberVisit, view: PaymentView): Page {
  const { payment, line } = view;
  const title = text(`${payment.payer} ${yen(payment.amount)}円`, `${payment.payer} ¥${yen(payment.amount)}`);
  const done = visit.query['done'];
  const state = states[payment.state];
  return {
    title,
    variant: 'office',
    body: html`${errorSummary(visit, view.attempt, { charge: words.charge, amount: words.amount, reason: words.reason, returnedOn: words.returnedOn })}
${backLink(visit, words.back, visit.to(places.desk))}
${heading(visit, title, { chip: chip(visit, state.tone, state.label), ...(line ? { lead: proposalWords(line) } : {}) })}
${done === 'settled' && notice(visit, 'good', words.settled, undefined, true)}${done === '1' && notice(visit, 'good', words.done, undefined, true)}
<div class="split"><div>
${line && view.mayKeep && section(visit, words.proposal, proposed(visit, line))}
${view.mayKeep && payment.remaining > 0 && section(visit, words.acts, acts(visit, view))}
${view.assigned.length > 0 && section(visit, words.assigned, assignedTo(visit, view))}
${section(visit, words.history, historyTable(visit, view))}
</div><aside>${section(visit, words.facts, facts(visit, payment))}</aside></div>`,
  };
}

/** The proposal as a button; what only a person can tell apart has none. */
function proposed(visit: MemberVisit, { payment, proposal, charges }: QueueLine): Html {
  const { t } = visit;
  const buttons = proposal.assign.map((each) => {
    const charge = charges.find((one) => one.id === each.charge);
    const isAll = charge !== undefined && outstanding(charge) === each.amount;
    const invoice = charge?.invoice ?? '';
    const label = isAll
      ? text(
          `${yen(each.amount)}円を請求 ${invoice} に充当し、領収書を発行する`,
          `Assign ¥${yen(each.amount)} to ${invoice} and issue the receipt`,
        )
      : text(`${yen(each.amount)}円を請求 ${invoice} の一部入金とする`, `Keep ¥${yen(each.amount)} as a part payment of ${invoice}`);
    return proposedButton(visit, payment.id, each, label);
  });
  return html`<p>${proposalChip(visit, proposal)}</p>${proposal.twin && html`<p><a href="${visit.to(places.payment(proposal.twin))}">${t(text('先に記録された入金を見る', 'See the payment recorded before'))}</a></p>`}${buttons.length > 0 && html`<div class="actions">${buttons}</div>`}`;
}

function acts(visit: MemberVisit, view: PaymentView): Html {
  const { t } = visit;
  const { payment, attempt, open, names } = view;
  const at = (act: string) => `${visit.to(places.payment(payment.id))}/${act}`;
  const nameOf = (charge: ChargeState): Text => names.get(charge.organisation) ?? text('', '');
  const choices = open.map((charge) => ({
    value: charge.id,
    label: text(
      `${charge.invoice} ${nameOf(charge).ja} ${charge.label.ja} 残${yen(outstanding(charge))}円`,
      `${charge.invoice} ${nameOf(charge).en}, ${charge.label.en}, ¥${yen(outstanding(charge))} open`,
    ),
  }));
  const sum = { required: true, width: 'narrow', inputMode: 'numeric', maxLength: 20, value: String(payment.remaining) } as const;
  const assign = postForm(
    visit,
    at('assign'),
    html`${selectField(visit, attempt, { name: 'charge', label: words.charge, required: true, choices, empty: words.pickCharge })}${textField(visit, attempt, { ...sum, name: 'amount', label: words.assignAmount, idIn: 'assign' })}${actions(button(visit, words.assignDo))}`,
  );
  const back = postForm(
    visit,
    at('return'),
    html`<p>${t(words.returnLead)}</p>${textField(visit, attempt, { ...sum, name: 'amount', label: words.returnAmount, idIn: 'return' })}${dateField(visit, attempt, { name: 'returnedOn', label: words.returnedOn, required: true, min: payment.receivedOn, max: view.today, value: view.today })}${textField(visit, attempt, { name: 'reason', label: words.reason, required: true, maxLength: 500, idIn: 'return' })}${actions(button(visit, words.returnDo, { kind: 'danger' }))}`,
  );
  const isAside = payment.state === 'aside';
  const aside = postForm(
    visit,
    at(isAside ? 'take-up' : 'set-aside'),
    html`${!isAside && html`<p>${t(words.asideLead)}</p>`}${textField(visit, attempt, { name: 'reason', label: words.reason, required: true, maxLength: 500, idIn: 'aside' })}${actions(button(visit, isAside ? words.takeUp : words.aside, { kind: 'secondary' }))}`,
  );
  const hasProposal = (view.line?.proposal.assign.length ?? 0) > 0;
  return html`${open.length > 0 && fold(t(words.assign), assign, !hasProposal)}${fold(t(words.return), back, view.line?.proposal.kind === 'rest')}${fold(t(isAside ? words.takeUp : words.aside), aside, isAside)}`;
}

function assignedTo(visit: MemberVisit, { payment, assigned, mayKeep, attempt }: PaymentView): Html {
  const { t } = visit;
  return html`<ul class="assigned">${payment.assigned.map((each) => {
    const charge = assigned.find((one) => one.id === each.charge);
    const release =
      mayKeep &&
      charge?.state !== 'settled' &&
      fold(
        t(words.release),
        postForm(
          visit,
          `${visit.to(places.payment(payment.id))}/release`,
          html`${hiddenField('charge', each.charge)}${textField(visit, attempt, { name: 'reason', label: words.reason, required: true, maxLength: 500, idIn: 'release' })}${actions(button(visit, words.release, { kind: 'danger' }))}`,
        ),
      );
    return html`<li><a href="${visit.to(places.charge(each.charge))}">${charge?.invoice ?? each.charge}</a> ${charge && t(charge.label)} <strong>${t(spellYen(each.amount))}</strong>${release}</li>`;
  })}</ul>`;
}

const facts = (visit: MemberVisit, payment: PaymentState): Html =>
  factList(visit, [
    { name: words.payer, value: html`<span lang="ja">${payment.payer}</span>` },
    { name: words.amount, value: visit.t(spellYen(payment.amount)) },
    ...(payment.remaining === payment.amount ? [] : [{ name: words.remaining, value: visit.t(spellYen(payment.remaining)) }]),
    { name: words.receivedOn, value: spellDay(visit.language, payment.receivedOn) },
    { name: words.account, value: html`<span lang="ja">${payment.account}</span>` },
    { name: words.note, value: payment.note },
    {
      name: words.source,
      value: payment.line
        ? visit.t(text(`銀行の明細の${payment.line.row}行目`, `Row ${payment.line.row} of a bank statement`))
        : visit.t(words.hand),
    },
  ]);

const historyTable = (visit: MemberVisit, { events, names }: PaymentView): Html =>
  table<{ readonly stored: StoredEvent; readonly event: PaymentEvent | undefined }>(
    visit,
    [
      { label: words.what, head: true, cell: ({ event }) => (event ? visit.t(said(event)) : '') },
      { label: words.when, tight: true, cell: ({ stored }) => spellInstant(visit.language, stored.at) },
      { label: words.who, cell: ({ stored }) => visit.t(names.get(stored.actor.person) ?? words.system) },
    ],
    paymentEvents(events).map((event, index) => ({ event, stored: events[index] as StoredEvent })),
    { caption: words.history },
  );

/** What happened to a payment, in words. */
function said(event: PaymentEvent): Text {
  switch (event.type) {
    case 'PaymentReceived':
      return text(`${yen(event.data.amount)}円の入金を記録`, `¥${yen(event.data.amount)} recorded`);
    case 'PaymentAssigned':
      return text(`${yen(event.data.amount)}円を請求に充当`, `¥${yen(event.data.amount)} assigned to a charge`);
    case 'PaymentUnassigned':
      return text(
        `${yen(event.data.amount)}円の充当を取消し: ${event.data.reason}`,
        `¥${yen(event.data.amount)} taken back: ${event.data.reason}`,
      );
    case 'PaymentReturned':
      return text(
        `${yen(event.data.amount)}円を${spellDay('ja', event.data.returnedOn)}に返金: ${event.data.reason}`,
        `¥${yen(event.data.amount)} returned on ${spellDay('en', event.data.returnedOn)}: ${event.data.reason}`,
      );
    case 'PaymentSetAside':
      return text(`保留: ${event.data.reason}`, `Set aside: ${event.data.reason}`);
    case 'PaymentTakenUp':
      return text(`保留を解除: ${event.data.reason}`, `Taken up again: ${event.data.reason}`);
  }
}
