import { type Text, text } from '../../src/rules/text.ts';

/** What the mark may be used for, as told to the provider with its files (D-8.1-3). */
export const markRules: readonly Text[] = [
  text(
    '認定期間中、ウェブページ、広告媒体、取引書類等に表示することができます。',
    'It may be shown on web pages, advertising and business papers during the certified period.',
  ),
  text(
    '認定サービスについてだけ、それ以外のサービスと明確に区分して表示してください。',
    'Show it for the certified service only, clearly separated from others.',
  ),
  text('色を変えたり、一部だけを掲載したりすることはできません。', 'Its colours may not be changed, and it may not be shown in part.'),
  text(
    '満了、取消し又は効力喪失の後は、速やかに使用を中止してください。',
    'Take it down promptly after expiry, withdrawal or loss of effect.',
  ),
];
