import { visible } from '../../../check/visible.ts';
import type { DeviceAnswer, DeviceFinding } from '../../../rules/device-part.ts';
import type { Language, Text } from '../../../rules/text.ts';
import { type Verdict, verdictWords } from '../../../rules/verdict.ts';
import { type Html, html, raw } from '../../../web/html.ts';
import { spellInstant } from '../../../web/language.ts';
import type { TestedEdition } from '../editions.ts';
import { interfaceRows } from './interfaces.ts';
import { interfacesPicture } from './interfaces-picture.ts';
import { faringSection, probesSection } from './report-course.ts';
import { reportCss } from './report-css.ts';
import type { Reported } from './reported.ts';

/**
 * The report of a bundle: one HTML file without script, image or address of anything else. One page of summary, the interfaces as a picture, findings by
 * criterion, what stayed open and why, and how the device fared. What a device said is shown as text only.
 */
export function report(reported: Reported): string {
  const { content, language } = reported;
  const t = (text: Text) => text[language];
  const { maker, model } = content.device;
  const title = `${visible(maker)} ${visible(model)} — ${t(words.title)}`;
  const page = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${raw(reportCss)}</style>
</head>
<body>
<main>
${summary(reported)}
<h2>${t(words.interfaces)}</h2>
${interfacesPicture(interfaceRows(content), language)}
<h2>${t(words.byCriterion)}</h2>
${criteria(reported)}
${undecided(reported)}
${faringSection(content, language)}
${probesSection(reported)}
</main>
${colophon(reported)}
</body>
</html>
`;
  return page.markup;
}

function summary({ content, edition, language }: Reported): Html {
  const t = (text: Text) => text[language];
  const { maker, model, firmware, serial, imageSha256 } = content.device;
  const count = (verdict: Verdict) => content.findings.filter((each) => each.verdict === verdict).length;
  const wrong = content.findings.filter(({ verdict }) => verdict === 'does-not-conform');
  const open = count('could-not-decide');
  const fact = (name: Text, value: string, whole = false) =>
    html`<div class="${whole ? 'whole' : ''}"><dt>${t(name)}</dt><dd>${value}</dd></div>`;
  const tally = (['does-not-conform', 'could-not-decide', 'conforms', 'not-applicable'] as const).map(
    (verdict) =>
      html`<li class="${count(verdict) > 0 ? verdict : 'none'}"><b>${count(verdict)}</b><span>${t(verdictWords[verdict])}</span></li>`,
  );
  return html`<section class="summary">
<p class="eyebrow"><b>AKASHI 証</b><span>${t(words.standing)}</span></p>
<h1>${visible(maker)} ${visible(model)}<br>${t(words.title)}</h1>
<p class="lead ${wrong.length > 0 ? 'bad' : open > 0 ? 'warn' : 'good'}">${t(lead(wrong.length, open))}</p>
<dl class="facts">
${fact(words.firmware, visible(firmware))}${fact(words.serial, visible(serial))}${fact(words.address, content.address)}
${fact(words.edition, `${t(edition.book.name)} ${content.edition.id}`, true)}${fact(words.tested, spellInstant(language, content.endedAt), true)}
${fact(words.personTime, t(minutes(content)))}${imageSha256 === null ? '' : fact(words.image, `${imageSha256.slice(0, 16)}…`)}
</dl>
<ul class="tally">${tally}</ul>
<div class="columns">
<div><h3>${t(words.faults)}</h3>${
    wrong.length === 0
      ? html`<p class="quiet">${t(words.noFaults)}</p>`
      : html`<ul class="faults">${wrong.slice(0, 7).map(({ subject, message }) => html`<li>${named(subject, t(message)) ? '' : html`<b>${visible(subject)}</b> `}${short(t(message), language)}</li>`)}${
          wrong.length > 7 ? html`<li class="more">${t(more(wrong.length - 7))}</li>` : ''
        }</ul>`
  }</div>
<div><h3>${t(words.answers)}</h3>${answersList(content.answers, edition, language)}</div>
</div>
</section>`;
}

/** Does the message itself begin with what it is about: a port, or the name of a login or reading? */
export const named = (subject: string, message: string): boolean =>
  subject === 'device' || message.slice(0, 80).includes(subject.split(' ').at(-1) ?? subject);

/** The first sentence, and a second one while it is short: the rest stands below. */
function short(message: string, language: Language): string {
  const said = visible(message, 2000);
  if (said.length <= 90) return said;
  const end = language === 'ja' ? said.indexOf('。', 20) : said.search(/(?<=.{40})\. /);
  return end > 0 && end < 160 ? said.slice(0, end + 1) : `${[...said].slice(0, 120).join('')}…`;
}

function answersList(answers: readonly DeviceAnswer[], edition: TestedEdition, language: Language): Html {
  const told = answers.filter(({ verdict }) => verdict !== 'not-tested');
  if (told.length === 0) return html`<p class="quiet">${words.nothingSettled[language]}</p>`;
  return html`<ul class="answers">${told.map(
    ({ criterion, verdict }) =>
      html`<li><span class="id">${criterion}</span><span>${nameOf(criterion, edition, language)}</span>${chip(verdict, language)}</li>`,
  )}</ul>`;
}

function criteria(reported: Reported): Html {
  const { content, edition, language } = reported;
  const t = (text: Text) => text[language];
  const ids = [...new Set(edition.part.tests.map(({ criterion }) => criterion))].sort();
  return html`<p class="quiet">${t(edition.part.provenance.note)}</p>${ids.map((id) => {
    const answer = content.answers.find(({ criterion }) => criterion === id);
    const tests = edition.part.tests.filter(({ criterion }) => criterion === id);
    const findings = content.findings.filter(
      ({ probe, aspect, subject, verdict }) =>
        verdict !== 'not-tested' &&
        tests.some((test) => test.finding === `${probe}/${aspect}` && (test.subject === undefined || test.subject === subject)),
    );
    return html`<section class="criterion"><header><h3><span class="id">${id}</span>${nameOf(id, edition, language)}</h3>${chip(answer?.verdict ?? 'not-tested', language)}</header>${
      findings.length === 0
        ? html`<ul class="findings"><li><span></span><p>${t(words.notTested)}</p></li></ul>`
        : html`<ul class="findings">${findings.map((finding) => findingItem(finding, reported))}</ul>`
    }</section>`;
  })}`;
}

function findingItem({ probe, aspect, subject, verdict, message }: DeviceFinding, { judges, language }: Reported): Html {
  const what = judges.find(({ id }) => id === probe)?.aspects[aspect]?.[language] ?? `${probe}/${aspect}`;
  return html`<li><span>${chip(verdict, language)}</span><div><span class="what">${what}</span>${
    subject === 'device' ? '' : html`<span class="subject">${visible(subject)}</span>`
  }<p>${visible(message[language], 2000)}</p></div></li>`;
}

/** What stayed open, by reason: a reason that stands behind many is told once. */
function undecided({ content, judges, language }: Reported): Html {
  const t = (text: Text) => text[language];
  const open = content.findings.filter(({ verdict }) => verdict === 'could-not-decide');
  if (open.length === 0) return html``;
  const byReason = Map.groupBy(open, ({ message }) => t(message));
  return html`<h2>${t(words.undecided)}</h2><ul class="open">${[...byReason].map(([reason, findings]) => {
    const names = findings.map(({ probe, aspect, subject }) => {
      const name = judges.find(({ id }) => id === probe)?.aspects[aspect]?.[language] ?? `${probe}/${aspect}`;
      return subject === 'device' ? name : `${name}(${visible(subject)})`;
    });
    return html`<li><b>${[...new Set(names)].join(language === 'ja' ? '、' : ', ')}</b><p>${visible(reason, 2000)}</p></li>`;
  })}</ul>`;
}

function colophon({ content, key, language }: Reported): Html {
  const t = (text: Text) => text[language];
  return html`<footer><p>${t(words.signed)} <code>${key.kid}</code></p><p>Akashi ${content.tool.version} · ${content.edition.scheme} ${content.edition.id} · ${t(words.part)} ${content.edition.devicePart.version} (${content.edition.devicePart.hash.slice(0, 12)}) · ${content.attended ? t(words.attended) : t(words.unattended)}</p><p>${t(words.again)}</p></footer>`;
}

const chip = (verdict: Verdict, language: Language): Html =>
  html`<span class="verdict ${verdict}">${verdictWords[verdict][language]}</span>`;

const nameOf = (id: string, { book }: TestedEdition, language: Language): string =>
  book.criteria.find((each) => each.id === id)?.name[language] ?? id;

function minutes({ personMinutes, startedAt, endedAt }: Reported['content']): Text {
  const person = Object.values(personMinutes.byCriterion).reduce((sum, each) => sum + each, personMinutes.other);
  const whole = Math.max(1, Math.round((Date.parse(endedAt) - Date.parse(startedAt)) / 60_000));
  const tenth = Math.round(person * 10) / 10;
  return { ja: `全体 ${whole}分、うち人の作業 ${tenth}分`, en: `${whole} min in all, ${tenth} of a person` };
}

const count = (findings: number): string => (findings === 1 ? '1 finding does' : `${findings} findings do`);

function lead(wrong: number, open: number): Text {
  if (wrong > 0) {
    return open > 0
      ? {
          ja: `不適合が${wrong}件、判定できなかったものが${open}件あります。`,
          en: `${count(wrong)} not conform; ${open} could not be decided.`,
        }
      : { ja: `不適合が${wrong}件あります。`, en: `${count(wrong)} not conform.` };
  }
  return open > 0
    ? {
        ja: `不適合は見付かっていませんが、判定できなかったものが${open}件あります。`,
        en: `Nothing was found wrong, but ${open} could not be decided.`,
      }
    : { ja: '調べた範囲に不適合はありません。', en: 'Nothing was found wrong in what was looked at.' };
}

const more = (count: number): Text => ({
  ja: `ほか${count}件(基準ごとの所見を参照)`,
  en: `and ${count} more (see the findings by criterion)`,
});

const words = {
  title: { ja: '実機テスト報告書', en: 'Device test report' },
  standing: {
    ja: '評価者による検査の記録。適合の証明ではありません。',
    en: 'A record of tests by the evaluator, not an attestation of conformity.',
  },
  firmware: { ja: 'ファームウェア', en: 'Firmware' },
  serial: { ja: '製造番号', en: 'Serial number' },
  address: { ja: 'アドレス', en: 'Address' },
  edition: { ja: '制度と基準の版', en: 'Scheme and edition' },
  tested: { ja: '検査の終了', en: 'Tests ended' },
  personTime: { ja: '所要時間', en: 'Time' },
  image: { ja: '更新ファイルの SHA-256', en: 'SHA-256 of the image' },
  faults: { ja: '直すところ', en: 'What to put right' },
  noFaults: { ja: '不適合は見付かっていません。', en: 'Nothing was found wrong.' },
  answers: { ja: '適合基準ごとの結果', en: 'By criterion' },
  nothingSettled: { ja: '実機テストだけで決まった基準はありません。', en: 'Device tests alone settled no criterion.' },
  interfaces: { ja: '申告と観測のインタフェース', en: 'Interfaces, declared and observed' },
  byCriterion: { ja: '基準ごとの所見', en: 'Findings by criterion' },
  notTested: { ja: 'この基準について、実機テストによる所見はありません。', en: 'Device tests found nothing about this criterion.' },
  undecided: { ja: '判定できなかったものと、その理由', en: 'What could not be decided, and why' },
  signed: { ja: '証跡ファイルは次の評価者の鍵で署名されています:', en: 'The evidence bundle is signed with this evaluator’s key:' },
  part: { ja: '実機テスト規則 第', en: 'device part, version' },
  attended: { ja: '人が立ち会った検査', en: 'attended' },
  unattended: { ja: '人が立ち会わない検査', en: 'unattended' },
  again: {
    ja: '同じ証跡ファイルから、誰でも同じ判定を再現できます: akashi judge <証跡ファイル>',
    en: 'Anyone can judge the same bundle again and get the same: akashi judge <bundle>',
  },
} as const;
