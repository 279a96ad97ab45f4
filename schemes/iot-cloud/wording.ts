import type { Book } from '../../src/rules/book.ts';
import { type Text, text } from '../../src/rules/text.ts';

const reads = (word: Text, sentence: Text, clause: string) => ({ word, sentence, clause });

const TAKE_DOWN = text('認定マークの使用は速やかに中止しなければなりません。', 'The mark must be taken down promptly.');

/** What a certification reads on a day, in words. */
export const statusWords: Book['statusWords'] = {
  'not-yet': reads(
    text('開始前', 'Not yet in effect'),
    text('認定の有効期間はまだ始まっていません。', 'The certified period has not begun.'),
    'D-8.1-2',
  ),
  'in-force': reads(text('有効', 'In force'), text('認定は有効です。', 'The certification is in force.'), 'D-8.1-2'),
  'renewal-under-review': reads(
    text('有効(更新審査中)', 'In effect, renewal under review'),
    text(
      '更新の申請を審査中で、決定までの間、認定の効力が継続しています。',
      'A renewal is under review; the certification stays in effect until the decision.',
    ),
    'D-9.1-2',
  ),
  expired: reads(
    text('満了', 'Expired'),
    text(`認定の有効期間は終了しました。${TAKE_DOWN.ja}`, `The certified period is over. ${TAKE_DOWN.en}`),
    'D-8.1-2',
  ),
  'reapplication-pending': reads(
    text('満了(再申請予定)', 'Expired, re-application pending'),
    text('認定の有効期間は終了しました。再申請の予定があります。', 'The certified period is over; a new application is intended.'),
    'D-8.1-2',
  ),
  lapsed: reads(
    text('効力喪失', 'Effect lost'),
    text(
      `事業承継等により、認定の効力は失われました。${TAKE_DOWN.ja}`,
      `The certification lost its effect by succession of the business. ${TAKE_DOWN.en}`,
    ),
    'D-11.3-1',
  ),
  withdrawn: reads(
    text('取消し', 'Withdrawn'),
    text(`認定は取り消されました。${TAKE_DOWN.ja}`, `The certification was withdrawn. ${TAKE_DOWN.en}`),
    'D-11.4-1',
  ),
  ceased: reads(
    text('サービス終了', 'Service ended'),
    text(`認定サービスの提供は終了しました。${TAKE_DOWN.ja}`, `The certified service has ended. ${TAKE_DOWN.en}`),
    'D-9.3-1',
  ),
};
