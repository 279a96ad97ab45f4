import type { Book } from '../../src/rules/book.ts';
import { text } from '../../src/rules/text.ts';

const STOCK = {
  ja: 'これ以後に出荷する製品にラベルを付けることはできません。ただし、その時点で製造済み又は製造中であった製品からラベルを取り除く必要はありません。',
  en: 'The label may not be put on products still to be shipped. Goods already made, or in manufacture at that moment, need not lose it.',
};

/** Each status in a word and a sentence that anyone understands, with what it means for goods already made (L-3.7-5, L-3.7-18). */
export const statusWords: Book['statusWords'] = {
  'not-yet': {
    word: text('発効前', 'Not yet in force'),
    sentence: text(
      '有効期間はまだ始まっていません。この日より前に製品に付けることはできません。',
      'The period of validity has not begun; until then the label may not be put on products.',
    ),
    clause: 'L-3.7-6',
  },
  'in-force': {
    word: text('有効', 'In force'),
    sentence: text(
      'このラベルは有効です。有効期限の日の終わり(日本時間)まで有効で、その間に製造・出荷する製品に付けることができます。',
      'This label is in force, until the end of its last day in Tokyo; goods made and shipped until then may bear it.',
    ),
    clause: 'L-3.7-6',
  },
  'renewal-under-review': {
    word: text('更新手続中', 'Renewal under review'),
    sentence: text(
      '有効期間は満了しており、更新の申請が審査されています。決定までに出荷する製品の取扱いは、満了の場合と同じです。',
      'The period of validity has ended; a renewal is under review. Until the decision, the same applies to goods as after expiry.',
    ),
    clause: 'L-3.7-17',
  },
  expired: {
    word: text('有効期間満了', 'Expired'),
    sentence: text(`このラベルの有効期間は満了しました。${STOCK.ja}`, `The validity of this label has ended. ${STOCK.en}`),
    clause: 'L-3.7-5 L-3.7-18',
  },
  'reapplication-pending': {
    word: text('有効期間満了(再申請手続中)', 'Expired, re-application pending'),
    sentence: text(
      'このラベルの有効期間は満了しました。ベンダーは再申請を予定しています。再申請が認められるまで、ラベルは有効ではありません。再申請の予定がある間、製造済み・製造中の製品とその後の出荷については、失効とは扱われません。',
      'The validity of this label has ended and the vendor plans to apply again. Until that is granted the label is not in force. While the re-application is planned, goods already made or in manufacture and later shipments are not treated as after a lapse.',
    ),
    clause: 'L-3.7-15 L-3.7-18',
  },
  lapsed: {
    word: text('失効', 'Lapsed'),
    sentence: text(
      `評価に影響する製品の変更が報告されたため、このラベルは失効しました。${STOCK.ja}`,
      `The vendor reported a change of the product that affects the assessment, and the label lapsed. ${STOCK.en}`,
    ),
    clause: 'L-3.7-5 L-3.7-8 L-3.7-18',
  },
  withdrawn: {
    word: text('取消し', 'Withdrawn'),
    sentence: text(
      '制度の運営者がこのラベルを取り消しました。製造済みの製品の取扱いは、取消しの通知で定めています。',
      'The scheme owner withdrew this label. What applies to goods already made is stated in the notice of withdrawal.',
    ),
    clause: 'L-3.7-12 L-3.7-18',
  },
  ceased: {
    word: text('返納', 'Given back'),
    sentence: text(`ベンダーがこのラベルを返納しました。${STOCK.ja}`, `The vendor gave this label back. ${STOCK.en}`),
    clause: 'L-3.7-1 L-3.7-5',
  },
};

/** Said wherever the criteria are shown (design principle 12). */
export const notOfficialText = text(
  '公式の附属書は未入手です。以下は公表資料などから再構成した基準であり、原典との照合が済んでいません。',
  'The official annex has not been obtained. These criteria are reconstructed from published material and have not been compared with the original.',
);
