import { type Text, text } from '../../rules/text.ts';
import { type Html, html } from '../../web/html.ts';
import { spellDay } from '../../web/language.ts';
import { chip, type Tone } from '../../web/parts.ts';
import type { Visit } from '../../web/visit.ts';
import { type ChargeState, outstanding, yen } from '../charge.ts';
import type { Proposal, ProposalKind } from '../match.ts';

/** A sum for people: 209,000円 / ¥209,000. */
export const spellYen = (amount: number): Text => text(`${yen(amount)}円`, `¥${yen(amount)}`);

const kinds: Readonly<Record<ProposalKind, { readonly label: Text; readonly tone: Tone }>> = {
  settle: { label: text('全額一致', 'Exact'), tone: 'good' },
  part: { label: text('不足', 'Too little'), tone: 'waiting' },
  over: { label: text('過入金', 'Too much'), tone: 'action' },
  several: { label: text('複数の請求', 'Several invoices'), tone: 'action' },
  double: { label: text('二重の入金', 'Paid twice'), tone: 'bad' },
  'other-payer': { label: text('別の名義', 'Another payer'), tone: 'bad' },
  'before-invoice': { label: text('請求前の入金', 'Before the invoice'), tone: 'action' },
  'not-awaited': { label: text('請求取消し後', 'No longer awaited'), tone: 'bad' },
  twin: { label: text('同じ入金の疑い', 'Recorded twice?'), tone: 'bad' },
  rest: { label: text('残額あり', 'A rest is left'), tone: 'action' },
  ambiguous: { label: text('請求を選択', 'Choose the invoice'), tone: 'action' },
  unknown: { label: text('該当なし', 'Unknown'), tone: 'bad' },
};

/** What a proposal is, in a word. */
export const proposalChip = (visit: Visit, { kind }: Pick<Proposal, 'kind'>): Html => chip(visit, kinds[kind].tone, kinds[kind].label);

const states = {
  open: { label: text('入金待ち', 'Awaiting payment'), tone: 'waiting' },
  settled: { label: text('入金確認済み', 'Paid'), tone: 'good' },
  cancelled: { label: text('取消し', 'Cancelled'), tone: 'off' },
} as const satisfies Record<ChargeState['state'], { label: Text; tone: Tone }>;
const part = text('一部入金', 'Paid in part');
const overdue = text('期限超過', 'Overdue');

/** Where a charge stands on a day. */
export function chargeChip(visit: Visit, charge: ChargeState, today: string): Html {
  const isLate = charge.state === 'open' && charge.dueOn !== null && charge.dueOn < today;
  const its = charge.state === 'open' && charge.paid > 0 ? { label: part, tone: 'waiting' as const } : states[charge.state];
  return html`${chip(visit, its.tone, its.label)}${isLate && html` ${chip(visit, 'bad', overdue)}`}`;
}

/** The day until which it is to be paid; said not to be set where it is not. */
export const dueDay = (visit: Visit, charge: Pick<ChargeState, 'dueOn'>): string =>
  charge.dueOn === null ? '—' : spellDay(visit.language, charge.dueOn);

/** What is still awaited, with the total where a part arrived. */
export const openOf = (visit: Visit, charge: ChargeState): Html =>
  charge.paid > 0 && charge.state === 'open'
    ? html`${visit.t(spellYen(outstanding(charge)))} <span class="quiet small">/ ${visit.t(spellYen(charge.total))}</span>`
    : html`${visit.t(spellYen(charge.total))}`;
