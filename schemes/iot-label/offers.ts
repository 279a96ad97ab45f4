import type { Offer } from '../../src/rules/criteria.ts';
import { day } from '../../src/rules/day.ts';
import { text } from '../../src/rules/text.ts';
import { editionsLock } from './editions-lock.ts';

/** What the technical committee approved, by its hash, and from when it may be applied for (L-3.1-2, L-3.3-6). */
export const offers: readonly Offer[] = [
  {
    edition: 'common/1.1',
    hash: editionsLock['common/1.1'],
    level: '1',
    approvedOn: day('2024-12-31'),
    approvedBy: text(
      '技術審議委員会(承認日は公表されておらず、2024年12月中として扱う)',
      'Technical committee (day of approval not published; taken as within December 2024)',
    ),
    opensOn: day('2025-03-25'),
    source: 'JST-CR-01-01-2024R1, dated December 2024; IPA: ★1 applications from 2025-03-25',
  },
];
