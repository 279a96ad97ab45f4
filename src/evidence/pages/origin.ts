import type { EvidenceOrigin } from '../../rules/facts.ts';
import { text } from '../../rules/text.ts';
import { type Html, html } from '../../web/html.ts';
import type { Visit } from '../../web/visit.ts';
import { kindOfOrigin, originWords } from '../origin.ts';
import { dayWords } from './words.ts';

const words = {
  paper: text('郵送された紙を事務局が読み取ったもの', 'Scanned by the office from paper that came by post'),
  signed: text('署名', 'Signed by'),
};

/** Where a file comes from, in a line; nothing when it is the applicant's own. The address is shown, and never linked from the office's pages. */
export function originLine(visit: Visit, file: { readonly origin?: EvidenceOrigin; readonly scannedFor?: string }): Html | false {
  const { t, language } = visit;
  const { origin } = file;
  const parts = origin
    ? [
        ...(origin.contractor ? [origin.contractor] : []),
        ...(origin.signedBy ? [`${t(words.signed)}: ${origin.signedBy}`] : []),
        ...(origin.address ? [origin.address] : []),
        ...(origin.on ? [dayWords(origin.on, language)] : []),
      ]
    : [];
  if (!origin && file.scannedFor === undefined) return false;
  return html`<span class="origin">${origin && html`<strong>${t(originWords[kindOfOrigin(origin)])}</strong>: ${parts.join(language === 'ja' ? '、' : ', ')}`}${origin && file.scannedFor !== undefined && html`<br>`}${file.scannedFor !== undefined && t(words.paper)}</span>`;
}
