import type { BundleContent } from '../../../check/bundle.ts';
import { visible } from '../../../check/visible.ts';
import type { Language, Text } from '../../../rules/text.ts';
import { type Html, html } from '../../../web/html.ts';
import { spellInstant } from '../../../web/language.ts';
import { spellSeconds } from '../watching.ts';
import type { Reported } from './reported.ts';

/** How the device bore the tests: the pace, where it was slowed down, and when the device was away. */
export function faringSection({ fare }: BundleContent, language: Language): Html {
  const t = (text: Text) => text[language];
  const { lowest, highest, bound } = fare.rate;
  const round = (rate: number) => Math.round(rate * 10) / 10;
  const pace: Text = {
    ja: `機器へ送った接続とデータグラムは ${fare.sent} 件、速さは毎秒 ${round(lowest)}~${round(highest)} 接続(上限 ${bound})でした。`,
    en: `${fare.sent} connections and datagrams were sent to the device, at ${round(lowest)} to ${round(highest)} a second (bound ${bound}).`,
  };
  const calm = fare.strains.length === 0 && fare.outages.length === 0;
  return html`<h2>${t(words.fare)}</h2><p>${t(pace)}${calm ? ` ${t(words.calm)}` : ''}</p>${
    calm
      ? ''
      : html`<ul class="open">${fare.outages.map(
          ({ from, until, probe }) =>
            html`<li><b>${t(until === undefined ? words.lost : words.away)}</b><p>${spellInstant(language, from)}${until === undefined ? '' : ` – ${spellSeconds((Date.parse(until) - Date.parse(from)) / 1000)}`}${probe === undefined ? '' : ` · ${probe}`}</p></li>`,
        )}${fare.strains
          .slice(0, 20)
          .map(
            ({ at, why, rate }) =>
              html`<li><b>${visible(t(why), 300)}</b><p>${spellInstant(language, at)} · ${t(words.slowed)} ${round(rate)} / s</p></li>`,
          )}</ul>`
  }`;
}

/** Every probe that ran: how long, how much was sent, how much of a person's time. */
export function probesSection({ content, judges, language }: Reported): Html {
  const t = (text: Text) => text[language];
  const seconds = (from: string, until: string) => (Date.parse(until) - Date.parse(from)) / 1000;
  return html`<h2>${t(words.probes)}</h2><table><thead><tr><th>${t(words.probe)}</th><th class="number">${t(words.time)}</th><th class="number sent">${t(words.sent)}</th><th class="number">${t(words.person)}</th></tr></thead><tbody>${content.observations.map(
    ({ probe, startedAt, endedAt, sent, personMinutes, outcome }) =>
      html`<tr><td>${judges.find(({ id }) => id === probe)?.title[language] ?? probe}${outcome === 'could-not' ? html` <span class="quiet">(${t(words.couldNot)})</span>` : ''}</td><td class="number">${spellSeconds(seconds(startedAt, endedAt))}</td><td class="number sent">${sent}</td><td class="number">${personMinutes}</td></tr>`,
  )}</tbody></table>`;
}

const words = {
  fare: { ja: '検査中の機器の様子', en: 'How the device fared' },
  calm: {
    ja: '機器は最後まで応答し続け、速さを落とす必要はありませんでした。',
    en: 'The device kept answering to the end and never had to be spared.',
  },
  lost: { ja: '応答がなくなり、戻りませんでした', en: 'It stopped answering and did not come back' },
  away: { ja: '一時、応答がなくなりました', en: 'It did not answer for a time' },
  slowed: { ja: '速さを落とした:', en: 'slowed down to' },
  probes: { ja: '検査の記録', en: 'Course of the tests' },
  probe: { ja: '検査', en: 'Probe' },
  time: { ja: '時間', en: 'Time' },
  sent: { ja: '送信', en: 'Sent' },
  person: { ja: '人の作業(分)', en: 'Person-min' },
  couldNot: { ja: '観測できず', en: 'could not be observed' },
} as const;
