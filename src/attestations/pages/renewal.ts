import { text } from '../../rules/text.ts';
import { actions, button, buttonLink, dateField, firstShowing, postForm } from '../../web/form.ts';
import { type Html, html } from '../../web/html.ts';
import { spellDay } from '../../web/language.ts';
import type { MemberVisit } from '../../web/page.ts';
import { clause, notice, section } from '../../web/parts.ts';
import type { RenewalOffer } from '../renewal.ts';

const words = {
  title: text('更新', 'Renewal'),
  lead: text(
    'いまの申請書類の内容と証跡の指定を引き継いで、更新の申請を始めます。宣言、誓約などは改めて行います。提出するまで、事務局には何も届きません。',
    'The renewal begins with the dossier as it stands, pointers to evidence included; declarations are made anew. The office sees nothing until you submit.',
  ),
  window: text('更新の手続きができる期間', 'Time to renew'),
  open: text('更新の申請を始める', 'Begin the renewal'),
  not: text('いまは更新の申請を始められません', 'It cannot be renewed now'),
  running: text('更新の申請があります', 'There is an application for its renewal'),
  toRunning: text('更新の申請を開く', 'Open the renewal'),
  paperLead: text(
    '紙で届いた更新の申請を、申請者のために始めます。いまの申請書類の内容を引き継ぎ、書類のとおりに書き換えてから受け付けます。受領した日で期間を判定し、記録には担当者が残ります。',
    'Begins the renewal that came on paper for its holder, with the dossier as it stands: change what the papers say, then take it in. The day of receipt is judged; the record names the officer.',
  ),
  received: text('受領した日', 'Received on'),
  openPaper: text('紙で届いた更新の案件を開く', 'Open the renewal that came on paper'),
} as const;

export const renewalAddress = (key: string): string => `/attestations/${key}/renewal`;
export const paperRenewalAddress = (key: string): string => `/attestations/${key}/paper-renewal`;

/** Can it be renewed now, until when, and if not, why? Nothing for those who cannot renew it on any day. */
export function renewalSection(visit: MemberVisit, key: string, offer: RenewalOffer | undefined): Html | false {
  if (!offer) return false;
  const { t, to } = visit;
  const { window, running, findings } = offer;
  const span = (of: 'ja' | 'en') => (window ? [spellDay(of, window.opens), spellDay(of, window.closes)] : []);
  const lead = window && {
    lead: text(`${words.window.ja}は、${span('ja').join('から')}までです。`, `${words.window.en}: ${span('en').join(' to ')}.`),
  };
  const body = running
    ? notice(
        visit,
        'info',
        words.running,
        html`<p>${buttonLink(visit, words.toRunning, to(offer.onPaper ? `/office/cases/${running}` : `/applications/${running}`))}</p>`,
      )
    : findings.length > 0
      ? notice(visit, 'info', words.not, html`${findings.map((each) => html`<p>${t(each.message)} ${clause(each.clause)}</p>`)}`)
      : offer.onPaper
        ? postForm(
            visit,
            to(paperRenewalAddress(key)),
            html`<div class="stack"><p>${t(words.paperLead)}</p>${dateField(visit, firstShowing, { name: 'receivedOn', label: words.received, required: true })}</div>${actions(button(visit, words.openPaper, { kind: 'secondary' }))}`,
          )
        : postForm(visit, to(renewalAddress(key)), html`<p>${t(words.lead)}</p>${actions(button(visit, words.open))}`);
  return section(visit, words.title, body, { id: 'renewal', ...lead });
}
