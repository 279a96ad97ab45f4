import type { Offer } from '../../src/rules/criteria.ts';
import { day } from '../../src/rules/day.ts';
import { text } from '../../src/rules/text.ts';
import { editionsLock } from './editions-lock.ts';

/** Which forms are in use, and from when. Applications are taken at any time (D-4.6-1). */
export const offers: readonly Offer[] = [
  {
    edition: 'form-b/2024.09',
    hash: editionsLock['form-b/2024.09'],
    level: 'disclosure',
    approvedOn: day('2024-09-30'),
    approvedBy: text('クラウドサービス情報開示認定機関(ASPIC)', 'The certification body for disclosure of cloud services (ASPIC)'),
    opensOn: day('2024-09-30'),
    source: '認定制度の概要(令和6年9月30日改定)5',
  },
];
