import { type Text, text } from '../rules/text.ts';
import { type ChargeState, caseWords, outstanding, yen } from './charge.ts';
import type { QueueLine } from './queue.ts';

/** The invoices that a proposal speaks of, in one phrase. */
const invoices = (charges: readonly ChargeState[]): Text => ({
  ja: charges.map((each) => `${each.invoice}(${caseWords(each).ja}、${each.label.ja})`).join('、'),
  en: charges.map((each) => `${each.invoice} (${caseWords(each).en}, ${each.label.en})`).join(', '),
});

/** What could be done with a payment, in words for the person who decides. */
export function proposalWords({ payment, proposal, charges }: QueueLine): Text {
  const about = invoices(charges);
  const [charge] = charges;
  const open = charge ? outstanding(charge) : 0;
  const how =
    proposal.by === 'reference' ? text('振込の番号', 'the payment reference') : text('振込名義と金額', 'the payer’s name and the sum');
  const stranger =
    proposal.payer === 'new'
      ? text(
          '名義は、この申請者の入金として確認されたことがありません。',
          ' This name has not been confirmed as a payer of this applicant before.',
        )
      : text('', '');
  switch (proposal.kind) {
    case 'settle':
      return text(
        `請求 ${about.ja}の全額と一致します(${how.ja}による)。${stranger.ja}`,
        `It fits invoice ${about.en} exactly, by ${how.en}.${stranger.en}`,
      );
    case 'part': {
      const short = open - payment.remaining;
      return text(
        `請求 ${about.ja}に${yen(short)}円足りません。一部入金として充当し、残りを待ちます。${stranger.ja}`,
        `${yen(short)} yen less than invoice ${about.en} awaits. Keep it as a part payment and wait for the rest.${stranger.en}`,
      );
    }
    case 'over': {
      const surplus = payment.remaining - open;
      return text(
        `請求 ${about.ja}より${yen(surplus)}円多い入金です。${yen(open)}円を充当し、過入金を返金します。${stranger.ja}`,
        `${yen(surplus)} yen more than invoice ${about.en} awaits. Assign ${yen(open)} yen and return the surplus.${stranger.en}`,
      );
    }
    case 'several':
      return text(
        `複数の請求の合計と一致します: ${about.ja}。それぞれに充当します。`,
        `It is the sum of several invoices: ${about.en}. Assign it to each of them.`,
      );
    case 'double':
      return text(
        `請求 ${about.ja}は既に全額の入金が確認されています。二重の振込とみられます。返金します。`,
        `Invoice ${about.en} is paid already: this looks like a second transfer. Return it.`,
      );
    case 'other-payer':
      return text(
        `番号は請求 ${about.ja}のものですが、名義は別の申請者のものとして知られています。申請者に確かめてから充当します。`,
        `The reference is that of invoice ${about.en}, but the payer is known for another applicant. Ask before it is assigned.`,
      );
    case 'before-invoice':
      return about.ja === ''
        ? text(
            '名義は知られていますが、この申請者への未払いの請求はまだありません。請求の前の入金とみられます。請求まで保留するか、返金します。',
            'The payer is known, but no invoice of this applicant is open: it seems to come before the invoice. Set it aside until then, or return it.',
          )
        : text(
            `請求 ${about.ja}より前の日の入金です。この請求のためのものか確かめてから充当します。`,
            `It came before the day of invoice ${about.en}. Make sure that it is meant for it before it is assigned.`,
          );
    case 'not-awaited':
      return text(
        `請求 ${about.ja}は、手続が終わったため取り消されています。返金します。`,
        `Invoice ${about.en} was cancelled because its case ended. Return it.`,
      );
    case 'twin':
      return text(
        '同じ日・同じ額・同じ名義の入金が先に記録されています。同じ振込を二度記録していないか通帳で確かめ、同じものなら保留にします。',
        'A payment of the same day, sum and payer was recorded before. Check whether this is the same transfer once more; if so, set it aside.',
      );
    case 'rest':
      return text(
        `処理した残りが${yen(payment.remaining)}円あります。過入金として返金するか、ほかの請求に充当します。`,
        `${yen(payment.remaining)} yen of it is left. Return it as a surplus, or assign it to another charge.`,
      );
    case 'ambiguous':
      return text(
        `当てはまる請求が複数あります: ${about.ja}。どの請求のものか選んで充当します。`,
        `Several invoices come into question: ${about.en}. Choose the one it is for.`,
      );
    case 'unknown':
      return text(
        '番号も名義も、どの請求にも当てはまりません。振込の内容を確かめて充当するか、保留または返金します。',
        'Neither reference nor payer fits any invoice. Find out what it is for and assign it, set it aside, or return it.',
      );
  }
}
