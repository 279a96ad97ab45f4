import { documentPdf } from '../io/render/pdf.ts';
import { qrMatrix } from '../io/render/qr.ts';
import { newest } from '../rules/period.ts';
import { NotFound, RuleRefused } from '../rules/refusal.ts';
import { paperIssuedOn } from '../rules/status.ts';
import type { Language } from '../rules/text.ts';
import { isUsable } from './label-file.ts';
import type { HeldView } from './list.ts';

/**
 * The certificate of an attestation as a PDF, its dates those of the newest period; one reissued bears its own day of issue. Refuses one that is not in effect, citing
 * the clause of its status, and a scheme that writes none. A demonstration's says so across the page.
 */
export async function certificateFile(
  view: HeldView,
  language: Language,
  demo: boolean,
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const { book, entry, status } = view;
  const period = newest(entry.standing.periods);
  if (!book.certificate || !period) throw new NotFound(`certificate of ${entry.key}`);
  if (!isUsable(view)) {
    const { word, clause } = book.statusWords[status.status];
    throw new RuleRefused('certificate-not-in-force', clause, {
      ja: `状態が「${word.ja}」のため、${book.attestationWord.ja}は交付できません。`,
      en: `The status is “${word.en}”, so no ${book.attestationWord.en.toLowerCase()} is given out.`,
    });
  }
  const { number, title, applicant, address } = entry;
  const model = book.certificate(
    {
      ...{ number, title, applicant, address, qr: qrMatrix(address), demo },
      ...{
        certifiedOn: entry.issuedOn,
        issuedOn: paperIssuedOn(entry.standing) ?? period.issuedOn,
        from: period.from,
        until: period.until,
      },
    },
    language,
  );
  return { name: `${entry.key}-certificate-${language}.pdf`, bytes: await documentPdf(model) };
}
