import type { Book } from '../../src/rules/book.ts';
import { type Text, text } from '../../src/rules/text.ts';

const reads = (word: Text, sentence: Text, clause: string) => ({ word, sentence, clause });

/** What a badge reads on a day, in words. */
export const statusWords: Book['statusWords'] = {
  'not-yet': reads(text('開始前', 'Not yet'), text('まだ始まっていません。', 'It has not begun.'), 'T-6-2'),
  'in-force': reads(text('有効', 'In force'), text('有効です。', 'It is in force.'), 'T-6-2'),
  'renewal-under-review': reads(
    text('有効(更新審査中)', 'In effect, renewal under review'),
    text('更新の審査中で、効力が続いています。', 'A renewal is under review; the badge is still in effect.'),
    'T-6-4',
  ),
  expired: reads(text('満了', 'Expired'), text('期限が来ました。', 'Its time is over.'), 'T-6-2'),
  'reapplication-pending': reads(
    text('満了(再申請予定)', 'Expired, re-application pending'),
    text('期限が来ました。再申請の予定です。', 'Its time is over; a new application is intended.'),
    'T-8-5',
  ),
  lapsed: reads(text('失効', 'Lapsed'), text('効力を失いました。', 'It has lapsed.'), 'T-8-3'),
  withdrawn: reads(text('取消し', 'Withdrawn'), text('取り消されました。', 'It was withdrawn.'), 'T-8-2'),
  ceased: reads(text('終了', 'Ended'), text('テニスをやめました。', 'The player gave up tennis.'), 'T-8-4'),
};
