import { kindNames } from '../people/index.ts';
import type { Side } from '../rules/book.ts';
import { type Text, text } from '../rules/text.ts';
import type { CalendarDay, DayKind } from './calendar-days.ts';

/** What kind of day it is, and what happens then. */
export const kindWords = {
  due: text('期限', 'Due date'),
  prompt: text('お知らせ', 'Reminder'),
  truth: text('自動的に変わる日', 'Changes by itself'),
  job: text('システムの処理', 'Done by the system'),
} as const satisfies Record<DayKind, Text>;

export const kindSentences = {
  due: text(
    'この日までに手続きが必要です。過ぎても、それだけで不利な処分になることはありません。',
    'Something has to be done by this day. Missing it decides nothing by itself.',
  ),
  prompt: text(
    '関係者に知らせます。それ自体に効力はなく、判断は人が行います。',
    'Those concerned are reminded. It has no effect of its own; people decide.',
  ),
  truth: text(
    'この日が来ると、誰も手続きをしなくても表示が変わります。',
    'On this day what is shown changes, without anybody doing anything.',
  ),
  job: text('システムがこの日に一度だけ処理します。', 'The system does this once, on this day.'),
} as const satisfies Record<DayKind, Text>;

/** Whose turn it is on the day; nobody's where it changes by itself. */
export const whose = ({ tells }: Pick<CalendarDay, 'tells'>): Text =>
  tells === null ? text('―', '—') : tells in kindNames ? kindNames[tells as Side] : text(tells, tells);
