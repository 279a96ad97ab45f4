import { type Text, text } from '../rules/text.ts';
import { verdictWords } from '../rules/verdict.ts';
import { type Html, html } from '../web/html.ts';
import { icon } from '../web/icons.ts';
import { spellInstant } from '../web/language.ts';
import type { Visit } from '../web/visit.ts';
import type { Resting } from './attached.ts';

const words = {
  agrees: text('実機テストの結果による回答', 'This answer rests on device tests'),
  differs: text('実機テストの結果と異なる回答', 'This answer differs from what the device tests found'),
  found: text('テストの判定', 'The tests found'),
  model: text('検査した機器', 'Device'),
  firmware: text('ファームウェア', 'firmware'),
  key: text('署名鍵', 'signed with'),
} as const satisfies Record<string, Text>;

/** One line beside an answer: on which tests it rests, of which device, when, signed with which key, and whether it says what they found. */
export function restingLine(visit: Visit, { check, verdict, agrees }: Resting): Html {
  const { t, language } = visit;
  const { model, serial, firmware } = check.device;
  return html`<p class="finding-line resting-line${agrees ? '' : ' resting-line-differs'}">${icon(agrees ? 'check-circle' : 'alert-circle')}<span><strong>${t(agrees ? words.agrees : words.differs)}</strong> ${t(words.found)}: ${t(verdictWords[verdict])} · ${t(words.model)}: ${model} (${serial}), ${t(words.firmware)} ${firmware} · <time datetime="${check.testedAt}">${spellInstant(language, check.testedAt)}</time> · ${check.tool} · ${t(words.key)} <span class="code">${check.signedBy.slice(0, 12)}</span></span></p>`;
}
